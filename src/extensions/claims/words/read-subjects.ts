import type { Sentence, WatchedWord, WordReader } from '../../../content/extension.js';
import type { Named } from '../../../content/numbers/subjects.js';
import type { Lexicon } from '../../../language/lexicon/lexicon.js';
import { type FoundWord, subjectKind } from './find-words.js';

/** A name of what data count in a block, and its place in its sentence. */
export type ReadSubject = Pick<WatchedWord, 'text' | 'offset' | 'kind' | 'about' | 'role'>;

/** The sentence around a place. */
type SentenceAt = (offset: number) => Pick<Sentence, 'text' | 'from'>;

/**
 * What data count, wherever a block names it: as what its sentence tells of ("The prison population rose", "the number of
 * prisoners"), together with such a name ("visits and prisoners"), or elsewhere.
 */
export function subjectsIn(
  text: string,
  found: readonly FoundWord[],
  { lexicon, subjects }: WordReader,
  sentenceAt: SentenceAt,
): ReadSubject[] {
  const named = subjects.counted(text);
  const ends = new Set(found.filter(leads).map(({ offset, word }) => offset + word.length));
  const roles = new Map<number, ReadSubject['role']>();
  const read = named.map((each): ReadSubject => {
    const { offset, length, meanings } = each;
    const role = roleOf(each, text, {
      lexicon,
      ends,
      roles,
      from: clauseStart(text, sentenceAt(offset).from, offset, lexicon),
    });
    roles.set(offset + length, role);
    const own = { text: text.slice(offset, offset + length), offset, kind: subjectKind, about: meanings };
    return role === undefined ? own : { ...own, role };
  });
  const sentences = new Map(found.map(({ offset }) => [sentenceAt(offset).from, sentenceAt(offset)]));
  const goneOn = [...sentences.values()].flatMap((sentence): ReadSubject[] => {
    const isPronoun = sentence.from > 0 && lexicon.statements.pronoun.test(sentence.text);
    if (!isPronoun || read.some(isIn(sentence))) return [];
    // "The prison population is counted in December. It rose."
    const [only, ...others] = read.filter(isIn(sentenceAt(sentence.from - 2)));
    const offset = sentence.from + sentence.text.search(/\p{L}/u);
    return only?.role === 'subject' && others.length === 0 ? [{ ...only, offset }] : [];
  });
  return [...read, ...goneOn];
}

const isIn =
  ({ text, from }: Pick<Sentence, 'text' | 'from'>) =>
  ({ offset }: ReadSubject): boolean =>
    from <= offset && offset < from + text.length;

/** "More prisoners", "a rise in the prison population", "the most complaints". */
const leads = ({ isQuantifier, kind }: FoundWord): boolean => isQuantifier || leading.has(kind);
const leading: ReadonlySet<string> = new Set(['higher-than', 'lower-than', 'highest', 'lowest', 'majority']);

function clauseStart(text: string, from: number, offset: number, { neighbours }: Lexicon): number {
  const marks = [...text.slice(from, offset).matchAll(neighbours.clauses)];
  const last = marks.at(-1);
  return last === undefined ? from : from + last.index + last[0].length;
}

interface Around {
  readonly lexicon: Lexicon;
  /** Where the words end that tell of what stands behind them. */
  readonly ends: ReadonlySet<number>;
  /** What the names before are, by where they end. */
  readonly roles: ReadonlyMap<number, ReadSubject['role']>;
  readonly from: number;
}

function roleOf({ offset, length }: Named, text: string, around: Around): ReadSubject['role'] {
  const { lexicon, ends, roles, from } = around;
  const { statements, numberWords } = lexicon;
  const rest = text.slice(offset + length);
  const next = /^\s+(\p{L}+)/u.exec(rest)?.[1]?.toLowerCase() ?? '';
  // "Prisoners' letters", "prisoner days": what is counted follows.
  if (/^[-'’]/u.test(rest) || lexicon.units.some((forms) => forms.includes(next))) return undefined;
  const words = [...text.slice(from, offset).matchAll(/\p{L}+|[^\s\p{L}]+/gu)].map(({ 0: word, index }) => ({
    word,
    small: word.toLowerCase(),
    from: from + index,
    end: from + index + word.length,
  }));
  const isLed = (at: number): boolean => {
    const word = words[at];
    return (
      word !== undefined && (ends.has(word.end) || statements.measures.in(word.word)[0]?.[0] === word.word)
    );
  };
  const fullBefore = (end: number): number =>
    words.findLastIndex(({ small }, index) => index < end && (isLed(index) || !isSmall(small, lexicon)));
  const last = fullBefore(words.length);
  const before = words[last];
  if (before === undefined) return 'subject';
  if (isLed(last) || /^[12]\d{3}$/u.test(before.word)) return 'subject';
  if (!numberWords.stops.has(before.small)) return undefined;
  const joined = statements.joint.test(before.word) ? roles.get(words[last - 1]?.end ?? -1) : undefined;
  if (joined !== undefined) return 'joined';
  return isLed(fullBefore(last)) ? 'subject' : undefined;
}

/** An article or an adjective, which may stand between a name and what leads to it. */
const isSmall = (small: string, { neighbours, evidence, numberWords }: Lexicon): boolean =>
  neighbours.adjectives.test(small) || (evidence.stopWords.has(small) && !numberWords.stops.has(small));
