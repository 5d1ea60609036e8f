import type { Row } from '../../model/dataset.js';
import { addendOf } from '../../model/missing.js';
import { isNumeric, type Value } from '../../model/value.js';
import type { Datums } from '../composition.js';
import { rowField } from '../rows.js';
import { isObject, type JsonObject } from '../spec.js';
import { isCategorical, type Unit } from '../unit.js';
import { type CheckContext, report } from './context.js';
import { childNodes, fieldOf } from './expression.js';

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

function fieldsIn(node: Parameters<typeof fieldOf>[0]): readonly string[] {
  const own = fieldOf(node);
  if (own !== undefined) return [own];
  return isObject(node) ? childNodes(node as Parameters<typeof childNodes>[0]).flatMap(fieldsIn) : [];
}

/** True for a cell that no calculation may take for a number: in JavaScript a missing one counts as 0. */
export function isUnknown(cell: Value | undefined): boolean {
  return cell !== undefined && !isNumeric(cell) && addendOf(cell) === undefined;
}

/** Channels in which a number is seen. */
const measured = ['x', 'y', 'x2', 'y2', 'size', 'color', 'fill', 'opacity', 'theta'];

/**
 * Checks what a chart calculated row by row: no number where the data have none, and no category under the name of
 * another.
 */
export function checkCalculated(
  units: readonly Unit[],
  drawn: Readonly<Record<string, Datums>>,
  context: CheckContext,
): void {
  const made = calculatedFields(context.chart.spec, context);
  for (const unit of units) {
    for (const [channel, { definition, pointer }] of Object.entries(unit.channels)) {
      const bases = typeof definition.field === 'string' ? made.get(definition.field) : undefined;
      if (bases === undefined) continue;
      for (const datum of drawn[unit.name] ?? []) {
        const row = context.dataset.rows[Number(datum[rowField])];
        const fault =
          row === undefined
            ? undefined
            : faultOf(datum[String(definition.field)], channel, row, bases, context);
        if (fault === undefined) continue;
        report(context, fault[0], pointer, fault[1], { hint: fault[2] });
        break;
      }
    }
  }
}

type Fault = readonly [code: 'chart/missing-value' | 'chart/scale', message: string, hint: string];

function faultOf(
  value: unknown,
  channel: string,
  row: Row,
  bases: ReadonlySet<string>,
  context: CheckContext,
): Fault | undefined {
  const at = `${row.origin.file}:${row.origin.line}`;
  const lost = [...bases].find((name) => isUnknown(row.measures[name]));
  if (
    lost !== undefined &&
    typeof value === 'number' &&
    Number.isFinite(value) &&
    measured.includes(channel)
  ) {
    const message = `Unexpected ${value} drawn for a missing \`${lost}\` (${at}), expected a gap`;
    return ['chart/missing-value', message, `filter with \`isValid(datum.${lost})\` before it is calculated`];
  }
  const foreign = typeof value === 'string' ? foreignName(value, row, bases, context) : undefined;
  if (foreign === undefined) return undefined;
  const message = `Unexpected name \`${String(value)}\` for the category \`${foreign}\` (${at}), expected its own or one that no category has`;
  return ['chart/scale', message, 'change labels in the data package'];
}

/** The category of a row that a calculated name passes for another one; undefined where it does not. */
function foreignName(
  text: string,
  row: Row,
  bases: ReadonlySet<string>,
  { dataset }: CheckContext,
): string | undefined {
  const isSame = (a: string): boolean => a.toLowerCase() === text.trim().toLowerCase();
  for (const field of dataset.fields) {
    if (!bases.has(field.name) || !isCategorical(field)) continue;
    const key = field.role === 'dimension' ? row.keys[field.name] : row.attributes[field.name];
    const named = field.categories.filter(({ value, label }) => isSame(value) || isSame(label));
    if (named.length > 0 && named.every(({ value }) => value !== key)) return key;
  }
  return undefined;
}
