import { type Candidate, figuresOf, isChangeOf, printsAs, writtenFigures } from './candidates.js';
import type { Cell } from './cells.js';
import type { Base } from './ratios.js';
import type { LookedUp, Scored } from './score.js';
import type { Measure } from './tables.js';
import { keysIn, type Twins } from './twins.js';

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
    ...near.slice(0, 1).flatMap(({ place }) => restOf(place, typed)),
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
  if (near.years.length > 0) return [];
  const earlier = earlierOf(place, twins);
  const gap = context.sentence === sentence ? context.at - end : -1;
  const isNext = gap >= 0 && gap < nextTo;
  // "From 8,963 to 9,214", "from 884.7 million to 994.4 million".
  const same = earlier.find(({ cell, measure }) => printsAs(cell.value * measure.scale, typed));
  if (isNext && cues.isFrom && same !== undefined && figuresOf(typed) > 1)
    return [{ ...same, operation: 'value', keys: same.cell.keys, cells: [same.cell] }];
  // "Fell by 5.1% to 16,935", "16,935, 5.1% less than the year before".
  const [before] = earlier;
  const isBy = cues.isBy && (isNext || cues.isYearBefore);
  return isBy && before !== undefined ? changeOf(before, place, typed) : [];
}

/** What a change is told in besides. */
const otherChange: { readonly [operation in Candidate['operation']]?: 'change' | 'percent-change' } = {
  change: 'percent-change',
  'percent-change': 'change',
};

/** "By 8.7 million (0.5%)": what follows a change is the same one. */
function sameChange(number: LookedUp, numbers: readonly LookedUp[]): readonly Candidate[] {
  const { typed } = number.context;
  const before = numbers.find(
    ({ block, context: { typed: other } }) =>
      block === number.block && other.end < typed.at && typed.at - other.end < nextTo,
  )?.pick;
  const [first, last] = before?.cells ?? [];
  const operation = before === undefined ? undefined : otherChange[before.operation];
  if (before === undefined || operation === undefined || first === undefined || last === undefined) return [];
  return isChangeOf(operation, first, last, typed) && typed.isPercent === (operation === 'percent-change')
    ? [{ ...before, operation }]
    : [];
}

/** "1,068 of 4,915 left early": what is between a number and another one of its row. */
const restOf = ({ table, measure, cell }: Base, typed: LookedUp['context']['typed']): readonly Candidate[] =>
  writtenFigures(typed) < 4 || typed.isPercent
    ? []
    : table.measures.flatMap((other): Candidate[] => {
        const second = table.cellAt(other, cell.keys);
        if (second === undefined || !areOfOne(measure, other) || other.year !== measure.year) return [];
        const [least, most] = [second, cell].sort((a, b) => a.value - b.value) as [Cell, Cell];
        const [from, to] = least === cell ? [measure, other] : [other, measure];
        return isChangeOf('change', least, most, typed)
          ? [
              {
                operation: 'change',
                table,
                measure: to,
                keys: most.keys,
                cells: [least, most],
                before: { table, measure: from, year: 0 },
              },
            ]
          : [];
      });

const areOfOne = (one: Measure, other: Measure): boolean =>
  one !== other && one.unit === other.unit && one.isMoney === other.isMoney && one.scale === other.scale;

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

/** The same in earlier years or months, the last one first. */
function earlierOf(
  { table, measure, cell }: Base,
  twins: Twins,
): readonly (Base & { readonly year: number })[] {
  const { order, periods } = table;
  if (order === undefined) {
    const own = (twins.get(measure) ?? []).filter(({ year }) => year < (measure.year ?? 0));
    return own.toReversed().flatMap((each) => {
      const found = each.table.cellAt(each.measure, keysIn(each.table, cell.keys, table));
      return found === undefined ? [] : [{ ...each, cell: found }];
    });
  }
  const own = periods.slice(0, Math.max(0, periods.indexOf(cell.keys[order.name] ?? '')));
  return own.toReversed().flatMap((period) => {
    const found = table.cellAt(measure, { ...cell.keys, [order.name]: period });
    return found === undefined ? [] : [{ table, measure, cell: found, year: Number(period.slice(0, 4)) }];
  });
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
  if (typed.isPercent) {
    const share = (100 * cell.value) / first.cell.value;
    return share < 100 && !cues.isMore && printsAs(share, typed)
      ? [{ ...made, operation: 'share', cells: [cell, first.cell], base: first, per: 100 }]
      : [];
  }
  const isOfOne = first.measure === measure || areOfOne(first.measure, measure);
  const isDifference = isOfOne && cell.value > first.cell.value && typed.value >= 100;
  if (!isDifference || !isChangeOf('change', first.cell, cell, typed)) return [];
  return [{ ...made, operation: 'change', cells: [first.cell, cell], before: { ...first, year: 0 } }];
}
