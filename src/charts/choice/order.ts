import { greatest, least } from '../../model/chart/extremes.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field } from '../../model/dataset/dataset.js';
import { phrase } from '../../problems/problem.js';
import { facetChannels, type JsonObject, point, toArray, toObject } from '../spec.js';
import { encodedField, type Unit } from '../unit.js';
import { type ChoiceRule, firstOf, type JudgedChart, type NamedAxis, namedAxes } from './judged-chart.js';

/** Marks that stand side by side, one for each name. */
const besideEachOther = ['bar', 'point', 'circle', 'square', 'tick'];

/** So many bars are read off in any order. */
const fewest = 5;

/** Names in an order that means something to a reader: bands of ages, years written as words. */
const isNatural = (field: Field, order: readonly string[]): boolean =>
  order.some((value) => bandOf(labelOf(field, value)) !== undefined || /^\d/.test(labelOf(field, value)));

/** What gathers the rest is no category among others, so that its size places it nowhere. */
export const restInTheMiddle: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) =>
    firstOf(
      besideEachOther.includes(unit.mark) ? namedAxes(unit, judged) : [],
      ({ field, channel, order }) => {
        const rest = field.categories.filter(({ paint }) => paint?.kind === 'rest').map(({ value }) => value);
        const own = order.filter((value) => !rest.includes(value) && value !== field.total);
        const [first, last] = [own[0], own.at(-1)];
        const found = order.find(
          (value, at) =>
            rest.includes(value) && at > order.indexOf(first ?? '') && at < order.indexOf(last ?? ''),
        );
        if (found === undefined) return undefined;
        return {
          pointer: point(channel.pointer, 'sort'),
          found: `\`${found}\` of \`${field.name}\` among the others`,
          expected: 'it last',
          hint: phrase('charts/order.last'),
        };
      },
    ),
  );

/** The alphabet orders words, not what they stand for. */
export const byAlphabet: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) =>
    firstOf(unit.mark === 'bar' && !isDivided(unit) ? namedAxes(unit, judged) : [], (axis) => {
      const { field, channel, order } = axis;
      const names = order.filter((value) => value !== field.total).map((value) => labelOf(field, value));
      const isAlphabet = names.every(
        (name, at) => at === 0 || (names[at - 1] ?? '').toLowerCase() < name.toLowerCase(),
      );
      if (names.length < fewest || !isAlphabet || isNatural(field, order) || isBySize(axis, unit, judged))
        return undefined;
      return {
        pointer: channel.pointer,
        found: `${names.length} bars in the order of the alphabet`,
        expected: 'an order that shows something',
        hint: phrase('charts/order.size', { value: channel.pointer.endsWith('/y') ? '-x' : '-y' }),
      };
    }),
  );

/** Bars of several series at each name, or in panels, have no one order by size. */
const isDivided = ({ channels }: Unit): boolean =>
  ['xOffset', 'yOffset', 'color', 'x2', 'y2', ...facetChannels].some((name) => channels[name] !== undefined);

function isBySize({ field, channel, order }: NamedAxis, unit: Unit, { layout }: JudgedChart): boolean {
  if (channel.definition.sort !== undefined) return true;
  const along = unit.channels.x === channel ? unit.channels.y : unit.channels.x;
  const key = String(along?.definition.field);
  const sizes = order.flatMap((value) => {
    const datum = (layout.drawn[unit.name] ?? []).find((each) => String(each[field.name]) === value);
    return typeof datum?.[key] === 'number' ? [datum[key]] : [];
  });
  const steps = sizes.slice(1).map((size, at) => size - (sizes[at] ?? 0));
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}

/** Channels that make a line of each category. */
const splitting = ['detail', 'color', 'stroke', ...facetChannels];

/** A line says that there is a way from one to the next. */
export const lineOverNames: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) =>
    firstOf(unit.mark === 'line' || unit.mark === 'area' ? namedAxes(unit, judged) : [], (axis) => {
      const { field, channel, order } = axis;
      const isOrdered = channel.definition.type === 'ordinal' || isNatural(field, order);
      // A line for each of them, as in a dumbbell, does not lead from one to the next.
      const hasOwn = splitting.some((name) => unit.channels[name]?.definition.field === field.name);
      // Between two, such as before and after, it is a slope.
      if (isOrdered || hasOwn || order.length < 3) return undefined;
      return {
        pointer: channel.pointer,
        found: `\`${unit.mark}\` from one category of \`${field.name}\` to the next`,
        expected: 'one along time or another order',
        hint: phrase('charts/order.draw'),
      };
    }),
  );

interface Band {
  readonly from: number;
  readonly to: number;
}

/** A stretch of numbers that a category is named by, such as "14 to 17" or "5–9 years"; undefined of other names. */
function bandOf(name: string): Band | undefined {
  const match = /^(\d+)\s*(?:-|–|to|bis|deri|do)\s*(?:under\s*)?(\d+)(?!\d)/u.exec(name);
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  return match === null || to < from ? undefined : { from, to };
}

/** How many times as wide as the narrowest the widest of bands may be and still look fair as an equal bar. */
const mostUnequal = 1.5;

/** A band of ten years catches twice as many as one of five: bars of one width make a peak of it. */
export const unequalBands: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const { fields } = judged.dataset;
    const measures = [unit.channels.x, unit.channels.y].flatMap(
      (channel) => encodedField(channel?.definition, fields) ?? [],
    );
    const isCount = measures.some(
      ({ role, unit: of, additive }) => role === 'measure' && additive !== false && of !== '%',
    );
    const isPyramid = judged.form.isMirrored === true;
    if (unit.mark !== 'bar' || !(isCount || (isPyramid && isPartOfAll(judged.chart.spec)))) return undefined;
    return firstOf(namedAxes(unit, judged), ({ field, channel, order }) => {
      const widths = widthsOf(field, order);
      const [narrow, wide] = [least(widths), greatest(widths)];
      if (widths.length < 3 || wide < narrow * mostUnequal) return undefined;
      return {
        pointer: channel.pointer,
        found: `equal bars for bands of ${narrow} to ${wide} of \`${field.name}\``,
        expected: 'areas that stand for the numbers',
        hint: isPyramid
          ? phrase('charts/bands.bands', { name: field.name, narrow, datasetName: judged.dataset.name })
          : phrase('charts/bands.area', { datasetName: judged.dataset.name, name: field.name }),
      };
    });
  });

/** True where bars are parts of the sum of all of them: they are as unequal as their bands, like the numbers themselves. */
const isPartOfAll = ({ transform }: JsonObject): boolean =>
  toArray(transform).some((step) =>
    toArray(toObject(step).joinaggregate).some((each) => toObject(each).op === 'sum'),
  );

/** The widths of the bands that are closed; where one begins as another ends, the end is not part of it. */
function widthsOf(field: Field, order: readonly string[]): readonly number[] {
  const bands = order.flatMap((value) => bandOf(labelOf(field, value)) ?? []);
  const isShared = bands.some(({ to }) => bands.some(({ from }) => from === to));
  return bands.map(({ from, to }) => to - from + (isShared ? 0 : 1)).filter((width) => width > 0);
}
