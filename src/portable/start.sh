#!/bin/sh
# Shows the project in this folder in a browser; makes one where there is none.
cd "$(dirname -- "$0")" || exit 3
[ -e project/tallybook.yaml ] || ./tallybook init project || exit
exec ./tallybook preview project --open
