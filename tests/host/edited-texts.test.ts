import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTexts } from '../../src/host/files/edited-texts.js';
import { folderFiles } from '../../src/host/files/files.js';
import { temporaryFolder } from './temporary-folder.js';

test('texts that an editor has not saved stand before the files', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.md'), 'saved');
  writeFileSync(join(folder, 'b.md'), 'other');
  const texts = new Map([
    ['a.md', 'not saved'],
    ['new.md', 'new'],
  ]);
  const files = withTexts(folderFiles(folder), texts);
  expect(await files.readText('x/../a.md')).toBe('not saved');
  expect(await files.readText('b.md')).toBe('other');
  expect(await files.list('.')).toEqual(['a.md', 'b.md', 'new.md']);
  expect([await files.exists('new.md'), await files.exists('none.md')]).toEqual([true, false]);
  await expect(files.read('a.md', 3)).rejects.toMatchObject({ reason: 'too-large', found: '9' });
  await expect(files.read('../a.md')).rejects.toMatchObject({ reason: 'outside' });
});
