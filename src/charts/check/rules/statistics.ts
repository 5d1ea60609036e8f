/** Statistics say what they look like: of enough numbers, of all that their title names, and of what was observed. */
import { listNames } from '../../../diagnostics.js';
import { isNumeric, type NumericValue, toExact } from '../../../model/dataset/value.js';
import type { CellKey } from '../../../model/quantity.js';
import { isCalledTotal } from '../../../model/totals/total-word.js';
import { faultOf } from '../../../problems/problem.js';
import { fewestNumbers } from '../../provenance/definitions.js';
import { useException } from '../context.js';
import type { CalculatedRule } from '../rule.js';

/** Aggregates that say how far numbers lie apart. */
const spreads = new Set(['q1', 'q3', 'variance', 'variancep', 'stdev', 'stdevp', 'stderr']);

/** The words of a text in small letters. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** A share of what a filter has left is no share of all. */
export const sharesOfAll: CalculatedRule = {
  on: 'calculated',
  *check({ channel, numbers, title }, { dataset: { fields, rows } }) {
    const totals = fields.filter(({ role, total }) => role === 'dimension' && total !== undefined);
    const word = wordsOf(title).find(isCalledTotal);
    if (word === undefined) return;
    for (const { quantity } of numbers) {
      const cells = quantity?.operation === 'share' ? (quantity.operands?.at(-1)?.cells ?? []) : [];
      const absent = totals.flatMap(({ name, total, categories }) => {
        const shown = new Set(cells.map(({ keys }) => keys[name] ?? total));
        if (shown.size < 2 || shown.has(total)) return [];
        const others = categories.filter(({ value }) => value !== total && !shown.has(value));
        return others.filter(({ value }) =>
          rows.some(({ keys, measures }) => {
            const cell = measures[cells[0]?.field ?? ''];
            return keys[name] === value && cell !== undefined && isNumeric(cell) && !isZero(cell);
          }),
        );
      });
      if (absent.length === 0) continue;
      const names = listNames(absent.map(({ value }) => value));
      yield { at: channel.pointer, ...faultOf('chart/axis-title.share', { word, title, names }) };
      return;
    }
  },
};

const isZero = (value: NumericValue): boolean => toExact(value).numerator === 0n;

/** What nobody observed looks like what somebody did: its author says why it is there. */
export const observed: CalculatedRule = {
  on: 'calculated',
  *check({ channel, unit: { mark }, numbers }) {
    const made = numbers.find(({ quantity }) => quantity?.vega?.transform.includes('impute'));
    if (made === undefined) return;
    const said = faultOf('chart/data.imputed', { value: String(made.value), mark });
    yield { at: channel.pointer, ...said, unless: 'imputed' };
  },
};

/** Twice as many look like as many: the author of a chart says what is multiplied, and why. */
export const unmultiplied: CalculatedRule = {
  on: 'calculated',
  *check({ channel, unit: { mark }, key, numbers }) {
    if (!numbers.some(({ isTimes }) => isTimes)) return;
    yield { at: channel.pointer, ...faultOf('chart/calculated.factor', { key, mark }), unless: 'factor' };
  },
};

/** Quartiles and deviations of a handful of numbers look like more than they are. */
export const ofEnoughNumbers: CalculatedRule = {
  on: 'calculated',
  *check({ channel, numbers, behind }, context) {
    const curve = behind.find((each) => each.kind === 'curve');
    const isSpread = behind.some((each) => each.kind === 'aggregate' && spreads.has(each.op));
    // A reason for few stays where more numbers have come.
    if ((curve === undefined && !isSpread) || useException(context, 'few-values')) return;
    const least = curve?.fewest ?? fewestNumbers;
    const few = numbers
      .flatMap(({ quantity }) => (quantity === undefined ? [] : [rowsIn(quantity.cells)]))
      .find((count) => count < least);
    if (few === undefined) return;
    const said = {
      what: curve?.isThrough ? 'line through' : 'spread of',
      few: `${few} ${few === 1 ? 'number' : 'numbers'}`,
      least,
    };
    yield { at: channel.pointer, ...faultOf('guard/few-values.chart', said) };
  },
};

/** How many rows some cells are of. */
const rowsIn = (cells: readonly CellKey[]): number =>
  new Set(cells.map(({ dataset, keys }) => JSON.stringify([dataset, keys]))).size;
