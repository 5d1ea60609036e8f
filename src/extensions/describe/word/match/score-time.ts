import { type Candidate, figuresOf } from './candidates.js';
import type { Dimension } from './cells.js';
import type { Context } from './context.js';
import type { Mentions } from './mentions.js';
import { hasAlike } from './stems.js';
import { type Tally, weights } from './tally.js';

/** The last year that an edition can have of a table. */
export const lastYear = ({ table }: Candidate, { edition }: Context): number =>
  Math.min(edition, table.years.at(-1) ?? edition);

/** An edition of 2024/25 is of 2025 for what was counted in March of that. */
export const withItsEdition = ({ measure, table }: Candidate, context: Context): Context => {
  const edition = context.edition + 1;
  return context.isOfTwoYears && table.order === undefined && measure.year === edition
    ? { ...context, edition }
    : context;
};

/** The year or month of a candidate, which for a change is its last. */
export const periodOf = ({ table: { order }, measure, keys }: Candidate): string =>
  order === undefined ? `${measure.year ?? ''}` : `${keys[order.name] ?? ''}`;

/** Whether words say the years or months of a candidate. */
export function scoreYears(
  candidate: Candidate,
  { name, total }: Dimension,
  context: Context,
  tally: Tally,
): void {
  const { run, from } = candidate;
  const key = candidate.keys[name];
  const own = typeof key === 'string' ? key : '';
  const asked = run?.map(String) ?? (from === undefined ? [own] : [from, own]);
  for (const year of asked) {
    if (year === total) scoreAllYears(candidate, context, tally);
    else if (run !== undefined && year.includes('-')) scoreRunOfMonths(year, context, tally);
    else if (year.includes('-')) scoreMonth(candidate, name, year, context, tally);
    else scoreYear(candidate, name, year, context, tally);
  }
  const isOneYear = from === undefined && run === undefined && own !== total && !own.includes('-');
  if (isOneYear) scoreOtherYears(name, own, context, tally);
}

/** A school or financial year is named as it is written; without a name that of the edition is meant, or the one before it. */
export function scoreTwoYears(
  candidate: Candidate,
  { name }: Dimension,
  context: Context,
  tally: Tally,
): void {
  const { table, keys, from } = candidate;
  const { near, years, cues, edition, sentence, end } = context;
  const key = `${keys[name]}`;
  if (from !== undefined) {
    const isSaid = near.labels.some(
      (each) => each.table === table && each.dimension === name && each.category === from,
    );
    if (isSaid) tally.add(weights.year);
    else if (isBefore(candidate, from, context)) tally.add(weights.yearNear);
    else tally.missing.push(`${name}=${from}`);
    return;
  }
  // What stands behind the next number is of that one.
  const named = near.labels.filter(
    (each) =>
      each.table === table &&
      each.dimension === name &&
      !/[\d;]/.test(sentence.slice(end, Math.max(end, each.at))),
  );
  const isOf = (year: number): boolean => key.startsWith(`${year}`);
  const { is, weight } =
    cues.isOfYearBefore || cues.isFrom
      ? {
          is:
            isOf(edition - 1) &&
            named.every(({ category }) => category === key || category.startsWith(`${edition}`)),
          weight: weights.yearBefore,
        }
      : named.length > 0
        ? { is: named.some(({ category }) => category === key), weight: weights.year }
        : { is: isOf(edition) && years.every(({ year }) => year === edition), weight: weights.edition };
  if (is) tally.add(weight);
  else tally.missing.push(`${name}=${key}`);
}

/** Whether words say the year that a measure, or its table, bears in its name. */
export function scoreOwnYear(candidate: Candidate, year: string, context: Context, tally: Tally): void {
  if (candidate.from !== undefined) {
    for (const each of [candidate.from, year]) scoreYear(candidate, 'year', each, context, tally);
    return;
  }
  const { years, cues } = context;
  const isOther = years.length > 0 && !years.some((each) => `${each.year}` === year);
  if (isOther && !cues.isOfYearBefore && !cues.isFrom) tally.missing.push(`year=${year}`);
  else scoreYear(candidate, 'year', year, context, tally);
  scoreOtherYears('year', year, context, tally);
}

/** Years that are said speak against others. */
function scoreOtherYears(name: string, own: string, context: Context, tally: Tally): void {
  const { cues } = context;
  if (isEarlier(context, Number(own))) tally.missing.push(`${name}=${own}`);
  if (cues.yearAfter === undefined) return;
  if (`${cues.yearAfter}` === own) tally.add(1);
  else if (tally.missing.length === 0) tally.missing.push(`${name}=${own}`);
}

function scoreAllYears({ table }: Candidate, { cues, near, years }: Context, tally: Tally): void {
  const [first = 0, last = 0] = [table.years[0], table.years.at(-1)];
  if (cues.isAllYears || near.spans.some(([from, to]) => from <= first && to >= last))
    tally.add(weights.year);
  else tally.add(years.length > 0 ? -weights.otherYear : 0.3);
}

function scoreYear(candidate: Candidate, name: string, year: string, context: Context, tally: Tally): void {
  const { from, run } = candidate;
  const { near, years } = context;
  const number = Number(year);
  const said = from !== undefined || run !== undefined ? near.years : years;
  if (said.some((each) => each.year === number)) tally.add(weights.year);
  else if (isAllOfYears(candidate, context)) tally.add(1);
  else if (isYearBefore(number, context, candidate)) tally.add(weights.yearBefore);
  else if (isBefore(candidate, year, context)) tally.add(weights.yearNear);
  else if (number === lastYear(candidate, context) && (said.length === 0 || from !== undefined))
    tally.add(weights.edition);
  else if (isOnlyYear(candidate, number, context)) tally.add(weights.yearNear);
  else tally.missing.push(`${name}=${year}`);
}

/** No other year is named nearby, but for the last one of a change: among several, only the edition is meant without a word. */
function isOnlyYear(candidate: Candidate, own: number, context: Context): boolean {
  const { near, opening, paragraph, headings } = context;
  const isChange = candidate.from !== undefined;
  const end = isChange ? periodOf(candidate).slice(0, 4) : '';
  const named = [...(isChange ? paragraph.years : opening), ...headings.years];
  return (
    near.years.length === 0 &&
    named.some(({ year }) => year === own) &&
    [...paragraph.years, ...named].every(({ year }) => year === own || `${year}` === end)
  );
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

/** What it moved from, or what was the year before one that is named, is not that of the report. */
const isEarlier = ({ cues, near, edition }: Context, own: number): boolean =>
  (cues.isFrom && (cues.isChange || cues.isYearBefore) && own === edition) ||
  (cues.isOfYearBefore && near.years.some(({ year }) => year === own));

/** "Patients fell by 3.4%". */
const isNamedChange = ({ from, measure }: Candidate, { typed, cues, near }: Context): boolean =>
  from !== undefined &&
  typed.isPercent &&
  typed.digits > 0 &&
  cues.isBy &&
  [...measure.stems].some((stem) => hasAlike(near.stems, stem));

/** What a change is on, or a number moved from, where no other year is said: the year before. Chance makes short numbers. */
function isBefore(candidate: Candidate, period: string, context: Context): boolean {
  const { from } = candidate;
  const { near, edition, cues, typed } = context;
  if (figuresOf(typed) < (isNamedChange(candidate, context) ? 2 : 3)) return false;
  if (from === undefined && cues.isFrom && near.years.some(({ year }) => `${year}` === period)) return true;
  if (near.years.some(({ year }) => year !== edition)) return false;
  const own = periodOf(candidate);
  const isOfEdition =
    period.startsWith(`${edition - 1}`) &&
    (from === undefined ||
      (period.includes('/') ? own.startsWith(`${edition}`) : own === `${edition}${period.slice(4)}`));
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
  const isMonthNamed = [...near.months, ...paragraph.months].some((each) => each.month === month);
  const isBare = near.months.length === 0;
  const isLast = isLastMonth(candidate, `${edition}${key.slice(4)}`, context);
  const said = [
    { is: isIn(near), weight: weights.year },
    { is: month === '12' && cues.isYearEnd && isYearSaid, weight: weights.edition },
    { is: isMonthNamed && isYearBefore(year, context, candidate), weight: weights.yearNear },
    { is: isLast && isBefore(candidate, key, context), weight: weights.yearNear },
    { is: isLast && isBare && isYearSaid && year === edition, weight: weights.yearNear },
    { is: isBare && (isIn(paragraph) || isIn(headings)), weight: weights.yearNear },
  ].find(({ is }) => is);
  if (said === undefined) tally.missing.push(`${name}=${key}`);
  else tally.add(said.weight);
}

const isAllOfYears = ({ run, table: { years } }: Candidate, { cues }: Context): boolean =>
  run !== undefined && cues.isAllYears && run[0] === `${years[0]}` && run[1] === `${years.at(-1)}`;

/** "The year before" is that of the edition, or of a year that is named; a value has these words beside it. */
const isYearBefore = (year: number, { cues, edition, near }: Context, { from, run }: Candidate): boolean =>
  (from === undefined && run === undefined ? cues.isOfYearBefore : cues.isYearBefore) &&
  (year === edition - 1 || near.years.some((each) => each.year === year + 1));
