import { labelOf } from '../../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isNumeric, toExact } from '../../model/dataset/value.js';
import { toNumber } from '../../model/exact.js';
import { authorTitle, fieldTitle } from '../compose/titles.js';
import { derivedFields } from '../rows.js';
import type { JsonObject } from '../spec.js';
import type { Unit } from '../unit.js';
import type { Definitions } from './definition.js';
import { rowsBeneath } from './members.js';

/** Where a calculated number stands besides the categories that it is of: in a band of numbers, at a time, in a folded column. */
export interface Place {
  /** What all places of its kind have in common. */
  readonly name: string;
  readonly title: string;
  /** By which places follow one another. */
  readonly rank: number;
  readonly at:
    | { readonly kind: 'band'; readonly low: number; readonly high: number; readonly isClosed: boolean }
    /** `unit` is one of vega's, such as `utcyearmonth`; `moment` in milliseconds since 1970. */
    | { readonly kind: 'time'; readonly unit: string; readonly moment: number }
    | { readonly kind: 'number'; readonly value: number; readonly isYear: boolean }
    | { readonly kind: 'words'; readonly text: string };
}

/** The places of a datum, channel by channel. `rows` are those of the dataset. */
export function placesOf(
  { channels }: Unit,
  datum: JsonObject,
  definitions: Definitions,
  { fields, rows }: Pick<PublishedDataset, 'fields' | 'rows'>,
): readonly Place[] {
  const found = Object.entries(channels).flatMap(([channel, { definition }]): readonly Place[] => {
    const { field, bin, timeUnit, aggregate } = definition;
    if (typeof field !== 'string' || channel === 'text') return [];
    const own = fields.find(({ name }) => name === field);
    const made = definitions.get(field);
    const title = authorTitle(definition) ?? (own && (fieldTitle(own) ?? own.title)) ?? field;
    const common = { name: field, title };
    if (typeof timeUnit === 'string' || made?.kind === 'time') {
      const unit = made?.kind === 'time' ? made.unit : String(timeUnit);
      const stands = own === undefined ? field : derivedFields(fields.indexOf(own)).moment;
      const key = made?.kind === 'time' ? field : `${unit}_${field}`;
      const moment = Number(datum[key] ?? datum[`${unit}_${stands}`] ?? Number.NaN);
      return Number.isNaN(moment) ? [] : [{ ...common, rank: moment, at: { kind: 'time', unit, moment } }];
    }
    if (own !== undefined && isEndOfDays(definition, fields)) {
      const moment = datum[`${String(aggregate)}_${derivedFields(fields.indexOf(own)).moment}`];
      const day = Number.isNaN(Number(moment ?? Number.NaN)) ? '' : new Date(Number(moment)).toISOString();
      const rank = own.categories.findIndex(({ value }) => value === day.slice(0, 10));
      const text = labelOf(own, day.slice(0, 10));
      return rank < 0 ? [] : [{ ...common, title: own.title, rank, at: { kind: 'words', text } }];
    }
    if (made?.kind === 'curve-place' && own !== undefined && own.type !== 'year' && own.role !== 'measure') {
      const text = String(datum[field]);
      const rank = own.categories.findIndex(({ value }) => value === text);
      return [{ ...common, title: own.title, rank, at: { kind: 'words', text: labelOf(own, text) } }];
    }
    if (made?.kind === 'curve-place') {
      const exactly = Number(datum[field] ?? Number.NaN);
      const value = made.isRounded === true ? Math.round(exactly * 1000) / 1000 : exactly;
      const isYear = own?.type === 'year';
      const rank = isYear ? rankOfYear(value, own) : value;
      return Number.isNaN(value) ? [] : [{ ...common, rank, at: { kind: 'number', value, isYear } }];
    }
    if (made?.kind === 'key') {
      const text = String(datum[field]);
      const folded = fields.findIndex(({ name }) => name === text);
      return [{ ...common, rank: folded, at: { kind: 'words', text: fields[folded]?.title ?? text } }];
    }
    const ends = bin === undefined || bin === false ? undefined : endsOf(channel, field, datum, channels);
    if (ends === undefined) return [];
    const [low, high] = ends;
    const source = made?.kind === 'layout' ? (made.of ?? field) : field;
    const isClosed = [...rowsBeneath(datum)].some((index) => cellAt(rows[index]?.measures, source) === high);
    return [
      {
        ...common,
        title: titleOfBand(title, source, fields),
        rank: low,
        at: { kind: 'band', low, high, isClosed },
      },
    ];
  });
  return [...new Map(found.map((place) => [place.name, place])).values()];
}

/** True for the first or the last of some days, which says where a mark stands. */
export const isEndOfDays = ({ field, aggregate }: JsonObject, fields: readonly Field[]): boolean =>
  (aggregate === 'min' || aggregate === 'max') &&
  fields.some(({ name, type, role }) => name === field && type === 'date' && role !== 'measure');

/** The place of a year among those of the data; of one that these lack, between its neighbours. */
function rankOfYear(year: number, { categories }: Field): number {
  const own = categories.findIndex(({ value }) => value === String(year));
  const before = categories.filter(({ value }) => Number(value) < year).length;
  return own >= 0 ? own : before - 1 + (year % 1000) / 1000;
}

/** A band that a transform made is of the field that it was made from. */
function titleOfBand(title: string, source: string, fields: readonly Field[]): string {
  const own = fields.find(({ name }) => name === source || name === title);
  return own === undefined ? title : (fieldTitle(own) ?? own.title);
}

function cellAt(measures: Row['measures'] | undefined, name: string): number | undefined {
  const cell = measures !== undefined && Object.hasOwn(measures, name) ? measures[name] : undefined;
  return cell !== undefined && isNumeric(cell) ? toNumber(toExact(cell)) : undefined;
}

/** Both ends of the band of a datum: vega-lite names them after what it was asked for. */
function endsOf(
  channel: string,
  field: string,
  datum: JsonObject,
  channels: Unit['channels'],
): readonly [number, number] | undefined {
  const second = channels[`${channel}2`]?.definition.field;
  const made = Object.keys(datum).find((key) => key.startsWith('bin_') && key.endsWith(`_${field}`));
  const [from, to] =
    made === undefined
      ? [field, typeof second === 'string' ? second : `${field}_end`]
      : [made, `${made}_end`];
  const [low, high] = [datum[from], datum[to]];
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined;
}
