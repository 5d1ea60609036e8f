#!/usr/bin/env bash
# Compares a project of the checkout with a revision, and writes what differs into a folder: `compare.sh REVISION PROJECT
# CHANGES`, with FAIL_ON and COMMAND in the environment. Sets the outputs `found`, and `failed` where there is what FAIL_ON names.
# Where the reports were built and pages can be drawn, the revision is built too, in a work tree of its own, and pages that differ are
# put side by side.
set -euo pipefail
revision=$1
project=$2
changes=$3
tool=$(cd "$(dirname "$0")/../.." && pwd)
set_outputs() { node "$tool/.github/report/set-outputs.mjs" "$@"; }

rm -rf "$changes"
mkdir -p "$changes"
if ! commit=$(git rev-parse --verify --quiet --end-of-options "$revision^{commit}"); then
  echo '::error title=Tallybook::The revision to compare with is not in this checkout: fetch-depth of actions/checkout says how much is.'
  exit 1
fi
prefix=$(cd -- "$project" && git rev-parse --show-prefix)
if ! git cat-file -e "$commit:${prefix}tallybook.yaml" 2> "$changes/none"; then
  echo 'The revision to compare with has no such project: all of it is new.'
  set_outputs found=false failed=false
  exit 0
fi
rm "$changes/none"

code=0
(cd -- "$project" && node "$tool/dist/cli.js" diff --json --fail-on "${FAIL_ON:-difference}" -- "$commit" .) \
  > "$changes/changes.json" || code=$?
if [ "$code" -gt 1 ]; then
  cat "$changes/changes.json"
  echo '::error title=Tallybook::The two cannot be compared: the reasons stand above.'
  exit "$code"
fi
failed=false
if [ "$code" = 1 ] && [ -n "$FAIL_ON" ]; then failed=true; fi

if [ "$COMMAND" = build ] && command -v pdftoppm > /dev/null; then
  work=$(mktemp -d)
  trap 'git worktree remove --force "$work/base"; rm -rf "$work"' EXIT
  git worktree add --quiet --detach "$work/base" "$commit"
  # A revision that cannot be built has no pages; what differs in numbers was said without them.
  if node "$tool/dist/cli.js" build --draft --quiet -- "$work/base/$prefix"; then
    output_of() { node "$tool/.github/report/output-folder.mjs" "$1"; }
    bash "$tool/.github/report/pages.sh" "$(output_of "$work/base/$prefix")" "$work/before" 80 > "$work/list"
    bash "$tool/.github/report/pages.sh" "$(output_of "$project")" "$work/after" 80 > "$work/list"
    node "$tool/.github/report/changed-pages.mjs" "$work/before" "$work/after" "$changes"
  fi
fi
set_outputs found=true "failed=$failed"
