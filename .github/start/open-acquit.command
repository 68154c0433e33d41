#!/bin/sh
# Opens acquit in the browser: double-click this file. Closing its window ends acquit.
# Untested on macOS; on Linux a file manager asks whether to run it.
"$(dirname "$0")/acquit" serve "$@" || {
    printf '%s' 'acquit could not be started; press Enter. '
    read -r _
}
