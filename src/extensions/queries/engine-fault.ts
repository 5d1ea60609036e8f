import type { Queried } from '../../data/contract.js';
import { reportProblem } from '../../data/report.js';
import type { QueryTools } from '../../data/table-context.js';
import { didYouMean, listNames } from '../../diagnostics.js';
import type { QueryFault } from '../../model/dataset/query.js';
import { wording } from '../../problems/problem.js';
import { limitProblem } from '../../resource-limits.js';
import type { ReportSql } from './sql-text.js';

/** Reports what an engine says of a query that it does not answer. */
export function reportFault(
  { about, message, at }: QueryFault,
  { query, name }: Queried,
  { fault, tables, host: { limits } }: Pick<QueryTools, 'fault' | 'tables' | 'host'>,
  report: ReportSql,
): void {
  if (about !== 'sql') {
    const excess = about === 'time' ? 'querySeconds' : 'queryMegabytes';
    const found = `query of \`${name}\` that ${about === 'time' ? 'takes longer' : 'needs more memory'}`;
    reportProblem(fault, limitProblem({ name: excess, limits, position: query.position, found }));
    return;
  }
  const names = tables.map(({ contract }) => contract.name);
  const unknown = /Table with name (\S+) does not exist/.exec(message)?.[1];
  report({
    at,
    ...(unknown === undefined ? {} : didYouMean(unknown, names)),
    ...wording(unknown === undefined ? 'queries/engine-fault.refusal' : 'queries/engine-fault.table', {
      message,
      unknown,
      names: listNames(names),
    }),
  });
}
