import { monthOfName } from '../../../../model/dataset/month-names.js';

/** Half of a year, as a text or a category names it. */
export interface Half {
  readonly half: 1 | 2;
  readonly year?: number;
  readonly at: number;
  readonly end: number;
}

const ofYear = '(?:[\\s-]*(?:of |e |të |vitit |godine |године )*(?<year>(?:19|20)\\d{2})(?!\\d))?';
const first = 'first|1st|1|parë|prv\\p{L}+|прв\\p{L}+';
const second = 'second|2nd|2|dytë|drug\\p{L}+|друг\\p{L}+';
const halfWord = 'half(?:[ -]?years?)?|polugodišt\\p{L}+|полугодишт\\p{L}+';
const sixMonths = 'gjashtëmujor\\p{L}*\\s+(?:i|e|të)\\s+';
/** "2,960 in the first and 3,710 in the second half": the word is said once. */
const once = `(?=[^.;:]{0,40}\\s(?:${second})[\\s-](?:${halfWord}))`;

const patterns: readonly (readonly [RegExp, Half['half']])[] = (
  [
    [first, 1],
    [second, 2],
  ] as const
).map(([words, half]) => [
  new RegExp(
    `(?<![\\p{L}\\d])(?:(?:${words})[\\s-](?:${halfWord})|${sixMonths}(?:${words})|(?:H|S)${half}${
      half === 1 ? `|(?:first|prv\\p{L}+|прв\\p{L}+)${once}` : ''
    })(?![\\p{L}\\d])${ofYear}`,
    'giu',
  ),
  half,
]);

const months = new RegExp(
  `(?<![\\p{L}])(\\p{L}{3,})\\.?\\s*(?:[-–]|to|deri në|do|до)\\s*(\\p{L}{3,})${ofYear}`,
  'giu',
);

/** The halves of years that a text names: "in the second half of 2024", "from January to June". */
export function halvesIn(text: string): readonly Half[] {
  const made = (match: RegExpMatchArray, half: Half['half']): Half => {
    const { 0: words, index: at = 0, groups } = match;
    return { half, at, end: at + words.length, ...(groups?.year && { year: Number(groups.year) }) };
  };
  const byMonths = [...text.matchAll(months)].flatMap((match) => {
    const ends = [match[1], match[2]].map((word) => monthOfName(word ?? '')).join();
    return ends === '01,06' ? [made(match, 1)] : ends === '07,12' ? [made(match, 2)] : [];
  });
  return [
    ...patterns.flatMap(([pattern, half]) => [...text.matchAll(pattern)].map((match) => made(match, half))),
    ...byMonths,
  ];
}

/** The half that a category is: "2024 H1", "2024/1", "Jan–Jun". */
export function halfOf(name: string): Omit<Half, 'at' | 'end'> | undefined {
  const { year, half } =
    /^(?<year>(?:19|20)\d{2})\s*[/–-]?\s*[HS]?(?<half>[12])$/iu.exec(name.trim())?.groups ?? {};
  if (half !== undefined) return { half: half === '1' ? 1 : 2, year: Number(year) };
  const [only] = halvesIn(name);
  return only !== undefined && only.end - only.at === name.trim().length ? only : undefined;
}
