import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import { type GeometryFormat, geometryFormats } from '../../model/dataset/geometry.js';
import { defined } from '../../model/defined.js';
import type { YamlPath } from '../../yaml/positions.js';
import type { ResourceSpec } from '../package/package-schema.js';
import type { Report } from '../report.js';

/** What a resource promises that holds shapes, every default filled in. */
export interface GeometryContract {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly format: GeometryFormat;
  readonly key: string;
  readonly label: string;
  readonly object?: string;
  readonly attribution: string;
  readonly names: Readonly<Record<string, string>>;
  /** Where an entry of `names` stands. */
  readonly nameAt: (category: string) => Position;
  readonly pathPosition: Position;
  readonly position: Position;
}

interface Around {
  /** Where its file is; undefined where that has been reported. */
  readonly source: { readonly file: string; readonly pathPosition: Position } | undefined;
  readonly report: Report;
  readonly at: (path: YamlPath) => Position;
}

/** What a table has and shapes have not. */
const ofTables = [
  'query',
  'source',
  'dialect',
  'encoding',
  'period',
  'about',
  'counts',
  'protect',
  'allow',
  'claims',
] as const;

/** The contract of a resource with shapes; undefined where it is reported. */
export function resolveGeometry(
  resource: ResourceSpec,
  { source, report, at }: Around,
): GeometryContract | undefined {
  const { geometry, name } = resource;
  if (geometry === undefined) return undefined;
  refuseRows(resource, report);
  if (source === undefined) return undefined;
  const format = formatOf(resource.format, source.file);
  if (format === undefined) {
    const written = resource.format ?? source.file;
    report(
      resource.format === undefined ? ['path'] : ['format'],
      'value',
      'data/package.format',
      { written, geometryFormats: listNames(geometryFormats) },
      didYouMean(written, geometryFormats),
    );
    return undefined;
  }
  if (geometry.object !== undefined && format === 'geojson')
    report(['geometry', 'object'], 'key', 'data/package.object');
  return defined<GeometryContract>({
    name,
    title: resource.title ?? name,
    ...source,
    format,
    key: geometry.key,
    label: geometry.label ?? geometry.key,
    object: geometry.object,
    attribution: geometry.attribution,
    names: geometry.names ?? {},
    nameAt: (category) => at(['geometry', 'names', category]),
    position: at([]),
  });
}

/** A file of shapes has no rows and no fields. */
function refuseRows(resource: ResourceSpec, report: Report): void {
  for (const key of ofTables)
    if (resource[key] !== undefined) report([key], 'key', 'data/package.geometry', { key });
  if (typeof resource.schema === 'string' || resource.schema.fields.length > 0)
    report(['schema'], 'key', 'data/package.schema');
}

function formatOf(format: string | undefined, path: string): GeometryFormat | undefined {
  const ending = /\.(\w+)$/.exec(path.toLowerCase())?.[1];
  return geometryFormats.find((known) => known === (format ?? ending));
}
