/** What is left open where a number is missing. It is known from the second drawing on: the first finds out which rows there are. */
import type { Field } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { isOfCurve } from '../provenance/members.js';
import { derivedFields } from '../rows.js';
import { type JsonObject, toObject } from '../spec.js';
import { isTime } from '../times.js';
import { encodedField, isPath, type Unit } from '../unit.js';
import { type Composition, isFirstDrawing } from './composition.js';
import { isMoment } from './temporal.js';

/** A mark from one field to another needs both: vega-lite would take a missing end for zero, or for 1970. */
export function withBothEnds({ channels }: Unit, composition: Composition): readonly JsonObject[] {
  if (isFirstDrawing(composition)) return [];
  const { fields } = composition.dataset;
  return ['x2', 'y2'].flatMap((name) => {
    const field = encodedField(channels[name]?.definition, fields);
    if (field === undefined) return [];
    const end = field.type === 'date' ? derivedFields(fields.indexOf(field)).moment : field.name;
    return [{ filter: `isValid(datum[${JSON.stringify(end)}])` }];
  });
}

/**
 * Breaks a line or an area at years and days for which there is no row: a stroke over them would say a number that nobody
 * has. Each line of each panel is broken by itself.
 */
export function breaksAtGaps(unit: Unit, { dataset, layout }: Composition): readonly JsonObject[] {
  const definition = toObject(unit.channels.x?.definition);
  const x = encodedField(definition, dataset.fields);
  const y = encodedField(unit.channels.y?.definition, dataset.fields);
  const rows = layout.reached?.[unit.name] ?? [];
  // A curve has points where it is drawn, and no rows.
  if (x === undefined || y === undefined || !isPathOfCells(unit, x, y) || rows.some(isOfCurve)) return [];
  const key = isMoment(definition, x) ? derivedFields(dataset.fields.indexOf(x)).moment : x.name;
  const places = (ownOf(layout.shown, x.name) ?? [])
    .filter((value) => value !== x.total)
    .map((value) => placeOf(value, x, key));
  const groupby = lineFields(unit);
  const placesByLine = new Map<string, Set<unknown>>();
  for (const row of rows) {
    const line = JSON.stringify(groupby.map((name) => row[name]));
    placesByLine.set(line, (placesByLine.get(line) ?? new Set()).add(row[key]));
  }
  const isWhole = [...placesByLine.values()].every((own) => places.every((place) => own.has(place)));
  return isWhole ? [] : [{ impute: y.name, key, keyvals: places, value: null, groupby }];
}

/** True for a line or an area through times whose heights are cells. */
function isPathOfCells(unit: Unit, x: Field, y: Field): boolean {
  const isMeasured = y.role === 'measure' && unit.channels.y?.definition.aggregate === undefined;
  return isPath(unit) && isTime(x) && isMeasured;
}

/** A year or day as it stands in the rows that vega gets. */
function placeOf(value: string, { name, type }: Field, key: string): string | number {
  if (type === 'year') return Number(value);
  return key === name ? value : Date.parse(value);
}

/** The fields that tell the lines and the panels of a unit apart. */
function lineFields({ channels, mark }: Unit): readonly string[] {
  const places = ['x', 'x2', 'y', 'y2', 'text', 'order', ...(mark === 'trail' ? ['size'] : [])];
  const own = Object.entries(channels).flatMap(([name, { definition }]) =>
    places.includes(name) || typeof definition.field !== 'string' ? [] : [definition.field],
  );
  return [...new Set(own)];
}
