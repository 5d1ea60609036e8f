import { buildProperty, numberFingerprint, readPlace } from '../../outputs/docx/names.js';
import { fingerprintOf, placeholder } from '../../outputs/docx/read/paragraph-words.js';
import type { Author } from '../../outputs/docx/read/read-comments.js';
import type { ReadDocument } from '../../outputs/docx/read/read-document.js';
import type { ReadParagraph, Change as Tracked } from '../../outputs/docx/read/read-paragraphs.js';
import { commonPairs, type Hunk } from './common.js';
import { inOrder, isCell, matchPassages } from './match.js';
import { authorsOf, type Before, beforeChanges, type Passage, passagesOf } from './passages.js';
import type { Published } from './published.js';
import { tokenHunks } from './token-hunks.js';
import { type FoundNumber, numbersIn, type Token, wordsOf } from './tokens.js';

/** Who did something in which file; nobody where it was done without tracking. */
export interface By {
  readonly authors: readonly Author[];
  /** Its name, which no other file has. */
  readonly file: string;
}

interface Change extends By {
  /** The passage of the report as it is now; of what is new, the one before. */
  readonly passage: Passage | undefined;
  readonly was: string;
  readonly text: string;
  /** The template has changed here since the file was made, or nobody can say whether it has. */
  readonly isLost?: true;
  /** Nobody can say whether a colleague wrote it, or the report has other words since. */
  readonly isOlder?: true;
}

/** What a colleague did to a report as it is now. */
export type Edit =
  /** Tokens of a passage became other words; `isPrinted` where a number of the report, a note or the like is among the new ones. */
  | (Change & {
      readonly kind: 'words';
      readonly from: number;
      readonly to: number;
      readonly isPrinted?: true;
    })
  | (Change & { readonly kind: 'number'; readonly number: string })
  | (Change & { readonly kind: 'gone' })
  /** `above` is the last passage of the file before it that is one of the report. */
  | (Change & { readonly kind: 'new'; readonly theirs: Passage; readonly above: Passage | undefined })
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
  const isOfBuild = document.properties[buildProperty] === published.build;
  const matches = matchPassages(published.passages, returned, isOfBuild);
  const moved = movedPassages(published, returned, matches, isOfBuild);
  const edits: Edit[] = [];
  let [last, above]: [Passage?, Passage?] = [];
  for (const theirs of returned) {
    const own = matches.get(theirs);
    const who = { authors: authorsOf(theirs.paragraphs), file };
    const isTracked = isTrackedWhole(theirs);
    // In a file of another build it may be the author who took out or moved what nobody tracked.
    const isLost = !isOfBuild && !isTracked && { isLost: true as const };
    if (own === undefined) {
      if (isNew(theirs, published, isOfBuild))
        edits.push({
          ...{ kind: 'new', ...who, passage: last, was: '', text: theirs.words },
          ...{ theirs, above, ...isLost },
        });
      continue;
    }
    const hasMoved = moved.has(own);
    if (hasMoved)
      edits.push({
        ...{ kind: 'moved', ...(isTracked ? who : by(undefined, file)), passage: own },
        ...{ after: last, was: own.words, text: '', ...isLost },
      });
    for (const edit of numberEdits(theirs, own, published, file)) edits.push(edit);
    // Where the template has their words by now, nothing is left to be written.
    const known =
      theirs.words === own.words ? theirs.tokens : publishedTokens(theirs, own, { before, isOfBuild });
    for (const edit of wordEdits(theirs, own, { known, published, isOfBuild, file })) edits.push(edit);
    for (const edit of fieldEdits(theirs, own, isOfBuild, file)) edits.push(edit);
    // What was moved stands behind what was not.
    if (!hasMoved) [last, above] = [own, theirs];
  }
  for (const edit of goneEdits(new Set(matches.values()), published, { before, file, isOfBuild }))
    edits.push(edit);
  return { edits, passageOf: passageOf(document, returned, matches) };
}

/** What is known of a file as it left. */
interface Left {
  readonly before: ReadonlyMap<ReadParagraph, Before>;
  /** It is of the report as that is now. */
  readonly isOfBuild: boolean;
}

/** It stands in no report: not what a program put together anew, nor, in a file of another build, what was in it when that left. */
function isNew(theirs: Passage, published: Published, isOfBuild: boolean): boolean {
  if (!isOfBuild && isAsPlaced(theirs)) return false;
  return !isMarginal(theirs) || authorsOf(theirs.paragraphs).length > 0 || !isPrintedIn(theirs, published);
}

/** Its words are those with which it left. */
const isAsPlaced = (theirs: Passage): boolean =>
  placesOf(theirs).some((place) => readPlace(place).fingerprint === fingerprintOf(theirs.pieces));

/** The passages of a report that are not in a file. */
function goneEdits(
  found: ReadonlySet<Passage>,
  { passages }: Published,
  { before, file, isOfBuild }: Left & { readonly file: string },
): Edit[] {
  return passages.flatMap((own): Edit[] => {
    if (found.has(own)) return [];
    const by = whoTook(own, before, file);
    const isTracked = by.authors.length > 0;
    if (isMarginal(own) && !isTracked) return [];
    const isLost = !isOfBuild && !isTracked;
    return [{ kind: 'gone', ...by, passage: own, was: own.words, text: '', ...(isLost && { isLost }) }];
  });
}

/** The passages of a report that somebody tracked as moved, or that are not in its order in a file. Of a cell in a file of another build nobody can say who moved it. */
function movedPassages(
  { passages, sources }: Published,
  returned: readonly Passage[],
  matches: ReadonlyMap<Passage, Passage>,
  isOfBuild: boolean,
): ReadonlySet<Passage> {
  const places = new Map(passages.map((passage, index) => [passage, index]));
  const movable = returned.filter((theirs) => isOfBuild || !isCell(theirs));
  const untracked = movable.filter(({ pieces }) => !pieces.every(({ inserted }) => inserted?.moves === true));
  const placeIn = (theirs: Passage): number | undefined => places.get(matches.get(theirs) ?? theirs);
  const kept = inOrder(untracked.flatMap((theirs) => placeIn(theirs) ?? []));
  const moved = movable.flatMap((theirs) => placeIn(theirs) ?? []).filter((index) => !kept.has(index));
  return new Set(moved.flatMap((index) => passages[index] ?? []).filter((own) => sources.has(own)));
}

/** True where somebody tracked all of a passage as new here. A tracked word in it does not say who moved it. */
const isTrackedWhole = ({ pieces }: Passage): boolean =>
  pieces.every(({ inserted, text }) => inserted !== undefined || text.trim() === '');

/** In the head or foot of a page. Programs make several of one, and put them together anew. */
const isMarginal = ({ paragraphs: [first] }: Passage): boolean =>
  /^(?:header|footer)$/.test(first?.part ?? '');

const isPrintedIn = ({ words }: Passage, { passages }: Published): boolean =>
  passages.some((each) => lettersOf(each.words).includes(lettersOf(words)));

const lettersOf = (words: string): string => words.replace(/[^\p{L}]/gu, '');

const signsOf = (words: string): string => words.replace(/[^\p{L}\p{N}]/gu, '');

/** Nobody changed a number whose fingerprint is that of its text; without one it is held against the report. */
const isAsLeft = ({ id, text, left }: FoundNumber, { numbers }: Published): boolean =>
  left === undefined ? text === numbers.get(id)?.text : numberFingerprint(text) === left;

const numberEdits = (theirs: Passage, own: Passage, published: Published, file: string): Edit[] =>
  numbersIn(theirs.pieces).flatMap((number): Edit[] => {
    if (isAsLeft(number, published)) return [];
    const was = published.numbers.get(number.id)?.text ?? '';
    const cut = theirs.paragraphs
      .flatMap(({ pieces }) => pieces)
      .find(({ id, deleted }) => id === number.id && deleted !== undefined);
    const who = number.by ?? cut?.deleted;
    return was === number.text
      ? []
      : [{ kind: 'number', ...by(who, file), passage: own, number: number.id, was, text: number.text }];
  });

/**
 * What a passage was published with, as far as it is known: the file has the fingerprint of its words. Where a program threw that away, a
 * file of another build has the words of now only where they are those before tracked changes.
 */
function publishedTokens(
  theirs: Passage,
  own: Passage,
  { before, isOfBuild }: Left,
): readonly Token[] | undefined {
  const left = new Set(placesOf(theirs).map((place) => readPlace(place).fingerprint));
  if (placesOf(own).some((place) => left.has(readPlace(place).fingerprint))) return own.tokens;
  const all = theirs.paragraphs.flatMap((each) => before.get(each) ?? []);
  if (left.size === 0)
    return isOfBuild || all.some(({ tokens }) => wordsOf(tokens) === own.words) ? own.tokens : undefined;
  return all.find(({ fingerprint }) => left.has(fingerprint))?.tokens;
}

/** What the words of a passage are compared with. */
interface Known {
  /** What it was published with, as far as that is known. */
  readonly known: readonly Token[] | undefined;
  readonly published: Published;
  readonly isOfBuild: boolean;
  readonly file: string;
}

function wordEdits(
  theirs: Passage,
  own: Passage,
  { known, published: { numbers }, isOfBuild, file }: Known,
): Edit[] {
  const base = known ?? own.tokens;
  const idOf = (number: string): string => numbers.get(number)?.id ?? number;
  const ids = new Set(own.tokens.flatMap(({ number }) => (number === undefined ? [] : idOf(number))));
  const isUnknown = ({ number }: Token): boolean => number !== undefined && !ids.has(idOf(number));
  const edits = tokenHunks(base, theirs.tokens, idOf)
    .filter((hunk) => isOfBuild || !isNumberAlone(hunk, base, theirs.tokens, isUnknown))
    .map((hunk): Edit => {
      const place = base === own.tokens ? hunk : placeOf(hunk, base, own.tokens);
      const added = theirs.tokens.slice(hunk.otherFrom, hunk.otherTo);
      const change = { ...by(whoChanged(hunk, theirs), file), passage: own };
      const number = numberAt(hunk, base, textOf(added));
      if (number !== undefined) return { kind: 'number', ...change, ...number };
      const isLost = place === undefined || known === undefined;
      return {
        kind: 'words',
        ...change,
        ...{ from: place?.from ?? 0, to: place?.to ?? 0 },
        ...{ was: textOf(base.slice(hunk.from, hunk.to)), text: textOf(added) },
        ...(isLost && { isLost }),
        ...(added.some(isOfReport) && { isPrinted: true }),
      };
    });
  if (known !== undefined) return edits;
  const [tracked, others] = [edits.filter(hasAuthor), edits.filter((each) => !hasAuthor(each))];
  if (others.length === 0) return tracked;
  const whole = { from: 0, to: 0, was: own.words, text: theirs.words } as const;
  return [
    ...tracked,
    { kind: 'words', ...by(undefined, file), passage: own, ...whole, isLost: true, isOlder: true },
  ];
}

const hasAuthor = ({ authors }: By): boolean => authors.length > 0;

/** Who tracked a change: who added some of its words, else who took out words where it is. */
function whoChanged({ otherFrom, otherTo }: Hunk, { tokens, cuts }: Passage): Author | undefined {
  const added = tokens.slice(otherFrom, otherTo).find((token) => token.by !== undefined);
  // Blanks beside words that are taken out may count before or behind them.
  return added?.by ?? cuts.find(({ at }) => otherFrom - 1 <= at && at <= otherTo + 1)?.by;
}

const by = (author: Author | undefined, file: string): By => ({
  authors: author === undefined ? [] : [author],
  file,
});

/** Fields whose results are the same on all pages and in all programs. */
const steadyFields = new Set(['SEQ', 'REF', 'TITLE', 'SUBJECT', 'AUTHOR']);

const isTyped = (change: Tracked | undefined): boolean => change !== undefined && change.moves !== true;

/** Words that somebody typed over what Word calculates, such as the number of a table: tracked, or in a file of this build. */
function fieldEdits(theirs: Passage, own: Passage, isOfBuild: boolean, file: string): Edit[] {
  const tracked = theirs.paragraphs
    .flatMap(({ pieces }) => pieces)
    .find(({ kind, inserted, deleted }) => kind === 'field' && isTyped(inserted ?? deleted));
  const isTracked = tracked !== undefined;
  const [was = '', text = ''] = [own, theirs].map(({ pieces }) =>
    pieces
      .filter(({ kind, field = '' }) => kind === 'field' && (isTracked || steadyFields.has(field)))
      .map((piece) => piece.text)
      .join(''),
  );
  const from = own.tokens.findIndex((token) => token.text === placeholder);
  // Programs count anew: where a paragraph is added, those below it have other numbers, and nobody typed them.
  const isAsItWas = isTracked ? signsOf(was) === signsOf(text) : lettersOf(was) === lettersOf(text);
  if (isAsItWas || from < 0 || (!isOfBuild && !isTracked)) return [];
  return [
    {
      kind: 'words',
      ...by(tracked?.inserted ?? tracked?.deleted, file),
      passage: own,
      from,
      to: from + 1,
      was,
      text,
      isPrinted: true,
    },
  ];
}

/** No words that somebody typed. */
const isOfReport = ({ number, text }: Token): boolean => number !== undefined || text === placeholder;

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

/** A number in place of one that its paragraph does not have any more: its template has asked for another since. */
const isNumberAlone = (
  { from, to, otherFrom, otherTo }: Hunk,
  one: readonly Token[],
  other: readonly Token[],
  isUnknown: (token: Token) => boolean,
): boolean =>
  otherFrom < otherTo &&
  one.slice(from, to).every(({ number }) => number !== undefined) &&
  other.slice(otherFrom, otherTo).every(isUnknown);

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

/** Words as a message has them, with `…` for what has none: the mark of a note, a picture. */
export const shown = (text: string): string => wordsOf([{ text: text.replaceAll('\uFFFC', '…') }]);
