import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { WordPattern } from '../../language/lexicon/word-pattern.js';
import { greatest } from '../../model/chart/extremes.js';
import { defined } from '../../model/defined.js';
import { listAt } from '../../model/group-by.js';
import { mostBlocks, remembered } from '../../model/remembered.js';
import { readNumberWords } from './number-words.js';
import { type Reader, readNumerals } from './read-numerals.js';
import {
  type Spoken,
  type SpokenCategory,
  type SpokenNames,
  type SpokenSynonym,
  yearSpan,
} from './spoken.js';
import { formsOf, numberedLabels, stemOf, unitForms, unitNouns } from './units.js';

/** What a name in a text may mean: a measure of a dataset, or one category of a dimension. */
export interface Meaning {
  readonly dataset: string;
  /** Absent where it is what the dataset counts. */
  readonly dimension?: string;
  readonly category?: string;
  readonly isYear?: boolean;
}

/** A name of the data in a text. */
export interface Named {
  readonly offset: number;
  readonly length: number;
  readonly meanings: readonly Meaning[];
}

/** Categories that a text begins with. */
interface NamedCategory {
  readonly meanings: readonly Meaning[];
  /** False of one word before another, which may belong to a noun that no data have: "Albanian" in "Albanian gangs". */
  readonly isWhole: boolean;
}

interface Name {
  /** In small letters. */
  readonly words: readonly string[];
  /** One word that is an ordinary one too, such as "Funding": a name only with a capital, or beside what is counted. */
  readonly isCommon: boolean;
  readonly meaning: Meaning;
}

interface Word {
  readonly text: string;
  readonly small: string;
  readonly offset: number;
}

const word = /\p{N}+|\p{L}[\p{L}\p{N}]*(?:[-'\u2019][\p{L}\p{N}]+)*|[%€$£]/gu;

interface KnownSubjects {
  /** The synonyms of the project. */
  readonly declared: string;
  readonly subjects: Subjects;
}

interface KnownReader {
  /** What it was made from beside the lexicon. */
  readonly from: string;
  readonly reader: Reader;
}

/** The names in published data, found once for all reports that are written in a language, and what numerals are read with there. */
export class SubjectsOfData {
  readonly #subjects = new WeakMap<Spoken['names'], WeakMap<Lexicon, KnownSubjects>>();
  readonly #readers = new WeakMap<Spoken['names'], WeakMap<Lexicon, KnownReader>>();

  of({ names, synonyms }: Spoken, lexicon: Lexicon): Subjects {
    const declared = JSON.stringify(synonyms);
    const known = this.#subjects.get(names)?.get(lexicon);
    if (known?.declared === declared) return known.subjects;
    const subjects = new Subjects({ names, synonyms }, lexicon);
    keep(this.#subjects, names, lexicon, { declared, subjects });
    return subjects;
  }

  /** A reader that remembers what it has read: most blocks of a template that changed are those that it had before. */
  reader({ names, units, years, synonyms }: Spoken, lexicon: Lexicon, edition: number): Reader {
    const from = JSON.stringify([units, years, synonyms, edition]);
    const known = this.#readers.get(names)?.get(lexicon);
    if (known?.from === from) return known.reader;
    const span = yearSpan({ years }, edition);
    const labels = numberedLabels(names, units);
    const nouns = unitNouns({ units, synonyms, names }, lexicon);
    const reader = rememberingReader(defined({ lexicon, span, units: nouns, labels }));
    keep(this.#readers, names, lexicon, { from, reader });
    return reader;
  }
}

function keep<Value>(
  all: WeakMap<Spoken['names'], WeakMap<Lexicon, Value>>,
  names: Spoken['names'],
  lexicon: Lexicon,
  value: Value,
): void {
  const some = all.get(names) ?? new WeakMap<Lexicon, Value>();
  all.set(names, some.set(lexicon, value));
}

/** The names of everything that published data count and tell apart, and where they stand in texts. */
export class Subjects {
  readonly #byFirstWord = new Map<string, Name[]>();
  readonly #byFirstStem = new Map<string, Name[]>();
  readonly #countedByStem = new Map<string, Name[]>();
  readonly #titles: readonly Name[];
  readonly #stops: Lexicon['numberWords']['stops'];
  readonly #endings: RegExp;
  readonly #dimensions: readonly Name[];
  readonly #measures: WordPattern;
  readonly #readings = new WeakMap<object, (block: string) => unknown>();

  constructor({ names, synonyms }: Pick<Spoken, 'names' | 'synonyms'>, lexicon: Lexicon) {
    const all = [
      ...names.flatMap((each) => namesOf(each, lexicon)),
      ...synonyms.flatMap((each) => synonymNames(each, lexicon)),
    ];
    this.#endings = lexicon.neighbours.endings;
    for (const name of all) {
      const first = name.words[0] ?? '';
      listAt(this.#byFirstWord, first).push(name);
      listAt(this.#byFirstStem, stemOf(first, this.#endings)).push(name);
    }
    const declared = synonyms.filter(({ dimension }) => dimension === undefined);
    const counted = [
      ...names.flatMap((each) => countedNames(each, lexicon)),
      ...declared.flatMap((each) => synonymNames(each, lexicon)),
    ];
    for (const name of counted)
      listAt(this.#countedByStem, stemOf(name.words[0] ?? '', this.#endings)).push(name);
    this.#dimensions = names.flatMap((each) => dimensionNames(each, lexicon));
    this.#titles = names.flatMap((each) => titleNames(each, lexicon));
    this.#stops = lexicon.numberWords.stops;
    this.#measures = lexicon.statements.measures;
  }

  /** What a rule reads in blocks with these names, remembered for as long as they are; `read` must be the same for a rule. */
  reading<Read>(rule: object, read: (block: string) => Read): (block: string) => Read {
    // What is kept of a rule is its own reading.
    const known = this.#readings.get(rule) as ((block: string) => Read) | undefined;
    if (known !== undefined) return known;
    const reading = remembered(read, mostBlocks);
    this.#readings.set(rule, reading);
    return reading;
  }

  /** Every name in a text in order; where names meet, the longest. Of a text that is a name itself, those within it. */
  in(text: string, isName = false): readonly Named[] {
    const words = wordsOf(text);
    return longestOf(words, (index) => {
      const at = this.#namesAt(words, index);
      return isName ? at.filter((name) => name.words.length < words.length) : at;
    });
  }

  /** The names of one word that are ordinary words too, wherever they are in a text: "cardiology". */
  ordinary(text: string): readonly Named[] {
    const words = wordsOf(text);
    return longestOf(words, (index) => this.#namesAt(words, index, true)).filter(
      ({ length, offset }) => !/\s/u.test(text.slice(offset, offset + length)),
    );
  }

  /** What a text names of what datasets count, by unit or by title, in whatever form: "the prison population". */
  counted(text: string): readonly Named[] {
    const words = wordsOf(text);
    const own = words.map(({ small }) => stemOf(small, this.#endings));
    return longestOf(words, (index) =>
      (this.#countedByStem.get(own[index] ?? '') ?? []).filter((name) =>
        name.words.every((each, step) => own[index + step] === stemOf(each, this.#endings)),
      ),
    );
  }

  /** True when what is counted stands at the very beginning of a text, or after at most `reach` other words. */
  countedAfter(text: string, reach: number): boolean {
    const words = wordsOf(text.slice(0, 120));
    for (let index = 0; index <= reach; index++) {
      // Right behind "few" or "most", an ordinary word is the category too: "few guests".
      const names = this.#namesAt(words, index, index === 0);
      if (names.some(({ meaning }) => meaning.isYear !== true)) return true;
    }
    return false;
  }

  /**
   * What a word of a sentence that may claim something is said of, where an ordinary word is the title of a measure or a category:
   * "Spending rose", "Education had the highest spending", "most spending". Looks so many words before and behind.
   */
  saidOf(
    sentence: string,
    [from, to]: readonly [number, number],
    [before, behind]: readonly [number, number],
  ): readonly Meaning[] {
    const words = wordsOf(sentence);
    const at = words.findIndex(({ offset }) => offset >= from);
    const end = words.filter(({ offset }) => offset < to).length;
    const opening = words.findIndex(({ small }) => !this.#stops.has(small));
    return words.flatMap((_, index): Meaning[] => {
      const isSubject = index === opening && index < at && before > 0;
      const isLead = index >= at - before && index < at;
      const isNear = isLead || (index >= end && index < end + behind);
      const titles = isNear || isSubject ? this.#titles : [];
      const categories = isSubject && isLead ? this.#namesAt(words, index, true) : [];
      return [...titles.filter((name) => isAt(name, words, index)), ...categories]
        .map(({ meaning }) => meaning)
        .filter(({ isYear }) => isYear !== true);
    });
  }

  /** What a text names of categories at its very beginning, whatever the form of its words: "због трговине људима". */
  categoryAt(text: string): NamedCategory | undefined {
    const words = wordsOf(text.slice(0, 120));
    const own = words.map(({ small }) => stemOf(small, this.#endings));
    const exact = this.#namesAt(words, 0, true);
    const named = [...exact, ...(this.#byFirstStem.get(own[0] ?? '') ?? [])].filter(
      ({ meaning: { dimension, isYear }, words: name }) =>
        dimension !== undefined &&
        isYear !== true &&
        name.every((each, step) => own[step] === stemOf(each, this.#endings)),
    );
    const length = greatest([0, ...named.map((name) => name.words.length)]);
    const meanings = named.filter((name) => name.words.length === length).map(({ meaning }) => meaning);
    const last = words[length - 1];
    const rest = last === undefined ? '' : text.slice(last.offset + last.text.length);
    return length === 0 ? undefined : { meanings, isWhole: length > 1 || !/^ \p{L}/u.test(rest) };
  }

  /** The dimensions with whose title a text begins: "age groups", of whichever datasets. */
  dimensionsAt(text: string): readonly Meaning[] {
    const words = wordsOf(text.slice(0, 120));
    return this.#dimensions
      .filter((name) =>
        name.words.every(
          (each, step) => stemOf(words[step]?.small ?? '', this.#endings) === stemOf(each, this.#endings),
        ),
      )
      .map(({ meaning }) => meaning);
  }

  #namesAt(words: readonly Word[], index: number, isCounted = false): readonly Name[] {
    const candidates = this.#byFirstWord.get(words[index]?.small ?? '') ?? [];
    return candidates.filter(
      (name) => isAt(name, words, index) && (!name.isCommon || isCounted || this.#isMeant(words, index)),
    );
  }

  /**
   * "Kosovar", with its capital within a sentence, "illiterate victims", beside what is counted, or "the number of arrested
   * women", behind a word for any figure.
   */
  #isMeant(words: readonly Word[], index: number): boolean {
    const own = words[index];
    if (own === undefined) return false;
    const counts = (neighbour: Word | undefined): boolean =>
      (this.#byFirstWord.get(neighbour?.small ?? '') ?? []).some(
        ({ meaning }) => meaning.dimension === undefined,
      );
    if ((index > 0 && /^\p{Lu}/u.test(own.text)) || counts(words[index + 1]) || counts(words[index - 1]))
      return true;
    return words.slice(Math.max(index - 3, 0), index).some(({ text }) => this.#measures.in(text).length > 0);
  }
}

const isAt = (name: Name, words: readonly Word[], index: number): boolean =>
  name.words.every((each, step) => words[index + step]?.small === each);

/** The longest of the names that begin at each word, none within another. */
function longestOf(words: readonly Word[], namesAt: (index: number) => readonly Name[]): Named[] {
  const found: Named[] = [];
  for (let index = 0; index < words.length; ) {
    const names = namesAt(index);
    const length = greatest([0, ...names.map((name) => name.words.length)]);
    const longest = names.filter((name) => name.words.length === length);
    const [from, to] = [words[index], words[index + length - 1]];
    if (from !== undefined && to !== undefined && length > 0) {
      const end = to.offset + to.text.length;
      const meanings = longest.map(({ meaning }) => meaning);
      found.push({ offset: from.offset, length: end - from.offset, meanings });
    }
    index += Math.max(length, 1);
  }
  return found;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(word)].map(({ 0: found, index }) => ({
    text: found,
    small: found.toLowerCase(),
    offset: index,
  }));
}

function namesOf({ dataset, units, titles, categories }: SpokenNames, lexicon: Lexicon): Name[] {
  const counted = units.flatMap((unit) => countedForms(unit, lexicon));
  // A title of one word says no more than the unit, and may be a word of every day: "Spent", "Rate".
  const long = titles.filter((title) => /\s/u.test(title));
  return [
    ...[...new Set([...counted, ...long])].flatMap((text) => toName(text, { dataset }, false)),
    ...categories.flatMap((category) => categoryNames(category, dataset, lexicon)),
  ];
}

/** The titles of all measures in their forms, but words for any figure: "Spending", "Budget". */
const titleNames = ({ dataset, measures }: SpokenNames, lexicon: Lexicon): Name[] =>
  measures
    .flatMap(({ title }) => inflected(title, lexicon))
    .flatMap((title) => toName(title, { dataset }, false))
    .filter(({ words }) => words.some((each) => !isAnyFigure(each, lexicon) && !lexicon.notUnits.has(each)));

/** By its units and titles, what a dataset counts: "prisoners", "Revenue", "Prison population" of "Prison population by sex". */
function countedNames({ dataset, title, units, titles, measures }: SpokenNames, lexicon: Lexicon): Name[] {
  const long = measures.flatMap((each) => (/\s/u.test(each.title) ? [each.title] : []));
  const short = titles.filter((each) => !/\s/u.test(each)).flatMap((each) => countedForms(each, lexicon));
  const forms = units.flatMap((unit) => countedForms(unit, lexicon));
  const all = [...forms, ...short, ...[title, ...long].flatMap((text) => leadsOf(text, lexicon))];
  return [...new Set(all)]
    .flatMap((text) => toName(text, { dataset }, false))
    .filter(({ words }) => words.some((each) => !isAnyFigure(each, lexicon)));
}

/** True of a word for any figure: "number", "share". */
const isAnyFigure = (small: string, { statements }: Lexicon): boolean =>
  statements.notSubjects.has(small) || statements.measures.in(small)[0]?.[0] === small;

/** A title, and how it begins up to where it says by what it is told apart: two words at least. */
function leadsOf(title: string, lexicon: Lexicon): string[] {
  const { stops } = lexicon.numberWords;
  const words = wordsOf(title);
  const isFull = (each: Word): boolean => !stops.has(each.small) && !isAnyFigure(each.small, lexicon);
  const end = words.findIndex(
    ({ small }, index) => stops.has(small) && words.slice(0, index).filter(isFull).length > 1,
  );
  const lead = words[end] === undefined ? [] : [title.slice(0, words[end].offset).trim()];
  return words.length > 1 ? [title, ...lead] : [];
}

/** The forms of a unit, unless prose counts it all the time without stating a figure: "years". */
function countedForms(unit: string, lexicon: Lexicon): readonly string[] {
  const forms = unitForms(unit, lexicon);
  return forms.some((form) => lexicon.notUnits.has(form)) ? [] : forms;
}

function categoryNames(
  { dimension, value, label, isYear }: SpokenCategory,
  dataset: string,
  lexicon: Lexicon,
): Name[] {
  const { joint, notSubjects } = lexicon.statements;
  const meaning = { dataset, dimension, category: value, ...(isYear && { isYear }) };
  if (isYear) return toName(label, meaning, false);
  // A label of many words is a sentence of its own, whose parts are words of every day.
  const isShort = label.split(/\s+/u).length <= 6;
  const parts = isShort ? label.split(new RegExp(joint, 'giu')) : [];
  const own = [label, ...parts.filter((text) => /^\p{L}{4,}\s+\p{L}/u.test(text))];
  return own
    .flatMap((text) => inflected(text, lexicon))
    .flatMap((text) => toName(text, meaning, true))
    .filter(({ words }) => !notSubjects.has(words.join(' ')));
}

/** A word that the project declares is a name wherever it stands. */
function synonymNames(
  { word: text, dataset, dimension, category, isYear }: SpokenSynonym,
  lexicon: Lexicon,
): Name[] {
  const meaning = {
    dataset,
    ...(dimension !== undefined && { dimension }),
    ...(category !== undefined && { category }),
    ...(isYear === true && { isYear }),
  };
  return inflected(text, lexicon).flatMap((form) => toName(form, meaning, false));
}

/** The titles of what a dataset tells apart, in their forms: "Nationality", "nationalities". */
function dimensionNames({ dataset, dimensions }: SpokenNames, lexicon: Lexicon): Name[] {
  return dimensions.flatMap(({ name, title }) =>
    inflected(title, lexicon).flatMap((text) => toName(text, { dataset, dimension: name }, false)),
  );
}

/** A label with the forms of its last word: "Kosovar", "Kosovars". */
function inflected(label: string, lexicon: Lexicon): string[] {
  const words = label.toLowerCase().split(/\s+/u);
  const last = words.at(-1) ?? '';
  return [...new Set([last, ...formsOf(last, lexicon)])].map((form) =>
    [...words.slice(0, -1), form].join(' '),
  );
}

/** A name of one word may be common; numbers alone are none, but years. */
function toName(text: string, meaning: Meaning, mayBeCommon: boolean): Name[] {
  const words = wordsOf(text).map(({ small }) => small);
  const isNumber = words.every((each) => /^\d+$/.test(each)) && meaning.isYear !== true;
  return words.length === 0 || isNumber
    ? []
    : [{ words, isCommon: mayBeCommon && words.length === 1, meaning }];
}

/**
 * A reader that remembers what it found in each block, for as long as somebody has it. A changed template still has
 * most of its blocks, and the classification of the printed text asks for what a lint has read.
 */
function rememberingReader(reader: Reader): Reader {
  return {
    ...reader,
    numeralsIn: remembered((text: string) => readNumerals(text, reader), mostBlocks),
    numberWordsIn: remembered((text: string) => readNumberWords(text, reader), mostBlocks),
  };
}
