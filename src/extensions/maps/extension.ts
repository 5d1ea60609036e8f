/** What maps add to data packages: resources that hold shapes, with the key `geometry`. How a map is called and drawn says `form.ts`. */
import { z } from 'zod';
import type { AttachmentExtension, ReadAttachment } from '../../data/extension.js';
import { type Mapping, text } from '../../data/package/grammar.js';
import type { ResourceSpec } from '../../data/package/package-schema.js';
import type { ReportFaultAt } from '../../data/report.js';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { defined } from '../../model/defined.js';
import { problem } from '../../problems/problem.js';
import { limitProblem } from '../../resource-limits.js';
import { wrongByteProblem } from '../../wrong-bytes.js';
import type { Extension } from '../extension.js';
import { type Geometry, isGeometry, shapeKeysOf } from './geometry.js';
import { inspectShapes } from './shapes/inspect.js';
import { readGeometry } from './shapes/read-geometry.js';
import { type GeometryFormat, geometryFormats } from './shapes/shapes.js';

/** What can be wrong with maps. */
const codes = {
  'guard/counts-as-shade': 'A map shows a count by shades, as if large areas had more of it.',
  'geometry/form':
    'A file of shapes is not GeoJSON or TopoJSON of areas in WGS 84, or a shape has no key of its own.',
  'geometry/ring': 'A border of a shape crosses itself or encloses nothing (a warning).',
  'map/shape': 'A category has no shape in the geometry of a map, or two have the same.',
  'map/geometry':
    'A map names a geometry that the data package does not have, or that has no shape for its data.',
  'map/classes': 'A class of a map has no area.',
  'map/form': 'A map has a key or a value that is not available for maps.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

const member = text.regex(/^(?:id|properties\..+)$/, { error: '`id`, or `properties.NAME`' });

const grammar = (mapping: Mapping) =>
  mapping({
    key: member.describe(
      'The member with the key of each shape, by which categories find it: `id`, or `properties.NAME`.',
    ),
    label: member
      .optional()
      .describe('The member with the name of each shape. Without it, the key is the name.'),
    attribution: text
      .min(1, { error: 'who made the shapes' })
      .describe('Who made the shapes, and under which terms: printed under every map.'),
    object: text.optional().describe('The object of a TopoJSON file that is drawn, if it has several.'),
    names: z
      .record(text, text, { error: 'a mapping from categories to keys of shapes' })
      .optional()
      .describe(
        'Categories that have another name in the file, with the keys of their shapes: `{xk: Kosovo}`.',
      ),
  });

/** What a resource promises that holds shapes, every default filled in. */
interface GeometryContract extends Omit<Geometry, 'kind' | 'shapes'> {
  readonly format: GeometryFormat;
  readonly key: string;
  readonly label: string;
  readonly object?: string;
  /** Where an entry of `names` stands. */
  readonly nameAt: (category: string) => Position;
  readonly pathPosition: Position;
}

/** Shapes of areas, of which maps are drawn. */
const geometryResource: AttachmentExtension = {
  key: 'geometry',
  description:
    'The file holds shapes for maps instead of a table: GeoJSON or TopoJSON, by `format` or its ending.',
  grammar,
  resolve(written, resource, { source, tableKeys, report, at }) {
    refuseRows(resource, tableKeys, report);
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
    const {
      key,
      label = key,
      object,
      attribution,
      names = {},
    } = written as z.infer<ReturnType<typeof grammar>>;
    if (object !== undefined && format === 'geojson')
      report(['geometry', 'object'], 'key', 'data/package.object');
    const { name, title = name } = resource;
    const nameAt = (category: string): Position => at(['geometry', 'names', category]);
    const made = { name, title, ...source, format, key, label, attribution, names, nameAt, position: at([]) };
    const contract = defined<GeometryContract>({ ...made, object });
    return { load: (host) => load(contract, host) };
  },
  isFor: (attachment, dataset) => isGeometry(attachment) && hasShapes(dataset, attachment),
};

/** Areas in the shades of their numbers, and circles on them. */
export const maps = { codes, attachments: geometryResource, inspectShapes } satisfies Extension;

/** What a table has and shapes have not. */
const ofTables = ['query', 'source', 'dialect', 'encoding', 'period', 'about', 'counts', 'allow', 'claims'];

/** A file of shapes has no rows and no fields. */
function refuseRows(resource: ResourceSpec, tableKeys: readonly string[], report: ReportFaultAt): void {
  const written = new Map<string, unknown>(Object.entries(resource));
  for (const key of [...ofTables, ...tableKeys])
    if (written.get(key) !== undefined) report([key], 'key', 'data/package.geometry', { key });
  if (typeof resource.schema === 'string' || resource.schema.fields.length > 0)
    report(['schema'], 'key', 'data/package.schema');
}

function formatOf(format: string | undefined, path: string): GeometryFormat | undefined {
  const ending = /\.(\w+)$/.exec(path.toLowerCase())?.[1];
  return geometryFormats.find((known) => known === (format ?? ending));
}

/** The shapes of a file, and what was said of it. One with an error gives none. */
async function load(contract: GeometryContract, host: Host): Promise<ReadAttachment> {
  const { file, names, nameAt, name, title, attribution, position } = contract;
  const text = await textOf(contract, host);
  if (typeof text !== 'string') return { diagnostics: [text] };
  const { shapes, problems } = readGeometry({ ...contract, text }, host.limits);
  if (shapes.length === 0) return { diagnostics: problems };
  const keys = shapes.map(({ key }) => key);
  const unknown = Object.entries(names).filter(([, key]) => !keys.includes(key));
  const made: Geometry = { kind: 'geometry', name, title, attribution, names, shapes, file, position };
  return {
    attachment: made,
    diagnostics: [
      ...problems,
      ...unknown.map(([category, key]) =>
        problem('map/shape', nameAt(category), { key, category, file }, didYouMean(key, keys)),
      ),
    ],
  };
}

async function textOf({ file, pathPosition }: GeometryContract, host: Host): Promise<string | Diagnostic> {
  try {
    return await host.project.readText(file, host.limits.geometryBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const { reason, found, wrong } = error;
    switch (reason) {
      case 'too-large':
        return limitProblem({
          name: 'geometryBytes',
          limits: host.limits,
          position: { file, line: 1, column: 1 },
          found,
        });
      case 'not-utf8':
        return wrongByteProblem('data/encoding', file, wrong);
      case 'outside':
        return problem('data/path-outside.path', pathPosition, { file });
      case 'unreadable':
        return problem('host/read.file', pathPosition, { file });
      default:
        return problem('data/missing-file.path-file', pathPosition, { file });
    }
  }
}

/** True of a dataset with a category or attribute that has a shape. */
function hasShapes({ fields, rows }: PublishedDataset, geometry: Geometry): boolean {
  const find = shapeKeysOf(geometry);
  return fields.some((field) => {
    if (field.role === 'dimension')
      return field.categories.some(({ value, label }) => find(value, label) !== undefined);
    if (field.role !== 'attribute') return false;
    return rows.some(({ attributes }) => {
      const value = Object.hasOwn(attributes, field.name) ? attributes[field.name] : undefined;
      return value !== undefined && find(value, value) !== undefined;
    });
  });
}
