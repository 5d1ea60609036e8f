import { relative, resolve, sep } from 'node:path';
import type { Diagnostic, Position } from '../diagnostics.js';

/** Files that a diagnostic can name although they are not part of a project: the tool itself. */
const notInProject = new Set(['tallybook']);

/**
 * A path of the project as it is printed: from the current folder, with `/`, so that a terminal or an editor can
 * open it. Inside the project's own folder that is the path as the project writes it.
 */
export function shownPath(path: string, root: string, cwd: string): string {
  const full = resolve(root, path);
  const shown = relative(cwd, full);
  return (shown === '' ? '.' : shown).split(sep).join('/');
}

/** A path as one word of a command, in the shells of every system. */
export const asWord = (shown: string): string => (/[^\p{L}\p{N}_.,:/+-]/u.test(shown) ? `"${shown}"` : shown);

/** A diagnostic with every path as it is printed. */
export function shownDiagnostic(diagnostic: Diagnostic, root: string, cwd: string): Diagnostic {
  const shown = (position: Position): Position =>
    notInProject.has(position.file) ? position : { ...position, file: shownPath(position.file, root, cwd) };
  const { see } = diagnostic;
  return {
    ...diagnostic,
    position: shown(diagnostic.position),
    ...(see === undefined
      ? {}
      : { see: see.map(({ position, note }) => ({ position: shown(position), note })) }),
  };
}
