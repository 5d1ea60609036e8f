import type { StatementWords } from '../../../language/lexicon/statement-words.js';
import { rememberedWith } from '../../../model/remembered.js';

/** The kind of words that name a cause, which no claim can test. */
export const causeKind = 'cause';

/** The kind of words that hold for several years together. */
export const eachYearKind = 'each-year';

/** The kind of words that count something: "three of the". They say nothing outside of a claim that counts. */
export const countKind = 'count';

/** The kind of nouns that a claim says something of: "more children". */
export const nounKind = 'noun';

/** The kind of names of what data count. */
export const subjectKind = 'subject';

/** The kind of names of categories and years. */
export const nameKind = 'name';

/** The kind of words that take in every category: "in all regions". */
export const eachCategoryKind = 'each-category';

/** The kind of words for a time that goes on up to now: "since 2009". */
export const sinceKind = 'since';

/** The kind of words that say that a policy had its effect, a cause beside what tells of a change: "the campaign worked". */
export const effectKind = 'effect';

/** The kind of words that make something else share in what a sentence claims: "as did arrests". */
export const likewiseKind = 'likewise';

/** The kind of words for which all years of the data are compared: "the highest ever". */
export const everKind = 'ever';

/** The kinds of words that say how much something changed or differs: "sharply", "slightly". */
export const sizeKinds = ['large', 'small'] as const;
export type SizeKind = (typeof sizeKinds)[number];

/** Kinds of words that stand beside those that claim, and of which no kind of claim is the test. */
export const besideKinds: ReadonlySet<string> = new Set([
  effectKind,
  likewiseKind,
  everKind,
  nounKind,
  ...sizeKinds,
]);

/** The kind of words that say less than measures count which are wider than `name`: "done" of what is done or on schedule. */
export const narrowKind = (name: string): string => `narrower ${name}`;

/** Kinds of words that say what a sentence is about, and nothing of it. */
export const scopeKinds: ReadonlySet<string> = new Set([nameKind, eachCategoryKind, sinceKind]);

const innocentKind = '';

/** How far before a word another one may turn it round. */
const reach = 60;

/** A word that may claim something. */
export interface FoundWord {
  readonly word: string;
  readonly offset: number;
  readonly kind: string;
  readonly isQuantifier: boolean;
  /** "should", "whether" stands before it. */
  readonly isSupposed: boolean;
  /** "not", "never" stands before it. */
  readonly isNegated: boolean;
  /** 3 for "tripled". */
  readonly factor?: number;
}

/**
 * Every word of a text that may claim something, in order, whatever it is said of; where two patterns meet, the longer
 * is taken.
 */
export const findWords: (text: string, words: StatementWords) => readonly FoundWord[] =
  rememberedWith(findAnew);

function findAnew(text: string, words: StatementWords): FoundWord[] {
  const { trend, quantifiers, eachYear, causes, counts, innocent, notCauses } = words;
  const all = [
    ...trend.map((each) => ({ ...each, isQuantifier: false })),
    ...quantifiers.map((each) => ({ ...each, isQuantifier: true })),
    { kind: eachYearKind, pattern: eachYear, isQuantifier: false },
    { kind: causeKind, pattern: causes, isQuantifier: false },
    { kind: countKind, pattern: counts, isQuantifier: false },
    { kind: innocentKind, pattern: innocent, isQuantifier: false },
    { kind: innocentKind, pattern: notCauses, isQuantifier: false },
  ].flatMap(({ kind, pattern, isQuantifier }) =>
    pattern.in(text).map(({ 0: word, index: offset }) => ({ word, offset, kind, isQuantifier })),
  );
  const rank = ({ kind, word }: (typeof all)[number]): number => (kind === innocentKind ? 1000 : word.length);
  const longestFirst = all.sort((a, b) => rank(b) - rank(a) || a.offset - b.offset);
  const taken = new Uint8Array(text.length);
  const apart = longestFirst.filter(({ offset, word, kind }) => {
    const end = offset + word.length;
    if (taken.subarray(offset, end).includes(1)) return false;
    taken.fill(1, offset, end);
    return kind !== innocentKind;
  });
  // These may have others in them: "collapsed" is a fall, and says how large it was.
  const beside = [
    ...words.sizes,
    { kind: effectKind, pattern: words.effects },
    { kind: likewiseKind, pattern: words.likewise },
    { kind: everKind, pattern: words.ever },
  ].flatMap(({ kind, pattern }) =>
    pattern.in(text).map(({ 0: word, index: offset }) => ({ word, offset, kind, isQuantifier: false })),
  );
  return [...apart, ...beside]
    .sort((a, b) => a.offset - b.offset)
    .map((each) => inItsPlace(each, text, words));
}

/** A word with what the words around make of it. */
function inItsPlace(
  found: Pick<FoundWord, 'word' | 'offset' | 'kind' | 'isQuantifier'>,
  text: string,
  { negation, concord, supposed, supposing, factors }: StatementWords,
): FoundWord {
  const { word, offset, isQuantifier, kind } = found;
  const before = text.slice(Math.max(offset - reach, 0), offset);
  const after = text.slice(offset + word.length, offset + word.length + 2 * reach).split(/[.,;:]/u)[0] ?? '';
  const parts = word.toLowerCase().split(/[\s-]+/u);
  const factor = [parts.join(' '), ...parts].flatMap((part) => factors.get(part) ?? [])[0];
  return {
    ...found,
    isNegated: !(concord && kind === 'none') && negation.test(before),
    // "All victims should be helped" tells nothing either.
    isSupposed: supposed.test(before) || (isQuantifier && supposing.test(after)),
    ...(factor !== undefined && { factor }),
  };
}
