import type { CellNote } from '../../model/dataset/source-table.js';

/** Text of one appearance within a cell. */
export interface Run {
  readonly text: string;
  readonly isStruck: boolean;
  readonly isRaised: boolean;
}

/** A text as it is displayed, and what is said of it. */
export interface ShownText {
  readonly text: string;
  readonly note?: CellNote;
}

const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A mark of a footnote: digits, a letter or a sign. `st` of 1st and the like are letters of their word. */
const footnoteMark = /^[\s,;()]*(?:\d+|\p{L}|[*†‡§#]+)(?:[\s,;()]+(?:\d+|\p{L}|[*†‡§#]+))*[\s,;()]*$/u;

/** True of what is raised behind a text, unless it makes square or cubic metres of it. */
const isFootnote = (text: string, before: string): boolean =>
  before !== '' && footnoteMark.test(text) && !(before.endsWith('m') && /^[23]$/.test(text));

/**
 * What a cell of several runs says: what is struck out is no part of it, and raised digits stay raised beside others, so
 * that they join no number.
 */
export function joinRuns(runs: readonly Run[]): ShownText {
  const saying = runs.filter(({ text }) => text !== '');
  const whole = saying.map(({ text }) => text).join('');
  const kept = saying.filter(({ isStruck }) => !isStruck);
  if (kept.length === saying.length && !kept.some(({ isRaised }) => isRaised)) return { text: whole };
  if (kept.every(({ text }) => text.trim() === '')) return { text: whole, note: { fault: 'struck' } };
  const hasDigits = kept.some(({ text, isRaised }) => !isRaised && /\d/.test(text));
  let text = '';
  let isMarked = false;
  for (const run of kept) {
    if (run.isRaised && isFootnote(run.text, text)) isMarked = true;
    // What stands in brackets joins nothing.
    const isApart = /[([]$/.test(text) || /^\s*[([]/.test(run.text);
    text += run.isRaised && hasDigits && !isApart ? raised(run.text) : run.text;
  }
  if (kept.length < saying.length) return { text, note: { fault: 'partly-struck' } };
  return isMarked ? { text, note: { doubt: 'raised' } } : { text };
}

const raised = (text: string): string => text.replace(/\d/g, (digit) => raisedDigits[Number(digit)] ?? '');
