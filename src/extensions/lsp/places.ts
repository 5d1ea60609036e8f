import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionKind,
  DiagnosticSeverity,
  type Location,
  type Range,
  type Diagnostic as Shown,
} from 'vscode-languageserver';
import { type Diagnostic, type Position, type Severity, shownPlace } from '../../diagnostics.js';
import { projectFile } from '../../project/spec.js';

/** What stands at a place as one thing: a call, a named argument, a text in quotation marks, a word. */
const thing = /^(?:\{\{[^}]*\}\}|[\p{L}\p{N}_-]+="[^"\n]*"|"[^"\n]*"|[\p{L}\p{N}_.,|-]+|.)/u;

/** A place as editors know it, to the end of what stands there. Ours count from 1, theirs from 0. */
export function rangeAt({ line, column }: Position, text = ''): Range {
  const rest = (text.split(/\r\n?|\n/)[line - 1] ?? '').slice(column - 1);
  const length = thing.exec(rest)?.[0].length ?? 1;
  const start = { line: line - 1, character: column - 1 };
  return { start, end: { line: line - 1, character: start.character + length } };
}

/** The address of a file; what is said of the tool itself is shown with the project file. */
export const uriOf = (root: string, file: string): string =>
  pathToFileURL(join(root, file === 'tallybook' ? projectFile : file)).href;

/** A place in a file that an editor opens; a cell of a workbook or of the result of a query has none there. */
export function locationOf(root: string, position: Position, text?: string): Location {
  const hasLines = position.sheet === undefined && position.result === undefined;
  const range = rangeAt(hasLines ? position : { ...position, line: 1, column: 1 }, text);
  return { uri: uriOf(root, position.file), range };
}

/** Where a place of a text is in the text that was made of it; undefined where its lines were changed. */
export function movedPlace<Place extends Position>(
  place: Place,
  before: string | undefined,
  now: string | undefined,
): Place | undefined {
  if (before === undefined || now === undefined || before === now) return place;
  const [old, current] = [before.split('\n'), now.split('\n')];
  const most = Math.min(old.length, current.length);
  const same = (count: number, at: (lines: string[], index: number) => string | undefined): number => {
    let index = 0;
    while (index < most - count && at(old, index) === at(current, index)) index++;
    return index;
  };
  const ahead = same(0, (lines, index) => lines[index]);
  const behind = same(ahead, (lines, index) => lines.at(-1 - index));
  if (place.line <= ahead) return place;
  if (place.line <= old.length - behind) return undefined;
  return { ...place, line: place.line + current.length - old.length };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
} satisfies Record<Severity, DiagnosticSeverity>;

/** A problem as editors show it. */
export function shownProblem(root: string, problem: Diagnostic, text?: string): Shown {
  const { severity, code, message, position, hint, see = [] } = problem;
  const { range } = locationOf(root, position, text);
  // No editor shows a cell of a workbook.
  const place = position.sheet === undefined ? '' : `${shownPlace(position)}: `;
  return {
    ...{ range, severity: severities[severity], source: 'tallybook', code },
    message: `${place}${message}${hint === undefined ? '' : `\n${hint}`}`,
    relatedInformation: see.map((each) => ({
      location: locationOf(root, each.position),
      message: each.note,
    })),
  };
}

/** What an editor can do about a problem, where its hint has a replacement and the words still stand there. */
export function quickFix(
  uri: string,
  { fix, position }: Diagnostic,
  shown: Shown,
  text: string,
): CodeAction | undefined {
  const { start } = shown.range;
  const line = text.split(/\r\n?|\n/)[position.line - 1] ?? '';
  const at = fix === undefined ? -1 : line.indexOf(fix.written, position.column - 1);
  if (fix === undefined || at < 0) return undefined;
  const end = { line: start.line, character: at + fix.written.length };
  const edit = { range: { start: { line: start.line, character: at }, end }, newText: fix.instead };
  return {
    title: `Write \`${fix.instead}\``,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shown],
    isPreferred: true,
    edit: { changes: { [uri]: [edit] } },
  };
}
