import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { printQuantity } from '../../language/print.js';
import {
  compare,
  divide,
  type Exact,
  hundred,
  multiply,
  parseExact,
  toFractionText,
  toPlainText,
} from '../../model/exact.js';
import { findNumerals } from '../../model/numerals.js';
import { type Fraction, type Place, type Quantity, qualifiers } from '../../model/quantity.js';
import type { Snapshot, SnapshotNumber } from '../../model/snapshot/snapshot.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import { SnapshotCells } from './cells.js';
import { placedIn } from './problem.js';
import { recalculate } from './recalculate.js';
import type { RepeatedNumbers } from './repeat-numbers.js';

export interface NumberCounts {
  /** How many numbers were calculated again from their cells. */
  readonly recalculated: number;
  /** How many of these Vega calculated. */
  readonly byVega: number;
  /** How many another version of Vega than calculated them calculates otherwise. */
  readonly notRepeated: number;
}

/**
 * Calculates every number of a snapshot again from its cells, and prints it again: neither its value nor its text may
 * differ. `file` is that of the snapshot, `repeated` what Vega calculates once more.
 */
export function checkNumbers(
  snapshot: Snapshot,
  file: string,
  language: Language,
  repeated: RepeatedNumbers,
): { readonly problems: readonly Diagnostic[]; readonly counts: NumberCounts } {
  const cells = new SnapshotCells(snapshot);
  const symbols = snapshot.datasets.flatMap((dataset) => dataset.symbols);
  const meanings = new Set(symbols.flatMap(({ meaning, reasons = [] }) => [meaning, ...reasons]));
  const counts = { recalculated: 0, byVega: 0 };
  const others: SnapshotNumber[] = [];
  const faultIn = (number: SnapshotNumber): Fault | undefined => {
    const { operation, vega, at } = number;
    if (operation === 'vega') {
      const { fault, isOther } = byVegaFault(number, repeated, language);
      if (isOther) others.push(number);
      else counts.byVega++;
      return isOther ? undefined : fault && withPlace(fault, (vega?.transform ?? operation).slice(0, 80), at);
    }
    const result = recalculate(number, cells);
    if (result.kind === 'unknown') {
      // A number that cannot be calculated again answers for nothing.
      const values = { operation: result.operation.slice(0, 40), text: number.text, at };
      return faultOf('verify/calculation.operation', values);
    }
    counts.recalculated++;
    const fault = valueFault(number, result, meanings) ?? textFault(number, language);
    return fault && withPlace(fault, operation, at);
  };
  const faults = [
    ...snapshot.numbers.flatMap((number) => faultIn(number) ?? []),
    ...notRepeated(others, repeated),
  ];
  return {
    problems: faults.map((fault) => placedIn(file)(fault)),
    counts: {
      recalculated: counts.recalculated + counts.byVega,
      byVega: counts.byVega,
      notRepeated: others.length,
    },
  };
}

const withPlace = (fault: Fault, how: string, at: string): Fault => ({
  ...fault,
  message: `${fault.message} (${how}, ${at})`,
});

/** A number by Vega has the digits that Vega comes to once more. `isOther`: another version came to others. */
function byVegaFault(
  number: SnapshotNumber,
  { of, version }: RepeatedNumbers,
  language: Language,
): { readonly fault?: Fault | undefined; readonly isOther?: boolean } {
  const again = of.get(number) ?? { why: 'its chart has no data flow' };
  const why = 'why' in again ? again.why : number.value === undefined ? 'it has no value' : undefined;
  if (why !== undefined)
    return { fault: faultOf('verify/calculation.vega', { text: number.text, why: why.slice(0, 120) }) };
  // Whichever version it was, a number is printed as it is.
  const own = textFault(number, language);
  if (own !== undefined || !('value' in again)) return { fault: own };
  const fault = textFault({ ...number, value: toFractionText(again.value) }, language);
  return { fault, isOther: fault !== undefined && number.vega?.version !== version };
}

/** Another version of Vega may calculate otherwise: that proves nothing. */
function notRepeated(numbers: readonly SnapshotNumber[], { version }: RepeatedNumbers): readonly Fault[] {
  const [first] = numbers;
  if (first === undefined) return [];
  const own = (first.vega?.version ?? '').slice(0, 40);
  const { text, at } = first;
  const count = numbers.length === 1 ? '1 number' : `${numbers.length} numbers`;
  return [faultOf('verify/not-repeated', { count, own, version, text, at })];
}

function valueFault(
  number: SnapshotNumber,
  result: ReturnType<typeof recalculate>,
  meanings: ReadonlySet<string>,
): Fault | undefined {
  const name = `\`${number.text}\``;
  if (result.kind === 'impossible') return faultOf('verify/calculation.no-cells', { name, why: result.why });
  if (number.value === undefined) {
    // Charts put its meaning into words, which may be words of a calculation; in no case is it a number.
    const isWords = meanings.has(number.text) || findNumerals(number.text).length === 0;
    return number.missing === number.text || isWords
      ? undefined
      : faultOf('verify/calculation.symbol', { name, missing: number.missing });
  }
  if (result.kind !== 'number') return faultOf('verify/calculation.no-number', { name });
  if (differs(number.value, result.value)) {
    return faultOf('verify/calculation.cells', { name, value: toPlainText(result.value) });
  }
  if (number.high === undefined) return undefined;
  if (result.high === undefined) return faultOf('verify/calculation.state', { name });
  return differs(number.high, result.high)
    ? faultOf('verify/calculation.upper', { name, high: toPlainText(result.high) })
    : undefined;
}

function differs(text: string, value: Exact): boolean {
  const read = parseExact(text);
  return read === undefined || compare(read, value) !== 0;
}

/** Printed by the code that prints reports, so that rounding, grouping and words are those of the page. */
function textFault(number: SnapshotNumber, language: Language): Fault | undefined {
  const { text, value: written, high: upper, unit, digits, signed } = number;
  const [value, high] = [parseExact(written ?? ''), parseExact(upper ?? '')];
  if (value === undefined) return undefined;
  const fraction = fractionOf(number, value);
  if (fraction === 'wrong') return faultOf('verify/calculation.base', { text, value: toPlainText(value) });
  const qualifier = qualifiers.find((known) => known === number.qualifier);
  const quantity: Quantity = {
    kind: 'quantity',
    value,
    ...(high === undefined ? {} : { high }),
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(fraction === undefined ? {} : { fraction }),
    unit,
    digits,
    ...(signed === undefined ? {} : { signed }),
    dataset: '',
    cells: [],
    // The only one that is printed in a way of its own.
    operation: number.operation === 'vega' ? 'vega' : 'value',
    illustrative: false,
    at: { file: '', line: 1, column: 1 },
  };
  const expected = printQuantity(quantity, placeOf(number), language).text;
  return text === expected ? undefined : faultOf('verify/calculation.text', { text, expected });
}

const places: readonly Place[] = ['text', 'table', 'column', 'chart', 'alternative'];

const placeOf = ({ place }: SnapshotNumber): Place => places.find((known) => known === place) ?? 'text';

/** What is printed in place of a percentage on a small base; `wrong` where it does not come to that percentage. */
function fractionOf({ fraction }: SnapshotNumber, percentage: Exact): Fraction | 'wrong' | undefined {
  if (fraction === undefined) return undefined;
  const [part, whole] = [parseExact(fraction.part), parseExact(fraction.whole)];
  if (part === undefined || whole === undefined || whole.numerator <= 0n) return 'wrong';
  const isRight = compare(multiply(divide(part, whole), hundred), percentage) === 0;
  return isRight ? { part, whole, form: fraction.form, digits: fraction.digits, reason: '' } : 'wrong';
}
