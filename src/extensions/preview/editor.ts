import { join } from 'node:path';
import type { Position } from '../../diagnostics.js';
import { programFor } from './host/start-program.js';

/**
 * A command that opens a place in an editor, as words: those of the line as it was typed, between spaces or in quotation marks. No
 * shell reads it.
 */
export function readEditor(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/**
 * The words of the command for one place of a project. A command that does not say where the file goes gets it last. An address such as
 * `vscode://file/{file}:{line}` is for whatever the system has for it: on Windows `code` is no program that can be started without a shell.
 */
export function editorFor(
  words: readonly string[],
  root: string,
  place: Position,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const [first = ''] = words;
  const isAddress = words.length === 1 && /^[a-z][a-z\d+.-]+:\/\//i.test(first);
  const file = join(root, place.file);
  const values: Readonly<Record<string, string>> = {
    file: isAddress ? inAddress(file) : file,
    line: String(place.line),
    column: String(place.column),
  };
  const filled = words.map((word) =>
    word.replace(/\{(file|line|column)\}/g, (_, name: string) => values[name] ?? ''),
  );
  if (isAddress) return programFor(filled.join('').replace(/(?<!:)\/\//g, '/'), platform);
  return words.some((word) => word.includes('{file}')) ? filled : [...filled, file];
}

/** With strokes between folders, and the colon of a drive. */
const inAddress = (path: string): string =>
  encodeURIComponent(path.replaceAll('\\', '/')).replaceAll('%2F', '/').replaceAll('%3A', ':');
