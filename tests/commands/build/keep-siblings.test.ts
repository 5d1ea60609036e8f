import { beforeAll, expect, test } from 'vitest';
import { besidesIn, keepSiblings } from '../../../src/commands/build/publish-outputs.js';
import { bytesOf, readyFile } from '../../../src/commands/build/ready.js';
import { parseSnapshot } from '../../../src/model/snapshot/snapshot.js';
import { type FinishedFile, parseManifest } from '../../../src/outputs/manifest/manifest.js';
import { outputOf, sampleProject, textOf } from '../verify/sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const published = 'visits/en/published.json';
let before: Output;
let changed: Output;

beforeAll(async () => {
  before = await outputOf(sampleProject);
  const template = sampleProject['templates/visits.md'] ?? '';
  changed = await outputOf({
    ...sampleProject,
    'templates/visits.md': template.replace('In 2014', 'During 2014'),
  });
});

/** What a build of the lists alone hands over, beside the page of an earlier build. */
async function builtBeside(earlier: Output): Promise<string[]> {
  const { value: snapshot } = parseSnapshot(textOf(before, published));
  if (snapshot === undefined) throw new Error('An output without a snapshot');
  const files = snapshot.files.filter(({ format }) => format === 'json');
  const about = { report: 'visits', language: 'en', format: 'json' } as const;
  const bytes = new TextEncoder().encode(JSON.stringify({ ...snapshot, files }));
  const made: FinishedFile[] = [
    { ...about, path: 'visits/en/numbers.json', bytes: new Uint8Array() },
    { ...about, path: published, bytes },
  ];
  const kept = await keepSiblings(
    made.map(readyFile),
    besidesIn(parseManifest(earlier['manifest.json']), async (path) => earlier[path]),
  );
  const snapshots = kept.filter(({ path }) => path === published);
  const [answering] = await Promise.all(snapshots.map(bytesOf));
  const answered = parseSnapshot(new TextDecoder().decode(answering));
  if (answered.value === undefined) throw new Error(answered.fault);
  return answered.value.files.map(({ name }) => name);
}

test('a snapshot answers for a page that an earlier build made of the same report', async () => {
  expect(await builtBeside(before)).toEqual(['numbers.json', 'visits.html']);
});

test('it does not for a page of another text, so that verify says so', async () => {
  expect(await builtBeside(changed)).toEqual(['numbers.json']);
});
