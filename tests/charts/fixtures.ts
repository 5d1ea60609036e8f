import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { isCollection, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { FontMetrics } from '../../src/charts/text-width.js';
import { asPublished } from '../../src/data/publish.js';
import type { Position } from '../../src/diagnostics.js';
import { paintCategories } from '../../src/model/chart/paint-categories.js';
import type { Category, Dataset, Field, PublishedDataset, Row } from '../../src/model/dataset/dataset.js';
import type { Missing, Value } from '../../src/model/dataset/value.js';
import type { ChartNode } from '../../src/model/tree/nodes.js';

const root = new URL('../../', import.meta.url);

/** The measures of the report's font, as `npm run compile` makes them. */
export function fontMetrics(): FontMetrics {
  return metrics;
}

const metrics: FontMetrics = JSON.parse(readFileSync(new URL('dist/fonts/metrics.json', root), 'utf8'));

/** A chart as content hands it over, every part with its place in `chart.yaml`; `form` says which helper would have made it. */
export function chartNode(yaml: string, file = 'chart.yaml'): ChartNode {
  const lines = new LineCounter();
  // Titles of the flagship hold helpers, which content has expanded by then.
  const document = parseDocument(
    yaml.replace(/"?\{\{.*?\}\}/g, (found) => `${found.startsWith('"') ? '"' : ''}share`),
    {
      lineCounter: lines,
    },
  );
  const { name, title, data, description, form, ...spec } = document.toJS();
  const positions: Record<string, Position> = {};
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const visit = (node: unknown, pointer: string): void => {
    if (!isNode(node)) return;
    positions[pointer] = place((node as Node).range?.[0] ?? 0);
    if (!isCollection(node)) return;
    node.items.forEach((item, index) => {
      if (isPair(item) && isScalar(item.key)) visit(item.value, `${pointer}/${item.key.value}`);
      else visit(item, `${pointer}/${index}`);
    });
  };
  visit(document.contents, '');
  const text = (value: unknown) => (typeof value === 'string' ? [{ type: 'text' as const, value }] : []);
  return {
    type: 'chart',
    id: name ?? 'fig-test',
    children: [
      { type: 'title', children: text(title?.text ?? 'A finding') },
      { type: 'subtitle', children: text(title?.subtitle) },
      { type: 'description', children: text(description) },
    ],
    dataset: data?.name ?? 'cases',
    ...(form !== undefined && { form }),
    spec,
    positions,
    at: { file, line: 1, column: 1 },
  };
}

/** A column of a test dataset: categories as `value: label`, measures with a unit. */
export type FieldSketch = Partial<Omit<Field, 'categories'>> & {
  readonly name: string;
  readonly categories?: Readonly<Record<string, string>>;
};

/** What a blank cell of a test dataset means. */
const blank: Missing = {
  kind: 'missing',
  code: '[blank]',
  symbol: '[z]',
  meaning: 'none recorded',
  adds: 0,
};

/** A published dataset from rows of plain values; `null` is a missing value. */
export function sketchDataset(
  name: string,
  fields: readonly FieldSketch[],
  rows: readonly (readonly (string | number | null)[])[],
): PublishedDataset {
  const position = { file: 'data/datapackage.yaml', line: 1, column: 1 };
  const columns = fields.map((field, index): Field => {
    const { categories, ...rest } = field;
    const own = rows.map((row) => String(row[index]));
    const values = [...new Set(own)].sort((a, b) => Number(a === field.total) - Number(b === field.total));
    const listed: Category[] = categories
      ? Object.entries(categories).map(([value, label]) => ({ value, label }))
      : values.map((value) => ({ value, label: value }));
    const role = field.role ?? 'dimension';
    const title = field.name.charAt(0).toUpperCase() + field.name.slice(1);
    const known = role === 'dimension' || categories !== undefined ? listed : [];
    return { title, type: 'string', role, position, ...rest, categories: known };
  });
  const file = `data/${name}.csv`;
  const dataset: Dataset = {
    name,
    title: name,
    fields: columns,
    primaryKey: columns.filter(({ role }) => role === 'dimension').map((field) => field.name),
    rows: rows.map((cells, index) => toRow(cells, columns, { file, line: index + 2 })),
    missingValues: [blank],
    sources: [{ title: 'Police reports' }],
    licences: [],
    illustrative: false,
    file,
    position,
  };
  const [painted = dataset] = paintCategories([asPublished(dataset)]);
  return asPublished(painted);
}

function toRow(
  cells: readonly (string | number | null)[],
  fields: readonly Field[],
  origin: Row['origin'],
): Row {
  const pick = (role: Field['role']) =>
    fields.flatMap((field, index) => (field.role === role ? [[field.name, cells[index]] as const] : []));
  return {
    keys: Object.fromEntries(pick('dimension').map(([name, cell]) => [name, String(cell)])),
    measures: Object.fromEntries(pick('measure').map(([name, cell]) => [name, toValue(cell)])),
    attributes: Object.fromEntries(
      pick('attribute').flatMap(([name, cell]) => (cell === null ? [] : [[name, String(cell)]])),
    ),
    notes: [],
    origin,
  };
}

function toValue(cell: string | number | null | undefined): Value {
  if (cell === null || cell === undefined) return blank;
  const [whole = '', fraction] = String(cell).split('.');
  if (fraction === undefined) return { kind: 'integer', value: BigInt(whole) };
  return { kind: 'decimal', coefficient: BigInt(whole + fraction), scale: fraction.length };
}

/** A dataset of the flagship report, read plainly: blanks and strokes are missing. */
export function flagshipDataset(name: string): PublishedDataset {
  const { resources } = parseDocument(readFileSync(new URL('data/datapackage.yaml', root), 'utf8')).toJS();
  const resource = resources.find((candidate: { name: string }) => candidate.name === name);
  const cells: string[][] = parse(readFileSync(new URL(`data/${name}.csv`, root), 'utf8'));
  const [header = [], ...rows] = cells;
  const fields: FieldSketch[] = header.map((column) => {
    const field = resource.schema.fields.find((candidate: { name: string }) => candidate.name === column);
    const labels = field.categories?.map((category: Category) => [category.value, category.label]);
    const { categories: _, missingValues: __, constraints: ___, ...rest } = field;
    return labels === undefined ? rest : { ...rest, categories: Object.fromEntries(labels) };
  });
  const measures = new Set(fields.flatMap(({ role }, index) => (role === 'measure' ? [index] : [])));
  const values = rows.map((row) =>
    row.map((cell, index) => (measures.has(index) && cell.startsWith('[') ? null : cell)),
  );
  return { ...sketchDataset(name, fields, values), title: resource.title, sources: resource.sources };
}
