import { type Diagnostic, didYouMean, listNames, type Outcome, type Position } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { Tree } from '../../model/dataset/hierarchy.js';
import type { Sources } from '../../model/dataset/source-table.js';
import { ownOf } from '../../model/own.js';
import type { ListedItem, Matrix, MatrixParameter } from '../../model/project/matrix.js';
import { type FaultCall, faultOf, type ProblemId, phrase, problem } from '../../problems/problem.js';
import { limitProblem } from '../../resource-limits.js';
import type { FieldContract } from '../contract.js';
import { type CodeRow, readCodeTable } from '../package/code-table.js';
import type { PackageContract } from '../package/package-contract.js';
import type { ReportFault } from '../report.js';

interface ItemsTools {
  /** Of the columns that are categories. */
  readonly categories: readonly ListedCategories[];
  readonly host: Host;
  readonly open: Sources['open'];
  readonly fault: ReportFault;
}

/** The column that says what the folder of an item is called. */
const slugColumn = 'slug';

/** The items of a CSV file, one a row: its columns are parameters. What is wrong in it is reported. */
async function readItems(
  { path, position }: NonNullable<Matrix['file']>,
  { categories, host, open, fault }: ItemsTools,
): Promise<readonly ListedItem[]> {
  const required = categories.map(({ parameter }) => parameter.name);
  const table = { from: path, position, required, optional: 'any', code: 'matrix/file' } as const;
  // Paths in the project file are relative to the project.
  const rows = await readCodeTable(table, { packageFile: 'tallybook.yaml', host, open, fault });
  if (rows === undefined) return [];
  if (rows.length === 0) {
    fault(problem('matrix/empty.file', position, { path }));
    return [];
  }
  const [{ cells }] = rows as [CodeRow];
  const columns = Object.keys(cells).filter((name) => name !== slugColumn);
  if (columns.length === 0) {
    fault(problem('matrix/file.header', rows[0]?.at(slugColumn) ?? position, { slugColumn }));
    return [];
  }
  const known = new Map(categories.map(({ parameter, all }) => [parameter.name, all]));
  return rows.map((row): ListedItem => {
    const names = columns.map((name) => ({ name, text: wordOf(row, name, known.get(name), fault) }));
    const slug = row.cells[slugColumn];
    // Of an item that is a category, the other columns say more of it.
    const naming = known.size === 0 ? names : names.filter(({ name }) => known.has(name));
    return {
      parameters: Object.fromEntries(columns.map((name) => [name, ownOf(row.cells, name) ?? ''])),
      names: (known.size === 0 ? naming.slice(0, 1) : naming).map(({ text }) => text),
      ...(slug !== undefined && { given: { slug, position: row.at(slugColumn) } }),
      position: row.at(columns[0] ?? slugColumn),
    };
  });
}

/** What an item is called in a column of its row: the label of its category, where the column has some. */
function wordOf(
  row: CodeRow,
  name: string,
  list: readonly MatrixCategory[] | undefined,
  fault: ReportFault,
): string {
  const value = ownOf(row.cells, name) ?? '';
  const category = list?.find((each) => each.value === value);
  if (value.trim() === '') {
    fault(problem('matrix/file.row', row.at(name), { name }));
  } else if (list !== undefined && category === undefined) {
    const values = list.map((each) => each.value);
    const words = { name, value, values: listNames(values) };
    fault(problem('matrix/file.name', row.at(name), words, didYouMean(value, values)));
  }
  return category?.label ?? value;
}

/** What items are listed from. */
export interface ListTools {
  readonly contract: Pick<PackageContract, 'resources' | 'categoryAt'>;
  readonly host: Host;
  readonly open: Sources['open'];
}

/**
 * The items of a matrix, as the data package and the file of items list them. No data are read: what items there are follows from what
 * the package declares, so that it is known before any stage runs.
 */
export async function listItems(
  { over, file, position }: Matrix,
  { contract, host, open }: ListTools,
): Promise<Outcome<readonly ListedItem[]>> {
  const diagnostics: Diagnostic[] = [];
  const categories = over.flatMap((parameter) => listCategories(parameter, contract, diagnostics));
  if (diagnostics.length > 0) return { value: [], diagnostics };
  const fault: Parameters<typeof readItems>[1]['fault'] = (problem) => {
    diagnostics.push(problem);
  };
  if (file !== undefined) {
    const value = await readItems(file, { categories, host, open, fault });
    return { value: diagnostics.length > 0 ? [] : value, diagnostics };
  }
  const count = categories.reduce((product, { all }) => product * all.length, 1);
  if (count > host.limits.items) {
    return {
      value: [],
      diagnostics: [limitProblem({ name: 'items', limits: host.limits, position, found: count })],
    };
  }
  return { value: combinations(categories), diagnostics };
}

/** Every combination of categories, the last parameter the fastest. */
function combinations(categories: readonly ListedCategories[]): ListedItem[] {
  let found: (readonly (readonly [string, MatrixCategory])[])[] = [[]];
  for (const { parameter, all } of categories)
    found = found.flatMap((before) =>
      all.map((category) => [...before, [parameter.name, category] as const]),
    );
  return found.flatMap((each) => {
    const position = each[0]?.[1].position;
    if (position === undefined) return [];
    return [
      {
        parameters: Object.fromEntries(each.map(([name, { value }]) => [name, value])),
        names: each.map(([, { label }]) => label),
        position,
      },
    ];
  });
}

/** A category that a parameter takes. */
interface MatrixCategory {
  readonly value: string;
  readonly label: string;
  readonly position: Position;
}

/** All categories that a parameter takes, in the order of the package. */
interface ListedCategories {
  readonly parameter: MatrixParameter;
  readonly all: readonly MatrixCategory[];
}

/** The categories of a parameter: those of its dimension and level, totals left out. Nothing where a fault was found, which is added. */
function listCategories(
  parameter: MatrixParameter,
  { resources, categoryAt }: Pick<PackageContract, 'resources' | 'categoryAt'>,
  diagnostics: Diagnostic[],
): ListedCategories[] {
  const { name, dataset, dimension, level, position } = parameter;
  const fail = <Id extends ProblemId>(...call: FaultCall<Id>): [] => {
    diagnostics.push({ ...faultOf(...call), position });
    return [];
  };
  const names = resources.map((each) => each.name);
  const resource = resources.find((each) => each.name === dataset);
  if (resource === undefined) {
    return fail(
      'matrix/unknown.dataset',
      { dataset, name, names: listNames(names) },
      didYouMean(dataset, names),
    );
  }
  const dimensions = resource.fields.filter(({ role }) => role === 'dimension');
  const field = dimensions.find((each) => each.name === dimension);
  if (field === undefined) {
    const known = dimensions.map((each) => each.name);
    const near = didYouMean(dimension, known);
    return fail(
      'matrix/unknown.dimension',
      { dimension, dataset, known: listNames(known) },
      { hint: near.hint ?? phrase('matrix/unknown.says', { known: known[0] ?? 'NAME', name }) },
    );
  }
  if (field.categories.length === 0) {
    return fail('matrix/unknown.categories', { dimension, dataset }, { see: field.position });
  }
  const wanted = level ?? field.levels?.at(-1);
  if (wanted !== undefined && field.levels?.includes(wanted) !== true) {
    if (field.levels === undefined) return fail('matrix/unknown.levels', { wanted, dimension });
    return fail(
      'matrix/unknown.level',
      { wanted, dimension, levels: listNames(field.levels) },
      didYouMean(wanted, field.levels),
    );
  }
  const all = field.categories.flatMap(({ value, label }, index) =>
    isMeant(field, value, wanted) ? [{ value, label, position: categoryAt(dataset, dimension, index) }] : [],
  );
  if (all.length === 0) {
    return fail('matrix/empty.dimension', { dimension, dataset }, { see: field.position });
  }
  return [{ parameter, all }];
}

function isMeant(field: FieldContract, value: string, level: string | undefined): boolean {
  if (value === field.total) return false;
  return level === undefined || new Tree(field).depthOf(value) === field.levels?.indexOf(level);
}
