/** Two worlds, on the data of this repository with protection switched on for all of it. */
import { beforeAll, expect, test } from 'vitest';
import { flagshipEdition, protectedFlagship } from '../extensions/protect/flagship-protected.js';
import type { ProjectFiles } from '../extensions/protect/protected-project.js';
import { differences, outputsOf } from '../extensions/protect/publications.js';
import { acceptedWorlds, type World } from '../extensions/protect/worlds.js';
import { temporaryFolder } from '../host/temporary-folder.js';

let flagship: ProjectFiles;
let worlds: readonly World[];

beforeAll(async () => {
  flagship = await protectedFlagship();
  worlds = await acceptedWorlds(flagship, flagshipEdition);
  expect(worlds.length).toBeGreaterThan(40);
});

/** A publication is made in a folder that is deleted at the end of its test. */
async function expectSame(files: ProjectFiles, others: readonly World[], expected: readonly string[]) {
  const first = await outputsOf(files, temporaryFolder());
  expect(Object.keys(first)).toEqual(expect.arrayContaining([...expected]));
  for (const { name, files: own } of others) {
    const world = { ...own, 'tallybook.yaml': files['tallybook.yaml'] ?? '' };
    expect(differences(first, await outputsOf(world, temporaryFolder())), name).toEqual([]);
  }
}

test('every number of persons is hidden alike in every world: pages, data, charts, downloads', async () => {
  const settings = (flagship['tallybook.yaml'] ?? '').replace('data: true', 'data: true, formats: [html]');
  const files = ['persons/en/persons.html', 'persons/en/persons-data.xlsx', 'persons/en/published.json'];
  await expectSame({ ...flagship, 'tallybook.yaml': settings }, worlds, files);
});

test('and on paper and in Word', async () => {
  const settings = (flagship['tallybook.yaml'] ?? '').replace(
    'data: true',
    'data: true, formats: [pdf, docx]',
  );
  const files = ['persons/en/persons.pdf', 'persons/en/persons.docx'];
  await expectSame({ ...flagship, 'tallybook.yaml': settings }, worlds.slice(-2), files);
});
