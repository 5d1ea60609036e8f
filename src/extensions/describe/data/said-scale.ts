/** What a title, a heading or a note says of the numbers below it: "EUR thousand", "in thousands of euro", "1,000 m³". */
export interface SaidScale {
  readonly times: 1000 | 1_000_000;
  /** What is counted or measured, where that is said beside it. */
  readonly unit?: string;
  /** The words that say it. */
  readonly words: string;
}

const money =
  'EUR|USD|GBP|CHF|RSD|MKD|ALL|RON|BAM|HRK|MDL|UAH|[€$£]|euros?|dollars?|pounds?|lekë?|lei|denarë?|dinar[aeië]?|evra|evr[aeoi]|динар[аи]?|денари?|евр[аои]';
const measured =
  'm³|m3|m²|m2|km²|km2|km|kg|(?:cubic|square) (?:kilo)?met(?:re|er)s|tonnes?|tons?|t|ha|hectares?|[kMGT]?Wh|litres?|l';
const thousand = 'thousands?|mijë|mijëra|hiljad\\p{L}+|tisuć\\p{L}+|хиљад\\p{L}+|илјади|mii|tis\\.|тис\\.';
const million = 'millions?|milionë?|milion\\p{L}*|milijun\\p{L}*|милион\\p{L}*|mln\\.?|mio\\.?';
/** A thousand in digits says nothing without what is counted. */
const inDigits = "['’]?000s?|1[,. \\u00a0\\u202f]?000";

const unit = `(?:${money}|${measured})`;
const of = '(?:of|në|u|од|de|në)';

/** Where the words begin: with the text, in brackets, after a mark, or as "in thousands". */
const begin =
  '(?:^|[(\\[]|(?<!\\d)[,;:–—-]|(?<=\\d),(?=\\s)|\\s(?=(?:in|në|u|у|во|în)\\s))\\s*(?:(?:in|në|u|у|во|în)\\s+)?';
const end =
  '(?=\\s*(?:\\s(?:unless|except where)\\s(?:otherwise\\s)?(?:stated|indicated|noted|shown)(?:\\sotherwise)?\\s*)?(?:$|[()\\],;:.–—*]))';

const patterns: readonly (readonly [RegExp, SaidScale['times']])[] = (
  [
    [`(?:${thousand}|${inDigits})`, `(?:${thousand})`, '(?:k)', 1000],
    [`(?:${million})`, `(?:${million})`, '(?:m|mn)', 1_000_000],
  ] as const
).flatMap(([withUnit, alone, letter, times]) =>
  [
    `${begin}(?<words>(?<unit>${unit})\\s*${withUnit})${end}`,
    `${begin}(?<words>${withUnit}\\s*(?:${of}\\s+)?(?<unit>${unit}))${end}`,
    `${begin}(?<words>(?<unit>[€$£])${letter})${end}`,
    `${begin}(?<words>${alone})${end}`,
    // "(Thousand crowns)": in brackets any word is a unit.
    `[(\\[]\\s*(?:in\\s+)?(?<words>${alone}\\s+(?:${of}\\s+)?(?<unit>\\p{L}+))(?=\\s*[)\\]])`,
    // "Million crowns": at its beginning, or behind what is counted, a text may name anything.
    `(?:^|\\p{L},\\s+)(?<words>${alone}\\s+(?:${of}\\s+)?(?<unit>\\p{L}+))${end}`,
  ].map((source) => [new RegExp(source, 'iu'), times] as const),
);

/** The thousands or millions that a text says its numbers are in; "per 1,000 inhabitants" says none. */
export function saidScale(text: string): SaidScale | undefined {
  for (const [pattern, times] of patterns) {
    const found = pattern.exec(text.trim())?.groups;
    if (found?.words === undefined) continue;
    return { times, words: found.words, ...(found.unit !== undefined && { unit: found.unit }) };
  }
  return undefined;
}

/** The name of a row or column that says a unit of its own: what is said above a table does not hold for it. */
export const saysOwnUnit = (name: string): boolean =>
  /%|‰|(?<!\p{L})(?:per|për|share|rate|index|ratio|number|no\.|days|hours?|FTE|headcount|persons|median|average)(?!\p{L})/iu.test(
    name,
  );
