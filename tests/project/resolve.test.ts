import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { FileProblem } from '../../src/host/host.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import { themeOf } from '../../src/model/project/theme.js';
import { resolveProject } from '../../src/project/resolve.js';
import { standardLimits } from '../../src/resource-limits.js';
import { memoryHost } from '../memory-host.js';

const smallest = `title: Road safety in X
publisher: Ministry
edition: 2015
reports:
  annual-report: {template: templates/annual-report.md}
`;
const files = { 'data/datapackage.yaml': '', 'templates/annual-report.md': '' };

const resolve = (text: string, more: Record<string, string> = files) =>
  resolveProject(memoryHost({ 'tallybook.yaml': text, ...more }));

async function problems(text: string, more?: Record<string, string>): Promise<string[]> {
  const { value, diagnostics } = await resolve(text, more);
  expect(value).toBeUndefined();
  return diagnostics.map(formatDiagnostic);
}

test('fills in every default of the smallest project', async () => {
  const { value, diagnostics } = await resolve(smallest);
  expect(diagnostics).toEqual([]);
  expect(value).toEqual({
    title: 'Road safety in X',
    publisher: 'Ministry',
    edition: 2015,
    languages: ['en'],
    data: 'data/datapackage.yaml',
    dataPosition: { file: 'tallybook.yaml', line: 1, column: 1 },
    output: 'output',
    outputPosition: { file: 'tallybook.yaml', line: 1, column: 1 },
    reports: [
      {
        id: 'annual-report',
        title: 'Road safety in X',
        publisher: 'Ministry',
        theme: themeOf('Ministry'),
        template: 'templates/annual-report.md',
        formats: ['html', 'pdf'],
        layout: 'warn',
        position: { file: 'tallybook.yaml', line: 5, column: 3 },
        templatePosition: { file: 'tallybook.yaml', line: 5, column: 29 },
      },
    ],
    limits: standardLimits,
    precision: defaultPrecision,
  });
});

test('the project file says years by the edition', async () => {
  const text = `${smallest.replace('Road safety in X', '"Road safety {edition}"')}imprint: {published: "{edition+1}-03-01", as-at: "{edition}-12-31"}\n`;
  const { value, diagnostics } = await resolve(text);
  expect(diagnostics).toEqual([]);
  expect(value?.reports[0]).toMatchObject({
    title: 'Road safety 2015',
    imprint: { published: '2016-03-01', asAt: '2015-12-31' },
  });
});

test('keeps what is written instead of the defaults, paths in their one form', async () => {
  const text = smallest.replace('edition', 'languages: [sr-Latn, en]\noutput: ./a//b/../c/\nedition');
  const { project } = memoryHost({ 'tallybook.yaml': text, ...files });
  const { project: tool } = memoryHost({ 'messages/en.yaml': '', 'messages/sr-Cyrl.yaml': '' });
  const { value } = await resolveProject({ project, tool, limits: standardLimits, now: () => 0 });
  expect(value).toMatchObject({ languages: ['sr-Latn', 'en'], output: 'a/c' });
});

test('orders the formats of a report and inherits only what it does not say', async () => {
  const { value } = await resolve(
    `${smallest.replace('reports', 'data: ./stats/package.json\nreports')}  short: {template: a.md, formats: [pdf, html], title: Short, publisher: Institute}\n`,
    { 'stats/package.json': '', 'a.md': '', ...files },
  );
  expect(value?.data).toBe('stats/package.json');
  expect(value?.reports[1]).toMatchObject({
    id: 'short',
    title: 'Short',
    publisher: 'Institute',
    formats: ['html', 'pdf'],
  });
});

test('says what an empty folder lacks', async () => {
  const { diagnostics } = await resolveProject(memoryHost({}));
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'tallybook.yaml:1:1 error project/not-found: There is no `tallybook.yaml` in this folder\n' +
      '  hint: name the folder of a project; the command `init FOLDER` writes a small one to start from',
  ]);
});

test('says when tallybook.yaml is not UTF-8', async () => {
  const bytes = Buffer.from('title: A\npublisher: Café\n', 'latin1');
  const { diagnostics } = await resolveProject(memoryHost({ 'tallybook.yaml': bytes }));
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'tallybook.yaml:2:15 error project/encoding: The byte `0xE9` is not UTF-8\n' +
      '  hint: save the file as UTF-8',
  ]);
});

test('names every unknown key, with the nearest that exists', async () => {
  expect(await problems(`${smallest.replace('edition', 'edtion')}lang: en\n`)).toEqual([
    'tallybook.yaml:1:1 error project/value: `tallybook.yaml` has no `edition`\n  hint: add `edition:` with a year such as `2015`',
    'tallybook.yaml:3:1 error project/unknown-key: `edtion` is not a key of `tallybook.yaml`\n' +
      '  hint: did you mean `edition`?',
    'tallybook.yaml:6:1 error project/unknown-key: `lang` is not a key of `tallybook.yaml`\n' +
      '  hint: did you mean `languages`?',
  ]);
});

test('names an unknown key of a report where it stands', async () => {
  const text = smallest.replace('{template: ', '{templat: x, template: ');
  expect(await problems(text)).toEqual([
    'tallybook.yaml:5:19 error project/unknown-key: `templat` is not a key of `reports.annual-report`\n' +
      '  hint: did you mean `template`?',
  ]);
});

test.each([
  ['title: 2015', 'title: Road safety in X', '1:8', '`title` cannot be `2015`\n  hint: write a text'],
  ['title: ""', 'title: Road safety in X', '1:8', '`title` is empty\n  hint: write a text'],
  ['title:', 'title: Road safety in X', '1:1', '`title` is empty\n  hint: write a text'],
  [
    'edition: "2015"',
    'edition: 2015',
    '3:10',
    '`edition` cannot be `"2015"`\n  hint: write a year such as `2015`',
  ],
  ['edition: 15', 'edition: 2015', '3:10', '`edition` cannot be `15`\n  hint: write a year such as `2015`'],
  [
    'edition: 2015.5',
    'edition: 2015',
    '3:10',
    '`edition` cannot be `2015.5`\n  hint: write a year such as `2015`',
  ],
  ['x: {', 'annual-report: {', '5:3', ''],
  [
    'Annual_Report: {',
    'annual-report: {',
    '5:3',
    '`Annual_Report` cannot be a key of `reports`\n  hint: write an id of lower-case letters, digits and hyphens, such as `annual-report`',
  ],
  [
    'formats: [html, odt], template: t',
    'template: t',
    '5:35',
    'Item 2 of `reports.annual-report.formats` cannot be `odt`\n  hint: write `html`, `pdf` or `docx`',
  ],
  [
    'formats: [pdf, pdf], template: t',
    'template: t',
    '5:28',
    '`reports.annual-report.formats` cannot be this list\n  hint: write each format once',
  ],
  [
    'formats: pdf, template: t',
    'template: t',
    '5:28',
    '`reports.annual-report.formats` cannot be `pdf`\n  hint: write a list of `html`, `pdf` and `docx`',
  ],
  [
    'languages: en\nreports:',
    'reports:',
    '4:12',
    '`languages` cannot be `en`\n  hint: write a list of language tags such as `[en]`',
  ],
])('refuses the form of %j', async (replacement, original, at, message) => {
  const text = smallest.replace(original, replacement);
  if (message === '') return expect((await resolve(text)).value).toBeDefined();
  expect(await problems(text)).toEqual([`tallybook.yaml:${at} error project/value: ${message}`]);
});

test.each([
  [
    '',
    '1:1',
    '`tallybook.yaml` is empty\n  hint: write a mapping with `title`, `publisher`, `edition` and `reports`',
  ],
  [
    '- a',
    '1:1',
    '`tallybook.yaml` cannot be a list\n  hint: write a mapping with `title`, `publisher`, `edition` and `reports`',
  ],
])('refuses %j as a whole', async (text, at, message) => {
  expect(await problems(text)).toEqual([`tallybook.yaml:${at} error project/value: ${message}`]);
});

test('refuses YAML that does not parse and keys that stand twice', async () => {
  expect(await problems(`${smallest}title: Again\nfoo: [\n`)).toEqual([
    'tallybook.yaml:6:1 error project/yaml: The key `title` is written twice\n  hint: keep one of the two',
    'tallybook.yaml:7:6 error project/yaml: This `[` is not closed\n  hint: close it with `]`, or indent its lines further',
  ]);
});

test.each([
  [
    'sr',
    'The language `sr` is written in more than one script\n  hint: say which one is meant, `sr-Latn` or `sr-Cyrl`',
  ],
  ['EN', '`EN` is not the tag of this language\n  hint: write `en`'],
  [
    'english language',
    '`english language` is not the tag of a language\n  hint: write a BCP 47 tag, such as `en` or `sr-Latn`',
  ],
  [
    'tlh',
    'Tallybook has no words in the language `tlh` yet\n  hint: `tallybook translate new tlh` writes `messages/tlh.yaml`, to be filled in',
  ],
  [
    'ur',
    'The language `ur` is written from right to left\n  hint: leave it out: pages, tables and charts of Tallybook run from left to right',
  ],
])('refuses the language %j', async (tag, message) => {
  expect(await problems(smallest.replace('reports', `languages: [en, ${tag}]\nreports`))).toEqual([
    `tallybook.yaml:4:17 error project/value: ${message}`,
  ]);
});

test('reports every path that leaves the project and every file that is missing, where it is named', async () => {
  const text = `title: Roads
publisher: Ministry
edition: 2015
data: ../data.yaml
output: /var/www
reports:
  a: {template: templates/../../b.md}
  b: {template: 'templates\\b.md'}
  c: {template: C:/b.md}
  d:
    template: templates/missing.md
`;
  const inside =
    '\n  hint: put the file into the project, and name it from the folder of `tallybook.yaml` on';
  expect((await problems(text)).map((line) => line.replace('tallybook.yaml:', ''))).toEqual([
    '5:9 error project/path-outside: The path `/var/www` leads out of the project\n' +
      '  hint: write it from the folder of `tallybook.yaml` on',
    `4:7 error project/path-outside: The path \`../data.yaml\` leads out of the project${inside}`,
    `7:17 error project/path-outside: The path \`templates/../../b.md\` leads out of the project${inside}`,
    '8:17 error project/value: The path `templates\\b.md` has a `\\`\n  hint: write `/` between folders',
    '9:17 error project/path-outside: The path `C:/b.md` leads out of the project\n' +
      '  hint: write it from the folder of `tallybook.yaml` on',
    '11:15 error project/missing-file: There is no file `templates/missing.md`\n  hint: name a template, or put one there',
  ]);
});

test('says where the data package is expected when `data` is not written', async () => {
  const { 'data/datapackage.yaml': _, ...others } = files;
  expect(await problems(smallest, others)).toEqual([
    'tallybook.yaml:1:1 error project/missing-file: There is no file `data/datapackage.yaml`\n' +
      '  hint: if it is elsewhere, write its place: `data: PATH`',
  ]);
});

test('reports a link that leads out of the project', async () => {
  const host = memoryHost({ 'tallybook.yaml': smallest });
  const read = (path: string) => Promise.reject(new FileProblem('outside', path));
  const { diagnostics } = await resolveProject({ ...host, project: { ...host.project, read } });
  expect(diagnostics.map(({ code }) => code)).toEqual(['project/path-outside', 'project/path-outside']);
});

test('no project raises a depth beyond what can be read', async () => {
  const { diagnostics } = await resolve(`${smallest}limits: {yamlDepth: 301, rows: 9000000}\n`);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({ code: 'project/value', position: { line: 6 } });
  expect(diagnostics[0]?.hint).toContain('a whole number from 1 to 300');
});

test('a project raises the limits that it names, and keeps the others', async () => {
  const { value } = await resolve(`${smallest}limits: {rows: 3000000}\n`);
  expect(value?.limits).toEqual({ ...standardLimits, rows: 3_000_000 });
});
