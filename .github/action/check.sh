#!/usr/bin/env bash
# The checking step of action.yml. Its inputs come as INPUT_…; tests/cli/action.rs runs it.
set -euo pipefail

# The largest summary that a step may write is 1 MiB.
LARGEST=1000000

work=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/acquit.XXXXXX")
# The summary holds words of the letters: it goes when the step ends.
trap 'rm -rf "$work"' EXIT

arguments=(check --format github --fail-on "$INPUT_FAIL_ON")
[ -z "$INPUT_REQUIRE" ] || arguments+=(--require "$INPUT_REQUIRE")
[ -z "$INPUT_EXPECT" ] || arguments+=(--expect "$INPUT_EXPECT")
[ -z "$INPUT_BASELINE" ] || arguments+=(--baseline "$INPUT_BASELINE")
[ -z "$INPUT_SARIF" ] || arguments+=(--report "sarif=$INPUT_SARIF")
[ "$INPUT_SUMMARY" = false ] || arguments+=(--report "markdown=$work/summary.md")
read -r -a more <<<"$INPUT_ARGS" || true
arguments+=(${more[@]+"${more[@]}"} --)
named=0
while IFS= read -r path || [ -n "$path" ]; do
    path=${path%$'\r'}
    [ -n "$path" ] || continue
    arguments+=("$path")
    named=$((named + 1))
done <<<"$INPUT_PATHS"
if [ "$named" -eq 0 ]; then
    echo "::error::The input \`paths\` names no file or folder; name one on each line."
    exit 2
fi

code=0
acquit "${arguments[@]}" 2>"$work/said" || code=$?

# What acquit says on standard error may begin with the name of a file: the runner takes no commands from it.
if [ -s "$work/said" ]; then
    token=acquit-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "::stop-commands::$token"
    cat "$work/said"
    echo "::$token::"
fi

if [ -s "$work/summary.md" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    if [ "$(wc -c <"$work/summary.md")" -le "$LARGEST" ]; then
        cat "$work/summary.md" >>"$GITHUB_STEP_SUMMARY"
    else
        echo "acquit check: the summary is longer than a job may show; the annotations and the SARIF file hold all of it." \
            >>"$GITHUB_STEP_SUMMARY"
    fi
fi
[ -z "${GITHUB_OUTPUT:-}" ] || echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
