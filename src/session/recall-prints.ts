import { hasErrors, type Outcome } from '../diagnostics.js';
import { identifyBrowsers } from '../host/browser/identity.js';
import type { ResultCache } from '../host/result-cache.js';
import type { OutputTools } from '../outputs/output.js';
import type { HeldPrint, MeasuredPrint } from '../outputs/pdf/print.js';
import { hash } from './drawn-charts.js';
import type { Session } from './session.js';

/**
 * Finds finished prints by all that they were made from: the document, what is said of it, and the browser. Of a print with a fault
 * nothing is kept: it is tried again. Of a print that was only measured no PDF is kept, since none was made.
 */
export function recallPrints(
  cache: ResultCache | undefined,
  { env, memory }: Pick<Session, 'env' | 'memory'>,
): OutputTools['recallPrint'] {
  return async (input, make) => {
    if (cache === undefined) return await count(make);
    const of = hash([input, await identifyBrowsers(env)]);
    // What stands under a name of this kind was put there below.
    const before = (await cache.read('print', of)) as Outcome<MeasuredPrint> | undefined;
    if (before !== undefined) return { ...before, ...later(of, make, cache) };
    const made = await count(make);
    const { value, diagnostics, setAside, drop } = made;
    if (hasErrors(diagnostics) || value.words === undefined) return made;
    cache.keep('print', of, { value, diagnostics });
    return { value, diagnostics, finish: () => finished(of, made, cache), setAside, drop };
  };

  /** The PDF of a print that was measured before; it is printed again where it was let go then, or was lost. */
  function later(
    of: string,
    make: () => Promise<HeldPrint>,
    kept: ResultCache,
  ): Omit<HeldPrint, keyof Outcome<MeasuredPrint>> {
    return {
      async finish() {
        const before = (await kept.read('pdf', of)) as Uint8Array | undefined;
        if (before !== undefined) return before;
        const made = await count(make);
        try {
          return await finished(of, made, kept);
        } finally {
          made.drop();
        }
      },
      setAside() {},
      drop() {},
    };
  }

  async function finished(of: string, made: HeldPrint, kept: ResultCache): Promise<Uint8Array> {
    const pdf = await made.finish();
    kept.keep('pdf', of, pdf);
    return pdf;
  }

  function count<T>(print: () => T): T {
    memory.count('print');
    return print();
  }
}
