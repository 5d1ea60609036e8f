import type { BlockContent, Heading, Nodes, Root, RootContent } from 'mdast';
import { chartsOf } from '../../content/charts-of.js';
import { tablesOf } from '../../content/printable.js';
import type { MessageIn } from '../../language/message-id.js';
import { entriesOf } from '../../model/entries.js';
import type { DataTableNode } from '../../model/nodes.js';
import type { LedgerEntry } from '../../model/quantity.js';
import { visit } from '../../model/visit.js';
import { accuracy, confidentiality, exceptions, findings, missing, smallBases, typed } from './accuracy.js';
import { comparability, timeliness } from './coherence.js';
import { contact, mandate, release } from './institution.js';
import { literalsPart } from './literals-part.js';
import { type MethodsPart, methodsParts, methodsSections } from './parts.js';
import { period, sources, units } from './presentation.js';
import { formulas, rounding } from './processing.js';
import { furniture, say } from './prose.js';
import { illustrative, revisionsPart, uncheckedPart } from './remarks.js';
import type { MethodsRun } from './run.js';
import { type Used, usedIn } from './used.js';

const writers: Readonly<Record<MethodsPart, (run: MethodsRun) => readonly BlockContent[]>> = {
  contact,
  sources,
  units,
  period,
  mandate,
  confidentiality,
  release,
  accuracy,
  missing,
  findings,
  'small-bases': smallBases,
  exceptions,
  typed,
  timeliness,
  comparability,
  revisions: revisionsPart,
  rounding,
  formulas,
  literals: literalsPart,
  unchecked: uncheckedPart,
  illustrative,
};

type Known = Omit<MethodsRun, 'used' | 'block'>;

/**
 * Writes the methods annex of a resolved tree, in place, where one is asked for: as sections below the heading that it
 * stands under. By now every number of the text is in the tree, so that only what this report uses is explained.
 */
export function fillMethods(body: Root, known: Known): void {
  const ledger = [...entriesOf(body), ...revisedIn(body)];
  let depth = 0;
  let used: Used | undefined;
  const fill = (node: Nodes): void => {
    if (!('children' in node)) return;
    node.children = (node.children as RootContent[]).flatMap((child): RootContent[] => {
      if (child.type === 'heading') depth = child.depth;
      const block = child.type === 'paragraph' ? child.data?.methods : undefined;
      if (block === undefined) {
        if (child.type !== 'heading' && child.type !== 'paragraph') fill(child);
        return [child];
      }
      // What the annex says has neither numbers nor charts of its own.
      used ??= usedIn(ledger, chartsOf(body), known);
      const { position } = child;
      const annex = write({ ...known, used, block }, depth + 1);
      return annex.map((part) => ({ ...part, ...(position === undefined ? {} : { position }) }));
    }) as never;
  };
  fill(body);
}

/** The revised figures, which stand in the tree when the annex is written. */
function revisedIn(body: Root): readonly LedgerEntry[] {
  const tables: DataTableNode[] = [];
  visit(body, 'paragraph', ({ data }) => {
    if (data?.methods?.revisions?.kind === 'table')
      for (const table of tablesOf(data.methods.revisions)) tables.push(table);
  });
  return entriesOf({ type: 'root', children: tables });
}

/** The sections that there is something to say in; parts that were chosen stand under the heading of the author. */
function write(run: MethodsRun, depth: number): RootContent[] {
  const { only } = run.block;
  if (only.length > 0) {
    const wanted = methodsParts.filter((part) => only.includes(part));
    return runTogether(wanted.flatMap((part) => writers[part](run)));
  }
  return methodsSections.flatMap(({ name, parts }): RootContent[] => {
    const blocks = parts.flatMap((part) => writers[part](run));
    return blocks.length === 0 ? [] : [headingOf(run, name, depth), ...blocks];
  });
}

/** Paragraphs that follow each other as one: without headings between them, each of one sentence would read as a list. */
function runTogether(blocks: readonly BlockContent[]): BlockContent[] {
  const joined: BlockContent[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.type === 'paragraph' && last?.type === 'paragraph') {
      const children = [...last.children, ...furniture(' '), ...block.children];
      joined.splice(-1, 1, { ...last, children });
    } else joined.push(block);
  }
  return joined;
}

function headingOf(
  { language }: MethodsRun,
  name: MessageIn<'content.methods.heading'>,
  depth: number,
): Heading {
  return {
    type: 'heading',
    // Deeper ones than there are in Markdown are reported as too deep, where the helper stands.
    depth: Math.min(depth, 6) as Heading['depth'],
    children: say(language, `heading.${name}`),
    data: { id: `sec-methods-${name}` },
  };
}
