import { type Exact, finiteDigits, fromDouble } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { childNodes } from '../check/expression.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { imputedField } from '../rows.js';
import type { JsonObject } from '../spec.js';
import { combine } from './combine.js';
import type { Definition, Definitions, Placed } from './definitions.js';
import { definitionsBehind, fieldsOf, rankings } from './definitions.js';
import { cellOf, type Deriving } from './deriving.js';
import { isOfNumbers, mixesUnits, numbersIn } from './expressions.js';
import { membersIn, windowAt } from './members.js';

/** Significant digits of a number by Vega that are kept: what comes after them may be another on another machine. */
const keptDigits = 12;

/** The number of a field that only Vega calculates, with the cells behind it; undefined where one of these is missing. */
export function quantityByVega(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const value = datum[field];
  const definition = deriving.definitions.get(field);
  if (definition === undefined || typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (transformOf(definition) === undefined) return undefined;
  const all = cellsBehind(datum, field, deriving);
  // Rows that are only counted may lack a number.
  const known = countsRows(definition) ? all : all.filter((cell) => isExact(cell.value));
  const [first, ...rest] = known;
  const behind = definitionsBehind(field, deriving.definitions);
  const isMissing = known.length < all.length && !passesOver(definition, behind, deriving);
  if (first === undefined || isMissing || !isMadeOfData(datum, field, deriving)) return undefined;
  const number = fromDouble(Number(value.toPrecision(keptDigits)));
  const made = combine('vega', [first, ...rest], number, unitOf(definition, known));
  // From the first that was applied to the last.
  const transforms = [...new Set(behind.toReversed().flatMap((each) => transformOf(each) ?? []))];
  const quantity: Quantity = {
    ...made,
    digits: digitsOf(definition, number, made.digits, behind),
    vega: { transform: transforms.join(', '), ...deriving.flow, unit: '', item: 0, field },
  };
  return definition.kind === 'imputed' ? asPutIn(quantity) : quantity;
}

/** What of Vega calculates a field; undefined for names, places, and cells as they stand. */
function transformOf(definition: Definition): string | undefined {
  switch (definition.kind) {
    case 'calculate':
      return 'calculate';
    case 'aggregate':
    case 'window':
      return `${definition.kind} ${definition.op}`;
    case 'pivoted':
      return `pivot ${definition.op}`;
    case 'imputed':
      return 'impute';
    case 'curve':
      return definition.transform;
    default:
      return undefined;
  }
}

/** The cells that a number was made from, each once, missing ones too. */
function cellsBehind(datum: JsonObject, field: string, deriving: Deriving): readonly Quantity[] {
  const found = new Map<string, Quantity>();
  for (const step of stepsBehind(datum, field, deriving)) {
    const cell = step.definition === undefined ? cellOf(step.datum, step.field, deriving) : undefined;
    if (cell !== undefined) found.set(JSON.stringify(cell.cells), cell);
  }
  return [...found.values()];
}

/** A field of a row, and what makes it; absent where it is a cell. */
interface Step {
  readonly datum: JsonObject;
  readonly field: string;
  readonly definition?: Placed;
}

/** A field of a datum, and all that it was made from, through aggregates, windows and curves too. */
export function* stepsBehind(
  datum: JsonObject,
  field: string,
  deriving: Pick<Deriving, 'definitions' | 'dataset' | 'at'>,
): Generator<Step> {
  const definition = deriving.definitions.get(field);
  yield { datum, field, ...(definition && { definition }) };
  if (definition === undefined) return;
  const read = fieldsOf(definition);
  const before = { ...deriving, definitions: definition.before };
  if (read.length === 0) yield* cellsRead(datum, field, definition, deriving);
  else
    for (const row of rowsOf(datum, field, definition))
      for (const name of read) yield* stepsBehind(row, name, before);
}

/** The cells of what reads no field by its name. */
function cellsRead(
  datum: JsonObject,
  field: string,
  definition: Placed,
  { dataset, at }: Pick<Deriving, 'dataset' | 'at'>,
): readonly Step[] {
  if (definition.kind === 'fold') return [{ datum, field: String(datum[definition.key]) }];
  if (definition.kind === 'imputed') {
    const own = cellOf(datum, field, { dataset, at });
    if (own !== undefined && isExact(own.value)) return [{ datum, field }];
    const around = [imputedField(field), field].flatMap((name) => membersIn(datum, name));
    return around.map((row) => ({ datum: row, field }));
  }
  // Rows that are only counted are told by their first measure.
  const counted = dataset.fields.find(({ role }) => role === 'measure')?.name ?? '';
  return rowsOf(datum, field, definition).map((row) => ({ datum: row, field: counted }));
}

/** The rows in which a definition reads its fields for a number of a datum. */
function rowsOf(datum: JsonObject, field: string, definition: Definition): readonly JsonObject[] {
  switch (definition.kind) {
    case 'calculate':
      return [datum];
    case 'window':
      return rankings.has(definition.op) ? membersIn(datum, field) : windowAt(datum, field, definition);
    case 'pivoted':
      return membersIn(datum, field).filter((row) => String(row[definition.by]) === definition.name);
    default:
      return membersIn(datum, field);
  }
}

/** In JavaScript a missing number counts as 0: there is nothing to calculate with. */
const lacksNumber = (datum: JsonObject, expression: ExpressionNode): boolean =>
  numbersIn(expression).some((name) => !Number.isFinite(datum[name]));

const countsRows = (definition: Definition): boolean =>
  (definition.kind === 'window' || definition.kind === 'aggregate') && definition.op === 'count';

/**
 * Vega leaves out points that lack a number, and an imputation is there for them; of what else lacks one its author
 * must say so. A sum lacks what its parts do.
 */
const passesOver = (definition: Definition, behind: readonly Definition[], deriving: Deriving): boolean =>
  !behind.some((each) => 'op' in each && (each.op === 'sum' || each.op === 'product')) &&
  (deriving.passesOver ||
    definition.kind === 'imputed' ||
    // What a curve goes through may itself have passed over some, without a reason.
    (definition.kind === 'curve' && definition.isThrough && behind.length === 1));

/** True for a number of which every calculation is of numbers of the data, alike, and none of them missing. */
function isMadeOfData(datum: JsonObject, field: string, deriving: Deriving): boolean {
  const { definitions, dataset } = deriving;
  if (!isOfData(field, definitions, dataset)) return false;
  for (const { datum: row, definition } of stepsBehind(datum, field, deriving)) {
    if (definition?.kind !== 'calculate') continue;
    const { expression, before } = definition;
    const unitsOf = (name: string): readonly string[] =>
      cellsBehind(row, name, { ...deriving, definitions: before }).map(({ unit }) => unit);
    if (lacksNumber(row, expression) || mixesUnits(expression, unitsOf)) return false;
  }
  return true;
}

/** What is made of numbers where all is numbers that it reads. */
const ofNumbers: ReadonlySet<string> = new Set(['aggregate', 'window', 'pivoted', 'curve', 'fold']);

/** True for a field whose numbers are made of measures alone: places are none, and what its author states hides them. */
function isOfData(name: string, definitions: Definitions, dataset: Deriving['dataset']): boolean {
  const own = definitions.get(name);
  if (own === undefined) return dataset.fields.some((field) => field.name === name && isMeasure(field));
  const { before } = own;
  const isNumber = (field: string): boolean => isOfData(field, before, dataset);
  if (own.kind === 'imputed') return isNumber(name);
  if (own.kind === 'calculate') {
    const names = dataset.fields.filter((field) => !isMeasure(field) && !before.has(field.name));
    const isName = (field: string): boolean => names.some((each) => each.name === field);
    return isOfNumbers(own.expression, { isNumber, isName });
  }
  // A curve may go along what is no number of the data: years.
  const along = own.kind === 'curve' ? own.fields.slice(0, -1) : [];
  const isAxis = (field: string): boolean =>
    along.includes(field) && ['time', undefined].includes(before.get(field)?.kind);
  return ofNumbers.has(own.kind) && fieldsOf(own).every((field) => isAxis(field) || isNumber(field));
}

const isMeasure = ({ role }: Deriving['dataset']['fields'][number]): boolean => role === 'measure';

/** Operations whose numbers have no unit, and those that choose or add up numbers as they are. */
const unitless: ReadonlySet<string> = new Set([
  ...rankings,
  'count',
  'distinct',
  'product',
  'valid',
  'missing',
]);
const choosing: ReadonlySet<string> = new Set([
  'sum',
  'min',
  'max',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
]);

function unitOf(definition: Definition, cells: readonly Quantity[]): string {
  const of = definition.kind === 'curve' ? cells.slice(-1) : cells;
  const units = new Set(of.map(({ unit }) => unit));
  const [unit = ''] = units.size === 1 ? units : [];
  switch (definition.kind) {
    case 'calculate':
      return isLinear(definition.expression) ? unit : '';
    case 'curve':
      return definition.transform === 'density' ? '' : unit;
    case 'aggregate':
    case 'window':
      if (/^variancep?$/.test(definition.op)) return unit === '' ? '' : `${unit}²`;
      return unitless.has(definition.op) ? '' : unit;
    default:
      return unit;
  }
}

/** True for an expression whose numbers are of the unit of those that it reads. */
const isLinear = (node: ExpressionNode): boolean =>
  !['*', '/', '%'].includes(String(node.operator)) &&
  node.type !== 'CallExpression' &&
  childNodes(node).every(isLinear);

/** Decimals of what an expression comes to that are worth printing: a third has none of its own. */
const mostDecimals = 3;

/** The decimals of the data where numbers are chosen or added up, none where it is a place in a row, else one at least. */
function digitsOf(
  definition: Definition,
  value: Exact,
  digits: number,
  behind: readonly Definition[],
): number {
  const op = definition.kind === 'window' || definition.kind === 'aggregate' ? definition.op : '';
  if (unitless.has(op) && op !== 'product') return op === 'cume_dist' ? 2 : 0;
  const own = finiteDigits(value) ?? mostDecimals + 1;
  if (definition.kind === 'calculate' && own <= mostDecimals) return Math.max(digits, own);
  const isAsData = own === 0 && definition.kind === 'imputed';
  return isAsData || behind.every(keepsDecimals) ? digits : Math.max(digits, 1);
}

function keepsDecimals(definition: Definition): boolean {
  switch (definition.kind) {
    case 'calculate':
      return isLinear(definition.expression);
    case 'aggregate':
    case 'window':
      return choosing.has(definition.op);
    default:
      return definition.kind === 'fold';
  }
}

/** A number that Vega-Lite puts in by itself, among cells that are known. */
export function putInByVega(
  value: number,
  field: string,
  around: readonly Quantity[],
  { flow }: Pick<Deriving, 'flow'>,
): Quantity | undefined {
  const [first, ...rest] = around.filter((cell) => isExact(cell.value));
  if (first === undefined) return undefined;
  const made = combine('vega', [first, ...rest], fromDouble(value), first.unit);
  return asPutIn({ ...made, vega: { transform: 'impute', ...flow, unit: '', item: 0, field } });
}

/** What is put in is as good as an estimate. */
const asPutIn = (made: Quantity): Quantity => ({
  ...made,
  marks: [...new Set([...(made.marks ?? []), 'e' as const])],
});
