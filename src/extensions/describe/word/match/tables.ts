import { everyCategory } from '../../../../content/selection/filters.js';
import type { Field, PublishedData, PublishedDataset } from '../../../../model/dataset/dataset.js';
import { isTimeType } from '../../../../model/dataset/periods.js';
import { decimalsOf, isNumeric, toExact } from '../../../../model/dataset/value.js';
import { toDouble } from '../../../../model/exact.js';
import { groupBy } from '../../../../model/group-by.js';
import { unnamedDimension } from '../../data/tidy.js';
import type { Cell, Dimension } from './cells.js';
import { type Half, halfOf, halvesIn } from './halves.js';
import { shortNames } from './short-names.js';
import { namingStems, stemsIn } from './stems.js';
import { type Group, groupsIn, sumsOf } from './sums.js';
import { wholeCategory, wholeRow } from './wholes.js';

export interface Label {
  readonly dimension: string;
  readonly category: string;
  /** In small letters. */
  readonly text: string;
  /** What is looked for in a text; none of a label with digits, which is looked for as a whole. */
  readonly stems: readonly string[];
  /** Those that no other label of the dimension and no title has. */
  readonly own: readonly string[];
  /** It is what the row of a code says: a table of codes would not print it. */
  readonly isOfRow?: true;
  /** It is looked for as a whole word only. */
  readonly isCode?: true;
  /** It is half of a year. */
  readonly half?: Pick<Half, 'half' | 'year'>;
}

export interface Measure {
  readonly name: string;
  readonly title: string;
  /** Its title names half of a year. */
  readonly isHalf: boolean;
  readonly isPercent: boolean;
  /** False of percentages, rates and means, which are no part of anything. */
  readonly addsUp: boolean;
  /** None where nobody has said it yet. */
  readonly unit: string;
  /** It is printed with a sign of per cent. */
  readonly printsPercent: boolean;
  /** The decimals that are printed where a helper does not say how many; of a cell its own. */
  readonly digits?: number;
  /** Its title or unit, or the title of its table, names a currency. */
  readonly isMoney: boolean;
  /** The year that its title, or that of a table without years, says. */
  readonly year?: number;
  /** Its unit counts thousands or millions. */
  readonly scale: number;
  /** What the numbers of its file were multiplied by. */
  readonly times: number;
  /** Of its unit and title. */
  readonly stems: ReadonlySet<string>;
  readonly cells: ReadonlyMap<string, Cell>;
  /** Its cells that differ in one dimension alone, by the name of that. */
  readonly slices: ReadonlyMap<string, readonly Slice[]>;
}

/** Cells with the same keys but one. */
interface Slice {
  /** Those that are the same. */
  readonly keys: Cell['keys'];
  /** By the one that is not. */
  readonly cells: Map<string, Cell>;
}

/** A dataset as typed numbers are looked up in it. */
export interface Table {
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  readonly time?: Dimension;
  /** Its years, months, or school and financial years. */
  readonly order?: Dimension;
  readonly measures: readonly Measure[];
  readonly labels: readonly Label[];
  /** Ascending. */
  readonly years: readonly number[];
  /** The keys of its order, ascending. */
  readonly periods: readonly string[];
  readonly titleStems: ReadonlySet<string>;
  /** The keys of the row that is the sum of all groups, without those of time. */
  readonly whole?: Cell['keys'];
  /** Whether a category stands in the rows of one category of another dimension alone, as a town in its region. */
  isWithin(part: readonly [string, string], whole: readonly [string, string]): boolean;
  cellAt(measure: Measure, keys: Readonly<Record<string, string>>): Cell | undefined;
}

/** Larger tables hold any number somewhere. */
const mostCells = 20_000;

/** The datasets in which numbers are looked up; those that are too large are left out. */
export const tablesOf = (
  data: PublishedData,
  stops: ReadonlySet<string>,
  titles: ReadonlyMap<string, string> = new Map(),
  /** The words of the report, which say what abbreviations stand for. */
  text = '',
): readonly Table[] =>
  Object.values(data)
    .filter(({ rows, fields }) => rows.length * fields.length <= mostCells)
    .map((dataset) =>
      tableOf({ ...dataset, title: titles.get(dataset.name) ?? dataset.title }, { stops, text }),
    );

interface Words {
  readonly stops: ReadonlySet<string>;
  readonly text: string;
}

function tableOf(dataset: PublishedDataset, { stops, text }: Words): Table {
  const fields = dataset.fields.filter(({ role }) => role === 'dimension');
  const whole = wholeRow(dataset);
  const dimensions = fields.map((field) => dimensionOf(field, dataset, whole !== undefined));
  const keyOf = (keys: Readonly<Record<string, string>>): string =>
    dimensions.map(({ name }) => keys[name] ?? '').join('\u0000');
  const groups = groupsIn(dataset);
  const measures = dataset.fields
    .filter(({ role }) => role === 'measure')
    .flatMap((field) =>
      ofUnits(field, dataset).map((own) => measureOf(...own, { dimensions, groups, keyOf, stops })),
    );
  const time = dimensions.find(({ isTime }) => isTime);
  const order = time ?? dimensions.find((each) => each.isOfTwoYears);
  const periods = [...new Set(dataset.rows.map(({ keys }) => keys[order?.name ?? ''] ?? ''))]
    .filter((each) => /^\d{4}(?:[-/]\d\d(?:\d\d)?)?$/.test(each))
    .sort();
  const titleStems = new Set(namingStems(dataset.title.replace(/[-_]/g, ' '), stops));
  const common = new Set([...titleStems, ...measures.flatMap(({ stems }) => [...stems])]);
  return {
    name: dataset.name,
    dimensions,
    ...(time && { time }),
    ...(order && { order }),
    measures,
    labels: [
      ...fields
        .filter(({ type }) => !isTimeType(type) || isOfTwoYears(type))
        .map((field) => withTotal(field, dimensions))
        .flatMap((field) => labelsOf(field, common, { stops, text })),
      ...rowLabelsOf(dataset, common, { stops, text }),
      ...groups.filter(({ name }) => name !== '').map((group) => labelOf(group, stops)),
    ],
    years: [...new Set(periods.map((each) => Number(each.slice(0, 4))))],
    periods,
    titleStems,
    ...(whole !== undefined && { whole }),
    isWithin: withinOf(dataset),
    cellAt: ({ cells }, keys) => cells.get(keyOf(keys)),
  };
}

function dimensionOf(
  { name, type, total, categories }: Field,
  dataset: PublishedDataset,
  hasWhole: boolean,
): Dimension {
  const parts = categories.map(({ value }) => value).filter((value) => value !== total);
  const isTime = type === 'year' || type === 'month';
  const made = { name, isTime, isOfTwoYears: isOfTwoYears(type) };
  if (total !== undefined) return { ...made, values: [...parts, total], total };
  // Columns that nobody has named may be a plan and what came of it, which add up to nothing.
  const isUnnamed = name === unnamedDimension;
  if (isTimeType(type) || parts.length < 2 || hasWhole || isUnnamed) return { ...made, values: parts };
  const found = wholeCategory(dataset, name);
  if (found === undefined) return { ...made, values: parts, total: everyCategory, isSummed: true };
  const values = [...parts.filter((value) => value !== found), found];
  return { ...made, values, total: found, isUndeclared: true };
}

/** "2024/25" is looked for as it is written. */
const isOfTwoYears = (type: string): boolean => type === 'school-year' || type === 'financial-year';

/** A total that was found is no label, as one that is declared is none. */
function withTotal(field: Field, dimensions: readonly Dimension[]): Field {
  const { total } = dimensions.find(({ name }) => name === field.name) ?? {};
  return total === undefined || total === everyCategory ? field : { ...field, total };
}

/** Which categories stand in the rows of one category of another dimension alone. */
function withinOf({ rows }: PublishedDataset): Table['isWithin'] {
  const beside = new Map<string, Set<string>>();
  for (const { keys } of rows)
    for (const [part, category] of Object.entries(keys))
      for (const [whole, own] of Object.entries(keys))
        if (part !== whole) {
          const place = [part, category, whole].join('\u0000');
          beside.set(place, (beside.get(place) ?? new Set()).add(own));
        }
  return ([part, category], [whole, own]) => {
    const found = beside.get([part, category, whole].join('\u0000'));
    return found?.size === 1 && found.has(own);
  };
}

/** A measure whose rows say their units, as where each row is another figure, is one for each unit. */
function ofUnits(field: Field, dataset: PublishedDataset): readonly (readonly [Field, PublishedDataset])[] {
  const attribute = dataset.fields.find(({ role, name }) => role === 'attribute' && unitColumn.test(name));
  if (attribute === undefined) return [[field, dataset]];
  const byUnit = groupBy(dataset.rows, ({ attributes }) => attributes[attribute.name] ?? '');
  return [...byUnit].map(([unit, rows]) => [
    { ...field, title: `${field.title} ${unit}` },
    { ...dataset, rows },
  ]);
}

const unitColumn = /^(?:units?|njësia|jedinica|јединица)(?!\p{L})/iu;

function measureOf(
  { name, title, unit = '', power, digits, additive }: Field,
  { rows, name: nameOfAll, title: titleOfAll }: PublishedDataset,
  { dimensions, groups, keyOf, stops }: Around,
): Measure {
  const own = rows.flatMap(({ keys, measures }): (readonly [string, Cell])[] => {
    const value = measures[name];
    if (value === undefined || !isNumeric(value)) return [];
    return [[keyOf(keys), { keys, value: toDouble(toExact(value)), digits: decimalsOf(value) }]];
  });
  const words = `${title} ${unit}`;
  const hasTime = dimensions.some(({ isTime }) => isTime);
  const year = hasTime ? undefined : (yearIn(title) ?? yearIn(`${titleOfAll} ${nameOfAll}`));
  const isPercent = percent.test(words) || (percent.test(titleOfAll) && areParts(own));
  const addsUp = additive !== false && !isPercent && !isMeanIn(`${words} ${titleOfAll}`);
  const cells = addsUp ? sumsOf(own, dimensions, groups, keyOf) : own;
  return {
    name,
    title,
    isHalf: halvesIn(title).length > 0,
    isPercent,
    addsUp,
    unit,
    printsPercent: unit === '%',
    isMoney: money.test(`${words} ${titleOfAll}`),
    ...(year !== undefined && { year }),
    ...(digits !== undefined && { digits }),
    scale: power === undefined ? scaleIn(`${words} ${titleOfAll}`) : 1,
    times: 10 ** (power ?? 0),
    stems: new Set(namingStems(words.replace(/[-_]/g, ' '), stops)),
    cells: new Map(cells),
    slices: new Map(dimensions.map((dimension) => [dimension.name, slicesWithout(dimension, cells, keyOf)])),
  };
}

/** Decimals up to 100: below a title in per cent these are percentages, though another column counts. */
const areParts = (cells: readonly (readonly [string, Cell])[]): boolean =>
  cells.some(([, { digits }]) => digits > 0) && cells.every(([, { value }]) => value >= 0 && value <= 100);

const percent = /%|pct|per ?cent|për qind|процен/iu;

/** What names a currency. */
export const money =
  /[€£$]|(?<!\p{L})(?:EUR|GBP|USD|CHF|euros?|pounds?|dollars?|lekë?|евр\p{L}+|динар\p{L}*)(?!\p{L})/iu;

interface Around {
  readonly dimensions: readonly Dimension[];
  readonly groups: readonly Group[];
  keyOf(keys: Cell['keys']): string;
  readonly stops: ReadonlySet<string>;
}

/** What is no sum of its parts says so in its name. */
const isMeanIn = (words: string): boolean =>
  /(?<!\p{L})(?:means?|medians?|averages?|rates?|ratios?|index|mesatar\p{L}*|norm[aë]|shkall\p{L}*|median\p{L}*|prose[kč]\p{L}*|просе[кч]\p{L}*|медијан\p{L}*|стоп\p{L}*)(?!\p{L})/iu.test(
    words.replace(/[-_]/g, ' '),
  );

function slicesWithout(
  { name }: Dimension,
  cells: readonly (readonly [string, Cell])[],
  keyOf: (keys: Cell['keys']) => string,
): readonly Slice[] {
  const slices = new Map<string, Slice>();
  for (const [, cell] of cells) {
    const { [name]: own = '', ...keys } = cell.keys;
    const key = keyOf(keys);
    const slice = slices.get(key) ?? { keys, cells: new Map() };
    slice.cells.set(own, cell);
    slices.set(key, slice);
  }
  return [...slices.values()];
}

/** The only year that words say. */
function yearIn(words: string): number | undefined {
  const years = new Set(words.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/g));
  const [only] = years;
  return years.size === 1 ? Number(only) : undefined;
}

/** Datasets in thousands and in millions say so in their units. */
function scaleIn(words: string): number {
  if (/(?<!\p{L})(?:thousands?|mijë|хиљад\p{L}*|000)(?!\p{L})/iu.test(words)) return 1e3;
  return /(?<!\p{L})(?:millions?|milionë?|милион\p{L}*|(?:EUR|[€£$]) ?mn?)(?!\p{L})/iu.test(words) ? 1e6 : 1;
}

/** What an attribute calls the only category of a row: "Young farmers" beside D1. */
function rowLabelsOf({ fields, rows }: PublishedDataset, common: ReadonlySet<string>, words: Words): Label[] {
  const [code, ...others] = fields.filter(({ role }) => role === 'dimension');
  if (code === undefined || others.length > 0) return [];
  const parts = rows.filter(({ keys }) => keys[code.name] !== code.total);
  return fields
    .filter(
      ({ role, name }) => role === 'attribute' && isOneByOne(parts.map(({ attributes }) => attributes[name])),
    )
    .flatMap(({ name }) => {
      const categories = parts.map(({ keys, attributes }) => ({
        value: keys[code.name] ?? '',
        label: attributes[name] ?? '',
      }));
      return labelsOf({ ...code, categories }, common, words).map((label) => ({
        ...label,
        isOfRow: true as const,
      }));
    });
}

const isOneByOne = (texts: readonly (string | undefined)[]): boolean =>
  texts.every((text) => text !== undefined && /\p{L}{3}/u.test(text)) && new Set(texts).size === texts.length;

function labelOf({ dimension, name, key }: Group, stops: ReadonlySet<string>): Label {
  const stems = namingStems(name, stops);
  return { dimension, category: key, text: name.toLowerCase(), stems, own: [] };
}

/** A name without what stands in brackets, its note and its unit: "Volunteers" of "Volunteers (headcount)". */
function coreOf(label: string): readonly string[] {
  const core = label
    .replace(/^\s*of which\s+/iu, '')
    .replace(/\s*(?:\(.*|[*†¹²³]+\s*)$/u, '')
    .replace(/,[^,]*(?:\d|[€$£%]|(?<!\p{L})(?:EUR|FTE|km|kg|ha|t|m³|m²)(?!\p{L})).*$/u, '')
    .trim();
  return core !== label && /\p{L}{4}/u.test(core) ? [core] : [];
}

function labelsOf(
  { name, categories, total }: Field,
  common: ReadonlySet<string>,
  { stops, text }: Words,
): Label[] {
  const labels = categories
    .filter(({ value }) => value !== total && value !== '')
    .flatMap(({ value, label }) => [
      ...[label, ...coreOf(label)].map((each) => ({ value, label: each, isCode: undefined })),
      ...shortNames(label, text).map(({ text: each, isCode }) => ({ value, label: each, isCode })),
    ])
    .map(({ value, label, isCode }) => {
      const words = label.replace(/[-_]/g, ' ');
      const naming = namingStems(words, stops);
      const stems = naming.length > 0 ? naming : stemsIn(words).map(({ stem }) => stem);
      const half = halfOf(label);
      return {
        dimension: name,
        category: value,
        text: words.toLowerCase(),
        stems: /\d/.test(words) || half !== undefined ? [] : stems,
        ...(half !== undefined && { half }),
        ...(isCode && { isCode }),
      };
    });
  return labels.map((label) => ({
    ...label,
    own: label.stems.filter(
      (stem) =>
        !common.has(stem) &&
        !labels.some((other) => other.category !== label.category && other.stems.includes(stem)),
    ),
  }));
}
