import { groupBy } from '../../../../model/group-by.js';
import { stemsIn } from './stems.js';

/** What a text may call a category instead of its whole name. */
export interface ShortName {
  readonly text: string;
  /** It is looked for as a whole word only: "T2". */
  readonly isCode?: true;
}

/** Words between the ends of a range: "30 to 39" of "30-39". */
const rangeWords = ['–', ' to ', ' do ', ' до ', ' deri në '];

/** The code of a name and the name without it, a range in words, and what an abbreviation stands for in the text. */
export function shortNames(name: string, text: string): readonly ShortName[] {
  const plain = name.trim();
  const { code, rest } =
    /^(?<code>\p{Lu}{1,3}\d{1,3})[\s:.–-]+(?<rest>.*\p{L}{4}.*)$/u.exec(plain)?.groups ?? {};
  if (code !== undefined && rest !== undefined) return [{ text: rest }, { text: code, isCode: true }];
  const { from, to } = /^(?<from>\d{1,3})\s?[-–]\s?(?<to>\d{1,3})(?!\d)/u.exec(plain)?.groups ?? {};
  if (from !== undefined)
    return rangeWords.map((between) => ({ text: `${from}${between}${to}`, isCode: true }));
  const short = /^(\p{Lu}{2,5})(?:\s*\(|$)/u.exec(plain)?.[1] ?? /\((\p{Lu}{2,5})\)$/u.exec(plain)?.[1];
  const long = short === undefined ? undefined : longOf(short, text);
  return long === undefined ? [] : [{ text: long }];
}

/** How often words must stand for an abbreviation, and in what share of all words with its initials. */
const least = { times: 3, share: 0.67 };

/** The words of a text whose initials are an abbreviation: "heat pumps" of "HP". */
function longOf(short: string, text: string): string | undefined {
  const pattern = new RegExp(
    `(?<!\\p{L})${[...short].map((letter) => `${letter}\\p{L}+`).join('[\\s-]')}(?!\\p{L})`,
    'giu',
  );
  const found = [...text.matchAll(pattern)].map(([words]) => words);
  const alike = groupBy(found, (words) =>
    stemsIn(words)
      .map(({ stem }) => stem)
      .join(' '),
  );
  const [most = []] = [...alike.values()].sort((one, other) => other.length - one.length);
  return most.length >= least.times && most.length >= least.share * found.length ? most[0] : undefined;
}
