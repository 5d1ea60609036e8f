import { escaped } from '../../../../content/markdown/escape.js';
import { argumentName } from '../../../../content/selection/fields.js';
import { type Candidate, printsAs } from '../match/candidates.js';
import type { Cell, Dimension } from '../match/cells.js';
import { helperText, leftOfTyped } from '../match/helper-text.js';
import { hasAlike, stemsIn } from '../match/stems.js';
import type { Measure, Table } from '../match/tables.js';
import type { TypedNumber } from '../match/typed-numbers.js';
import { categoryIn } from './find-table.js';
import type { ReadNumber } from './tables.js';

export interface LineInput {
  readonly tables: readonly Table[];
  readonly read: ReadNumber;
  readonly decimal: string;
  readonly edition: number;
}

/** The columns of a table, or its rows. */
export interface Lines {
  /** By lines and places. */
  readonly texts: readonly (readonly string[])[];
  /** What each place of a line is of. */
  readonly stubs: readonly string[];
  /** What each line is of. */
  readonly tops: readonly string[];
  readonly caption: string;
}

/** What is written in place of the numbers of a line. */
export interface WrittenLine {
  /** By places. */
  readonly helpers: readonly (string | undefined)[];
  /** Numbers that are others in the data, by places. */
  readonly others: readonly { readonly place: number; readonly known: number; readonly dataset: string }[];
}

/** Cells of the data that differ in what the places are of alone. */
interface Line {
  readonly table: Table;
  readonly measure: Measure;
  readonly dimension: Dimension;
  /** By the places of the line. */
  readonly cells: readonly (Cell | undefined)[];
  readonly keys: Cell['keys'];
}

interface Fitting extends Line {
  /** Numbers that are right, and their figures. */
  readonly hits: number;
  readonly figures: number;
}

type Numbers = readonly (TypedNumber | undefined)[];

/** Fewer figures may be there by chance, but beside another line of the same measure. */
const leastFigures = { alone: 6, beside: 2 };
/** Of so many numbers that are in the data one may be another. */
const mostOthers = 5;
/** Fewer numbers may be calculated in more than one way. */
const leastCalculated = 3;
/** A percentage of fewer is refused. */
const leastBase = 20;

/** Finds the lines of a table that the data have, and those that are calculated of one that they have. */
export function findLines(lines: Lines, input: LineInput): readonly (WrittenLine | undefined)[] {
  const all = linesIn(lines.stubs, input.tables);
  const numbers = lines.texts.map((texts) => texts.map((text) => typedIn(text, input)));
  const fitting = numbers.map((line) => all.flatMap((each) => fittingOf(each, line)));
  const words = lines.tops.map((top) => stemsOf(`${top} ${lines.caption}`));
  const found = fitting.map((each, index) =>
    bestOf(each, fitting, lines.tops[index] ?? '', words[index] ?? new Set()),
  );
  const known = found.filter((each) => each !== undefined);
  return numbers.map((line, index) => {
    const own = found[index];
    if (own !== undefined) return writtenOf(own, line, input.edition);
    const calculation = calculationOf(line, known, all, words[index] ?? new Set());
    return calculation && { helpers: calculatedTexts(calculation, line, input.edition), others: [] };
  });
}

const stemsOf = (text: string): ReadonlySet<string> => new Set(stemsIn(text).map(({ stem }) => stem));

/** Every line of the data whose places are those of a table. */
const linesIn = (stubs: readonly string[], tables: readonly Table[]): readonly Line[] =>
  tables.flatMap((table) =>
    table.dimensions.flatMap((dimension) => {
      const categories = stubs.map((stub, index) =>
        categoryIn(stub, { table, dimension, isLast: index === stubs.length - 1, isByRow: true }),
      );
      const known = categories.filter((each) => each !== undefined);
      if (known.length < 2 || new Set(known).size < known.length) return [];
      return table.measures.flatMap((measure) =>
        (measure.slices.get(dimension.name) ?? []).map(({ keys, cells }) => {
          const own = categories.map((each) => (each === undefined ? undefined : cells.get(each)));
          return { table, measure, dimension, keys, cells: own };
        }),
      );
    }),
  );

function fittingOf(line: Line, numbers: Numbers): Fitting[] {
  let [hits, misses, figures] = [0, 0, 0];
  for (const [place, typed] of numbers.entries()) {
    const cell = line.cells[place];
    if (typed === undefined || cell === undefined) continue;
    if (!isAt(cell, line.measure, typed)) misses++;
    else {
      hits++;
      figures += figuresOf(typed);
    }
  }
  return hits > 1 && misses * mostOthers <= hits ? [{ ...line, hits, figures }] : [];
}

const figuresOf = ({ value, text }: TypedNumber): number =>
  value === 0 ? 0 : text.replace(/\D/g, '').length;

/** Whether a number is a cell, as it is or in the thousands of its file. */
const isAt = ({ value }: Cell, { times }: Measure, typed: TypedNumber): boolean =>
  [1, times].some((each) => isPrinted(value / each, typed));

const isPrinted = (value: number, typed: TypedNumber): boolean =>
  value * typed.value >= 0 && printsAs(Math.abs(value), { ...typed, value: Math.abs(typed.value) });

/** The likeliest line, where it is clear: by its numbers, its words and the other lines of the table. */
function bestOf(
  own: readonly Fitting[],
  all: readonly (readonly Fitting[])[],
  top: string,
  words: ReadonlySet<string>,
): Fitting | undefined {
  const company = ({ table }: Line): number =>
    all.filter((lines) => lines.some((each) => each.table === table && isTelling(each))).length;
  const isBeside = (line: Fitting): boolean =>
    line.figures >= leastFigures.beside &&
    all.some((lines) => lines.some((each) => each.measure === line.measure && isTelling(each)));
  const ranked = own
    .filter((line) => isTelling(line) || isBeside(line))
    .map((line) => ({ line, rank: [line.hits, agreement(line, top, words), company(line)] }))
    .sort((one, other) => compare(other.rank, one.rank));
  const [best, next] = ranked;
  const isClear =
    next === undefined || best?.line.table !== next.line.table || compare(best.rank, next.rank) > 0;
  return isClear ? best?.line : undefined;
}

const compare = (one: readonly number[], other: readonly number[]): number =>
  one.map((each, index) => each - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

const isTelling = ({ figures }: Fitting): boolean => figures >= leastFigures.alone;

/** How many of its names the words above it say; where they name no category, it is rather the total. */
function agreement({ table, measure, keys }: Line, top: string, words: ReadonlySet<string>): number {
  const named = table.dimensions.map(({ name, isTime, total }) => {
    const key = keys[name];
    if (key === undefined) return 0;
    if (isTime) return top.includes(key) ? 1 : 0;
    return key === total ? 0.5 : said(stemsOf(key), words);
  });
  return named.reduce((sum, each) => sum + each, said(measure.stems, words));
}

const said = (stems: ReadonlySet<string>, words: ReadonlySet<string>): number =>
  [...stems].filter((stem) => hasAlike(words, stem)).length / Math.max(1, stems.size);

/** What a line is calculated of. */
interface Calculation {
  readonly operation: 'share' | 'percent-change' | 'change' | 'ratio';
  readonly part: Line;
  readonly base: Line;
  readonly per: number;
}

interface Operation {
  readonly operation: Calculation['operation'];
  readonly per: number;
  readonly of: (part: number, base: number) => number;
}

const operations: readonly Operation[] = [
  { operation: 'percent-change', per: 1, of: (part, base) => (100 * (part - base)) / base },
  { operation: 'change', per: 1, of: (part, base) => part - base },
  { operation: 'share', per: 100, of: (part, base) => (100 * part) / base },
  ...[1, 100, 1000, 10_000, 100_000].map(
    (per): Operation => ({ operation: 'ratio', per, of: (part, base) => (per * part) / base }),
  ),
];

/** The only calculation of a line that the table shows and another one of its dataset, by which all numbers come out. */
function calculationOf(
  numbers: Numbers,
  known: readonly Line[],
  all: readonly Line[],
  words: ReadonlySet<string>,
): Calculation | undefined {
  const typed = numbers.filter((each) => each !== undefined);
  const figures = typed.reduce((sum, each) => sum + figuresOf(each), 0);
  if (typed.length < leastCalculated || figures < leastFigures.alone) return undefined;
  const isKnown = (line: Line): boolean =>
    known.some(({ measure, keys }) => measure === line.measure && isSame(keys, line.keys));
  const pairs = all.flatMap((part) =>
    all
      .filter((base) => base !== part && base.table === part.table && base.dimension === part.dimension)
      .filter((base) => isKnown(part) || isKnown(base))
      .map((base) => ({ part, base })),
  );
  // Above 100 it is no share, but a number for each hundred.
  const isOfWhole = typed.every(({ value }) => value <= 100);
  const found = pairs.flatMap(({ part, base }) =>
    operations
      .filter(({ per }) => per < 1000 || part.measure.scale === 1)
      .filter(({ operation, per }) => per !== 100 || (operation === 'share') === isOfWhole)
      // A rate of another year is refused.
      .filter(({ operation }) => isChange(operation) || areOfOneTime(part, base))
      .filter(({ of }) =>
        numbers.every((each, place) => {
          const [one, other] = [part.cells[place]?.value, base.cells[place]?.value];
          return each === undefined || (one !== undefined && other && isPrinted(of(one, other), each));
        }),
      )
      .map(({ operation, per }) => ({ operation, per, part, base })),
  );
  const ranked = found
    .map((each) => ({
      each,
      rank: said(each.part.measure.stems, words) + said(each.base.measure.stems, words),
    }))
    .sort((one, other) => other.rank - one.rank);
  const [best, next] = ranked;
  return best === undefined || best.rank === next?.rank ? undefined : best.each;
}

const isChange = (operation: Calculation['operation']): boolean =>
  operation === 'change' || operation === 'percent-change';

const areOfOneTime = ({ table: { order }, keys }: Line, base: Line): boolean =>
  order === undefined || keys[order.name] === base.keys[order.name];

const isSame = (one: Cell['keys'], other: Cell['keys']): boolean =>
  Object.keys(one).every((name) => one[name] === other[name]);

function writtenOf(line: Line, numbers: Numbers, edition: number): WrittenLine {
  const { table, measure } = line;
  const known = numbers.flatMap((typed, place) => {
    const cell = line.cells[place];
    return typed === undefined || cell === undefined ? [] : [{ typed, place, cell }];
  });
  const helpers: (string | undefined)[] = numbers.map(() => undefined);
  const others = known.flatMap(({ typed, place, cell }) => {
    if (!isAt(cell, measure, typed)) return [{ place, known: cell.value, dataset: table.name }];
    const isAsInFile = !isPrinted(cell.value, typed);
    const candidate: Candidate = {
      ...{ operation: 'value', table, measure, keys: cell.keys, cells: [cell] },
      ...(isAsInFile && { isAsInFile }),
    };
    const helper = helperText(candidate, typed, edition) + escaped(leftOfTyped(candidate, typed));
    helpers[place] = movingText(line, helper, edition);
    return [];
  });
  return { helpers, others };
}

function calculatedTexts(
  { operation, part, base, per }: Calculation,
  numbers: Numbers,
  edition: number,
): readonly (string | undefined)[] {
  const { table, measure } = part;
  const time = table.time?.name ?? '';
  const isInTime =
    measure === base.measure && isSame({ ...part.keys, [time]: '' }, { ...base.keys, [time]: '' });
  return numbers.map((typed, place) => {
    const [cell, other] = [part.cells[place], base.cells[place]];
    if (typed === undefined || cell === undefined || other === undefined) return undefined;
    if (operation !== 'change' && other.value < leastBase) return undefined;
    const made = { operation, table, measure, keys: cell.keys, cells: [cell, other] };
    const divided = { table: base.table, measure: base.measure, cell: other };
    const changed = {
      cells: [other, cell],
      ...(isInTime ? { from: other.keys[time] ?? '' } : { before: { ...divided, year: 0 } }),
    };
    const candidate: Candidate = isChange(operation)
      ? { ...made, ...changed }
      : { ...made, base: divided, per };
    const isPercent = operation === 'share' || operation === 'percent-change';
    const helper = helperText(candidate, { ...typed, isPercent }, edition).replace(' absolute=true', '');
    return movingText(part, helper, edition);
  });
}

/** Years that follow one another in a table move together. */
const movingText = ({ dimension: { name, isTime } }: Line, helper: string, edition: number): string =>
  isTime
    ? helper.replaceAll(
        new RegExp(`( ${argumentName(name)}=)(\\d{4})(?=[ )}])`, 'g'),
        (whole, before, year) =>
          Number(year) < edition ? `${before}"edition-${edition - Number(year)}"` : whole,
      )
    : helper;

/** A number of a table. */
function typedIn(text: string, { read, decimal }: LineInput): TypedNumber | undefined {
  const value = read(text);
  if (value === undefined) return undefined;
  const digits = text.split(decimal)[1]?.replace(/\D/g, '').length ?? 0;
  return {
    ...{ at: 0, end: text.length, text: text.trim(), value, digits, scale: 1 },
    ...{ isPercent: text.includes('%'), isGrouped: false, isWord: false },
  };
}
