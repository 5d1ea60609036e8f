import { z } from 'zod';
import { list, nothing, pattern } from './pattern.js';
import { wholeWords } from './statement-words.js';

/** Words around a typed number that tell which cell of the data it is, as a lexicon file writes them. */
export const evidenceForm = z.strictObject({
  'stop-words': list.default([]),
  change: pattern(),
  'change-before': pattern(),
  'change-after': pattern(),
  sum: pattern(),
  all: pattern(),
  'all-years': pattern(),
  years: pattern(),
  'year-before': pattern(),
  'year-end': pattern(),
  'from-before': pattern(),
  'to-before': pattern(),
  mean: pattern(),
  rate: pattern(),
  compared: pattern(),
  'about-before': pattern(),
  'about-after': pattern(),
  'part-of': pattern(),
  'of-all': pattern(),
  'in-year': pattern(),
  'year-of-count': pattern(),
  'year-when': pattern(),
  limit: pattern(),
  'limit-after': pattern(),
});

/** Words around a typed number that tell which cell of the data it is. */
export interface Evidence {
  /** Words that name nothing, in small letters: "the". */
  readonly stopWords: ReadonlySet<string>;
  /** A sentence with one of these tells of a change. */
  readonly change: RegExp;
  /** Right before a number that something changed by: "by", "a difference of". */
  readonly changeBefore: RegExp;
  /** Right after it: "more than". */
  readonly changeAfter: RegExp;
  /** A sentence with one of these may tell a sum: "together". */
  readonly sum: RegExp;
  /** Words that leave no category out: "of all". */
  readonly all: RegExp;
  /** Words that leave no year out: "over the years". */
  readonly allYears: RegExp;
  /** A paragraph with one of these may sum up all years of the data: "period". */
  readonly years: RegExp;
  /** "The year before". */
  readonly yearBefore: RegExp;
  /** "At the end of the year". */
  readonly yearEnd: RegExp;
  /** Right before what a number was before it changed: "from". */
  readonly fromBefore: RegExp;
  /** Between two numbers of one unit: "from 93.8 to 90.3 per cent", "8 and 5 per cent". */
  readonly toBefore: RegExp;
  /** A sentence with one of these tells a mean. */
  readonly mean: RegExp;
  /** A sentence with one of these may tell how many come to one: "per". */
  readonly rate: RegExp;
  /** Right before a year that something is compared with: "since". */
  readonly compared: RegExp;
  /** Right before a number that was rounded: "about". */
  readonly aboutBefore: RegExp;
  /** Right after one: "or so". */
  readonly aboutAfter: RegExp;
  /** Between a number and the number that it is a part of, right after the first: "of the". */
  readonly partOf: RegExp;
  /** The same, right before the second. */
  readonly ofAll: RegExp;
  /** Between a number and its year, right after the number; its first group is the year. */
  readonly yearAfter: RegExp;
  /** Right before the year in which something was counted: "during". */
  readonly yearOfCount: RegExp;
  /** Between a year and the number of that year: "2018, when there were". */
  readonly yearWhen: RegExp;
  /** Right before a number that is a limit or a goal: "at most". */
  readonly limit: RegExp;
  /** Right after one: "or more". */
  readonly limitAfter: RegExp;
}

/** The words of a lexicon file as patterns; `source` writes one as a regular expression. */
export function evidenceOf(
  spec: z.infer<typeof evidenceForm>,
  source: (written: string) => string,
): Evidence {
  const make = (written: string, place: (words: string) => string): RegExp =>
    new RegExp(written === '' || written === nothing ? nothing : source(place(written)), 'iu');
  const anywhere = (words: string): string => wholeWords([words]);
  const before = (words: string): string => `(?<![\\p{L}\\p{N}])(?:${words})\\s*$`;
  const after = (words: string): string => `^\\s*(?:${words})(?![\\p{L}\\p{N}])`;
  return {
    stopWords: new Set(spec['stop-words']),
    change: make(spec.change, anywhere),
    changeBefore: make(spec['change-before'], before),
    changeAfter: make(spec['change-after'], after),
    sum: make(spec.sum, anywhere),
    all: make(spec.all, anywhere),
    allYears: make(spec['all-years'], anywhere),
    years: make(spec.years, anywhere),
    yearBefore: make(spec['year-before'], anywhere),
    yearEnd: make(spec['year-end'], anywhere),
    fromBefore: make(spec['from-before'], before),
    toBefore: make(spec['to-before'], (words) => `^\\s+(?:${words})\\s+$`),
    mean: make(spec.mean, anywhere),
    rate: make(spec.rate, anywhere),
    // "Since March" of a year.
    compared: make(spec.compared, (words) => before(`(?:${words})(?:\\s+\\p{L}+)?`)),
    aboutBefore: make(spec['about-before'], before),
    aboutAfter: make(spec['about-after'], after),
    partOf: make(spec['part-of'], (words) => `^\\s+(?:${words})\\s+\\d`),
    ofAll: make(spec['of-all'], (words) => `\\d%?,?\\s+(?:${words})\\s+$`),
    yearAfter: make(
      spec['in-year'],
      (words) => `^[^\\d.;]{0,18}?(?<![\\p{L}])(?:${words})\\s+((?:19|20)\\d{2})(?!\\d)`,
    ),
    yearOfCount: make(spec['year-of-count'], before),
    yearWhen: make(spec['year-when'], (words) => `^,?\\s+(?:${words})\\s[^\\d.,;]{0,30}$`),
    limit: make(spec.limit, before),
    limitAfter: make(spec['limit-after'], after),
  };
}
