import type { Diagnostic, Position } from '../../diagnostics.js';
import { listedWords } from '../../language/literally.js';
import { listAt } from '../../model/group-by.js';
import type { AgreedTerm } from '../../model/project/terms.js';
import { termsFile } from '../../model/project/terms.js';
import { problem } from '../../problems/problem.js';
import { quotations } from '../numbers/quotation.js';

/** The terms of a language, ready to be looked for. */
export interface Terms {
  readonly variants: Listed<Variant>;
  /** Agreed terms, in which a variant of another may be a part. */
  readonly agreed: Listed<{ readonly words: string }>;
}

interface Variant {
  readonly words: string;
  readonly agreed: string;
  readonly position: Position;
}

/** Listed words by the longest of them: a glossary has thousands, of which a text has a few, and each pattern takes 12 ms to make. */
class Listed<T extends { readonly words: string }> {
  /** By that word, or by its stem: where each stands in the list. */
  readonly #whole = new Map<string, number[]>();
  readonly #stems = new Map<string, number[]>();
  readonly #lengths = new Set<number>();
  /** Those of signs alone. */
  readonly #others: number[] = [];
  readonly #patterns = new Map<number, RegExp>();

  constructor(readonly all: readonly T[]) {
    for (const [index, { words }] of all.entries()) {
      const { key = '', isStem } = longest(words);
      if (key === '') this.#others.push(index);
      else if (isStem) {
        listAt(this.#stems, key).push(index);
        this.#lengths.add(key.length);
      } else listAt(this.#whole, key).push(index);
    }
  }

  /** What a text may say, in the order of the list, each with what finds it. */
  in(text: string): readonly (readonly [RegExp, T])[] {
    if (this.all.length === 0) return [];
    const found = new Set(this.#others);
    for (const [written] of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const word = written.toUpperCase();
      for (const index of this.#whole.get(word) ?? []) found.add(index);
      for (const length of this.#lengths)
        for (const index of this.#stems.get(word.slice(0, length)) ?? []) found.add(index);
    }
    return [...found]
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const listed = this.all[index];
        return listed === undefined ? [] : [[this.#patternOf(index, listed.words), listed] as const];
      });
  }

  #patternOf(index: number, words: string): RegExp {
    const pattern = this.#patterns.get(index) ?? listedWords(words);
    this.#patterns.set(index, pattern);
    return pattern;
  }
}

function longest(words: string): { readonly key?: string; readonly isStem?: boolean } {
  return [...words.matchAll(/([\p{L}\p{N}]+)(\*?)/gu)]
    .map(([, word = '', star]) => ({ key: word.toUpperCase(), isStem: star === '*' }))
    .reduce((most, each) => (each.key.length > most.key.length ? each : most), { key: '', isStem: false });
}

/** What is looked for in a language; undefined where nothing is. */
export function termsIn(terms: readonly AgreedTerm[], language: string): Terms | undefined {
  const own = terms.filter((term) => term.language === language);
  const variants = own.flatMap(({ not, agreed }) =>
    not.map(({ variant, position }) => ({ words: variant, agreed, position })),
  );
  if (variants.length === 0) return undefined;
  return {
    variants: new Listed(variants),
    agreed: new Listed(own.map(({ agreed }) => ({ words: agreed }))),
  };
}

/**
 * What a text says in other words than were agreed on. Words in quotation marks are somebody else's, and a variant that is part of an
 * agreed term is none.
 *
 * @param at The place of an offset; undefined for what is not to be reported.
 */
export function termProblems(
  text: string,
  { variants, agreed }: Terms,
  at: (offset: number, length: number) => Position | undefined,
): readonly Diagnostic[] {
  const asked = variants.in(text);
  if (asked.length === 0) return [];
  const free = [
    ...quotations(text),
    ...agreed
      .in(text)
      .flatMap(([pattern]) =>
        [...text.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length] as const),
      ),
  ];
  return asked.flatMap(([pattern, { agreed: expected, position: listed }]) =>
    [...text.matchAll(pattern)].flatMap(({ 0: found, index }): Diagnostic[] => {
      const isFree = free.some(([from, to]) => from <= index && index + found.length <= to);
      const position = isFree ? undefined : at(index, found.length);
      if (position === undefined) return [];
      return [
        problem(
          'language/term',
          position,
          { found: found.replace(/\s+/gu, ' '), expected, termsFile },
          { see: listed },
        ),
      ];
    }),
  );
}
