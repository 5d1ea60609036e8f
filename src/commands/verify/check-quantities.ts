import type { Diagnostic } from '../../diagnostics.js';
import type { Snapshot } from '../../model/snapshot.js';
import type { ComparedBy } from './compared-by.js';
import { type ListedFile, mostShown, problemIn } from './listed-file.js';
import { problemAt } from './problem.js';

interface Line {
  readonly text: string;
  readonly at?: string | undefined;
}

/** Every quantity of the list is one of the snapshot, and the other way round. */
export function checkQuantities<T extends Line>(
  lines: readonly (T | undefined)[],
  keys: ComparedBy<T>,
  list: ListedFile,
  snapshot: Snapshot,
): Diagnostic[] {
  const published = snapshot.numbers.filter(({ value }) => value !== undefined);
  const known = new Set(published.map((number) => keys.ofNumber(number)));
  const listed = new Set(lines.flatMap((line) => (line === undefined ? [] : [keys.ofLine(line)])));
  const added = lines.flatMap((line, index) => {
    if (line === undefined || known.has(keys.ofLine(line))) return [];
    const message = `Unexpected number \`${line.text}\` (${line.at}), expected only those that were published`;
    return [problemIn(list, 'verify/number', message, ['numbers', index])];
  });
  const lost = published
    .filter((number) => !listed.has(keys.ofNumber(number)))
    .map(({ text, at }) => {
      const message = `Unexpected list without the number \`${text}\` (${at}), expected it as published`;
      return problemAt('verify/number', list.file, message);
    });
  return [...added.slice(0, mostShown), ...lost.slice(0, mostShown)];
}
