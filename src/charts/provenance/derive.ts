import { cellQuantity } from '../../model/dataset/cell.js';
import { toNumber } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { rowField } from '../rows.js';
import type { JsonObject } from '../spec.js';
import { combined, counted, countedBy, countedNames, described, knownOf } from './aggregates.js';
import { parameterOf, type Some } from './combine.js';
import type { Definition } from './definition.js';
import { type DensityNumbers, densityAt } from './densities.js';
import type { Deriving } from './deriving.js';
import { calculated } from './expressions.js';
import { type OrderedField, rankings } from './frames.js';
import { imputedAt } from './imputed.js';
import { lineOf } from './lines.js';
import { membersIn, rowsBehind, windowAt } from './members.js';

type Value = Quantity['value'];

/**
 * The number that a field of a datum stands for, made again exactly from the cells: a cell as it stands, or a sum, count,
 * average, share, ratio, difference of cells. Undefined where it is none of these, or does not come to what was drawn.
 */
export function deriveNumber(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const made = quantityOf(datum, field, deriving);
  const kind = deriving.definitions.get(field)?.kind;
  if (kind === 'density' && made !== undefined) return isDense(made.value, datum[field]) ? made : undefined;
  // Vega works lines out in another order, so that more of their digits are lost.
  const tolerance = kind === 'line' ? 1e-6 : 1e-9;
  return made !== undefined && isDrawn(made.value, datum[field], tolerance) ? made : undefined;
}

/** The cell by whose number rows were put together: that of the first of them, since all are alike; behind a window there are others. */
export function deriveShared(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  if (datum[rowField] !== undefined || deriving.definitions.has(field)) return undefined;
  for (const row of rowsBehind(datum)) {
    const made = deriveNumber({ [rowField]: row, [field]: datum[field] }, field, deriving);
    if (made !== undefined) return made;
  }
  return undefined;
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

/** Densities are as small as their unit is: they are compared by their digits. */
const isDense = (value: Value, drawn: unknown): boolean =>
  isExact(value) &&
  typeof drawn === 'number' &&
  Math.abs(toNumber(value) - drawn) <= 1e-6 * Math.abs(drawn) + 1e-16;

function quantityOf(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const definition = deriving.definitions.get(field);
  if (definition === undefined) return cellOf(datum, field, deriving);
  const before = { ...deriving, definitions: definition.before };
  switch (definition.kind) {
    case 'calculate':
      return calculated(definition.expression, (inner) => quantityOf(datum, inner, before), {
        ...before,
        datum,
      });
    case 'aggregate':
      return aggregated(datum, field, definition, before);
    case 'pivoted': {
      const { by, name, op, field: of } = definition;
      const members = membersIn(datum, field).filter((row) => String(row[by]) === name);
      return members.length === 0 ? undefined : ofMembers(op, members, of, before);
    }
    case 'imputed':
      return imputedAt(datum, field, definition, {
        cellOf: (row) => quantityOf(row, field, before),
        ofMembers: (op, rows) => ofMembers(op, rows, field, before),
      });
    case 'margin':
      return ofMembers('margin', membersIn(datum, definition.of), definition.field, before);
    case 'line':
      return deriveLine(datum, field, definition, before)?.value;
    case 'quantile':
      return quantileOf(datum, field, definition, before);
    case 'density':
      return deriveDensity(datum, field, definition, before)?.value;
    case 'window':
      return windowed(datum, field, definition, before);
    case 'fold':
      return cellOf(datum, String(datum[definition.key]), deriving);
    default:
      return undefined;
  }
}

/** A straight line through the cells behind a point of it. */
export function deriveLine(
  datum: JsonObject,
  name: string,
  definition: Extract<Definition, { kind: 'line' }>,
  deriving: Deriving,
): ReturnType<typeof lineOf> {
  return lineOf(datum, name, definition, (row, field) => deriveNumber(row, field, deriving), deriving);
}

/** The density of the cells behind a point of it. Vega takes a missing number for 0, so none may be missing. */
export function deriveDensity(
  datum: JsonObject,
  name: string,
  definition: Extract<Definition, { kind: 'density' }>,
  deriving: Deriving,
): DensityNumbers | undefined {
  const parts = partsOf(membersIn(datum, name), definition.field, deriving);
  return parts && densityAt(datum[definition.at], parts, definition);
}

/** The quantile of the cells behind it, at the part that its datum states. */
function quantileOf(
  datum: JsonObject,
  name: string,
  { field, at }: Extract<Definition, { kind: 'quantile' }>,
  deriving: Deriving,
): Quantity | undefined {
  const parts = partsOf(membersIn(datum, name), field, deriving);
  const known = deriving.passesOver ? parts && knownOf(parts) : parts;
  const part = parameterOf(datum[at], known?.[0]);
  return part && known && described('quantile', [part, ...known], known[0].unit);
}

/** The cell of a measure in a row. */
export const deriveCell = (row: number, name: string, deriving: Deriving): Quantity | undefined =>
  cellOf({ [rowField]: row }, name, deriving);

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

/** What a window makes of the rows around one: an aggregate of them, a cell among them, or its place among all. */
function windowed(
  datum: JsonObject,
  name: string,
  { op, field, window, isDescending, param, order }: Extract<Definition, { kind: 'window' }>,
  deriving: Deriving,
): Quantity | undefined {
  const { rows, group, place } = windowAt(datum, name, window);
  if (order.kind === 'any' && order.by.length > 1 && op === 'rank')
    return rankedBy(datum, { group, place, by: order.by }, deriving);
  if (field !== undefined && rankings.has(op))
    return ranked(datum, group, place, { op, field, isDescending, param }, deriving);
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
    param,
  }: {
    readonly op: string;
    readonly field: string;
    readonly isDescending: boolean;
    readonly param: number;
  },
  deriving: Deriving,
): Quantity | undefined {
  const own = deriveNumber(datum, field, deriving);
  const others = partsOf(
    group.filter((_, index) => index !== place),
    field,
    deriving,
  );
  if (own === undefined) return undefined;
  const known: Some = [own, ...(others ?? [])];
  if (known.length !== group.length) return undefined;
  if (op === 'ntile') {
    const count = parameterOf(param, own);
    return count && described(isDescending ? 'ntile-from-top' : 'ntile-from-bottom', [count, ...known]);
  }
  // A place in a row is a rank where no two are equal; where they are, it comes to another number than was drawn.
  const kind = op === 'dense_rank' ? 'rank-dense' : op === 'cume_dist' ? 'rank-share' : 'rank';
  return described(isDescending ? `${kind}-from-top` : `${kind}-from-bottom`, known);
}

/** The place of a row by several fields, each of which decides where those before it are equal. */
function rankedBy(
  datum: JsonObject,
  {
    group,
    place,
    by,
  }: { readonly group: readonly JsonObject[]; readonly place: number; readonly by: readonly OrderedField[] },
  deriving: Deriving,
): Quantity | undefined {
  const others = group.filter((_, index) => index !== place);
  const parts = [datum, ...others].flatMap((row) =>
    by.map(({ field }) => deriveNumber(row, field, deriving)),
  );
  const known = parts.filter((part) => part !== undefined);
  const [first] = known;
  if (first === undefined || known.length < parts.length) return undefined;
  // Below zero where the least comes first.
  const stated = [by.length, ...by.map(({ isDescending }) => (isDescending ? 1 : -1))].map((each) =>
    parameterOf(each, first),
  );
  const [count, ...ways] = stated.filter((each) => each !== undefined);
  return count && described('rank-by-several', [count, ...ways, ...known], '');
}

/** What each member contributes; undefined where there is none, or one of them cannot be made again. */
function partsOf(members: readonly JsonObject[], field: string, deriving: Deriving): Some | undefined {
  const parts = members.map((member) => deriveNumber(member, field, deriving));
  const known = parts.filter((part) => part !== undefined);
  const [first, ...rest] = known;
  return first === undefined || known.length !== parts.length ? undefined : [first, ...rest];
}
