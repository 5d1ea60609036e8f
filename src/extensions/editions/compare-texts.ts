import type { Position } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import type { TextChange } from '../../model/snapshot/editions.js';
import type { SnapshotDataset } from '../../model/snapshot/snapshot.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../../yaml/positions.js';

/**
 * Units, labels, definitions and meanings that are not those of the edition before. A column that means something else
 * revises every number in it, though none has changed.
 *
 * Datasets, columns, categories and symbols that only one of the two has are news, and so is a definition where there
 * was none. What Tallybook derives has its words from Tallybook.
 *
 * Years in the title and the description of a dataset may move on with the editions ("2009 to 2014", a year later
 * "2009 to 2015"). Where the period of a dataset without years is another, these two may change with it.
 */

/** Two editions: the years that they bear, and their datasets. */
interface ComparedTexts {
  readonly before: { readonly edition: number; readonly datasets: readonly SnapshotDataset[] };
  readonly after: { readonly edition: number; readonly datasets: readonly SnapshotDataset[] };
}

/** Every text that changed or is gone, in the order of the later edition. */
export function compareTexts({ before, after }: ComparedTexts): readonly TextChange[] {
  const years = after.edition - before.edition;
  return after.datasets.flatMap((later) => {
    const earlier = before.datasets.find(({ name }) => name === later.name);
    if (earlier === undefined || earlier.derived || later.derived) return [];
    return [
      ...ofDataset(earlier, later, years),
      ...ofDimensions(earlier, later),
      ...ofMeasures(earlier, later),
      ...ofSymbols(earlier, later),
      ...ofFacts(earlier, later),
    ];
  });
}

type Place = Omit<TextChange, 'before' | 'after'>;

/** Nothing where the text is as it was, or where the edition before had none. */
function changeOf(place: Place, before: string | undefined, after: string | undefined): TextChange[] {
  if (before === undefined || before === after) return [];
  return [{ ...place, before, ...(after === undefined ? {} : { after }) }];
}

function ofDataset(earlier: SnapshotDataset, later: SnapshotDataset, years: number): TextChange[] {
  const { name: dataset } = later;
  const isNews = earlier.period !== later.period;
  const own = (
    what: 'label' | 'definition',
    was: string | undefined,
    is: string | undefined,
  ): TextChange[] =>
    isNews || isSameButForYears(was, is, years) ? [] : changeOf({ dataset, what }, was, is);
  const counts = Object.entries(earlier.counts ?? {}).flatMap(([key, text]) => {
    const what = key === 'unit' ? 'unit' : 'definition';
    return changeOf({ dataset, what, key: `counts.${key}` }, text, later.counts?.[key]);
  });
  return [
    ...own('label', earlier.title, later.title),
    ...own('definition', earlier.definition, later.definition),
    ...counts,
  ];
}

const year = /(?<!\d)(?:19|20)\d\d(?!\d)/g;

/** True where each year in a text is as it was, or moved on by as many years as there are between the editions. */
function isSameButForYears(was: string | undefined, is: string | undefined, between: number): boolean {
  if (was === undefined || is === undefined) return false;
  if (was.replace(year, 'Y') !== is.replace(year, 'Y')) return false;
  const earlier = was.match(year) ?? [];
  return (is.match(year) ?? []).every((each, index) =>
    [0, between].includes(Number(each) - Number(earlier[index])),
  );
}

interface Column {
  readonly name: string;
  readonly label?: string;
  readonly definition?: string;
}

/** The label and the definition of a column. */
const ofColumn = (dataset: string, earlier: Column, later: Column): TextChange[] => [
  ...changeOf({ dataset, what: 'label', field: later.name }, earlier.label, later.label),
  ...changeOf({ dataset, what: 'definition', field: later.name }, earlier.definition, later.definition),
];

function ofDimensions(earlier: SnapshotDataset, later: SnapshotDataset): TextChange[] {
  const { name: dataset } = later;
  return later.dimensions.flatMap((is) => {
    const was = earlier.dimensions.find(({ name }) => name === is.name);
    if (was === undefined) return [];
    const labels = new Map(was.categories?.map(({ value, label }) => [value, label]));
    const categories = (is.categories ?? []).flatMap(({ value, label }) =>
      changeOf({ dataset, what: 'label', field: is.name, category: value }, labels.get(value), label),
    );
    return [...ofColumn(dataset, was, is), ...categories];
  });
}

function ofMeasures(earlier: SnapshotDataset, later: SnapshotDataset): TextChange[] {
  const { name: dataset } = later;
  return later.measures.flatMap((is) => {
    const was = earlier.measures.find(({ name }) => name === is.name);
    if (was === undefined) return [];
    return [
      ...changeOf({ dataset, what: 'unit', field: is.name }, was.unit, is.unit),
      ...ofColumn(dataset, was, is),
    ];
  });
}

/** What the symbols mean that stand in both editions; one that adds nothing to a sum says so. */
function ofSymbols(earlier: SnapshotDataset, later: SnapshotDataset): TextChange[] {
  const meaning = ({ symbols }: SnapshotDataset, symbol: string): string | undefined => {
    const all = symbols.filter((each) => each.symbol === symbol);
    const texts = all.map((each) => `${each.meaning}${each.adds === 0 ? ' (= 0)' : ''}`);
    return texts.length === 0 ? undefined : [...new Set(texts)].sort().join('; ');
  };
  return [...new Set(later.symbols.map(({ symbol }) => symbol))].flatMap((symbol) => {
    const place = { dataset: later.name, what: 'meaning', symbol } as const;
    return changeOf(place, meaning(earlier, symbol), meaning(later, symbol));
  });
}

/** The unit and the qualifier of single facts. */
function ofFacts(earlier: SnapshotDataset, later: SnapshotDataset): TextChange[] {
  return later.rows.flatMap(({ keys, stated = {} }) => {
    const was = earlier.rows.find((row) => row.keys.key === keys.key)?.stated;
    const fact = { dataset: later.name, field: 'key', category: keys.key ?? '' };
    if (was === undefined) return [];
    return [
      ...changeOf({ ...fact, what: 'unit' }, was.unit, stated.unit),
      ...changeOf({ ...fact, what: 'meaning' }, was.qualifier, stated.qualifier),
    ];
  });
}

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
