import { type Diagnostic, formatDiagnostic, groupAlike, sortDiagnostics } from '../../../diagnostics.js';
import type { DescribedTable } from './describe.js';
import { scalar } from './yaml-text.js';

/** Problems that are listed. */
const mostListed = 20;

/** A data package with these resources; above them what a build would stop at as things stand. */
export function packageText(
  name: string,
  tables: readonly DescribedTable[],
  problems: readonly Diagnostic[],
  schema: string,
): string {
  const questions = tables.reduce((sum, table) => sum + table.questions, 0);
  const grouped = groupAlike(sortDiagnostics(problems));
  const listed = grouped.slice(0, mostListed).flatMap((problem) => formatDiagnostic(problem).split('\n'));
  const more = grouped.length - mostListed;
  return [
    `# yaml-language-server: $schema=${schema}`,
    '# What the data files hold, as far as it can be counted. Beside each line stands what was counted for it.',
    questions === 0
      ? '# Nothing is left to ask.'
      : `# ${questions} ${questions === 1 ? 'question is' : 'questions are'} left, each at a line that begins with ASK. Answer it, and take the comment out.`,
    ...(problems.length === 0
      ? ['# Nothing stands in the way of a build.']
      : [
          '# What a build stops at or warns of, as things stand:',
          ...listed.map((line) => `#   ${line}`),
          ...(more > 0 ? [`#   and ${more} more`] : []),
        ]),
    `name: ${scalar(name)}`,
    'resources:',
    ...tables.flatMap(({ lines }) => lines.map((line) => `  ${line}`)),
    '',
  ].join('\n');
}
