/** What somebody who writes every hash anew can still do, as docs/ci.md says: a test that fails here mends that text too. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { parseSnapshot, type Snapshot } from '../../../src/model/snapshot/snapshot.js';
import { toJson } from '../../../src/outputs/canonical.js';
import { parseManifest } from '../../../src/outputs/manifest/manifest.js';
import { readPage } from '../../../src/outputs/snapshot/read-page.js';
import { renderSnapshot } from '../../../src/outputs/snapshot/render-snapshot.js';
import { sha256 } from '../../../src/sha256.js';
import { memoryHost } from '../../memory-host.js';
import { withFile, withPublished } from './mutations.js';
import { outputOf, textOf } from './sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const page = 'accidents/en/accidents.html';
const published = 'accidents/en/published.json';
const files = [
  'tallybook.yaml',
  'data/datapackage.yaml',
  'data/accidents.csv',
  'data/revisions.csv',
  'data/editions/2014.json',
  'templates/accidents.md',
];
let output: Output;
/** The same report of a year in which more accidents were counted. */
let ofOtherData: Output;

beforeAll(async () => {
  const project: Record<string, string> = Object.fromEntries(
    files.map((file) => [file, readFileSync(`examples/editions/${file}`, 'utf8')]),
  );
  project['tallybook.yaml'] += `  summary:\n    template: templates/summary.md\n`;
  project['templates/summary.md'] = 'Accidents in 2015: {{value "accidents" year=2015}}.\n';
  output = await outputOf(project);
  const accidents = project['data/accidents.csv'] ?? '';
  ofOtherData = await outputOf({
    ...project,
    'data/accidents.csv': accidents
      .replace('2015,cycle-path,6', '2015,cycle-path,8')
      .replace('2015,total,215', '2015,total,217'),
  });
});

async function said(forged: Output): Promise<string> {
  const { project, tool } = memoryHost(forged);
  return (await verifyFiles(project, tool)).diagnostics.map(formatDiagnostic).join('\n');
}

function withSnapshot(from: Output, change: (snapshot: Snapshot) => Snapshot): Output {
  const { value: snapshot } = parseSnapshot(textOf(from, published));
  if (snapshot === undefined) throw new Error('An output without a snapshot');
  return withFile(from, published, new TextDecoder().decode(renderSnapshot(change(snapshot))));
}

/** The page changed, and all that the snapshot says of its words and markup. */
function forgedPage(from: RegExp, to: string): Output {
  const html = textOf(output, page);
  const changed = html.replace(from, to);
  if (changed === html) throw new Error(`nothing matches ${from}`);
  const parts = new Map(readPage(changed).parts.map((part) => [part.id, part]));
  return withSnapshot(withPublished(output, page, changed), (snapshot) => ({
    ...snapshot,
    parts: snapshot.parts.map((part) => {
      const { title = '', text = '', labels = '' } = parts.get(part.id) ?? {};
      return { ...part, title, text, labels: sha256(labels) };
    }),
  }));
}

/** The first year of the text in the list, changed as on the page. */
function withYear(forged: Output): Output {
  const list = 'accidents/en/numbers.json';
  const line = '{"class":"date","text":"2015","place":"text"';
  const text = textOf(forged, list);
  if (!text.includes(line)) throw new Error('no year in the list');
  const changed = text.replace(line, line.replace('2015', '2014'));
  return withPublished(forged, list, new TextEncoder().encode(changed));
}

function withoutReport(name: string): Output {
  const manifest = parseManifest(output['manifest.json']);
  if (manifest === undefined) throw new Error('An output without a manifest');
  const outputs = manifest.outputs.filter(({ path }) => !path.startsWith(`${name}/`));
  const left = Object.entries(output).filter(([path]) => !path.startsWith(`${name}/`));
  return { ...Object.fromEntries(left), 'manifest.json': toJson({ ...manifest, outputs }) };
}

test.each([
  ['words of the page outside claims', () => forgedPage(/somebody was injured/, 'nobody was injured')],
  ['the colour of a mark', () => forgedPage(/(data-mark="0"><path [^>]*stroke=")#\w+/, '$1#fedcba')],
  ['a line', () => forgedPage(/(data-mark="0"><path [^>]*d="M)\d+/, '$19')],
  ['the name beside a mark', () => forgedPage(/>Town<\/text>/, '>Village</text>')],
  [
    'a year of the page, with the list of numbers',
    () => withYear(forgedPage(/In <span data-n="date">2015/, 'In <span data-n="date">2014')),
  ],
  ['a whole report, with all that names it', () => withoutReport('summary')],
  ['other cells, with everything that rests on them', () => ofOtherData],
  ['the publisher', () => forgedPage(/Road safety office/g, 'Ministry of roads')],
  [
    'the reason for a revision',
    () =>
      withSnapshot(output, (snapshot) => ({
        ...snapshot,
        revisions: snapshot.revisions.map((revision) => ({ ...revision, reason: 'Another reason.' })),
      })),
  ],
  [
    'a row that neither a number nor a total rests on',
    () =>
      withSnapshot(withoutReport('summary'), (snapshot) => ({
        ...snapshot,
        datasets: snapshot.datasets.map((dataset) => ({
          ...dataset,
          rows: [...dataset.rows, { keys: { year: '2016', place: 'town' }, values: { accidents: '1' } }],
        })),
      })),
  ],
])('%s', async (_, forge) => {
  expect(await said(forge())).toBe('');
});

test('a year of the page alone is noticed', async () => {
  expect(await said(forgedPage(/In <span data-n="date">2015/, 'In <span data-n="date">2014'))).toContain(
    'verify/number',
  );
});

test('the words of a claim are noticed', async () => {
  expect(await said(forgedPage(/The number fell every year/, 'The number rose every year'))).toContain(
    'The page does not print the words `The number fell every year from 2012 to 2015` of the claim `decreasing`',
  );
});
