/** `docs/ngo.md` is followed step by step: its files are put together as it says, and it must tell the truth. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { RowIndex } from '../src/content/selection/fields.js';
import { formatDiagnostic } from '../src/diagnostics.js';
import { templateSyntax } from '../src/extensions/extensions.js';
import { resolveProject } from '../src/project/resolve.js';
import { prepareData } from '../src/session/prepare-data.js';
import { buildInMemory } from './commands/verify/sample-output.js';
import { memoryHost } from './memory-host.js';
import { compose } from './support/composed.js';
import { english } from './support/english.js';

const guide = readFileSync(join(import.meta.dirname, '../docs/ngo.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
/** The first block of a language that begins so. */
const block = (language: string, start: string): string => {
  const found = blocks.find(([, name, text = '']) => name === language && text.startsWith(start));
  if (found?.[2] === undefined) throw new Error(`no ${language} that begins with ${start}`);
  return found[2];
};

const project = (reports: string): string =>
  `title: Our year\npublisher: House of Hope\nedition: 2024\n${reports}`;
const oneReport = project('reports:\n  annual-report: {template: templates/annual-report.md}\n');
let plain: Record<string, string>;
let both: Record<string, string>;
/** The first template with more under its table. */
let extended: (more: string) => string;

beforeAll(() => {
  const template = block('handlebars', '---\ntitle: Our year');
  const described = block('yaml', 'name: own-counts');
  plain = {
    'tallybook.yaml': oneReport,
    'data/clients.csv': block('text', 'year,help'),
    'data/datapackage.yaml': described,
    'templates/annual-report.md': template,
  };
  const counted = described.replace('    illustrative', `${block('yaml', '    counts:')}    illustrative`);
  both = {
    ...plain,
    'data/ministry.csv': block('text', 'year,persons'),
    'data/datapackage.yaml': counted + block('yaml', '  - name: ministry'),
  };
  const rest = template.indexOf('# What our figures');
  extended = (more) => `${template.slice(0, rest)}${more}\n${template.slice(rest)}`;
});

/** What `check` says of these files, as someone reads it who calls it from the folder beside them. */
async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const host = memoryHost(files);
  const resolved = await resolveProject(host);
  const found = [...resolved.diagnostics];
  if (resolved.value === undefined) return found.map(formatDiagnostic);
  const { data: path, dataPosition: position, edition } = resolved.value;
  const prepared = await prepareData({ path, position, edition }, host);
  found.push(...prepared.diagnostics);
  for (const report of resolved.value.reports) {
    const input = {
      project: resolved.value,
      report,
      data: prepared.value,
      rows: new RowIndex(),
      language: english,
      syntax: templateSyntax,
      draft: false,
    };
    found.push(...(await compose(input, host)).diagnostics);
  }
  return found.map((each) => formatDiagnostic(each).replaceAll(/(data|templates)\//g, '../our-report/$1/'));
}

test('the example of own counts builds', async () => {
  expect(await problemsOf(plain)).toEqual([]);
});

test('the comparison is refused with the message that the guide prints, and goes through with a note', async () => {
  const bare = block(
    'handlebars',
    '{{compare "ministry" "clients" official="Ministry" own="We" id="tbl-both"}}',
  );
  const noted = block(
    'handlebars',
    '{{compare "ministry" "clients" official="Ministry" own="We" id="tbl-both" note',
  );
  expect(await problemsOf({ ...both, 'templates/annual-report.md': extended(bare) })).toEqual([
    block('text', '../our-report/templates/annual-report.md:12').trim(),
  ]);
  expect(await problemsOf({ ...both, 'templates/annual-report.md': extended(noted) })).toEqual([]);
});

test('the shadow report builds as a second report', async () => {
  const files = {
    ...both,
    'tallybook.yaml': project(block('yaml', 'reports:')),
    'templates/shadow-report.md': block('handlebars', '---\ntitle: Our answer'),
  };
  expect(await problemsOf(files)).toEqual([]);
});

test('under a profile it is built with the warning that the guide prints, and stopped by the fault', async () => {
  const [, , profile = ''] = blocks.find(([, , text = '']) => text.includes('profile: upr}')) ?? [];
  const files = {
    ...both,
    'tallybook.yaml': project(profile),
    'templates/shadow-report.md': block('handlebars', '---\ntitle: Our answer'),
  };
  const said = async (texts: typeof files) =>
    (await buildInMemory(texts)).diagnostics.map((each) =>
      formatDiagnostic(each).replace('tallybook.yaml', '../our-report/tallybook.yaml'),
    );
  const printed = blocks.flatMap(([, name, text = '']) =>
    name === 'text' && / report\//.test(text) ? [text.trim()] : [],
  );
  expect(await said(files)).toEqual([printed[0]]);
  const html = files['tallybook.yaml'].replace('profile: upr', 'profile: upr, formats: [html]');
  expect((await said({ ...files, 'tallybook.yaml': html }))[0]).toBe(printed[1]);
});
