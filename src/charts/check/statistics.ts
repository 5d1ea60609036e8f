import { listNames, shownPlace } from '../../diagnostics.js';
import { cellOrigin } from '../../model/dataset/cell.js';
import { isNumeric, type NumericValue, toExact } from '../../model/dataset/value.js';
import type { CellKey } from '../../model/quantity.js';
import { isCalledTotal } from '../../model/totals/total-word.js';
import type { Order } from '../provenance/definition.js';
import { fewestNumbers } from '../provenance/definitions.js';
import { isMultiplied } from '../provenance/expressions.js';
import { membersOf, orderOf, rowsBeneath } from '../provenance/members.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { rankings } from '../provenance/windows.js';
import { type CheckContext, isAllowed, report } from './context.js';

/** Checks that statistics and windows say what they look like: of enough numbers, under a title of their own, at their own place. */
export function checkStatistics(channel: CalculatedChannel, context: CheckContext): void {
  checkFew(channel, context);
  checkMoving(channel, context);
  checkWhole(channel, context);
  checkOrder(channel, context);
  checkImputed(channel, context);
  checkFactor(channel, context);
  checkElsewhere(channel, context);
}

/** Aggregates that say how far numbers lie apart. */
const spreads = new Set(['q1', 'q3', 'variance', 'variancep', 'stdev', 'stdevp', 'stderr']);

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Operations of a window that choose the cell of another row. */
const choosing: ReadonlySet<string> = new Set(['lag', 'lead', 'first_value', 'last_value', 'nth_value']);

/** A cell that stands at the place of another would be taken for the number of that place; calculations may use it. */
function checkElsewhere({ channel, definition, unit }: CalculatedChannel, context: CheckContext): void {
  if (definition?.kind !== 'window' || !choosing.has(definition.op)) return;
  const message = `Unexpected \`${definition.op}\` of a window drawn as \`${unit.mark}\`, expected the cell at its own place`;
  report(context, 'chart/calculated', channel.pointer, message, {
    hint: 'draw what is calculated from both, such as `datum.cases - datum.before`',
  });
}

/** A number of several years, or a rank, under the words for a single number would be taken for that of the year. */
function checkMoving({ channel, definition, title }: CalculatedChannel, context: CheckContext): void {
  if (definition?.kind !== 'window' || definition.field === undefined) return;
  const { fields, counts, title: name } = context.dataset;
  const measure = fields.find((field) => field.name === definition.field);
  const status = counts?.status ?? '';
  const known = wordsOf([measure?.title, measure?.unit, definition.field, name, status].join(' '));
  const saysMore = wordsOf(title).some((word) => !known.includes(word));
  if (saysMore) return;
  if (rankings.has(definition.op)) {
    report(
      context,
      'chart/axis-title',
      channel.pointer,
      `The title \`${title}\` does not say that \`${definition.op}\` gives places, not numbers`,
      {
        hint: 'leave `title` out: the operation gives one',
      },
    );
    return;
  }
  if (!['mean', 'median', 'sum'].includes(definition.op)) return;
  const kind = definition.frame[0] === null ? 'running' : 'moving';
  const message = `Unexpected title \`${title}\` of a ${kind} \`${definition.op}\`, expected one that says that it is of several years`;
  report(context, 'chart/axis-title', channel.pointer, message, {
    hint: 'leave `title` out: the operation gives one',
  });
}

/** A share of what a filter has left is no share of all. */
function checkWhole({ channel, numbers, title }: CalculatedChannel, context: CheckContext): void {
  const { fields, rows } = context.dataset;
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
    const message = `Unexpected \`${word}\` in the title \`${title}\` of a share of a whole without ${names}`;
    report(context, 'chart/axis-title', channel.pointer, message, {
      hint: 'divide by the total of the data, or name what the whole is',
    });
    return;
  }
}

const isZero = (value: NumericValue): boolean => toExact(value).numerator === 0n;

/** What nobody observed looks like what somebody did: its author says why it is there. */
function checkImputed({ channel, unit, numbers }: CalculatedChannel, context: CheckContext): void {
  const made = numbers.find(({ quantity }) => quantity?.vega?.transform.includes('impute'));
  if (made === undefined || isAllowed(context, 'imputed')) return;
  const message = `Unexpected ${String(made.value)} put in where nothing was observed, drawn as \`${unit.mark}\`, expected a gap`;
  report(context, 'chart/data', channel.pointer, message, {
    hint: 'leave the gap, or give the reason, which is printed: `allow: {imputed: ...}`',
  });
}

/** Twice as many look like as many: the author of a chart says what is multiplied, and why. */
function checkFactor(
  { channel, unit, key, numbers, behind }: CalculatedChannel,
  context: CheckContext,
): void {
  const isTimes = behind.some((each) => each.kind === 'calculate' && isMultiplied(each.expression));
  const isByVega = numbers.some(({ quantity }) => quantity?.operation === 'vega');
  if (!isTimes || !isByVega || isAllowed(context, 'factor')) return;
  const message = `Unexpected calculation \`${key}\` drawn as \`${unit.mark}\`, expected numbers that are not multiplied by one that the chart states`;
  report(context, 'chart/calculated', channel.pointer, message, {
    hint: 'declare the measure in this unit in the data package, or say what it is multiplied by and why, which is printed: `allow: {factor: ...}`',
  });
}

/** What is added up or averaged from row to row stands along an axis on which a reader sees what came before. */
function checkOrder({ channel, definition, unit, numbers }: CalculatedChannel, context: CheckContext): void {
  if (
    definition?.kind !== 'window' ||
    (definition.order.kind !== 'along' && definition.order.kind !== 'rows')
  )
    return;
  const { order, op } = definition;
  if (order.kind === 'along' && reportUnplaced(order.field, { channel, numbers }, context)) return;
  const axes = ['x', 'y', 'x2', 'y2'].flatMap((name) => {
    const { field } = unit.channels[name]?.definition ?? {};
    return typeof field === 'string' && field !== channel.definition.field ? [field] : [];
  });
  if (
    order.kind === 'along'
      ? isAlong(order, axes, unit)
      : rise(numbers, String(channel.definition.field), axes[0])
  )
    return;
  const expected =
    order.kind === 'along' ? `\`${order.field}\` along the other axis` : 'rows that follow the other axis';
  const message = `Unexpected order of a running \`${op}\` drawn as \`${unit.mark}\`, expected ${expected}`;
  report(context, 'chart/calculated', channel.pointer, message, {
    hint: 'sort the window by what stands along the axis: `sort: [{field: year}]`',
  });
}

/** What has no place along an axis comes before everything in vega, and would be in every number without being seen. */
function reportUnplaced(
  field: string,
  { channel, numbers }: Pick<CalculatedChannel, 'channel' | 'numbers'>,
  context: CheckContext,
): boolean {
  for (const { datum } of numbers)
    for (const index of rowsBeneath(datum)) {
      const row = context.dataset.rows[index];
      const cell = row?.measures[field];
      if (row === undefined || cell === undefined || isNumeric(cell)) continue;
      const message = `Unexpected running number with rows that have no \`${field}\` (${shownPlace(cellOrigin(row, field))}), expected rows with a place along the axis`;
      report(context, 'chart/missing-value', channel.pointer, message, {
        hint: `leave them out: \`filter: isValid(datum.${field})\``,
      });
      return true;
    }
  return false;
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

/** Quartiles and deviations of a handful of numbers look like more than they are. */
function checkFew({ channel, numbers, behind }: CalculatedChannel, context: CheckContext): void {
  const curve = behind.find((each) => each.kind === 'curve');
  const isSpread = behind.some((each) => each.kind === 'aggregate' && spreads.has(each.op));
  if ((curve === undefined && !isSpread) || isAllowed(context, 'few-values')) return;
  const least = curve?.fewest ?? fewestNumbers;
  const few = numbers
    .flatMap(({ quantity }) => (quantity === undefined ? [] : [rowsIn(quantity.cells)]))
    .find((count) => count < least);
  if (few === undefined) return;
  const message = `Unexpected ${curve?.isThrough ? 'line through' : 'spread of'} ${few} ${few === 1 ? 'number' : 'numbers'}, expected ${least} or more`;
  report(context, 'guard/few-values', channel.pointer, message, {
    hint: 'draw the numbers one by one, as `point` or `tick`, or give the reason: `allow: {few-values: ...}`',
  });
}

/** How many rows some cells are of. */
const rowsIn = (cells: readonly CellKey[]): number =>
  new Set(cells.map(({ dataset, keys }) => JSON.stringify([dataset, keys]))).size;
