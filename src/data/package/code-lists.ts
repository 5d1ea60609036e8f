import type { Diagnostic, Position } from '../../diagnostics.js';
import { problem } from '../../problems/problem.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';
import type { LoadTools } from '../table-context.js';
import { readCodeTable } from './code-table.js';
import type { CategorySpec, FieldSpec } from './field-schema.js';
import type { PackageSpec, ResourceSpec } from './package-schema.js';

/** The data package with the categories that files list, which have their places in those files. */
export interface ListedPackage {
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
