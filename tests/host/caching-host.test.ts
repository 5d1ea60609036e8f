import { expect, test } from 'vitest';
import { cachingHost } from '../../src/host/caching-host.js';
import { FileProblem } from '../../src/host/host.js';
import { recordHost } from '../../src/host/recording.js';
import { memoryHost } from '../memory-host.js';

test('a file is what it was when it was asked for first, read once, and one that is too large for some is not for others', async () => {
  const contents: Record<string, string> = { 'a.txt': 'one', 'large.txt': 'x'.repeat(2_000_000) };
  const asked: string[] = [];
  const { project, ...rest } = memoryHost(contents);
  const counted = {
    ...project,
    read: async (path: string, most = Number.POSITIVE_INFINITY) => {
      asked.push(path);
      const bytes = await project.read(path);
      if (bytes.byteLength > most) throw new FileProblem('too-large', path);
      return bytes;
    },
  };
  const host = cachingHost({ ...rest, project: counted });
  const answersOf = async () => {
    const recording = recordHost(host);
    await recording.project.readText('a.txt');
    await expect(recording.project.readText('gone.txt')).rejects.toMatchObject({ reason: 'missing' });
    await recording.project.exists('b.txt');
    return recording.answers();
  };
  const before = await answersOf();
  expect(before.map(({ answer }) => answer)).toEqual([
    '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed',
    'no',
    '!missing',
  ]);
  expect(await answersOf()).toEqual(before);
  expect(asked).toEqual(['a.txt', 'gone.txt']);
  await expect(host.project.read('a.txt', 2)).rejects.toMatchObject({ reason: 'too-large' });
  expect(await host.project.readText('a.txt')).toBe('one');
  for (let time = 0; time < 2; time++) await host.project.read('large.txt');
  expect(asked.filter((path) => path === 'large.txt')).toHaveLength(2);
});
