import { greatest } from '../../model/chart/extremes.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field } from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { compare, exact, toPlainText } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { phrase } from '../../problems/problem.js';
import { stackOf } from '../check/stack.js';
import { discreteField } from '../compose/order.js';
import { plainText } from '../plain-text.js';
import { rowField } from '../rows.js';
import { overlappingLabels } from '../scene/scene.js';
import { facetChannels, point } from '../spec.js';
import { mostColours } from '../theme.js';
import { encodedField, type Unit } from '../unit.js';
import {
  type ChoiceRule,
  colouredBy,
  firstOf,
  type JudgedChart,
  namedAxes,
  partsShown,
} from './judged-chart.js';

const [fewestStacked, mostSlices, mostLines, mostTold] = [4, 5, 5, 7] as const;

/** Four series on one another, of which the title is about one: only the lowest stands on the axis, so that one must be it or be alone. */
export const manySeries: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const stack = unit.mark === 'text' ? undefined : stackOf(unit, judged.dataset);
    const field = judged.dataset.fields.find(({ name }) => stack?.by.includes(name));
    if (stack === undefined || field === undefined || partsShown(field, judged).length < fewestStacked)
      return undefined;
    const told = categoriesInTitle(field, judged);
    const [one] = told;
    if (told.length !== 1 || one === undefined) return undefined;
    const { length } = partsShown(field, judged);
    return {
      pointer: stack.pointer,
      found: `${length} stacked series under a title about \`${one}\` alone`,
      expected: 'a chart in which that one can be followed',
      hint: phrase('charts/many.lines', { datasetName: judged.dataset.name, name: field.name }),
    };
  });

/** The categories of a field that a title states, claims or names. */
function categoriesInTitle(field: Field, { chart }: JudgedChart): readonly string[] {
  const [title] = chart.children;
  const { text, entries } = plainText(title.children);
  const cells = [
    ...entries.flatMap(({ quantity }) => quantity.cells),
    ...(chart.claimed ?? []).flatMap(({ own }) => own),
  ];
  const words = text.toLowerCase();
  const keys = cells.flatMap(({ dataset, keys }) =>
    dataset === chart.dataset ? (keys[field.name] ?? []) : [],
  );
  return field.categories
    .map(({ value }) => value)
    .filter((value) => value !== field.total)
    .filter((value) => keys.includes(value) || words.includes(labelOf(field, value).toLowerCase()));
}

/** A circle of more parts than can be compared. */
export const manySlices: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    if (unit.mark !== 'arc') return undefined;
    const panels = facetChannels.flatMap((name) => unit.channels[name]?.definition.field ?? []).map(String);
    const circles = new Map<string, number>();
    for (const datum of judged.layout.drawn[unit.name] ?? []) {
      const key = JSON.stringify(panels.map((name) => datum[name]));
      circles.set(key, (circles.get(key) ?? 0) + 1);
    }
    const length = greatest([0, ...circles.values()]);
    if (length <= mostSlices) return undefined;
    return {
      pointer: unit.channels.theta?.pointer ?? unit.pointer,
      found: `circle of ${length} parts`,
      expected: `at most ${mostSlices}`,
      hint: phrase('charts/many.bars', { datasetName: judged.dataset.name }),
    };
  });

/** More colours than a reader can hold. */
export const manyColours: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const by = colouredBy(unit, judged);
    const { length } = by === undefined ? [] : partsShown(by.field, judged);
    if (by === undefined || length <= mostTold) return undefined;
    return {
      pointer: by.channel.pointer,
      found: `${length} colours for \`${by.field.name}\``,
      expected: `at most ${mostTold}`,
      hint: phrase('charts/many.colour', { mostColours: mostColours - 1, fieldName: by.field.name }),
    };
  });

/** A knot of lines. */
export const manyLines: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const by = colouredBy(unit, judged) ?? linesOf(unit, judged);
    if (unit.mark !== 'line' || by === undefined) return undefined;
    // The line of a dumbbell stays in its row, and among grey ones the one that stands out can be followed.
    const isInRow = discreteField(unit.channels.y?.definition, judged.dataset.fields) === by.field;
    if (isInRow || unit.channels.color?.definition.condition !== undefined) return undefined;
    const isInPanels = facetChannels.some((name) => unit.channels[name]?.definition.field === by.field.name);
    const { length } = ownOf(judged.layout.shown, by.field.name) ?? [];
    if (isInPanels || length <= mostLines) return undefined;
    return {
      pointer: by.channel.pointer,
      found: `${length} lines in one plot`,
      expected: `at most ${mostLines}`,
      hint: phrase('charts/many.color', { fieldName: by.field.name }),
    };
  });

/** The dimension of which each category has a line, though not a colour. */
function linesOf({ channels: { detail } }: Unit, { dataset }: JudgedChart): ReturnType<typeof colouredBy> {
  const field = discreteField(detail?.definition, dataset.fields);
  return detail === undefined || field === undefined ? undefined : { field, channel: detail };
}

/** A picture of a single number; beside it names may say that others are missing. */
export const oneBar: ChoiceRule = ({ units, layout, dataset }) => {
  const marks = units.filter(({ mark }) => mark !== 'text');
  const [unit] = marks;
  const count = marks.reduce((sum, { name }) => sum + (layout.drawn[name] ?? []).length, 0);
  const rows = new Set(
    units.flatMap(({ name }) => (layout.drawn[name] ?? []).map((datum) => datum[rowField])),
  );
  const isFromTo = unit?.channels.x2 !== undefined || unit?.channels.y2 !== undefined;
  if (unit?.mark !== 'bar' || count !== 1 || rows.size > 1 || isFromTo) return undefined;
  return {
    pointer: point(unit.pointer, 'mark'),
    found: 'single bar',
    expected: 'several numbers that are compared',
    hint: phrase('charts/many.sentence', { name: dataset.name }),
  };
};

/** So many names have room at the ends of lines. */
const mostNamed = 4;

/** A legend makes the eye go to and fro, where names have room beside their lines. */
export const legendOfLines: ChoiceRule = (judged) =>
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
    return {
      pointer: by.channel.pointer,
      found: `legend for ${length} lines`,
      expected: 'their names at their ends',
      hint: phrase('charts/many.add', { datasetName: judged.dataset.name, fieldName: by.field.name }),
    };
  });

/** A rate of 3 things, drawn as long as one of 300, and no word of how many there are. */
export const fewBehindRate: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const { dataset, units, layout } = judged;
    return firstOf([unit.channels.x, unit.channels.y], (channel) => {
      const measure = encodedField(channel?.definition, dataset.fields);
      if (unit.mark === 'text' || channel === undefined || measure?.role !== 'measure') return undefined;
      const isPrinted = units.some(({ channels: { text } }) => text?.definition.field === measure.name);
      const whole = firstOf(layout.drawn[unit.name] ?? [], (datum) => {
        const row = dataset.rows[Number(datum[rowField])];
        const { fraction } = ownOf(row?.derivations, measure.name) ?? {};
        return fraction !== undefined && compare(fraction.whole, exact(mostFew)) <= 0
          ? fraction.whole
          : undefined;
      });
      if (isPrinted || whole === undefined) return undefined;
      return {
        pointer: channel.pointer,
        found: `rate of ${toPlainText(whole)} without the number of them`,
        expected: 'both numbers beside it',
        hint: phrase('charts/few-and-long.add', { name: measure.name }),
      };
    });
  });

/** Of so many, a rate says little. */
const mostFew = 3;

/** What names beside bars may take of a drawing before they are its main part. */
const mostOfWidth = 1 / 3;

/** Names that leave too little room for what they name. */
export const longLabels: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const axis = namedAxes(unit, judged).find(({ channel }) => channel === unit.channels.y);
    if (axis === undefined || axis.channel.definition.axis === null) return undefined;
    const names = axis.field.categories.map(({ label }) => label);
    const own = judged.labels.filter(({ role, text }) => role === 'axis' && names.includes(text));
    const widest = greatest([0, ...own.map(({ x1, x2 }) => x2 - x1)]);
    if (widest <= judged.width * mostOfWidth) return undefined;
    return {
      pointer: axis.channel.pointer,
      found: `names that take ${Math.round((100 * widest) / judged.width)} per cent of the width`,
      expected: 'at most a third',
      hint: phrase('charts/few-and-long.categories', { fieldName: axis.field.name }),
    };
  });

/** What a page of A4 holds below a caption, in pixels. */
const mostHeight = 860;

/** A figure that no page holds cannot be printed whole. */
export const tallerThanPage: ChoiceRule = ({ height, units, dataset }) => {
  if (height <= mostHeight) return undefined;
  const rows = dataset.fields.find(({ name }) =>
    units.some(({ channels }) => channels.y?.definition.field === name),
  );
  const name = rows?.name ?? 'category';
  return {
    pointer: '',
    found: `figure of ${Math.round(height)} pixels`,
    expected: `at most ${mostHeight}, which a page holds`,
    hint: phrase('charts/few-and-long.parts', { name }),
  };
};

/** Words that lie over each other cannot be read: more names along an axis than it has room for, most often. */
export const wordsOverlap: ChoiceRule = ({ labels, units, dataset }) => {
  const [first] = overlappingLabels(labels);
  if (first === undefined) return undefined;
  const [a, b] = first;
  const isAlong = a.role === 'axis' && b.role === 'axis';
  const names = units.map(({ channels }) => discreteField(channels.x?.definition, dataset.fields));
  const field = names.find((each) => each?.categories.some(({ label }) => label === a.text));
  return {
    pointer: '',
    found: `words that lie over each other ("${a.text}", "${b.text}")`,
    expected: 'each clear of the others',
    hint:
      isAlong && field !== undefined
        ? phrase('charts/few-and-long.along', { name: field.name })
        : phrase('charts/few-and-long.chart'),
  };
};
