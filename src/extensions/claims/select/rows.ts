import type { Call, DataScope } from '../../../content/helpers/call.js';
import { datasetOf } from '../../../content/helpers/cell-helpers.js';
import { fail } from '../../../content/helpers/problem.js';
import { selectRows } from '../../../content/helpers/rows.js';
import {
  attributeOf,
  filterFields,
  findFilterValue,
  readFilters,
} from '../../../content/selection/filters.js';
import { didYouMean, listNames } from '../../../diagnostics.js';
import { countQuantity } from '../../../model/dataset/cell.js';
import {
  hidesNumber,
  type LookedAt,
  type RowCondition,
  type RowTest,
  textIn,
  truthOfRow,
} from '../../../model/dataset/claimed-rows.js';
import type { Field, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { exact } from '../../../model/exact.js';
import type { CellKey } from '../../../model/quantity.js';
import type { Figure } from '../figure.js';
import type { Group } from '../kinds.js';

/** What a claim about rows compares, and what it looked at in each of them. */
export interface ChosenRows {
  readonly groups: readonly Group[];
  readonly test: RowTest;
  readonly lookedAt: readonly LookedAt[];
  /** The rows that have it, those that have it not, and those that do not say it, one figure each. */
  readonly having: readonly Figure[];
  readonly lacking: readonly Figure[];
  readonly open: readonly Figure[];
}

/**
 * The rows that the filters of a claim choose, attributes among them, and how many of them have what `has` names, or lack
 * what `lacks` names. `each` asks for every value of the condition by itself.
 */
export function readRows(call: Call, scope: DataScope, each: boolean): ChosenRows {
  const dataset = datasetOf(call, scope);
  const fields = filterFields(dataset, { filtersAttributes: true });
  const filters = readFilters(call, dataset, fields);
  const chosen = selectRows(call, dataset, filters);
  const condition = conditionOf(call, dataset);
  if (condition === undefined && filters.size === 0 && call.hash.times === undefined) {
    fail('content/argument.claim-3', call.at);
  }
  const where = Object.fromEntries([...filters].map(([{ name }, values]) => [name, [...values]]));
  const test: RowTest = { dataset: dataset.name, where, ...(condition && { condition }) };
  const alternatives =
    each && condition?.values !== undefined
      ? condition.values.map((value) => ({ ...condition, values: [value] }))
      : [condition];
  const field = fieldLookedAt(dataset, test);
  const count = (rows: readonly Row[], open = 0): Figure => countOf(dataset, field, rows, open, call);
  const one = (row: Row): Figure => ({
    ...count([row]),
    ...(condition && { says: saidBy(row, condition) }),
    ...(condition && hidesNumber(row, condition.field) && { hides: true as const }),
  });
  const groups = alternatives.map((only): Group => {
    const truths = chosen.map((row) => (only === undefined ? true : truthOfRow(row, only)));
    const having = chosen.filter((_, index) => truths[index] === true);
    const open = truths.filter((truth) => truth === undefined).length;
    return [
      { ...count(having, open), counted: 'having' },
      { ...count(chosen), counted: 'chosen' },
    ];
  });
  const such = (truth: boolean | undefined): Figure[] =>
    condition === undefined ? [] : chosen.filter((row) => truthOfRow(row, condition) === truth).map(one);
  const lookedAt = dataset.rows.map((row) => lookedAtIn(row, dataset, test));
  return { groups, test, lookedAt, having: such(true), lacking: such(false), open: such(undefined) };
}

function saidBy(row: Row, { field }: RowCondition): string {
  const text = textIn(row, field);
  return text === '' ? `says nothing in \`${field}\`` : `has ${text} in \`${field}\``;
}

/** The attributes of a row that the filters and the condition look at. */
function lookedAtIn(
  { keys, attributes }: Row,
  { name: dataset, fields }: PublishedDataset,
  { where, condition }: RowTest,
): LookedAt {
  const names = new Set([...Object.keys(where), ...(condition === undefined ? [] : [condition.field])]);
  const looked = fields.filter(({ name, role }) => role === 'attribute' && names.has(name));
  const own = looked.flatMap((field) => {
    const text = attributeOf({ attributes }, field);
    return text === '' ? [] : [[field.name, text] as const];
  });
  return { dataset, keys, attributes: Object.fromEntries(own) };
}

/** The column by which the cells of counted rows are named: that of the condition, else of a filter, else the first. */
function fieldLookedAt({ fields }: PublishedDataset, { where, condition }: RowTest): Field | undefined {
  const names = [condition?.field, ...Object.keys(where)];
  return fields.find(({ name }) => names.includes(name)) ?? fields[0];
}

function countOf(
  dataset: PublishedDataset,
  field: Field | undefined,
  rows: readonly Row[],
  open: number,
  call: Call,
): Figure {
  const cells = rows.map(
    ({ keys, origin }): CellKey => ({ dataset: dataset.name, field: field?.name ?? '', keys, origin }),
  );
  return {
    quantity: {
      ...countQuantity(dataset, cells, call.at),
      ...(open > 0 && { high: exact(rows.length + open) }),
    },
    dataset: dataset.name,
    keys: cells.map(({ keys }) => keys),
    says: open > 0 ? `are ${rows.length} to ${rows.length + open}` : `are ${rows.length}`,
  };
}

/** What `has="cause"`, `has="cause=staff|funding"` or `lacks="cause"` asks of each row; undefined without either. */
function conditionOf(call: Call, dataset: PublishedDataset): RowCondition | undefined {
  const names = (['has', 'lacks'] as const).filter((name) => call.hash[name] !== undefined);
  const [name] = names;
  if (name === undefined) return undefined;
  if (names.length > 1) {
    fail('content/argument.lacks', call.hashAt('lacks'));
  }
  const text = call.requiredText(name);
  const [wanted = '', ...rest] = text.split('=');
  const field = fieldNamed(wanted.trim(), name, call, dataset);
  if (rest.length === 0) return { field: field.name, lacks: name === 'lacks' };
  const values = rest
    .join('=')
    .split('|')
    .map((value) => wantedOf(field, value.trim(), call, name, dataset));
  return { field: field.name, lacks: name === 'lacks', values };
}

function fieldNamed(wanted: string, argument: string, call: Call, { fields, name }: PublishedDataset): Field {
  const known = fields.filter(({ role }) => role !== 'note').map((each) => each.name);
  return (
    fields.find((field) => field.role !== 'note' && field.name === wanted) ??
    fail(
      'content/unknown-field.column',
      call.hashAt(argument),
      { wanted, name, known: listNames(known) },
      didYouMean(wanted, known),
    )
  );
}

/** A category; of a measure, the symbol of a missing value: numbers are what the other kinds compare. */
function wantedOf(
  field: Field,
  value: string,
  call: Call,
  argument: string,
  dataset: PublishedDataset,
): string {
  const at = call.hashAt(argument);
  if (field.role !== 'measure') return findFilterValue(dataset, field, value, at);
  const symbols = [...new Set(dataset.missingValues.flatMap(({ code, symbol }) => [code, symbol]))];
  const found = dataset.missingValues.find(({ code, symbol }) => [code, symbol].includes(value));
  return (
    found?.symbol ??
    fail('content/argument.symbol', at, {
      value,
      name: field.name,
      symbols: listNames(symbols) || 'none is declared',
      argument,
    })
  );
}
