/**
 * Every example of `docs/claims.md` is built with the data of this repository. A block of `text` after it is what the
 * example prints, or the errors that it gives. The table of kinds has a row for each kind.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { beforeAll, expect, test } from 'vitest';
import { RowIndex } from '../../../src/content/selection/fields.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { kindNames } from '../../../src/extensions/claims/kinds.js';
import type { Files, Host } from '../../../src/host/host.js';
import type { PublishedData } from '../../../src/model/dataset/dataset.js';
import type { Project, Report } from '../../../src/model/project/project.js';
import { plainText } from '../../../src/report/tree.js';
import { drawCharts } from '../../../src/session/drawing/chart-process.js';
import { repositoryHost } from '../../memory-host.js';
import { english } from '../../support/english.js';
import { flagship } from '../../support/flagship-data.js';
import { writeReport } from '../../support/written-report.js';

const page = readFileSync(join(import.meta.dirname, '../../../docs/claims.md'), 'utf8');
const block = /^```handlebars\n([\s\S]*?)^```$(?:\n\n(?:[^\n`]*\n\n)?```text\n([\s\S]*?)^```$)?/gm;
const examples = [...page.matchAll(block)].map(({ index, 1: template = '', 2: expected }) => ({
  line: page.slice(0, index).split('\n').length,
  template,
  expected,
}));

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

test('the table has a row for each kind, and no other', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| .* \| .* \|$/gm)].map(([, name]) => name);
  expect(rows).toEqual(kindNames);
});

test.each(examples)('docs/claims.md, line $line, does what it says', async ({ template: text, expected }) => {
  const target = { report, language: 'en', formats: report.formats };
  const { value, diagnostics } = await writeReport(
    { project, target, data, language: english, rows: new RowIndex(), draft: false },
    withTemplate(text),
    { draw: drawCharts },
  );
  const errors = diagnostics.map(formatDiagnostic).join('\n');
  if (expected?.startsWith('templates/')) {
    expect(errors).toBe(expected.trim());
    return;
  }
  expect(errors).toBe('');
  if (expected !== undefined && value !== undefined) {
    expect(linesOf(value.content.body)).toEqual(expected.trim().split('\n'));
  }
});

/** The files of the repository, with the example in place of the template. */
function withTemplate(text: string): Host {
  const files: Files = {
    ...host.project,
    readText: async (path) => (path === template ? text : host.project.readText(path)),
  };
  return { ...host, project: files };
}

/** What a tree prints: a line for each paragraph. */
function linesOf(node: Nodes): string[] {
  if (node.type === 'paragraph') return [plainText(node.children)];
  return 'children' in node ? node.children.flatMap(linesOf) : [];
}
