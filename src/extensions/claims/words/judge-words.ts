import type { PlacedWord, WordSurroundings } from '../../../content/extension.js';
import type { ParsedTemplate } from '../../../content/template/parse-template.js';
import type { Diagnostic } from '../../../diagnostics.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { groupBy } from '../../../model/group-by.js';
import { ownOf } from '../../../model/own.js';
import { kindNamed } from '../kinds.js';
import { type Branch, isTrueIn, speaksOf } from './comparisons.js';
import {
  countKind,
  eachCategoryKind,
  eachYearKind,
  everKind,
  nameKind,
  narrowKind,
  nounKind,
  scopeKinds,
  sinceKind,
  sizeKinds,
  subjectKind,
} from './find-words.js';
import { isUnsized, misfit } from './fit.js';
import { isForeignName, isForeignNoun } from './foreign.js';
import {
  branchProblem,
  everProblem,
  kindProblem,
  narrowProblem,
  nounProblem,
  outsideProblem,
  type Suggesting,
  scopeProblem,
  sinceProblem,
  sizeProblem,
  strengthProblem,
  subjectProblem,
  suggestClaim,
  testableProblem,
  unnamedProblem,
  windowProblem,
} from './report.js';
import {
  isMissingAsSaid,
  isNarrower,
  isOutOfScope,
  isTooNarrow,
  lastYears,
  looksAtEachYear,
  unnamedCategory,
} from './scope.js';
import { spansAround, type TestedSpan, testedSpans, type WrittenClaim } from './tested-spans.js';
import { unsignedProblems } from './unsigned.js';
import { isNamed, printedYears, ranksAllYears, windowOf } from './window.js';

/** A word with the claims around it. */
interface SpannedWord {
  readonly word: PlacedWord;
  readonly spans: readonly TestedSpan[];
  readonly claims: readonly WrittenClaim[];
}

/**
 * What is said of the words of authors: those outside of claims that claim something of the data, and those within that
 * their claim does not test, by kind, by scope or by strength. What one of several claims around a word tests is tested.
 */
export function judgeWords(words: readonly PlacedWord[], around: WordSurroundings): Diagnostic[] {
  const spans = testedSpans(around.templates);
  const spanned = words.map((word): SpannedWord => {
    const own = spansAround(spans, word.position);
    return { word, spans: own, claims: own.flatMap(({ claim }) => claim ?? []) };
  });
  const own = [...groupBy(spanned, ({ word }) => word.sentence).values()].flatMap((sentence) =>
    sentence.flatMap((each, index) => problemsOf(each, index, sentence, around)),
  );
  const { templates, severity } = around;
  const unsigned =
    severity === undefined
      ? []
      : templates.flatMap((each) => unsignedProblems(each, { spans, told: own }, severity));
  return [...own, ...windowProblems(spans, spanned, around), ...unsigned];
}

/** Claims that leave out years of their data, at the first of their words, where no sentence of theirs names those that they look at. */
function windowProblems(
  spans: readonly TestedSpan[],
  words: readonly SpannedWord[],
  { templates, data }: WordSurroundings,
): Diagnostic[] {
  const yearsAt = printedYears(templates);
  const found = spans.flatMap(({ claim, isBlock, file, start, end }) => {
    const window = claim === undefined || isBlock !== true ? undefined : windowOf(claim, data);
    const own =
      window === undefined
        ? []
        : words.filter(
            ({ word, claims }) => word.isOrdinary !== true && claims.some((each) => each === claim),
          );
    const sentences = own.map(({ word }) => word.sentence);
    const first = own.find(({ word }) => word.kind !== nounKind && word.kind !== subjectKind) ?? own[0];
    if (window === undefined || first === undefined) return [];
    return isNamed(window, sentences, yearsAt(file, start.line, end.line))
      ? []
      : [windowProblem(first.word, window)];
  });
  // Claims around the same words are told once.
  return [...new Map(found.map((each) => [JSON.stringify(each.position), each])).values()];
}

/** The words that stand in a claim. */
export function wordsInClaims(
  words: readonly PlacedWord[],
  templates: readonly ParsedTemplate[],
): PlacedWord[] {
  const spans = testedSpans(templates).filter(({ claim }) => claim !== undefined);
  return words.filter(
    ({ kind, position }) =>
      kind !== nameKind && kind !== subjectKind && spansAround(spans, position).length > 0,
  );
}

function problemsOf(
  spanned: SpannedWord,
  index: number,
  sentence: readonly SpannedWord[],
  around: WordSurroundings,
): readonly Diagnostic[] {
  const { word, spans, claims } = spanned;
  const { data, severity } = around;
  if (word.kind === nounKind) {
    const isForeign = (claim: WrittenClaim): boolean => isForeignNoun(word, claim, around);
    return isInAll(claims, isForeign) ? [nounProblem(word, claims)] : [];
  }
  if (word.kind === subjectKind) return subjectProblems(index, sentence, around);
  if (word.kind.startsWith(narrowKind('')) || scopeKinds.has(word.kind)) {
    const isWithin = spans.length > 0 || word.isOrdinary === true;
    const near = isWithin ? claims : claimsBeside(index, sentence);
    return reachProblems(spanned, near, data);
  }
  const isBeside = word.besideClaim === true && sentence.some((each) => isJoined(each, word));
  // Most words stand in a claim that tests them, and need no other.
  const outside = (): Diagnostic[] =>
    (word.claims || isBeside) && severity !== undefined
      ? [outsideProblem(word, suggesting(word, sentence, around), severity)]
      : [];
  if (spans.length === 0) return isMissingAsSaid(word, data) ? [] : outside();
  return spanProblems(spanned, sentence, outside, around);
}

/** A name of what a claim does not look at, where its sentence names nothing that it does: "the prison population rose" of visits. */
function subjectProblems(
  index: number,
  sentence: readonly SpannedWord[],
  around: WordSurroundings,
): readonly Diagnostic[] {
  const own = sentence[index];
  if (own?.word.role === undefined) return [];
  const near = own.spans.length > 0 ? own.claims : claimsBeside(index, sentence);
  const isForeign = (word: PlacedWord): boolean =>
    isInAll(near, (claim) => isForeignName(word, claim, around));
  const namesOwn = sentence.some(
    ({ word, spans, claims }) =>
      word.kind === subjectKind &&
      (spans.length === 0 ? own.spans.length === 0 : claims.some((claim) => near.includes(claim))) &&
      !isForeign(word),
  );
  return isForeign(own.word) && (own.word.role === 'joined' || !namesOwn)
    ? [subjectProblem(own.word, near)]
    : [];
}

/** Words that narrow what a claim is about, or name another part of the data than the claims near them. */
function reachProblems(
  { word, spans }: SpannedWord,
  near: readonly WrittenClaim[],
  data: PublishedData,
): Diagnostic[] {
  if (word.kind.startsWith(narrowKind(''))) {
    const isNarrow = isInAll(near, (claim) => isTooNarrow(word, claim, data));
    return isNarrow && !spans.some(isReason) ? [narrowProblem(word, near)] : [];
  }
  const isWrong = word.kind === nameKind ? isOutOfScope : isNarrower;
  if (!isInAll(near, (claim) => isWrong(word, claim, data))) return [];
  const [years] = near.flatMap((claim) => lastYears(claim, ownOf(data, claim.dataset ?? '')) ?? []);
  return [
    word.kind === sinceKind && years !== undefined ? sinceProblem(word, years) : scopeProblem(word, near),
  ];
}

/** What is said of a word in a claim, in a branch that compares, or in a passage with a reason. */
function spanProblems(
  spanned: SpannedWord,
  sentence: readonly SpannedWord[],
  outside: () => readonly Diagnostic[],
  around: WordSurroundings,
): readonly Diagnostic[] {
  const { word, spans, claims } = spanned;
  if (word.countsOther === true && !claims.some(({ kind }) => kindNamed(kind)?.shape === 'rows')) return [];
  // A reason frees all that it encloses, and what figures could test is told.
  if (spans.some(isReason))
    return spans.some(({ isUnchecked }) => isUnchecked) && isTestable(word, sentence, around)
      ? [testableProblem(word, suggesting(word, sentence, around))]
      : [];
  const branches = spans.flatMap(({ branch }) => branch ?? []);
  if (branches.some((branch) => isTrueIn(branch, word))) return [];
  const judged = claimProblems(spanned, around.data);
  if (judged !== undefined) return judged;
  const [contradicted] = inBranches(word, branches);
  return contradicted === undefined ? outside() : [contradicted];
}

/** A span that only gives a reason why nothing is tested in it. */
const isReason = ({ claim, branch }: TestedSpan): boolean => claim === undefined && branch === undefined;

const isInAll = (claims: readonly WrittenClaim[], isWrong: (claim: WrittenClaim) => boolean): boolean =>
  claims.length > 0 && claims.every(isWrong);

/** What claims around a word do not test of it; undefined where none is around it that could. */
function claimProblems(
  { word, claims }: SpannedWord,
  data: PublishedData,
): readonly Diagnostic[] | undefined {
  const size = sizeKinds.find((kind) => kind === word.kind);
  // "Without significant changes" says that they are small.
  const said = size === 'large' && word.isNegated ? 'small' : size;
  if (said !== undefined) return isUnsized(said, claims, data) ? [sizeProblem(word, claims, said)] : [];
  if (word.kind === everKind)
    return claims.length > 0 && isRanked(claims, data) ? [everProblem(word, claims)] : [];
  if (claims.length === 0) return undefined;
  if (word.kind === eachYearKind) {
    if (!claims.some(looksAtEachYear)) return [scopeProblem(word, claims)];
    // "rose every year", where a year that stayed level was let pass.
    const isLoose = claims.every(({ written }) => written.get('strict')?.includes('false') === true);
    return isLoose ? [strengthProblem(word, claims)] : [];
  }
  const faults = claims.map((claim) => misfit(word, claim));
  if (faults.includes(undefined)) return unnamedIn(word, claims, data);
  return [faults.includes('strength') ? strengthProblem(word, claims) : kindProblem(word, claims)];
}

/**
 * True where the claim that would test a word needs nothing but what its sentence names, and the sentence says nothing beside it that
 * the dataset does not say of itself.
 */
function isTestable(word: PlacedWord, sentence: readonly SpannedWord[], around: WordSurroundings): boolean {
  if (!word.claims || word.isNegated || kindNamed(word.kind) === undefined) return false;
  const suggested = suggesting(word, sentence, around);
  const claim = suggestClaim(word, suggested);
  const dataset = word.about.find((meaning) => claim.includes(` "${meaning.dataset}"`))?.dataset;
  return dataset !== undefined && !claim.includes('...') && suggested.isOnlyOf(dataset);
}

/** What the sentence of a word says for a claim that would test it. */
function suggesting(
  word: PlacedWord,
  sentence: readonly SpannedWord[],
  { data, saysOnly }: WordSurroundings,
): Suggesting {
  const words = sentence.map((each) => each.word);
  const rest = words
    .filter(({ kind }) => kind !== nounKind)
    .reduce((text, each) => text.replace(each.text, ''), word.sentence.text);
  return {
    data,
    subjects: words.filter(({ kind }) => kind === subjectKind),
    isOnlyOf: (dataset) => saysOnly(rest, dataset),
  };
}

/** True where claims rank or compare, and none of them compares all years: "the highest ever" of three. */
const isRanked = (claims: readonly WrittenClaim[], data: PublishedData): boolean =>
  claims.some(({ kind }) => ranks.has(kind)) && !claims.some((claim) => ranksAllYears(claim, data));
const ranks: ReadonlySet<string> = new Set(['highest', 'lowest', 'rank', 'higher-than', 'lower-than']);

/** A part that every claim around a word is narrowed to, and that nothing names. */
function unnamedIn(word: PlacedWord, claims: readonly WrittenClaim[], data: PublishedData): Diagnostic[] {
  if (word.kind === countKind) return [];
  const found = claims.map((claim) => unnamedCategory(word, claim, data));
  const [first] = found;
  return first === undefined || found.includes(undefined) ? [] : [unnamedProblem(word, first)];
}

/** The words of a branch that its comparison contradicts. */
function inBranches(word: PlacedWord, branches: readonly Branch[]): Diagnostic[] {
  const speaking = branches.filter((branch) => speaksOf(branch, word));
  return speaking.length === 0
    ? []
    : [
        branchProblem(
          word,
          speaking.map(({ holds }) => holds),
        ),
      ];
}

/** True of a word in a claim from which nothing but a comma parts a word outside of it: "it fell, because of". */
function isJoined({ word: { offset, text }, claims }: SpannedWord, other: PlacedWord): boolean {
  const [from, to] = offset < other.offset ? [offset + text.length, other.offset] : [other.offset, offset];
  const { sentence } = other;
  return (
    claims.length > 0 &&
    !/[;:()\u2013\u2014]/u.test(sentence.text.slice(from - sentence.from, to - sentence.from))
  );
}

/** What ends the reach of a claim over what follows it: "rose from 2009 to 2012, and ...". */
const joint = /[,;:(.!?\u2013\u2014]/u;

/**
 * The claims whose words go on to a name outside of them, as in "{{#claim ...}}arrests rose{{/claim}} from 2009 to
 * 2012". A name may also lead up to them: "From 2009 to 2012, {{#claim ...}}".
 */
function claimsBeside(index: number, sentence: readonly SpannedWord[]): readonly WrittenClaim[] {
  const own = sentence[index]?.word;
  if (own === undefined) return [];
  const { text, from } = own.sentence;
  const isTested = ({ word, claims }: SpannedWord): boolean => claims.length > 0 && word.kind !== subjectKind;
  const before = sentence.slice(0, index).findLast(isTested);
  if (before !== undefined) {
    const between = text.slice(before.word.offset + before.word.text.length - from, own.offset - from);
    return joint.test(between) ? [] : before.claims;
  }
  const after = sentence.slice(index + 1).find(isTested);
  const leading = after === undefined ? '' : text.slice(0, after.word.offset - from);
  // "In all regions, ..." leads up to a claim; "All readers know that ..." has a subject of its own.
  if (own.kind === eachCategoryKind && own.offset === from) return [];
  const isShort = leading !== '' && leading.split(/\s+/u).length <= 7 && !/[;:(.!?]/u.test(leading);
  return isShort ? (after?.claims ?? []) : [];
}
