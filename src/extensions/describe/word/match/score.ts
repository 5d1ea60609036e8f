import { greatest, least } from '../../../../model/chart/extremes.js';
import { type Candidate, figuresOf } from './candidates.js';
import type { Context } from './context.js';
import type { Mentions, NamedLabel } from './mentions.js';
import type { Base } from './ratios.js';
import { hasAlike } from './stems.js';
import type { Dimension } from './tables.js';

/** How well the words around a number fit a candidate. */
export interface Scored extends Candidate {
  readonly score: number;
  /** Keys that no word says. A candidate with one is never filled in. */
  readonly missing: readonly string[];
  /** Some word says that the sentence is of this measure at all. */
  readonly isAbout: boolean;
  /** The calculation, where words do not say that it is this one: other numbers of the report must come of it, too. */
  readonly unproven?: string;
  /** Words name what is divided and what by. */
  readonly namesBoth?: true;
}

/**
 * What each piece of evidence weighs. They were set on reports of which every number was known; that keys must be said makes the
 * difference between right and wrong, and not these.
 */
const weights = {
  ...{ label: 3, heading: 2, paragraph: 1.6, before: 0.6 },
  ...{ year: 2, yearNear: 1, edition: 1.2, editionBesideOthers: 0.2, yearBefore: 1.6 },
  ...{ unit: 1.5, wordAfter: 2, title: 1.5, otherLabel: 1.6, otherYear: 0.2 },
};

/** Scores a candidate by the words around the number. */
export function score(candidate: Candidate, context: Context): Scored {
  const tally = new Tally();
  for (const dimension of candidate.table.dimensions) {
    const key = candidate.keys[dimension.name];
    if (dimension.isTime) scoreYears(candidate, dimension, context, tally);
    else if (key === undefined || key === dimension.total) scoreTotal(candidate, dimension, context, tally);
    else for (const each of [key].flat()) scoreCategory(candidate, dimension, each, context, tally);
  }
  const isNamed = tally.hasLabel;
  const words = scoreWords(candidate, context, tally);
  tally.add(surprise(context));
  scoreOperation(candidate, context, tally);
  const { base } = candidate;
  const namesBase = base !== undefined && isNamedBase(base, context);
  if (namesBase) tally.add(weights.unit);
  const isUnproven = base !== undefined || tally.unnamed.length > 0;
  return {
    ...candidate,
    score: tally.sum,
    missing: tally.missing,
    isAbout: words || isNamed || namesBase,
    ...(isUnproven && { unproven: calculationOf(candidate, tally.unnamed) }),
    ...(namesBase && words && { namesBoth: true }),
  };
}

function isNamedBase({ table, measure }: Base, { near, headings, paragraph }: Context): boolean {
  const stems = [...measure.stems, ...table.titleStems];
  return stems.some(
    (stem) => hasAlike(near.stems, stem) || headings.stems.has(stem) || paragraph.stems.has(stem),
  );
}

/** What makes a calculation, apart from the cells that it is of. */
function calculationOf(
  { operation, table, measure, base, per, of }: Candidate,
  unnamed: readonly string[],
): string {
  const whole = base === undefined ? [] : [base.table.name, base.measure.name, per];
  return [operation, table.name, measure.name, of, ...whole, ...unnamed].join(' ');
}

/** What its score is worth where some of its keys are not said, or only words could say what it is. */
export const worth = ({ score: own, missing, unproven, namesBoth }: Scored): number =>
  own - 3 * missing.length - (unproven === undefined ? 0 : namesBoth ? 2 : 5);

class Tally {
  sum = 0;
  hasLabel = false;
  /** Keys that the paragraph alone says. */
  fromParagraph = 0;
  readonly missing: string[] = [];
  /** Groups of categories that no word names. */
  readonly unnamed: string[] = [];

  add(weight: number): void {
    this.sum += weight;
  }
}

/** The last year that an edition can have of a table. */
const lastYear = ({ table }: Candidate, { edition }: Context): number =>
  Math.min(edition, table.years.at(-1) ?? edition);

function scoreYears(candidate: Candidate, { name, total }: Dimension, context: Context, tally: Tally): void {
  const { run, from, table } = candidate;
  const key = candidate.keys[name];
  const own = typeof key === 'string' ? key : '';
  const asked = run?.map(String) ?? (from === undefined ? [own] : [from, own]);
  for (const year of asked) {
    if (year === total) scoreAllYears(candidate, context, tally);
    else if (run !== undefined && year.includes('-')) scoreRunOfMonths(year, context, tally);
    else if (year.includes('-')) scoreMonth(candidate, name, year, context, tally);
    else scoreYear(candidate, name, year, context, tally);
  }
  if (from !== undefined || run !== undefined || own === total) return;
  const { years, cues } = context;
  if (own.includes('-')) return;
  const isOther = years.length > 0 && !years.some((each) => `${each.year}` === own);
  if (isOther && table.years.length > 0 && own !== `${lastYear(candidate, context)}`)
    tally.add(-weights.otherYear);
  if (cues.yearAfter !== undefined) tally.add(`${cues.yearAfter}` === own ? 1 : -1);
}

function scoreAllYears({ table }: Candidate, { cues, near, years }: Context, tally: Tally): void {
  const [first = 0, last = 0] = [table.years[0], table.years.at(-1)];
  if (cues.isAllYears || near.spans.some(([from, to]) => from <= first && to >= last))
    tally.add(weights.year);
  else tally.add(years.length > 0 ? -weights.otherYear : 0.3);
}

function scoreYear(candidate: Candidate, name: string, year: string, context: Context, tally: Tally): void {
  const { from, run } = candidate;
  const { near, years, paragraph, headings } = context;
  const number = Number(year);
  const has = (all: readonly { readonly year: number }[]): boolean =>
    all.some((each) => each.year === number);
  const isBare = (from === undefined ? years : near.years).length === 0;
  if (has(from !== undefined || run !== undefined ? near.years : years)) tally.add(weights.year);
  else if (isAllOfYears(candidate, context)) tally.add(1);
  else if (isYearBefore(number, context)) tally.add(weights.yearBefore);
  else if (isBefore(candidate, year, context)) tally.add(weights.yearNear);
  else if (number === lastYear(candidate, context))
    tally.add(isBare || from !== undefined ? weights.edition : weights.editionBesideOthers);
  else if ((isBare && has(paragraph.years)) || has(headings.years)) tally.add(weights.yearNear);
  else tally.missing.push(`${name}=${year}`);
}

/** The months of a year, where that is said or is the one of the report. */
function scoreRunOfMonths(key: string, { near, edition }: Context, tally: Tally): void {
  const year = Number(key.slice(0, 4));
  const isSaid = near.years.length === 0 ? year === edition : near.years.some((each) => each.year === year);
  if (isSaid) tally.add(weights.yearNear);
  else tally.missing.push(`${key}`);
}

/** Of a series of months, what is told without a month is how it stood at the end. */
const isLastMonth = ({ table, run }: Candidate, key: string, { edition, typed }: Context): boolean =>
  run === undefined &&
  figuresOf(typed) > 1 &&
  key === table.periods.filter((each) => each.startsWith(`${edition}`)).at(-1);

/** What a change is on, or a number moved from, where no other year is said: the year before. Chance makes short numbers. */
function isBefore({ from, keys, table }: Candidate, period: string, context: Context): boolean {
  const { near, edition, cues, typed } = context;
  if (figuresOf(typed) < 3 || near.years.some(({ year }) => year !== edition)) return false;
  const own = keys[table.time?.name ?? ''];
  const isOfEdition =
    period.startsWith(`${edition - 1}`) && (from === undefined || own === `${edition}${period.slice(4)}`);
  return isOfEdition && (from === period || cues.isFrom);
}

/** A month is said by its name, and its year where that is not the one of the report. */
function scoreMonth(candidate: Candidate, name: string, key: string, context: Context, tally: Tally): void {
  const { near, paragraph, headings, edition, cues } = context;
  const [year, month] = [Number(key.slice(0, 4)), key.slice(5)];
  const isIn = ({ months, years }: Mentions): boolean =>
    months.some(
      (each) =>
        each.month === month &&
        (each.year === undefined
          ? years.some((one) => one.year === year) || (years.length === 0 && year === edition)
          : each.year === year),
    );
  const isYearSaid =
    near.years.some((each) => each.year === year) || (near.years.length === 0 && year === edition);
  if (isIn(near)) tally.add(weights.year);
  else if (month === '12' && cues.isYearEnd && isYearSaid) tally.add(weights.edition);
  else if (
    isYearBefore(year, context) &&
    [...near.months, ...paragraph.months].some((each) => each.month === month)
  )
    tally.add(weights.yearNear);
  else if (isBefore(candidate, key, context) && isLastMonth(candidate, `${edition}${key.slice(4)}`, context))
    tally.add(weights.yearNear);
  else if (near.months.length === 0 && isYearSaid && isLastMonth(candidate, key, context))
    tally.add(weights.yearNear);
  else if (isIn(paragraph) && near.months.length === 0) tally.add(weights.yearNear);
  else if (isIn(headings) && near.months.length === 0) tally.add(weights.yearNear);
  else tally.missing.push(`${name}=${key}`);
}

const isAllOfYears = ({ run, table: { years } }: Candidate, { cues }: Context): boolean =>
  run !== undefined && cues.isAllYears && run[0] === `${years[0]}` && run[1] === `${years.at(-1)}`;

/** "The year before" is that of the edition, or of a year that is named. */
const isYearBefore = (year: number, { cues, edition, near }: Context): boolean =>
  cues.isYearBefore && (year === edition - 1 || near.years.some((each) => each.year === year + 1));

/** A category that is named right beside a number speaks against its total. */
function scoreTotal({ table, of }: Candidate, { name }: Dimension, context: Context, tally: Tally): void {
  const near = context.near.labels.filter(
    (each) => each.table === table && each.dimension === name && Math.abs(each.at - context.at) < 60,
  );
  if (near.length === 0 || of === name) return;
  const isClose = near.some((each) => Math.abs(each.at - context.at) < 25);
  tally.add(-weights.otherLabel * (isClose ? 1 : 0.5));
}

function scoreCategory(
  { table, parts }: Candidate,
  { name }: Dimension,
  category: string,
  context: Context,
  tally: Tally,
): void {
  const { near, headings, paragraph, before, typed, at, end, cues } = context;
  const ofDimension = (each: NamedLabel): boolean => each.table === table && each.dimension === name;
  const isIt = (each: NamedLabel): boolean => ofDimension(each) && each.category === category;
  const inSentence = near.labels.filter(isIt);
  if (inSentence.length > 0) {
    const distance = (each: NamedLabel): number => Math.max(0, each.at > at ? each.at - end : at - each.end);
    const nearest = least(inSentence.map(distance));
    const isBeaten = near.labels.some(
      (each) =>
        ofDimension(each) &&
        !isIt(each) &&
        parts?.includes(each.category) !== true &&
        distance(each) < nearest,
    );
    tally.hasLabel = true;
    // The names of several parts are one piece of evidence: else the sum of all that is named would win.
    const named = weights.label * greatest(inSentence.map(({ weight }) => weight));
    tally.add((named - (isBeaten ? 1 : 0)) / (parts?.length ?? 1));
  } else if (headings.labels.some(isIt)) {
    tally.hasLabel = true;
    tally.add(weights.heading);
  } else if (lastBefore(paragraph.labels.filter(ofDimension), typed.at)?.some(isIt)) {
    tally.hasLabel = true;
    tally.add(cues.isAll ? 0.2 : weights.paragraph);
    tally.fromParagraph++;
    if (tally.fromParagraph > 1 || (typed.value < 30 && !typed.isPercent))
      tally.missing.push(`${name}=${category}`);
  } else if (category.includes('|')) tally.unnamed.push(`${name}=${category}`);
  else {
    if (before.labels.some(isIt)) tally.add(weights.before);
    tally.missing.push(`${name}=${category}`);
  }
}

/** The categories that were named last before a place: what "it" is. */
function lastBefore(labels: readonly NamedLabel[], at: number): readonly NamedLabel[] | undefined {
  const before = labels.filter((each) => each.at < at);
  const last = greatest(before.map((each) => each.at));
  return before.filter((each) => last - each.at < 40);
}

/** Whether words name the unit, the measure or the title. */
function scoreWords({ measure, table }: Candidate, context: Context, tally: Tally): boolean {
  const { near, paragraph, headings, after } = context;
  const { stems } = measure;
  const isInSentence = [...stems].some((stem) => hasAlike(near.stems, stem));
  if (isInSentence) tally.add(weights.unit);
  else if ([...stems].some((stem) => paragraph.stems.has(stem) || headings.stems.has(stem)))
    tally.add(weights.unit / 2);
  const isAfter = after.some((stem) => hasAlike(stems, stem));
  if (isAfter) tally.add(weights.wordAfter);
  const { titleStems } = table;
  const said = [...titleStems].filter(
    (stem) => hasAlike(near.stems, stem) || hasAlike(headings.stems, stem),
  ).length;
  if (titleStems.size > 0) tally.add(weights.title * Math.min(1, said / Math.min(3, titleStems.size)));
  // A long number is of what its paragraph is about.
  const isNear =
    (context.typed.value >= 100 || figuresOf(context.typed) > 2) &&
    [...stems].some((stem) => paragraph.stems.has(stem));
  return isInSentence || isAfter || said > 0 || isNear;
}

/** The more figures a number has, the less it is there by chance. */
function surprise({ typed: { value, digits, isWord, isPercent } }: Context): number {
  const figures = String(Math.round(value * 10 ** digits)).replace(/0+$/, '').length;
  return (isWord ? 0 : Math.max(0, Math.min(1.8, (figures - 2) * 0.9))) + (isPercent && digits > 0 ? 0.3 : 0);
}

function scoreOperation(candidate: Candidate, context: Context, tally: Tally): void {
  const { operation, isRounded } = candidate;
  const { typed, cues } = context;
  if (operation === 'value') scoreValue(candidate, context, tally);
  else if (operation === 'average') tally.add(cues.isMean ? 1 : -2);
  else if (operation === 'share') tally.add(cues.isChange && !cues.isPart && !cues.isAll ? -0.5 : 0.5);
  else if (operation !== 'sum' && operation !== 'ratio') scoreChange(candidate, context, tally);
  scoreParts(candidate, context, tally);
  if (isRounded) tally.add(-0.6);
  if (cues.isLimit) tally.add(-2);
  if (typed.isWord) tally.add(-1);
  if (!typed.isGrouped && !typed.isPercent && typed.value < 13) tally.add(-0.8);
}

/** A sum, or the share of one, of which no word says that it is one. */
function scoreParts({ operation, parts }: Candidate, { typed, cues }: Context, tally: Tally): void {
  const isOfParts = operation === 'sum' || parts !== undefined;
  if (isOfParts && !cues.isSum && !(cues.hasAnd && typed.value >= 100)) tally.add(-1);
}

function scoreValue({ table, keys }: Candidate, { typed, cues }: Context, tally: Tally): void {
  const isTotal = table.dimensions.every(({ name, isTime, total }) => isTime || keys[name] === total);
  if (cues.isPart || cues.isWhole) tally.add(isTotal === cues.isWhole ? 1 : -1);
  if (cues.isBy && !typed.isPercent) tally.add(-1.5);
  if (cues.isAll && isTotal) tally.add(0.5);
}

function scoreChange(candidate: Candidate, context: Context, tally: Tally): void {
  const { operation, table, keys, from } = candidate;
  const { cues, edition, near } = context;
  tally.add(cues.isBy ? 1.5 : operation === 'percent-change' ? 0 : -1.5);
  const name = table.time?.name ?? '';
  const end = Number(keys[name]);
  const isSaid =
    Number.isNaN(end) ||
    end === edition ||
    end === lastYear(candidate, context) ||
    near.years.some(({ year }) => year === end);
  // The year right behind a number is one of its own.
  const { yearAfter } = cues;
  const isOther =
    yearAfter !== undefined && ![from, `${end}`].some((each) => each?.startsWith(`${yearAfter}`));
  if (!isSaid || isOther) tally.missing.push(`${name}=${isOther ? yearAfter : end}`);
}
