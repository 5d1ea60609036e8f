import type { LineChange } from './years.js';

/** A text with other words in its lines. */
export function changed(text: string, changes: readonly LineChange[]): string {
  const lines = text.split('\n');
  for (const { line, from, to, text: words } of [...changes].sort((a, b) => b.from - a.from)) {
    const before = lines[line - 1] ?? '';
    lines[line - 1] = before.slice(0, from) + words + before.slice(to);
  }
  return lines.join('\n');
}

/**
 * The changes of a file as a unified diff without context, which `git apply --unidiff-zero` and `patch` take.
 * https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function unifiedDiff(file: string, text: string, changes: readonly LineChange[]): string {
  const lines = text.split('\n');
  const numbers = [...new Set(changes.map(({ line }) => line))].sort((a, b) => a - b);
  let added = 0;
  const hunks = numbers.map((number) => {
    const line = lines[number - 1] ?? '';
    const own = changes.filter((each) => each.line === number).map((each) => ({ ...each, line: 1 }));
    const after = changed(line, own).split('\n');
    const head = `@@ -${number} +${number + added}${after.length === 1 ? '' : `,${after.length}`} @@`;
    added += after.length - 1;
    return [head, `-${line}`, ...after.map((each) => `+${each}`)].join('\n');
  });
  return numbers.length === 0 ? '' : `--- a/${file}\n+++ b/${file}\n${hunks.join('\n')}\n`;
}
