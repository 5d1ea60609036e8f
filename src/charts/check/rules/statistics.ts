/** Statistics say what they look like: of enough numbers, of all that their title names, in an order that is seen, and of what was observed. */
import { listNames } from '../../../diagnostics.js';
import { exactIn } from '../../../model/dataset/value.js';
import type { CellKey } from '../../../model/quantity.js';
import { isCalledTotal } from '../../../model/totals/total-word.js';
import { isComposite } from '../../composite/expand.js';
import type { Order } from '../../provenance/definitions.js';
import { fewestNumbers, rankings } from '../../provenance/definitions.js';
import { membersOf, orderOf, rowsBeneath } from '../../provenance/members.js';
import type { CalculatedChannel } from '../../provenance/numbers.js';
import { axes, markType, point, toObject } from '../../spec.js';
import { type CheckContext, useException } from '../context.js';
import type { CalculatedRule } from '../rule.js';
import { fault, type SpecRule } from '../rule.js';
import { lostAmong } from './sums.js';

/** Aggregates that say how far numbers lie apart. */
const spreads = new Set(['q1', 'q3', 'variance', 'variancep', 'stdev', 'stdevp', 'stderr']);

/** The words of a text in small letters. */
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

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
            const number = exactIn(measures[cells[0]?.field ?? '']);
            return keys[name] === value && number !== undefined && number.numerator !== 0n;
          }),
        );
      });
      if (absent.length === 0) continue;
      const names = listNames(absent.map(({ value }) => value));
      yield fault(channel.pointer, 'chart/axis-title.share', { word, title, names });
      return;
    }
  },
};

/** What nobody observed looks like what somebody did: its author says why it is there. */
export const observed: CalculatedRule = {
  on: 'calculated',
  *check({ channel, unit: { mark }, numbers }) {
    const made = numbers.find(({ quantity }) => quantity?.vega?.transform.includes('impute'));
    if (made === undefined) return;
    yield fault({ at: channel.pointer, unless: 'imputed' }, 'chart/data.imputed', {
      value: String(made.value),
      mark,
    });
  },
};

/** Twice as many look like as many: the author of a chart says what is multiplied, and why. */
export const unmultiplied: CalculatedRule = {
  on: 'calculated',
  *check({ channel, unit: { mark }, key, numbers }) {
    if (!numbers.some(({ isTimes }) => isTimes)) return;
    yield fault({ at: channel.pointer, unless: 'factor' }, 'chart/calculated.factor', { key, mark });
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
      what: curve?.isThrough ? 'line' : 'spread',
      few: `${few} ${few === 1 ? 'number' : 'numbers'}`,
      least,
    };
    yield fault(channel.pointer, 'guard/few-values.chart', said);
  },
};

/** How many rows some cells are of. */
const rowsIn = (cells: readonly CellKey[]): number =>
  new Set(cells.map(({ dataset, keys }) => JSON.stringify([dataset, keys]))).size;

/** Operations of a window that choose the cell of another row. */
const choosing: ReadonlySet<string> = new Set(['lag', 'lead', 'first_value', 'last_value', 'nth_value']);

/** A cell that stands at the place of another would be taken for the number of that place; calculations may use it. */
export const cellsAtTheirPlace: CalculatedRule = {
  on: 'calculated',
  *check({ channel, definition, unit: { mark } }) {
    if (definition?.kind !== 'window' || !choosing.has(definition.op)) return;
    yield fault(channel.pointer, 'chart/calculated.other-place', { op: definition.op, mark });
  },
};

/** A number of several years, or a rank, under the words for a single number would be taken for that of the year. */
export const titlesOfWindows: CalculatedRule = {
  on: 'calculated',
  *check({ channel, definition, title }, { dataset: { fields, counts, title: name } }) {
    if (definition?.kind !== 'window' || definition.field === undefined) return;
    const { op, field, frame } = definition;
    const measure = fields.find((each) => each.name === field);
    const known = wordsOf([measure?.title, measure?.unit, field, name, counts?.status ?? ''].join(' '));
    if (wordsOf(title).some((word) => !known.includes(word))) return;
    const at = channel.pointer;
    if (rankings.has(op)) {
      yield fault(at, 'chart/axis-title.ranks', { title, op });
      return;
    }
    if (!['mean', 'median', 'sum'].includes(op)) return;
    const kind = frame[0] === null ? 'running' : 'moving';
    yield fault(at, 'chart/axis-title.window', { title, kind, op });
  },
};

/** What is added up or averaged from row to row stands along an axis on which a reader sees what came before. */
export const windowsInOrder: CalculatedRule = {
  on: 'calculated',
  *check({ channel: { definition: drawn, pointer: at }, definition, unit, numbers }, context) {
    if (definition?.kind !== 'window') return;
    const { order, op } = definition;
    const { mark, channels } = unit;
    const placed = ['x', 'y', 'x2', 'y2'].flatMap((name) => {
      const { field } = channels[name]?.definition ?? {};
      return typeof field === 'string' && field !== drawn.field ? [field] : [];
    });
    if (order.kind === 'rows') {
      if (!rise(numbers, String(drawn.field), placed[0]))
        yield fault(at, 'chart/calculated.order-of-rows', { op, mark });
    } else if (order.kind === 'along') {
      const { field } = order;
      const unplaced = unplacedIn(field, numbers, context);
      if (unplaced !== undefined) yield fault(at, 'chart/missing-value.unplaced', unplaced);
      else if (!isAlong(order, placed, unit)) yield fault(at, 'chart/calculated.order', { op, mark, field });
    }
  },
};

/** What has no place along an axis comes before everything in vega, and would be in every number without being seen. */
function unplacedIn(field: string, numbers: CalculatedChannel['numbers'], { dataset }: CheckContext) {
  const beneath = numbers.flatMap(({ datum }) =>
    [...rowsBeneath(datum)].flatMap((index) => dataset.rows[index] ?? []),
  );
  const lost = lostAmong(beneath, [field]);
  return lost && { field, place: lost.place };
}

/** The order of a part of a date is that of the date, drawn by the same part. */
const isAlong = (
  { field, timeUnit }: Extract<Order, { kind: 'along' }>,
  placed: readonly string[],
  { channels }: CalculatedChannel['unit'],
): boolean =>
  placed.includes(field) ||
  (timeUnit !== undefined &&
    axes.some((name) => {
      const drawn = channels[name]?.definition.timeUnit;
      return typeof drawn === 'string' && inUtc(drawn) === inUtc(timeUnit);
    }));

const inUtc = (timeUnit: string): string => timeUnit.replace(/^utc/, '');

/** True where the places of numbers never go back in the order of their window. */
function rise(numbers: CalculatedChannel['numbers'], field: string, axis: string | undefined): boolean {
  const order = orderOf(field);
  const placed = numbers.map(({ datum }) => ({
    at: Number(datum[order]),
    place: datum[axis ?? ''],
    of: datum[membersOf(field)],
  }));
  return [...new Set(placed.map(({ of }) => of))].every((group) =>
    isRising(
      placed
        .filter(({ of }) => of === group)
        .toSorted((a, b) => a.at - b.at)
        .map(({ place }) => place),
    ),
  );
}

const isRising = (places: readonly unknown[]): boolean =>
  places.every((place, index) => {
    const before = index === 0 ? place : places[index - 1];
    if (typeof place === 'number' && typeof before === 'number') return before <= place;
    return typeof place === 'string' && typeof before === 'string' && /^\d{4}/.test(place) && before <= place;
  });

const extents: Readonly<Record<string, readonly string[]>> = {
  boxplot: ['min-max'],
  errorbar: ['stderr', 'stdev', 'iqr'],
  errorband: ['stderr', 'stdev', 'iqr'],
};

/** How far a mark that stands for a statistic reaches can be worked out again, and is not drawn by lot (`ci`). */
export const extentOfStatistics: SpecRule = {
  on: 'view',
  *check({ view, pointer }) {
    const type = markType(view);
    const { extent } = toObject(view.mark);
    if (!isComposite(view) || extent === undefined) return;
    const known = extents[type] ?? [];
    const at = point(pointer, 'mark', 'extent');
    const isFactor = type === 'boxplot' && typeof extent === 'number' && extent >= 0;
    if (isFactor || known.includes(String(extent))) return;
    const names = listNames(known);
    yield fault(at, 'chart/calculated.extent', {
      extent: String(extent),
      type,
      known: type === 'boxplot' ? `${names} or a number` : `one of ${names}`,
    });
  },
};
