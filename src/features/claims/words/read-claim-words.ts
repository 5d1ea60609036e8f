import type { Sentence, WatchedWord, WordBlock, WordReader } from '../../../content/extension.js';
import { sentenceBounds } from '../../../content/numbers/sentence.js';
import type { Meaning } from '../../../content/numbers/subjects.js';
import { attributedQuotations } from './attributed.js';
import { causeKind, countKind, eachYearKind, type FoundWord, findWords, nameKind } from './find-words.js';

/** How many words may stand between a quantifier and what it counts: "most of the victims identified". */
const reach = 2;

/**
 * The words of one block of author text that may claim something of figures, in order: "rose", "the majority". They do by
 * themselves where their sentence names a measure or a category of the data, or prints a number; a quantifier where it
 * stands before what is counted; a cause where the sentence says a figure or how it changed. What a quotation with a speaker
 * encloses is left out. Years and categories are there too: a claim must be about those that its words name.
 */
export function readClaimWords(block: WordBlock, reader: WordReader): WatchedWord[] {
  const { text } = block;
  const found = findWords(text, reader.lexicon.claims);
  const sentences = new Sentences(block, reader);
  const free = found.length === 0 ? [] : attributedQuotations(block, reader.lexicon.claims.speaker);
  const isFree = ({ offset }: FoundWord): boolean => free.some(([from, to]) => from <= offset && offset < to);
  const countsOther = (word: FoundWord): boolean =>
    word.isQuantifier && !isAboutData(word, sentences, reader);
  const told = new Set(
    found.filter((word) => !isDependent(word) && !word.isSupposed && isAboutData(word, sentences, reader)),
  );
  const telling = new Set([...told].map(({ offset }) => sentences.at(offset)));
  const words = found
    .filter((word) => !isFree(word) && !(countsOther(word) && isObject(word, sentences)))
    .map((word): WatchedWord => {
      const { offset, kind, isNegated, factor } = word;
      const sentence = sentences.at(offset);
      return {
        text: word.word,
        offset,
        kind,
        sentence,
        about: sentence.about,
        claims: told.has(word) || (isDependent(word) && isBesideFigure(word, telling, sentences, reader)),
        isNegated,
        ...(countsOther(word) && { countsOther: true as const }),
        ...(factor !== undefined && { factor }),
      };
    });
  return [...words, ...namesIn(block, reader, sentences)].sort((a, b) => a.offset - b.offset);
}

/** "Some actions have no cost": what is none there is not what the sentence begins with. */
function isObject({ kind, offset }: FoundWord, sentences: Sentences): boolean {
  const { from, text } = sentences.at(offset);
  return kind === 'none' && text.slice(0, offset - from).trim() !== '';
}

/** The categories and years that a text names. */
function namesIn({ text }: WordBlock, { subjects }: WordReader, sentences: Sentences): WatchedWord[] {
  return subjects.in(text).flatMap(({ offset, length, meanings }) => {
    const about = meanings.filter(({ dimension }) => dimension !== undefined);
    const named = { text: text.slice(offset, offset + length), offset, kind: nameKind, about };
    return about.length === 0
      ? []
      : [{ ...named, sentence: sentences.at(offset), claims: false, isNegated: false }];
  });
}

/** Kinds of words that stand before what changed. */
const changes = new Set(['rose', 'fell', 'increasing', 'decreasing']);

/** Words that claim something beside others alone. */
const isDependent = ({ kind }: FoundWord): boolean =>
  kind === causeKind || kind === eachYearKind || kind === countKind;

function isAboutData(
  { word, offset, kind, isQuantifier }: FoundWord,
  sentences: Sentences,
  { subjects }: WordReader,
): boolean {
  const sentence = sentences.at(offset);
  // "A rise in all groups" over data is one of theirs.
  if (!isQuantifier || (sentences.block.isTitle && changes.has(kind))) return sentence.isAboutData;
  const end = offset + word.length;
  const after = sentence.text.slice(end - sentence.from);
  const number = end + (/\S/u.exec(after)?.index ?? 0);
  return sentence.printed.includes(number) || subjects.countedAfter(after, reach);
}

/** "rose every year", "fell because of", "4 arrests, thanks to": beside a word that claims something, or a cause beside a figure. */
function isBesideFigure(
  { word, offset, kind, isSupposed }: FoundWord,
  telling: ReadonlySet<Sentence>,
  sentences: Sentences,
  { subjects }: WordReader,
): boolean {
  if (kind === countKind) return false;
  const sentence = sentences.at(offset);
  const { from, text, isAboutData, printed } = sentence;
  // "caused by speed", where the data tell causes apart, is what they count.
  if (kind === causeKind && subjects.categoryAt(text.slice(offset + word.length - from))) return false;
  return !isSupposed && isAboutData && (telling.has(sentence) || (kind === causeKind && printed.length > 0));
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

  constructor(
    readonly block: WordBlock,
    readonly reader: WordReader,
  ) {}

  at(offset: number): ReadSentence {
    const [from, to] = sentenceBounds(this.block.text, offset);
    const known = this.#known.get(from) ?? this.#read(from, to);
    this.#known.set(from, known);
    return known;
  }

  #read(from: number, to: number): ReadSentence {
    const { block, reader } = this;
    const text = block.text.slice(from, to);
    const printed = block.printed.filter((offset) => from <= offset && offset < to);
    const about = reader.subjects.in(text).flatMap(({ meanings }) => meanings);
    const isNamed = block.isTitle || printed.length > 0 || about.length > 0;
    if (isNamed || from === 0 || !reader.lexicon.claims.pronoun.test(text)) {
      return { from, to, text, about, printed, isAboutData: isNamed };
    }
    // "It fell twice after that." goes on about what the sentence before it named.
    const before = this.at(Math.max(from - 2, 0));
    return { from, to, text, printed, about: before.about, isAboutData: before.isAboutData };
  }
}
