import { phrase, wording } from '../../problems/problem.js';
import type { AskedField, AskedItem, AskedSheet, ReturnForm } from '../return-form.js';

/** A workbook as it came back. */
export interface Returned {
  /** As messages name it. */
  readonly file: string;
  readonly institution: string;
  /** The day that it says it was returned on; empty where it says none. */
  readonly day: string;
  /** By the name of the sheet, its rows under the head by the code of the item. */
  readonly sheets: ReadonlyMap<string, ReadonlyMap<string, ReturnedRow>>;
}

/** The answers of a row, in the order of the fields, and where each stands. */
export interface ReturnedRow {
  readonly texts: readonly string[];
  readonly places: readonly string[];
}

export type ItemState = 'on-time' | 'late' | 'missing' | 'contradictory';

/** An item of an institution, and what came of it. */
export interface ItemResult {
  readonly institution: string;
  readonly resource: string;
  readonly code: string;
  readonly title: string;
  readonly state: ItemState;
  /** How many of its cells have an answer. */
  readonly answers: number;
}

/** A value that differs from that of the file. */
export interface ProposedChange {
  readonly institution: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  /** Workbook and cell: `moj.xlsx Actions!H4`. */
  readonly place: string;
}

/** What is wrong with a return, or missing. */
export interface ReturnProblem {
  readonly about: 'value' | 'contradiction' | 'missing' | 'late' | 'unknown';
  readonly institution: string;
  /** A cell of a workbook, or the institution. */
  readonly place: string;
  readonly message: string;
}

export interface Merged {
  readonly items: readonly ItemResult[];
  readonly changes: readonly ProposedChange[];
  readonly problems: readonly ReturnProblem[];
}

/** Holds what came back against what was asked. `due`: `2016-01-31`; without it nothing is late. */
export function mergeReturns(
  forms: readonly ReturnForm[],
  returns: readonly Returned[],
  due: string | undefined,
): Merged {
  const merged = forms.map((form) =>
    mergeOne(
      form,
      returns.filter(({ institution }) => institution === form.institution),
      due,
    ),
  );
  const known = new Set(forms.map(({ institution }) => institution));
  const strangers = returns
    .filter(({ institution }) => !known.has(institution))
    .map(
      ({ file, institution }): ReturnProblem => ({
        about: 'unknown',
        institution,
        place: file,
        ...wording('collect/merge.institution', { institution }),
      }),
    );
  return {
    items: merged.flatMap(({ items }) => items),
    changes: merged.flatMap(({ changes }) => changes),
    problems: [...merged.flatMap(({ problems }) => problems), ...strangers],
  };
}

function mergeOne(form: ReturnForm, returns: readonly Returned[], due: string | undefined): Merged {
  const { institution } = form;
  const problems: ReturnProblem[] = [];
  const say = (about: ReturnProblem['about'], place: string, message: string): void => {
    problems.push({ about, institution, place, message });
  };
  if (returns.length === 0) say('missing', institution, phrase('collect/merge.absence', { institution }));
  const lateOnes = due === undefined ? [] : returns.filter(({ day }) => day === '' || day > due);
  for (const { file, day } of lateOnes) {
    say(
      'late',
      file,
      day === ''
        ? phrase('collect/merge.undated', { due })
        : phrase('collect/merge.returnwithout', { day, due }),
    );
  }
  for (const each of returns) for (const stranger of strangeRows(form, each)) say('unknown', ...stranger);
  const isLate = lateOnes.length > 0;
  const results = form.sheets.flatMap((sheet) =>
    sheet.items.map((item) => mergeItem(sheet, item, returns, say)),
  );
  return {
    items: results.map(({ state, ...result }) => ({
      ...result,
      institution,
      state: state === 'on-time' && isLate ? 'late' : state,
    })),
    changes: results.flatMap(({ changes }) => changes.map((change) => ({ ...change, institution }))),
    problems,
  };
}

/** Rows with a code that was not asked for: somebody wrote over it. */
function strangeRows(
  { sheets }: ReturnForm,
  { file, sheets: found }: Returned,
): (readonly [string, string])[] {
  return sheets.flatMap(({ name, items }): (readonly [string, string])[] => {
    const codes = new Set(items.map(({ code }) => code));
    const rows = found.get(name);
    if (rows === undefined) return [[file, phrase('collect/merge.sheet', { name })]];
    return [...rows].flatMap(([code, { places }]) =>
      codes.has(code) ? [] : [[places[0] ?? file, phrase('collect/merge.code', { code, name })] as const],
    );
  });
}

type Say = (about: ReturnProblem['about'], place: string, message: string) => void;

interface ItemMerge extends Omit<ItemResult, 'institution'> {
  readonly changes: readonly Omit<ProposedChange, 'institution'>[];
}

function mergeItem(
  { resource, name, fields }: AskedSheet,
  item: AskedItem,
  returns: readonly Returned[],
  say: Say,
): ItemMerge {
  const rows = returns.flatMap(({ sheets }) => sheets.get(name)?.get(item.code) ?? []);
  const answers = fields.map((field, index) => answerOf(field, index, rows, say));
  const { code, title, keys, last } = item;
  const result = { resource, code, title, answers: answers.filter((each) => each?.kind === 'value').length };
  const isWrong = answers.some((each) => each?.kind === 'wrong') || contradicts(fields, answers, say);
  if (isWrong) return { ...result, state: 'contradictory', changes: [] };
  const missing = fields.filter(({ isRequired }, index) => isRequired && answers[index] === undefined);
  if (missing.length > 0) {
    const listed = missing.map((field) => `\`${field.title}\``).join(', ');
    if (rows.length > 0)
      say('missing', rows[0]?.places[0] ?? code, phrase('collect/merge.answer', { code, listed }));
    return { ...result, state: 'missing', changes: [] };
  }
  const changes = fields.flatMap((field, index) => {
    const answer = answers[index];
    // An optional cell that is left empty says that there is nothing to say any more.
    const after = answer?.kind === 'value' ? answer.text : '';
    const before = last[field.name] ?? '';
    const place = answer?.place ?? rows[0]?.places[index] ?? '';
    return after === before ? [] : [{ resource, keys, field: field.name, before, after, place }];
  });
  return { ...result, state: 'on-time', changes };
}

type Answer =
  | { readonly kind: 'value'; readonly text: string; readonly place: string }
  | { readonly kind: 'wrong'; readonly place: string };

/** What all workbooks of the institution say in a cell; undefined where none says anything. */
function answerOf(
  field: AskedField,
  index: number,
  rows: readonly ReturnedRow[],
  say: Say,
): Answer | undefined {
  const said = rows.flatMap(({ texts, places }) => {
    const text = (texts[index] ?? '').trim();
    return text === '' ? [] : [{ text, place: places[index] ?? '' }];
  });
  const [first, ...others] = said;
  if (first === undefined) return undefined;
  const other = others.find(({ text }) => text !== first.text);
  if (other !== undefined) {
    say(
      'contradiction',
      other.place,
      phrase('collect/merge.text', {
        text: other.text,
        title: field.title,
        firstText: first.text,
        place: first.place,
      }),
    );
    return { kind: 'wrong', place: first.place };
  }
  const value = valueIn(first.text, field);
  if (value !== undefined) return { kind: 'value', text: value, place: first.place };
  say(
    'value',
    first.place,
    phrase('collect/merge.title', {
      text: first.text.slice(0, 60),
      title: field.title,
      expected: expectedOf(field),
    }),
  );
  return { kind: 'wrong', place: first.place };
}

/** An answer as the file has it. */
function valueIn(text: string, { kind, choices, codes }: AskedField): string | undefined {
  if (kind === 'text') return text.replace(/\s+/g, ' ');
  if (kind === 'choice') return choices.find(({ label, value }) => label === text || value === text)?.value;
  if (kind === 'day')
    return /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text) ? text : undefined;
  return codes.includes(text) || /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
}

function expectedOf({ kind, choices, codes }: AskedField): string {
  if (kind === 'choice') return `one of ${choices.map(({ label }) => `\`${label}\``).join(', ')}`;
  if (kind === 'day') return 'a day such as `2015-12-31`';
  return ['a number', ...codes.map((code) => `\`${code}\``)].join(' or ');
}

/** Implemented and not completed, or the other way round: the plan would not be built. */
function contradicts(
  fields: readonly AskedField[],
  answers: readonly (Answer | undefined)[],
  say: Say,
): boolean {
  const at = (name: string): Answer | undefined => answers[fields.findIndex((field) => field.name === name)];
  const [status, completed] = [at('status'), at('completed')];
  if (status?.kind !== 'value') return false;
  const isDone = status.text === 'implemented';
  if (isDone === (completed !== undefined)) return false;
  say(
    'contradiction',
    status.place,
    isDone ? phrase('collect/merge.implemented') : phrase('collect/merge.day'),
  );
  return true;
}
