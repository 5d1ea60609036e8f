import { ownOf } from '../model/own.js';
import { listedWords } from './literally.js';

/**
 * Serbian is written once, in Cyrillic; its Latin form follows letter by letter. The way back is not one: "nj" may be one letter
 * or two.
 */

const letters: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ђ: 'đ',
  е: 'e',
  ж: 'ž',
  з: 'z',
  и: 'i',
  ј: 'j',
  к: 'k',
  л: 'l',
  љ: 'lj',
  м: 'm',
  н: 'n',
  њ: 'nj',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'ć',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'č',
  џ: 'dž',
  ш: 'š',
};

const cyrillic = /[Ѐ-ӿ]/;

/**
 * A text in Serbian Cyrillic in its Latin letters; whatever is no Serbian Cyrillic letter stays as it is. A capital that becomes two
 * letters has both in capitals where a capital stands beside it: "ЉУБАВ" is "LJUBAV", "Љубав" is "Ljubav".
 *
 * @param kept What stays in Cyrillic; see `keptWords`.
 */
export function toSerbianLatin(text: string, kept?: RegExp): string {
  if (!cyrillic.test(text)) return text;
  if (kept === undefined) return inLatinLetters(text);
  let latin = '';
  let end = 0;
  for (const { 0: found, index } of text.matchAll(kept)) {
    latin += inLatinLetters(text.slice(end, index)) + found;
    end = index + found.length;
  }
  return latin + inLatinLetters(text.slice(end));
}

/** The words that a project keeps in Cyrillic, ready to be looked for; undefined where it keeps none. */
export const keptWords = (words: readonly string[] = []): RegExp | undefined =>
  words.length === 0 ? undefined : new RegExp(words.map((each) => listedWords(each).source).join('|'), 'giu');

function inLatinLetters(text: string): string {
  const characters = [...text];
  return characters
    .map((character, index) => {
      const small = character.toLowerCase();
      const latin = letters[small];
      if (latin === undefined) return character;
      if (character === small) return latin;
      const isLoud =
        isCapital(characters[index + 1]) ||
        (!isLetter(characters[index + 1]) && isCapital(characters[index - 1]));
      return isLoud ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
    })
    .join('');
}

const isLetter = (character = ''): boolean => /\p{L}/u.test(character);
const isCapital = (character = ''): boolean => /\p{Lu}/u.test(character);

/** The form of a language that its texts are written in: those of `sr-Latn` follow from `sr-Cyrl`. */
export const writtenForm = (tag: string): string => (tag === 'sr-Latn' ? 'sr-Cyrl' : tag);

/** Properties that name things, in whatever letters: keys of rows, files and ids stay as they are. */
const names: ReadonlySet<string> = new Set([
  ...['keys', 'cells', 'cell', 'dataset', 'field', 'fields', 'origin', 'position', 'positions', 'at', 'file'],
  ...['id', 'target', 'identifier', 'url', 'lang', 'language', 'type', 'class', 'operation', 'src'],
]);

/**
 * What was composed in Serbian Cyrillic, in Latin: every text in it but names, code, addresses and passages in another language.
 * What stood in two places is one thing still.
 */
export function inSerbianLatin<Value>(value: Value, kept?: RegExp): Value {
  const made = new Map<object, object>();
  const convert = (part: unknown): unknown => {
    if (typeof part === 'string') return toSerbianLatin(part, kept);
    if (typeof part !== 'object' || part === null || part instanceof Map || part instanceof Set) return part;
    if (isSpared(part)) return part;
    const before = made.get(part);
    if (before !== undefined) return before;
    if (Array.isArray(part)) {
      const list: unknown[] = [];
      made.set(part, list);
      for (const item of part) list.push(convert(item));
      return list;
    }
    const copy: Record<string, unknown> = {};
    made.set(part, copy);
    for (const [key, item] of Object.entries(part))
      copy[key] = names.has(key) ? item : key === 'spec' ? inLatinTitles(item, kept) : convert(item);
    return copy;
  };
  return convert(value) as Value;
}

/** A chart names fields and categories of its dataset; only what it titles is text. */
function inLatinTitles(spec: unknown, kept: RegExp | undefined): unknown {
  if (Array.isArray(spec)) return spec.map((part: unknown) => inLatinTitles(part, kept));
  if (typeof spec !== 'object' || spec === null) return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([key, part]: [string, unknown]) => [
      key,
      key === 'title' && typeof part === 'string' ? toSerbianLatin(part, kept) : inLatinTitles(part, kept),
    ]),
  );
}

const isSpared = (part: object): boolean =>
  'type' in part && (part.type === 'inlineCode' || part.type === 'code' || part.type === 'foreign');

/** Letters that are no other letter with a mark, as names are usually written without them. */
const plain: Readonly<Record<string, string>> = {
  đ: 'dj',
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/**
 * A name as a folder and an address may have it: "Fushë Kosovë" is `fushe-kosove`, "Ђаковица" is `djakovica`. Empty where no
 * letter or digit of it can be written so.
 */
export const slugOf = (name: string): string =>
  toSerbianLatin(name)
    .toLowerCase()
    .replace(/[^\x20-\x7e]/gu, (letter) => ownOf(plain, letter) ?? letter)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[’'`]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
