#!/usr/bin/env bash
# Packs one archive of a release, with its checksum: pack.sh TARGET BINARY FOLDER
# The archive holds acquit, its papers, manual pages and completions in a folder acquit-VERSION-TARGET, as
# `cargo binstall` (Cargo.toml) and action.yml look for it. tests/cli/release.rs runs it.
set -euo pipefail

target=$1 binary=$2 into=$3
version=$("$binary" --version | cut -d ' ' -f 2)
name=acquit-$version-$target

mkdir -p "$into"
# A folder of that name from an earlier run would put its files into the archive, too.
rm -rf "${into:?}/$name"
mkdir -p "$into/$name/completions"
case "$target" in *windows*) cp "$binary" "$into/$name/acquit.exe" ;; *) cp "$binary" "$into/$name/acquit" ;; esac
# A double click opens the page in the browser.
case "$target" in
*windows*) cp .github/start/open-acquit.cmd "$into/$name/" ;;
*) cp .github/start/open-acquit.command "$into/$name/" ;;
esac
cp README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT NOTICE "$into/$name/"
"$binary" man --output "$into/$name/man"
for shell in bash elvish fish powershell zsh; do
    "$binary" completions "$shell" >"$into/$name/completions/acquit.$shell"
done

cd "$into"
case "$target" in
*windows*) archive=$name.zip && 7z a -bso0 "$archive" "$name" ;;
*) archive=$name.tar.gz && tar -czf "$archive" "$name" ;;
esac
rm -r "$name"
if command -v sha256sum >/dev/null; then
    sha256sum "$archive" >"$archive.sha256"
else
    shasum -a 256 "$archive" >"$archive.sha256"
fi
echo "$archive"
