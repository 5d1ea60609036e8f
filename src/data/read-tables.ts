import type { Queried, ResourceContract } from './contract.js';
import type { QuerySource } from './extension.js';
import { load } from './load.js';
import type { Findings } from './report.js';
import { checkLetterForms } from './rows/check-letters.js';
import { validate } from './rows/validate.js';
import type { LoadTools, QueryTools } from './table-context.js';
import type { CheckedTable, RawTable } from './tables.js';

interface TableTools extends Omit<LoadTools, 'fault'>, Pick<QueryTools, 'ask'> {
  readonly queries: QuerySource | undefined;
}

/** The checked tables of all resources whose source can be read, in their order: a query asks those before it. */
export async function readTables(
  resources: readonly ResourceContract[],
  { queries, ...tools }: TableTools,
  found: Findings,
): Promise<CheckedTable[]> {
  const tables: CheckedTable[] = [];
  for (const contract of resources) {
    const { query } = contract;
    const fault = found.faultIn(contract.name);
    const faulty = resources.flatMap(({ name }) => (found.isFaulty(name) ? name : []));
    const raw =
      query === undefined || queries === undefined
        ? await load(contract, { ...tools, fault })
        : query.database !== undefined
          ? await loadKept({ ...contract, query }, { ...tools, fault }, queries)
          : await queries.load({ ...contract, query }, { ...tools, fault, tables, faulty });
    if (raw === undefined) continue;
    tables.push(validate(raw, tools.packageFile, tools.host.limits, fault));
    found.add(checkLetterForms(raw));
  }
  return tables;
}

/** The result of a query to a database, as it is kept in the project. */
async function loadKept(
  contract: Queried,
  tools: LoadTools,
  queries: QuerySource,
): Promise<RawTable | undefined> {
  const asked = await queries.checkKept(contract, tools);
  return asked && load({ ...contract, query: { ...contract.query, asked } }, tools);
}
