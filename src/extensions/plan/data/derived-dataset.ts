import type { ResourceContract } from '../../../data/contract.js';
import type { Category, Dataset, Field, Row } from '../../../model/dataset/dataset.js';
import type { Computed } from './cells.js';
import type { PlanRow } from './model.js';
import { type DerivedName, totalCode } from './parts.js';

/** The words that derived datasets print, in one place: labels, titles and why a cell has no number. */
export const words = {
  total: 'Total',
  nothingDue: 'nothing was planned for the year',
  noActions: 'no actions',
  noBudget: 'no budget was planned',
  nothingScored: 'no indicator was scored',
  neutral: 'the direction is neutral',
  noValue: 'no value was recorded for the year',
  gap: {
    'no-values': 'no value was recorded for any year',
    'no-year': 'no value was recorded for the year',
    'no-baseline': 'there is no baseline',
    'no-target': 'there is no target for the year',
    'no-actual': 'there is no actual value for the year',
    'no-way': 'the target is the baseline',
  },
  verdicts: {
    reached: 'Target reached',
    advanced: 'At least half way',
    behind: 'Less than half way',
    'not-scored': 'Not scored',
    gap: 'Gap',
  },
} as const;

/** A dimension, attribute or measure before it knows where the plan stands. */
export type FieldSketch = Omit<Field, 'position'>;

export function dimension(name: string, title: string, categories: readonly Category[]): FieldSketch {
  const hasTotal = categories.some(({ value }) => value === totalCode);
  const total = hasTotal ? { total: totalCode } : {};
  return { name, title, type: 'string', role: 'dimension', categories, ...total };
}

export function attribute(name: string, title: string, more: Partial<FieldSketch> = {}): FieldSketch {
  return { name, title, type: 'string', role: 'attribute', categories: [], ...more };
}

/** A measure; an empty unit is none. One that does not add up is a rate, a score or a level. */
export function measure(name: string, title: string, unit: string, additive = true): FieldSketch {
  const type = additive ? 'integer' : 'number';
  const sum = additive ? {} : { additive: false };
  return { name, title, type, role: 'measure', ...(unit === '' ? {} : { unit }), categories: [], ...sum };
}

/** Categories of things with a code and a title, and one for their total where that is wanted. */
export function categoriesOf(
  things: readonly { readonly code: string; readonly title: string }[],
  more: 'with total' | 'alone',
): Category[] {
  const categories = things.map(({ code, title }) => ({ value: code, label: title }));
  return more === 'with total' ? [...categories, { value: totalCode, label: words.total }] : categories;
}

/** A row before its measures are split into what is printed and how it came about. */
export interface RowSketch {
  readonly keys: Readonly<Record<string, string>>;
  /** Undefined ones are left out. */
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly cells: Readonly<Record<string, Computed>>;
  /** The row of the plan that it is about; absent for totals, which stand at the header of the file. */
  readonly about?: PlanRow;
}

/** What the derived datasets share. */
interface Surroundings {
  /** The resource that a dataset is mainly made from comes first. */
  readonly sources: readonly ResourceContract[];
  readonly edition: number;
  /** Where the data package says that there is a plan. */
  readonly position: Dataset['position'];
}

export interface DatasetSketch {
  readonly name: DerivedName;
  readonly title: string;
  readonly description?: string;
  readonly fields: readonly FieldSketch[];
  readonly rows: readonly RowSketch[];
}

/**
 * A derived dataset: like any other, but that its numbers answer with the cells of the plan. It is illustrative as
 * soon as one of its sources is, and cites them all. Rows come in the order of their categories.
 */
export function derivedDataset(sketch: DatasetSketch, around: Surroundings): Dataset {
  const { sources, edition, position } = around;
  const file = sources[0]?.file ?? position.file;
  const fields = sketch.fields.map((field) => ({ ...field, position }));
  const unique = <Item>(items: readonly Item[]): Item[] => [
    ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
  ];
  return {
    name: sketch.name,
    title: sketch.title,
    ...(sketch.description === undefined ? {} : { description: sketch.description }),
    fields,
    primaryKey: fields.filter(({ role }) => role === 'dimension').map(({ name }) => name),
    rows: sketch.rows.map((row) => toRow(row, file)),
    missingValues: unique(
      sketch.rows.flatMap(({ cells }) =>
        Object.values(cells).flatMap(({ value }) => (value.kind === 'missing' ? [value] : [])),
      ),
    ),
    sources: unique(sources.flatMap((source) => source.sources)),
    licences: unique(sources.flatMap((source) => source.licences)),
    period: { from: edition, to: edition },
    illustrative: sources.some(({ illustrative }) => illustrative),
    file,
    position,
  };
}

function toRow({ keys, attributes = {}, cells, about }: RowSketch, file: string): Row {
  const entries = Object.entries(cells);
  return {
    keys,
    measures: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
    ),
    notes: [],
    origin: about?.row.origin ?? { file, line: 1 },
    derivations: Object.fromEntries(entries.map(([name, { derivation }]) => [name, derivation])),
  };
}
