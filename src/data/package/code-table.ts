import { posix } from 'node:path';
import type { DiagnosticCode } from '../../diagnostic-codes.js';
import { type Diagnostic, listNames, type Position } from '../../diagnostics.js';
import type { SourceRow } from '../../model/dataset/source-table.js';
import { phrase, problem, wording } from '../../problems/problem.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';
import { readBytes } from '../read-bytes.js';
import { reportProblem } from '../report.js';
import type { LoadTools } from '../table-context.js';
import type { CategorySpec, FieldSpec } from './field-schema.js';
import type { PackageSpec, ResourceSpec } from './package-schema.js';

/** A CSV file beside the data package that says something of each code. */
export interface CodeTable {
  /** As the data package names it. */
  readonly from: string;
  /** Where it names it. */
  readonly position: Position;
  readonly required: readonly string[];
  /** `any`: whatever the header names, each once. */
  readonly optional?: readonly string[] | 'any';
  /** Of what is wrong in it. */
  readonly code: DiagnosticCode;
}

/** A row of such a file: its cells by column, and where they stand. */
export interface CodeRow {
  readonly cells: Readonly<Record<string, string>>;
  at(column: string): Position;
}

/** The column at which a header is not as the data package wants it, and why; undefined where it is. */
function wrongHeader(
  texts: readonly string[],
  required: readonly string[],
  optional: CodeTable['optional'],
): { readonly index: number; readonly message: string } | undefined {
  if (required.some((name) => !texts.includes(name)))
    return {
      index: 0,
      ...wording('data/code-table.header', { texts: listNames(texts), columns: columnsOf(required) }),
    };
  return optional === 'any' ? strangeIn(texts) : undefined;
}

/** Reads a file of codes; undefined where it is not as it should be, which is reported. Blank lines say nothing. */
export async function readCodeTable(
  { from, position, required, optional = [], code }: CodeTable,
  { packageFile, host, open, fault }: LoadTools,
): Promise<readonly CodeRow[] | undefined> {
  const file = posix.isAbsolute(from) ? from : posix.join(posix.dirname(packageFile), from);
  const bytes = await readBytes({ file, pathPosition: position }, host, fault);
  if (bytes === undefined) return undefined;
  const source = await open(
    { file, bytes, format: 'csv', dialect: {}, columns: required.length },
    host.limits,
  );
  if ('code' in source) {
    reportProblem(fault, source);
    return undefined;
  }
  const { header } = source;
  const wrong = wrongHeader(header.texts, required, optional);
  if (wrong !== undefined) {
    fault({ severity: 'error', code, message: wrong.message, position: header.at(wrong.index) });
    return undefined;
  }
  const columns = new Map(
    (optional === 'any' ? header.texts : [...required, ...optional]).flatMap((name) => {
      const index = header.texts.indexOf(name);
      return index < 0 ? [] : [[name, index] as const];
    }),
  );
  const rows: CodeRow[] = [];
  let right = true;
  const problem = source.read((row: SourceRow) => {
    if (row.texts.length === 1 && row.texts[0] === '') return;
    if (row.texts.length !== header.texts.length) {
      const message = phrase('data/code-table.row', {
        cells: cellsOf(row.texts.length),
        columns: header.texts.length,
      });
      if (right) fault({ severity: 'error', code, message, position: row.at(row.texts.length) });
      right = false;
      return;
    }
    rows.push({
      cells: Object.fromEntries([...columns].map(([name, index]) => [name, row.texts[index] ?? ''])),
      at: (name) => row.at(columns.get(name) ?? 0),
    });
  });
  if (problem !== undefined) reportProblem(fault, problem);
  return right && problem === undefined ? rows : undefined;
}

/** A column without a name, or with that of another. */
function strangeIn(
  names: readonly string[],
): { readonly index: number; readonly message: string } | undefined {
  const index = names.findIndex((name, at) => name.trim() === '' || names.indexOf(name) < at);
  const name = names[index];
  if (name === undefined) return undefined;
  return {
    index,
    ...wording(name.trim() === '' ? 'data/code-table.column' : 'data/code-table.once', { name }),
  };
}

const cellsOf = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`);

const columnsOf = (names: readonly string[]): string =>
  names.length === 1
    ? `the column \`${names[0]}\``
    : `the columns ${names.map((name) => `\`${name}\``).join(' and ')}`;

/** The data package with the categories that files list, which have their places in those files. */
interface ListedPackage {
  readonly spec: PackageSpec;
  readonly parsed: ParsedYaml;
  readonly diagnostics: readonly Diagnostic[];
  /** The resources whose categories could not be read: nothing can be said of their cells. */
  readonly unlisted: ReadonlySet<string>;
}

/** Reads the files that `categories: {from: ...}` names, each once. One that is not as it should be lists nothing, which is reported. */
export async function readCodeLists(
  spec: PackageSpec,
  parsed: ParsedYaml,
  tools: Omit<LoadTools, 'fault'>,
): Promise<ListedPackage> {
  const diagnostics: Diagnostic[] = [];
  const lists = new Map<string, CodeList>();
  const places = new Map<string, readonly Position[]>();
  const unlisted = new Set<string>();
  const fieldWithList = async (field: FieldSpec, path: YamlPath): Promise<FieldSpec> => {
    const { categories } = field;
    if (categories === undefined || Array.isArray(categories)) return field;
    const position = parsed.positionOf([...path, 'categories', 'from']);
    const list = lists.get(categories.from) ?? (await readCodeList(categories.from, position, tools));
    if (!lists.has(categories.from)) for (const each of list.diagnostics) diagnostics.push(each);
    lists.set(categories.from, list);
    places.set(JSON.stringify([...path, 'categories']), list.places);
    return { ...field, categories: [...list.categories] };
  };
  const resources: ResourceSpec[] = [];
  for (const [index, resource] of spec.resources.entries()) {
    const { schema } = resource;
    if (typeof schema === 'string') {
      resources.push(resource);
      continue;
    }
    const fields: FieldSpec[] = [];
    for (const [at, field] of schema.fields.entries()) {
      const path = ['resources', index, 'schema', 'fields', at];
      fields.push(await fieldWithList(field, path));
      if (places.get(JSON.stringify([...path, 'categories']))?.length === 0) unlisted.add(resource.name);
    }
    resources.push({ ...resource, schema: { ...schema, fields } });
  }
  if (places.size === 0) return { spec, parsed, diagnostics, unlisted };
  return {
    spec: { ...spec, resources },
    parsed: { ...parsed, positionOf: withPlaces(parsed, places) },
    diagnostics,
    unlisted,
  };
}

/** How many steps lead to the list of categories of a field, and to one of them. */
const [toList, toCategory] = [6, 7];

/** Where something stands, which for a category that a file lists is its row there. */
const withPlaces =
  (parsed: ParsedYaml, places: ReadonlyMap<string, readonly Position[]>): ParsedYaml['positionOf'] =>
  (path, part) => {
    const index = path[toCategory - 1];
    const own =
      typeof index === 'number' ? places.get(JSON.stringify(path.slice(0, toList)))?.[index] : undefined;
    return own ?? parsed.positionOf(path, part);
  };

interface CodeList {
  readonly categories: readonly CategorySpec[];
  readonly places: readonly Position[];
  readonly diagnostics: readonly Diagnostic[];
}

async function readCodeList(
  from: string,
  position: Position,
  tools: Omit<LoadTools, 'fault'>,
): Promise<CodeList> {
  const diagnostics: Diagnostic[] = [];
  const fault: LoadTools['fault'] = (problem) => {
    diagnostics.push(problem);
  };
  const table = {
    from,
    position,
    required: ['value'],
    optional: ['label', 'parent'],
    code: 'data/codes',
  } as const;
  const rows = (await readCodeTable(table, { ...tools, fault })) ?? [];
  if (rows.length === 0 && diagnostics.length === 0) fault(problem('data/codes', position));
  const categories = rows.map(({ cells: { value = '', label = '', parent = '' } }) => ({
    value,
    ...(label === '' ? {} : { label }),
    ...(parent === '' ? {} : { parent }),
  }));
  return { categories, places: rows.map(({ at }) => at('value')), diagnostics };
}
