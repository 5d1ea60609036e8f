/**
 * Letters of Cyrillic and Greek that are drawn as a Latin one, pair by pair. The whole table of Unicode also takes "m" for
 * "rn" and "1" for "l", which would refuse labels that nobody confuses.
 * *Source:* Unicode Technical Standard 39, "Unicode Security Mechanisms", confusables.txt, of these scripts.
 */
const pairs =
  '\u0410A \u0412B \u0415E \u0405S \u0406I \u0408J \u041aK \u041cM \u041dH \u041eO \u0420P \u0421C \u0422T \u0423Y \u0425X \u051aQ \u051cW \u04aeY ' +
  '\u0430a \u0435e \u0455s \u0456i \u0458j \u043eo \u0440p \u0441c \u0443y \u0445x \u0501d \u04bbh \u051bq \u051dw \u04cfl \u04c0I \u04afy ' +
  '\u0391A \u0392B \u0395E \u0396Z \u0397H \u0399I \u039aK \u039cM \u039dN \u039fO \u03a1P \u03a4T \u03a5Y \u03a7X \u03bfo \u03bdv \u03c1p';
const latin = new Map(pairs.split(' ').map(([letter = '', same = '']) => [letter, same]));
const strange = new RegExp(`[${[...latin.keys()].join('')}]`, 'gu');

/**
 * What a text looks like: texts that look alike are the same to a reader, however they are encoded. Letters of another
 * alphabet are the Latin ones that they are drawn as, accents are put together with their letters, all kinds of spaces
 * are one, soft hyphens are not seen.
 */
export const lookOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(strange, (letter) => latin.get(letter) ?? letter)
    .normalize('NFC')
    .replace(/\u00AD/g, '')
    .replace(/\s+/gu, ' ')
    .trim();

const otherThanLatin = /[\p{Script=Cyrillic}\p{Script=Greek}]/gu;

/** A word with letters of two alphabets. */
export interface MixedWord {
  readonly word: string;
  /** The first letter of the alphabet that has fewer of them. */
  readonly letter: string;
  readonly alphabets: readonly [few: Alphabet, most: Alphabet];
}

type Alphabet = 'Latin' | 'Cyrillic' | 'Greek';

/** The first word of a text with a letter that looks Latin and is not, among letters that are. */
export function wordOfTwoAlphabets(text: string): MixedWord | undefined {
  if (text.search(otherThanLatin) < 0) return undefined;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const alike = word.match(strange)?.[0];
    const latinLetters = word.match(/\p{Script=Latin}/gu) ?? [];
    if (alike === undefined || latinLetters.length === 0) continue;
    const other = /\p{Script=Greek}/u.test(alike) ? 'Greek' : 'Cyrillic';
    return latinLetters.length < (word.match(otherThanLatin) ?? []).length
      ? { word, letter: latinLetters[0] ?? '', alphabets: ['Latin', other] }
      : { word, letter: alike, alphabets: [other, 'Latin'] };
  }
  return undefined;
}
