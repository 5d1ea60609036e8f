/**
 * Every example of `docs/templates.md` and `docs/claims.md` is built with the data of the starters. Where a block of `text` follows, it
 * is exactly what the example prints, one line for each paragraph or list item, or the errors that it gives.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { RowIndex } from '../src/content/selection/fields.js';
import { formatDiagnostic } from '../src/diagnostics.js';
import type { Files, Host } from '../src/host/host.js';
import type { PublishedData } from '../src/model/dataset/dataset.js';
import type { Project, Report } from '../src/model/project/project.js';
import { resolveProject } from '../src/project/resolve.js';
import { plainText } from '../src/report/tree.js';
import { drawCharts } from '../src/session/drawing/chart-process.js';
import { prepareData } from '../src/session/prepare-data.js';
import { repository } from './house/repository.js';
import { memoryHost } from './memory-host.js';
import { english } from './support/english.js';
import { publisher } from './support/publisher.js';
import { writeReport } from './support/written-report.js';

interface Example {
  readonly page: string;
  readonly line: number;
  readonly template: string;
  readonly prints?: string;
}

/** Fenced blocks of `handlebars` or Markdown, each with the block of `text` after it. */
function examplesOf(page: string): Example[] {
  const markdown = readFileSync(join(repository, page), 'utf8');
  const block = /^(`{3,})(handlebars|markdown)\n([\s\S]*?)^\1$(?:\n\n```text\n([\s\S]*?)^```$)?/gm;
  return [...markdown.matchAll(block)].map(({ index, 3: template = '', 4: prints }) => ({
    page,
    line: markdown.slice(0, index).split('\n').length,
    template,
    ...(prints === undefined ? {} : { prints }),
  }));
}

const examples = ['docs/templates.md', 'docs/claims.md'].flatMap(examplesOf);
const template = 'templates/example.md';
const starters = ['starter', 'starters/schools', 'starters/monthly-health', 'starters/municipality'];
let host: Host;
let project: Project;
let report: Report;
let data: PublishedData;

/** One project with the data of the starters, which are not marked as made up here. */
function filesOfStarters(): Record<string, string> {
  const files: Record<string, string> = {
    'tallybook.yaml':
      'title: Examples\npublisher: Tallybook\nedition: 2024\nreports:\n  examples: {template: templates/example.md}\n',
    [template]: '',
  };
  const resources = starters.flatMap((starter) => {
    const folder = join(repository, 'src/project', starter, 'data');
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.csv')))
      files[`data/${name}`] = readFileSync(join(folder, name), 'utf8');
    return parse(readFileSync(join(folder, 'datapackage.yaml'), 'utf8')).resources as {
      illustrative?: true;
    }[];
  });
  for (const each of resources) delete each.illustrative;
  files['data/datapackage.yaml'] = stringify({ name: 'examples', resources });
  return files;
}

beforeAll(async () => {
  host = memoryHost(filesOfStarters());
  const { value } = await resolveProject(host);
  const [first] = value?.reports ?? [];
  if (value === undefined || first === undefined) throw new Error('the examples are no project');
  const { data: path, dataPosition: position, edition } = value;
  const prepared = await prepareData({ path, position, edition }, host, { publisher });
  expect(prepared.diagnostics.map(formatDiagnostic)).toEqual([]);
  project = value;
  report = first;
  data = prepared.value;
});

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(15);
  expect(examples.filter(({ prints }) => prints !== undefined).length).toBeGreaterThan(7);
});

test.each(examples)('$page, line $line, does what it says', async ({ template: text, prints }) => {
  const target = { report, language: 'en', formats: report.formats };
  const { value, diagnostics } = await writeReport(
    { project, target, data, language: english, rows: new RowIndex(), draft: false },
    withTemplate(text),
    { draw: drawCharts },
  );
  const errors = diagnostics.map(formatDiagnostic).join('\n');
  if (prints?.startsWith(template) === true) {
    expect(errors).toBe(prints.trim());
    return;
  }
  expect(errors).toBe('');
  if (prints !== undefined && value !== undefined) {
    expect(linesOf(value.content.body)).toEqual(prints.trim().split('\n'));
  }
});

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
