import { type Diagnostic, type Position, positionIn, shownPlace } from '../../diagnostics.js';
import { compare, type Exact, parseExact, toPlainText } from '../../model/exact.js';
import { isExact } from '../../model/quantity.js';
import type { ReadDocument } from '../../outputs/docx/read/read-document.js';
import { phrase, problem } from '../../problems/problem.js';
import type { Applied, Left } from './apply.js';
import type { Conflict } from './conflicts.js';
import { type By, type Compared, type Edit, shown } from './edits.js';
import type { Passage } from './passages.js';
import { type Patchable, positionOf } from './patch.js';
import { partsOf, wordsOf } from './tokens.js';

/** "A. Krasniqi, 2026-03-01, in a.docx", or that nobody said who. */
function who({ authors, file }: By): string {
  const names = authors.map(({ author, day }) => (day === undefined ? author : `${author} (${day})`));
  return names.length === 0
    ? phrase('review/who.nobody', { file })
    : phrase('review/who', { names: names.join(', '), file });
}

/** The comments of a file, each at the words that it is about. */
export function tellComments(
  { document, name: file, passageOf }: Compared & { readonly document: ReadDocument; readonly name: string },
  report: Patchable,
): Diagnostic[] {
  return document.comments.map((comment) => {
    const passage = comment.paragraph && passageOf.get(comment.paragraph);
    const about = shown(comment.about ?? '');
    const position = placeNear(passage, passage === undefined ? 0 : placeOfWords(about, passage), report);
    const state = comment.isDone === true ? phrase('review/resolved') : '';
    const values = { names: who({ authors: [comment], file }), text: shown(comment.text), state };
    return about === ''
      ? problem('review/comment.paragraph', position, values)
      : problem('review/comment', position, { ...values, about });
  });
}

/** The token with which words begin. */
function placeOfWords(words: string, { tokens }: Passage): number {
  const [first] = partsOf(words);
  return Math.max(
    0,
    tokens.findIndex(({ text }, at) => text === first && wordsOf(tokens.slice(at)).startsWith(words)),
  );
}

/** Where a passage stands; of a caption or title, its words in the template; else the last passage before it that stands in one. */
function placeNear(passage: Passage | undefined, token: number, report: Patchable): Position {
  const { passages, sources, target } = report.published;
  const quoted = passage && !sources.has(passage) ? placeOfQuoted(passage, report) : undefined;
  if (quoted !== undefined) return quoted;
  for (let at = passage === undefined ? -1 : passages.indexOf(passage); at >= 0; at--) {
    const known = passages[at];
    if (known === undefined || !sources.has(known)) continue;
    const position = positionOf(known, known === passage ? token : 0, report);
    if (position !== undefined) return position;
  }
  return { file: target.report.template, line: 1, column: 1 };
}

/** The one place at which the template has the words of a passage that is no paragraph of it: `caption="Visits by reader"`. */
function placeOfQuoted({ pieces }: Passage, { template, published }: Patchable): Position | undefined {
  const texts = pieces.map(({ kind, text }) => (kind === 'words' ? text.trim() : ''));
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), '');
  const parts = template.split(longest);
  return longest !== '' && parts.length === 2
    ? positionIn(published.target.report.template, template, parts[0]?.length ?? 0)
    : undefined;
}

const placeOf = (edit: Edit, report: Patchable): Position =>
  placeNear(edit.passage, edit.kind === 'words' ? edit.from : 0, report);

/** Several colleagues, side by side. */
export function tellConflict(conflict: Conflict, report: Patchable): Diagnostic {
  const [first] = conflict;
  const sides = conflict.map((edit) => said(edit)).join('; ');
  return problem('review/conflict', placeOf(first, report), { sides });
}

/** What somebody did, as a sentence. */
function said(edit: Edit): string {
  const names = who(edit);
  const [was, text] = [shown(edit.was), shown(edit.text)];
  switch (edit.kind) {
    case 'number':
      return phrase('review/said.words', { names, was, text });
    case 'gone':
      if (edit.isLost === true) return phrase('review/said.absent', { was, file: edit.file });
      return phrase('review/said.gone', { names, was });
    case 'new':
      return phrase('review/said.new', { names, text });
    case 'moved':
      return phrase('review/said.moved', { names, was, after: shown(edit.after?.words ?? '') });
    case 'words':
      if (edit.isOlder) return phrase('review/said.older', { was, text, file: edit.file });
      if (was === '') return phrase('review/said.insert', { names, text });
      return text === ''
        ? phrase('review/said.delete', { names, was })
        : phrase('review/said.words', { names, was, text });
  }
}

/** What somebody did, and what became of it. */
export function tellEdit(edit: Edit, report: Patchable, { applied, refused }: Applied): Diagnostic {
  if (edit.kind === 'number') return tellNumber(edit, report);
  const position = placeOf(edit, report);
  if (applied.includes(edit)) return problem('review/applied', position, { said: said(edit) });
  const reason = refused.get(edit);
  const hint = reason === undefined ? undefined : phrase(reasons[reason]);
  return problem('review/change', position, { said: said(edit) }, { hint });
}

const reasons = {
  helper: 'review/left.helper',
  mark: 'review/left.mark',
  place: 'review/left.place',
  cell: 'review/left.cell',
  kind: 'review/left.kind',
  elsewhere: 'review/left.elsewhere',
  changed: 'review/left.changed',
  proof: 'review/left.proof',
  others: 'review/left.others',
} as const satisfies Record<Left, string>;

/** A number that was written over: the cell that it stands for, and what that would have to be. */
function tellNumber(edit: Extract<Edit, { kind: 'number' }>, report: Patchable): Diagnostic {
  const { numbers, decimalMark } = report.published;
  const entry = numbers.get(edit.number);
  const position = entry?.quantity.at ?? placeOf(edit, report);
  const values = { names: who(edit), was: shown(edit.was), text: shown(edit.text) };
  const cells = entry?.quantity.cells ?? [];
  const [cell] = cells;
  if (entry === undefined || cell === undefined) return problem('review/number', position, values);
  const place = shownPlace(cell.origin);
  const is = numberOf(edit.was, decimalMark);
  const would = isOneNumeral(edit.text, decimalMark) ? numberOf(edit.text, decimalMark) : undefined;
  const { value, operation } = entry.quantity;
  const isCell = operation === 'value' && is !== undefined && isExact(value) && compare(is, value) === 0;
  if (isCell && would !== undefined)
    return problem('review/number.cell', position, { ...values, place, would: toPlainText(would) });
  const others = cells.length === 1 ? '' : phrase('review/others', { count: cells.length });
  return problem('review/number.calculated', position, { ...values, place, others });
}

/** It says one number: `4,300` and `EUR 4,300` do, `4,200 or 4,300` and `4,2004,300` do not. */
function isOneNumeral(text: string, decimalMark: string): boolean {
  const numeral = String.raw`(?:\d{1,3}(?:[\s.,'’]\d{3})+(?!\d)|\d+)(?:[${decimalMark}]\d+)?`;
  return text.match(new RegExp(numeral, 'gu'))?.length === 1;
}

/** A number as a report prints it, without what groups its digits and what stands around them. */
const numberOf = (text: string, decimalMark: string): Exact | undefined =>
  parseExact(
    text
      .replace(/\u2212/g, '-')
      .replace(decimalMark, '#')
      .replace(/[^\d#-]/g, '')
      .replace('#', '.'),
  );
