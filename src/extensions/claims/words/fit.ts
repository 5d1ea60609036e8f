import type { PlacedWord } from '../../../content/extension.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { ownOf } from '../../../model/own.js';
import { besideKinds, causeKind, countKind, eachYearKind, nameKind, type SizeKind } from './find-words.js';
import type { WrittenClaim } from './tested-spans.js';

const up = ['rose', 'higher-than'];
const down = ['fell', 'lower-than'];

/** For each kind of claim, the kinds of words that it tests. Each tests words of its own kind. */
const tested: Readonly<Record<string, readonly string[]>> = {
  increasing: [...up, 'increasing'],
  decreasing: [...down, 'decreasing'],
  unchanged: ['unchanged', 'stable-within', 'equal'],
  'stable-within': [],
  rose: [...up, 'rose'],
  fell: [...down, 'fell'],
  rises: ['rose', 'rises', 'increasing'],
  falls: ['fell', 'falls', 'decreasing'],
  recorded: ['all', 'only', 'missing', 'every-row'],
  doubled: [...up, 'at-least-times'],
  halved: [...down],
  'at-least-times': [...up, 'doubled'],
  'about-times': ['at-least-times'],
  'higher-than': [...up, 'rose'],
  'lower-than': [...down, 'fell', 'at-most-share', 'only'],
  equal: ['unchanged', 'all'],
  between: ['higher-than', 'lower-than'],
  highest: ['higher-than'],
  lowest: ['lower-than'],
  rank: ['highest', 'lowest', 'higher-than', 'lower-than'],
  majority: ['higher-than', 'half'],
  minority: ['lower-than', 'half', 'at-most-share', 'only'],
  'at-least-share': ['majority', 'all', 'half', 'higher-than'],
  'at-most-share': ['minority', 'half', 'lower-than', 'only'],
  none: ['only'],
  only: ['none', 'all'],
  'higher-limit': [...up],
  'lower-limit': [...down],
  'equal-limit': ['equal', 'unchanged'],
  missing: ['none'],
  known: ['all', 'every-row'],
  'first-known': ['missing', 'none', 'only'],
  'last-known': ['missing', 'none', 'only'],
  'every-row': ['all', 'only'],
  'some-rows': [],
  'no-row': ['none', 'only', 'missing'],
  'most-rows': ['majority', 'half', 'higher-than'],
  'count-rows': ['only', 'all'],
};

/** For each kind of claim, the kinds of words whose opposite it tests: "did not rise" beside `fell`. */
const contrary: Readonly<Record<string, readonly string[]>> = {
  increasing: [...down, 'fell', 'decreasing', 'unchanged'],
  decreasing: [...up, 'increasing', 'unchanged'],
  unchanged: ['rose', 'fell', 'increasing', 'decreasing', 'higher-than', 'lower-than'],
  rose: [...down, 'fell', 'decreasing', 'unchanged'],
  fell: [...up, 'increasing', 'unchanged', 'doubled'],
  'higher-than': [...down, 'equal'],
  'lower-than': [...up, 'equal', 'majority', 'highest', 'all'],
  equal: ['higher-than', 'lower-than', 'rose', 'fell'],
  rank: ['highest', 'lowest'],
  minority: ['majority', 'all'],
  'at-most-share': ['majority', 'all'],
  majority: ['minority', 'all'],
  'at-least-share': ['none', 'minority'],
  'some-rows': ['all', 'every-row', 'none'],
  missing: ['known'],
  known: ['missing'],
};

/** Words of a fixed share of a whole: the least or the most that a claim about shares may have tested, in per cent. */
const leastShare: Readonly<Record<string, number>> = {
  majority: 50.000001,
  all: 100,
  half: 50,
  'at-least-share': 90,
};
const mostShare: Readonly<Record<string, number>> = { minority: 50, half: 50, 'at-most-share': 25, only: 50 };

/** More than this many per cent apart, nothing is stable, and nothing "about" as much. */
const mostTolerance = 10;

/** As much of a word, and of a claim, as tells whether one fits the other. */
type JudgedWord = Pick<PlacedWord, 'kind' | 'factor' | 'isNegated'>;
type TestedKind = Pick<WrittenClaim, 'kind' | 'written'>;

/** What is wrong with a word inside a claim: it is of another kind, or says more than was tested; undefined where nothing is. */
export function misfit(word: JudgedWord, claim: TestedKind): 'kind' | 'strength' | undefined {
  const { kind, isNegated } = word;
  if (kind === nameKind || kind === eachYearKind || besideKinds.has(kind)) return undefined;
  if (kind === countKind) return isTooStrong(word, claim) ? 'strength' : undefined;
  if (kind === causeKind) return 'kind';
  const isDenied = claim.written.get('not')?.includes('true') === true;
  const fits =
    isDenied === isNegated ? tests(claim.kind, kind) : ownOf(contrary, claim.kind)?.includes(kind) === true;
  if (!fits) return 'kind';
  return isTooStrong(word, claim) ? 'strength' : undefined;
}

const tests = (claim: string, word: string): boolean =>
  claim === word ||
  ownOf(tested, claim)?.includes(word) === true ||
  ownOf(testedByAny, word)?.includes(claim) === true;

const upOrDown = ['rose', 'fell', 'increasing', 'decreasing', 'higher-than', 'lower-than'];

/** Words of a kind of their own, with the kinds of claims of which each tests them: "longer", "the worst", "a third of them". */
const testedByAny: Readonly<Record<string, readonly string[]>> = {
  graded: [...upOrDown, 'at-least-times', 'about-times', 'doubled', 'halved', 'highest', 'lowest', 'rank'],
  extreme: ['highest', 'lowest', 'rank'],
  fraction: ['between', 'at-least-share', 'at-most-share', 'about-times', 'equal'],
};

/** The numbers that a claim names, and the factor of the word. */
interface Sizes {
  readonly share: number | undefined;
  readonly times: number | undefined;
  readonly rank: number | undefined;
  readonly factor: number | undefined;
}

/** True where both are said and differ. */
const differ = (one: number | undefined, other: number | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

const isAbove = (value: number | undefined, limit: number): boolean => value !== undefined && value > limit;

const isOtherFactor = ({ times, factor }: Sizes): boolean => differ(times, factor);

/** By the kind of a claim, when a word says more than it: its numbers are too small for the word, or other ones. */
const tooStrong: Readonly<Record<string, (sizes: Sizes, word: JudgedWord) => boolean>> = {
  'at-least-share': ({ share }, { kind }) => share !== undefined && share < (leastShare[kind] ?? 0),
  'at-most-share': ({ share }, { kind }) => isAbove(share, mostShare[kind] ?? 100),
  'stable-within': ({ share }) => isAbove(share, mostTolerance),
  doubled: ({ factor }) => isAbove(factor, 2),
  // Any word of growth needs more than the same number again.
  'at-least-times': ({ times, factor }) =>
    times !== undefined && (factor === undefined ? times <= 1 : times < factor),
  'about-times': ({ share, times, factor }) =>
    isAbove(share, mostTolerance) || (factor !== undefined && times !== factor),
  rises: isOtherFactor,
  falls: isOtherFactor,
  recorded: isOtherFactor,
  'count-rows': isOtherFactor,
  rank: ({ rank, factor }, { kind, isNegated }) =>
    (kind === 'highest' || kind === 'lowest') && !isNegated ? isAbove(rank, 1) : differ(rank, factor),
};

function isTooStrong(word: JudgedWord, { kind: claim, written }: TestedKind): boolean {
  if (word.kind === countKind && claim !== 'count-rows') return false;
  const number = (name: string): number | undefined => {
    const text = written.get(name)?.[0];
    return text === undefined ? undefined : Number(text);
  };
  const sizes = { share: number('share'), times: number('times'), rank: number('rank'), factor: word.factor };
  return ownOf(tooStrong, claim)?.(sizes, word) === true;
}

/** Kinds of claims about a change or a difference, of which words of size may speak. */
const sizeable: ReadonlySet<string> = new Set([
  ...['rose', 'fell', 'increasing', 'decreasing', 'rises', 'falls', 'doubled', 'halved', 'unchanged'],
  ...['at-least-times', 'about-times', 'stable-within', 'higher-than', 'lower-than', 'equal'],
]);

/** A change below this many per cent is not large. */
const leastLarge = 20;

/** True where a claim about a change or a difference does not test that it is as large or as small as a word says: "fell sharply". */
export function isUnsized(size: SizeKind, claims: readonly WrittenClaim[], data: PublishedData): boolean {
  const bearing = claims.filter((claim) => bears(size, claim));
  return claims.some(
    (claim) =>
      sizeable.has(claim.kind) &&
      !bearing.includes(claim) &&
      !bearing.some((other) => isOfSame(claim, other, data)),
  );
}

/** True where two claims look at the same categories, up to the same year; also where that is calculated. */
function isOfSame(one: WrittenClaim, other: WrittenClaim, data: PublishedData): boolean {
  const dataset = ownOf(data, one.dataset ?? '');
  if (dataset === undefined || other.dataset === undefined) return true;
  const keysOf = ({ written }: WrittenClaim): string[] =>
    dataset.fields
      .filter(({ role, type }) => role === 'dimension' && type === 'string')
      .map(({ name, total }) => (written.get(name) ?? [total]).join('|'));
  const lastOf = ({ written }: WrittenClaim): string | undefined =>
    (written.get('to') ?? written.get('year'))?.[0];
  const [last, otherLast] = [lastOf(one), lastOf(other)];
  return (
    one.dataset === other.dataset &&
    keysOf(one).join() === keysOf(other).join() &&
    (last === undefined || otherLast === undefined || last === otherLast)
  );
}

function bears(size: SizeKind, { kind, written }: TestedKind): boolean {
  // What is denied bears out nothing.
  if (written.get('not')?.includes('true') === true) return false;
  const number = (name: string): number => Number(written.get(name)?.[0] ?? Number.NaN);
  if (size === 'small') {
    if (kind === 'unchanged') return true;
    const isNear = kind === 'stable-within' || (kind === 'about-times' && number('times') === 1);
    return isNear && number('share') <= mostTolerance;
  }
  // "At most 80 % of the year before": a fall by a fifth.
  if (kind === 'at-most-share') return written.has('of') && number('share') <= 100 - leastLarge;
  if (kind === 'at-least-times') return number('times') * 100 >= 100 + leastLarge;
  return kind === 'doubled' || kind === 'halved' || (kind === 'about-times' && number('times') >= 2);
}
