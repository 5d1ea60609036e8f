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
import { type JudgedWith, judgeWords } from './judge-words.js';
import { parseReport } from './parse-report.js';
import type { QuotedPassage } from './quotations/check.js';
import { readReport } from './read-report.js';
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
  /** Judges the words of the template too, where there is a tree. Returns all faults, `diagnostics` among them. */
  judgeWords(given: JudgedWith): Promise<readonly Diagnostic[]>;
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
 * Expands a template with published data and makes a tree of it. Returns what is wrong with the template, its partials and its charts.
 * `value` is undefined where no tree can be made of them: a file cannot be read or does not parse, partials include each other in a
 * circle, or something exceeds its limit.
 *
 * No number, chart or page depends on what is said of an author's words, such as "twice as many". So they are judged
 * later, by `judgeWords`, and whoever waits for charts and pages can begin these first.
 */
export async function compose(input: ComposeInput, host: Host): Promise<Composed> {
  const template = await readReport({ ...input, data: inWords(input.data, input.language) }, host);
  if (template.value === undefined) return withoutTree({ reading: template.diagnostics });
  const expanded = expandReport(template.value, host.limits);
  const before = { reading: template.diagnostics, expansion: expanded.diagnostics };
  if (expanded.value === undefined) return withoutTree(before);
  const parsed = await parseReport(expanded.value, template.value.input, host);
  if (parsed.value === undefined) return withoutTree({ ...before, parsing: parsed.diagnostics });

  const completed = await completeTree(parsed.value, template.value, expanded.value, host);
  const { body } = parsed.value;
  const { claims, unchecked, quoted, words } = completed;
  const found = { ...before, parsing: parsed.diagnostics, ...completed.found };
  const illustrative = entriesOf(body).some(({ quantity }) => quantity.illustrative);
  return {
    value: {
      meta: { ...template.value.meta, illustrative },
      body,
      claims,
      unchecked,
      quoted,
      positions: expanded.value.placed.map,
    },
    diagnostics: inOrder(found),
    judgeWords: async (given) => inOrder({ ...found, words: await judgeWords(words, given) }),
  };
}

function withoutTree(found: Found): Composed {
  const diagnostics = inOrder(found);
  return { value: undefined, diagnostics, judgeWords: async () => diagnostics };
}

/** The faults finder by finder. Of one code at one place only the first is told: reading checks names that expansion meets again. */
function inOrder(found: Found): Diagnostic[] {
  const key = ({ code, position: { file, line, column } }: Diagnostic): string =>
    `${code} ${file}:${line}:${column}`;
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of finders.flatMap((finder) => found[finder] ?? []))
    if (!seen.has(key(diagnostic))) seen.set(key(diagnostic), diagnostic);
  return [...seen.values()];
}
