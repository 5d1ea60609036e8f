#!/usr/bin/env bash
# Draws every page of every PDF below a folder, small, into another folder: `pages.sh OUTPUT PAGES [DOTS-PER-INCH]`.
# Prints the path of each picture from there, a page a line.
set -euo pipefail
output=$1
pages=$2
dots=${3:-40}
mkdir -p "$pages"
find "$output" -name '*.pdf' -not -path '*/.*' | sort | while IFS= read -r pdf; do
  name=${pdf#"$output"/}
  name=${name%.pdf}
  # No name of a report or an item has a plus, so that no two are alike.
  pdftoppm -r "$dots" -png "$pdf" "$pages/${name//\//+}"
done
cd "$pages"
find . -name '*.png' | sed 's#^\./##' | sort
