/** Windows calculate along the rows of a chart: in an order that is seen, under a title that says so, at their own place. */
import { shownPlace } from '../../../diagnostics.js';
import { cellOrigin } from '../../../model/dataset/cell.js';
import { isNumeric } from '../../../model/dataset/value.js';
import { faultOf } from '../../../problems/problem.js';
import type { Definition, Order } from '../../provenance/definition.js';
import { membersOf, orderOf, rowsBeneath } from '../../provenance/members.js';
import type { CalculatedChannel } from '../../provenance/numbers.js';
import { rankings } from '../../provenance/windows.js';
import type { CheckContext } from '../context.js';
import type { CalculatedRule } from '../rule.js';
import { wordsOf } from './statistics.js';

/** Operations of a window that choose the cell of another row. */
const choosing: ReadonlySet<string> = new Set(['lag', 'lead', 'first_value', 'last_value', 'nth_value']);

/** A cell that stands at the place of another would be taken for the number of that place; calculations may use it. */
export const cellsAtTheirPlace: CalculatedRule = {
  on: 'calculated',
  *check({ channel, definition, unit: { mark } }) {
    if (definition?.kind !== 'window' || !choosing.has(definition.op)) return;
    yield { at: channel.pointer, ...faultOf('chart/calculated.other-place', { op: definition.op, mark }) };
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
      yield { at, ...faultOf('chart/axis-title.ranks', { title, op }) };
      return;
    }
    if (!['mean', 'median', 'sum'].includes(op)) return;
    const kind = frame[0] === null ? 'running' : 'moving';
    yield { at, ...faultOf('chart/axis-title.window', { title, kind, op }) };
  },
};

/** What is added up or averaged from row to row stands along an axis on which a reader sees what came before. */
export const windowsInOrder: CalculatedRule = {
  on: 'calculated',
  *check({ channel, definition, unit, numbers }, context) {
    if (definition?.kind !== 'window') return;
    const fault = orderFault(definition, { channel, unit, numbers }, context);
    if (fault !== undefined) yield { at: channel.pointer, ...fault };
  },
};

function orderFault(
  { order, op }: Extract<Definition, { kind: 'window' }>,
  { channel, unit, numbers }: Pick<CalculatedChannel, 'channel' | 'unit' | 'numbers'>,
  context: CheckContext,
) {
  const { mark } = unit;
  const axes = ['x', 'y', 'x2', 'y2'].flatMap((name) => {
    const { field } = unit.channels[name]?.definition ?? {};
    return typeof field === 'string' && field !== channel.definition.field ? [field] : [];
  });
  if (order.kind === 'rows') {
    if (rise(numbers, String(channel.definition.field), axes[0])) return undefined;
    return faultOf('chart/calculated.order-of-rows', { op, mark });
  }
  if (order.kind !== 'along') return undefined;
  const unplaced = unplacedIn(order.field, numbers, context);
  if (unplaced !== undefined) return faultOf('chart/missing-value.unplaced', unplaced);
  if (isAlong(order, axes, unit)) return undefined;
  return faultOf('chart/calculated.order', { op, mark, field: order.field });
}

/** What has no place along an axis comes before everything in vega, and would be in every number without being seen. */
function unplacedIn(field: string, numbers: CalculatedChannel['numbers'], { dataset }: CheckContext) {
  for (const { datum } of numbers)
    for (const index of rowsBeneath(datum)) {
      const row = dataset.rows[index];
      const cell = row?.measures[field];
      if (row !== undefined && cell !== undefined && !isNumeric(cell))
        return { field, place: shownPlace(cellOrigin(row, field)) };
    }
  return undefined;
}

/** The order of a part of a date is that of the date, drawn by the same part. */
const isAlong = (
  { field, timeUnit }: Extract<Order, { kind: 'along' }>,
  axes: readonly string[],
  { channels }: CalculatedChannel['unit'],
): boolean =>
  axes.includes(field) ||
  (timeUnit !== undefined &&
    ['x', 'y'].some((name) => {
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
