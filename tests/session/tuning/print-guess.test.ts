/** What a session remembers of how reports were printed. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Printer } from '../../../src/host/host.js';
import { ResultCache } from '../../../src/host/result-cache.js';
import type { Target } from '../../../src/model/project/project.js';
import type { PrintedOrders, PrintGuess } from '../../../src/outputs/pdf/print/report-prints.js';
import { guessPrints, PrintOrders } from '../../../src/session/tuning/print-guess.js';
import { Turns } from '../../../src/session/workers/turns.js';
import { temporaryFolder } from '../../host/temporary-folder.js';

const order = { moves: [{ id: 'figure', past: 2 }], starts: [] };
const printed: PrintedOrders = { tried: [order], kept: order };

function guessOf(
  id: string,
  given: { orders?: PrintOrders; cache?: ResultCache; print?: Printer['print'] } = {},
): PrintGuess {
  const { orders = new PrintOrders(), cache, print = async () => Promise.reject(new Error('none')) } = given;
  // Of a target no more is looked at.
  const target = { report: { id }, language: 'en' } as Target;
  return guessPrints({ target }, { orders, cache, turns: new Turns(1), printer: { print } });
}

test('a report is known by its name, in this session and in the cache of its project', async () => {
  const orders = new PrintOrders();
  const cache = new ResultCache(join(temporaryFolder(), 'cache'), new Uint8Array(32), { most: 1_000_000 });
  expect(await guessOf('one', { orders, cache }).before()).toBe(undefined);
  guessOf('one', { orders, cache }).keep(printed);
  expect(await guessOf('one', { orders }).before()).toEqual(printed);
  expect(await guessOf('two', { orders }).before()).toBe(undefined);
  expect(await guessOf('one').before()).toBe(undefined);
  await cache.settle();
  expect(await guessOf('one', { cache }).before()).toEqual(printed);
});

test('few reports are remembered, those that were printed last', () => {
  const orders = new PrintOrders();
  for (let index = 0; index < 65; index++) {
    orders.kept.set(`${index}`, printed);
    orders.kept.set('0', printed);
  }
  expect(orders.kept.get('0')).toEqual(printed);
  expect(orders.kept.get('1')).toBe(undefined);
  expect(orders.kept.get('2')).toEqual(printed);
});

test('a browser that fails at what nobody asked for is asked for it no more', async () => {
  const orders = new PrintOrders();
  const asked: unknown[] = [];
  const print: Printer['print'] = async (html, _work, options) => {
    asked.push([html, options]);
    throw new Error('crashed');
  };
  const guess = guessOf('one', { orders, print });
  guess.keep(printed);
  const late = guess.print((printer) => printer.print('<p>', async () => {}));
  await expect(late()).rejects.toThrow('crashed');
  expect(asked).toEqual([['<p>', { once: true }]]);
  // The build was over.
  expect(await guess.before()).toEqual(printed);
  const now = guessOf('one', { orders, print });
  await expect(now.print((printer) => printer.print('<p>', async () => {}))()).rejects.toThrow('crashed');
  expect(await now.before()).toBe(undefined);
});
