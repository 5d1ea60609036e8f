import type { JsonObject } from '../spec.js';
import { point } from '../spec.js';
import { encodedField, hasContinuousYears, isCategorical, plotsOf, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, report } from './context.js';

/** The other ends of bars and rules are checked with their baselines. */
const positions = ['x', 'y'] as const;
type Place = (typeof positions)[number];

/** What moves a mark away from its number, in pixels. */
const offsets = ['xOffset', 'yOffset', 'x2Offset', 'y2Offset'];

/**
 * Checks that no mark stands for a number by hand: where it stands says how large something is. A constant is the number
 * of a helper, a cell or a declared literal; zero, the whole hundred of percentages, and a moment need none.
 */
export function checkConstants(spec: JsonObject, context: CheckContext): void {
  for (const { units } of plotsOf(spec, unitsOf(spec))) {
    for (const unit of units) {
      if (unit.mark === 'text') continue;
      for (const place of positions) checkConstant(unit, place, units, context);
      for (const name of offsets) checkOffset(unit, name, context);
      for (const name of [...positions, 'x2', 'y2', ...offsets]) checkCondition(unit, name, context);
    }
  }
}

function checkConstant(unit: Unit, place: Place, plot: readonly Unit[], context: CheckContext): void {
  const channel = unit.channels[place];
  const { datum, value } = channel?.definition ?? {};
  if (channel === undefined) return;
  if (typeof value === 'number' && value !== 0)
    refuse(`\`${place}: {value: ${value}}\` of \`${unit.mark}\``, point(channel.pointer, 'value'), context);
  if (typeof datum !== 'number' && !(typeof datum === 'string' && /^\s*[-−]?\d/.test(datum))) return;
  const at = point(channel.pointer, 'datum');
  if (
    context.chart.constants?.some(({ pointer }) => pointer === at) === true ||
    isKnown(Number(datum), place, plot, context)
  )
    return;
  refuse(`\`${place}: {datum: ${datum}}\` of \`${unit.mark}\``, at, context);
}

/** Zero, a year of the data on an axis of years, and a hundred where an axis shows percentages. */
function isKnown(datum: number, place: Place, plot: readonly Unit[], { dataset }: CheckContext): boolean {
  const fields = plot.map(({ channels }) => encodedField(channels[place]?.definition, dataset.fields));
  const year = fields.find((field) => field?.type === 'year');
  if (year !== undefined) return year.categories.some(({ value }) => Number(value) === datum);
  return datum === 0 || (datum === 100 && fields.some((field) => field?.unit === '%'));
}

function refuse(actual: string, pointer: string, context: CheckContext): void {
  const message = `Unexpected ${actual}, expected a cell or a declared number`;
  report(context, 'chart/literal-number', pointer, message, {
    hint: 'write `datum: {{value ...}}`, or `datum: {{literal "..." unit="..." source="..."}}`',
  });
}

/** A place that depends on a condition is the number of a mark only where it does not hold. */
function checkCondition({ mark, channels }: Unit, name: string, context: CheckContext): void {
  const channel = channels[name];
  if (channel?.definition.condition === undefined) return;
  const message = `Unexpected \`condition\` of \`${name}\` of \`${mark}\`, expected a mark that stands at its number`;
  report(context, 'chart/baseline', point(channel.pointer, 'condition'), message, {
    hint: 'draw the marks that stand elsewhere in a layer of their own, with a `filter`',
  });
}

/** So far a mark may be moved within its band, in pixels. */
const mostMoved = 6;

/** True for an axis of names: along one of years or days as numbers, as lines have it, every place is another time. */
function isNamed(
  definition: JsonObject | undefined,
  { dataset, chart }: Pick<CheckContext, 'dataset' | 'chart'>,
): boolean {
  const field = encodedField(definition, dataset.fields);
  if (!isCategorical(field)) return false;
  if (definition?.type !== undefined) return ['ordinal', 'nominal'].includes(String(definition.type));
  if (field.type === 'date') return false;
  return field.type !== 'year' || !hasContinuousYears(unitsOf(chart.spec));
}

/** True where a mark is moved a little along an axis of categories or bands of time: it keeps its place, and no number is there. */
function isWithinBand(
  by: number,
  name: string,
  channels: Unit['channels'],
  { dataset, chart }: CheckContext,
): boolean {
  const definition = channels[name.charAt(0)]?.definition;
  const isBand =
    isNamed(definition, { dataset, chart }) ||
    definition?.timeUnit !== undefined ||
    definition?.bin !== undefined;
  return Math.abs(by) <= mostMoved && isBand && definition?.aggregate === undefined;
}

function checkOffset({ mark, style, channels, pointer }: Unit, name: string, context: CheckContext): void {
  const { value, datum } = channels[name]?.definition ?? {};
  const own = style[name];
  const found = own ?? value ?? datum;
  // A name is a place among others of its category.
  if (found === undefined || found === 0 || (own === undefined && typeof found === 'string')) return;
  if (typeof own === 'number' && isWithinBand(own, name, channels, context)) return;
  const at = own === undefined ? (channels[name]?.pointer ?? pointer) : point(pointer, 'mark', name);
  const message = `Unexpected \`${name}\` of \`${mark}\`, expected a mark that stands at its number`;
  report(context, 'chart/baseline', at, message, { hint: 'only words may be moved, with `dx` and `dy`' });
}
