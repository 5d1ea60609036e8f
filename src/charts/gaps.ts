import type { Field } from '../model/dataset.js';
import { ownOf } from '../model/own.js';
import type { Composition } from './composition.js';
import { isOfCurve } from './provenance/curves.js';
import { derivedFields } from './rows.js';
import type { JsonObject } from './spec.js';
import { isMoment } from './temporal.js';
import { isTime } from './time-labels.js';
import { encodedField, type Unit } from './unit.js';

/**
 * The transform that breaks a line or an area at years and days for which there is no row: a stroke over them would say
 * a number that nobody has. What is added belongs to one line of one panel; undefined where nothing is missing.
 */
export function breakAtGaps(unit: Unit, { dataset, layout }: Composition): JsonObject | undefined {
  const definition = unit.channels.x?.definition;
  const x = encodedField(definition, dataset.fields);
  const y = encodedField(unit.channels.y?.definition, dataset.fields);
  const isPath = unit.mark === 'line' || unit.mark === 'area' || unit.mark === 'trail';
  if (!isPath || definition === undefined || x === undefined || !isTime(x) || y?.role !== 'measure')
    return undefined;
  if (unit.channels.y?.definition.aggregate !== undefined) return undefined;
  // A curve has points where it is drawn, and no rows.
  if (layout.reached?.[unit.name]?.some(isOfCurve) === true) return undefined;
  const key = isMoment(definition, x) ? derivedFields(dataset.fields.indexOf(x)).moment : x.name;
  const places = (ownOf(layout.shown, x.name) ?? [])
    .filter((value) => value !== x.total)
    .map((value) => placeOf(value, x, key));
  const groupby = splittingFields(unit);
  const series = new Map<string, Set<unknown>>();
  for (const datum of layout.reached?.[unit.name] ?? []) {
    const own = JSON.stringify(groupby.map((name) => datum[name]));
    series.set(own, (series.get(own) ?? new Set()).add(datum[key]));
  }
  const isWhole = [...series.values()].every((own) => places.every((place) => own.has(place)));
  return isWhole ? undefined : { impute: y.name, key, keyvals: places, value: null, groupby };
}

/** A year or day as it stands in the rows that vega gets. */
function placeOf(value: string, { name, type }: Field, key: string): string | number {
  if (type === 'year') return Number(value);
  return key === name ? value : Date.parse(value);
}

/** The fields that tell the lines and the panels of a unit apart. */
function splittingFields({ channels, mark }: Unit): readonly string[] {
  const places = ['x', 'x2', 'y', 'y2', 'text', 'order', ...(mark === 'trail' ? ['size'] : [])];
  const own = Object.entries(channels).flatMap(([name, { definition }]) =>
    places.includes(name) || typeof definition.field !== 'string' ? [] : [definition.field],
  );
  return [...new Set(own)];
}
