import { InvalidArgumentError } from 'commander';
import { didYouMean } from '../diagnostics.js';
import { type Format, formats } from '../model/dataset/formats.js';
import { isDay } from '../model/day.js';
import type { Shard } from '../model/project/shard.js';

/** The SHA-256 that outputs must have, in small letters. */
export function expectedHash(value: string): string {
  const text = value.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new InvalidArgumentError('Expected 64 digits from 0 to f.');
  return text;
}

/** Names with commas between them, after those of the options before. */
export function names(value: string, before: readonly string[] = []): readonly string[] {
  const found = value.split(',').map((name) => name.trim());
  if (found.includes('')) throw new InvalidArgumentError('Expected names with commas between them.');
  return [...new Set([...before, ...found])];
}

/** Formats as {@link names} are read, each one that there is. */
export function formatNames(value: string, before: readonly Format[] = []): readonly Format[] {
  return names(value, before).map((name) => {
    const format = formats.find((known) => known === name);
    if (format !== undefined) return format;
    const { hint } = didYouMean(name, formats);
    throw new InvalidArgumentError(
      `Expected ${formats.join(' or ')}${hint === undefined ? '' : ` (${hint})`}.`,
    );
  });
}

/** Paths of files, one an option: a comma may stand in a name. */
export const files = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** A shard: `2/5` is the second of five. */
export function shard(value: string): Shard {
  const [, number = 0, of = 0] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(value) ?? []).map(Number);
  if (number < 1 || number > of)
    throw new InvalidArgumentError('Expected a shard such as 2/5, the second of five.');
  return { number, of };
}

/** A day, as data files have days. */
export function day(value: string): string {
  if (!isDay(value)) throw new InvalidArgumentError('Expected a day such as 2016-01-31.');
  return value;
}

/** Seconds, from one to an hour. */
export function wholeSeconds(value: string): number {
  const seconds = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (seconds < 1 || seconds > 3600)
    throw new InvalidArgumentError('Expected a whole number of seconds from 1 to 3600.');
  return seconds;
}

/** A whole number within bounds. */
export const wholeNumber =
  (least: number, most: number) =>
  (value: string): number => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : -1;
    if (number < least || number > most)
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    return number;
  };
