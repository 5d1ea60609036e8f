import { posix } from 'node:path';
import type { ResourceContract } from '../../data/contract.js';
import type { ResourceSpec } from '../../data/package/package-schema.js';
import type { Report } from '../../data/report.js';
import type { Position } from '../../diagnostics.js';
import type { YamlPath } from '../../yaml/positions.js';

/** What is about a file of data, and so about no query. */
const aboutFiles = [
  'format',
  'encoding',
  'dialect',
  'table',
  'columns',
  'combine',
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
  const { query, schema, source } = resource;
  if (query === undefined) {
    if (source !== undefined) report(['source'], 'key', 'data/package.source');
    return undefined;
  }
  for (const name of aboutFiles) {
    if (resource[name] !== undefined) {
      report([name], 'key', 'data/package.query', { name });
    }
  }
  if (typeof schema === 'object' && schema.primaryKey === undefined) {
    report(['schema'], 'key', 'data/package.tell');
  }
  const position = at(['query']);
  const inPackage = (path: string): string => (posix.isAbsolute(path) ? path : posix.join(folder, path));
  const isFile = /^\S+\.sql$/i.test(query);
  const text = isFile ? { file: inPackage(query) } : { text: query };
  if (source === undefined) {
    if (resource.path !== undefined) {
      report(['path'], 'key', 'data/package.kept');
    }
    return { query: { position, ...text }, file: text.file ?? packageFile, pathPosition: position };
  }
  const { path } = resource;
  if (typeof path !== 'string' || !/\.csv$/i.test(path)) {
    report(path === undefined ? ['query'] : ['path'], 'value', 'data/package.ends');
    return undefined;
  }
  const database = source.postgres.slice('env:'.length);
  return { query: { position, ...text, database }, file: inPackage(path), pathPosition: at(['path']) };
}
