/** What was measured, beside what is aimed at. */
import { median } from './processes.mjs';

/**
 * @typedef {object} Figure One number of a run.
 * @property {string} name
 * @property {number} value
 * @property {number} [low] @property {number} [high] The least and the most, where it was measured in several rounds.
 * @property {number} rounds
 * @property {'x' | 's' | 'ms' | 'MB' | 'of 1'} unit
 * @property {number} [aim]
 * @property {boolean} [isMore] The aim is to have more of it.
 */

/**
 * The median of what each round gave. With five rounds the true median lies between the least and the most in 94 cases of
 * 100, with three in 75, whatever spreads the rounds: no law of errors is assumed.
 * @param {string} name @param {readonly number[]} rounds @param {Pick<Figure, 'unit' | 'aim' | 'isMore'>} about @returns {Figure}
 */
export function figure(name, rounds, about) {
  const spread = rounds.length < 2 ? {} : { low: Math.min(...rounds), high: Math.max(...rounds) };
  return { name, value: median(rounds), ...spread, rounds: rounds.length, ...about };
}

/** As it is printed: `1.87 x`. @param {number} value @param {Figure['unit']} unit */
export function inUnit(value, unit) {
  const digits = unit === 'x' || unit === 'of 1' ? 2 : 0;
  return `${value.toFixed(digits)}${unit === 'of 1' ? '' : ` ${unit}`}`;
}

/** Whether it is reached, by how much it is missed, and whether its rounds agree on that. @param {Figure} figure */
export function verdict({ value, low = value, high = value, aim, isMore = false, unit }) {
  if (aim === undefined) return '';
  // What is printed is judged, so that nobody reads 2.00 as more than 2.
  const shown = Number(value.toFixed(unit === 'x' || unit === 'of 1' ? 2 : 0));
  const isReached = (/** @type {number} */ each) => (isMore ? each >= aim : each <= aim);
  const doubt = low !== high && isReached(low) !== isReached(high) ? ', rounds differ' : '';
  if (isReached(shown)) return `reached${doubt}`;
  return `missed by ${Math.abs(Math.round((shown / aim - 1) * 100))} %${doubt}`;
}

/** The table of aims. @param {readonly Figure[]} figures */
export function aimsTable(figures) {
  const rows = figures.map((each) => {
    const { name, value, low, high, unit, aim, isMore, rounds } = each;
    const spread = low === undefined || high === undefined ? 'one round' : `${inUnit(low, unit)} to ${inUnit(high, unit)} in ${rounds}`;
    const wanted = aim === undefined ? '' : `${isMore ? 'at least' : 'at most'} ${inUnit(aim, unit)}`;
    return [name, inUnit(value, unit), spread, wanted, verdict(each)];
  });
  return table(['measure', 'measured', 'rounds', 'aim', ''], rows);
}

/** A table in Markdown whose columns are even. @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
