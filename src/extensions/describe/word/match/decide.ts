import { greatest } from '../../../../model/chart/extremes.js';
import { besideOf } from './beside.js';
import { figuresOf, type Searched, writtenFigures } from './candidates.js';
import type { Context } from './context.js';
import { scalingHelper } from './helper-text.js';
import { isRuledOut } from './ruled-out.js';
import { calculationOf, type LookedUp, type Scored, worth } from './score.js';
import { periodOf } from './score-time.js';
import { hasAlike, stemsIn } from './stems.js';

/** The score that a candidate needs, and what it must have more than any other. */
const leastScore = 3;
/** The same of a long number that the data have once. */
const leastOfTelling = 2;
const leastMargin = 0.8;
/** Ones and twos are in every table. */
const leastNumber = 3;
/** What another number of the same measure in the paragraph adds. */
const company = 0.9;

/** Fills in what is certain. */
export function decide(numbers: readonly LookedUp[]): void {
  const proven = provenIn(numbers);
  for (const each of numbers) {
    delete each.pick;
    const pick = isFillable(each.context) ? pickOf(each, proven) : undefined;
    if (pick !== undefined) each.pick = pick;
  }
}

const isFillable = ({ cues, typed: { isPercent, digits, value } }: Context): boolean =>
  !cues.isLimit && (isPercent || digits > 0 || value >= leastNumber);

function pickOf(number: LookedUp, proven: ReadonlySet<string>): Scored | undefined {
  const { context, candidates } = number;
  const isProven = ({ unproven }: Scored): boolean => unproven !== undefined && proven.has(unproven);
  const likelihood = (each: Scored): number => (isProven(each) ? each.score : worth(each));
  const said = candidates.filter(
    (each) => each.missing.length === 0 && (each.unproven === undefined || isProven(each)),
  );
  const best = said.sort((a, b) => likelihood(b) - likelihood(a))[0] ?? onlyOne(number);
  if (best === undefined || best.isOfOther || !isAsTyped(best, context)) return undefined;
  const isOnly = onlyOne(number) === best;
  if (!best.isAbout && best.unproven === undefined && !isOnly) return undefined;
  const rivals = candidates.filter((other) => other !== best && !isSameFigure(best, other));
  const own = best.missing.length > 0 ? best.score : likelihood(best);
  const isClear = own - greatest(rivals.map(likelihood)) >= leastMargin;
  return isClear && own >= leastFor(context, isOnly) ? movingOf(best, said) : undefined;
}

/** Of one figure in two sheets the one that moves with the edition: its years are rows. */
function movingOf(found: Scored, others: readonly Scored[]): Scored {
  const isMoving = (each: Scored): boolean => each.measure.year === undefined && isSameFigure(found, each);
  return (found.measure.year === undefined ? undefined : others.find(isMoving)) ?? found;
}

/** The score that a number needs: a short one more, and a long one that the data have once less. */
const leastFor = ({ typed: { isPercent, value } }: Context, isOnly: boolean): number =>
  (isOnly ? leastOfTelling : leastScore) + (!isPercent && value < 13 ? 1 : 0);

/** Figures by which a number is known though one of its keys is not said, where no other cell or calculation has it; of millions fewer. */
const tellingFigures = 5;

/** What a long number is, where the data have it once. */
function onlyOne({ context, candidates }: LookedUp): Scored | undefined {
  const { typed } = context;
  const [only, ...others] = candidates.filter(({ unproven }) => unproven === undefined);
  if (only === undefined || typed.isPercent || !others.every((other) => isSameFigure(only, other)))
    return undefined;
  const less = typed.scale === 1 ? 0 : only.namesCategory ? 2 : 1;
  const isPlain = only.operation === 'value' || only.operation === 'change';
  return isPlain && lacksOneKey(only, context) && writtenFigures(typed) >= tellingFigures - less
    ? only
    : undefined;
}

/** It may be the year, where that is the edition's: of another year's number the sentence would say so. */
function lacksOneKey({ missing, table }: Scored, { edition, near, cues }: Context): boolean {
  const time = `${table.time?.name ?? 'year'}=`;
  const isOfEdition = near.years.length === 0 && !cues.isOfYearBefore && !cues.isFrom;
  return (
    missing.length < 2 &&
    missing.every((each) => !each.startsWith(time) || (isOfEdition && each === `${time}${edition}`))
  );
}

/** Figures that prove a calculation which no word names, and where words name both what is divided and what by, the sentence itself both. */
const proof = { unnamed: 9, named: 5, here: 3 };

/** The calculations without a name of which several different numbers of the report come, each with all its keys said. */
function provenIn(numbers: readonly LookedUp[]): ReadonlySet<string> {
  const found = new Map<string, Figures>();
  for (const { context, candidates } of numbers) {
    const { value } = context.typed;
    const figures = figuresOf(context.typed);
    if (figures < 2) continue;
    for (const { unproven, missing, isAbout, namesBoth, namesHere } of candidates) {
      if (unproven === undefined || missing.length > 0) continue;
      const one = found.get(unproven) ?? {
        all: new Map(),
        named: new Map(),
        here: new Map(),
        isAbout: false,
      };
      found.set(unproven, one);
      if (isAbout) one.isAbout = true;
      if (figures > 2) one.all.set(value, figures);
      if (namesBoth) one.named.set(value, figures);
      if (namesHere && figures > 2) one.here.set(value, figures);
    }
  }
  // What is certain once, as of two numbers beside it, is how others come about.
  const certain = numbers.flatMap(({ pick }) => (pick?.base === undefined ? [] : [calculationOf(pick)]));
  return new Set([...certain, ...[...found].flatMap(([key, figures]) => (isProof(figures) ? [key] : []))]);
}

interface Figures extends Readonly<Record<'all' | 'named' | 'here', Map<number, number>>> {
  isAbout: boolean;
}

function isProof({ all, named, here, isAbout }: Figures): boolean {
  const sum = (values: ReadonlyMap<number, number>): number =>
    [...values.values()].reduce((one, other) => one + other, 0);
  return (isAbout && sum(all) >= proof.unnamed) || sum(named) >= proof.named || sum(here) >= proof.here;
}

/** Two datasets that have one series, as where a total stands in several: whichever is named, it is the same figure. */
function isSameFigure(one: Scored, other: Scored): boolean {
  if (one.operation !== other.operation) return false;
  if (areSameCalculations(one, other) || areSameValues(one, other)) return true;
  if (one.base !== undefined || other.base !== undefined) return false;
  const [years, others] = [seriesOf(one), seriesOf(other)];
  const shared = [...years].filter(([year]) => others.has(year));
  const isAt = ({ from = '', ...each }: Scored): string => [from, periodOf(each).slice(0, 4)].join();
  return (
    isAt(one) === isAt(other) &&
    shared.length >= 3 &&
    shared.every(([year, value]) => others.get(year) === value)
  );
}

/** Calculations on the same long numbers: a total that stands in two sheets. */
const areSameCalculations = ({ cells, per }: Scored, other: Scored): boolean =>
  cells.length === 2 &&
  other.cells.length === 2 &&
  (per ?? 100) === (other.per ?? 100) &&
  cells.every((cell, index) => {
    const second = other.cells[index];
    const least = cells.some((each) => other.cells.includes(each)) ? 100 : 1000;
    return cell === second || (cell.value >= least && cell.value === second?.value);
  });

/** One number in two places of which words say all keys, of four figures or of data that are called alike: they agree by no chance. */
function areSameValues(one: Scored, other: Scored): boolean {
  const value = one.cells[0]?.value ?? 0;
  const isSaid = one.missing.length === 0 && other.missing.length === 0;
  if (!isSaid || one.operation !== 'value' || value !== other.cells[0]?.value) return false;
  const names = new Set(namesOf(other));
  const alike = namesOf(one).filter((stem) => hasAlike(names, stem)).length;
  if (value > 12 && alike > 0 && isOfAll(one) && isOfAll(other)) return true;
  return value >= 1000 || alike >= (value >= 100 ? 1 : Number.isInteger(value) ? Infinity : 2);
}

/** Whether it is the total of each dimension but time. */
const isOfAll = ({ table: { dimensions }, keys }: Scored): boolean =>
  dimensions.every(({ name, isTime, total }) => isTime || (total !== undefined && keys[name] === total));

/** The words of a measure and of the categories of a cell. */
const namesOf = ({ measure, keys }: Scored): readonly string[] => [
  ...measure.stems,
  ...Object.values(keys)
    .flat()
    .flatMap((key) => stemsIn(key).map(({ stem }) => stem)),
];

/** The values of the first cell of a candidate in each year. */
function seriesOf({ table, measure, cells: [cell] }: Scored): ReadonlyMap<string, number> {
  const { order, periods } = table;
  if (order === undefined || cell === undefined) return new Map();
  const own = cell.keys[order.name] ?? '';
  return new Map(
    // Of months the same one of each year.
    periods
      .filter((each) => order.isOfTwoYears || each.slice(4) === own.slice(4))
      .flatMap((each) => {
        const found = table.cellAt(measure, { ...cell.keys, [order.name]: each });
        return found === undefined ? [] : [[each.slice(0, 4), found.value] as const];
      }),
  );
}

/** Whether its helper prints what was typed; a mean is printed with a decimal. */
const isAsTyped = (candidate: Scored, { typed }: Context): boolean =>
  !(candidate.operation === 'average' && candidate.isRounded) &&
  (typed.scale === 1 ||
    typed.scale === candidate.measure.scale ||
    scalingHelper(candidate, typed) !== undefined);

/** Neighbours that were found speak for their measure; what is found so is a neighbour in the second round. */
export function decideWithNeighbours(numbers: readonly LookedUp[], searched: Searched): void {
  const own = new Map(numbers.map((each) => [each, each.candidates]));
  for (const _ of [1, 2]) {
    const made = numbers.map((each) =>
      withBeside(
        (own.get(each) ?? []).map((one) => withNeighbours(one, each.context, neighboursOf(each, numbers))),
        besideOf(each, numbers, searched.twins).filter((one) => !isRuledOut(one, each.context, searched)),
      ).sort((a, b) => b.score - a.score),
    );
    for (const [index, each] of numbers.entries()) each.candidates = made[index] ?? [];
    decide(numbers);
  }
}

function neighboursOf(number: LookedUp, numbers: readonly LookedUp[]): Neighbours {
  const picks = numbers.flatMap((each) =>
    each.block === number.block && each !== number && each.pick !== undefined
      ? [{ pick: each.pick, at: each.context.typed.at - each.context.at }]
      : [],
  );
  const own = number.context.typed.at - number.context.at;
  const before = picks.filter(({ at }) => at <= own).map(({ pick }) => pick);
  return {
    measures: new Set(picks.map(({ pick }) => pick.measure)),
    before,
    cells: new Set(before.flatMap(({ cells }) => cells)),
  };
}

/** Candidates with those that numbers beside one make certain; what words rule out stays so. */
function withBeside(candidates: readonly Scored[], beside: readonly Scored[]): Scored[] {
  const isOne = (one: Scored, other: Scored): boolean =>
    one.operation === other.operation && one.cells.every((cell, index) => cell === other.cells[index]);
  const found = beside.flatMap((each) => {
    const known = candidates.find((other) => isOne(each, other));
    if (known === undefined) return [each];
    const { unproven: _, ...proven } = known;
    const score = Math.max(each.score, known.score);
    return known.score < 0 ? [] : [{ ...proven, score, missing: [], isAbout: true }];
  });
  return [...found, ...candidates.filter((each) => !found.some((other) => isOne(each, other)))];
}

interface Neighbours {
  readonly measures: ReadonlySet<Scored['measure']>;
  /** What is certain in its sentence and those before it. */
  readonly before: readonly Scored[];
  readonly cells: ReadonlySet<Scored['cells'][number]>;
}

function withNeighbours(own: Scored, context: Context, { measures, cells, before }: Neighbours): Scored {
  const { cues, typed } = context;
  const one = figuresOf(typed) > 1 ? withTopic(own, context, before) : own;
  const values = new Set([...cells].map(({ value }) => value).filter((value) => value >= 100));
  const isOfMeasure = measures.has(one.measure);
  const score = one.score + (isOfMeasure ? company : 0);
  const isChange = one.operation === 'change' || one.operation === 'percent-change';
  // A change of two numbers that stand beside it needs no other word.
  if (isChange && one.cells.every((cell) => cells.has(cell)))
    return { ...one, score, missing: [], isAbout: true };
  // So does the share of one number beside it in another.
  if (one.base !== undefined && one.cells.every((cell) => cells.has(cell) || values.has(cell.value))) {
    const { unproven: _, ...proven } = one;
    const isOfBoth = one.cells.every((cell) => cells.has(cell));
    return { ...proven, score: score + (isOfBoth ? 2 : 0), missing: [], isAbout: true };
  }
  const isOfCell = cues.isBy && one.cells.some((cell) => cells.has(cell));
  const isAbout = one.isAbout || isOfCell || (isOfMeasure && figuresOf(typed) > 2);
  return { ...one, score, isAbout };
}

/** A key that no word says, where a number before it has it: crashes, of which the next sentence names a region alone. */
function withTopic(one: Scored, { near }: Context, before: readonly Scored[]): Scored {
  const { table, measure, missing, keys } = one;
  const [key, ...others] = missing;
  const own = table.dimensions.find(({ name }) => key === `${name}=${keys[name]}`);
  if (own === undefined || others.length > 0 || own.isTime || own.isOfTwoYears) return one;
  const isNamed = near.labels.some((each) => each.table === table && each.dimension === own.name);
  const isSaid = before.some((each) => each.measure === measure && each.keys[own.name] === keys[own.name]);
  return isSaid && !isNamed ? { ...one, missing: [], isAbout: true } : one;
}
