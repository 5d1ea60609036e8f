/** What somebody who writes every hash anew can still do, as docs/ci.md says: a test that fails here mends that text too. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { type CurrentSnapshot, parseSnapshot } from '../../../src/model/snapshot.js';
import { sha256 } from '../../../src/outputs/canonical.js';
import { readPage } from '../../../src/outputs/snapshot/read-page.js';
import { renderSnapshot } from '../../../src/outputs/snapshot/render-snapshot.js';
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

beforeAll(async () => {
  output = await outputOf(
    Object.fromEntries(files.map((file) => [file, readFileSync(`examples/editions/${file}`, 'utf8')])),
  );
});

async function said(forged: Output): Promise<string> {
  const { project, tool } = memoryHost(forged);
  return (await verifyFiles(project, tool)).diagnostics.map(formatDiagnostic).join('\n');
}

function withSnapshot(from: Output, change: (snapshot: CurrentSnapshot) => CurrentSnapshot): Output {
  const { snapshot } = parseSnapshot(textOf(from, published));
  if (snapshot?.version !== 4) throw new Error('An output without a snapshot');
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

test.each([
  ['words of the page outside claims', () => forgedPage(/somebody was injured/, 'nobody was injured')],
  ['the colour of a mark', () => forgedPage(/(data-mark="0"><path [^>]*stroke=")#\w+/, '$1#fedcba')],
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
      withSnapshot(output, (snapshot) => ({
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

test('the words of a claim are noticed', async () => {
  expect(await said(forgedPage(/The number fell every year/, 'The number rose every year'))).toContain(
    'Unexpected words `The number fell every year from 2012 to 2015` of the claim `decreasing`',
  );
});
