import type { Diagnostic, Position } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import type { Lexicon } from '../../../language/lexicon/lexicon.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { problem } from '../../../problems/problem.js';
import type { PlacedWord, Sentence, WatchedWord, WordBlock, WordReader, WordRule } from '../../extension.js';
import type { TemplateLanguage } from '../../template-language.js';
import type { Terms } from '../../terms/find-terms.js';
import { termProblems } from '../../terms/find-terms.js';
import { type NumberWord, placeholder, readNumberWords } from '../number-words.js';
import { type Quoted, quotedIn } from '../quotation.js';
import { type Reader, type ReadNumeral, readNumerals } from '../read-numerals.js';
import { sentenceAt } from '../sentence.js';
import type { Subjects } from '../subjects.js';
import { suggestCalls, unitAfter } from '../suggest.js';

/** What a hint about a typed number is found with. */
type HintContext = Omit<LintContext, 'syntax' | 'subjects'>;

/** What the lint of one report works with. */
export interface LintContext {
  readonly reader: Reader;
  /** What the data speak of, for rules on words. */
  readonly subjects: Subjects;
  readonly data: PublishedData;
  readonly language: Language;
  /** The helpers, and the words that extensions look for. */
  readonly syntax: TemplateLanguage;
  /** Words that the project has agreed not to use; absent where there are none. */
  readonly terms?: Terms;
  /** Names of the datasets that helpers use around a line of a file, the nearest first. */
  nearby(position: Position): readonly string[];
}

/** A number in words: `check --words` lists those that are no figure. */
export interface ListedWord {
  readonly text: string;
  readonly position: Position;
  /** Absent for "dozens" and "half". */
  readonly value?: number;
  /** The words behind it. */
  readonly after?: string;
  /** It stands beside what the data count, and a diagnostic tells of it. */
  readonly isFigure?: boolean;
}

/** What a text holds that nobody may type, and its number words. */
export interface Linted {
  readonly diagnostics: readonly Diagnostic[];
  readonly words: readonly ListedWord[];
  /** Words that the rules of extensions look for, wherever they stand. */
  readonly watched: readonly FoundWord[];
}

/** A word that a rule of an extension looks for. */
export interface FoundWord extends PlacedWord {
  readonly rule: WordRule;
}

/** What is known of a block beside its words. */
export interface BlockKind {
  /** Tells whether a placeholder stands for something that a helper prints, and not for a reference. */
  isPrinted?(offset: number): boolean;
  readonly isTitle?: boolean;
  readonly isName?: boolean;
  /** All words of the block quotation that it is part of. */
  readonly quotation?: string;
  /** The word that it explains in a list of definitions. */
  readonly explains?: string;
}

/** Lints one block of text, which `kind` may say more of. `at` gives the place of an offset in it; undefined for what is not to be reported. */
export function lintText(
  text: string,
  context: LintContext,
  at: (offset: number, length: number) => Position | undefined,
  kind: BlockKind = {},
): Linted {
  const diagnostics: Diagnostic[] = [];
  const words: ListedWord[] = [];
  const quotation = kind.quotation === undefined ? quotedIn(text) : whole;
  const numerals = readNumerals(text, context.reader);
  const typed = numerals.filter((numeral) => numeral.class === undefined);
  for (const numeral of typed) {
    const position = at(numeral.offset, numeral.text.length);
    if (position !== undefined) diagnostics.push(typedNumber(numeral, text, position, context, quotation));
  }
  const isGeneral = explainsAnother(text, kind, context);
  for (const word of readNumberWords(text, context.reader)) {
    const position = at(word.offset, word.text.length);
    if (position === undefined || goesOn(numerals, word, text, context.reader.lexicon)) continue;
    const isFigure = word.unit !== undefined && !isGeneral;
    words.push(listed(word, text, position, isFigure));
    if (isFigure) diagnostics.push(typedWord(word, text, position, context, quotation));
  }
  if (context.terms !== undefined && kind.quotation === undefined)
    for (const each of termProblems(text, context.terms, at)) diagnostics.push(each);
  // What a word means says nothing of the data, unless a number stands there.
  const watched =
    isGeneral && typed.length === 0 && !text.includes(placeholder)
      ? []
      : watch(text, context, at, kind, typed);
  return { diagnostics, words, watched };
}

/** How much of the words behind a number is kept: enough for what it may count. */
const reach = 60;

function listed(
  { text, offset, value }: NumberWord,
  around: string,
  position: Position,
  isFigure: boolean,
): ListedWord {
  const end = offset + text.length;
  const after = value !== undefined && { value, after: around.slice(end, end + reach) };
  return { text, position, ...after, ...(isFigure && { isFigure }) };
}

/**
 * True where a block explains a word that is no name of anything in the data, and names no year and no category of theirs:
 * "Median: half of the patients wait less".
 */
const explainsAnother = (text: string, { explains }: BlockKind, { subjects }: LintContext): boolean =>
  explains !== undefined &&
  subjects.in(explains).length === 0 &&
  !/(?<!\p{N})(?:19|20)\d{2}(?!\p{N})/u.test(text) &&
  !subjects.in(text).some(({ meanings }) => meanings.some(({ dimension }) => dimension !== undefined));

/** True of a number in words right behind a typed one, which it is part of, or a scale: "12 million" is told with its digits. */
function goesOn(
  numerals: readonly ReadNumeral[],
  word: NumberWord,
  text: string,
  { numberWords: { scales } }: Lexicon,
): boolean {
  const isScale = scales.has(word.text.toLowerCase());
  return numerals.some((numeral) => {
    const end = numeral.offset + numeral.text.length;
    const takesIn = numeral.class === undefined || (numeral.class === 'label' && isScale);
    return takesIn && end < word.offset && text.slice(end, word.offset).trim() === '';
  });
}

/** The words of a block that the rules of extensions look for. */
export function watch(
  text: string,
  { syntax, reader: { lexicon }, subjects, nearby }: LintContext,
  at: (offset: number, length: number) => Position | undefined,
  { isPrinted = () => true, isTitle = false, isName = false, quotation }: BlockKind,
  typed: readonly ReadNumeral[],
): FoundWord[] {
  const tokens = [...text.matchAll(tokenPattern)].map(({ index }) => index).filter(isPrinted);
  const printed = [...tokens, ...typed.map(({ offset }) => offset)].sort((a, b) => a - b);
  const block: WordBlock = { text, printed, isTitle, isName, ...(quotation !== undefined && { quotation }) };
  return syntax.extensions.flatMap(({ words: rule }) =>
    rule === undefined
      ? []
      : wordsIn(block, rule, { lexicon, subjects }).flatMap((word): FoundWord[] => {
          const position = at(word.offset, word.text.length);
          return position === undefined ? [] : [{ ...word, position, rule, nearby: nearby(position) }];
        }),
  );
}

/** What a rule reads in a block. What was read before is the same but for its sentences, which are told apart by where they stand. */
function wordsIn(block: WordBlock, rule: WordRule, reader: WordReader): readonly WatchedWord[] {
  const read = reader.subjects.reading(rule, (written) => rule.read(JSON.parse(written), reader));
  const sentences = new Map<Sentence, Sentence>();
  return read(JSON.stringify(block)).map((word) => {
    const sentence = sentences.get(word.sentence) ?? { ...word.sentence };
    sentences.set(word.sentence, sentence);
    return { ...word, sentence };
  });
}

const tokenPattern = new RegExp(placeholder, 'gu');

/** A block that is a quotation as a whole. */
const whole: Quoted = { has: () => true };

/** The error for a number typed in digits. */
export function typedNumber(
  { text, offset }: ReadNumeral,
  around: string,
  position: Position,
  context: HintContext,
  quotation = quotedIn(around),
): Diagnostic {
  const place = { around, offset, after: around.slice(offset + text.length), quotation };
  return problem('number/hard-typed.typed', position, { text }, hintFor(text, place, position, context));
}

/** What `check --words` says of a number in words that stands beside no unit. */
export function numberWordNote({ text, position }: ListedWord): Diagnostic {
  return problem('number/word.counts', position, { text: text.replace(/\s+/g, ' ') });
}

function typedWord(
  { text, offset, unit = '', value }: NumberWord,
  around: string,
  position: Position,
  context: HintContext,
  quotation: Quoted,
): Diagnostic {
  const place = { around, offset, after: around.slice(offset + text.length), quotation };
  const { hint } =
    value === undefined
      ? { hint: 'print the number with a helper, or say it without a number: “some”, “many”' }
      : hintFor(String(value), place, position, context);
  return problem('number/word.helper', position, { text: text.replace(/\s+/g, ' '), unit }, { hint });
}

/** A typed number among the words of its block. */
interface TypedPlace {
  readonly around: string;
  readonly offset: number;
  readonly after: string;
  readonly quotation: Quoted;
}

/** Of a percentage, the helpers that work it out. */
const workedOut = (after: string, { lexicon }: Reader): string =>
  lexicon.neighbours.percent.test(after)
    ? 'if it is a share or a change in the data, print it with `share` or `percent-change`; '
    : '';

function hintFor(
  text: string,
  { around, offset, after, quotation }: TypedPlace,
  position: Position,
  context: HintContext,
): Pick<Diagnostic, 'hint' | 'fix'> {
  const { data, language, reader } = context;
  const { abbreviations } = reader.lexicon.statements;
  // What somebody said is no cell of the data, whatever its digits.
  const typed = {
    text,
    sentence: sentenceAt(around, offset, abbreviations),
    after,
    nearby: context.nearby(position),
  };
  const { calls, possible } = quotation.has(offset) ? { calls: [] } : suggestCalls(typed, data, language);
  const { from, to } = reader.span;
  const year = /^[12]\d{3}$/.test(text);
  if (year && Number(text) >= from && Number(text) <= to && reader.units.atStart.test(after))
    return { hint: 'if it is a year, put a comma after it' };
  const [call, other] = calls;
  if (call !== undefined)
    return {
      hint: `write ${calls.map((each) => `\`${each}\``).join(' or ')}`,
      ...(other === undefined && { fix: { written: text, instead: call } }),
    };
  const unit = year && !reader.units.atStart.test(after) ? 'year' : unitAfter(after, reader.units);
  const first = possible === undefined || year ? '' : `if it is this one, write \`${possible}\`; `;
  return {
    hint: `${first}${quotation.has(offset) ? '' : workedOut(after, reader)}if no dataset has it, write \`{{literal "${text}" unit="${unit}" source="..."}}\` with its source`,
  };
}
