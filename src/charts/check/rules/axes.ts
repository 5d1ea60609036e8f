/** The lines of axes, their titles and their ends. */
import { greatest } from '../../../model/chart/extremes.js';
import type { Field } from '../../../model/dataset/dataset.js';
import { axisTitles } from '../../compose/titles.js';
import { boundFields } from '../../rows.js';
import type { PlacedItem } from '../../scene/scene.js';
import { axes, isNone, isObject, isOfNames, type JsonObject, point, toArray, toObject } from '../../spec.js';
import { encodedField, unitNamed } from '../../unit.js';
import { type CheckContext, isLeftSide } from '../context.js';
import type { DrawnEncoded, DrawnRule, Encoded, SpecRule } from '../rule.js';
import { fault } from '../rule.js';

/** What of an axis is drawn as lines. */
const lines = /^(?:grid|tick|domain)/;
/** The one number that every scale may stress. */
const zeroTest = /^\s*datum\.value\s*={2,3}\s*0\s*$/;

/**
 * The lines of an axis are those of its scale: at equal steps of round numbers, none of them unlike the others.
 * A line at a number of one's own is a constant, which is a cell or a declared number and stands in the table.
 */
export const axisLines: SpecRule = {
  on: 'channel',
  *check(channel, { dataset }) {
    if (!isMeasured(channel)) return;
    const axis = toObject(channel.definition.axis);
    const at = (key: string): string => point(channel.pointer, 'axis', key);
    const values = toArray(axis.values).filter((value) => typeof value === 'number');
    if (
      values.length > 0 &&
      !areSteps(values) &&
      !areBounds(values, channel.definition.field, dataset.fields)
    )
      yield fault({ at: at('values'), once: true }, 'chart/literal-number.axis-values', {
        values: JSON.stringify(axis.values),
      });
    const [stressed] =
      Object.entries(axis).find(([key, style]) => lines.test(key) && isOneStressed(style)) ?? [];
    if (stressed !== undefined)
      yield fault({ at: at(stressed), once: true }, 'chart/literal-number.axis-condition', { key: stressed });
  },
};

function isMeasured({ name, definition, field }: Encoded): boolean {
  if ((name !== 'x' && name !== 'y') || isOfNames(definition)) return false;
  return field === undefined || field.role === 'measure';
}

/** True for bounds that the data package declares of the bands along the axis: they are what its bars stand between. */
function areBounds(values: readonly number[], name: unknown, fields: readonly Field[]): boolean {
  const bands = fields.find((field) => boundFields(field).some((bound) => bound === name))?.categories;
  const bounds = bands?.flatMap((band) => band.bounds ?? []) ?? [];
  return values.every((value) => bounds.includes(value));
}

/** True for numbers that lie a step of 1, 2, 2.5 or 5 times a power of ten apart, and are multiples of it. */
function areSteps(values: readonly number[]): boolean {
  const [first, second] = values;
  if (first === undefined || second === undefined) return false;
  const step = Math.abs(second - first);
  const lead = step / 10 ** Math.floor(Math.log10(step));
  const near = (one: number, other: number): boolean =>
    Math.abs(one - other) < 1e-9 * Math.max(1, Math.abs(other));
  const isRound = [1, 2, 2.5, 5, 10].some((each) => near(lead, each));
  return (
    isRound &&
    values.every((value, index) => {
      const before = values[index - 1];
      const isEven = before === undefined || near(value - before, second - first);
      return isEven && near(value / step, Math.round(value / step));
    })
  );
}

function isOneStressed(style: unknown): boolean {
  if (!isObject(style) || style.condition === undefined) return false;
  return [style.condition].flat().some((each) => {
    const { test } = toObject(each);
    return typeof test !== 'string' || !zeroTest.test(test);
  });
}

const legendChannels = ['color', 'fill', 'stroke', 'opacity', 'size', 'shape', 'strokeDash', 'strokeWidth'];

/** An axis of calculated numbers has a title by the author: the dataset has none for them, and vega would make one up in English. */
export const axesWithTitles: SpecRule = {
  on: 'plot',
  *check({ units, inFacet }, { dataset }) {
    const titles = axisTitles(units, dataset, inFacet);
    for (const { channels } of units)
      for (const name of axes) {
        const channel = channels[name];
        const axis = channel?.definition.axis;
        if (channel === undefined || titles[name] !== undefined || isNone(axis)) continue;
        if (isCalculated(channel.definition, dataset))
          yield fault(channel.pointer, 'chart/axis-title.axis', { name: nameOf(channel.definition) });
      }
  },
};

/** Neither has a legend of calculated numbers. */
export const legendsWithTitles: SpecRule = {
  on: 'channel',
  *check({ name, definition, pointer }, { dataset }) {
    if (!legendChannels.includes(name)) return;
    const { legend, title, type, aggregate } = definition;
    const isTitled = title !== undefined || toObject(legend).title !== undefined || legend === null;
    const counts = type === 'quantitative' || aggregate !== undefined;
    if (!isTitled && counts && isCalculated(definition, dataset))
      yield fault(pointer, 'chart/axis-title.legend', { name: nameOf(definition) });
  },
};

function isCalculated(definition: JsonObject, { fields }: CheckContext['dataset']): boolean {
  const { field, aggregate } = definition;
  if (aggregate !== undefined && aggregate !== 'sum') return true;
  return typeof field === 'string' && !isOfNames(definition) && encodedField({ field }, fields) === undefined;
}

const nameOf = ({ field, aggregate }: JsonObject): string =>
  [aggregate, field].filter((part) => typeof part === 'string').join(' of ');

/** An axis that is set by hand may be so many times as long as what is drawn needs. */
const mostTimes = 4;

/** No axis set by hand is so long that all that is drawn on it looks like little, or like no change. */
export const axisNearItsEnd: DrawnRule = {
  on: 'channel',
  *check(channel, context) {
    const { name, pointer, items, drawing } = channel;
    const key = keyOf(channel);
    if (key === undefined || (name !== 'x' && name !== 'y')) return;
    // Both sides of a pyramid end where the longest bar of either does.
    const isMirrored = ({ mark }: PlacedItem): boolean =>
      isLeftSide(context, unitNamed(mark.name, drawing.units)?.pointer);
    const own = (context.isMirrored ? drawing.placed : items).filter(({ mark }) => mark.marktype !== 'text');
    const reach = greatest([0, ...own.map((item) => reachOf(item, name, isMirrored(item)))]);
    if (reach === 0 || reach * mostTimes >= 1) return;
    yield fault(
      { at: point(pointer, 'scale', key), unless: 'long-axis', once: true },
      'chart/scale.axis-near-its-end',
      { key, name, times: Math.floor(1 / reach) },
    );
  },
};

/** The key by which an author sets the end of an axis of numbers; percentages may go to the whole. */
function keyOf({ unit: { mark }, definition, scale, field }: DrawnEncoded): string | undefined {
  const { domain, domainMax, type } = scale;
  const [, last] = toArray(domain);
  const end = domainMax ?? last;
  const isNumber = field?.role === 'measure' || definition.aggregate !== undefined;
  if (mark === 'text' || typeof end !== 'number' || !isNumber || type === 'log') return undefined;
  if (field?.unit === '%' && end <= 100) return undefined;
  return domainMax === undefined ? 'domain' : 'domainMax';
}

/** How far along its axis a mark ends, as a part of the plot. */
function reachOf({ item, group }: PlacedItem, axis: 'x' | 'y', isMirrored: boolean): number {
  const { x = 0, y = 0, width = 0 } = item;
  if (item.defined === false) return 0;
  const [length, end] =
    axis === 'x'
      ? [group.width ?? 0, isMirrored ? (group.width ?? 0) - x : x + width]
      : [group.height ?? 0, (group.height ?? 0) - y];
  return length === 0 ? 1 : end / length;
}
