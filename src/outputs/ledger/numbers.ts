import { shownPlace } from '../../diagnostics.js';
import { type Exact, finiteDigits, toDecimalText, toDouble, toFractionText } from '../../model/exact.js';
import type { TargetName } from '../../model/project/target-name.js';
import {
  type CalculatedByVega,
  type CellKey,
  type FinishedEntry,
  isExact,
  type Operand,
} from '../../model/quantity.js';
import type { ClaimRecord } from '../../model/snapshot/claim-record.js';
import { jsonLists, openJson } from '../canonical.js';
import { publishLimits } from '../snapshot/snapshot.js';
import type { PrintedNumeral, PrintedSection } from './numeral.js';
import { type LedgerLine, type NumbersFile, numbersVersion } from './schema.js';

/** What a report prints, for its `numbers.json`. */
export interface NumbersInput extends TargetName {
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
  const { numerals, claims, ...about } = input;
  const head = openJson({ version: numbersVersion, ...about } satisfies Partial<NumbersFile>);
  const lists = jsonLists({
    sections: sectionsOf(numerals),
    numbers: numerals.flatMap(publish),
    claims: claims.map(publishClaim),
  });
  return new TextEncoder().encode(`${[head, ...lists].join(',\n')}}\n`);
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
      at: shownPlace(at),
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
  const unique = new Map(cells.map(publishCell).map((cell) => [JSON.stringify(cell), cell]));
  return {
    kind,
    verdict,
    text,
    ...(quoted === undefined ? {} : { by: quoted.by }),
    cells: [...unique.values()],
    keys: { ...keys },
    limits: publishLimits(limits),
    ...(not === undefined ? {} : { not }),
    at: shownPlace(at),
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
