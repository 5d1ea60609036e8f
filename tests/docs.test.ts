/**
 * Every example of `docs/templates.md` is built with the data of this repository. Where a block of `text` follows, it
 * is exactly what the example prints, one line for each paragraph or list item.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { beforeAll, expect, test } from 'vitest';
import { RowIndex } from '../src/content/selection/fields.js';
import { formatDiagnostic } from '../src/diagnostics.js';
import type { Files, Host } from '../src/host/host.js';
import type { PublishedData } from '../src/model/dataset/dataset.js';
import type { Project, Report } from '../src/model/project/project.js';
import { plainText } from '../src/report/tree.js';
import { drawCharts } from '../src/session/drawing/chart-process.js';
import { repositoryHost } from './memory-host.js';
import { english } from './support/english.js';
import { flagship } from './support/flagship-data.js';
import { writeReport } from './support/written-report.js';

interface Example {
  readonly line: number;
  readonly template: string;
  readonly prints?: string;
}

/** Fenced blocks of `handlebars` or Markdown, each with the block of `text` after it. */
function examplesOf(markdown: string): Example[] {
  const block = /^(`{3,})(handlebars|markdown)\n([\s\S]*?)^\1$(?:\n\n```text\n([\s\S]*?)^```$)?/gm;
  return [...markdown.matchAll(block)].map(({ index, 3: template = '', 4: prints }) => ({
    line: markdown.slice(0, index).split('\n').length,
    template,
    ...(prints === undefined ? {} : { prints }),
  }));
}

const examples = examplesOf(readFileSync(join(import.meta.dirname, '../docs/templates.md'), 'utf8'));
const template = 'templates/example.md';
const host = repositoryHost();
let project: Project;
let report: Report;
let data: PublishedData;

beforeAll(async () => {
  const { project: own, prepared } = await flagship();
  const [first] = own.reports;
  if (first === undefined) throw new Error('the flagship has no report');
  project = own;
  // The examples have not the figure that the cover of the flagship shows.
  const { figure: _, ...theme } = first.theme;
  report = { ...first, theme, template };
  data = prepared.value;
});

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(20);
  expect(examples.filter(({ prints }) => prints !== undefined).length).toBeGreaterThan(10);
});

test.each(examples)(
  'docs/templates.md, line $line, does what it says',
  async ({ template: text, prints }) => {
    const target = { report, language: 'en', formats: report.formats };
    const { value, diagnostics } = await writeReport(
      { project, target, data, language: english, rows: new RowIndex(), draft: false },
      withTemplate(text),
      { draw: drawCharts },
    );
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    if (prints !== undefined && value !== undefined) {
      expect(linesOf(value.content.body)).toEqual(prints.trim().split('\n'));
    }
  },
);

/** The files of the repository, with the example in place of the template. */
function withTemplate(text: string): Host {
  const project: Files = {
    ...host.project,
    readText: async (path) => (path === template ? text : host.project.readText(path)),
  };
  return { ...host, project };
}

/** What a tree prints: a line for each paragraph or list item. */
function linesOf(node: Nodes): string[] {
  if (node.type === 'paragraph') return [plainText(node.children)];
  return 'children' in node ? node.children.flatMap(linesOf) : [];
}
