import { environmentProblem } from '../problems.js';
import { errorCode } from '../system-error.js';

type Engine = typeof import('@duckdb/node-api');

/** The engine that queries are tested with: which numbers it has for an answer depends on it. */
const duckdbVersion = '1.5.6-r.1';

const importDuckdb = (): Promise<Engine> => import('@duckdb/node-api');

/**
 * The engine of queries over files, which is installed by whoever has queries: it takes 70 MB. Rejects with an
 * `EnvironmentProblem` where it is not there, or not for this machine.
 * @param load Tests load another.
 */
export async function loadDuckdb(load: () => Promise<Engine> = importDuckdb): Promise<Engine> {
  try {
    return await load();
  } catch (cause) {
    const isMissing = errorCode(cause) === 'ERR_MODULE_NOT_FOUND' && /@duckdb\/node-api/.test(String(cause));
    throw environmentProblem(
      'host/engine',
      `Unexpected ${isMissing ? 'query without DuckDB' : 'DuckDB that cannot be loaded'}, expected the package \`@duckdb/node-api\` beside Tallybook`,
      {
        hint: `in the folder in which Tallybook is installed, run \`npm install @duckdb/node-api@${duckdbVersion}\` (70 MB)`,
        cause,
      },
    );
  }
}
