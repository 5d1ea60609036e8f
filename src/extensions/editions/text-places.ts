import type { Position } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import type { TextChange } from '../../model/snapshot/editions.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../../yaml/positions.js';

/** Where the words of a data package stand: the text itself, else the nearest thing around where it is missing. */
export async function textPlaces(file: string, host: Host): Promise<(change: TextChange) => Position> {
  try {
    const parsed = parseYaml(await host.project.readText(file), file, {
      limits: host.limits,
      composes: true,
    });
    return (change) => parsed.positionOf(pathOf(change, parsed));
  } catch (error) {
    // It was read before; whatever became of it since has been said.
    if (!(error instanceof FileProblem)) throw error;
    return () => ({ file, line: 1, column: 1 });
  }
}

/** The key of the data package that a kind of words stands under. */
const keys = { unit: 'unit', label: 'title', definition: 'description', meaning: 'label' } as const;

function pathOf(
  { dataset, what, field, category, symbol, key }: TextChange,
  { value }: ParsedYaml,
): YamlPath {
  const resources = listIn(value, 'resources');
  const resource = indexOf(resources, 'name', dataset);
  const path: YamlPath = ['resources', resource];
  if (field === undefined && symbol === undefined) return [...path, ...(key?.split('.') ?? [keys[what]])];
  const schema = memberOf(resources[resource], 'schema');
  const fields = listIn(schema, 'fields');
  if (symbol !== undefined) {
    const owners = [[] as YamlPath, ...fields.map((_, index): YamlPath => ['fields', index])];
    const all = [schema, ...fields];
    const owner = all.findIndex((each) => symbolIn(each, symbol) >= 0);
    const entry = symbolIn(all[owner], symbol);
    return [
      ...path,
      'schema',
      ...(owners[owner] ?? []),
      'missingValues',
      ...(entry < 0 ? [] : [entry, 'label']),
    ];
  }
  const at = indexOf(fields, 'name', field ?? '');
  const column: YamlPath = [...path, 'schema', 'fields', at];
  if (category === undefined) return [...column, keys[what]];
  const categories = listIn(fields[at], 'categories');
  const known = categories.findIndex((each) => `${memberOf(each, 'value') ?? each}` === category);
  return [...column, 'categories', ...(known < 0 ? [] : [known, 'label'])];
}

const memberOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;

function listIn(of: unknown, name: string): readonly unknown[] {
  const list = memberOf(of, name);
  return Array.isArray(list) ? list : [];
}

const indexOf = (list: readonly unknown[], key: string, name: string): number =>
  Math.max(
    0,
    list.findIndex((each) => memberOf(each, key) === name),
  );

/** Which of the missing values of a schema or field a symbol is printed for; -1 where none is. */
const symbolIn = (of: unknown, symbol: string): number =>
  listIn(of, 'missingValues').findIndex((each) =>
    [each, memberOf(each, 'symbol') ?? memberOf(each, 'value')].includes(symbol),
  );
