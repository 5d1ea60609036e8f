import type { Position } from '../../diagnostics.js';
import { cellKey, cellQuantity } from '../../model/cell.js';
import { isCount } from '../../model/counted.js';
import type { Field } from '../../model/dataset.js';
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  hundred,
  multiply,
  subtract,
  toNumber,
  zero,
} from '../../model/exact.js';
import { greatest } from '../../model/extremes.js';
import { addendOf, missingShare, missingSum, united } from '../../model/missing.js';
import { coreOperations } from '../../model/operations/core.js';
import type { regression } from '../../model/operations/regression.js';
import { statistics } from '../../model/operations/statistics.js';
import { type Precision, printedOn } from '../../model/precision.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { isNumeric } from '../../model/value.js';
import { childNodes, fieldOf } from '../check/expression.js';
import { type ChartDataset, dataBehind } from '../datasets/parts.js';
import { rowField } from '../rows.js';
import type { JsonObject } from '../spec.js';
import type { ExpressionNode } from '../vega.js';
import { type Definition, type Definitions, rankings } from './definitions.js';
import { membersIn, rowsBehind, windowAt } from './members.js';
import { lineStatistic, type Statistic, statisticOf, statisticOver, unitAfter } from './statistic.js';

/** What numbers of a chart are made again from. */
export interface Deriving {
  readonly dataset: ChartDataset;
  readonly definitions: Definitions;
  readonly precision: Precision;
  /** Whether statistics are of those cells that have a number; a sum never is. */
  readonly passesOver: boolean;
  readonly at: Position;
}

type Value = Quantity['value'];

/**
 * The number that a field of a datum stands for, made again exactly from the cells: a cell as it stands, or a sum, count,
 * average, share, ratio, difference of cells. Undefined where it is none of these, or does not come to what was drawn.
 */
export function deriveNumber(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const made = quantityOf(datum, field, deriving);
  // Vega works lines out in another order, so that more of their digits are lost.
  const tolerance = deriving.definitions.get(field)?.kind === 'line' ? 1e-6 : 1e-9;
  return made !== undefined && isDrawn(made.value, datum[field], tolerance) ? made : undefined;
}

/** The cell by whose number rows were put together: that of the first of them, since all are alike. */
export function deriveShared(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const [first] = datum[rowField] === undefined ? rowsBehind(datum) : [];
  if (first === undefined || deriving.definitions.has(field)) return undefined;
  return deriveNumber({ [rowField]: first, [field]: datum[field] }, field, deriving);
}

/** The number of an encoding that adds up, counts or chooses: vega-lite names what it makes. */
export function deriveEncoded(
  datum: JsonObject,
  { op, field }: { readonly op: string; readonly field: string | undefined },
  deriving: Deriving,
): Quantity | undefined {
  const name = op === 'count' ? '__count' : `${op}_${field ?? ''}`;
  const made = aggregated(datum, name, { kind: 'aggregate', op, field }, deriving);
  return made !== undefined && isDrawn(made.value, datum[name]) ? made : undefined;
}

/** Vega calculates in floating point: the two must be the same number but for that. */
function isDrawn(value: Value, drawn: unknown, tolerance = 1e-9): boolean {
  if (!isExact(value)) return drawn === null || drawn === undefined || drawn === 0 || Number.isNaN(drawn);
  const number = toNumber(value);
  return typeof drawn === 'number' && Math.abs(number - drawn) <= tolerance * Math.max(1, Math.abs(number));
}

function quantityOf(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const definition = deriving.definitions.get(field);
  if (definition === undefined) return cellOf(datum, field, deriving);
  const before = { ...deriving, definitions: definition.before };
  switch (definition.kind) {
    case 'calculate':
      return calculated(definition.expression, datum, before);
    case 'aggregate':
      return aggregated(datum, field, definition, before);
    case 'line':
      return lineOf(datum, field, definition, before)?.value;
    case 'window':
      return windowed(datum, field, definition, before);
    case 'fold':
      return cellOf(datum, String(datum[definition.key]), deriving);
    default:
      return undefined;
  }
}

function cellOf(datum: JsonObject, name: string, { dataset, at }: Deriving): Quantity | undefined {
  const row = dataset.rows[Number(datum[rowField] ?? Number.NaN)];
  const measure = dataset.fields.find((field) => field.role === 'measure' && field.name === name);
  return row === undefined || measure === undefined ? undefined : cellQuantity(dataset, row, measure, at);
}

function aggregated(
  datum: JsonObject,
  name: string,
  { op, field }: Extract<Definition, { kind: 'aggregate' }>,
  deriving: Deriving,
): Quantity | undefined {
  return ofMembers(op, membersIn(datum, name), field, deriving);
}

function ofMembers(
  op: string,
  members: readonly JsonObject[],
  field: string | undefined,
  deriving: Deriving,
): Quantity | undefined {
  if (op === 'count') return counted(members, deriving);
  if (op === 'valid' || op === 'missing') return countedBy(op, members, field, deriving);
  const parts = field === undefined ? undefined : partsOf(members, field, deriving);
  const known = op !== 'sum' && deriving.passesOver ? parts && knownOf(parts) : parts;
  if (known === undefined) return op === 'distinct' ? countedNames(members, field, deriving) : undefined;
  return combined(op, known);
}

/** A straight line through the cells behind a point of it: where it is there, how it rises, and how well it fits. */
export function lineOf(
  datum: JsonObject,
  name: string,
  { on, field, at }: Extract<Definition, { kind: 'line' }>,
  deriving: Deriving,
): Readonly<Record<'value' | 'slope' | 'determination', Quantity>> | undefined {
  const points = membersIn(datum, name).flatMap((member) => {
    const [x, y] = [placeOf(member, on, field, deriving), deriveNumber(member, field, deriving)];
    // Points that lack a number are drawn nowhere, and vega passes over them too.
    return x === undefined || y === undefined || !isExact(x.value) || !isExact(y.value) ? [] : [{ x, y }];
  });
  const place = points.find(({ x }) => isExact(x.value) && toNumber(x.value) === datum[at]);
  const [first] = points;
  if (place === undefined || first === undefined) return undefined;
  const all: readonly [Quantity, ...Quantity[]] = [
    first.x,
    first.y,
    ...points.slice(1).flatMap(({ x, y }) => [x, y]),
  ];
  const make = (
    operation: Line,
    operands: readonly [Quantity, ...Quantity[]],
    unit: string,
  ): Quantity | undefined => {
    const values = operands.flatMap(({ value }) => (isExact(value) ? [value] : []));
    const made = combine(operation, operands, lineStatistic(operation, values), unit);
    return made && { ...made, dataset: first.y.dataset, digits: Math.max(made.digits, first.y.digits) };
  };
  const per = first.x.operation === 'time' ? 'year' : first.x.unit;
  const value = make('line-value', [place.x, ...all], first.y.unit);
  const slope = make('slope', all, `${first.y.unit} per ${per}`);
  const determination = make('determination', all, '');
  return value && slope && determination && { value, slope, determination };
}

/** Where a row stands along the axis: a cell, or its year. */
function placeOf(member: JsonObject, on: string, field: string, deriving: Deriving): Quantity | undefined {
  const own = deriving.dataset.fields.find(({ name }) => name === on);
  if (own?.type !== 'year') return deriveNumber(member, on, deriving);
  const cell = deriveNumber(member, field, deriving);
  const year = Number(member[on]);
  if (cell?.operation !== 'value' || !Number.isInteger(year)) return undefined;
  return { ...cell, value: exact(year), unit: '', operation: 'time', digits: 0 };
}

/** What a window makes of the rows around one: an aggregate of them, a cell among them, or its place among all. */
function windowed(
  datum: JsonObject,
  name: string,
  { op, field, window, isDescending, param }: Extract<Definition, { kind: 'window' }>,
  deriving: Deriving,
): Quantity | undefined {
  const { rows, group, place } = windowAt(datum, name, window);
  if (field !== undefined && rankings.has(op))
    return ranked(datum, group, place, { op, field, isDescending }, deriving);
  const chosen = { lag: group[place - param], lead: group[place + param] }[op];
  if (field !== undefined && chosen !== undefined) return deriveNumber(chosen, field, deriving);
  if (op === 'first_value' || op === 'last_value') {
    const end = op === 'first_value' ? rows[0] : rows.at(-1);
    return end === undefined || field === undefined ? undefined : deriveNumber(end, field, deriving);
  }
  return ofMembers(op, rows, field, deriving);
}

/** The place of a row among those of its group: one more than there are before it. */
function ranked(
  datum: JsonObject,
  group: readonly JsonObject[],
  place: number,
  {
    op,
    field,
    isDescending,
  }: { readonly op: string; readonly field: string; readonly isDescending: boolean },
  deriving: Deriving,
): Quantity | undefined {
  const own = deriveNumber(datum, field, deriving);
  const others = partsOf(
    group.filter((_, index) => index !== place),
    field,
    deriving,
  );
  if (own === undefined || op === 'dense_rank') return undefined;
  const known: readonly [Quantity, ...Quantity[]] = [own, ...(others ?? [])];
  if (known.length !== group.length) return undefined;
  // A place in a row is a rank where no two are equal; where they are, it comes to another number than was drawn.
  return described(isDescending ? 'rank-from-top' : 'rank-from-bottom', known);
}

/** What each member contributes; undefined where there is none, or one of them cannot be made again. */
function partsOf(
  members: readonly JsonObject[],
  field: string,
  deriving: Deriving,
): readonly [Quantity, ...Quantity[]] | undefined {
  const parts = members.map((member) => deriveNumber(member, field, deriving));
  const known = parts.filter((part) => part !== undefined);
  const [first, ...rest] = known;
  return first === undefined || known.length !== parts.length ? undefined : [first, ...rest];
}

function knownOf(parts: readonly Quantity[]): readonly [Quantity, ...Quantity[]] | undefined {
  const [first, ...rest] = parts.filter(({ value }) => isExact(value));
  return first === undefined ? undefined : [first, ...rest];
}

/** What an aggregate of vega makes of numbers. */
function combined(op: string, known: readonly [Quantity, ...Quantity[]]): Quantity | undefined {
  const [first, ...rest] = known;
  const statistic = statisticOf(op);
  if (statistic !== undefined) return described(statistic, known);
  switch (op) {
    case 'sum':
      return rest.length === 0 ? first : combine('sum', [first, ...rest], sumOf(known), first.unit);
    case 'average':
    case 'mean': {
      const sum = sumOf(known);
      return combine(
        'average',
        [first, ...rest],
        isExact(sum) ? divide(sum, exact(known.length)) : sum,
        first.unit,
      );
    }
    case 'min':
    case 'max':
      return known.reduce((best, next) => (isBetter(next.value, best.value, op) ? next : best));
    default:
      return undefined;
  }
}

function isBetter(next: Value, best: Value, op: 'min' | 'max'): boolean {
  if (!isExact(next) || !isExact(best)) return isExact(next);
  return op === 'max' ? compare(next, best) > 0 : compare(next, best) < 0;
}

/** How many rows have a number of a measure, or none. */
function countedBy(
  op: 'valid' | 'missing',
  members: readonly JsonObject[],
  field: string | undefined,
  deriving: Deriving,
): Quantity | undefined {
  const { dataset } = deriving;
  const measure = dataset.fields.find(({ name, role }) => role === 'measure' && name === field);
  if (measure === undefined) return undefined;
  const chosen = members.filter((member) => {
    const cell = dataset.rows[Number(member[rowField] ?? Number.NaN)]?.measures[measure.name];
    return (cell !== undefined && isNumeric(cell)) === (op === 'valid');
  });
  return counted(chosen, deriving, measure);
}

/** How many different names of a field of words there are: a row for each. */
function countedNames(
  members: readonly JsonObject[],
  field: string | undefined,
  deriving: Deriving,
): Quantity | undefined {
  if (!deriving.dataset.fields.some(({ name, role }) => name === field && role !== 'measure'))
    return undefined;
  return counted([...new Map(members.map((member) => [member[field ?? ''], member])).values()], deriving);
}

/** How many rows there are: each is a cell of its first measure. */
function counted(
  members: readonly JsonObject[],
  { dataset, at }: Deriving,
  field: Field | undefined = dataset.fields.find(({ role }) => role === 'measure') ?? dataset.fields[0],
): Quantity | undefined {
  const rows = members.map((member) => dataset.rows[Number(member[rowField] ?? Number.NaN)]);
  const known = rows.filter((row) => row !== undefined);
  if (field === undefined || known.length !== rows.length) return undefined;
  return {
    kind: 'quantity',
    value: exact(known.length),
    unit: '',
    dataset: dataset.name,
    cells: known.map((row) => cellKey(dataset, row, field)),
    operation: 'count',
    digits: 0,
    illustrative: dataset.illustrative,
    at,
  };
}

/** What a `calculate` comes to, where it is a formula that the record of operations has. */
function calculated(node: ExpressionNode, datum: JsonObject, deriving: Deriving): Quantity | undefined {
  const inner = fieldOf(node);
  if (inner !== undefined) return quantityOf(datum, inner, deriving);
  const sides = sidesOf(node);
  if (sides === undefined) return undefined;
  const [left, right] = sides;
  const make = (each: ExpressionNode): Quantity | undefined => calculated(each, datum, deriving);
  const percent = percentOf(node);
  if (percent !== undefined) {
    const [part, whole] = percent.map(make);
    return part && whole && share(part, whole, deriving);
  }
  const [a, b] = [make(left), make(right)];
  if (a === undefined || b === undefined) return undefined;
  switch (node.operator) {
    case '+':
      return a.unit === b.unit ? combine('sum', [a, b], sumOf([a, b]), a.unit) : undefined;
    case '-':
      return a.unit === b.unit ? combine('difference', [a, b], differenceOf(a, b), a.unit) : undefined;
    case '/':
      return combine(
        'ratio',
        [a, b],
        quotientOf(a, b),
        a.unit === b.unit ? 'times' : `${a.unit} per ${b.unit}`,
      );
    default:
      return undefined;
  }
}

function sidesOf(node: ExpressionNode): readonly [ExpressionNode, ExpressionNode] | undefined {
  if (node.type !== 'BinaryExpression') return undefined;
  const [left, right] = childNodes(node);
  return left === undefined || right === undefined ? undefined : [left, right];
}

const isHundred = (node: ExpressionNode): boolean => node.type === 'Literal' && node.value === 100;

/** The part and the whole of `100 * a / b`, `a / b * 100` and `100 * (a / b)`. */
function percentOf(node: ExpressionNode): readonly [ExpressionNode, ExpressionNode] | undefined {
  const sides = sidesOf(node);
  if (sides === undefined) return undefined;
  const [left, right] = sides;
  if (node.operator === '*') {
    const of = isHundred(left) ? right : isHundred(right) ? left : undefined;
    return of?.operator === '/' ? sidesOf(of) : undefined;
  }
  const product = node.operator === '/' && left.operator === '*' ? sidesOf(left) : undefined;
  const part = product?.find((each) => !isHundred(each));
  return product?.some(isHundred) === true && part !== undefined ? [part, right] : undefined;
}

/** A share is of a whole that the part is in: a sum with its cells, a total, or the same row. */
function share(
  part: Quantity,
  whole: Quantity,
  deriving: Pick<Deriving, 'dataset' | 'precision'>,
): Quantity | undefined {
  if (part.unit !== whole.unit || !part.cells.every((cell) => isWithin(cell, whole))) return undefined;
  const quotient = quotientOf(part, whole);
  const value = quotient !== undefined && isExact(quotient) ? multiply(quotient, hundred) : quotient;
  const made = combine('share', [part, whole], value, '%');
  return made && { ...made, ...printedShare(part, whole, deriving) };
}

/** The share that a part is of the sum of some parts, as the policy of precision prints it; undefined of a missing one. */
export function partOfSum(
  part: Quantity,
  parts: readonly Quantity[],
  by: Pick<Deriving, 'dataset' | 'precision'>,
): Quantity | undefined {
  const [first, ...rest] = parts;
  const whole = first && combine('sum', [first, ...rest], sumOf(parts), first.unit);
  return whole && share(part, whole, by);
}

/** What the policy of precision makes of a share: as in sentences and tables. */
function printedShare(
  part: Quantity,
  whole: Quantity,
  { dataset, precision }: Pick<Deriving, 'dataset' | 'precision'>,
): Pick<Quantity, 'mostDigits' | 'fraction'> {
  const [few, base] = [numberOf(part), whole.value];
  const by = { data: dataBehind(dataset), operations: coreOperations };
  if (few === undefined || !isExact(base) || !isExact(part.value) || !isCount(whole, by)) return {};
  switch (printedOn(base, precision)) {
    case 'decimals':
      return {};
    case 'whole':
      return { mostDigits: 0 };
    case 'counts':
      return { fraction: { part: few, whole: base, form: 'of', digits: whole.digits } };
  }
}

function isWithin(cell: Quantity['cells'][number], { cells, operation }: Quantity): boolean {
  const isSame = (other: typeof cell): boolean =>
    other.dataset === cell.dataset && JSON.stringify(other.keys) === JSON.stringify(cell.keys);
  return cells.some(isSame) && (operation === 'sum' || cells.length === 1);
}

const numberOf = ({ value }: Quantity): Exact | undefined => addendOf(value);

function sumOf(parts: readonly Quantity[]): Value {
  return (
    missingSum(parts.map(({ value }) => value)) ??
    parts.reduce((sum, part) => add(sum, numberOf(part) ?? zero), zero)
  );
}

function differenceOf(a: Quantity, b: Quantity): Value {
  return missingSum([a.value, b.value]) ?? subtract(numberOf(a) ?? zero, numberOf(b) ?? zero);
}

function quotientOf(part: Quantity, whole: Quantity): Value | undefined {
  const missing = missingShare(part.value, whole.value);
  if (missing !== undefined) return missing;
  const [a, b] = [numberOf(part), numberOf(whole)];
  return a === undefined || b === undefined || b.numerator <= 0n ? undefined : divide(a, b);
}

type Line = keyof typeof regression;
type Made = Line | 'sum' | 'average' | 'share' | 'ratio' | 'difference' | Statistic;

/** A statistic is printed with a decimal, and with those of its numbers where they have more. */
function digitsOf(operation: Made, operands: readonly Quantity[]): number {
  const { digits } = coreOperations[operation];
  const most = greatest(operands.map((each) => each.digits));
  if (digits === undefined) return most;
  return Object.hasOwn(statistics, operation) && digits > 0 ? Math.max(digits, most) : digits;
}

/** A statistic of numbers that are all known: of what is missing vega would say nothing. */
function described(operation: Statistic, known: readonly [Quantity, ...Quantity[]]): Quantity | undefined {
  const values = known.flatMap(({ value }) => (isExact(value) ? [value] : []));
  if (values.length < known.length) return undefined;
  const [{ unit }] = known;
  return combine(operation, known, statisticOver(operation, values), unitAfter(operation, unit));
}

function combine(
  operation: Made,
  operands: readonly [Quantity, ...Quantity[]],
  value: Value | undefined,
  unit: string,
): Quantity | undefined {
  if (value === undefined) return undefined;
  const [first] = operands;
  const arePlain = operands.every((operand) => operand.operation === 'value');
  return {
    kind: 'quantity',
    value,
    unit,
    dataset: first.dataset,
    cells: operands.flatMap(({ cells }) => cells),
    operation,
    ...(arePlain
      ? {}
      : {
          operands: operands.map((each) => ({
            value: each.value,
            operation: each.operation,
            cells: each.cells,
            ...(each.operands === undefined ? {} : { operands: each.operands }),
          })),
        }),
    digits: digitsOf(operation, operands),
    ...united(operands),
    illustrative: operands.some(({ illustrative }) => illustrative),
    at: first.at,
  };
}
