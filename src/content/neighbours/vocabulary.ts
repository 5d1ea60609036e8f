import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { labelOf } from '../../model/dataset/category.js';
import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { Quantity } from '../../model/quantity.js';
import type { Spoken } from '../numbers/spoken.js';
import { stemOf, unitForms } from '../numbers/units.js';

/** A noun that may stand after a number. */
export interface Noun {
  /** Every form, in small letters. */
  readonly forms: readonly string[];
  /** The unit or title that it comes from. */
  readonly unit: string;
  /** True for money and measures, whose singular stands after any number: "54 euro". */
  readonly isAmount: boolean;
}

/** What a number counts: its unit, and where its cells stand. */
export interface Counted {
  readonly unit: string;
  readonly cells: readonly {
    readonly dataset: string;
    readonly field: string;
    readonly keys: Readonly<Record<string, string>>;
  }[];
}

/** Words that begin with as many equal letters are taken as forms of one. */
const sameWord = 8;

/** The nouns of everything that the package counts, and which of them a number may have beside it. */
export class Vocabulary {
  readonly #nouns: readonly Noun[];
  readonly #own = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly data: PublishedData,
    private readonly spoken: Spoken,
    private readonly lexicon: Lexicon,
  ) {
    const units = [...new Set([...spoken.units, ...spoken.names.flatMap((names) => names.units)])];
    const amounts = lexicon.units.filter(([first]) => lexicon.neighbours.amounts.has(first ?? ''));
    const counted = spoken.synonyms.flatMap(({ word, unit }) => (unit === undefined ? [] : [{ word, unit }]));
    this.#nouns = [
      ...counted.map(({ word, unit }) => ({ ...this.#noun(word, false), unit })),
      ...units.map((unit) => this.#noun(unit, false)),
      ...amounts.map((forms) => ({ forms, unit: forms[0] ?? '', isAmount: true })),
      ...lexicon.neighbours.held.map((noun) => this.#noun(noun, false)),
    ].filter(({ forms }) => forms.length > 0);
  }

  /** The noun that a word is a form of, where none of the number's own is. */
  foreign(word: string, quantity: Counted): Noun | undefined {
    const small = word.toLowerCase();
    const noun = this.#nouns.find(({ forms }) => forms.some((form) => form.toLowerCase() === small));
    if (noun === undefined || this.#ownWords(quantity).has(small)) return undefined;
    return noun;
  }

  /** True of a word that says what a number counts itself: one of its unit, its titles or its categories. */
  owns = (word: string, quantity: Counted): boolean => this.#ownWords(quantity).has(word.toLowerCase());

  /** True of a name each of whose words the dataset of a number says of itself, or that may stand for one of these. */
  says(name: string, quantity: Counted): boolean {
    const { neighbours, numberWords, statements } = this.lexicon;
    const { endings } = neighbours;
    const told = quantity.cells.flatMap(({ dataset }) => this.#words(this.#said(dataset)));
    const own = new Set([...this.#ownWords(quantity), ...told].map((word) => stemOf(word, endings)));
    return (name.toLowerCase().match(/\p{L}+/gu) ?? []).every(
      (word) =>
        own.has(stemOf(word, endings)) ||
        numberWords.stops.has(word) ||
        statements.measures.in(word)[0]?.[0] === word,
    );
  }

  /** The nouns that say what a number counts: of its unit, its measure and, unless left out, its dimensions, and what may stand for them. */
  counted({ unit, cells: [cell] }: Quantity, hasDimensions = true): readonly string[] {
    const dataset = cell && ownOf(this.data, cell.dataset);
    const titles = (dataset?.fields ?? [])
      .filter(
        ({ name, role, type }) =>
          name === cell?.field || (hasDimensions && role === 'dimension' && type === 'string'),
      )
      .flatMap((field) => [field.title, field.unit ?? '']);
    const nouns = [unit, dataset?.counts?.unit ?? '', ...titles].flatMap((text) =>
      unitForms(text.toLowerCase(), this.lexicon),
    );
    const own = this.#rolesOf(unitForms(unit, this.lexicon));
    return [...new Set([...nouns, ...nouns.flatMap((noun) => this.#standingFor(noun, () => true, own))])];
  }

  /**
   * True where a sentence has no word that might narrow what is counted. Each is one of the dataset's own, of the
   * report's title, a small word, or one that says nothing: "were", "recorded".
   */
  saysOnly(sentence: string, name: string, title: string): boolean {
    const dataset = ownOf(this.data, name);
    const { numberWords, neighbours } = this.lexicon;
    const texts = [
      title,
      dataset?.title,
      this.#said(name),
      JSON.stringify(dataset?.counts ?? ''),
      ...(dataset?.sources ?? []).map((source) => source.title),
      ...(dataset?.fields ?? []).flatMap((field) => [
        field.title,
        field.unit,
        ...field.categories.map(({ label }) => label),
      ]),
      ...this.spoken.synonyms.flatMap((each) => (each.dataset === name ? each.word : [])),
    ];
    const own = texts.flatMap((text) => this.#words(text ?? ''));
    const stems = new Set(own.map((word) => stemOf(word, neighbours.endings)));
    // "Identifikoi" and "të identifikuara" are forms of one word.
    const isOwn = (small: string): boolean =>
      stems.has(stemOf(small, neighbours.endings)) ||
      (small.length >= sameWord && own.some((word) => word.startsWith(small.slice(0, sameWord))));
    return (sentence.match(/\p{L}+/gu) ?? []).every((word) => {
      const small = word.toLowerCase();
      const isSmall = word.length <= 3 && !/^\p{Lu}{2}/u.test(word);
      return isSmall || isOwn(small) || numberWords.stops.has(small) || neighbours.neutral.test(small);
    });
  }

  #noun(unit: string, isAmount: boolean): Noun {
    const forms = unitForms(unit, this.lexicon);
    const counts = forms.some((form) => this.lexicon.notUnits.has(form));
    return { forms: counts || unit === '%' ? [] : forms, unit, isAmount };
  }

  /** Every noun that may stand beside a number: of its unit, its titles, its categories, and what may stand for them. */
  #ownWords({ unit, cells }: Counted): ReadonlySet<string> {
    const key = JSON.stringify([unit, ...cells.map(({ dataset, field, keys }) => [dataset, field, keys])]);
    const known = this.#own.get(key);
    if (known !== undefined) return known;
    const texts = cells.flatMap(({ dataset: name, field: own, keys }) => {
      const dataset = ownOf(this.data, name);
      return dataset === undefined ? [] : [...namesIn(dataset, own, keys), ...this.#synonymsIn(name, keys)];
    });
    const words = new Set([
      ...unitForms(unit, this.lexicon),
      ...this.spoken.synonyms.flatMap((each) =>
        each.unit === unit ? unitForms(each.word, this.lexicon) : [],
      ),
      ...[unit, ...texts].flatMap((text) => this.#words(text)),
    ]);
    const told = new Set([...words, ...cells.flatMap(({ dataset }) => this.#words(this.#said(dataset)))]);
    const allows = (noun: string): boolean => this.#isSort(noun, told);
    // Persons who are counted as victims are no traffickers.
    const own = this.#rolesOf(unitForms(unit, this.lexicon));
    for (const each of [...words]) for (const other of this.#standingFor(each, allows, own)) words.add(other);
    this.#own.set(key, words);
    return words;
  }

  /** Other words for the categories of a cell. */
  #synonymsIn(name: string, keys: Readonly<Record<string, string>>): string[] {
    return this.spoken.synonyms.flatMap(({ word, dataset, dimension, category }) =>
      dataset === name && dimension !== undefined && ownOf(keys, dimension) === category ? [word] : [],
    );
  }

  #words(text: string): string[] {
    const words = text.toLowerCase().match(/\p{L}+|[%€$£]/gu) ?? [];
    return words.flatMap((word) => unitForms(word, this.lexicon));
  }

  /** What a dataset says of itself in sentences. */
  #said(name: string): string {
    const dataset = ownOf(this.data, name);
    return `${dataset?.description ?? ''} ${dataset?.counts?.definition ?? ''}`;
  }

  /** True of a noun of a sex or an age where a word says so: "women" where the data say "female". */
  #isSort(noun: string, told: ReadonlySet<string>): boolean {
    const sorts = this.lexicon.neighbours.sorts.filter((words) => words.includes(noun));
    return sorts.length === 0 || sorts.some((words) => words.some((word) => told.has(word)));
  }

  #rolesOf(forms: readonly string[]): readonly (readonly string[])[] {
    return this.lexicon.neighbours.roles.filter((nouns) => nouns.some((noun) => forms.includes(noun)));
  }

  /** Nouns that may stand for the same persons: "survivors" and "children" for victims, not "suspects". */
  #standingFor(
    word: string,
    allows: (noun: string) => boolean,
    counted: readonly (readonly string[])[],
  ): string[] {
    const { persons, roles } = this.lexicon.neighbours;
    const forms = unitForms(word, this.lexicon);
    const ofAnybody = counted.length > 0 ? counted : roles;
    const own = persons.some((noun) => forms.includes(noun)) ? ofAnybody : this.#rolesOf(forms);
    const nouns = own.length === 0 ? [] : [...persons.filter(allows), ...own.flat()];
    return nouns.flatMap((noun) => unitForms(noun, this.lexicon));
  }
}

function namesIn(
  { title, counts, fields }: PublishedDataset,
  own: string,
  keys: Readonly<Record<string, string>>,
): string[] {
  return [
    title,
    ...(counts === undefined ? [] : [counts.unit]),
    ...fields.flatMap((field) => {
      if (field.name === own) return [field.title, field.unit ?? ''];
      if (field.role !== 'dimension') return [];
      const key = ownOf(keys, field.name);
      return [field.title, ...(key === undefined ? [] : [labelOf(field, key)])];
    }),
  ];
}
