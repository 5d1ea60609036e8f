import { factsName } from '../../../../content/helpers/fact.js';
import type { Reader } from '../../../../content/numbers/read-numerals.js';
import type { Block, TextBlock } from '../read/blocks.js';
import { isText } from '../read/blocks.js';
import { type Candidate, candidatesFor, figuresOf } from './candidates.js';
import { type Context, contextOf, type Place, type Reading } from './context.js';
import { decide, decideWithNeighbours } from './decide.js';
import { mentionsIn, rangesIn } from './mentions.js';
import { isRuledOut, ofItsYear } from './ruled-out.js';
import { type LookedUp, type Scored, score } from './score.js';
import { typedNumbers } from './typed-numbers.js';

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
  decideWithNeighbours(numbers, reading);
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

/** Small numbers are sums, changes and means of something, unless the sentence says that they are one. */
function isByChance({ operation, run }: Candidate, { typed, cues }: Context): boolean {
  if (operation === 'average') return !cues.isMean;
  const isSmall = typed.value < 100;
  return (
    isSmall && (operation === 'change' ? !cues.isBy : operation === 'sum' && !cues.isSum && run === undefined)
  );
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
      isRate: cues.isRate,
      mentions: near,
      ranges: rangesIn(context.sentence, near.labels),
      allYears,
    })
      .filter((each) => !isByChance(each, context))
      .map((each) => ofItsYear(score(each, context), context, reading))
      .map((each) => (isRuledOut(each, context, reading) ? { ...each, score: behindAll } : each))
      // A calculation that no word speaks for is none.
      .filter(({ unproven, missing }) => unproven === undefined || missing.length === 0)
      .sort((a, b) => b.score - a.score)
  );
}

/** It is listed, and never filled in. */
const behindAll = -100;

const isTelling = ({ typed, cues }: Context): boolean =>
  !typed.isPercent && !cues.isLimit && typed.value >= 100;

const isLong = ({ context: { typed } }: LookedUp): boolean =>
  typed.isPercent ? typed.digits > 0 : typed.value >= 100 || figuresOf(typed) > 2;

/** A number of one or two figures is believed beside a longer one of its dataset in the section, or a like one in the paragraph. */
function hasCompany(each: LookedUp, numbers: readonly LookedUp[]): boolean {
  return numbers.some((other) => {
    const [own, found] = [each.pick, other.pick ?? other.unsupported];
    const { value, digits } = other.context.typed;
    if (other === each || own === undefined || found === undefined || (digits === 0 && value < 13))
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
