/** What a stranger would choose otherwise: fewer things in one drawing, room for words, an order that says something. */
import type { Diagnostic } from '../diagnostics.js';
import type { LabelBox } from '../model/chart/chart.js';
import type { ChoiceRuleName } from '../model/chart/exceptions.js';
import { greatest, least } from '../model/chart/extremes.js';
import { labelOf } from '../model/dataset/category.js';
import type { Field, PublishedDataset } from '../model/dataset/dataset.js';
import { isTimeType } from '../model/dataset/periods.js';
import { compare, exact, toPlainText } from '../model/exact.js';
import { ownOf } from '../model/own.js';
import { textOfParts } from '../model/tree/classed-text.js';
import type { ChartNode } from '../model/tree/nodes.js';
import { type CheckContext, useException } from './check/context.js';
import { type ChartFault, diagnosticOf, fault } from './check/rule.js';
import type { Layout } from './compose/composition.js';
import { discreteField, drawnOrder } from './compose/order.js';
import { type DrawnForm, fewestInHistogram, thingsCounted } from './form.js';
import { plainText } from './plain-text.js';
import { boundFields, rowField, rowOf } from './rows.js';
import { overlappingLabels } from './scene/scene.js';
import { axes, facetChannels, type JsonObject, paints, point, toArray, toObject } from './spec.js';
import { mostColours } from './theme.js';
import { type Channel, encodedField, partsOf, stackOf, type Unit } from './unit.js';

/** A chart as it was drawn for paper, as far as its choices are judged. */
interface JudgedChart {
  readonly chart: ChartNode;
  readonly form: DrawnForm;
  readonly dataset: PublishedDataset;
  readonly units: readonly Unit[];
  readonly layout: Pick<Layout, 'drawn' | 'shown'>;
  /** Its visible texts. */
  readonly labels: readonly LabelBox[];
  /** Of the drawing, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Looks at a chart for one choice: what a stranger would ask its author; undefined where nothing speaks against it. */
type ChoiceRule = (judged: JudgedChart) => ChartFault | undefined;

/** The first of what some things give. */
function firstOf<T, R>(all: readonly T[], look: (each: T) => R | undefined): R | undefined {
  for (const each of all) {
    const found = look(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A dimension of names on an axis, and its categories in the order in which they are drawn. */
interface NamedAxis {
  readonly field: Field;
  readonly channel: Channel;
  readonly order: readonly string[];
}

/** The axes of a unit that hold names: no years, quarters or days. */
function namedAxes(unit: Unit, { dataset, units, layout }: JudgedChart): readonly NamedAxis[] {
  return axes.flatMap((name) => {
    const channel = unit.channels[name];
    const field = discreteField(channel?.definition, dataset.fields);
    if (channel === undefined || field === undefined || isTimeType(field.type)) return [];
    return [{ field, channel, order: drawnOrder(channel, field, { units, layout, dataset }) }];
  });
}

/** The dimension whose categories a unit tells apart by colour. */
function colouredBy(
  unit: Unit,
  { dataset }: Pick<JudgedChart, 'dataset'>,
): { readonly field: Field; readonly channel: Channel } | undefined {
  return firstOf(paints, (name) => {
    const channel = unit.channels[name];
    const field = discreteField(channel?.definition, dataset.fields);
    return channel === undefined || field === undefined ? undefined : { field, channel };
  });
}

/** The categories of a field that a chart shows, its total left out. */
const partsShown = ({ name, total }: Field, { layout }: JudgedChart): readonly string[] =>
  (ownOf(layout.shown, name) ?? []).filter((value) => value !== total);

const [fewestStacked, mostSlices, mostLines, mostTold] = [4, 5, 5, 7] as const;

/** Four series on one another, of which the title is about one: only the lowest stands on the axis, so that one must be it or be alone. */
const manySeries: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const stack = unit.mark === 'text' ? undefined : stackOf(unit, judged.dataset);
    const field = judged.dataset.fields.find(({ name }) => stack?.by.includes(name));
    if (stack === undefined || field === undefined) return undefined;
    const count = partsShown(field, judged).length;
    if (count < fewestStacked) return undefined;
    const told = categoriesInTitle(field, judged);
    const [one] = told;
    if (told.length !== 1 || one === undefined) return undefined;
    const said = { count, one, dataset: judged.dataset.name, field: field.name };
    return fault(stack.pointer, 'chart/choice.many-series', said);
  });

/** The categories of a field that a title states, claims or names. */
function categoriesInTitle(field: Field, { chart }: JudgedChart): readonly string[] {
  const [title] = chart.children;
  const parts = plainText(title.children);
  const cells = [
    ...parts.flatMap(({ entry }) => entry?.quantity.cells ?? []),
    ...(chart.claimed ?? []).flatMap(({ own }) => own),
  ];
  const words = textOfParts(parts).toLowerCase();
  const keys = cells.flatMap(({ dataset, keys }) =>
    dataset === chart.dataset ? (keys[field.name] ?? []) : [],
  );
  return partsOf(field).filter(
    (value) => keys.includes(value) || words.includes(labelOf(field, value).toLowerCase()),
  );
}

/** A circle of more parts than can be compared. */
const manySlices: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    if (unit.mark !== 'arc') return undefined;
    const panels = facetChannels.flatMap((name) => unit.channels[name]?.definition.field ?? []).map(String);
    const circles = new Map<string, number>();
    for (const datum of judged.layout.drawn[unit.name] ?? []) {
      const key = JSON.stringify(panels.map((name) => datum[name]));
      circles.set(key, (circles.get(key) ?? 0) + 1);
    }
    const count = greatest([0, ...circles.values()]);
    if (count <= mostSlices) return undefined;
    const said = { count, most: mostSlices, dataset: judged.dataset.name };
    const at = unit.channels.theta?.pointer ?? unit.pointer;
    return fault(at, 'chart/choice.many-slices', said);
  });

/** More colours than a reader can hold. */
const manyColours: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const by = colouredBy(unit, judged);
    const { length } = by === undefined ? [] : partsShown(by.field, judged);
    if (by === undefined || length <= mostTold) return undefined;
    const said = { count: length, field: by.field.name, most: mostTold, few: mostColours - 1 };
    return fault(by.channel.pointer, 'chart/choice.many-colours', said);
  });

/** A knot of lines. */
const manyLines: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const by = colouredBy(unit, judged) ?? linesOf(unit, judged);
    if (unit.mark !== 'line' || by === undefined) return undefined;
    // The line of a dumbbell stays in its row, and among grey ones the one that stands out can be followed.
    const isInRow = discreteField(unit.channels.y?.definition, judged.dataset.fields) === by.field;
    if (isInRow || unit.channels.color?.definition.condition !== undefined) return undefined;
    const isInPanels = facetChannels.some((name) => unit.channels[name]?.definition.field === by.field.name);
    const { length } = ownOf(judged.layout.shown, by.field.name) ?? [];
    if (isInPanels || length <= mostLines) return undefined;
    const said = { count: length, most: mostLines, field: by.field.name };
    return fault(by.channel.pointer, 'chart/choice.many-lines', said);
  });

/** The dimension of which each category has a line, though not a colour. */
function linesOf({ channels: { detail } }: Unit, { dataset }: JudgedChart): ReturnType<typeof colouredBy> {
  const field = discreteField(detail?.definition, dataset.fields);
  return detail === undefined || field === undefined ? undefined : { field, channel: detail };
}

/** A picture of a single number; beside it names may say that others are missing. */
const oneBar: ChoiceRule = ({ units, layout, dataset }) => {
  const marks = units.filter(({ mark }) => mark !== 'text');
  const [unit] = marks;
  const count = marks.reduce((sum, { name }) => sum + (layout.drawn[name] ?? []).length, 0);
  const rows = new Set(
    units.flatMap(({ name }) => (layout.drawn[name] ?? []).map((datum) => datum[rowField])),
  );
  const isFromTo = unit?.channels.x2 !== undefined || unit?.channels.y2 !== undefined;
  if (unit?.mark !== 'bar' || count !== 1 || rows.size > 1 || isFromTo) return undefined;
  return fault(point(unit.pointer, 'mark'), 'chart/choice.one-bar', { dataset: dataset.name });
};

/** So many names have room at the ends of lines. */
const mostNamed = 4;

/** A legend makes the eye go to and fro, where names have room beside their lines. */
const legendOfLines: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const by = colouredBy(unit, judged);
    const along = encodedField(unit.channels.x?.definition, judged.dataset.fields);
    if (unit.mark !== 'line' || by === undefined || !isTimeType(along?.type ?? '')) return undefined;
    const { definition } = by.channel;
    const { length } = partsShown(by.field, judged);
    const isNamed = judged.units.some(
      ({ channels: { text } }) => encodedField(text?.definition, judged.dataset.fields) === by.field,
    );
    const inPanels = facetChannels.some((name) => unit.channels[name] !== undefined);
    if (isNamed || definition.legend === null || inPanels || length < 2 || length > mostNamed)
      return undefined;
    const said = { count: length, dataset: judged.dataset.name, field: by.field.name };
    return fault(by.channel.pointer, 'chart/choice.legend', said);
  });

/** A rate of 3 things, drawn as long as one of 300, and no word of how many there are. */
const fewBehindRate: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const { dataset, units, layout } = judged;
    return firstOf([unit.channels.x, unit.channels.y], (channel) => {
      const measure = encodedField(channel?.definition, dataset.fields);
      if (unit.mark === 'text' || channel === undefined || measure?.role !== 'measure') return undefined;
      const isPrinted = units.some(({ channels: { text } }) => text?.definition.field === measure.name);
      const whole = firstOf(layout.drawn[unit.name] ?? [], (datum) => {
        const { fraction } = ownOf(rowOf(dataset, datum)?.derivations, measure.name) ?? {};
        return fraction !== undefined && compare(fraction.whole, exact(mostFew)) <= 0
          ? fraction.whole
          : undefined;
      });
      if (isPrinted || whole === undefined) return undefined;
      const said = { whole: toPlainText(whole), measure: measure.name };
      return fault(channel.pointer, 'chart/choice.few-behind-rate', said);
    });
  });

/** Of so many, a rate says little. */
const mostFew = 3;

/** What names beside bars may take of a drawing before they are its main part. */
const mostOfWidth = 1 / 3;

/** Names that leave too little room for what they name. */
const longLabels: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const axis = namedAxes(unit, judged).find(({ channel }) => channel === unit.channels.y);
    if (axis === undefined || axis.channel.definition.axis === null) return undefined;
    const names = axis.field.categories.map(({ label }) => label);
    const own = judged.labels.filter(({ role, text }) => role === 'axis' && names.includes(text));
    const widest = greatest([0, ...own.map(({ x1, x2 }) => x2 - x1)]);
    if (widest <= judged.width * mostOfWidth) return undefined;
    const said = { part: Math.round((100 * widest) / judged.width), field: axis.field.name };
    return fault(axis.channel.pointer, 'chart/choice.long-labels', said);
  });

/** What a page of A4 holds below a caption, in pixels. */
const mostHeight = 860;

/** A figure that no page holds cannot be printed whole. */
const tallerThanPage: ChoiceRule = ({ height, units, dataset }) => {
  if (height <= mostHeight) return undefined;
  const rows = dataset.fields.find(({ name }) =>
    units.some(({ channels }) => channels.y?.definition.field === name),
  );
  const said = { height: Math.round(height), most: mostHeight, field: rows?.name ?? 'category' };
  return fault('', 'chart/choice.taller-than-page', said);
};

/** Words that lie over each other cannot be read: more names along an axis than it has room for, most often. */
const wordsOverlap: ChoiceRule = ({ labels, units, dataset }) => {
  const [first] = overlappingLabels(labels);
  if (first === undefined) return undefined;
  const [a, b] = first;
  const isAlong = a.role === 'axis' && b.role === 'axis';
  const names = units.map(({ channels }) => discreteField(channels.x?.definition, dataset.fields));
  const field = names.find((each) => each?.categories.some(({ label }) => label === a.text));
  const said = { one: a.text, other: b.text };
  return isAlong && field !== undefined
    ? fault('', 'chart/choice.names-overlap', { ...said, field: field.name })
    : fault('', 'chart/choice.words-overlap', said);
};

/** Marks that stand side by side, one for each name. */
const besideEachOther = ['bar', 'point', 'circle', 'square', 'tick'];

/** So many bars are read off in any order. */
const fewest = 5;

/** Names in an order that means something to a reader: bands of ages, years written as words. */
const isNatural = (field: Field, order: readonly string[]): boolean =>
  order.some((value) => bandOf(labelOf(field, value)) !== undefined || /^\d/.test(labelOf(field, value)));

/** What gathers the rest is no category among others, so that its size places it nowhere. */
const restInTheMiddle: ChoiceRule = (judged) =>
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
        const said = { rest: found, field: field.name };
        return fault(point(channel.pointer, 'sort'), 'chart/choice.rest-in-the-middle', said);
      },
    ),
  );

/** The alphabet orders words, not what they stand for. */
const byAlphabet: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) =>
    firstOf(unit.mark === 'bar' && !isDivided(unit) ? namedAxes(unit, judged) : [], (axis) => {
      const { field, channel, order } = axis;
      const names = order.filter((value) => value !== field.total).map((value) => labelOf(field, value));
      const isAlphabet = names.every(
        (name, at) => at === 0 || (names[at - 1] ?? '').toLowerCase() < name.toLowerCase(),
      );
      if (names.length < fewest || !isAlphabet || isNatural(field, order) || isBySize(axis, unit, judged))
        return undefined;
      const said = { count: names.length, sort: channel.pointer.endsWith('/y') ? '-x' : '-y' };
      return fault(channel.pointer, 'chart/choice.by-alphabet', said);
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
const lineOverNames: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) =>
    firstOf(unit.mark === 'line' || unit.mark === 'area' ? namedAxes(unit, judged) : [], (axis) => {
      const { field, channel, order } = axis;
      const isOrdered = channel.definition.type === 'ordinal' || isNatural(field, order);
      // A line for each of them, as in a dumbbell, does not lead from one to the next.
      const hasOwn = splitting.some((name) => unit.channels[name]?.definition.field === field.name);
      // Between two, such as before and after, it is a slope.
      if (isOrdered || hasOwn || order.length < 3) return undefined;
      const said = { mark: unit.mark, field: field.name };
      return fault(channel.pointer, 'chart/choice.line-over-names', said);
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

/** What the marks of a unit count together, with what is drawn beside them. */
function countOf({ channels }: Unit, { dataset, layout, units }: JudgedChart): number {
  const measure = Object.values(channels)
    .map(({ definition }) => encodedField(definition, dataset.fields))
    .find((field) => field?.role === 'measure');
  const drawn = units.flatMap(({ name }) => layout.drawn[name] ?? []);
  const rows = new Set(drawn.flatMap((datum) => rowOf(dataset, datum) ?? []));
  return measure === undefined || rows.size === 0 ? Infinity : thingsCounted(measure, [...rows]);
}

/** Bars as wide as their bands, of few things: the eye sees a shape where there are some persons. */
const fewInHistogram: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const { x, x2 } = unit.channels;
    const field = judged.dataset.fields.find((each) => boundFields(each)[0] === x?.definition.field);
    const count = countOf(unit, judged);
    if (unit.mark !== 'bar' || x === undefined || x2 === undefined || field === undefined) return undefined;
    if (count === 0 || count >= fewestInHistogram) return undefined;
    const said = { count, dataset: judged.dataset.name, field: field.name };
    return fault(x.pointer, 'chart/choice.few-in-histogram', said);
  });

/** A band of ten years catches twice as many as one of five: bars of one width make a peak of it. */
const unequalBands: ChoiceRule = (judged) =>
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
      if (!isPyramid && countOf(unit, judged) < fewestInHistogram) return undefined;
      const said = { narrow, wide, field: field.name, dataset: judged.dataset.name };
      const id = isPyramid ? 'chart/choice.unequal-bands-of-pyramid' : 'chart/choice.unequal-bands';
      return fault(channel.pointer, id, said);
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

/** By the names under which an author allows them. */
const rules: Readonly<Record<ChoiceRuleName, ChoiceRule>> = {
  'many-series': manySeries,
  'unequal-bands': (judged) => unequalBands(judged) ?? fewInHistogram(judged),
  'few-behind-rate': fewBehindRate,
  'many-slices': manySlices,
  'many-colours': manyColours,
  'many-lines': manyLines,
  'long-labels': longLabels,
  'words-overlap': wordsOverlap,
  'taller-than-page': tallerThanPage,
  'rest-in-the-middle': restInTheMiddle,
  'by-alphabet': byAlphabet,
  'line-over-names': lineOverNames,
  'one-bar': oneBar,
  legend: legendOfLines,
};

/**
 * What a stranger would do otherwise in a chart that breaks no rule: warnings, each with the call that does it. `allow` takes one
 * back, with the reason.
 */
export function judgeChoices(judged: JudgedChart, context: CheckContext): readonly Diagnostic[] {
  return (Object.keys(rules) as ChoiceRuleName[]).flatMap((name): Diagnostic[] => {
    const doubt = rules[name](judged);
    if (doubt === undefined || useException(context, name)) return [];
    return [diagnosticOf(doubt, context)];
  });
}
