import { shownPlace } from '../../diagnostics.js';
import { meaningOf } from '../../model/dataset/missing.js';
import { type Exact, finiteDigits, toDecimalText, toFractionText } from '../../model/exact.js';
import { groupBy } from '../../model/group-by.js';
import { type EquationStyle, formulaOf } from '../../model/operations/equation.js';
import type { Operation } from '../../model/operations/operations.js';
import { type Step, type StepValue, stepsOf } from '../../model/operations/steps.js';
import {
  type CellKey,
  cellsRead,
  isExact,
  type LedgerEntry,
  type Operand,
  type Origin,
} from '../../model/quantity.js';
import { identityOfQuantity } from '../../model/tree/entry-id.js';
import { numberClasses } from '../../outputs/ledger/numeral.js';
import { operations } from '../operations.js';
import type { LookUp, TracedNumber } from './traced.js';

/** A number as a fraction and, as far as it goes, in decimals. */
export interface TracedValue {
  readonly fraction: string;
  readonly decimal: string;
}

/** One step of the way from the cells to the number. */
export interface AnswerStep {
  readonly operation: string;
  /** "38 ÷ 233 × 100"; absent for counts and points on a scale. */
  readonly formula?: string;
  /** Absent where a value is missing. */
  readonly value?: TracedValue;
  readonly missing?: string;
  /** Who stated a number that no cell holds. */
  readonly source?: string;
  /** What calculated a number that no operation does: `Vega 6.4.0 (regression)`. */
  readonly by?: string;
}

export interface AnswerCell {
  readonly dataset: string;
  readonly title: string;
  readonly field: string;
  readonly keys: readonly string[];
  readonly file: string;
  readonly line: number;
  /** Where the line alone does not tell the cell. */
  readonly column?: number;
  /** In a workbook. */
  readonly sheet?: string;
  /** `file` is a query, and `line` the row of its result. */
  readonly result?: true;
  /** The query that it is a result of. */
  readonly query?: string;
  /** Of a cell that is the result of a query or a sum of rows, those that it was made from; absent where it is not known. */
  readonly sources?: readonly Origin[];
  /** As the file has it. */
  readonly text: string;
}

/** A place where a number is printed. */
export interface AnswerPlace {
  readonly text: string;
  readonly class: string;
  readonly place: string;
  /** Of the number, where it is a quantity: the same in every output. */
  readonly id?: string;
  /** Of the element around it, else of the heading above. */
  readonly anchor?: string;
  readonly section?: string;
  readonly page?: string;
  readonly at?: string;
}

/** Everything that one number answers for itself. Numerals that are no quantity have places only. */
export interface Answer {
  readonly text: string;
  readonly unit?: string;
  readonly value?: TracedValue;
  /** What it is, where it is no quantity and so has no cells: "a number of order: of a figure, ...". */
  readonly meaning?: string;
  readonly places: readonly AnswerPlace[];
  readonly cells: readonly AnswerCell[];
  readonly steps: readonly AnswerStep[];
  /** Other numbers that rest on one of the cells. */
  readonly elsewhere: readonly AnswerPlace[];
}

/** The answers of the numbers that were found: those of the same quantity together. `all` are those of the report. */
export function answersOf(
  found: readonly TracedNumber[],
  all: readonly TracedNumber[],
  lookUp: LookUp,
): Answer[] {
  const groups = groupBy(found, ({ entry, class: kind, text }) =>
    entry === undefined ? `${kind} ${text}` : keyOf(entry),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [answerOf(first, group, all, lookUp)];
  });
}

/** A quantity and what it came to, since a change and its size are calculated by other steps. */
function keyOf({ quantity }: Pick<LedgerEntry, 'quantity'>): string {
  const { value } = quantity;
  return `${identityOfQuantity(quantity, operations)} = ${isExact(value) ? toFractionText(value) : value.symbol}`;
}

const cellName = ({ dataset, field, keys }: CellKey): string => JSON.stringify([dataset, field, keys]);

/** A cell as an edition has it: what the edition before published under the same address is another cell. */
interface UsedCell {
  readonly cell: CellKey;
  /** What the edition before published; undefined for a cell of the data. */
  readonly earlier?: { readonly value: StepValue };
}

const usedName = ({ cell, earlier }: UsedCell): string =>
  `${earlier === undefined ? '' : 'earlier '}${cellName(cell)}`;

function isOfEditionBefore(operation: Operation): boolean {
  const { calculation } = operations[operation];
  return calculation.kind === 'cell' && calculation.edition === 'before';
}

/** The cells of a quantity, each once, in the order in which it uses them. */
function usedCells(quantity: Operand): readonly UsedCell[] {
  const used = ({ operation, value, cells, operands }: Operand): UsedCell[] =>
    operands?.flatMap(used) ??
    cellsRead(cells).map((cell) => (isOfEditionBefore(operation) ? { cell, earlier: { value } } : { cell }));
  return [...new Map(used(quantity).map((each) => [usedName(each), each])).values()];
}

function answerOf(
  first: TracedNumber,
  group: readonly TracedNumber[],
  all: readonly TracedNumber[],
  lookUp: LookUp,
): Answer {
  const { text, entry } = first;
  const places = group.map(placeOf);
  if (entry === undefined) {
    const meaning = first.class === undefined ? undefined : numberClasses[first.class];
    return { text, ...(meaning && { meaning }), places, cells: [], steps: [], elsewhere: [] };
  }
  const { quantity } = entry;
  const used = usedCells(quantity);
  const names = new Set(used.map(usedName));
  const elsewhere = all.filter(
    (other) =>
      !group.includes(other) &&
      other.entry !== undefined &&
      usedCells(other.entry.quantity).some((each) => names.has(usedName(each))),
  );
  const step = stepsOf(quantity, operations, (cell) => lookUp(cell)?.value);
  return {
    text,
    ...(quantity.unit === '' ? {} : { unit: quantity.unit }),
    ...(isExact(quantity.value) ? { value: tracedValue(quantity.value) } : {}),
    places,
    cells: used.map(({ cell, earlier }) =>
      earlier === undefined ? answerCell(cell, lookUp) : earlierCell(cell, earlier.value, lookUp),
    ),
    steps: stepsInOrder(step).map((each) =>
      each.operation === 'declared' && quantity.declared !== undefined
        ? { ...each, source: quantity.declared.source }
        : each.operation === 'vega' && quantity.vega !== undefined
          ? { ...each, by: `Vega ${quantity.vega.version} (${quantity.vega.transform})` }
          : each,
    ),
    elsewhere: elsewhere.map(placeOf),
  };
}

function placeOf({ text, class: name, place, anchor, entry, section, pages, at }: TracedNumber): AnswerPlace {
  return {
    text,
    class: name ?? 'none',
    place,
    ...(entry === undefined ? {} : { id: entry.id }),
    ...(anchor === undefined ? {} : { anchor }),
    ...(section === undefined ? {} : { section: section.title }),
    ...(pages === undefined
      ? {}
      : { page: pages[0] === pages[1] ? `${pages[0]}` : `${pages[0]} to ${pages[1]}` }),
    ...(at === undefined ? {} : { at: shownPlace(at) }),
  };
}

function answerCell(cell: CellKey, lookUp: LookUp): AnswerCell {
  const { dataset, field, origin } = cell;
  const known = lookUp(cell);
  const keys = known?.keys ?? Object.entries(cell.keys).map(([name, value]) => `${name}: ${value}`);
  const text = known?.text ?? (known === undefined ? 'not in the data any more' : printValue(known.value));
  const made = {
    ...(known?.query === undefined ? {} : { query: known.query }),
    ...(known?.sources === undefined ? {} : { sources: known.sources }),
  };
  return { dataset, title: known?.title ?? dataset, field, keys, ...origin, ...made, text };
}

/** A cell as the edition before published it; what the data say of it now may be another number. */
function earlierCell(cell: CellKey, value: StepValue, lookUp: LookUp): AnswerCell {
  const { previous } = lookUp;
  const now = answerCell(cell, lookUp);
  const text = printValue(value);
  if (previous === undefined) return { ...now, title: `${now.title} (the edition before)`, text };
  const { column: _, sheet: __, result: ___, sources: ____, query: _____, ...said } = now;
  const title = `${now.title} (edition ${previous.edition})`;
  return { ...said, file: previous.file, line: 1, title, text };
}

/** The steps from the innermost to the number itself; cells as they stand are no steps. */
function stepsInOrder(step: Step): AnswerStep[] {
  const isCell = step.operands.length === 0 && step.operation === 'value';
  const below = step.operands.flatMap(stepsInOrder);
  if (isCell) return below;
  const formula = formulaOf(step, plainNumbers);
  return [
    ...below,
    {
      operation: step.operation,
      ...(formula === undefined ? {} : { formula }),
      ...(step.value === undefined
        ? {}
        : isExact(step.value)
          ? { value: tracedValue(step.value) }
          : { missing: meaningOf(step.value) }),
    },
  ];
}

/** Decimals of a number that never ends. */
const shownDecimals = 12;

function tracedValue(value: Exact): TracedValue {
  const digits = finiteDigits(value);
  const isWhole = digits !== undefined && digits <= shownDecimals;
  const decimal = toDecimalText(value, isWhole ? digits : shownDecimals);
  return { fraction: toFractionText(value), decimal: isWhole ? decimal : `${decimal}…` };
}

/** A cell as it stands is written with all its decimals. A step says what led to its operands before it comes itself. */
const plainNumbers: EquationStyle = { digits: shownDecimals, isNested: false, number: toDecimalText };

function printValue(value: StepValue): string {
  if (value === undefined) return '?';
  return isExact(value) ? tracedValue(value).decimal : value.symbol;
}
