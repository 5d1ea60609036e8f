import { expect, test } from 'vitest';
import { isStillSo, recordHost } from '../../src/host/recording.js';
import { memoryHost } from '../memory-host.js';

const files = { 'a.txt': 'one', 'b/c.txt': 'two' };

async function answersOf(contents: Record<string, string | Uint8Array>) {
  const host = recordHost(memoryHost(contents));
  await host.project.readText('a.txt');
  await host.project.readText('a.txt');
  await host.project.exists('absent.txt');
  await host.project.list('b');
  await expect(host.project.read('gone.txt')).rejects.toThrow();
  return host.answers();
}

test('each question is kept once, absent files too', async () => {
  const answers = await answersOf(files);
  expect(answers.map(({ asked, path }) => `${asked} ${path}`)).toEqual([
    'read a.txt',
    'exists absent.txt',
    'list b',
    'read gone.txt',
  ]);
  expect(answers.map(({ answer }) => answer)).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
    'no',
    expect.stringMatching(/^[0-9a-f]{64}$/),
    '!missing',
  ]);
});

const changes: readonly (readonly [what: string, now: Record<string, string>, expected: boolean])[] = [
  ['nothing', files, true],
  ['a file that nobody asked for', { ...files, 'd.txt': 'three' }, true],
  ['the bytes of a file', { ...files, 'a.txt': 'One' }, false],
  ['a file that was not there', { ...files, 'absent.txt': '' }, false],
  ['a file that could not be read', { ...files, 'gone.txt': '' }, false],
  ['the names in a folder', { ...files, 'b/d.txt': '' }, false],
  ['a file that is gone', { 'b/c.txt': 'two' }, false],
];

test.each(changes)('it notices a change of %s', async (_, now, expected) => {
  expect(await isStillSo(await answersOf(files), memoryHost(now))).toBe(expected);
});

test('a file that changes during the build proves nothing', async () => {
  const contents: Record<string, string> = { 'a.txt': 'before' };
  const host = recordHost(memoryHost(contents));
  await host.project.read('a.txt');
  contents['a.txt'] = 'after';
  await host.project.read('a.txt');
  expect(await isStillSo(host.answers(), memoryHost(contents))).toBe(false);
});

test('text that is not UTF-8 is refused as by the machine itself', async () => {
  const host = recordHost(memoryHost({ 'a.txt': new Uint8Array([0xff]) }));
  await expect(host.project.readText('a.txt')).rejects.toMatchObject({ reason: 'not-utf8' });
});
