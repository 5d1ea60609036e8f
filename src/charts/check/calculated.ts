import { addendOf } from '../../model/dataset/missing.js';
import { isNumeric, type Value } from '../../model/dataset/value.js';
import { isObject, type JsonObject } from '../spec.js';
import type { CheckContext } from './context.js';
import { fieldsIn } from './expression.js';

/** The fields of the dataset that each calculated field of a chart was made from, by its name. */
export type CalculatedFields = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads off a spec what its `calculate` transforms are made from, through each other too. */
export function calculatedFields(spec: JsonObject, { parseExpression }: CheckContext): CalculatedFields {
  const made = new Map<string, ReadonlySet<string>>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) visit(part);
    if (!isObject(value)) return;
    if (typeof value.calculate === 'string' && typeof value.as === 'string') {
      const read = fieldsIn(parseExpression(value.calculate));
      const bases = read.flatMap((name) => [...(made.get(name) ?? [name])]);
      made.set(value.as, new Set([...(made.get(value.as) ?? []), ...bases]));
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(spec);
  return made;
}

/** True for a cell that no calculation may take for a number: in JavaScript a missing one counts as 0. */
export function isUnknown(cell: Value | undefined): boolean {
  return cell !== undefined && !isNumeric(cell) && addendOf(cell) === undefined;
}
