/** Words in a drawing are those of the data, at the place of what they name. */
import type { Language } from '../../../language/language.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, PublishedDataset } from '../../../model/dataset/dataset.js';
import { listAt } from '../../../model/group-by.js';
import { findNumerals } from '../../../model/numerals.js';
import { type Fault, faultOf } from '../../../problems/problem.js';
import type { Datums } from '../../compose/composition.js';
import { rowField, rowOf, textIn } from '../../rows.js';
import { axisAt, definitionsAt } from '../../scene/number-labels.js';
import type { SceneItem } from '../../scene/scene.js';
import { datumOf, type PlacedItem, textOf } from '../../scene/scene.js';
import { isObject, point, toObject } from '../../spec.js';
import { type Channel, encodedField, isCategorical, type Unit } from '../../unit.js';
import type { Drawn, DrawnRule } from '../rule.js';
import { fault } from '../rule.js';

/**
 * The labels of axes and legends, read again as a reader would, are each the number or category name that they stand for,
 * and no two on one axis are the same.
 */
export const tickLabels: DrawnRule = {
  on: 'drawing',
  *check(drawing) {
    const groups = new Map<SceneItem, PlacedItem[]>();
    for (const placed of drawing.placed) {
      const { item, mark, group } = placed;
      const isLabel = mark.role === 'axis-label' || mark.role === 'legend-label';
      // What has no colour is not printed.
      if (!isLabel || item.opacity === 0 || item.fill === null || textOf(item).trim() === '') continue;
      listAt(groups, group).push(placed);
    }
    for (const labels of groups.values()) {
      const [first] = labels;
      if (first === undefined) continue;
      const found =
        labels.map((label) => misread(label, drawing)).find((each) => each !== undefined) ??
        (isCycle(first, drawing.units) ? undefined : twins(labels));
      const at = channelOf(first, drawing.units)?.pointer ?? '';
      if (found !== undefined) yield { at, ...found, once: true };
    }
  },
};

function twins(labels: readonly PlacedItem[]): Fault | undefined {
  const seen = new Map<string, string>();
  let year = '';
  for (const { item } of labels) {
    const [text, value] = [textOf(item), datumOf(item)?.value];
    if (value instanceof Date && saysYear(text, value)) year = text;
    // "Apr" after "2006" is another one than "Apr" after "2007".
    const own = value instanceof Date ? `${year} ${text}` : text;
    if (seen.has(own) && seen.get(own) !== String(value)) return faultOf('chart/scale.two-labels', { text });
    seen.set(own, String(value));
  }
  return undefined;
}

/** True for a label that says the year of its time, in four digits or in two. */
function saysYear(text: string, time: Date): boolean {
  const year = String(time.getUTCFullYear());
  return findNumerals(text).some((numeral) => [year, year.slice(2)].includes(numeral.text));
}

/** True for an axis of months or hours whatever their year: where it ends, it begins anew. */
function isCycle(label: PlacedItem, units: readonly Unit[]): boolean {
  const { timeUnit } = channelOf(label, units)?.definition ?? {};
  const unit = isObject(timeUnit) ? timeUnit.unit : timeUnit;
  return typeof unit === 'string' && !unit.includes('year');
}

function misread(label: PlacedItem, { units, language, labelled: { fields } }: Drawn): Fault | undefined {
  const value = datumOf(label.item)?.value;
  const text = textOf(label.item);
  const encoded = definitionsAt(label, units).flatMap((each) => encodedField(each, fields) ?? []);
  const own = [...new Set(encoded)];
  const names = own
    .filter(isCategorical)
    .filter(({ categories }) => categories.some((category) => category.value === String(value)))
    .map((field) => labelOf(field, String(value)));
  const [name] = names;
  if (name !== undefined) {
    const isNamed = names.some((each) => isPart(text, each));
    return isNamed ? undefined : faultOf('chart/scale.label-of-category', { text, name });
  }
  if (typeof value !== 'number' || findNumerals(text).length !== 1) return undefined;
  return isNumber(text, value, own, language)
    ? undefined
    : faultOf('chart/scale.label-of-number', { text, value });
}

/** Words that a label may leave out or add, but not exchange. */
function isPart(text: string, name: string): boolean {
  const plain = (words: string): string =>
    words
      .toLowerCase()
      .replace(/(?:\u2026|\.\.\.)$/, '')
      .replace(/\s+/g, '');
  const [printed, own] = [plain(text), plain(name)];
  return own.includes(printed) || printed.includes(own);
}

const prefixes: Readonly<Record<string, number>> = {
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  m: 1e-3,
  '\u00b5': 1e-6,
};

/** True where a label reads as its number. */
export function isNumber(text: string, value: number, fields: readonly Field[], language: Language): boolean {
  const decimal = language.decimalMark;
  const [numeral] = findNumerals(text);
  if (numeral === undefined) return true;
  const after = text.slice(numeral.offset + numeral.text.length);
  const isNegative = /[-\u2212]\s*$/.test(text.slice(0, numeral.offset));
  const digits = [...numeral.text].filter((sign) => /\d/.test(sign) || sign === decimal).join('');
  const read = Number(digits.replace(decimal, '.')) * (isNegative ? -1 : 1) * scaleOf(after, fields);
  const isPercent = /^\s*%/.test(after);
  const isUnit = fields.length === 0 || fields.some(({ unit }) => unit === '%');
  return isPercent ? isNear(read, value * 100) || (isUnit && isNear(read, value)) : isNear(read, value);
}

/** What the letters after a number make of it: a prefix of SI, or a word that the unit does not say already. */
function scaleOf(after: string, fields: readonly Field[]): number {
  const prefix = /^([kMGTm\u00b5])(?!\p{L})/u.exec(after)?.[1];
  if (prefix !== undefined) return prefixes[prefix] ?? 1;
  const word = /^\s*(thousand|million|billion)\b/i.exec(after)?.[1]?.toLowerCase();
  if (word === undefined || fields.some(({ unit }) => unit?.startsWith(word) === true)) return 1;
  return { thousand: 1e3, million: 1e6, billion: 1e9 }[word] ?? 1;
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(b), 1e-6);

function channelOf(label: PlacedItem, units: readonly Unit[]): Channel | undefined {
  const names =
    label.mark.role === 'axis-label'
      ? [axisAt(label)]
      : ['color', 'fill', 'stroke', 'size', 'opacity', 'shape'];
  return units.flatMap(({ channels }) => names.flatMap((name) => channels[name] ?? []))[0];
}

/** So far from a mark every label stands. */
const near = 12;

/** No label was moved by pixels from its own mark to another one, whose number it would then seem to be. */
export const labelsAtTheirMarks: DrawnRule = {
  on: 'unit',
  *check({ unit, items, drawing }) {
    if (unit.mark !== 'text') return;
    const marks = drawing.placed.filter(
      ({ item, mark }) => mark.marktype !== 'text' && rowAt(item) !== undefined,
    );
    if (!items.some((label) => isAtAnother(label, unit, marks))) return;
    const key =
      ['dx', 'dy', 'xOffset', 'yOffset'].find((name) => Math.abs(moveOf(unit, name)) >= near) ?? 'dx';
    yield fault(point(unit.pointer, 'mark', key), 'chart/moved-label.labels-at-their-marks', { key });
  },
};

/** A place in the drawing. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

const rowAt = (item: PlacedItem['item']): unknown => datumOf(item)?.[rowField];

/** How far a unit is moved by what its author wrote. */
function moveOf({ style, channels }: Unit, name: string): number {
  const { value } = toObject(channels[name]?.definition);
  return Number(style[name] ?? value ?? 0) || 0;
}

function isAtAnother(label: PlacedItem, unit: Unit, marks: readonly PlacedItem[]): boolean {
  const row = rowAt(label.item);
  const { x = 0, y = 0, dx = 0, dy = 0 } = label.item;
  const by = { x: dx + moveOf(unit, 'xOffset'), y: dy + moveOf(unit, 'yOffset') };
  if (row === undefined || Math.max(Math.abs(by.x), Math.abs(by.y)) < near) return false;
  const at = { x: label.x + x + dx, y: label.y + y + dy };
  const before = { x: at.x - by.x, y: at.y - by.y };
  const nearest = (place: Spot, isOwn: boolean): number =>
    marks.reduce(
      (least, mark) =>
        mark.group === label.group && (rowAt(mark.item) === row) === isOwn
          ? Math.min(least, distance(place, mark))
          : least,
      Number.POSITIVE_INFINITY,
    );
  return nearest(before, true) <= nearest(before, false) && nearest(at, false) + 1 < nearest(at, true);
}

/** From a place to a bar, or to the middle of any other mark. */
function distance(place: Spot, { item, mark, x, y }: PlacedItem): number {
  const [left, top] = [x + (item.x ?? 0), y + (item.y ?? 0)];
  const [width, height] = mark.marktype === 'rect' ? [item.width ?? 0, item.height ?? 0] : [0, 0];
  const beyond = (at: number, from: number, length: number): number =>
    Math.max(from - at, at - from - length, 0);
  return Math.hypot(beyond(place.x, left, width), beyond(place.y, top, height));
}

/** Channels whose legend names categories in full. */
const named = ['color', 'fill', 'stroke', 'shape'];

/**
 * A word that a chart prints among its marks names a category in the row of its mark, in full or, where a legend has
 * the full name, by its beginning. No two categories are alike.
 */
export const madeWords: DrawnRule = {
  on: 'channel',
  *check({ unit, name, definition, pointer, field: own, drawn }, { dataset }) {
    const { field, aggregate } = definition;
    const isMade = name === 'text' && own === undefined && aggregate === undefined;
    if (unit.mark !== 'text' || !isMade || typeof field !== 'string') return;
    const meanings = new Map<string, string>();
    const strange = drawn.find((datum) => {
      const word = datum[field];
      if (typeof word !== 'string' || word.trim() === '') return false;
      const meaning = meaningOf(word.trim(), unit, datum, dataset);
      if (meaning === undefined || (meanings.get(word) ?? meaning) !== meaning) return true;
      meanings.set(word, meaning);
      return false;
    });
    if (strange === undefined) return;
    const word = String(strange[field]);
    if (/\p{Nd}/u.test(word)) yield fault(pointer, 'chart/literal-number.made-words', { word });
    else yield fault(pointer, 'chart/relabelled.made-words', { word });
  },
};

/** Whose name a word is or begins; undefined where it is nobody's. */
function meaningOf(
  word: string,
  { channels }: Unit,
  datum: Datums[number],
  { fields, rows }: PublishedDataset,
): string | undefined {
  const row = rowOf({ rows }, datum);
  if (row === undefined) return undefined;
  const isNamed = (name: string): boolean =>
    named.some((channel) => {
      const { field, legend } = channels[channel]?.definition ?? {};
      return field === name && legend !== null && legend !== false;
    });
  for (const field of fields.filter(isCategorical)) {
    const value = textIn(row, field) ?? '';
    const names = [value, labelOf(field, value)].map((name) => name.toLowerCase());
    const own = word.toLowerCase();
    if (names.includes(own) || (isNamed(field.name) && names.some((name) => name.startsWith(own))))
      return `${field.name} ${value}`;
  }
  return undefined;
}
