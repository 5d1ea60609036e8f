import { least } from '../../model/chart/extremes.js';
import { neutral } from '../../model/chart/palette.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { derivedFields, textIn } from '../rows.js';
import { facetChannels, isObject, type JsonObject, toObject } from '../spec.js';
import { noTouch } from '../theme.js';
import type { Unit } from '../unit.js';
import type { Composition } from './composition.js';

/** A day written into a chart, as in `datum: {year: 2015, month: 12, date: 31}`. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

/** The day that `datum` names; undefined when it names none. Month and date may be left out: the year begins. */
export function dayOf(datum: unknown): Day | undefined {
  if (!isObject(datum) || Object.keys(datum).some((key) => !['year', 'month', 'date'].includes(key)))
    return undefined;
  // A helper in the chart leaves its number as text.
  const [year, month, date] = [datum.year, datum.month ?? 1, datum.date ?? 1].map(Number);
  const day = { year: year ?? 0, month: month ?? 0, date: date ?? 0 };
  const moment = new Date(momentOf(day));
  const isReal = moment.getUTCMonth() === day.month - 1 && moment.getUTCDate() === day.date;
  return isReal && day.year >= 1000 && day.year <= 9999 ? day : undefined;
}

/** Milliseconds since 1970 at the start of a day, in UTC: a chart knows no time zone. */
function momentOf({ year, month, date }: Day): number {
  return Date.UTC(year, month - 1, date);
}

/** True for a channel that shows days: a field of type `date`, or a day written out. */
export function isMoment({ type, datum }: JsonObject, field: Field | undefined): boolean {
  if (field !== undefined) return field.type === 'date' && (type === undefined || type === 'temporal');
  return dayOf(datum) !== undefined;
}

/** A channel of days as vega-lite gets it: on a scale in UTC, with years and months along the axis. */
export function composeMoment(
  channel: string,
  definition: JsonObject,
  { layout, dataset, units }: Composition,
): JsonObject {
  const day = dayOf(definition.datum);
  const index = dataset.fields.findIndex(({ name }) => name === definition.field);
  const source = day === undefined ? { field: derivedFields(index).moment } : { datum: momentOf(day) };
  const placed: JsonObject = { ...definition, ...source };
  if (channel !== 'x' && channel !== 'y') {
    const { type: _, scale: __, axis: ___, ...second } = placed;
    return channel === 'x2' || channel === 'y2' ? second : { ...placed, type: 'temporal' };
  }
  const own = toObject(definition.axis);
  const { format, ...ticks } = timeTicks(units, dataset, layout.width);
  const scale = { type: 'utc', nice: ticks.nice, ...toObject(definition.scale) };
  if (definition.axis === null) return { ...placed, type: 'temporal', scale };
  const axis = {
    // Of as many ticks as their author asks for, each says what it is the beginning of: a year, a month, a day.
    ...(own.tickCount === undefined ? { format } : {}),
    tickCount: ticks.tickCount,
    grid: true,
    gridColor: neutral.rule,
    domain: true,
    domainColor: neutral.ink,
    ticks: true,
    // Layers share an axis, so that what one of them says of it holds for all.
    ...toObject(units.map(({ channels }) => channels[channel]?.definition.axis).find(isObject)),
    ...own,
  };
  return { ...placed, type: 'temporal', scale, axis };
}

/** A channel of parts of days, such as their months, as vega-lite gets it: from the moments of the rows, in UTC. */
export function composeTimeUnit(
  channel: string,
  definition: JsonObject,
  field: Field,
  { dataset }: Composition,
): JsonObject {
  const index = dataset.fields.indexOf(field);
  const placed = { ...definition, field: derivedFields(index).moment };
  if (channel === 'x2' || channel === 'y2') return placed;
  // Panels stand one after the other.
  const isAxis =
    (channel === 'x' || channel === 'y') && definition.axis !== null && definition.axis !== false;
  const typed: JsonObject = facetChannels.includes(channel)
    ? { ...placed, type: 'ordinal' }
    : { type: 'temporal', ...placed, ...(isAxis && { axis: { ...noTouch, ...toObject(definition.axis) } }) };
  // A title would be the name of the moments.
  for (const key of ['axis', 'legend', 'header'])
    if (typed[key] === null || typed[key] === false) return typed;
  return typed.title === undefined && toObject(typed.axis).title === undefined
    ? { ...typed, title: channel === 'x' || channel === 'y' ? null : field.title }
    : typed;
}

/** Years up to which an axis has a tick for each, and below which it has ticks for months. */
const [mostYears, fewYears] = [12, 2];
/** Months up to which an axis has a tick for each, and below which it has ticks for days. */
const [mostMonths, fewMonths] = [8, 2];

/**
 * Where the ticks of a scale of time stand and how they are written, by the time that the drawn fields span: never so
 * close that two of them read the same.
 */
function timeTicks(units: readonly Unit[], { fields, rows }: PublishedDataset, width: number): JsonObject {
  const encoded = new Set(
    units.flatMap(({ channels }) => Object.values(channels).map(({ definition }) => definition.field)),
  );
  const dates = fields.filter(({ name, type }) => type === 'date' && encoded.has(name));
  const days = rows.flatMap((row) => dates.map((field) => textIn(row, field) ?? ''));
  const months = days.flatMap((day) => {
    const [year, month] = day.split('-').map(Number);
    return year === undefined || month === undefined || Number.isNaN(month) ? [] : [year * 12 + month];
  });
  const span = months.reduce((most, month) => Math.max(most, month), 0) - least(months);
  const [few, isNarrow] = [width < 300 ? 3 : 6, width < 300];
  if (span > mostYears * 12) return { nice: true, format: '%Y', tickCount: few };
  if (span >= fewYears * 12) return { nice: 'year', format: '%Y', tickCount: isNarrow ? 3 : 'year' };
  if (span > mostMonths) return { nice: 'month', format: '%b %Y', tickCount: few };
  if (span < fewMonths && days.some((day) => day !== '' && !day.endsWith('-01')))
    return { nice: true, format: '%-d %b %Y', tickCount: few - 2 };
  return { nice: 'month', format: '%b %Y', tickCount: { interval: 'month', step: isNarrow ? 4 : 1 } };
}
