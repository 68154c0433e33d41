#!/usr/bin/env bash
# The first step of action.yml: an acquit on the PATH. Untested against a real release, since there is none yet;
# tests/cli/release.rs runs it with archives of .github/pack.sh and a stand-in for curl.
set -euo pipefail

version=${INPUT_VERSION#v}
if [ -z "$version" ] && command -v acquit >/dev/null; then
    acquit --version
    exit 0
fi
[ -n "$version" ] || version=${ACTION_REF#v}
if ! [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
    echo "::error::No acquit is installed and \`$version\` is no release: set the input \`version\`, for example to 0.1.0, or install acquit in a step before."
    exit 2
fi

suffix=tar.gz
case "$(uname -s)-$(uname -m)" in
Linux-x86_64) target=x86_64-unknown-linux-gnu ;;
Linux-aarch64) target=aarch64-unknown-linux-gnu ;;
Darwin-arm64) target=aarch64-apple-darwin ;;
Darwin-x86_64) target=x86_64-apple-darwin ;;
MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc suffix=zip ;;
*)
    echo "::error::There is no archive of acquit for $(uname -s) on $(uname -m): build it with cargo install in a step before."
    exit 2
    ;;
esac

folder=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/acquit-bin.XXXXXX")
cd "$folder"
name=acquit-$version-$target
from=${GITHUB_SERVER_URL:-https://github.com}/$ACTION_REPOSITORY/releases/download/v$version
for file in "$name.$suffix" "$name.$suffix.sha256"; do
    curl --proto '=https' --fail --silent --show-error --location --retry 3 --output "$file" "$from/$file"
done
if command -v sha256sum >/dev/null; then
    sha256sum --check --quiet "$name.$suffix.sha256"
else
    shasum -a 256 --check --quiet "$name.$suffix.sha256"
fi
if [ "$suffix" = zip ]; then 7z x -bso0 "$name.zip"; else tar -xzf "$name.tar.gz"; fi
echo "$folder/$name" >>"$GITHUB_PATH"
"./$name/acquit" --version
