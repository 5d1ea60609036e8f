import { faultOf } from '../problems/problem.js';
import { environmentProblem } from './problems.js';
import { errorCode } from './system-error.js';

/** The packages that whoever needs them installs beside Tallybook: the version that it is tested with, and what for. */
const packages = {
  '@duckdb/node-api': {
    version: '1.5.6-r.1',
    use: 'a query over files (70 MB)',
    load: () => import('@duckdb/node-api'),
  },
  pg: { version: '8.23.1', use: 'a query of a database', load: () => import('pg') },
  bullmq: { version: '6.7.0', use: 'a queue', load: () => import('bullmq') },
  ioredis: { version: '6.0.0', use: 'a queue', load: () => import('ioredis') },
} as const;

type Packages = typeof packages;
type Loaded<Name extends keyof Packages> = Awaited<ReturnType<Packages[Name]['load']>>;

/**
 * Loads a package that is not installed with Tallybook. Rejects with an `EnvironmentProblem` where it is missing, or not for
 * this machine.
 * @param load Tests load another.
 */
export async function loadOptional<Name extends keyof Packages>(
  name: Name,
  load: () => Promise<unknown> = packages[name].load,
): Promise<Loaded<Name>> {
  try {
    return (await load()) as Loaded<Name>;
  } catch (cause) {
    const isMissing = errorCode(cause) === 'ERR_MODULE_NOT_FOUND' && String(cause).includes(`'${name}'`);
    const { use } = packages[name];
    const wanted = Object.entries(packages).filter(([, other]) => other.use === use);
    throw environmentProblem(
      faultOf('host/engine', {
        name,
        isNot: isMissing ? 'is not installed' : 'cannot be loaded',
        use,
        wanted: wanted.map(([each, { version }]) => `${each}@${version}`).join(' '),
      }),
      { cause },
    );
  }
}
