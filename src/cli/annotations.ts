import { visible } from '../control-characters.js';
import { type Diagnostic, describeOthers, type Position, shortened, shownPlace } from '../diagnostics.js';

/**
 * Returns a diagnostic as a workflow command of GitHub Actions, which shows it at its line of a pull request. `file`
 * must be a path from the root of the repository.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function annotation({
  severity,
  code,
  message,
  position,
  hint,
  see = [],
  others,
}: Diagnostic): string {
  const { file, line, column, sheet } = position;
  // What is said of the machine belongs to no file.
  const place = file === 'tallybook' ? {} : { file, line: String(line), col: String(column) };
  const properties = Object.entries({ ...place, title: code }).map(
    ([name, value]) => `${name}=${escapeProperty(visible(value, '\r\n'))}`,
  );
  const text = [
    // GitHub opens no workbooks.
    sheet === undefined ? message : `${shownPlace(position)}: ${message}`,
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ...see.map((other) => `see: ${seenPlace(other.position)}, ${other.note}`),
    ...(others === undefined ? [] : [describeOthers(others)]),
  ]
    .map((part) => visible(shortened(part), '\r\n'))
    .join('\n');
  // GitHub knows no notes.
  const command = severity === 'note' ? 'notice' : severity;
  return `::${command} ${properties.join(',')}::${escapeData(text)}`;
}

/** A line of a file, as GitHub links it; a cell of a workbook. */
const seenPlace = ({ column, ...line }: Position): string =>
  shownPlace(line.sheet === undefined ? line : { ...line, column });

/** As the runner undoes it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
