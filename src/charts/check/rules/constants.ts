import { faultOf } from '../../../problems/problem.js';
import { type JsonObject, point } from '../../spec.js';
import { encodedField, hasContinuousYears, isCategorical, type Unit, unitsOf } from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { SpecRule } from '../rule.js';

/**
 * No mark stands for a number by hand: where it stands says how large something is. A constant is the number
 * of a helper, a cell or a declared literal; zero, the whole hundred of percentages, and a moment need none. The other ends
 * of bars and rules are checked with their baselines.
 */
export const constants: SpecRule = {
  on: 'plot',
  *check({ units }, context) {
    for (const { mark, channels } of units.filter((unit) => unit.mark !== 'text')) {
      for (const name of ['x', 'y'] as const) {
        const { definition: { datum, value } = {}, pointer = '' } = channels[name] ?? {};
        const written = (key: string, number: string | number) =>
          faultOf('chart/literal-number.place', { name, key, number, mark });
        if (typeof value === 'number' && value !== 0)
          yield { at: point(pointer, 'value'), ...written('value', value) };
        const at = point(pointer, 'datum');
        const isNumber =
          typeof datum === 'number' || (typeof datum === 'string' && /^\s*[-−]?\d/.test(datum));
        const isDeclared = context.chart.constants?.some((constant) => constant.pointer === at) === true;
        if (isNumber && !isDeclared && !isKnown(Number(datum), name, units, context))
          yield { at, ...written('datum', datum) };
      }
    }
  },
};

/** Zero, a year of the data on an axis of years, and a hundred where an axis shows percentages. */
function isKnown(datum: number, name: 'x' | 'y', plot: readonly Unit[], { dataset }: CheckContext): boolean {
  const fields = plot.map(({ channels }) => encodedField(channels[name]?.definition, dataset.fields));
  const year = fields.find((field) => field?.type === 'year');
  if (year !== undefined) return year.categories.some(({ value }) => Number(value) === datum);
  return datum === 0 || (datum === 100 && fields.some((field) => field?.unit === '%'));
}

/** What moves a mark away from its number, in pixels. */
const offsets = ['xOffset', 'yOffset', 'x2Offset', 'y2Offset'];
const placing = ['x', 'y', 'x2', 'y2', ...offsets];

/** A place that depends on a condition is the number of a mark only where it does not hold. */
export const placesWithoutCondition: SpecRule = {
  on: 'channel',
  *check({ unit: { mark }, name, definition, pointer }) {
    if (mark === 'text' || !placing.includes(name) || definition.condition === undefined) return;
    yield {
      at: point(pointer, 'condition'),
      ...faultOf('chart/baseline.places-without-condition', { name, mark }),
    };
  },
};

/** A mark keeps its place; words alone are moved. */
export const unmoved: SpecRule = {
  on: 'unit',
  *check({ mark, style, channels, pointer }, context) {
    if (mark === 'text') return;
    for (const name of offsets) {
      const { value, datum } = channels[name]?.definition ?? {};
      const own = style[name];
      const found = own ?? value ?? datum;
      // A name is a place among others of its category.
      if (found === undefined || found === 0 || (own === undefined && typeof found === 'string')) continue;
      if (typeof own === 'number' && isWithinBand(own, name, channels, context)) continue;
      yield {
        at: own === undefined ? (channels[name]?.pointer ?? pointer) : point(pointer, 'mark', name),
        ...faultOf('chart/baseline.unmoved', { name, mark }),
      };
    }
  },
};

/** So far a mark may be moved within its band, in pixels. */
const mostMoved = 6;

/** True where a mark is moved a little along an axis of categories or bands of time: it keeps its place, and no number is there. */
function isWithinBand(by: number, name: string, channels: Unit['channels'], context: CheckContext): boolean {
  const definition = channels[name.charAt(0)]?.definition ?? {};
  const isBand =
    isOfNames(definition, context) || definition.timeUnit !== undefined || definition.bin !== undefined;
  return Math.abs(by) <= mostMoved && isBand && definition.aggregate === undefined;
}

/** True for an axis of names: along one of years or days as numbers, as lines have it, every place is another time. */
function isOfNames(definition: JsonObject, { dataset, chart }: CheckContext): boolean {
  const field = encodedField(definition, dataset.fields);
  if (!isCategorical(field)) return false;
  if (definition.type !== undefined) return ['ordinal', 'nominal'].includes(String(definition.type));
  if (field.type === 'date') return false;
  return field.type !== 'year' || !hasContinuousYears(unitsOf(chart.spec));
}
