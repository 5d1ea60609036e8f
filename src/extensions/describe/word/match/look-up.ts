import { factsName } from '../../../../content/helpers/fact.js';
import type { Reader } from '../../../../content/numbers/read-numerals.js';
import { greatest } from '../../../../model/chart/extremes.js';
import type { Block, TextBlock } from '../read/blocks.js';
import { isText } from '../read/blocks.js';
import { candidatesFor } from './candidates.js';
import { mentionsIn } from './mentions.js';
import { type Scored, score } from './score.js';
import { type Place, type Reading, type Setting, settingOf } from './setting.js';
import { typedNumbers } from './typed-numbers.js';

/** A typed number with what it can be. */
export interface LookedUp {
  readonly block: TextBlock;
  readonly setting: Setting;
  /** Blocks below one heading are a section. */
  readonly section: number;
  /** The likeliest first. */
  candidates: readonly Scored[];
  /** The one that is certain. */
  pick?: Scored;
  /** One that would be, had it company. */
  lonely?: Scored;
}

export interface LookUpResult {
  readonly numbers: readonly LookedUp[];
  /** Of the numbers with three figures or more, the share that the data hold. */
  readonly agreement: number;
}

/** Looks up every typed number of a report; fills in nothing where the data are not those of the report. */
export function lookUp(
  blocks: readonly Block[],
  reading: Reading,
  reader: Reader,
  decimal: '.' | ',',
): LookUpResult {
  const numbers = numbersIn(blocks, reading, reader, decimal);
  decide(numbers);
  const telling = numbers.filter(({ setting }) => isTelling(setting));
  const agreement = telling.filter(({ pick }) => pick !== undefined).length / Math.max(telling.length, 1);
  decideAgain(numbers);
  // A fact is printed with its reservation ("about"), which the text has already.
  for (const each of numbers) if (each.pick?.table.name === factsName) setAside(each);
  if (agreement < leastAgreement) for (const each of numbers) setAside(each);
  const isAlone = numbers.filter(
    (each) => each.pick !== undefined && !isLong(each) && !hasCompany(each, numbers),
  );
  for (const each of isAlone) setAside(each);
  return { numbers, agreement };
}

/** Below this share the data are others: reports beside wrong data came to 0.08 at most, beside their own to 0.69 at least. */
export const leastAgreement = 0.3;

/** The score that a candidate needs, and what it must have more than any other. */
const leastScore = 3;
const leastMargin = 0.8;
/** Ones and twos are in every table. */
const leastNumber = 3;
/** What another number of the same measure in the paragraph adds. */
const company = 0.9;

function numbersIn(
  blocks: readonly Block[],
  reading: Reading,
  reader: Reader,
  decimal: '.' | ',',
): LookedUp[] {
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
      const setting = settingOf(each, place, reading);
      if (isInName(setting)) return [];
      return [{ block, setting, section, candidates: candidatesOf(setting, block, reading) }];
    });
  });
}

/** "More than 180 days": a number in the name of a category is a name. */
const isInName = ({ near, at, end }: Setting): boolean =>
  near.labels.some((label) => label.isWhole && label.at <= at && end <= label.end);

function candidatesOf(setting: Setting, { text }: TextBlock, { tables, lexicon }: Reading): Scored[] {
  const { typed, cues, near } = setting;
  const allYears = lexicon.evidence.years.test(text);
  return (
    candidatesFor(tables, typed, { isAbout: cues.isAbout, mentions: near, allYears })
      .filter(({ operation }) => cues.isChange || (operation !== 'change' && operation !== 'percent-change'))
      // A small sum is there by chance unless the sentence says that it is one.
      .filter(
        ({ operation, run }) => operation !== 'sum' || cues.isSum || run !== undefined || typed.value >= 30,
      )
      .map((each) => score(each, setting))
      .sort((a, b) => b.score - a.score)
  );
}

/** Fills in what is certain. */
function decide(numbers: readonly LookedUp[]): void {
  for (const each of numbers) {
    delete each.pick;
    const { setting, candidates } = each;
    const best = candidates.find(({ missing }) => missing.length === 0);
    if (best === undefined || setting.cues.isLimit || !best.isAbout || !isAsTyped(best, setting)) continue;
    if (!setting.typed.isPercent && setting.typed.value < leastNumber) continue;
    const worth = ({ score: own, missing }: Scored): number => own - 3 * missing.length;
    const rival = greatest(candidates.filter((other) => other !== best).map(worth));
    const { typed } = setting;
    const isSmall = !typed.isPercent && typed.value < 13;
    if (worth(best) >= leastScore + (isSmall ? 1 : 0) && worth(best) - rival >= leastMargin) each.pick = best;
  }
}

/** Whether its helper prints what was typed: no helper rounds to hundreds, or counts in millions. */
const isAsTyped = ({ isRounded, measure }: Scored, { typed }: Setting): boolean =>
  isRounded === undefined && (typed.scale === 1 || typed.scale === measure.scale);

/** Neighbours that were found speak for their measure. */
function decideAgain(numbers: readonly LookedUp[]): void {
  const found = numbers.map(({ block, pick }) => ({ block, measure: pick?.measure }));
  for (const [index, each] of numbers.entries()) {
    const beside = new Set(
      found.flatMap(({ block, measure }, other) =>
        other !== index && block === each.block && measure !== undefined ? [measure] : [],
      ),
    );
    each.candidates = each.candidates
      .map((one) => (beside.has(one.measure) ? { ...one, score: one.score + company } : one))
      .sort((a, b) => b.score - a.score);
  }
  decide(numbers);
}

const isTelling = ({ typed, cues }: Setting): boolean =>
  !typed.isPercent && !cues.isLimit && typed.value >= 100;

const isLong = ({ setting: { typed } }: LookedUp): boolean =>
  typed.isPercent ? typed.digits > 0 : typed.value >= 100;

/** A number of one or two figures is believed beside a longer one of its dataset in the section, or a like one in the paragraph. */
function hasCompany(each: LookedUp, numbers: readonly LookedUp[]): boolean {
  return numbers.some((other) => {
    const [own, found] = [each.pick, other.pick ?? other.lonely];
    if (other === each || own === undefined || found === undefined || other.setting.typed.value < 13)
      return false;
    const isNear = isLong(other) ? other.section === each.section : other.block === each.block;
    return isNear && found.table === own.table && found.cells[0] !== own.cells[0];
  });
}

function setAside(number: LookedUp): void {
  if (number.pick === undefined) return;
  number.lonely = number.pick;
  delete number.pick;
}
