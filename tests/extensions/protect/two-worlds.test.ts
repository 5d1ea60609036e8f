/**
 * Two worlds: data that agree in every number that is printed make the same publication, byte for byte. Whatever a channel tells
 * beyond the published table would differ.
 */
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { differences, outputsOf, textsIn } from './publications.js';
import { acceptedWorlds, most } from './worlds.js';

const towns = textsIn(join(import.meta.dirname, 'towns'));

test('every world that agrees in what is printed has the same publication, in all its files', async () => {
  const worlds = await acceptedWorlds(towns, 2024, most);
  expect(worlds.length).toBeGreaterThan(Math.min(most, 21) - 1);
  const build = (files: typeof towns) => outputsOf(files, temporaryFolder(afterAll));
  const first = await build(towns);
  expect(Object.keys(first)).toEqual(expect.arrayContaining(['towns/en/towns.pdf', 'towns/en/towns.docx']));
  for (const { name, files } of worlds) expect(differences(first, await build(files)), name).toEqual([]);
});
