import { type Diagnostic, type Outcome, type Position, sortDiagnostics } from '../diagnostics.js';
import { checkKept } from '../extensions/queries/kept.js';
import { loadQuery } from '../extensions/queries/load-query.js';
import type { Queried } from '../extensions/queries/sql-text.js';
import type { Host } from '../host/host.js';
import { paintCategories } from '../model/chart/paint-categories.js';
import { labelOf } from '../model/dataset/category.js';
import type { Dataset, Field, PublishedData, PublishedDataset } from '../model/dataset/dataset.js';
import type { Geometry, GeometryReader } from '../model/dataset/geometry.js';
import type { CellLinks } from '../model/dataset/protection.js';
import type { AskEngine } from '../model/dataset/query.js';
import { shapeKeysOf } from '../model/dataset/shape-keys.js';
import type { Sources } from '../model/dataset/source-table.js';
import { lookOf } from '../model/look.js';
import type { About } from '../model/project/about.js';
import type { FieldContract, ResourceContract } from './contract.js';
import type { PublishedTables } from './extension.js';
import { examine } from './gate/examine.js';
import type { GateRules } from './gate/rules.js';
import { loadGeometries } from './geometry/load.js';
import { load } from './load.js';
import type { PackageGrammar } from './package/package-grammar.js';
import { readPackage } from './package/read-package.js';
import type { Fault } from './report.js';
import { checkAlphabets, checkLetterForms, checkTwinsAcross } from './rows/check-letters.js';
import { repeatedFaults } from './rows/repeated.js';
import { fieldText } from './rows/row-text.js';
import { validate } from './rows/validate.js';
import type { LoadTools, QueryTools } from './table-context.js';
import type { CheckedTable, RawTable } from './tables.js';
import { publishedTable, type ReadDataset, toDataset } from './to-dataset.js';

/** Where the data package is, and where `tallybook.yaml` names it. */
export interface DataInput {
  readonly path: string;
  readonly position: Position;
  /** The year at whose end the data are examined. */
  readonly edition: number;
}

/** Published data, and what their package says of itself. */
export interface PreparedData extends Outcome<PublishedData> {
  readonly about: About;
}

/** What the stage is given to work with. */
export interface DataTools {
  readonly grammar: PackageGrammar;
  readonly sources: Sources;
  readonly protect: Protect;
  /** Reads the files of shapes. */
  readonly readGeometry: GeometryReader;
  /** Answers the queries of the package. */
  readonly ask: AskEngine;
}

/** Decides what may be published of datasets; `published` has one for each, in their order. */
export interface Protect {
  /** Of all datasets of the package together; `names` are those of all its resources, with a fault or without. */
  readonly all: (
    datasets: readonly Dataset[],
    links: CellLinks,
    names: readonly string[],
  ) => Promise<Published>;
  /** Of what was derived from published ones. */
  readonly derived: (datasets: readonly Dataset[]) => Published;
}

interface Published {
  readonly published: readonly PublishedDataset[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The data stage: reads the data package, then loads, validates, examines and protects every dataset, and returns what
 * may be published, in the order of the package, then what features derive from it. Every problem of every file is
 * collected; a table that has one is not in the value.
 *
 * | From | To | By |
 * | --- | --- | --- |
 * | data package | contracts | read-package, resolve-package |
 * | contract | raw table | load, which has a source opened; query/, which asks the tables before it |
 * | raw table | checked table | validate |
 * | checked tables | | foreign keys, gate/ (reconcile among it) |
 * | checked table | dataset | finish |
 * | all datasets | published | protect |
 * | published | derived | what features add |
 * | all of them | coloured | paint-categories |
 * | coloured | with shapes | geometry/ |
 */
export async function prepare(
  input: DataInput,
  host: Host,
  { grammar, sources, protect, ask, readGeometry }: DataTools,
): Promise<PreparedData> {
  const contracts = await readPackage(input, host, { grammar, sources });
  const found = new Findings(contracts.diagnostics);
  const tables = await readTables(
    contracts.value.resources,
    { packageFile: input.path, host, open: sources.open, ask },
    found,
  );
  for (const table of tables) checkForeignKeys(table, tables, found.faultIn(table.contract.name));
  found.add(tables.flatMap(checkCase));
  found.add(tables.flatMap(checkAlphabets));
  found.add(checkTwinsAcross(tables));
  // What the gate finds leaves tables that can be read, and a draft may print them.
  const { rules, derivations, about } = contracts.value;
  const { edition, path: packageFile } = input;
  const gate = examine({ tables, rules, edition, packageFile, limits: host.limits });
  found.add(gate.diagnostics);
  const whole = tables.filter(({ contract: { name } }) => !found.isFaulty(name));
  const finished = whole.map((table) => toDataset(table, gate.accepted.get(table.contract.name)));
  const loaded = await protect.all(
    finished.map(({ dataset }) => dataset),
    linksOf(rules),
    contracts.value.names,
  );
  found.add(loaded.diagnostics);
  const readable = publishedTables({ edition, tables, finished, published: loaded.published, found });
  const derived = protect.derived(derivations.flatMap((each) => each.derive(readable)));
  const publishable = [...loaded.published, ...derived.published].filter(({ name }) => !found.isFaulty(name));
  const shapes = await loadGeometries(contracts.value.geometries, host, readGeometry);
  found.add(shapes.diagnostics);
  const painted = paintCategories(publishable, isDeclaredIn(contracts.value.resources));
  const datasets = linkGeometries(painted, shapes.geometries);
  return {
    about,
    value: Object.fromEntries(datasets.map((dataset) => [dataset.name, dataset])),
    diagnostics: sortDiagnostics(found.diagnostics),
  };
}

/** Whether the package, or a feature, lists the categories of a field; else its rows alone tell them. */
const isDeclaredIn =
  (resources: readonly ResourceContract[]) =>
  (field: Field, { name }: Dataset): boolean => {
    const resource = resources.find((each) => each.name === name);
    if (resource === undefined) return true;
    return resource.fields.some((contract) => contract.name === field.name && contract.categories.length > 0);
  };

/** What the parts of the stage find, and in which resources. */
class Findings {
  readonly diagnostics: Diagnostic[];
  readonly #faulty = new Set<string>();

  constructor(first: readonly Diagnostic[]) {
    this.diagnostics = [...first];
  }

  add(more: readonly Diagnostic[]): void {
    for (const each of more) this.diagnostics.push(each);
  }

  /** Reports errors of a resource, of which nothing is published then. */
  faultIn(resource: string): Fault {
    return (code, position, message, more = {}) => {
      this.#faulty.add(resource);
      this.diagnostics.push({ severity: 'error', code, message, position, ...more });
    };
  }

  isFaulty(resource: string): boolean {
    return this.#faulty.has(resource);
  }
}

async function readTables(
  resources: readonly ResourceContract[],
  tools: Omit<LoadTools, 'fault'> & Pick<QueryTools, 'ask'>,
  found: Findings,
): Promise<CheckedTable[]> {
  const tables: CheckedTable[] = [];
  for (const contract of resources) {
    const { query } = contract;
    const fault = found.faultIn(contract.name);
    const faulty = resources.flatMap(({ name }) => (found.isFaulty(name) ? name : []));
    const raw =
      query === undefined
        ? await load(contract, { ...tools, fault })
        : query.database !== undefined
          ? await loadKept({ ...contract, query }, { ...tools, fault })
          : await loadQuery({ ...contract, query }, { ...tools, fault, tables, faulty });
    if (raw === undefined) continue;
    tables.push(validate(raw, tools.packageFile, tools.host.limits, fault));
    found.add(checkLetterForms(raw));
  }
  return tables;
}

/** The result of a query to a database, as it is kept in the project. */
async function loadKept(contract: Queried, tools: LoadTools): Promise<RawTable | undefined> {
  const asked = await checkKept(contract, tools);
  return asked && load({ ...contract, query: { ...contract.query, asked } }, tools);
}

interface Readable {
  readonly edition: number;
  readonly tables: readonly CheckedTable[];
  readonly finished: readonly ReadDataset[];
  readonly published: readonly PublishedDataset[];
  readonly found: Findings;
}

/** The tables as features may read them. Which of their rows have been reported is what was known before they are asked. */
function publishedTables({ edition, tables, finished, published, found }: Readable): PublishedTables {
  const place = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;
  const reported = new Set(found.diagnostics.map(({ position }) => place(position)));
  return {
    edition,
    tableOf(resource) {
      const index = finished.findIndex(({ dataset }) => dataset.name === resource);
      const [table, dataset] = [finished[index], published[index]];
      return table === undefined || dataset === undefined
        ? // Of a protected one nothing is known as it may be published.
          tables.find(({ contract }) => contract.name === resource && !contract.confidential)
        : publishedTable(table, dataset);
    },
    isFaulty: (resource) => found.isFaulty(resource),
    isReported: (position) => reported.has(place(position)),
    faultIn: (resource) => found.faultIn(resource),
    warn: (diagnostic) => found.add([{ severity: 'warning', ...diagnostic }]),
  };
}

/** What the rules of the integrity gate say of numbers that have to do with one another. */
function linksOf(rules: Readonly<Record<string, GateRules>>): CellLinks {
  const all = Object.entries(rules);
  return {
    pairs: all.flatMap(([, { equals, within }]) => [
      ...equals.map(({ own, other }) => ({ kind: 'equals' as const, own, other })),
      ...within.map(({ own, other }) => ({ kind: 'within' as const, own, other })),
    ]),
    rates: all.flatMap(([dataset, { rates }]) => rates.map((rate) => ({ dataset, ...rate }))),
  };
}

/**
 * The datasets with the geometries that have a shape for one of their categories or attributes, so that what is drawn or checked of a dataset
 * has them at hand.
 */
function linkGeometries(
  datasets: readonly PublishedDataset[],
  geometries: readonly Geometry[],
): readonly PublishedDataset[] {
  if (geometries.length === 0) return datasets;
  return datasets.map((dataset) => {
    const own = geometries.filter((geometry) => hasShapes(dataset, geometry));
    return own.length === 0
      ? dataset
      : { ...dataset, geometries: Object.fromEntries(own.map((geometry) => [geometry.name, geometry])) };
  });
}

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

/**
 * Reports rows of a table whose foreign key points at no row. Rows of a total point at nothing and are passed over, and so are
 * rows with an empty key field; a table that could not be read whole is not searched.
 */
function checkForeignKeys(
  { contract, rows }: CheckedTable,
  tables: readonly CheckedTable[],
  fault: Fault,
): void {
  const { repeat, close } = repeatedFaults(fault);
  const totals = new Map(contract.fields.map(({ name, total }) => [name, total]));
  for (const { fields, resource, target } of contract.foreignKeys) {
    const other = tables.find(({ contract: { name } }) => name === resource);
    if (other === undefined || !other.complete) continue;
    const known = new Set(
      other.rows.map((row) => JSON.stringify(target.map((name) => fieldText(row, name)))),
    );
    for (const row of rows) {
      const values = fields.map((name) => fieldText(row, name));
      const exempt = values.some(
        (value, index) => value === undefined || value === totals.get(fields[index] ?? ''),
      );
      if (exempt || known.has(JSON.stringify(values))) continue;
      const [first = ''] = fields;
      repeat({
        code: 'data/reference',
        column: first,
        line: row.origin.line,
        describe: () => {
          const actual = contract.confidential ? 'value' : values.map((value) => `\`${value}\``).join(', ');
          const expected = `a row of \`${resource}\` with it in ${target.map((name) => `\`${name}\``).join(', ')}`;
          const message = `Unexpected ${actual} in \`${first}\`, expected ${expected}`;
          return { position: row.place(first), message };
        },
      });
    }
  }
  close();
}

/**
 * Warns of categories of one dimension that differ in nothing but capital letters: a reader would take them for one,
 * and often they are, so that its numbers stand in two places.
 */
function checkCase({ contract, rows }: CheckedTable): readonly Diagnostic[] {
  return contract.fields
    .filter(({ role }) => role === 'dimension')
    .flatMap((field) => {
      const places = new Map<string, Position>(field.categories.map(({ value }) => [value, field.position]));
      for (const row of rows) {
        const value = row.keys[field.name] ?? '';
        if (!places.has(value)) places.set(value, row.place(field.name));
      }
      return twinsIn(field, places);
    });
}

function twinsIn(field: FieldContract, places: ReadonlyMap<string, Position>): readonly Diagnostic[] {
  const seen = new Map<string, string>();
  return [...places].flatMap(([value, position]): Diagnostic[] => {
    const label = labelOf(field, value);
    const look = lookOf(label).toLowerCase();
    const first = seen.get(look);
    if (first === undefined) seen.set(look, value);
    const other = first === undefined ? undefined : places.get(first);
    if (first === undefined || other === undefined) return [];
    // What looks the same is an error of its own.
    if (lookOf(label) === lookOf(labelOf(field, first))) return [];
    return [
      {
        severity: 'warning',
        code: 'data/case',
        message: `Unexpected \`${label}\` beside \`${labelOf(field, first)}\` in \`${field.name}\`, expected categories that differ in more than capital letters`,
        position,
        hint: 'if they are one category, write it in one way; if they are two, give them labels that tell them apart',
        see: [{ position: other, note: 'the other one' }],
      },
    ];
  });
}
