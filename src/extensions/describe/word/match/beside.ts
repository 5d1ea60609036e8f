import { type Candidate, isChangeOf, printsAs } from './candidates.js';
import type { Base } from './ratios.js';
import type { LookedUp, Scored } from './score.js';
import { keysIn, type OfYear, type Twins } from './twins.js';

/** Numbers that stand beside one and are certain: all pairs of more would come to anything. */
const mostBeside = 3;
/** How far behind "by 5.1%" the number stands that something came to: "to 16,935". */
const nextTo = 12;
/** Above that of words: what is calculated stands there. */
const certain = 5;

/** What a typed number comes to of those beside it that are certain: their difference or share, or what one of them was the year before. */
export function besideOf(number: LookedUp, numbers: readonly LookedUp[], twins: Twins): readonly Scored[] {
  const { typed, cues } = number.context;
  if (typed.isWord || typed.isPoints || cues.isLimit) return [];
  const near = nearest(number, numbers);
  const before = near.filter(({ context }) => context.typed.at < typed.at).slice(0, mostBeside);
  const found = [
    ...near.slice(0, mostBeside).flatMap((each) => ofYearBefore(number, each, twins)),
    ...sameChange(number, numbers),
    ...before.flatMap(({ place }) =>
      before.flatMap((other) => (other.place === place ? [] : pairOf(place, other.place, number))),
    ),
  ];
  return found.map((each) => ({ ...each, score: certain, missing: [], isAbout: true }));
}

/** What a number beside one was the year before, or changed by since then; a year that is named may be another one. */
function ofYearBefore(
  { context: { typed, cues, end, sentence, near } }: LookedUp,
  { context, place }: Certain,
  twins: Twins,
): readonly Candidate[] {
  const before = near.years.length > 0 ? undefined : beforeOf(place, twins);
  if (before === undefined) return [];
  const gap = context.sentence === sentence ? context.at - end : -1;
  const isNext = gap >= 0 && gap < nextTo;
  // "From 8,963 to 9,214".
  if (isNext && cues.isFrom && before.cell.value === typed.value && typed.value >= 100)
    return [{ ...before, operation: 'value', keys: before.cell.keys, cells: [before.cell] }];
  // "Fell by 5.1% to 16,935", "16,935, 5.1% less than the year before".
  const isBy = cues.isBy && (isNext || cues.isYearBefore);
  return isBy ? changeOf(before, place, typed) : [];
}

/** "By 8.7 million (0.5%)": what follows a change is the same one. */
function sameChange(number: LookedUp, numbers: readonly LookedUp[]): readonly Candidate[] {
  const { typed } = number.context;
  const before = numbers.find(
    ({ block, context: { typed: other } }) =>
      block === number.block && other.end < typed.at && typed.at - other.end < nextTo,
  )?.pick;
  const [first, last] = before?.cells ?? [];
  if (before?.from === undefined || first === undefined || last === undefined) return [];
  const operation = before.operation === 'change' ? 'percent-change' : 'change';
  return isChangeOf(operation, first, last, typed) && typed.isPercent === (operation === 'percent-change')
    ? [{ ...before, operation }]
    : [];
}

interface Certain {
  readonly context: LookedUp['context'];
  readonly place: Base;
}

/** The cells of the numbers nearest to one, in its sentence or the one before it. */
function nearest(number: LookedUp, numbers: readonly LookedUp[]): readonly Certain[] {
  const { block, context } = number;
  const begin = ({ context: { typed, at } }: LookedUp): number => typed.at - at;
  const own = numbers.filter((each) => each.block === block && begin(each) <= begin(number));
  const last = own.filter((each) => begin(each) < begin(number)).at(-1);
  return own
    .filter((each) => begin(each) === begin(number) || (last !== undefined && begin(each) === begin(last)))
    .flatMap((each): Certain[] => {
      const [cell, ...more] = each.pick?.operation === 'value' ? each.pick.cells : [];
      if (each === number || each.pick === undefined || cell === undefined || more.length > 0) return [];
      const { table, measure } = each.pick;
      return [{ context: each.context, place: { table, measure, cell } }];
    })
    .sort((one, other) => distance(one, context) - distance(other, context));
}

const distance = ({ context }: Certain, { typed }: LookedUp['context']): number =>
  Math.abs(context.typed.at - typed.at);

/** The same a year or a month before. */
function beforeOf(
  { table, measure, cell }: Base,
  twins: Twins,
): (Base & { readonly year: number }) | undefined {
  const { order, periods } = table;
  if (order !== undefined) {
    const period = periods[periods.indexOf(cell.keys[order.name] ?? '') - 1];
    const found =
      period === undefined ? undefined : table.cellAt(measure, { ...cell.keys, [order.name]: period });
    return found && { table, measure, cell: found, year: Number(period?.slice(0, 4)) };
  }
  const year: OfYear | undefined = twins
    .get(measure)
    ?.findLast((each) => each.year === (measure.year ?? 0) - 1);
  const found = year?.table.cellAt(year.measure, keysIn(year.table, cell.keys, table));
  return year && found && { ...year, cell: found };
}

function changeOf(
  before: Base & { readonly year: number },
  { table, measure, cell }: Base,
  typed: LookedUp['context']['typed'],
): readonly Candidate[] {
  const operation = typed.isPercent && !measure.isPercent ? 'percent-change' : 'change';
  if (!isChangeOf(operation, before.cell, cell, typed)) return [];
  const { order } = table;
  const made = { operation, table, measure, keys: cell.keys, cells: [before.cell, cell] } as const;
  return order === undefined
    ? [{ ...made, from: `${before.year}`, before }]
    : [{ ...made, from: before.cell.keys[order.name] ?? '' }];
}

/** The difference of two numbers, the change from one to the other, or the share of one in the other. */
function pairOf(first: Base, last: Base, { context: { typed, cues } }: LookedUp): readonly Candidate[] {
  const { table, measure, cell } = last;
  const made = { table, measure, keys: cell.keys };
  const isOfOne = first.measure.unit === measure.unit && first.measure.isMoney === measure.isMoney;
  if (typed.isPercent) {
    const share = (100 * cell.value) / first.cell.value;
    return share < 100 && !cues.isMore && printsAs(share, typed)
      ? [{ ...made, operation: 'share', cells: [cell, first.cell], base: first, per: 100 }]
      : [];
  }
  const isDifference = isOfOne && cell.value > first.cell.value && typed.value >= 100;
  if (!isDifference || !isChangeOf('change', first.cell, cell, typed)) return [];
  return [
    { ...made, operation: 'change', cells: [first.cell, cell], from: '', before: { ...first, year: 0 } },
  ];
}
