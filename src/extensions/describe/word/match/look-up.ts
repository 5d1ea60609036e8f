import { factsName } from '../../../../content/helpers/fact.js';
import type { Reader } from '../../../../content/numbers/read-numerals.js';
import { greatest } from '../../../../model/chart/extremes.js';
import type { Block, TextBlock } from '../read/blocks.js';
import { isText } from '../read/blocks.js';
import { candidatesFor, figuresOf } from './candidates.js';
import { type Context, contextOf, type Place, type Reading } from './context.js';
import { mentionsIn } from './mentions.js';
import { type Scored, score, worth } from './score.js';
import { typedNumbers } from './typed-numbers.js';

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

export interface LookUpResult {
  readonly numbers: readonly LookedUp[];
  /** Of the numbers with three figures or more, the share that the data hold; none without such numbers. */
  readonly agreement: number | undefined;
}

/** Looks up every typed number of a report; fills in nothing where the data are not those of the report. */
export function lookUp(
  blocks: readonly Block[],
  reading: Reading,
  reader: Reader,
  decimal: string,
): LookUpResult {
  const numbers = numbersIn(blocks, reading, reader, decimal);
  decide(numbers);
  const telling = numbers.filter(({ context }) => isTelling(context));
  const held = telling.filter(({ pick }) => pick !== undefined).length;
  const agreement = telling.length === 0 ? undefined : held / telling.length;
  decideWithNeighbours(numbers);
  // A fact is printed with its reservation ("about"), which the text has already.
  for (const each of numbers)
    if (each.pick?.table.name === factsName) setAside(each, 'a fact, which is printed with its reservation');
  if (areOthers({ agreement })) for (const each of numbers) setAside(each, 'of other data');
  const isAlone = numbers.filter(
    (each) => each.pick !== undefined && !isLong(each) && !hasCompany(each, numbers),
  );
  for (const each of isAlone) setAside(each, 'nothing beside it is of these data');
  return { numbers, agreement };
}

/** Below this share the data are others: reports beside wrong data came to 0.08 at most, beside their own to 0.69 at least. */
const leastAgreement = 0.3;

/** Whether the data are not those of the report. */
export const areOthers = ({ agreement }: Pick<LookUpResult, 'agreement'>): boolean =>
  agreement !== undefined && agreement < leastAgreement;

/** The score that a candidate needs, and what it must have more than any other. */
const leastScore = 3;
const leastMargin = 0.8;
/** Ones and twos are in every table. */
const leastNumber = 3;
/** What another number of the same measure in the paragraph adds. */
const company = 0.9;

function numbersIn(blocks: readonly Block[], reading: Reading, reader: Reader, decimal: string): LookedUp[] {
  const { tables } = reading;
  const headings: string[] = [];
  let before = mentionsIn('', tables);
  let section = 0;
  return blocks.flatMap((block, index) => {
    if (!isText(block)) return [];
    if (block.kind === 'heading') {
      section++;
      headings.length = Math.min(headings.length, block.level - 1);
      headings[block.level - 1] = block.text;
    }
    const typed = typedNumbers(block.text, reader, decimal);
    const paragraph = mentionsIn(block.text, tables);
    const titles = mentionsIn(headings.filter((each) => each !== undefined).join(' · '), tables);
    const place: Place = { block, next: blocks[index + 1], paragraph, headings: titles, before };
    if (block.kind !== 'caption') before = paragraph;
    return typed.flatMap((each): LookedUp[] => {
      const context = contextOf(each, place, reading);
      if (isInName(context)) return [];
      return [{ block, context, section, candidates: candidatesOf(context, block, reading) }];
    });
  });
}

/** "More than 180 days": a number in the name of a category is a name. */
const isInName = ({ near, at, end }: Context): boolean =>
  near.labels.some((label) => label.isWhole && label.at <= at && end <= label.end);

function candidatesOf(context: Context, { text }: TextBlock, reading: Reading): Scored[] {
  const { typed, cues, near } = context;
  const allYears = reading.lexicon.evidence.years.test(text);
  return (
    candidatesFor(reading, typed, {
      isAbout: cues.isAbout,
      isChange: cues.isChange,
      mentions: near,
      allYears,
    })
      // A small sum is there by chance unless the sentence says that it is one.
      .filter(
        ({ operation, run }) => operation !== 'sum' || cues.isSum || run !== undefined || typed.value >= 30,
      )
      .map((each) => score(each, context))
      .sort((a, b) => b.score - a.score)
  );
}

/** Fills in what is certain. */
function decide(numbers: readonly LookedUp[]): void {
  const proven = provenIn(numbers);
  const isSaid = ({ missing, unproven }: Scored): boolean =>
    missing.length === 0 && (unproven === undefined || proven.has(unproven));
  const likelihood = (each: Scored): number =>
    each.unproven !== undefined && proven.has(each.unproven) ? each.score : worth(each);
  for (const each of numbers) {
    delete each.pick;
    const { context, candidates } = each;
    const best = candidates.filter(isSaid).sort((a, b) => likelihood(b) - likelihood(a))[0] ?? onlyOne(each);
    if (best === undefined || context.cues.isLimit || !isAsTyped(best, context)) continue;
    if (!best.isAbout && best.unproven === undefined) continue;
    if (!context.typed.isPercent && context.typed.digits === 0 && context.typed.value < leastNumber) continue;
    const rivals = candidates.filter((other) => other !== best && !isSameFigure(best, other));
    const rival = greatest(rivals.map(likelihood));
    const { typed } = context;
    const isSmall = !typed.isPercent && typed.value < 13;
    const own = best.missing.length > 0 ? best.score : likelihood(best);
    if (own >= leastScore + (isSmall ? 1 : 0) && own - rival >= leastMargin) each.pick = best;
  }
}

/** Figures by which a number is known though one of its keys is not said, where no other cell or calculation has it. */
const tellingFigures = 5;

/** What a long number is, where the data have it once. */
function onlyOne({ context: { typed }, candidates }: LookedUp): Scored | undefined {
  const [only, ...others] = candidates.filter(({ unproven }) => unproven === undefined);
  if (only === undefined || typed.isPercent || !others.every((other) => isSameFigure(only, other)))
    return undefined;
  const isPlain = only.operation === 'value' || only.operation === 'change';
  return isPlain && only.missing.length < 2 && figuresOf(typed) >= tellingFigures ? only : undefined;
}

/** Figures that prove a calculation which no word names, and where words name both what is divided and what by. */
const proof = { unnamed: 9, named: 5 };

/** The calculations without a name of which several different numbers of the report come, each with all its keys said. */
function provenIn(numbers: readonly LookedUp[]): ReadonlySet<string> {
  const found = new Map<
    string,
    { readonly all: Map<number, number>; readonly named: Map<number, number>; isAbout: boolean }
  >();
  for (const { context, candidates } of numbers) {
    const { value } = context.typed;
    const figures = figuresOf(context.typed);
    if (figures < 2) continue;
    for (const { unproven, missing, isAbout, namesBoth } of candidates) {
      if (unproven === undefined || missing.length > 0) continue;
      const one = found.get(unproven) ?? { all: new Map(), named: new Map(), isAbout: false };
      found.set(unproven, one);
      if (isAbout) one.isAbout = true;
      if (figures > 2) one.all.set(value, figures);
      if (namesBoth) one.named.set(value, figures);
    }
  }
  const figuresIn = (values: ReadonlyMap<number, number>): number =>
    [...values.values()].reduce((sum, each) => sum + each, 0);
  return new Set(
    [...found].flatMap(([key, { all, named, isAbout }]) =>
      (isAbout && figuresIn(all) >= proof.unnamed) || figuresIn(named) >= proof.named ? [key] : [],
    ),
  );
}

/** Two datasets that have one series, as where a total stands in several: whichever is named, it is the same figure. */
function isSameFigure(one: Scored, other: Scored): boolean {
  if (one.operation !== other.operation || one.base !== undefined || other.base !== undefined) return false;
  const [years, others] = [seriesOf(one), seriesOf(other)];
  const shared = [...years].filter(([year]) => others.has(year));
  const isAt = ({ from = '', keys, table }: Scored): string =>
    [from, ...[keys[table.time?.name ?? ''] ?? ''].flat()].map((each) => each.slice(0, 4)).join();
  return (
    isAt(one) === isAt(other) &&
    shared.length >= 3 &&
    shared.every(([year, value]) => others.get(year) === value)
  );
}

/** The values of the first cell of a candidate in each year. */
function seriesOf({ table, measure, cells: [cell] }: Scored): ReadonlyMap<string, number> {
  const { time, periods } = table;
  if (time === undefined || cell === undefined) return new Map();
  const own = cell.keys[time.name] ?? '';
  return new Map(
    // Of months the same one of each year.
    periods
      .filter((each) => each.slice(4) === own.slice(4))
      .flatMap((each) => {
        const found = table.cellAt(measure, { ...cell.keys, [time.name]: each });
        return found === undefined ? [] : [[each.slice(0, 4), found.value] as const];
      }),
  );
}

/** Whether its helper prints what was typed: no helper rounds to hundreds, or counts in millions. */
const isAsTyped = ({ isRounded, measure }: Scored, { typed }: Context): boolean =>
  isRounded === undefined && (typed.scale === 1 || typed.scale === measure.scale);

/** Neighbours that were found speak for their measure. */
function decideWithNeighbours(numbers: readonly LookedUp[]): void {
  const found = numbers.map(({ block, pick }) => ({ block, measure: pick?.measure }));
  for (const [index, each] of numbers.entries()) {
    const beside = new Set(
      found.flatMap(({ block, measure }, other) =>
        other !== index && block === each.block && measure !== undefined ? [measure] : [],
      ),
    );
    const cells = new Set(
      numbers.flatMap(({ block, pick }) =>
        block === each.block && pick !== each.pick ? (pick?.cells ?? []) : [],
      ),
    );
    // A change of two numbers that stand beside it needs no other word.
    const isBetween = ({ operation, cells: own }: Scored): boolean =>
      (operation === 'change' || operation === 'percent-change') && own.every((cell) => cells.has(cell));
    each.candidates = each.candidates
      .map((one) => (beside.has(one.measure) ? { ...one, score: one.score + company } : one))
      .map((one) => (isBetween(one) ? { ...one, missing: [], isAbout: true } : one))
      .map((one) =>
        (each.context.cues.isBy && one.cells.some((cell) => cells.has(cell))) ||
        (figuresOf(each.context.typed) > 2 && beside.has(one.measure))
          ? { ...one, isAbout: true }
          : one,
      )
      .sort((a, b) => b.score - a.score);
  }
  decide(numbers);
}

const isTelling = ({ typed, cues }: Context): boolean =>
  !typed.isPercent && !cues.isLimit && typed.value >= 100;

const isLong = ({ context: { typed } }: LookedUp): boolean =>
  typed.isPercent ? typed.digits > 0 : typed.value >= 100 || figuresOf(typed) > 2;

/** A number of one or two figures is believed beside a longer one of its dataset in the section, or a like one in the paragraph. */
function hasCompany(each: LookedUp, numbers: readonly LookedUp[]): boolean {
  return numbers.some((other) => {
    const [own, found] = [each.pick, other.pick ?? other.unsupported];
    if (other === each || own === undefined || found === undefined || other.context.typed.value < 13)
      return false;
    const isNear = isLong(other) ? other.section === each.section : other.block === each.block;
    return isNear && found.table === own.table && found.cells[0] !== own.cells[0];
  });
}

function setAside(number: LookedUp, doubt: string): void {
  if (number.pick === undefined) return;
  number.unsupported = number.pick;
  number.doubt = doubt;
  delete number.pick;
}
