import { greatest, least } from '../../model/chart/extremes.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field } from '../../model/dataset/dataset.js';
import { phrase } from '../../problems/problem.js';
import { type JsonObject, toArray, toObject } from '../spec.js';
import { encodedField } from '../unit.js';
import { type ChoiceRule, firstOf, namedAxes } from './judged-chart.js';

interface Band {
  readonly from: number;
  readonly to: number;
}

/** A stretch of numbers that a category is named by, such as "14 to 17" or "5–9 years"; undefined of other names. */
export function bandOf(name: string): Band | undefined {
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
