import type { Composition } from './compose.js';
import { facetChannels, type JsonObject, toObject } from './spec.js';
import { encodedField, type Unit } from './unit.js';

/**
 * The encoding of a line or an area through the years, broken at years for which there is no row: a stroke over them
 * would say a number that nobody has. Panels are left as they are, since what is added belongs to none of them.
 */
export function withGaps(encoding: JsonObject, unit: Unit, { dataset, layout }: Composition): JsonObject {
  const isPath = unit.mark === 'line' || unit.mark === 'area';
  if (!isPath || facetChannels.some((name) => unit.channels[name] !== undefined)) return encoding;
  const x = encodedField(unit.channels.x?.definition, dataset.fields);
  const y = encodedField(unit.channels.y?.definition, dataset.fields);
  const years = layout.shown?.[x?.name ?? ''] ?? [];
  const numbered = years.map(Number).filter((year) => Number.isInteger(year));
  if (x?.type !== 'year' || y?.role !== 'measure' || unit.channels.y?.definition.aggregate !== undefined)
    return encoding;
  const drawn = layout.reached?.[unit.name] ?? [];
  const series = new Map<string, Set<unknown>>();
  for (const datum of drawn) {
    const key = JSON.stringify(splitOf(unit, datum));
    series.set(key, (series.get(key) ?? new Set()).add(datum[x.name]));
  }
  const isWhole = [...series.values()].every((own) => numbered.every((year) => own.has(year)));
  return isWhole
    ? encoding
    : { ...encoding, y: { ...toObject(encoding.y), impute: { value: null, keyvals: numbered } } };
}

/** What tells the lines of a unit apart. */
function splitOf({ channels }: Unit, datum: JsonObject): readonly unknown[] {
  return Object.entries(channels).flatMap(([name, { definition }]) =>
    ['x', 'y', 'text'].includes(name) || typeof definition.field !== 'string'
      ? []
      : [datum[definition.field]],
  );
}
