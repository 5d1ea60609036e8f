import {
  type Diagnostic,
  formatDiagnostic,
  groupAlike,
  hasErrors,
  sortDiagnostics,
} from '../../diagnostics.js';
import type { DescribedTable } from './data/describe.js';

/** Problems of a table that are told at it. */
const mostTold = 3;

/**
 * The tables of which a draft is built. One at which a build stops is commented out, with what is to be mended in it; where a build
 * stops at each of them, all stay.
 */
export async function setAsideBroken(
  tables: readonly DescribedTable[],
  problemsOf: (tables: readonly DescribedTable[]) => Promise<readonly Diagnostic[]>,
): Promise<readonly DescribedTable[]> {
  if (!hasErrors(await problemsOf(tables))) return tables;
  const looked: { readonly table: DescribedTable; readonly problems: readonly Diagnostic[] }[] = [];
  for (const table of tables) looked.push({ table, problems: await problemsOf([table]) });
  const isBroken = looked.map(({ problems }) => hasErrors(problems));
  if (isBroken.every(Boolean)) return tables;
  return looked.map(({ table, problems }, index) => (isBroken[index] ? aside(table, problems) : table));
}

function aside(table: DescribedTable, problems: readonly Diagnostic[]): DescribedTable {
  const errors = groupAlike(sortDiagnostics(problems.filter(({ severity }) => severity === 'error')));
  const told = errors.slice(0, mostTold).flatMap((error) => formatDiagnostic(error).split('\n'));
  const lines = [
    '# ASK: a build stops at the table below, and drafts are built without it. Can you correct it? Then remove the `#`:',
    ...told.map((line) => `#   ${line}`),
    ...(table.answered ?? table.lines).map((line) => `# ${line}`),
  ];
  return {
    ...table,
    lines,
    answered: lines,
    questions: 1,
    isAside: true,
    columns: [],
    totals: new Map(),
    years: [],
  };
}
