import { marks as allMarks, type Mark } from '../../model/dataset/missing.js';
import type { Flag } from '../shape/contract.js';

/** A cell without what stood beside its number. */
export interface Unflagged {
  readonly text: string;
  readonly marks: readonly Mark[];
}

const noMarks: readonly Mark[] = [];

/**
 * Takes the declared flags off a cell, on either side of its number, one after the other, the longest first. A flag that
 * is the whole cell stands for the missing value that it means. What is not declared stays where it is.
 */
export function takeFlags(text: string, flags: ReadonlyMap<string, Flag>): Unflagged {
  const marks: Mark[] = [];
  let rest = text;
  for (;;) {
    const whole = flags.get(rest.trim());
    if (whole !== undefined && 'code' in whole)
      return { text: whole.code, marks: marks.length === 0 ? noMarks : marks };
    const next = takeOne(rest, flags);
    if (next === undefined) break;
    if (!marks.includes(next.mark)) marks.push(next.mark);
    rest = next.rest;
  }
  return marks.length === 0 ? { text, marks: noMarks } : { text: rest, marks };
}

function takeOne(text: string, flags: ReadonlyMap<string, Flag>): { rest: string; mark: Mark } | undefined {
  let best: { rest: string; mark: Mark; length: number } | undefined;
  for (const [flag, meaning] of flags) {
    if (!('mark' in meaning) || flag.length <= (best?.length ?? 0)) continue;
    const rest = withoutEnd(text, flag) ?? withoutStart(text, flag);
    if (rest !== undefined) best = { rest, mark: meaning.mark, length: flag.length };
  }
  return best;
}

/** What could be part of a number: a flag that touches it with one of these has a space between them. */
const ofNumber = /[\d.,+\-\u2212]/;

function withoutEnd(text: string, flag: string): string | undefined {
  if (!text.endsWith(flag)) return undefined;
  const rest = text.slice(0, -flag.length);
  return rest.trimEnd() === rest && ofNumber.test(flag[0] ?? '') ? undefined : rest.trimEnd();
}

function withoutStart(text: string, flag: string): string | undefined {
  if (!text.startsWith(flag)) return undefined;
  const rest = text.slice(flag.length);
  return rest.trimStart() === rest && ofNumber.test(flag.at(-1) ?? '') ? undefined : rest.trimStart();
}

/** What stands beside a number and is not declared as a flag; undefined where a cell is not a number with something beside it. */
export function undeclaredFlag(text: string): string | undefined {
  const [, before = '', after = ''] = /^([^\d+-]*)[+-]?\d[\d., \u00a0\u202f]*(.*)$/su.exec(text.trim()) ?? [];
  const beside = before.trim() || after.trim();
  return beside === '' || /\d/.test(beside) ? undefined : beside;
}

/** The mark that a flag such as `p`, `(p)` or `P)` is by its own letter, as Eurostat and others write them; undefined for others. */
export const markOfFlag = (flag: string): Mark | undefined => {
  const letter = /^[([]?([pureb])[)\].*]?$/i.exec(flag.trim())?.[1]?.toLowerCase();
  return allMarks.find((mark) => mark === letter);
};
