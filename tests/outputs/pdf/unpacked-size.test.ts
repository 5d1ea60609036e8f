import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpackWithin } from '../../../src/outputs/pdf/output.js';

const stream = (packed: Uint8Array, filter = '/Filter /FlateDecode', end = '\n'): Uint8Array =>
  Buffer.concat([
    Buffer.from(`1 0 obj <<${filter}>> stream${end}`, 'latin1'),
    packed,
    Buffer.from('\nendstream endobj\n'),
  ]);

const bomb = deflateSync(new Uint8Array(1_000_000));

test('streams count together, wherever they begin behind their word', () => {
  expect(bomb.byteLength).toBeLessThan(2_000);
  for (const end of ['\n', '\r\n', '\r', '']) {
    expect(unpackWithin(stream(bomb, undefined, end), 1_000_000)).toBe('within');
    expect(unpackWithin(stream(bomb, undefined, end), 999_999)).toBe('beyond');
  }
  expect(unpackWithin(Buffer.concat([stream(bomb), stream(bomb)]), 1_500_000)).toBe('beyond');
  // A dictionary that says nothing of a filter does not hide it.
  expect(unpackWithin(stream(bomb, ''), 1_000)).toBe('beyond');
});

test('what no build writes is strange: other filters, several, and a name that is spelled otherwise', () => {
  for (const filter of [
    '/Filter /LZWDecode',
    '/Filter [/FlateDecode /FlateDecode]',
    '/#46ilter /RunLengthDecode',
    '/Filter 5 0 R',
  ])
    expect(unpackWithin(stream(bomb, filter), 10_000_000)).toBe('strange');
  expect(unpackWithin(stream(Buffer.from('BT ET'), ''), 10)).toBe('within');
});
