import { isExact, type Quantity } from '../../model/quantity.js';
import { rowField } from '../rows.js';
import type { JsonObject } from '../spec.js';
import { knownOf } from './aggregates.js';
import { combine, parameterOf } from './combine.js';
import type { Definition } from './definition.js';
import { imputedField } from './imputing.js';
import { membersIn, windowAt } from './members.js';

/** A cell as it stands, or what was put in its place. */
export function imputedAt(
  datum: JsonObject,
  field: string,
  { method, value, window }: Extract<Definition, { kind: 'imputed' }>,
  {
    cellOf,
    ofMembers,
  }: {
    readonly cellOf: (datum: JsonObject) => Quantity | undefined;
    readonly ofMembers: (op: string, rows: readonly JsonObject[]) => Quantity | undefined;
  },
): Quantity | undefined {
  const own = datum[rowField] === undefined ? undefined : cellOf(datum);
  const isKnown = (row: JsonObject): boolean => {
    const cell = row[rowField] === undefined ? undefined : cellOf(row);
    return cell !== undefined && isExact(cell.value);
  };
  if (own !== undefined && (isExact(own.value) || method === 'value')) return own;
  if (method === 'value') {
    const group = membersIn(datum, field).filter(isKnown);
    return imputedAmong(
      value,
      group.flatMap((row) => cellOf(row) ?? []),
    );
  }
  const made = ofMembers(method, windowAt(datum, imputedField(field), window).rows.filter(isKnown));
  return made && marked(combine('imputed', [made], made.value, made.unit));
}

/** A number that is stated in the place of one, among some that are known. */
export function imputedAmong(stated: unknown, group: readonly Quantity[]): Quantity | undefined {
  const known = knownOf(group);
  const number = parameterOf(stated, known?.[0]);
  return known && number && marked(combine('imputed', [number, ...known], number.value, known[0].unit));
}

/** What is put in is as good as an estimate. */
const marked = (made: Quantity | undefined): Quantity | undefined =>
  made && { ...made, marks: [...new Set([...(made.marks ?? []), 'e' as const])] };
