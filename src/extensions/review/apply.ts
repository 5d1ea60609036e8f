import type { Edit } from './edits.js';
import type { Passage } from './passages.js';
import { type Patchable, patched, patchOf, type Reason } from './patch.js';
import type { Published } from './published.js';
import { wordsOf } from './tokens.js';

/** A report as another template would make it; undefined where that cannot be one. */
export type Remake = (template: string) => Promise<Published | undefined>;

/** What became of edits: a template, what is in it, and why the others are not. */
export interface Applied {
  readonly template: string;
  readonly applied: readonly Edit[];
  readonly refused: ReadonlyMap<Edit, Reason | 'proof'>;
}

/**
 * Writes edits into a template. Each is in it only where the report that the new template makes has the words that are wanted, and all
 * others as they were: those that are not are found by halves.
 */
export async function applyEdits(
  edits: readonly Edit[],
  report: Patchable,
  remake: Remake,
): Promise<Applied> {
  const refused = new Map<Edit, Reason | 'proof'>();
  const possible = edits.filter((edit) => {
    const patch = patchOf(edit, report);
    if (typeof patch === 'string') refused.set(edit, patch);
    return typeof patch !== 'string';
  });
  let applied: readonly Edit[] = [];
  let template = report.template;
  const tryAll = async (more: readonly Edit[]): Promise<void> => {
    if (more.length === 0) return;
    const all = edits.filter((edit) => applied.includes(edit) || more.includes(edit));
    const text = textWith(all, report);
    if (text !== undefined && (await isProven(all, report.published, await remake(text)))) {
      [applied, template] = [all, text];
      return;
    }
    const half = Math.ceil(more.length / 2);
    if (more.length === 1) for (const edit of more) refused.set(edit, 'proof');
    else for (const part of [more.slice(0, half), more.slice(half)]) await tryAll(part);
  };
  await tryAll(possible);
  return { template, applied, refused };
}

function textWith(edits: readonly Edit[], report: Patchable): string | undefined {
  const patches = edits.map((edit) => patchOf(edit, report));
  return patched(
    report.template,
    patches.flatMap((patch) => (typeof patch === 'string' ? [] : patch)),
  );
}

/** True where a report prints what is wanted, and nothing is wrong with it that was not. */
function isProven(edits: readonly Edit[], before: Published, after: Published | undefined): boolean {
  if (after === undefined || after.diagnostics.length > before.diagnostics.length) return false;
  const [wanted, printed] = [wantedWords(edits, before.passages), after.passages];
  return (
    wanted.length === printed.length &&
    printed.every((passage, index) => {
      const words = wanted[index] ?? '';
      // What no template says may count words: the imprint of a submission does.
      return (
        words === passage.words || (!after.sources.has(passage) && isSameButCounts(words, passage.words))
      );
    })
  );
}

const isSameButCounts = (one: string, other: string): boolean =>
  one.replace(/\d+/g, '#') === other.replace(/\d+/g, '#');

/** The words of each passage as edits want them. */
function wantedWords(edits: readonly Edit[], passages: readonly Passage[]): string[] {
  const gone = new Set(
    edits.filter(({ kind }) => kind === 'gone' || kind === 'moved').map(({ passage }) => passage),
  );
  const below = (passage: Passage | undefined): string[] =>
    edits.flatMap((edit) => {
      if (edit.kind === 'new' && edit.passage === passage) return [edit.text];
      return edit.kind === 'moved' && edit.after === passage ? [edit.was] : [];
    });
  const own = (passage: Passage): string[] => {
    if (gone.has(passage)) return [];
    const changes = edits.filter((edit) => edit.kind === 'words').filter((edit) => edit.passage === passage);
    const tokens = [...passage.tokens];
    for (const { from, to, text } of changes.toSorted((one, other) => other.from - one.from))
      tokens.splice(from, to - from, { text });
    return [wordsOf(tokens)];
  };
  const all = passages.flatMap((passage) => [...own(passage), ...below(passage)]);
  return [...below(undefined), ...all].filter((words) => words !== '');
}
