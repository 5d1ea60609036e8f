import { toNumber } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { rowField } from '../rows.js';
import type { JsonObject } from '../spec.js';
import { combined, counted, countedBy, countedNames, knownOf } from './aggregates.js';
import { quantityByVega } from './by-vega.js';
import type { Some } from './combine.js';
import { cellOf, type Deriving } from './deriving.js';
import { calculated } from './expressions.js';
import { membersIn, rowsBehind } from './members.js';

/**
 * The number that a field of a datum stands for: a cell as it stands, what operations calculate of cells, or what Vega does. Undefined
 * where no cells are behind it, or one of them is missing.
 */
export function deriveNumber(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const made = quantityOf(datum, field, deriving);
  if (made === undefined) return quantityByVega(datum, field, deriving);
  return isDrawn(made.value, datum[field]) ? made : undefined;
}

/** The number as operations calculate it; undefined where none does, or it does not come to what is drawn. */
function operated(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const made = quantityOf(datum, field, deriving);
  return made !== undefined && isDrawn(made.value, datum[field]) ? made : undefined;
}

/** Vega adds up in floating point, in which a few last digits are lost. */
function isDrawn(value: Quantity['value'], drawn: unknown): boolean {
  if (!isExact(value)) return drawn === null || drawn === undefined || drawn === 0 || Number.isNaN(drawn);
  const number = toNumber(value);
  return typeof drawn === 'number' && Math.abs(number - drawn) <= 1e-9 * Math.max(1, Math.abs(number));
}

/** The cell by whose number rows were put together: that of the first of them, since all are alike; behind a window there are others. */
export function deriveShared(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  if (datum[rowField] !== undefined || deriving.definitions.has(field)) return undefined;
  for (const row of rowsBehind(datum)) {
    const made = operated({ [rowField]: row, [field]: datum[field] }, field, deriving);
    if (made !== undefined) return made;
  }
  return undefined;
}

/** What operations make of a field of a datum; undefined of what only Vega calculates. */
export function quantityOf(datum: JsonObject, field: string, deriving: Deriving): Quantity | undefined {
  const definition = deriving.definitions.get(field);
  if (definition === undefined) return cellOf(datum, field, deriving);
  const before = { ...deriving, definitions: definition.before };
  switch (definition.kind) {
    case 'calculate':
      return calculated(definition.expression, (inner) => quantityOf(datum, inner, before), before);
    case 'aggregate':
      return ofMembers(definition.op, membersIn(datum, field), definition.field, before);
    case 'pivoted': {
      const members = membersIn(datum, field).filter((row) => String(row[definition.by]) === definition.name);
      return members.length === 0 ? undefined : ofMembers(definition.op, members, definition.field, before);
    }
    case 'imputed': {
      const own = datum[rowField] === undefined ? undefined : quantityOf(datum, field, before);
      return own !== undefined && isExact(own.value) ? own : undefined;
    }
    case 'fold':
      return cellOf(datum, String(datum[definition.key]), deriving);
    default:
      return undefined;
  }
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
  if (parts === undefined) return op === 'distinct' ? countedNames(members, field, deriving) : undefined;
  const known = op !== 'sum' && deriving.passesOver ? knownOf(parts) : parts;
  return known && combined(op, known);
}

/** What each member contributes; undefined where there is none, or one of them is not calculated by operations. */
function partsOf(members: readonly JsonObject[], field: string, deriving: Deriving): Some | undefined {
  const parts = members.map((member) => operated(member, field, deriving));
  const known = parts.filter((part) => part !== undefined);
  const [first, ...rest] = known;
  return first === undefined || known.length !== parts.length ? undefined : [first, ...rest];
}
