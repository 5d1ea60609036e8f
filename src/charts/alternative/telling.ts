import type { Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { aloneOf } from '../../language/nouns.js';
import { printInWords, printQuantity } from '../../language/print.js';
import { labelOf } from '../../model/dataset/category.js';
import { cellKey, cellQuantity, countQuantity } from '../../model/dataset/cell.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { subtract, toFractionText } from '../../model/exact.js';
import type { Precision } from '../../model/project/precision.js';
import { isExact, type LedgerEntry, type Operand, type Quantity } from '../../model/quantity.js';
import { type ClassedPart, classed, classedEntry, classedParts } from '../../model/tree/classed-text.js';
import { isCount, unitParts } from '../../model/unit.js';
import type { NumericPoint } from './facts.js';

/** What it takes to put a chart's facts into words. */
export interface Telling {
  readonly dataset: PublishedDataset;
  readonly language: Language;
  readonly at: Position;
  /** How exactly percentages are printed; the standard policy where it is absent. */
  readonly precision?: Precision;
}

/** Words about a chart, their numerals with their classes, and the numbers in them with their entries. */
export type Description = readonly ClassedPart[];

/** Nothing to say. */
export const silence: Description = [];

/** Says numbers of a chart and keeps a ledger entry of each. */
export class Speaker {
  readonly entries: LedgerEntry[] = [];

  constructor(readonly telling: Telling) {}

  /** The description that the sentences make; empty ones are left out. */
  finish(sentences: readonly string[]): Description {
    return classedParts(sentences.filter((text) => text !== '').join(' '), this.entries);
  }

  /** A cell as it is printed; the meaning of a missing one. */
  cell(row: Row, measure: Field): string {
    const { dataset, language, at } = this.telling;
    const quantity = cellQuantity(dataset, row, measure, at);
    return quantity === undefined ? '' : this.say(printInWords(quantity, 'alternative', language));
  }

  /**
   * The number that cells of several rows have in common. "4 of 4" is not "2 of 2", though both are all. Where they
   * were made from different numbers, the percentage is said of them, without decimals.
   */
  common(rows: readonly Row[], measure: Field): string {
    const { dataset, language, at } = this.telling;
    const [first, ...others] = rows.flatMap((row) => cellQuantity(dataset, row, measure, at) ?? []);
    if (first === undefined) return '';
    const { fraction, ...percentage } = first;
    const wholeOf = ({ fraction: of }: Quantity): string =>
      of === undefined ? '' : toFractionText(of.whole);
    const isShared = fraction === undefined || others.every((other) => wholeOf(other) === wholeOf(first));
    const said = isShared ? first : { ...percentage, mostDigits: 0 };
    return this.say(printInWords(said, 'alternative', language));
  }

  /** How many rows there are, counted by the cells of `field` in them. */
  count(rows: readonly Row[], field: Field): string {
    const { dataset, language, at } = this.telling;
    const cells = rows.map((row) => cellKey(dataset, row, field));
    return this.say(printQuantity(countQuantity(dataset, cells, at), 'alternative', language));
  }

  /** The way from one cell to another, with its sign. */
  change(first: NumericPoint, last: NumericPoint, measure: Field): string {
    const { dataset, language, at } = this.telling;
    const [from, to] = [first, last].map(({ row }) => cellQuantity(dataset, row, measure, at));
    if (from === undefined || to === undefined) return '';
    if (!isExact(from.value) || !isExact(to.value)) return '';
    // Of numbers that were worked out, the exact ones count, as in the text.
    const value = subtract(to.value, from.value);
    const digits = Math.max(from.digits, to.digits);
    // How far it went is no part of anything.
    const { fraction: _, ...later } = to;
    const quantity: Quantity = {
      ...later,
      value,
      unit: to.unit === '%' ? 'percentage points' : to.unit,
      // As in the text: the later cell first, the earlier one taken from it.
      cells: [...to.cells, ...from.cells],
      operation: 'change',
      ...(to.operation === 'value' && from.operation === 'value'
        ? {}
        : { operands: [to, from].map(operandOf) }),
      digits,
      signed: true,
    };
    return this.say(printQuantity(quantity, 'alternative', language));
  }

  /** A number that is no cell of a row. */
  quantity(quantity: Quantity): string {
    return this.say(printQuantity(quantity, 'alternative', this.telling.language));
  }

  private say(entry: LedgerEntry): string {
    this.entries.push(entry);
    return classedEntry(entry.text, this.entries.length - 1);
  }
}

function operandOf({ value, operation, cells, operands }: Quantity): Operand {
  return { value, operation, cells, ...(operands === undefined ? {} : { operands }) };
}

/** The label of a category, whose numerals are a year or part of a name. */
export function namedCategory(field: Field, value: string): string {
  return classed(labelOf(field, value), isTimeType(field.type) ? 'date' : 'label');
}

/** Words of the data package, such as the title of a field: their numerals are part of a name. */
export const named = (words: string): string => classed(words, 'label');

/** How a sentence names what it is about: "the number of victims", "Rate (per cent)", "Budget (euros)", "the figure". */
export type SubjectKind = 'count' | 'percent' | 'measured' | 'plain';

/** The unit and the title of a measure for a sentence about it: the unit stands after "the number of", or alone. */
export function subjectWords(
  measure: Field,
  language: Language,
): { readonly unit: string; readonly title: string } {
  const { noun } = unitParts(measure.unit ?? '');
  const unit = subjectKind(measure) === 'measured' ? aloneOf(noun, language) : noun;
  return { unit: named(unit), title: named(measure.title) };
}

/** The kind of a measure's name in a sentence. */
export function subjectKind(measure: Field): SubjectKind {
  const { unit = '' } = measure;
  if (unit === '%') return 'percent';
  if (isCount(measure)) return 'count';
  return unitParts(unit).noun === '' ? 'plain' : 'measured';
}

/**
 * Says years or days as runs: three and more that follow one another by their first and last, others one by one. A
 * total stands alone.
 */
export function timeRuns(field: Field, times: readonly string[], language: Language): readonly string[] {
  return runsOf(field, new Set(times)).flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    if (run.length < 3) return run.map((time) => namedCategory(field, time));
    const ends = { from: namedCategory(field, first), to: namedCategory(field, last) };
    return [language.message('chart.dimension.run', ends)];
  });
}

function runsOf({ categories, total }: Field, times: ReadonlySet<string>): readonly (readonly string[])[] {
  const runs: string[][] = [];
  for (const { value } of categories) {
    if (value === total && times.has(value)) runs.push([value], []);
    else if (!times.has(value)) runs.push([]);
    else if (runs.length === 0) runs.push([value]);
    else runs.at(-1)?.push(value);
  }
  return runs;
}
