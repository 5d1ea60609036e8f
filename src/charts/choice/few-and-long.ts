import { greatest } from '../../model/chart/extremes.js';
import { compare, exact, toPlainText } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { phrase } from '../../problems/problem.js';
import { discreteField } from '../compose/order.js';
import { rowField } from '../rows.js';
import { overlappingLabels } from '../scene/scene.js';
import { encodedField } from '../unit.js';
import { type ChoiceRule, firstOf, namedAxes } from './judged-chart.js';

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
