import { join } from 'node:path';
import type { Position } from '../../diagnostics.js';

/**
 * A command that opens a place in an editor, as words: those of the line as it was typed, between spaces or in quotation marks. No
 * shell reads it.
 */
export function readEditor(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/** The words of the command for one place of a project. A command that does not say where the file goes gets it last. */
export function editorFor(words: readonly string[], root: string, place: Position): readonly string[] {
  const values: Readonly<Record<string, string>> = {
    file: join(root, place.file),
    line: String(place.line),
    column: String(place.column),
  };
  const filled = words.map((word) =>
    word.replace(/\{(file|line|column)\}/g, (_, name: string) => values[name] ?? ''),
  );
  return words.some((word) => word.includes('{file}')) ? filled : [...filled, join(root, place.file)];
}
