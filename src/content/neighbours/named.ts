import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { Category, Field } from '../../model/dataset/dataset.js';
import { listAt } from '../../model/group-by.js';
import type { Spoken } from '../numbers/spoken.js';
import type { TextRun } from '../numbers/text-runs.js';
import { formsOf, stemOf } from '../numbers/units.js';

/** A word or a printed number of a run. */
export interface Word {
  readonly text: string;
  /** In small letters. */
  readonly small: string;
  /** Without its ending, so that forms of one word are alike: "албанских" and "албанско". */
  readonly stem: string;
  readonly from: number;
  readonly to: number;
}

/** A category that words of a run name; `from` and `to` count words. */
export interface Named {
  readonly category: Category;
  readonly from: number;
  readonly to: number;
}

const word = /\p{L}[\p{L}\p{N}]*(?:[-'’]\p{L}[\p{L}\p{N}]*)*|\p{N}+|\uFFFC/gu;

/** The words of a text in their order. */
const wordsOf = (text: string, lexicon: Lexicon): Word[] =>
  [...text.matchAll(word)].map(({ 0: found, index }) => {
    const small = found.toLowerCase();
    return {
      text: found,
      small,
      stem: stemOf(small, lexicon.neighbours.endings),
      from: index,
      to: index + found.length,
    };
  });

/** True of a label that says something by itself: "St Anne", and not "M" or "18-24". */
export const isName = (label: string): boolean => /^(?=\p{L}).*\p{L}{3}/u.test(label);

/** A category by the stems of one of its names. */
interface Name {
  readonly category: Category;
  readonly stems: readonly string[];
  /** True for a name that is a word for a time too, such as the town of Viti: it is a name as it is written. */
  readonly isTime: boolean;
}

/** Finds categories in words, whatever their form. */
export class CategoryNames {
  readonly #words = new WeakMap<TextRun, readonly Word[]>();
  readonly #names = new Map<string, ReadonlyMap<string, readonly Name[]>>();

  readonly #times: ReadonlySet<string>;

  constructor(
    private readonly spoken: Spoken,
    private readonly lexicon: Lexicon,
  ) {
    this.#times = new Set([...lexicon.notUnits].map((noun) => stemOf(noun, lexicon.neighbours.endings)));
  }

  wordsIn(run: TextRun): readonly Word[] {
    const known = this.#words.get(run) ?? wordsOf(run.text, this.lexicon);
    this.#words.set(run, known);
    return known;
  }

  /** The categories of a field that a stretch of words names; where names meet, the longest. */
  in(
    words: readonly Word[],
    [start, end]: readonly [number, number],
    dataset: string,
    field: Field,
  ): Named[] {
    const byFirst = this.#of(dataset, field);
    const found: Named[] = [];
    for (let from = start; from < end; ) {
      const here = (byFirst.get(words[from]?.stem ?? '') ?? []).filter(
        ({ stems, isTime, category: { label } }) =>
          from + stems.length <= end &&
          stems.every((stem, step) => words[from + step]?.stem === stem) &&
          (!isTime || (words[from]?.text === label && !/^\d/.test(words[from + 1]?.text ?? ''))),
      );
      const length = here.reduce((most, { stems }) => Math.max(most, stems.length), 0);
      const named = here.filter(({ stems }) => stems.length === length);
      for (const { category } of named) found.push({ category, from, to: from + length });
      from += Math.max(length, 1);
    }
    return found;
  }

  #of(dataset: string, field: Field): ReadonlyMap<string, readonly Name[]> {
    const key = `${dataset} ${field.name}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const names = new Map<string, Name[]>();
    for (const { text, category } of this.#texts(dataset, field)) {
      const stems = wordsOf(text, this.lexicon).map(({ stem }) => stem);
      const [first] = stems;
      if (first === undefined || !isName(text)) continue;
      const isTime = stems.length === 1 && this.#times.has(first);
      listAt(names, first).push({ category, stems, isTime });
    }
    this.#names.set(key, names);
    return names;
  }

  /** The categories of a field by their labels, and by the other words that the project has for them. */
  #texts(dataset: string, { name, categories }: Field): { text: string; category: Category }[] {
    const labels = categories.map((category) => ({ text: category.label, category }));
    const others = this.spoken.synonyms.flatMap((each) => {
      const category = categories.find(({ value }) => value === each.category);
      if (category === undefined || each.dataset !== dataset || each.dimension !== name) return [];
      return formsOf(each.word, this.lexicon).map((text) => ({
        text,
        category: { ...category, label: text },
      }));
    });
    return [...labels, ...others];
  }
}
