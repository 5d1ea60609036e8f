import type { Diagnostic, Position } from '../../diagnostics.js';
import { listedWords } from '../../language/listed-words.js';
import type { AgreedTerm } from '../../model/terms.js';
import { termsFile } from '../../model/terms.js';
import { quotations } from '../numbers/quotation.js';

/** The terms of a language, ready to be looked for. */
export interface Terms {
  /** Every variant in one, so that a text without any is read once. */
  readonly any: RegExp;
  readonly variants: readonly Variant[];
  /** Agreed terms, in which a variant of another may be a part. */
  readonly agreed: readonly RegExp[];
}

interface Variant {
  readonly pattern: RegExp;
  readonly agreed: string;
  readonly position: Position;
}

/** What is looked for in a language; undefined where nothing is. */
export function termsIn(terms: readonly AgreedTerm[], language: string): Terms | undefined {
  const own = terms.filter((term) => term.language === language);
  const variants = own.flatMap(({ not, agreed }) =>
    not.map(({ variant, position }) => ({ pattern: listedWords(variant), agreed, position })),
  );
  if (variants.length === 0) return undefined;
  return {
    any: new RegExp(variants.map(({ pattern }) => pattern.source).join('|'), 'iu'),
    variants,
    agreed: own.map(({ agreed }) => listedWords(agreed)),
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
  { any, variants, agreed }: Terms,
  at: (offset: number, length: number) => Position | undefined,
): readonly Diagnostic[] {
  if (!any.test(text)) return [];
  const free = [
    ...quotations(text),
    ...agreed.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length] as const),
    ),
  ];
  return variants.flatMap(({ pattern, agreed: expected, position: listed }) =>
    [...text.matchAll(pattern)].flatMap(({ 0: found, index }): Diagnostic[] => {
      const isFree = free.some(([from, to]) => from <= index && index + found.length <= to);
      const position = isFree ? undefined : at(index, found.length);
      if (position === undefined) return [];
      return [
        {
          severity: 'error',
          code: 'language/term',
          message: `Unexpected \`${found.replace(/\s+/gu, ' ')}\`, expected the agreed term \`${expected}\``,
          position,
          hint: `write \`${expected}\`, in the form that the sentence needs; words that somebody else said stand in quotation marks`,
          see: [{ position: listed, note: `the variant in ${termsFile}` }],
        },
      ];
    }),
  );
}
