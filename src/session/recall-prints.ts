import { hasErrors, type Outcome } from '../diagnostics.js';
import { identifyBrowsers } from '../host/browser/identity.js';
import type { ResultCache } from '../host/result-cache.js';
import type { OutputTools } from '../outputs/output.js';
import type { PrintedPdf } from '../outputs/pdf/print.js';
import { hash } from './drawn-charts.js';
import type { Session } from './session.js';

/**
 * Finds finished prints by all that they were made from: the document, what is said of it, and the browser. Of a print with a fault
 * nothing is kept: it is tried again.
 */
export function recallPrints(
  cache: ResultCache | undefined,
  { env, memory }: Pick<Session, 'env' | 'memory'>,
): OutputTools['recallPrint'] {
  return async (input, make) => {
    if (cache === undefined) return await count(make);
    const of = hash([input, await identifyBrowsers(env)]);
    // What stands under a name of this kind was put there below.
    const before = (await cache.read('print', of)) as Outcome<PrintedPdf> | undefined;
    if (before !== undefined) return before;
    const made = await count(make);
    if (!hasErrors(made.diagnostics) && made.value.words !== undefined) cache.keep('print', of, made);
    return made;
  };

  function count<T>(print: () => T): T {
    memory.count('print');
    return print();
  }
}
