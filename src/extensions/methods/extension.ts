import type { BlockContent, Heading, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import type { Call, Scope } from '../../content/helpers/call.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { fail } from '../../content/helpers/problem.js';
import { chartsOf } from '../../content/markdown/chart-words.js';
import { furniture, list, paragraph, quoted, table } from '../../content/markdown/prose.js';
import { literalsNode } from '../../content/numbers/literals.js';
import { type ExtensionBlock, type Label, type TableBlock, tablesOf } from '../../content/printable.js';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { MessageIn } from '../../language/message-id.js';
import type { LedgerEntry } from '../../model/quantity.js';
import { entriesOf } from '../../model/tree/entries.js';
import type { DataTableNode } from '../../model/tree/nodes.js';
import { visit } from '../../model/tree/visit.js';
import type { Extension } from '../extension.js';
import { accuracy, confidentiality, exceptions, findings, missing, smallBases, typed } from './accuracy.js';
import { type MethodsPart, methodsBlock, methodsParts, methodsSections } from './parts.js';
import { placePassages } from './passages.js';
import {
  comparability,
  contact,
  formulas,
  mandate,
  period,
  release,
  rounding,
  sources,
  timeliness,
  units,
} from './presentation.js';
import { type MethodsRun, reasonsOf, say } from './run.js';
import { type Used, usedIn } from './used.js';

/**
 * `{{methods}}`: sources, definitions, missing values, formulas and whatever else the data package and this run say of
 * how the figures came about. `only="sources|missing"` prints some of it. What the run used is known when the text has
 * been expanded, so a place is kept and filled in the end. What was revised, another helper prints, where there is
 * one.
 */
const helper: HelperDefinition = {
  name: 'methods',
  first: 'none',
  arity: [0, 0],
  parameters: ['only'],
  checkWritten(written) {
    const only = written.get('only');
    if (only !== undefined) readParts(only.text, only.at);
  },
  run(call, scope): ExtensionBlock {
    const text = call.text('only');
    const only = text === undefined ? [] : readParts(text, call.hashAt('only'));
    const wantsRevisions = only.length === 0 || only.includes('revisions');
    const revised = wantsRevisions ? revisedFigures(call, scope) : undefined;
    return { kind: 'block', name: 'methods', content: { only, revisions: revised, at: call.at } };
  },
};

function readParts(text: string, at: Position): MethodsPart[] {
  return text.split('|').map((written) => {
    const name = written.trim();
    return (
      methodsParts.find((part) => part === name) ??
      fail(
        'content/argument.part',
        at,
        {
          name,
          methodsParts: listNames(methodsParts, methodsParts.length),
        },
        didYouMean(name, methodsParts),
      )
    );
  });
}

/** The table of revised figures, under an id that leaves `tbl-revisions` to the author. */
function revisedFigures(asked: Call, scope: Scope): TableBlock | Label | undefined {
  const call = asked.with({ name: 'revisions', params: [], hash: { id: 'tbl-methods-revisions' } });
  return scope.call(call) as TableBlock | Label | undefined;
}

/** What writes each part. */
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

type Known = Omit<MethodsRun, 'used' | 'block' | 'body'>;

/**
 * Writes the methods annex of a resolved tree, in place, where one is asked for: as sections below the heading that it
 * stands under. By now every number of the text is in the tree, so that only what this report uses is explained.
 */
function fillMethods(body: Root, known: Known): void {
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
      const annex = write({ ...known, used, block, body }, depth + 1);
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

/** ESMS 18.1, source data that are no dataset: the numbers that the text declares, under an id of its own. */
function literalsPart({ language, block }: MethodsRun): BlockContent[] {
  const caption = language.message('content.literals.caption');
  return [literalsNode({ kind: 'literals', id: 'tbl-methods-literals', caption, at: block.at })];
}

/** ESMS 17: the figures that differ from the edition before. */
function revisionsPart({ block }: MethodsRun): BlockContent[] {
  const { revisions } = block;
  if (revisions === undefined) return [];
  return revisions.kind === 'table' ? tablesOf(revisions) : [paragraph(quoted(revisions.text))];
}

/** ESMS 19: the datasets of made-up figures. */
function illustrative({ language, used }: MethodsRun): BlockContent[] {
  const made = used.datasets.filter((dataset) => dataset.illustrative);
  if (made.length === 0) return [];
  return [paragraph(say(language, 'illustrative')), ...list(made.map(({ title }) => quoted(title)))];
}

/** What no data can test, with the reasons of authors and of those who made the data. */
function uncheckedPart(run: MethodsRun): BlockContent[] {
  const inData = reasonsOf(run.about?.unchecked ?? [], run);
  const ofData = inData.length === 0 ? [] : [paragraph(say(run.language, 'unchecked-data')), ...list(inData)];
  const ofAuthor =
    run.typed === 0 ? [] : [paragraph(say(run.language, 'typed-numbers', { count: run.typed }))];
  return [...ofAuthor, ...passages(run), ...ofData];
}

/** The passages of the report, each in its sentence with its section and the reason of its author; one that is printed several times once. */
function passages({ body, block, at, language, unchecked }: MethodsRun): BlockContent[] {
  if (unchecked.length === 0) return [];
  const rows = new Map<string, readonly (readonly PhrasingContent[])[]>();
  for (const { sentence, reason, section } of placePassages(body, unchecked, {
    language: language.tag,
    at,
  })) {
    const said = [
      ...quoted(language.message('content.methods.passage', { text: sentence })),
      ...(section === undefined ? [] : [...quoted(' ('), referenceTo(section, block.at), ...quoted(')')]),
    ];
    rows.set(`${reason} ${section} ${sentence}`, [said, quoted(reason)]);
  }
  const head = (['passage', 'why'] as const).map((name) => say(language, `column.${name}`));
  return [paragraph(say(language, 'unchecked')), ...table(head, [...rows.values()])];
}

const referenceTo = (target: string, at: Position): PhrasingContent => ({
  type: 'reference',
  target,
  children: [],
  at,
});

/** The annex that says how the figures came about. */
export const methods = {
  content: { helpers: [helper], complete: fillMethods },
  blocks: { methods: methodsBlock },
} satisfies Extension;
