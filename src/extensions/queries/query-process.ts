import { loadOptional } from '../../host/optional-package.js';
import type { AskEngine, QueryAnswer, QueryFault, QueryRequest } from '../../model/dataset/query.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { askDuckdb } from './host/duckdb.js';

/** Answers a query, in whatever process this is called. */
export const askHere: AskEngine = async (request, limits) =>
  askDuckdb(await loadOptional('@duckdb/node-api'), request, limits);

/** What the process of queries is asked for. */
export async function answerQuery(
  request: QueryRequest,
  limits: ResourceLimits,
  tell: (part: QueryAnswer | QueryFault) => Promise<void>,
): Promise<void> {
  await tell(await askHere(request, limits));
}
