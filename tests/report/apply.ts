import type { Nodes, Root, RootContent } from 'mdast';
import { visitParents } from 'unist-util-visit-parents';
import { type Diagnostic, formatDiagnostic } from '../../src/diagnostics.js';
import { operations } from '../../src/extensions/operations.js';
import type { Language } from '../../src/language/language.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import type { OnlyChapter } from '../../src/model/tree/nodes.js';
import { transforms } from '../../src/report/transforms.js';
import { headingOf, plainText } from '../../src/report/tree.js';
import { english } from '../support/english.js';
import { parseReport, positionOf } from './markdown.js';
import { sampleChart, sampleTable } from './samples.js';

/** Blocks that a test can name: `@chart-one`, `@table-one`, and so on. */
const blocks: Readonly<Record<string, RootContent>> = Object.fromEntries(
  ['one', 'two', 'three'].flatMap((name): [string, RootContent][] => [
    [`chart-${name}`, sampleChart(`fig-${name}`, `Chart ${name}`)],
    [`table-${name}`, sampleTable(`tbl-${name}`, `Table ${name}`, 'Year | Cases\n2009 | 1')],
  ]),
);

export interface Applied {
  readonly root: Root;
  /** Formatted, one a line. */
  readonly problems: readonly string[];
}

/** What all transforms make of a report written in Markdown (see `parseReport`). */
export function applyTransforms(
  markdown: string,
  more: Readonly<Record<string, RootContent>> = {},
  data: PublishedData = {},
  language: Language = english,
  only?: OnlyChapter,
): Applied {
  const root = structuredClone(parseReport(markdown, { ...blocks, ...more }));
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const state = { root, language, operations, data, charts: {}, ...(only && { only }), positionOf, report };
  for (const apply of transforms) apply(state);
  return { root, problems: diagnostics.map(formatDiagnostic) };
}

/** Sections, figures and tables as an indented outline: "1.2 Title #id". */
export function outline(root: Root): string[] {
  const lines: string[] = [];
  visitParents(root, (node, ancestors) => {
    const line = outlineLine(node);
    if (line === undefined) return;
    const depth = ancestors.filter((ancestor) => ancestor.type === 'section').length;
    lines.push(`${'  '.repeat(depth)}${line}`);
  });
  return lines;
}

function outlineLine(node: Nodes): string | undefined {
  if (node.type === 'section') {
    const title = plainText(headingOf(node)?.children ?? []);
    return `${node.annex ? 'annex ' : ''}${node.enumerator || '-'} ${title} #${node.id}`;
  }
  if (node.type === 'chart') return `figure ${node.enumerator}`;
  return node.type === 'dataTable' ? `table ${node.enumerator}` : undefined;
}

/** The text of every reference of a report. */
export function referenceTexts(root: Root): string[] {
  const texts: string[] = [];
  visitParents(root, (node) => {
    if (node.type === 'reference') texts.push(plainText(node.children));
  });
  return texts;
}
