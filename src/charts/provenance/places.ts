import { labelOf } from '../../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { exactIn } from '../../model/dataset/value.js';
import { toNumber } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { childNodes, fieldOf, fieldsIn } from '../check/expression.js';
import { authorTitle, fieldTitle } from '../compose/titles.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { boundFields, derivedFields } from '../rows.js';
import type { JsonObject } from '../spec.js';
import type { Unit } from '../unit.js';
import type { Definition, Definitions, Placed } from './definitions.js';
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
    const { field } = definition;
    if (typeof field !== 'string' || channel === 'text') return [];
    const own = fields.find(({ name }) => name === field);
    const made = definitions.get(field);
    const title = authorTitle(definition) ?? (own && (fieldTitle(own) ?? own.title)) ?? field;
    const stands = { channel, channels, definition, field, own, made, title, datum, fields, rows };
    const place = kinds.reduce<KindOfPlace>((so, kind) => so ?? kind(stands), undefined);
    return place === undefined || place === 'nowhere' ? [] : [{ name: field, title, ...place }];
  });
  return [...new Map(found.map((place) => [place.name, place])).values()];
}

/** A datum along a channel. */
interface Standing {
  readonly channel: string;
  readonly channels: Unit['channels'];
  readonly definition: JsonObject;
  readonly field: string;
  /** The field of the dataset that the channel encodes. */
  readonly own: Field | undefined;
  readonly made: Definition | undefined;
  readonly title: string;
  readonly datum: JsonObject;
  readonly fields: readonly Field[];
  readonly rows: readonly Row[];
}

/** The place of a datum that stands somewhere of a kind; undefined where the channel is of another kind. */
type KindOfPlace = (Pick<Place, 'rank' | 'at'> & Partial<Pick<Place, 'title'>>) | 'nowhere' | undefined;

/** The kinds of places; a channel is of the first that knows it. */
const kinds: readonly ((stands: Standing) => KindOfPlace)[] = [timeOf, dayOf, pointOf, foldedOf, bandOf];

function timeOf({ definition: { timeUnit }, field, own, made, datum, fields }: Standing): KindOfPlace {
  if (typeof timeUnit !== 'string' && made?.kind !== 'time') return undefined;
  const unit = made?.kind === 'time' ? made.unit : String(timeUnit);
  const stands = own === undefined ? field : derivedFields(fields.indexOf(own)).moment;
  const key = made?.kind === 'time' ? field : `${unit}_${field}`;
  const moment = Number(datum[key] ?? datum[`${unit}_${stands}`] ?? Number.NaN);
  return Number.isNaN(moment) ? 'nowhere' : { rank: moment, at: { kind: 'time', unit, moment } };
}

function dayOf({ definition, own, datum, fields }: Standing): KindOfPlace {
  if (own === undefined || !isEndOfDays(definition, fields)) return undefined;
  const moment = datum[`${String(definition.aggregate)}_${derivedFields(fields.indexOf(own)).moment}`];
  const day = Number.isNaN(Number(moment ?? Number.NaN)) ? '' : new Date(Number(moment)).toISOString();
  const place = categoryOf(own, day.slice(0, 10));
  return place.rank < 0 ? 'nowhere' : place;
}

/** A category by its value. */
const categoryOf = (own: Field, value: string) => ({
  title: own.title,
  rank: own.categories.findIndex((category) => category.value === value),
  at: { kind: 'words', text: labelOf(own, value) } as const,
});

/** A point of a curve, or a key for which a number was put in. */
function pointOf({ field, own, made, datum }: Standing): KindOfPlace {
  if (made?.kind !== 'curve-place') return undefined;
  const isYear = own?.type === 'year';
  if (own !== undefined && !isYear && own.role !== 'measure') return categoryOf(own, String(datum[field]));
  const given = Number(datum[field] ?? Number.NaN);
  const value = made.isRounded === true ? Math.round(given * 1000) / 1000 : given;
  if (Number.isNaN(value)) return 'nowhere';
  return { rank: isYear ? rankOfYear(value, own) : value, at: { kind: 'number', value, isYear } };
}

function foldedOf({ field, made, datum, fields }: Standing): KindOfPlace {
  if (made?.kind !== 'key') return undefined;
  const text = String(datum[field]);
  const rank = fields.findIndex(({ name }) => name === text);
  return { rank, at: { kind: 'words', text: fields[rank]?.title ?? text } };
}

function bandOf({
  channel,
  channels,
  definition: { bin },
  field,
  made,
  title,
  datum,
  fields,
  rows,
}: Standing): KindOfPlace {
  const ends = bin === undefined || bin === false ? undefined : endsOf(channel, field, datum, channels);
  if (ends === undefined) return undefined;
  const [low, high] = ends;
  const source = made?.kind === 'layout' ? (made.of ?? field) : field;
  const isClosed = [...rowsBeneath(datum)].some((index) => cellAt(rows[index]?.measures, source) === high);
  return { title: titleOfBand(title, source, fields), rank: low, at: { kind: 'band', low, high, isClosed } };
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
  const number = exactIn(ownOf(measures, name));
  return number && toNumber(number);
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

/**
 * True for a channel that says where a mark is and not how large: the places of a stack, or both ends of a bar moved alike. So Likert
 * bars are centred, and the steps of a waterfall begin where the one before ends.
 */
export function isPlaced(
  unit: Unit,
  channel: string,
  definitions: Definitions,
  fields: readonly Field[],
): boolean {
  const own = definitionAt(unit, channel, definitions);
  if (isOfBand(unit, channel, definitions, fields)) return true;
  if (own?.kind === 'layout' || own?.kind === 'curve-place') return true;
  // Words stand beside what they name, and print a cell.
  if (unit.mark === 'text' && own?.kind === 'running') return true;
  if (unit.mark === 'text' && own?.kind === 'calculate') return fieldsIn(own.expression).some(isPlaceIn(own));
  const axis = channel.charAt(0);
  const [begin, end] = [axis, `${axis}2`].map((name) => ({
    field: unit.channels[name]?.definition.field,
    definition: definitionAt(unit, name, definitions),
  }));
  if (begin?.definition === undefined || end?.definition === undefined) return false;
  const isMoved = hasNoAxis(unit, axis) && isMovedAlike(begin.definition, end.definition);
  return isMoved || isStep(begin, end) || isStep(end, begin);
}

/**
 * The bounds of a band along a scale, and a height that makes the area of its bar the number: that divided by the width of the same
 * band. Words in the middle of it, and on top.
 */
function isOfBand(unit: Unit, channel: string, definitions: Definitions, fields: readonly Field[]): boolean {
  const own = unit.channels[channel]?.definition.field;
  if (typeof own !== 'string') return false;
  const banded = fields.filter(({ categories }) => categories.some(({ bounds }) => bounds !== undefined));
  const definition = definitions.get(own);
  if (definition === undefined) return banded.some((field) => boundFields(field).includes(own));
  if (definition.kind !== 'calculate' || channel.length > 1) return false;
  return banded.some((field) => {
    const [from, to] = boundFields(field);
    const { expression } = definition;
    const isMiddle =
      unit.mark === 'text' && fieldsIn(expression).every((name) => name === from || name === to);
    const isBar = unit.channels.x?.definition.field === from && unit.channels.x2?.definition.field === to;
    return (
      isMiddle ||
      ((isBar || unit.mark === 'text') &&
        hasNoAxis(unit, channel) &&
        isPerWidth(expression, [from, to], fields))
    );
  });
}

/** `measure / (to - from)`. */
function isPerWidth(
  node: ExpressionNode,
  [from, to]: readonly [string, string],
  fields: readonly Field[],
): boolean {
  if (node.type !== 'BinaryExpression' || node.operator !== '/') return false;
  const [number, width] = childNodes(node);
  const measure = number && fieldOf(number);
  const [end, begin] = width?.operator === '-' ? childNodes(width) : [];
  return (
    fields.some(({ name, role }) => name === measure && role === 'measure') &&
    end !== undefined &&
    begin !== undefined &&
    fieldOf(end) === to &&
    fieldOf(begin) === from
  );
}

/** A bar that is moved ends at no number: no axis may say one. */
const hasNoAxis = ({ channels }: Unit, name: string): boolean =>
  [null, false].includes(channels[name]?.definition.axis as null | false);

function definitionAt({ channels }: Unit, name: string, definitions: Definitions): Placed | undefined {
  const { field, aggregate } = channels[name]?.definition ?? {};
  return typeof field === 'string' && aggregate === undefined ? definitions.get(field) : undefined;
}

const isPlaceIn =
  ({ before }: Placed) =>
  (field: string): boolean =>
    ['layout', 'running'].includes(before.get(field)?.kind ?? '');

/** Both ends of a segment of a stack, with the same added or taken away. */
function isMovedAlike(one: Placed, other: Placed): boolean {
  if (one.kind !== 'calculate' || other.kind !== 'calculate') return false;
  const [own, its] = [one, other].map(({ expression }) => moveOf(expression));
  if (own === undefined || its === undefined) return false;
  const areOfOneStack =
    stackOf(one, own.field) !== undefined && stackOf(one, own.field) === stackOf(other, its.field);
  return areOfOneStack && own.field !== its.field && own.by === its.by;
}

function stackOf({ before }: Placed, field: string): unknown {
  const definition = before.get(field);
  return definition?.kind === 'layout' ? definition.stack : undefined;
}

/** A field and what it is moved by. */
function moveOf(node: ExpressionNode): { readonly field: string; readonly by: string } | undefined {
  if (node.type !== 'BinaryExpression' || (node.operator !== '-' && node.operator !== '+')) return undefined;
  const [left, right] = childNodes(node);
  const [field, by] = [left && fieldOf(left), right && fieldOf(right)];
  return field === undefined || by === undefined ? undefined : { field, by: `${node.operator} ${by}` };
}

interface End {
  readonly field: unknown;
  readonly definition: Placed | undefined;
}

/** A running sum, and the same without the number of its own row: between the two lies that number. */
function isStep({ definition: begin }: End, { field, definition: end }: End): boolean {
  if (begin?.kind !== 'calculate' || end?.kind !== 'running') return false;
  const move = moveOf(begin.expression);
  return move !== undefined && move.field === field && move.by === `- ${end.field}`;
}
