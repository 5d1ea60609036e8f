import type { Operand } from '../../model/quantity.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { type CheckContext, isAllowed, report } from './context.js';

/** Checks that statistics and windows say what they look like: of enough numbers, under a title of their own, at their own place. */
export function checkStatistics(channel: CalculatedChannel, context: CheckContext): void {
  checkFew(channel, context);
  checkMoving(channel, context);
  checkElsewhere(channel, context);
}

/** What spreads and curves need at least: with fewer numbers every one of them is a quartile of its own. */
const fewest = 5;

const spreads = new Set<string>([
  'lower-quartile',
  'upper-quartile',
  'variance',
  'population-variance',
  'standard-deviation',
  'population-deviation',
  'standard-error',
]);

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

/** A number of several years under the title of a single one would be taken for that of the year. */
function checkMoving({ channel, definition, title }: CalculatedChannel, context: CheckContext): void {
  if (definition?.kind !== 'window' || definition.window.frame[0] === null || definition.field === undefined)
    return;
  const measure = context.dataset.fields.find(({ name }) => name === definition.field);
  const words = [measure?.title, measure?.unit, definition.field].map((each) => each?.toLowerCase());
  if (!['mean', 'median', 'sum'].includes(definition.op) || !words.includes(title.trim().toLowerCase()))
    return;
  const message = `Unexpected title \`${title}\` of a moving \`${definition.op}\`, expected one that says that it is of several years`;
  report(context, 'chart/axis-title', channel.pointer, message, {
    hint: 'leave `title` out: the operation gives one',
  });
}

/** Quartiles and deviations of a handful of numbers look like more than they are. */
function checkFew({ channel, numbers }: CalculatedChannel, context: CheckContext): void {
  const counts = numbers.flatMap(({ quantity }) => (quantity === undefined ? [] : spreadCounts(quantity)));
  const few = counts.find(({ count, least = fewest }) => count < least);
  if (few === undefined || isAllowed(context, 'few-values')) return;
  const isLine = numbers.some(({ quantity }) => quantity?.operation.endsWith('-value'));
  const message = `Unexpected ${isLine ? 'line through' : 'spread of'} ${few.count} ${few.count === 1 ? 'number' : 'numbers'}, expected ${few.least ?? fewest} or more`;
  report(context, 'guard/few-values', channel.pointer, message, {
    hint: 'draw the numbers one by one, as `point` or `tick`, or give the reason: `allow: {few-values: ...}`',
  });
}

/** Of how many numbers each spread in a calculation is, and what it needs at least where that is not what all need. */
function spreadCounts({
  operation,
  cells,
  operands = [],
}: Pick<Operand, 'operation' | 'cells' | 'operands'>): readonly {
  readonly count: number;
  readonly least?: number;
}[] {
  const parts = operands.length || cells.length;
  if (operation === 'line-value') return [{ count: (parts - 1) / 2 }];
  // A density of a handful of numbers shows the bells, and not the numbers.
  if (operation.startsWith('density')) return [{ count: parts - 2, least: 20 }];
  if (operation === 'quantile') return [{ count: parts - 1 }];
  if (operation === 'polynomial-value') {
    // With a point for each of its coefficients it goes through all of them.
    const powers = Number(operands[1]?.number ?? 1);
    return [{ count: (parts - 2) / 2, least: Math.max(fewest, 2 * (powers + 1)) }];
  }
  return spreads.has(operation) ? [{ count: parts }] : operands.flatMap(spreadCounts);
}
