import { labelOf } from '../../model/dataset/category.js';
import type { Field } from '../../model/dataset/dataset.js';
import { phrase } from '../../problems/problem.js';
import { facetChannels, point } from '../spec.js';
import type { Unit } from '../unit.js';
import { bandOf } from './bands.js';
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
