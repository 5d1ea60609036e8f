import { greatest, least } from '../../../../model/chart/extremes.js';
import type { TextBlock } from '../read/blocks.js';
import { type Candidate, figuresOf } from './candidates.js';
import type { Dimension } from './cells.js';
import type { Context } from './context.js';
import type { NamedLabel } from './mentions.js';
import type { Base } from './ratios.js';
import { lastYear, periodOf, scoreOwnYear, scoreTwoYears, scoreYears, withItsEdition } from './score-time.js';
import { hasAlike } from './stems.js';
import { Tally, weights } from './tally.js';

/** How well the words around a number fit a candidate. */
export interface Scored extends Candidate {
  readonly score: number;
  /** Keys that no word says. A candidate with one is never filled in. */
  readonly missing: readonly string[];
  /** Some word says that the sentence is of this measure at all. */
  readonly isAbout: boolean;
  /** The calculation, where words do not say that it is this one: other numbers of the report must come of it, too. */
  readonly unproven?: string;
  /** Words name one of its categories. */
  readonly namesCategory?: boolean;
  /** Words name what is divided and what by. */
  readonly namesBoth?: true;
  /** Those of the sentence, each by a word that the other does not have. */
  readonly namesHere?: true;
  /** The noun right behind a number in words is not of the measure: "eighty-four municipalities" among complaints. */
  readonly isOfOther?: true;
}

/** A typed number with what it can be. */
export interface LookedUp {
  readonly block: TextBlock;
  readonly context: Context;
  /** Blocks below one heading are a section. */
  readonly section: number;
  /** The likeliest first. */
  candidates: readonly Scored[];
  /** The one that is certain. */
  pick?: Scored;
  /** One that would be, and why it is not. */
  unsupported?: Scored;
  doubt?: string;
}

/** Scores a candidate by the words around the number. */
export function score(candidate: Candidate, around: Context): Scored {
  const context = withItsEdition(candidate, around);
  const tally = new Tally();
  scoreKeys(candidate, context, tally);
  const { year } = candidate.measure;
  if (year !== undefined) scoreOwnYear(candidate, `${year}`, context, tally);
  const isNamed = tally.hasLabel;
  const words = scoreWords(candidate, context, tally);
  tally.add(surprise(context));
  scoreOperation(candidate, context, tally);
  const { base } = candidate;
  const namesBase = base !== undefined && isNamedBase(base, context);
  if (namesBase) tally.add(weights.unit);
  if (base !== undefined && !around.typed.isPercent) scorePer(candidate, around, tally);
  const isUnproven = base !== undefined || tally.unnamed.length > 0;
  return {
    ...candidate,
    score: tally.sum,
    missing: tally.missing,
    isAbout: words || isNamed || namesBase,
    ...(isUnproven && { unproven: calculationOf(candidate, tally.unnamed) }),
    namesCategory: isNamed,
    ...(namesBase && words && { namesBoth: true }),
    ...(base !== undefined && areNamed(candidate.measure, base.measure, context) && { namesHere: true }),
    ...(isOfOther(candidate, context) && { isOfOther: true }),
  };
}

function scoreKeys(candidate: Candidate, context: Context, tally: Tally): void {
  for (const dimension of candidate.table.dimensions) {
    const key = candidate.keys[dimension.name];
    if (dimension.isTime) scoreYears(candidate, dimension, context, tally);
    else if (dimension.isOfTwoYears) scoreTwoYears(candidate, dimension, context, tally);
    else if (key === undefined || key === dimension.total || isWhole(candidate, key))
      scoreTotal(candidate, dimension, context, tally);
    else {
      const all = [key].flat();
      // What lies between the ends of a run is said by these.
      const said = candidate.isRange === true && all.length > 2 ? [all[0] ?? '', all.at(-1) ?? ''] : all;
      for (const each of said) scoreCategory(candidate, dimension, each, context, tally);
    }
  }
}

/** A key of the row that is the sum of all groups. */
const isWhole = ({ table: { whole }, keys }: Candidate, key: string | readonly string[]): boolean =>
  whole !== undefined && Object.entries(whole).every(([name, own]) => keys[name] === own && key === own);

function isOfOther({ measure, table }: Candidate, { typed, after: [next], near, end }: Context): boolean {
  if (!typed.isWord || next === undefined) return false;
  const isOwnLabel = near.labels.some(
    (each) => each.table === table && each.isWhole && each.at >= end && each.at - end < 3,
  );
  return !isOwnLabel && !hasAlike(measure.stems, next) && !hasAlike(table.titleStems, next);
}

function areNamed(part: Base['measure'], base: Base['measure'], { near }: Context): boolean {
  const isNamed = (one: Base['measure'], other?: Base['measure']): boolean =>
    [...one.stems].some((stem) => hasAlike(near.stems, stem) && other?.stems.has(stem) !== true);
  return isNamed(part, base) && isNamed(base);
}

function isNamedBase({ table, measure }: Base, { near, headings, paragraph }: Context): boolean {
  const stems = [...measure.stems, ...table.titleStems];
  return stems.some(
    (stem) => hasAlike(near.stems, stem) || headings.stems.has(stem) || paragraph.stems.has(stem),
  );
}

/** A rate per 1,000 names the thousand, and where a sentence names one, a number is no plain ratio. */
function scorePer({ per = 1 }: Candidate, { sentence, near }: Context, tally: Tally): void {
  const said = [...sentence.matchAll(/(?<![\d.,])10{0,2}(?:[., \u00a0\u202f]?000)?(?![\d.,]\d|\d)/gu)].map(
    ([digits]) => Number(digits.replace(/\D/g, '')),
  );
  const isSaid = per === 1 ? !said.some((each) => each >= 1000) : said.includes(per) || isOfSmallUnit(near);
  if (!isSaid) tally.missing.push(`per=${per}`);
}

/** Data in tonnes are told in kilograms a head. */
const isOfSmallUnit = ({ stems }: Context['near']): boolean =>
  ['kg', 'kilogra', 'gram', 'litre', 'kwh', 'metre'].some((unit) => stems.has(unit));

/** What makes a calculation, apart from the cells that it is of. */
export function calculationOf(
  { operation, table, measure, base, per, of }: Candidate,
  unnamed: readonly string[] = [],
): string {
  const whole = base === undefined ? [] : [base.table.name, base.measure.name, per];
  return [operation, table.name, measure.name, of, ...whole, ...unnamed].join(' ');
}

/** What its score is worth where some of its keys are not said, or only words could say what it is. */
export const worth = ({ score: own, missing, unproven, namesBoth }: Scored): number =>
  own - 3 * missing.length - (unproven === undefined ? 0 : namesBoth ? 2 : 5);

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
  { table, parts, keys }: Candidate,
  { name }: Dimension,
  category: string,
  context: Context,
  tally: Tally,
): void {
  const { near, headings, paragraph, before, typed, cues } = context;
  const ofDimension = (each: NamedLabel): boolean => each.table === table && each.dimension === name;
  const isIt = (each: NamedLabel): boolean => ofDimension(each) && each.category === category;
  const inSentence = near.labels.filter(isIt);
  if (inSentence.length > 0) {
    tally.hasLabel = true;
    const others = near.labels.filter(
      (each) => ofDimension(each) && !isIt(each) && parts?.includes(each.category) !== true,
    );
    missOfNext(inSentence, others, context, tally);
    // The names of several parts are one piece of evidence: else the sum of all that is named would win.
    tally.add(weightOf(inSentence, others, context) / (parts?.length ?? 1));
  } else if (headings.labels.some(isIt)) {
    tally.hasLabel = true;
    tally.add(weights.heading);
  } else if (
    // What a sentence names takes the place of what the one before it did.
    !near.labels.some(ofDimension) &&
    lastBefore(paragraph.labels.filter(ofDimension), typed.at)?.some(isIt)
  ) {
    tally.hasLabel = true;
    tally.add(cues.isAll ? 0.2 : weights.paragraph);
    tally.fromParagraph++;
    if (tally.fromParagraph > 1 || (typed.value < 30 && !typed.isPercent))
      tally.missing.push(`${name}=${category}`);
  } else if (isImplied(table, [name, category], keys)) tally.add(0);
  else if (category.includes('|')) tally.unnamed.push(`${name}=${category}`);
  else {
    if (before.labels.some(isIt)) tally.add(weights.before);
    tally.missing.push(`${name}=${category}`);
  }
}

/** "73 girls and 76 boys": the name right behind a number is its own, and so is one right before its brackets. */
function missOfNext(
  own: readonly NamedLabel[],
  others: readonly NamedLabel[],
  { at, end, sentence }: Context,
  tally: Tally,
): void {
  // "67 aged 45–64 (83)".
  const isInBrackets = sentence[at - 1] === '(';
  // A word of a longer name names nothing for certain.
  const isNext = (each: NamedLabel): boolean =>
    each.weight === 1 && (each.at === end + 1 || (isInBrackets && each.end + 2 === at));
  const [first] = own;
  if (first !== undefined && others.some(isNext) && !own.some((each) => isNext(each) || each.end + 1 === at))
    tally.missing.push(`${first.dimension}=${first.category}`);
}

/** A town that is in one region alone says the region. */
const isImplied = (
  table: Candidate['table'],
  own: readonly [string, string],
  keys: Candidate['keys'],
): boolean =>
  table.dimensions.some(({ name, isTime, total }) => {
    const key = keys[name];
    return (
      name !== own[0] &&
      !isTime &&
      typeof key === 'string' &&
      key !== total &&
      table.isWithin([name, key], own)
    );
  });

/** What it weighs that a sentence names a category: less where it names another one nearer to the number. */
function weightOf(own: readonly NamedLabel[], others: readonly NamedLabel[], { at, end }: Context): number {
  const distance = (each: NamedLabel): number => Math.max(0, each.at > at ? each.at - end : at - each.end);
  const nearest = least(own.map(distance));
  const isBeaten = others.some((each) => distance(each) < nearest);
  return weights.label * greatest(own.map(({ weight }) => weight)) - (isBeaten ? 1 : 0);
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
  const { cues } = context;
  if (operation === 'value') scoreValue(candidate, context, tally);
  else if (operation === 'average') tally.add(1);
  else if (operation === 'share') tally.add(cues.isChange && !cues.isPart && !cues.isAll ? -0.5 : 0.5);
  else if (operation !== 'sum' && operation !== 'ratio') scoreChange(candidate, context, tally);
  scoreParts(candidate, context, tally);
  if (isRounded) tally.add(cues.isAbout ? -0.6 : -1.8);
  scoreForm(context, tally);
}

function scoreForm({ typed, cues }: Context, tally: Tally): void {
  if (cues.isLimit) tally.add(-2);
  if (typed.isWord) tally.add(-1);
  if (!typed.isGrouped && !typed.isPercent && typed.value < 13) tally.add(-0.8);
}

/** A sum, or the share of one, of which no word says that it is one. */
function scoreParts({ operation, parts, isRange }: Candidate, { typed, cues }: Context, tally: Tally): void {
  const isOfParts = operation === 'sum' || parts !== undefined;
  if (isOfParts && isRange !== true && !cues.isSum && !(cues.hasAnd && typed.value >= 100)) tally.add(-1);
}

function scoreValue({ table, keys }: Candidate, { typed, cues }: Context, tally: Tally): void {
  const isTotal = table.dimensions.every(
    ({ name, isTime, total }) => isTime || keys[name] === total || keys[name] === table.whole?.[name],
  );
  if (cues.isPart || cues.isWhole) tally.add(isTotal === cues.isWhole ? 1 : -1);
  if (cues.isBy && !typed.isPercent) tally.add(-1.5);
  if (cues.isAll && isTotal) tally.add(0.5);
}

function scoreChange(candidate: Candidate, context: Context, tally: Tally): void {
  const { operation, table, from } = candidate;
  const { cues, edition, near } = context;
  tally.add(cues.isBy ? 1.5 : operation === 'percent-change' ? 0 : -1.5);
  const name = table.order?.name ?? 'year';
  const last = periodOf(candidate);
  const end = Number(last.slice(0, 4));
  const isSaid =
    last.includes('-') ||
    end === edition ||
    end === lastYear(candidate, context) ||
    near.years.some(({ year }) => year === end);
  // The year right behind a number is one of its own.
  const { yearAfter } = cues;
  const isOther = yearAfter !== undefined && ![from, last].some((each) => each?.startsWith(`${yearAfter}`));
  if (!isSaid || isOther) tally.missing.push(`${name}=${isOther ? yearAfter : last}`);
}
