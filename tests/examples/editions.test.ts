/** The example of two editions: it builds, and what it keeps of the first is what that one publishes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseSnapshot, type Snapshot } from '../../src/model/snapshot/snapshot.js';
import { buildInMemory, textOf } from '../commands/verify/sample-output.js';

const root = 'examples/editions';
const parts = ['tallybook.yaml', 'data', 'templates'];

function filesIn(folder: string): Record<string, string> {
  const read = (path: string): (readonly [string, string])[] => {
    const full = join(folder, path);
    return statSync(full).isDirectory()
      ? readdirSync(full).flatMap((name) => read(`${path}/${name}`))
      : [[path, readFileSync(full, 'utf8')]];
  };
  return Object.fromEntries(parts.flatMap(read));
}

async function published(folder: string): Promise<Snapshot> {
  const { output, diagnostics } = await buildInMemory(filesIn(folder));
  expect(diagnostics).toEqual([]);
  return snapshotIn(textOf(output, 'accidents/en/published.json'));
}

function snapshotIn(text: string): Snapshot {
  const { value: snapshot, fault } = parseSnapshot(text);
  if (snapshot === undefined) throw new Error(fault);
  return snapshot;
}

test('what is kept of the first edition is what its project publishes', async () => {
  const kept = snapshotIn(readFileSync(join(root, 'data/editions/2014.json'), 'utf8'));
  const { edition, datasets, numbers, claims } = await published(join(root, '2014'));
  expect(kept).toMatchObject({ edition, datasets, numbers, claims });
});

test('the second edition shows revised and vanished figures, another definition and another name', async () => {
  const { revisions, revisedTexts, parts } = await published(root);
  // A link into the first edition leads to the same part of the second.
  const before = snapshotIn(readFileSync(join(root, 'data/editions/2014.json'), 'utf8'));
  const ids = new Map(parts.map(({ title, id }) => [title, id]));
  const kept = before.parts.filter(({ title }) => title !== '' && ids.has(title));
  expect(kept.map(({ title }) => ids.get(title))).toEqual(kept.map(({ id }) => id));
  expect(kept.some(({ id }) => !id.startsWith('_'))).toBe(true);
  expect(revisions.map(({ cell, before, after }) => [cell, before, after])).toEqual(
    expect.arrayContaining([
      ['accidents/accidents?year=2014&place=village', '48', '51'],
      ['fines/fines?year=2014', '1975', undefined],
    ]),
  );
  expect(revisedTexts.map(({ what, before }) => [what, before])).toEqual([
    ['definition', 'Accidents in which somebody was injured, as the police recorded them.'],
    ['label', 'Motorway'],
  ]);
});
