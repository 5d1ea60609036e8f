import { buildProperty, numberFingerprint, readPlace } from '../../outputs/docx/names.js';
import type { Author } from '../../outputs/docx/read/read-comments.js';
import type { ReadDocument } from '../../outputs/docx/read/read-document.js';
import type { ReadParagraph } from '../../outputs/docx/read/read-paragraphs.js';
import { commonPairs, type Hunk, hunksOf } from './common.js';
import { inOrder, matchPassages } from './match.js';
import { authorsOf, type Before, beforeChanges, type Passage, passagesOf } from './passages.js';
import type { Published } from './published.js';
import { type FoundNumber, numbersIn, type Token, wordsOf } from './tokens.js';

/** Who did something in which file; nobody where it was done without tracking. */
export interface By {
  readonly authors: readonly Author[];
  readonly file: string;
}

interface Change extends By {
  /** The passage of the report as it is now; of what is new, the one before. */
  readonly passage: Passage | undefined;
  readonly was: string;
  readonly text: string;
}

/** What a colleague did to a report as it is now. */
export type Edit =
  /** Tokens of a passage became other words. `isLost` where the template has changed there as well. */
  | (Change & { readonly kind: 'words'; readonly from: number; readonly to: number; readonly isLost?: true })
  | (Change & { readonly kind: 'number'; readonly number: string })
  /** `isLost` where nobody can say whether it was in the file when that left. */
  | (Change & { readonly kind: 'gone'; readonly isLost?: true })
  | (Change & { readonly kind: 'new'; readonly theirs: Passage })
  | (Change & { readonly kind: 'moved'; readonly after: Passage | undefined });

/** A file that came back, beside the report as it is now. */
export interface Compared {
  readonly edits: readonly Edit[];
  /** The passage of the report that each paragraph of the file is. */
  readonly passageOf: ReadonlyMap<ReadParagraph, Passage>;
}

/** What was done to a report in a file. */
export function compareFile(published: Published, document: ReadDocument, file: string): Compared {
  const printed = (number: FoundNumber): string =>
    isAsLeft(number, published) ? (published.numbers.get(number.id)?.text ?? number.text) : number.text;
  const returned = passagesOf(document.paragraphs, printed);
  const before = beforeChanges(document.paragraphs, printed);
  const matches = matchPassages(published.passages, returned);
  const places = new Map(published.passages.map((passage, index) => [passage, index]));
  const stayed = returned.filter(({ pieces }) => !pieces.every(({ inserted }) => inserted?.moves === true));
  const kept = inOrder(stayed.flatMap((theirs) => places.get(matches.get(theirs) ?? theirs) ?? []));
  const edits: Edit[] = [];
  let last: Passage | undefined;
  for (const theirs of returned) {
    const own = matches.get(theirs);
    const by = { authors: authorsOf(theirs.paragraphs), file };
    if (own === undefined) {
      edits.push({ kind: 'new', ...by, passage: last, was: '', text: theirs.words, theirs });
      continue;
    }
    const hasMoved = !kept.has(places.get(own) ?? 0) && published.sources.has(own);
    if (hasMoved) edits.push({ kind: 'moved', ...by, passage: own, after: last, was: own.words, text: '' });
    for (const edit of numberEdits(theirs, own, published, by)) edits.push(edit);
    for (const edit of wordEdits(theirs, own, before, by)) edits.push(edit);
    // What was moved stands behind what was not.
    if (!hasMoved) last = own;
  }
  const found = new Set(matches.values());
  const isSameBuild = document.properties[buildProperty] === published.build;
  for (const own of published.passages) {
    if (found.has(own)) continue;
    const by = whoTook(own, before, file);
    const isLost = !isSameBuild && by.authors.length === 0;
    edits.push({ kind: 'gone', ...by, passage: own, was: own.words, text: '', ...(isLost && { isLost }) });
  }
  return { edits, passageOf: passageOf(document, returned, matches) };
}

/** Nobody changed a number whose fingerprint is that of its text; without one it is held against the report. */
const isAsLeft = ({ id, text, left }: FoundNumber, { numbers }: Published): boolean =>
  left === undefined ? text === numbers.get(id)?.text : numberFingerprint(text) === left;

const numberEdits = (theirs: Passage, own: Passage, published: Published, by: By): Edit[] =>
  numbersIn(theirs.pieces).flatMap((number): Edit[] => {
    if (isAsLeft(number, published)) return [];
    const was = published.numbers.get(number.id)?.text ?? '';
    const who = number.by === undefined ? by : { ...by, authors: [number.by] };
    return was === number.text
      ? []
      : [{ kind: 'number', ...who, passage: own, number: number.id, was, text: number.text }];
  });

/** The words that a passage was published with, as far as they are known: the file has the fingerprint of them. */
function wordEdits(
  theirs: Passage,
  own: Passage,
  before: ReadonlyMap<ReadParagraph, Before>,
  by: By,
): Edit[] {
  const left = new Set(placesOf(theirs).map((place) => readPlace(place).fingerprint));
  const isAsPublished =
    left.size === 0 || placesOf(own).some((place) => left.has(readPlace(place).fingerprint));
  const first = theirs.paragraphs
    .map((each) => before.get(each))
    .find((each) => each && left.has(each.fingerprint));
  const base = isAsPublished ? own.tokens : (first?.tokens ?? own.tokens);
  const isKnown = isAsPublished || first !== undefined;
  const [one, other] = [base, theirs.tokens].map((tokens) => tokens.map(({ text }) => text));
  return hunksOf(one ?? [], other ?? [])
    .filter((hunk) => !isNumberAlone(hunk, base, theirs.tokens))
    .map((hunk): Edit => {
      const place = base === own.tokens ? hunk : placeOf(hunk, base, own.tokens);
      const added = theirs.tokens.slice(hunk.otherFrom, hunk.otherTo);
      const authors = added.flatMap((token) => token.by ?? []);
      const change = { ...by, authors: authors.length > 0 ? authors.slice(0, 1) : by.authors, passage: own };
      const number = numberAt(hunk, base, textOf(added));
      if (number !== undefined) return { kind: 'number', ...change, ...number };
      const isLost = place === undefined || !isKnown;
      return {
        kind: 'words',
        ...change,
        ...{ from: place?.from ?? 0, to: place?.to ?? 0 },
        ...{ was: textOf(base.slice(hunk.from, hunk.to)), text: textOf(added) },
        ...(isLost && { isLost }),
      };
    });
}

/** A number that was written over in a file that does not know which words are one. */
function numberAt(
  { from, to }: Hunk,
  base: readonly Token[],
  text: string,
): { readonly number: string; readonly was: string; readonly text: string } | undefined {
  const number = base.slice(from, to).find((token) => token.number !== undefined)?.number;
  if (number === undefined || !/\d/.test(text)) return undefined;
  const isOfIt = (token: Token | undefined): boolean => token?.number === number;
  let [start, end] = [from, to];
  while (isOfIt(base[start - 1])) start--;
  while (isOfIt(base[end])) end++;
  const now = textOf(base.slice(start, from)) + text + textOf(base.slice(to, end));
  return { number, was: textOf(base.slice(start, end)), text: now };
}

const placesOf = ({ paragraphs }: Passage): string[] => paragraphs.flatMap(({ places }) => places);
const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');

/** What is told of a number already, since the file knows which it is. */
const isNumberAlone = (
  { from, to, otherFrom, otherTo }: Hunk,
  one: readonly Token[],
  other: readonly Token[],
): boolean =>
  otherFrom < otherTo &&
  one.slice(from, to).every(({ number }) => number !== undefined) &&
  other.slice(otherFrom, otherTo).every(({ number }) => number !== undefined);

/** Where a difference stands in the passage as it is now; undefined where it, or a word beside it, is another there. */
function placeOf(
  { from, to }: Hunk,
  base: readonly Token[],
  own: readonly Token[],
): { readonly from: number; readonly to: number } | undefined {
  const [one, other] = [base, own].map((tokens) => tokens.map(({ text }) => text));
  const pairs = new Map(commonPairs(one ?? [], other ?? []));
  pairs.set(-1, -1).set(base.length, own.length);
  const [start, end] = [Math.max(-1, from - 2), Math.min(base.length, to + 1)];
  const shift = (pairs.get(start) ?? Number.NaN) - start;
  for (let at = start; at <= end; at++) if (pairs.get(at) !== at + shift) return undefined;
  return { from: from + shift, to: to + shift };
}

/** Who tracked that a passage is gone, where somebody did: its words are in the file as words that were taken out. */
function whoTook(own: Passage, before: ReadonlyMap<ReadParagraph, Before>, file: string): By {
  const left = [...before]
    .filter(([, { tokens }]) => wordsOf(tokens) === own.words)
    .map(([paragraph]) => paragraph);
  return { authors: authorsOf(left), file };
}

/** Of paragraphs that are no passage, the one before. */
function passageOf(
  { paragraphs }: ReadDocument,
  returned: readonly Passage[],
  matches: ReadonlyMap<Passage, Passage>,
): Map<ReadParagraph, Passage> {
  const direct = new Map(
    returned.flatMap((theirs) => theirs.paragraphs.map((each) => [each, theirs] as const)),
  );
  const found = new Map<ReadParagraph, Passage>();
  let last: Passage | undefined;
  for (const paragraph of paragraphs) {
    const theirs = direct.get(paragraph);
    last = (theirs && matches.get(theirs)) ?? last;
    if (last !== undefined) found.set(paragraph, last);
  }
  return found;
}

/** Words as a message has them. */
export const shown = (text: string): string => wordsOf([{ text }]);
