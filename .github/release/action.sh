#!/usr/bin/env bash
# Puts the action together as others use it, with the packed tool in place of its sources: `action.sh PACKED.tgz FOLDER`. What the tool
# and the scripts need beside them is in it, so that a run installs nothing.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
yaml=$(cd "$root" && node --print "require('./package.json').dependencies.yaml")
mkdir -p "$2/.github"
tar -xzf "$1" --strip-components=1 -C "$2"
cp "$root/action.yml" "$2"
cp -r "$root/.github/report" "$root/.github/comment" "$2/.github"
cd "$2"
npm install --no-audit --no-fund --ignore-scripts --no-package-lock --save-exact "yaml@$yaml"
