/** What is kept of prints: what they are like, and the PDF of those alone that were made to conform. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ResultCache } from '../../src/host/result-cache.js';
import type { HeldPrint } from '../../src/outputs/pdf/print/print.js';
import { Memory } from '../../src/session/memo/memory.js';
import { recallPrints } from '../../src/session/recall-prints.js';
import { temporaryFolder } from '../host/temporary-folder.js';

const input = {
  html: '<p>One</p>',
  meta: { title: 't', author: 'a', language: 'en', epochSeconds: 0, producer: 'p' },
};
const words = { reading: [], pictures: [], aside: [], repeated: [], sheets: [] };

test('a print that was only measured is measured no more, and printed again when its PDF is wanted', async () => {
  const cache = new ResultCache(join(temporaryFolder(), 'cache'), new Uint8Array(32), { most: 1_000_000 });
  const events: string[] = [];
  const make = async (): Promise<HeldPrint> => {
    events.push('print');
    return {
      value: { pages: { a: 1 }, pageCount: 1, prints: 1, words },
      diagnostics: [],
      finish: async () => new Uint8Array([1]),
      setAside: () => void events.push('aside'),
      drop: () => void events.push('drop'),
    };
  };
  const again = async (isKept: boolean): Promise<Uint8Array | undefined> => {
    const recall = recallPrints(cache, { env: {}, memory: new Memory() });
    const print = await recall(input, make);
    expect(print.value).toEqual({ pages: { a: 1 }, pageCount: 1, prints: 1, words });
    print.setAside();
    const pdf = isKept ? await print.finish() : undefined;
    print.drop();
    await cache.settle();
    return pdf;
  };
  expect(await again(false)).toBe(undefined);
  expect(events.splice(0)).toEqual(['print', 'aside', 'drop']);
  expect(await again(false)).toBe(undefined);
  expect(events).toEqual([]);
  expect(await again(true)).toEqual(new Uint8Array([1]));
  expect(events.splice(0)).toEqual(['print', 'drop']);
  expect(await again(true)).toEqual(new Uint8Array([1]));
  expect(events).toEqual([]);
});
