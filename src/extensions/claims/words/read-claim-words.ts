import type { Sentence, WatchedWord, WordBlock, WordReader } from '../../../content/extension.js';
import { narrowIn } from '../../../content/neighbours/narrow.js';
import { aroundQuotation, quotations, type Stretch, unquoted } from '../../../content/numbers/quotation.js';
import { sentenceBounds } from '../../../content/numbers/sentence.js';
import type { Meaning } from '../../../content/numbers/subjects.js';
import { unitForms } from '../../../content/numbers/units.js';
import type { Lexicon } from '../../../language/lexicon/lexicon.js';
import type { StatementWords } from '../../../language/lexicon/statement-words.js';
import type { WordPattern } from '../../../language/lexicon/word-pattern.js';
import {
  causeKind,
  countKind,
  eachCategoryKind,
  eachYearKind,
  effectKind,
  everKind,
  type FoundWord,
  findWords,
  likewiseKind,
  nameKind,
  narrowKind,
  nounKind,
  sinceKind,
  sizeKinds,
} from './find-words.js';
import { subjectsIn } from './read-subjects.js';

/** How many words may stand between a quantifier and what it counts: "most of the victims identified". */
const reach = 2;

/**
 * The words of one block of author text that may claim something of figures, in order: "rose", "the majority". They do
 * by themselves where their sentence names a measure or a category of the data, or prints a number. A quantifier does
 * where it stands before what is counted, a cause where the sentence says a figure or how it changed. What a quotation
 * with a speaker encloses is left out. Years and categories are there too: a claim must be about those that its words
 * name.
 */
export function readClaimWords(block: WordBlock, reader: WordReader): WatchedWord[] {
  const { text } = block;
  const found = findWords(text, reader.lexicon.statements);
  const sentences = new Sentences(block, reader);
  const free =
    found.length === 0
      ? []
      : [...attributedQuotations(block, reader.lexicon.statements), ...namesAround(found, text, reader)];
  const isFree = ({ offset }: FoundWord): boolean => free.some(([from, to]) => from <= offset && offset < to);
  const countsOther = (word: FoundWord): boolean =>
    word.isQuantifier && !isAboutData(word, sentences, reader);
  const told = new Set(
    found.filter((word) => !isDependent(word) && !word.isSupposed && isAboutData(word, sentences, reader)),
  );
  const telling = new Set([...told].map(({ offset }) => sentences.at(offset)));
  const words = found
    .filter((word) => !isFree(word) && !(countsOther(word) && isObject(word, sentences)))
    .filter((word) => categoryBehind(word, sentences, reader)?.isWhole !== true)
    .flatMap((word): WatchedWord[] => {
      const { offset, isNegated, factor } = word;
      const sentence = sentences.at(offset);
      const isEffect = word.kind === effectKind;
      if (isEffect && !isBesideChange(word, telling, sentences)) return [];
      const kind = isEffect ? causeKind : word.kind;
      const claims =
        isEffect || told.has(word) || (isDependent(word) && isBesideFigure(word, telling, sentences, reader));
      const read = {
        text: word.word,
        offset,
        kind,
        sentence,
        about: sentence.about,
        claims,
        isNegated,
        ...(countsOther(word) && { countsOther: true as const }),
        besideClaim: isFact(word, sentences, reader),
        ...(factor !== undefined && { factor }),
      };
      return [read];
    });
  const nouns = nounsIn(found, block, reader, sentences);
  const counted = subjectsIn(text, found, reader, (offset) => sentences.at(offset)).map(
    ({ kind, text: name, offset, about, role }) => ({
      ...watched(kind, name, offset, sentences, about),
      ...(role !== undefined && { role }),
    }),
  );
  return [...words, ...nouns, ...counted, ...namesIn(block, reader, sentences)].sort(
    (a, b) => a.offset - b.offset,
  );
}

/** Names of categories of which such words are a part: "more than" in "More than 180 days". */
function namesAround(found: readonly FoundWord[], text: string, { subjects }: WordReader): Stretch[] {
  const names = subjects
    .in(text)
    .filter(({ meanings }) => meanings.some(({ category }) => category !== undefined));
  return names.flatMap(({ offset, length }): Stretch[] =>
    found.some((word) => word.offset >= offset && word.offset + word.word.length < offset + length)
      ? [[offset, offset + length]]
      : [],
  );
}

/** The nouns that words say something of: behind "more" or "the number of", and right before "fell". */
function nounsIn(
  found: readonly FoundWord[],
  { text }: WordBlock,
  { lexicon, subjects }: WordReader,
  sentences: Sentences,
): WatchedWord[] {
  const { statements, neighbours, numberWords } = lexicon;
  const names = subjects
    .in(text)
    .filter(({ meanings }) => meanings.some(({ category, isYear }) => category !== undefined && !isYear));
  const isInName = (at: number): boolean =>
    names.some(({ offset, length }) => offset <= at && at < offset + length);
  const behind = [
    ...found.filter(({ isQuantifier, kind }) => isQuantifier || comparisons.has(kind)),
    ...statements.measures.in(text).map(({ 0: word, index: offset }) => ({ word, offset })),
  ].flatMap(({ word, offset }) => {
    const end = offset + word.length;
    const [, link = '', first = '', space = '', second = ''] =
      /^(\s+(?:of |of the |the )?)(\p{L}+)(?:(\s+)(\p{L}+))?/u.exec(text.slice(end)) ?? [];
    const at = end + link.length;
    const next = neighbours.adjectives.test(first)
      ? [{ noun: second, offset: at + first.length + space.length }]
      : [];
    return [{ noun: first, offset: at }, ...next];
  });
  const before = found
    .filter(({ kind }) => changes.has(kind))
    .flatMap(({ offset }) => {
      const { from } = sentences.at(offset);
      // The last word that is no verb, at the beginning of its sentence or behind one other, but for categories: "Convictions
      // for human trafficking have", "young women".
      const lead = [...text.slice(from, offset).matchAll(/\p{L}+/gu)].filter(
        ({ 0: word, index }) => !isInName(from + index) && !numberWords.stops.has(word.toLowerCase()),
      );
      const subject = lead.findLast(({ 0: word }) => statements.verbs.in(word)[0]?.[0] !== word);
      const isSubject = subject !== undefined && lead.length <= 3 && lead.indexOf(subject) <= 1;
      return isSubject ? [{ noun: subject[0], offset: from + subject.index }] : [];
    });
  // "Children's", "child victims": what is counted follows.
  const isWhole = (rest: string): boolean => {
    const next = /^\s+(\p{L}+)/u.exec(rest)?.[1]?.toLowerCase() ?? '';
    return !/^[-'\u2019]/u.test(rest) && !lexicon.units.some((forms) => forms.includes(next));
  };
  // "Kosovar women" where the claim is about Kosovar victims.
  const named = names.map(({ offset, length }) => {
    const end = offset + length;
    return { noun: /^ (\p{L}+)/u.exec(text.slice(end))?.[1] ?? '', offset: end + 1 };
  });
  return [...behind, ...before, ...named]
    .filter(({ noun, offset }) => noun !== '' && isWhole(text.slice(offset + noun.length)))
    .map(({ noun, offset }) => watched(nounKind, noun, offset, sentences));
}

/** A word that claims nothing by itself, and that claims around it are held against. */
const watched = (
  kind: string,
  text: string,
  offset: number,
  sentences: Sentences,
  about: readonly Meaning[] = [],
): WatchedWord => ({
  text,
  offset,
  kind,
  about,
  sentence: sentences.at(offset),
  claims: false,
  isNegated: false,
});

const comparisons: ReadonlySet<string> = new Set([
  'higher-than',
  'lower-than',
  'highest',
  'lowest',
  'majority',
]);

/** "Some actions have no cost": what is none there is not what the sentence begins with. */
function isObject({ kind, offset }: FoundWord, sentences: Sentences): boolean {
  const { from, text } = sentences.at(offset);
  return kind === 'none' && text.slice(0, offset - from).trim() !== '';
}

/** The categories and years that a text names, the words that take in all of them, and those that say less than some measures count. */
function namesIn(
  { text }: WordBlock,
  { subjects, lexicon }: WordReader,
  sentences: Sentences,
): WatchedWord[] {
  const at = (kind: string, offset: number, length: number, about?: readonly Meaning[]): WatchedWord =>
    watched(kind, text.slice(offset, offset + length), offset, sentences, about);
  const named = subjects.in(text).flatMap(({ offset, length, meanings }) => {
    const about = meanings.filter(({ dimension }) => dimension !== undefined);
    if (about.length === 0) return [];
    const word = at(nameKind, offset, length, about);
    const isWhen = about.some(({ isYear }) => isYear === true) && saysWhen(word, sentences, lexicon);
    return [{ ...word, ...(isWhen && { isWhen }) }];
  });
  const known = new Set(named.map(({ offset }) => offset));
  const isNamed = (at: number): boolean =>
    named.some(({ offset, text: name }) => offset <= at && at < offset + name.length);
  const ordinary = subjects.ordinary(text).flatMap(({ offset, length, meanings }) => {
    const about = meanings.filter(({ dimension, isYear }) => dimension !== undefined && isYear !== true);
    const isKnown = about.length === 0 || isNamed(offset);
    return isKnown ? [] : [{ ...at(nameKind, offset, length, about), isOrdinary: true as const }];
  });
  const years = (pattern: WordPattern, kind: string): WatchedWord[] =>
    pattern.in(text).flatMap(({ 0: words, 1: year = '', index }) => {
      const start = index + words.length - year.length;
      // A year that the data do not have at all is none of theirs either.
      if (kind === nameKind && known.has(start)) return [];
      const about = [{ dataset: '', dimension: 'year', category: year, isYear: true }];
      return [kind === nameKind ? at(kind, start, year.length, about) : at(kind, index, words.length, about)];
    });
  const every = lexicon.statements.each.in(text).flatMap(({ 0: words, 1: group = '', index }) => {
    const end = index + words.length;
    // "Every type of offence", where the title is "Type of offence", and "every group of nationality".
    const titled = subjects.dimensionsAt(text.slice(end - group.length));
    const about = titled.length > 0 ? titled : subjects.dimensionsAt(text.slice(end));
    return about.length === 0 ? [] : [at(eachCategoryKind, index, words.length, about)];
  });
  const narrow = [...lexicon.narrow.keys()].flatMap((name) =>
    narrowIn(text, name, lexicon).map(({ word, offset }) => at(narrowKind(name), offset, word.length)),
  );
  return [
    ...named,
    ...ordinary,
    ...narrow,
    ...years(lexicon.statements.periods, nameKind),
    ...years(lexicon.statements.since, sinceKind),
    ...every,
  ];
}

/** True of the year of "rose in 2014": its sentence names no other, points to none, and prints no number that may be of it. */
function saysWhen({ offset, text: year }: WatchedWord, sentences: Sentences, lexicon: Lexicon): boolean {
  const { text, from, printed } = sentences.at(offset);
  const { years, otherTimes, enacted } = lexicon.neighbours;
  const isOther = new Set(text.match(/(?<!\p{N})[12]\d{3}(?!\p{N})/gu)).size > 1;
  if (isOther || printed.length > 0 || text.search(enacted) >= 0) return false;
  return [...text.matchAll(years)].some(({ 0: words, index }) => {
    const isHere = index <= offset - from && offset - from + year.length <= index + words.length;
    return isHere && !otherTimes.test(text.slice(0, index) + text.slice(index + words.length));
  });
}

/** Kinds of words that stand before what changed. */
const changes = new Set(['rose', 'fell', 'increasing', 'decreasing']);

/**
 * The category behind a word for a cause: "arrests for trafficking", as Serbian says it, and "caused by speed", where the data
 * tell causes apart, are what is counted. It must be one of what its sentence counts.
 */
function categoryBehind({ kind, word, offset }: FoundWord, sentences: Sentences, { subjects }: WordReader) {
  if (kind !== causeKind) return undefined;
  const { text, from, about } = sentences.at(offset);
  const named = subjects.categoryAt(text.slice(offset + word.length - from));
  const counted = about.filter(({ dimension }) => dimension === undefined);
  const isCounted = ({ dataset }: Meaning): boolean =>
    counted.length === 0 || counted.some((each) => each.dataset === dataset);
  return named?.meanings.some(isCounted) === true ? named : undefined;
}

/** Words that claim something beside others alone. */
const isDependent = ({ kind }: FoundWord): boolean => dependent.has(kind);
const dependent: ReadonlySet<string> = new Set([
  ...[causeKind, effectKind, likewiseKind, everKind, eachYearKind, countKind],
  ...sizeKinds,
]);

function isAboutData(found: FoundWord, sentences: Sentences, { subjects, lexicon }: WordReader): boolean {
  const { word, offset, kind, isQuantifier } = found;
  const sentence = sentences.at(offset);
  // "Rise in prices" is the name of a column, "Foreigners, who rose most" says something of one.
  if (sentences.block.isName === true && (offset === 0 || !changes.has(kind))) return false;
  // "A rise in all groups" over data is one of theirs.
  // A cell of a table may have an arrow alone.
  if (/^[^\p{L}\p{N}]+$/u.test(word) && sentences.block.text.trim() === word) return true;
  if (!isQuantifier || (sentences.block.isTitle && changes.has(kind))) return sentence.isAboutData;
  const end = offset + word.length;
  const after = sentence.text.slice(end - sentence.from);
  const number = end + (/\S/u.exec(after)?.index ?? 0);
  if (sentence.printed.includes(number) || subjects.countedAfter(after, reach)) return true;
  if (sentences.saidOf(found).length > 0) return true;
  // "Not a single officer" is a count of officers, whatever the data count.
  const next = /^\s*(\p{L}+)/u.exec(after)?.[1]?.toLowerCase() ?? '';
  return kind === 'none' && lexicon.units.some((forms) => forms.includes(next));
}

/** The sentence that one goes on from: "Victims fell. This was because of the works." */
const goneOnFrom = (sentence: Sentence, sentences: Sentences): Sentence =>
  sentence.from > 0 && sentences.reader.lexicon.statements.pronoun.test(sentence.text)
    ? sentences.at(sentence.from - 2)
    : sentence;

/** True of a cause that nothing supposes, and that is none of the categories that the data tell apart. */
const isFact = (word: FoundWord, sentences: Sentences, reader: WordReader): boolean =>
  word.kind === causeKind && !word.isSupposed && categoryBehind(word, sentences, reader) === undefined;

/** "rose every year", "fell because of", "4 arrests, thanks to": beside a word that claims something, or a cause beside a figure. */
function isBesideFigure(
  found: FoundWord,
  telling: ReadonlySet<Sentence>,
  sentences: Sentences,
  reader: WordReader,
): boolean {
  const { word, offset, kind, isSupposed } = found;
  const { subjects, lexicon } = reader;
  const sentence = sentences.at(offset);
  const { from, text, isAboutData, printed } = sentence;
  if (kind === likewiseKind) {
    const after = text.slice(offset + word.length - from).split(/[.;:]/u)[0] ?? '';
    const namesOther = subjects.in(after).length > 0 || lexicon.statements.eachYear.in(after).length > 0;
    return !isSupposed && namesOther && telling.has(sentence);
  }
  if (kind !== causeKind && kind !== eachYearKind) return false;
  if (categoryBehind(found, sentences, reader) !== undefined) return false;
  if (isSupposed || !isAboutData) return false;
  if (kind === eachYearKind) return telling.has(sentence);
  return printed.length > 0 || telling.has(sentence) || telling.has(goneOnFrom(sentence, sentences));
}

/** "Victims fell. The campaign worked.": an effect in a sentence that tells of a change, or right before or behind one. */
function isBesideChange(
  { offset, isSupposed, isNegated }: FoundWord,
  telling: ReadonlySet<Sentence>,
  sentences: Sentences,
): boolean {
  const { from, to } = sentences.at(offset);
  const next = sentences.block.text.slice(to).search(/[\p{L}\p{N}\uFFFC]/u);
  const near = [offset, ...(from > 0 ? [from - 2] : []), ...(next < 0 ? [] : [to + next])];
  return !isSupposed && !isNegated && near.some((each) => telling.has(sentences.at(Math.max(each, 0))));
}

interface ReadSentence extends Sentence {
  readonly to: number;
  readonly about: readonly Meaning[];
  /** Where it prints a number. */
  readonly printed: readonly number[];
  readonly isAboutData: boolean;
}

/** The sentences of a block, each read once. */
class Sentences {
  readonly #known = new Map<number, ReadSentence>();
  readonly #persons: readonly string[];

  constructor(
    readonly block: WordBlock,
    readonly reader: WordReader,
  ) {
    this.#persons = personsIn(block.text, reader.lexicon);
  }

  at(offset: number): ReadSentence {
    const [from, to] = sentenceBounds(this.block.text, offset, this.reader.lexicon.statements.abbreviations);
    const known = this.#known.get(from) ?? this.#read(from, to);
    this.#known.set(from, known);
    return known;
  }

  #read(from: number, to: number): ReadSentence {
    const { block, reader } = this;
    const text = block.text.slice(from, to);
    const printed = block.printed.filter((offset) => from <= offset && offset < to);
    const isTimed = block.isTitle || reader.lexicon.statements.times.in(text).length > 0;
    const own = { from, to, text, block: block.text, persons: this.#persons, printed, isTimed };
    const named = reader.subjects.in(text, block.isName).flatMap(({ meanings }) => meanings);
    const about = named.length > 0 || block.isName === true ? named : this.#toldIn(from, to);
    const isNamed = block.isTitle || printed.length > 0 || about.length > 0;
    if (isNamed || from === 0 || !reader.lexicon.statements.pronoun.test(text)) {
      return { ...own, about, isAboutData: isNamed };
    }
    // "It fell twice after that." goes on about what the sentence before it named.
    const before = this.at(Math.max(from - 2, 0));
    const isDated = isTimed || before.isTimed || /(?<!\p{N})[12]\d{3}(?!\p{N})/u.test(before.text);
    return { ...own, about: before.about, isAboutData: before.isAboutData, isTimed: isDated };
  }

  /** What a word that may claim something is said of, by ordinary words that are titles or categories. */
  saidOf({ word, offset, kind, isQuantifier }: FoundWord): readonly Meaning[] {
    const { text } = this.block;
    const [from, to] = sentenceBounds(text, offset, this.reader.lexicon.statements.abbreviations);
    const at = [offset - from, offset - from + word.length] as const;
    const behind = changes.has(kind) || superlatives.has(kind) ? 2 : 0;
    return this.reader.subjects.saidOf(text.slice(from, to), at, [isQuantifier ? 0 : 3, behind]);
  }

  /** What the words of a sentence that may claim something are said of. */
  #toldIn(from: number, to: number): readonly Meaning[] {
    return findWords(this.block.text, this.reader.lexicon.statements)
      .filter(({ offset, isSupposed }) => from <= offset && offset < to && !isSupposed)
      .flatMap((found) => this.saidOf(found));
  }
}

/** Kinds of words before what they are said of: "the highest spending", "most spending". */
const superlatives: ReadonlySet<string> = new Set(['highest', 'lowest', 'majority']);

/** The nouns for persons of a text, by their first form. */
function personsIn(text: string, lexicon: Lexicon): string[] {
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu));
  return lexicon.neighbours.persons.filter((noun) =>
    unitForms(noun, lexicon).some((form) => words.has(form)),
  );
}

/**
 * The quotations of a block beside which somebody is named who said it: in their own sentence or the one before, outside
 * their marks. Marks alone make nobody else's words of an author's own.
 */
function attributedQuotations(
  block: WordBlock,
  { speaker, abbreviations }: Pick<StatementWords, 'speaker' | 'abbreviations'>,
): readonly Stretch[] {
  const { text, quotation } = block;
  if (quotation !== undefined) return speaker.test(unquoted(quotation)) ? [[0, text.length]] : [];
  const found = quotations(text);
  return found.filter((stretch) => {
    const { own, before } = aroundQuotation(text, stretch, found, abbreviations);
    return speaker.test(before + own);
  });
}
