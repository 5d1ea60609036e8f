import { greatest, least } from '../../../../model/chart/extremes.js';
import type { Candidate, Searched } from './candidates.js';
import type { Context } from './context.js';
import type { Scored } from './score.js';
import { hasAlike } from './stems.js';

/** What the words right beside a number rule out, whatever speaks for it. */
const rules: readonly ((candidate: Scored, context: Context, searched: Searched) => boolean)[] = [
  // "A surplus of €10.0 million" is no volume, where other data are money and no word names the volume.
  ({ measure, table }, { cues, near }, { tables }) =>
    cues.isMoney &&
    !measure.isMoney &&
    tables.some(({ measures }) => measures.some((each) => each.isMoney)) &&
    ![...measure.stems, ...table.titleStems].some((stem) => hasAlike(near.stems, stem)),
  // "Fell by 6.2%", "(4.9% more)" are changes, and so is "(4.9%)" unless words name both what is divided and what by.
  ({ operation, namesBoth }, { typed, cues, sentence, at }) =>
    typed.isPercent &&
    (cues.isMore || (cues.isChange && cues.isBy && !(namesBoth && sentence[at - 1] === '('))) &&
    (operation === 'share' || operation === 'value'),
  // A sentence on operations does not tell how the list of those who wait changed.
  ({ from, measure, table: { measures } }, { near, at, after }) => {
    const said = new Set([...near.placed.filter((each) => each.at < at).map(({ stem }) => stem), ...after]);
    const isNamed = ({ stems }: Candidate['measure']): boolean =>
      [...stems].some((stem) => hasAlike(said, stem));
    return from !== undefined && !isNamed(measure) && measures.some(isNamed);
  },
  // "Westmere with 10.6%" is no quotient of a table without Westmere.
  ({ base, table }, { near, at }) => {
    const beside = near.labels.filter(({ end }) => end < at && at - end < 8);
    return base !== undefined && beside.length > 0 && !beside.some((each) => each.table === table);
  },
  // "Westmere with 10.6% and Skelby with 7.3%": each has a number of its own.
  ({ parts, isRange }, { near, cues, sentence }) => {
    if (parts === undefined || isRange === true || cues.isSum) return false;
    const places = near.labels.filter(({ category }) => parts.includes(category)).map(({ at }) => at);
    return /\d/.test(sentence.slice(least(places), greatest(places)));
  },
  // "3.95 million tonnes" is none of what is in euros, where other data are in tonnes.
  ({ measure, table }, { typed, after: [next] }, { tables }) =>
    typed.scale > 1 &&
    next !== undefined &&
    !hasAlike(measure.stems, next) &&
    !hasAlike(table.titleStems, next) &&
    tables.some(({ measures }) => measures.some(({ stems }) => hasAlike(stems, next))),
  // "In the second half" tells nothing of a whole year.
  ({ measure, table: { dimensions, labels, periods } }, { sentence }) =>
    partOfYear.test(sentence) &&
    !measure.isHalf &&
    !labels.some(({ half }) => half !== undefined) &&
    periods.every((each) => !each.includes('-')) &&
    !dimensions.some(({ name }) => shortPeriod.test(name)),
];

const shortPeriod = /half|quarter|month|muaj|mujor|gjysm|месец|полугод|кварта|тромесеч/iu;
const partOfYear =
  /(?<!\p{L})(?:(?:first|second|third|fourth|last) (?:half|quarter)|gjashtëmujor|tremujor|полугод|кварта|тромесеч)/iu;

export const isRuledOut = (candidate: Scored, context: Context, searched: Searched): boolean =>
  rules.some((rule) => rule(candidate, context, searched));

/**
 * A column that another one follows by a year is meant where words say its year, or that it was before; so is one beside which a column
 * without a year has the same number, as of what was spent in 2024 by who began in that year.
 */
export function ofItsYear(found: Scored, { near, cues }: Context, { twins }: Searched): Scored {
  const { operation, measure, table, cells } = found;
  const own = measure.year ?? 0;
  const isOlder = (twins.get(measure) ?? []).some(({ year }) => year > own);
  const isTwice =
    own > 0 &&
    table.measures.some(
      (other) =>
        other.year === undefined && table.cellAt(other, cells[0]?.keys ?? {})?.value === cells[0]?.value,
    );
  if (
    operation !== 'value' ||
    !(isOlder || isTwice) ||
    near.years.length > 0 ||
    cues.isFrom ||
    cues.isOfYearBefore
  )
    return found;
  return { ...found, missing: [...found.missing, `year=${own}`] };
}
