import { type Exact, finiteDigits, toDecimalText, toDouble, toFractionText } from '../../model/exact.js';
import {
  type CalculatedByVega,
  type CellKey,
  type FinishedEntry,
  isExact,
  type Operand,
} from '../../model/quantity.js';
import type { ClaimRecord } from '../../model/snapshot/claim-record.js';
import type { PrintedNumeral, PrintedSection } from './numeral.js';
import { type LedgerLine, type NumbersFile, numbersVersion } from './schema.js';

/** What a report prints, for its `numbers.json`. */
export interface NumbersInput {
  readonly report: string;
  readonly item?: string;
  readonly language: string;
  /** In reading order. */
  readonly numerals: readonly PrintedNumeral[];
  readonly claims: readonly ClaimRecord[];
}

/**
 * `numbers.json`: every numeral that a reader of the report can meet, with its class; of every printed quantity also
 * its cells and how it came about. One line each, so that two builds can be compared. A symbol for a missing value is
 * no numeral and has no line.
 */
export function renderNumbers(input: NumbersInput): Uint8Array {
  const { report, item, language, numerals, claims } = input;
  const about = { report, ...(item === undefined ? {} : { item }), language };
  const head = JSON.stringify({ version: numbersVersion, ...about } satisfies Partial<NumbersFile>);
  const lists = [
    list('sections', sectionsOf(numerals)),
    list('numbers', numerals.flatMap(publish)),
    list('claims', claims.map(publishClaim)),
  ];
  return new TextEncoder().encode(`${head.slice(0, -1)},\n${lists.join(',\n')}}\n`);
}

/** A list with each item on a line of its own. */
function list(name: string, items: readonly unknown[]): string {
  const lines = items.map((item) => JSON.stringify(item));
  return `"${name}": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]`;
}

function sectionsOf(numerals: readonly PrintedNumeral[]): PrintedSection[] {
  const sections = numerals.flatMap(({ section }) => section ?? []);
  return [...new Map(sections.map((section) => [section.id, section])).values()];
}

function publish(numeral: PrintedNumeral): NumbersFile['numbers'] {
  const { class: name, text, place, anchor, section, entry, repeats, only } = numeral;
  const shared = {
    text,
    place,
    ...(section === undefined ? {} : { section: section.id }),
    ...(only === undefined ? {} : { only }),
    ...(anchor === undefined ? {} : { anchor }),
  };
  if (entry !== undefined) return publishEntry(entry, { ...(repeats && { repeats }), ...shared });
  // A numeral without a class ends the build; a draft shows it and leaves it out here.
  return name === undefined || name === 'ledger' ? [] : [{ class: name, ...shared }];
}

function publishEntry(
  entry: FinishedEntry,
  shared: Pick<LedgerLine, 'repeats' | 'text' | 'place' | 'anchor' | 'section' | 'only'>,
): LedgerLine[] {
  const { quantity } = entry;
  const { value, high, unit, dataset, cells, operation, at } = quantity;
  if (!isExact(value)) return [];
  const exact = exactText(value);
  return [
    {
      class: 'ledger',
      id: entry.id,
      ...shared,
      value: toDouble(value),
      ...(high === undefined ? {} : { high: toDouble(high) }),
      ...(exact === undefined ? {} : { exact }),
      unit,
      dataset,
      keys: cells.map(publishCell),
      operation,
      ...(quantity.operands === undefined ? {} : { operands: quantity.operands.map(publishOperand) }),
      ...(quantity.declared === undefined ? {} : { declared: quantity.declared }),
      ...(quantity.vega === undefined ? {} : { calculated: calculatedBy(quantity.vega) }),
      ...(quantity.marks === undefined ? {} : { marks: quantity.marks }),
      at: `${at.file}:${at.line}:${at.column}`,
    },
  ];
}

const calculatedBy = ({ version, transform }: CalculatedByVega): NonNullable<LedgerLine['calculated']> => ({
  by: 'Vega',
  version,
  transform,
});

/** Without its line: rows in another order are the same data. `tallybook trace` knows the line. */
const publishCell = ({ dataset, field, keys }: CellKey): LedgerLine['keys'][number] => ({
  dataset,
  field,
  keys,
});

function publishOperand({
  operation,
  cells,
  operands,
  absolute,
}: Operand): NonNullable<LedgerLine['operands']>[number] {
  return {
    operation,
    keys: cells.map(publishCell),
    ...(operands === undefined ? {} : { operands: operands.map(publishOperand) }),
    ...(absolute === true ? { absolute } : {}),
  };
}

function publishClaim({
  kind,
  verdict,
  text,
  cells,
  quoted,
  keys,
  test: { limits, not },
  at,
}: ClaimRecord): NumbersFile['claims'][number] {
  const unique = new Map(cells.map((cell) => [JSON.stringify(cell), cell]));
  return {
    kind,
    verdict,
    text,
    ...(quoted === undefined ? {} : { by: quoted.by }),
    cells: [...unique.values()].map(publishCell),
    keys: { ...keys },
    limits: {
      ...(limits.strict === undefined ? {} : { strict: limits.strict }),
      ...(limits.share === undefined ? {} : { share: toFractionText(limits.share) }),
      ...(limits.times === undefined ? {} : { times: toFractionText(limits.times) }),
      ...(limits.rank === undefined ? {} : { rank: limits.rank }),
    },
    ...(not === undefined ? {} : { not }),
    at: `${at.file}:${at.line}:${at.column}`,
  };
}

/** The fraction of a number of which a JSON reader would lose some. */
export const exactText = (value: Exact): string | undefined =>
  holdsExactly(value) ? undefined : toFractionText(value);

/** True when a JSON reader gets the number back to its last digit: doubles keep 15 decimal digits. */
function holdsExactly(value: Exact): boolean {
  const digits = finiteDigits(value);
  if (digits === undefined) return false;
  return toDecimalText(value, digits).replace(/^-?[0.]*|\./g, '').length <= 15;
}
