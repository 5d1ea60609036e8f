import type { Root } from 'mdast';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { inWords } from '../language/periods.js';
import type { ClaimRecord, UncheckedPassage } from '../model/snapshot/claim-record.js';
import { entriesOf } from '../model/tree/entries.js';
import type { ContentMeta } from '../model/tree/nodes.js';
import { completeTree } from './complete-tree.js';
import type { ComposeInput } from './compose-input.js';
import { expandReport } from './expand-report.js';
import { parseReport } from './parse-report.js';
import type { QuotedPassage } from './quotations/check.js';
import { readReport } from './read-report.js';
import { type ReadWith, readWords } from './read-words.js';
import type { PositionMap } from './template/marks.js';

/** A report as a tree whose numbers are nodes. */
export interface Content {
  readonly meta: ContentMeta;
  readonly body: Root;
  /** Every claim of the text as it was tested, those of others among them, in reading order. */
  readonly claims: readonly ClaimRecord[];
  /** The passages that no data can test, with the reasons of their author. */
  readonly unchecked: readonly UncheckedPassage[];
  /** The passages of sources whose text the project holds, in reading order. */
  readonly quoted: readonly QuotedPassage[];
  /** From offsets in the tree to positions in templates. */
  readonly positions: PositionMap;
}

/** What came of a template: its tree where one could be made, and what is wrong with it so far. */
export interface Composed extends Outcome<Content | undefined> {
  /** Reads the words of the template too, where there is a tree. Returns all that is wrong: `diagnostics` with those of the words among them. */
  read(given: ReadWith): Promise<readonly Diagnostic[]>;
}

/** What finds faults in a report, in the order in which these are told. */
const finders = [
  'reading',
  'expansion',
  'claims',
  'tree',
  'parsing',
  'words',
  'quotations',
  'typed',
  'data',
] as const;

/** What was found so far; what did not run yet has found nothing. */
type Found = Readonly<Partial<Record<(typeof finders)[number], readonly Diagnostic[]>>>;

/**
 * Expands a template with published data and makes a tree of it. Reports every problem of the template, its partials and
 * its charts. `value` is undefined where there is no tree: a template does not parse, partials include each other in a
 * circle, or a title, the text or the nesting exceeds its limit.
 *
 * No number, chart or page depends on what is said of an author's words, such as "twice as many". So they are judged
 * later, by `read`, and whoever waits for charts and pages can begin these first.
 */
export async function compose(given: ComposeInput, host: Host): Promise<Composed> {
  const read = await readReport({ ...given, data: inWords(given.data, given.language) }, host);
  if (read.value === undefined) return withoutTree({ reading: read.diagnostics });
  const expanded = expandReport(read.value, host.limits);
  const before = { reading: read.diagnostics, expansion: expanded.diagnostics };
  if (expanded.value === undefined) return withoutTree(before);
  const parsed = await parseReport(expanded.value, read.value.input, host);
  if (parsed.value === undefined) return withoutTree({ ...before, parsing: parsed.diagnostics });

  const completed = await completeTree(parsed.value, read.value, expanded.value, host);
  const { body } = parsed.value;
  const { claims, unchecked, quoted, unread } = completed;
  const found = { ...before, parsing: parsed.diagnostics, ...completed.found };
  const illustrative = entriesOf(body).some(({ quantity }) => quantity.illustrative);
  return {
    value: {
      meta: { ...read.value.meta, illustrative },
      body,
      claims,
      unchecked,
      quoted,
      positions: expanded.value.placed.map,
    },
    diagnostics: inOrder(found),
    read: async (given) => inOrder({ ...found, words: await readWords(unread, given) }),
  };
}

function withoutTree(found: Found): Composed {
  const diagnostics = inOrder(found);
  return { value: undefined, diagnostics, read: async () => diagnostics };
}

/** Reading checks names and expansion meets the same faults: what two find at one place is told once. */
function inOrder(found: Found): Diagnostic[] {
  const key = ({ code, position: { file, line, column } }: Diagnostic): string =>
    `${code} ${file}:${line}:${column}`;
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of finders.flatMap((finder) => found[finder] ?? []))
    if (!seen.has(key(diagnostic))) seen.set(key(diagnostic), diagnostic);
  return [...seen.values()];
}
