import { posix } from 'node:path';
import type { Position } from '../../diagnostics.js';
import type { YamlPath } from '../../yaml/positions.js';
import type { ResourceContract } from '../contract.js';
import type { ResourceSpec } from '../package-schema.js';
import type { Report } from '../report.js';

/** What is about a file of data, and so about no query. */
const aboutFiles = [
  'path',
  'format',
  'encoding',
  'dialect',
  'table',
  'columns',
  'unpivot',
  'flags',
  'constants',
  'rename',
] as const satisfies readonly (keyof ResourceSpec)[];

interface Surroundings {
  readonly folder: string;
  readonly packageFile: string;
  readonly report: Report;
  readonly at: (path: YamlPath) => Position;
}

/** The query of a resource and where it stands; nothing for a resource that is a file. */
export function resolveQuery(
  resource: ResourceSpec,
  { folder, packageFile, report, at }: Surroundings,
): Pick<ResourceContract, 'query' | 'file' | 'pathPosition'> | undefined {
  const { query, schema } = resource;
  if (query === undefined) return undefined;
  for (const name of aboutFiles) {
    if (resource[name] !== undefined) {
      report(
        [name],
        'key',
        `Unexpected \`${name}\` beside \`query\`, expected one or the other: a query has no file`,
      );
    }
  }
  if (typeof schema === 'object' && schema.primaryKey === undefined) {
    report(
      ['schema'],
      'key',
      'Unexpected query without a `primaryKey`, expected the fields that tell its rows apart',
    );
  }
  const position = at(['query']);
  const isFile = /^\S+\.sql$/i.test(query);
  return {
    query: { position, ...(isFile ? {} : { text: query }) },
    file: !isFile ? packageFile : posix.isAbsolute(query) ? query : posix.join(folder, query),
    pathPosition: position,
  };
}
