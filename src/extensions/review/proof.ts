import type { Diagnostic } from '../../diagnostics.js';
import { commonPairs } from './common.js';
import type { Edit } from './edits.js';
import type { Passage } from './passages.js';
import type { Published } from './published.js';
import { wordsOf } from './tokens.js';

/** A paragraph that is wanted, and the edits that made it what it is. */
interface Wanted {
  readonly words: string;
  readonly edits: readonly Edit[];
}

/**
 * Undefined where a report prints what edits want and all else as before, and nothing is wrong with it that was not; else the edits whose
 * words are not there.
 * @param known What is wrong with it before them.
 */
export function unproven(
  edits: readonly Edit[],
  before: Published,
  after: Published | undefined,
  known: readonly Diagnostic[],
): readonly Edit[] | undefined {
  if (after === undefined || after.diagnostics.some((each) => !known.some(saysAs(each)))) return [];
  const wanted = wantedParagraphs(edits, before);
  const printed = after.passages.map((passage) =>
    placed(passage, comparedWords(passage, passage.words, after)),
  );
  if (wanted.length === printed.length && wanted.every(({ words }, at) => words === printed[at]))
    return undefined;
  const pairs = commonPairs(
    wanted.map(({ words }) => words),
    printed,
  );
  const [met, told] = [new Set(pairs.map(([at]) => at)), new Set(pairs.map(([, at]) => at))];
  const extra = new Set(printed.filter((_, at) => !told.has(at)));
  return [
    ...wanted.flatMap((each, at) => (met.has(at) ? [] : each.edits)),
    ...edits.filter(
      ({ kind, passage, was }) => (kind === 'gone' || kind === 'moved') && extra.has(placed(passage, was)),
    ),
  ];
}

/** True where it is the same fault, wherever it stands by now. */
const saysAs =
  ({ code, message }: Diagnostic) =>
  (other: Diagnostic): boolean =>
    other.code === code && other.message === message;

/** Words with where they stand: the same words in another cell, or behind a table that fell apart, are others. */
function placed(passage: Passage | undefined, words: string): string {
  const [{ part, cell } = { part: '', cell: undefined }] = passage?.paragraphs ?? [];
  return `${part} ${cell === undefined ? 'text' : Object.values(cell)}: ${words}`;
}

/** Its words. What no template says may count those of the report: the imprint of a submission does. */
const comparedWords = (passage: Passage, words: string, { sources }: Published): string =>
  sources.has(passage) ? words : words.replace(/\d+/g, '#');

/** The paragraphs that edits want, in order. */
function wantedParagraphs(edits: readonly Edit[], before: Published): Wanted[] {
  const gone = new Set(
    edits.filter(({ kind }) => kind === 'gone' || kind === 'moved').map(({ passage }) => passage),
  );
  const below = (passage: Passage | undefined): Wanted[] =>
    edits.flatMap((edit): Wanted[] => {
      if (edit.kind === 'new' && edit.passage === passage)
        return [{ words: placed(passage, edit.text), edits: [edit] }];
      return edit.kind === 'moved' && edit.after === passage
        ? [{ words: placed(passage, edit.was), edits: [edit] }]
        : [];
    });
  const own = (passage: Passage): Wanted[] => {
    if (gone.has(passage)) return [];
    const changes = edits.filter((edit) => edit.kind === 'words').filter((edit) => edit.passage === passage);
    const tokens = [...passage.tokens];
    for (const { from, to, text } of changes.toSorted((one, other) => other.from - one.from))
      tokens.splice(from, to - from, { text });
    const words = wordsOf(tokens);
    return words === ''
      ? []
      : [{ words: placed(passage, comparedWords(passage, words, before)), edits: changes }];
  };
  const all = before.passages.flatMap((passage) => [...own(passage), ...below(passage)]);
  return [...below(undefined), ...all];
}
