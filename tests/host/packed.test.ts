import { expect, test } from 'vitest';
import { pack, unpack } from '../../src/host/processes/packed.js';

const value = { a: 1n, b: undefined, c: new Map([['ж', Number.NaN]]), d: new Uint8Array([1, 2]), e: -0 };

test.each([
  ['a few', 1],
  ['a packet', 500],
  ['more than leaves at once', 20_000],
])('%s of everything that can be sent come out as they were', (_, count) => {
  const values = Array.from({ length: count }, (_, index) => ({ ...value, index }));
  expect(unpack(structuredClone(pack(values)))).toEqual(values);
});

test('rows and words are a fraction of their bytes', () => {
  const rows = Array.from({ length: 2_000 }, (_, year) => ({
    keys: { year: `${year}` },
    measures: { cases: year },
  }));
  const packed = pack(rows);
  expect('bytes' in packed && packed.bytes.byteLength).toBeLessThan(40_000);
});

test('what cannot be sent is refused where it is asked for', () => {
  expect(() => pack([() => {}])).toThrow('could not be cloned');
});
