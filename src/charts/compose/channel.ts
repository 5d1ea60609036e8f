import { neutral } from '../../model/chart/palette.js';
import type { Field } from '../../model/dataset/dataset.js';
import { isCounted } from '../../model/dataset/periods.js';
import { ownOf } from '../../model/own.js';
import { isPart } from '../composite/parts.js';
import { derivedFields } from '../rows.js';
import { facetChannels, isNone, isObject, isOfNames, type JsonObject, paints, toObject } from '../spec.js';
import { barPart, barStep, categoryColours, labelSize, mostColours, orderedColours } from '../theme.js';
import { encodedField, hasCells, isCategorical, type Unit } from '../unit.js';
import {
  areNumerals,
  categoryLabels,
  fittedNames,
  layerLegend,
  legendLayout,
  periodLabels,
  standsUpright,
  thinned,
  withLegend,
} from './category-labels.js';
import type { Composition } from './composition.js';
import { namesAbove } from './names-above.js';
import { drawnOrder } from './order.js';
import { composeMoment, composeTimeUnit, isMoment } from './temporal.js';
import { axisOf, type Composing, fieldTitle, isPanel, titleLines, titlePlace } from './titles.js';

const scaledChannels = [...paints, 'x', 'y', 'xOffset', 'yOffset', 'shape', 'strokeDash', 'opacity', 'size'];

/** A channel of a field of the dataset. */
interface OfField extends Composing {
  readonly field: Field;
}

/** Returns one channel as vega-lite gets it: what the author says, over what the house says for a field of this kind. */
export function composeChannel(own: Composing): JsonObject {
  const { channel } = own;
  const definition = composeOwn(own);
  const isExplained = scaledChannels.includes(channel) && axisOf(channel) === undefined;
  return isExplained && !channel.endsWith('Offset') ? withLegend({ ...own, definition }) : definition;
}

function composeOwn(own: Composing): JsonObject {
  const { channel, definition: written, unit, composition } = own;
  const field = encodedField(written, composition.dataset.fields);
  const branches = withBranches(written, (branch) => composeChannel({ ...own, definition: branch }));
  if (channel === 'text') return textSource(branches, field, composition);
  const definition = withAxisTitle({ ...own, definition: branches });
  if (written.timeUnit !== undefined && field?.type === 'date')
    return composeTimeUnit(channel, definition, field, composition);
  if (isMoment(written, field)) return composeMoment(channel, definition, composition);
  if (typeof written.datum === 'string' && paints.includes(channel))
    return { ...definition, ...styled(written, 'legend', layerLegend(unit)) };
  return written.field === undefined ? definition : composeField({ ...own, definition }, field);
}

/** A channel as suits what its field is: categories, years along a scale, a measure, words, or what the chart calculates. */
function composeField(own: Composing, field: Field | undefined): JsonObject {
  const { channel, definition, unit } = own;
  // How many names there are is a number.
  if (isCategorical(field) && definition.aggregate !== 'distinct') {
    return field.type === 'year' && isContinuousYear(own)
      ? continuousYear({ ...own, field })
      : discrete({ ...own, field });
  }
  if (channel === 'size' && unit.mark === 'trail') return trailWidth(own, field);
  if (field?.role === 'measure') return measure({ ...own, field });
  // Words that declare no order stand in that of the file; vega-lite would take the alphabet.
  const isWord = field?.role === 'attribute' && definition.type !== 'quantitative' && hasOrder(channel);
  return computed(isWord ? { sort: null, ...definition } : definition, channel);
}

/** How wide a line is: where that repeats its height, no legend says so once more. */
function trailWidth({ definition, unit: { channels } }: Composing, field: Field | undefined): JsonObject {
  const isHeight = channels.y?.definition.field === definition.field;
  const house = { title: definition.title ?? field?.title ?? null, symbolType: 'stroke', tickCount: 3 };
  const legend =
    isHeight && definition.legend === undefined ? { legend: null } : styled(definition, 'legend', house);
  return { type: 'quantitative', ...definition, ...legend };
}

const hasOrder = (channel: string): boolean =>
  facetChannels.includes(channel) || scaledChannels.includes(channel);

function withBranches(definition: JsonObject, composeBranch: (branch: JsonObject) => JsonObject): JsonObject {
  const { condition } = definition;
  if (Array.isArray(condition)) {
    return { ...definition, condition: condition.map((branch) => composeBranch(toObject(branch))) };
  }
  return isObject(condition) ? { ...definition, condition: composeBranch(condition) } : definition;
}

/** What the chart calculates has no title of its own: vega would invent an English one. Moments of it are in UTC. */
function computed(written: JsonObject, channel: string): JsonObject {
  const isMomentMade = written.type === 'temporal' && axisOf(channel) !== undefined;
  const definition = isMomentMade
    ? { ...written, scale: { type: 'utc', ...toObject(written.scale) } }
    : written;
  if (axisOf(channel) !== undefined || !scaledChannels.includes(channel)) return definition;
  return { ...definition, ...styled(definition, 'legend', { title: definition.title ?? null }) };
}

/** A label prints a measure as prose does, a category by its name, and a date in words. */
function textSource(
  definition: JsonObject,
  field: Field | undefined,
  { dataset, units }: Composition,
): JsonObject {
  const { format: _, ...written } = definition;
  // What the chart works out is printed once it is drawn.
  if (field === undefined || definition.aggregate !== undefined) return written;
  const derived = derivedFields(dataset.fields.indexOf(field));
  if (field.role !== 'measure') return { ...written, field: derived.label, type: 'nominal' };
  // A cell of a heat map has room for a symbol only; what it means stands under the figure.
  const isNarrow = hasCells(units);
  return { ...written, field: isNarrow ? derived.symbol : derived.printed, type: 'nominal' };
}

function withAxisTitle({ channel, definition, titles, unit, composition }: Composing): JsonObject {
  const axis = axisOf(channel);
  const { axis: style, title } = definition;
  const shown = axis !== undefined && !isNone(style);
  if (
    !shown ||
    (definition.field === undefined && definition.datum === undefined && definition.aggregate === undefined)
  ) {
    return definition;
  }
  const shared = titles[axis];
  if (shared === undefined) return definition;
  const own = toObject(style);
  const words = isPart(unit) ? shared : (title ?? own.title ?? shared);
  const lines =
    typeof words === 'string' ? titleLines(words, composition, isPanel(unit) ? axis : undefined) : [];
  const place = axis === 'y' ? titlePlace(unit, lines.length, composition) : {};
  return {
    ...definition,
    title: undefined,
    axis: { ...place, ...own, title: lines.length < 2 ? words : lines },
  };
}

function isContinuousYear({ channel, definition, composition }: Composing): boolean {
  const { type, scale } = definition;
  if (axisOf(channel) === undefined) return false;
  if (
    type === 'quantitative' ||
    (type === 'temporal' && !composition.units.some(({ mark }) => mark === 'bar'))
  )
    return true;
  const { type: scaleType } = toObject(scale);
  return !isOfNames(definition) && scaleType === undefined && composition.continuousYears;
}

/** At most this many years are written out along an axis; beyond, vega chooses. */
const mostYears = 12;

function continuousYear({ channel, definition, field, composition }: OfField): JsonObject {
  const shown = ownOf(composition.layout.shown, field.name) ?? [];
  const years = shown.map(Number).filter((year) => Number.isFinite(year));
  const axis = {
    format: 'd',
    grid: false,
    domain: true,
    domainColor: neutral.ink,
    ticks: true,
    // Vega leaves out every other value when it thinks that a step between them would be less than the least.
    ...(years.length > 0 && years.length <= mostYears
      ? {
          values:
            // Elsewhere vega leaves out what has no room.
            channel === 'x' && composition.frame.isNarrow
              ? thinned(years, composition.layout.width / (years.length - 1 || 1), composition)
              : years,
          tickCount: years.length,
          tickMinStep: 0,
        }
      : {}),
  };
  return {
    ...definition,
    type: 'quantitative',
    scale: { zero: false, nice: false, ...toObject(definition.scale) },
    ...styled(definition, channel === 'x' || channel === 'y' ? 'axis' : 'legend', axis),
  };
}

function discrete(own: OfField): JsonObject {
  const { channel, definition, field, unit, composition } = own;
  const isOrdered = isCounted(field.type) || definition.type === 'ordinal';
  const type = isOrdered && definition.type !== 'nominal' ? 'ordinal' : 'nominal';
  const pointer = unit.channels[channel]?.pointer ?? unit.pointer;
  const order = drawnOrder({ definition, pointer }, field, composition);
  const { sort: _, ...rest } = definition;
  const base: JsonObject = { ...rest, type };
  const labelExpr = categoryLabels(field, channel, composition);
  if (facetChannels.includes(channel)) {
    const columns = channel === 'facet' ? { columns: 3 } : {};
    return { ...columns, ...base, sort: sortable(order, field), ...head(channel, definition, labelExpr) };
  }
  if (!scaledChannels.includes(channel)) return base;
  const isAxis = axisOf(channel) !== undefined;
  const isNamedAlone = isAxis && isPanelled(field, unit);
  const scale = {
    ...(isNamedAlone ? {} : { domain: sortable(order, field) }),
    ...colours(type, order, own),
    ...bandPadding(own),
    ...toObject(definition.scale),
  };
  if (isAxis) {
    const sort = isNamedAlone ? { sort: sortable(order, field) } : {};
    return {
      ...base,
      ...sort,
      scale,
      ...styled(definition, 'axis', { labelExpr, ...placedNames(order, own) }),
    };
  }
  if (channel.endsWith('Offset')) return { ...base, scale };
  const isHidden = composition.labelled.has(field.name) && definition.legend === undefined;
  const layout = legendLayout(order, field, unit, composition);
  const legend = isHidden
    ? { legend: null }
    : styled(definition, 'legend', { title: null, labelExpr, ...layout });
  return { ...base, scale, ...legend };
}

/** The names of panels, above each of them. */
function head(channel: string, definition: JsonObject, labelExpr: string): JsonObject {
  const above = channel === 'row' ? { labelOrient: 'top', labelAngle: 0 } : {};
  return styled(definition, 'header', { title: null, labelExpr, ...above });
}

/** How the names of categories stand along an axis. Periods know by themselves how many of them have room. */
function placedNames(order: readonly string[], own: OfField): JsonObject {
  const ofPeriods = periodLabels(own.channel, own.field, order, own.composition);
  return Object.keys(ofPeriods).length > 0 ? ofPeriods : narrowAxis(order, own);
}

/** How the names of categories stand along an axis for which a frame is too narrow. */
function narrowAxis(
  order: readonly string[],
  { channel, definition, field, composition }: OfField,
): JsonObject {
  if (channel === 'y') {
    const { size, line } = fittedNames(field, composition);
    const fitted = size === labelSize ? {} : { labelFontSize: size, labelLineHeight: line };
    return namesAbove(field, composition)?.axis ?? fitted;
  }
  if (standsUpright(field, composition))
    return { labelAngle: -90, labelAlign: 'right', labelBaseline: 'middle' };
  const years = sortable(order, field);
  if (field.type !== 'year' && !areNumerals(field)) return {};
  const values = thinned(years, composition.layout.width / Math.max(years.length, 1), composition);
  // Where all have room, or the author chose some, nothing is said, so that one drawing serves paper and desk.
  const axis = toObject(definition.axis);
  const isChosen = axis.values !== undefined || axis.labelExpr !== undefined;
  if (!composition.frame.isNarrow && (isChosen || values.length === years.length)) return {};
  // Vega takes a count of ticks for the most that there may be of values too.
  return { values, tickCount: years.length, labelOverlap: false };
}

/** True where every panel holds one category of a field: on an axis, each may name its own alone. */
const isPanelled = (field: Field, { channels }: Unit): boolean =>
  facetChannels.some((name) => channels[name]?.definition.field === field.name);

/** Cells of a heat map touch; bars keep their thickness where labels of several lines set them further apart. */
function bandPadding({ channel, definition, field, composition }: OfField): JsonObject {
  if (axisOf(channel) === undefined) return {};
  const above = channel === 'y' ? namesAbove(field, composition) : undefined;
  if (above !== undefined) return above.scale;
  const marks = composition.units.map(({ mark }) => mark);
  if (marks.includes('rect')) return { paddingInner: 0, paddingOuter: 0 };
  if (channel !== 'y' || definition.axis === null || !marks.includes('bar')) return {};
  const { step } = fittedNames(field, composition);
  return step === barStep
    ? {}
    : { paddingInner: 1 - (Math.min(barStep, step) * barPart) / step, paddingOuter: 0.2 };
}

/** Merges the house's style under the author's; an author's `null` stays. */
function styled(definition: JsonObject, key: 'axis' | 'legend' | 'header', house: JsonObject): JsonObject {
  const own = definition[key];
  return isNone(own) ? { [key]: null } : { [key]: { ...house, ...toObject(own) } };
}

/** Years are numbers in the rows, so also in a domain. */
function sortable(order: readonly string[], field: Field): readonly (string | number)[] {
  return field.type === 'year' ? order.map((year) => (year === field.total ? year : Number(year))) : order;
}

function colours(
  type: string,
  order: readonly string[],
  { channel, field, composition: { palette } }: OfField,
): JsonObject {
  if (!paints.includes(channel)) return {};
  const range =
    type === 'ordinal' ? orderedColours(order.length, palette) : categoryColours(order, field, palette);
  // More than a house has, where its author means it.
  if (range === undefined && order.length > mostColours)
    return { scheme: order.length > 10 ? 'tableau20' : 'tableau10' };
  return range === undefined ? {} : { range };
}

function measure({ channel, definition, field, composition: { layout } }: OfField): JsonObject {
  const base = { type: 'quantitative', ...definition };
  if (axisOf(channel) === undefined) {
    const title = definition.title ?? fieldTitle(field);
    return scaledChannels.includes(channel) ? { ...base, ...styled(base, 'legend', { title }) } : base;
  }
  const whole = field.type === 'integer' && definition.aggregate === undefined ? { tickMinStep: 1 } : {};
  const tickCount = channel === 'x' && layout.width < 300 ? 3 : 5;
  return { ...base, ...styled(base, 'axis', { ...whole, tickCount }) };
}
