import { isDeepStrictEqual } from 'node:util';
import type { Printer } from '../../host/host.js';
import type { ResultCache } from '../../host/result-cache.js';
import { LastUsed } from '../../model/last-used.js';
import { targetName } from '../../model/project/target-name.js';
import type { FinishedReport } from '../../outputs/output.js';
import type { PrintedOrders, PrintGuess } from '../../outputs/pdf/print/report-prints.js';
import type { Turns } from '../workers/turns.js';

/** Reports of which it is remembered how they were printed: more are not made again and again in one session. */
const mostKept = 64;

/** In which orders reports were printed last, in this session. */
export class PrintOrders {
  /** By report. */
  readonly kept = new LastUsed<PrintedOrders>(mostKept);
  /** False once the browser failed at a print that nobody had asked for: perhaps it does not bear two. */
  isTrusted = true;
}

interface Given {
  readonly orders: PrintOrders;
  /** What other processes remember of it. */
  readonly cache: ResultCache | undefined;
  /** Those of the browser. */
  readonly turns: Turns;
  readonly printer: Pick<Printer, 'print'>;
}

/** What is known of how a report was printed before, here or by another process, and the turns of the browser that are idle. */
export function guessPrints(
  { target }: Pick<FinishedReport, 'target'>,
  { orders, cache, turns, printer }: Given,
): PrintGuess {
  const of = JSON.stringify(targetName(target));
  let known: PrintedOrders | undefined;
  let isOver = false;
  return {
    async before() {
      // What stands under a name of this kind was put there below.
      known = orders.kept.get(of) ?? ((await cache?.read('orders', of)) as PrintedOrders | undefined);
      return orders.isTrusted ? known : undefined;
    },
    keep(now) {
      isOver = true;
      orders.kept.set(of, now);
      if (!isDeepStrictEqual(now, known)) cache?.keep('orders', of, now);
    },
    print(work) {
      return turns.idle(async (done) => {
        const idle: typeof printer = {
          async print(html, use) {
            try {
              return await printer.print(html, use, { once: true });
            } catch (error) {
              // Whatever ends with the build says nothing of the browser.
              orders.isTrusted &&= isOver;
              throw error;
            } finally {
              done();
            }
          },
        };
        return await work(idle);
      });
    },
  };
}
