import { hasErrors, type Outcome } from '../diagnostics.js';
import { identifyBrowsers } from '../host/browser/identity.js';
import type { ResultCache } from '../host/result-cache.js';
import type { OutputTools } from '../outputs/output.js';
import type { HeldPrint, MeasuredPrint } from '../outputs/pdf/print/print.js';
import { hash } from './drawing/drawn-charts.js';
import type { Session } from './session.js';

/** Remembers pictures of drawings, by the browser that made them and all that it made them from. */
export function recallPictures(
  cache: ResultCache,
  { env }: Pick<Session, 'env'>,
): NonNullable<OutputTools['prints']['pictures']> {
  const kind = 'picture';
  const keys = new Map<unknown, string>();
  return {
    async read(of) {
      const key = hash([of, await identifyBrowsers(env)]);
      keys.set(of, key);
      return (await cache.read(kind, key)) as Uint8Array | undefined;
    },
    keep(of, png) {
      const key = keys.get(of);
      if (key !== undefined) cache.keep(kind, key, png);
    },
  };
}

/**
 * Remembers prints from one build to the next, by all that they were made from: the document, what is said of it, and the browser.
 * Two things are kept, under one name: as `print` what a print is like, and as `pdf` the bytes of one that was made to conform.
 *
 * | a print is | kept           | asking for it        | `finish`                              | `setAside`             | `drop`               |
 * |------------|----------------|----------------------|---------------------------------------|------------------------|----------------------|
 * | absent     | nothing        | prints it: held      |                                       |                        |                      |
 * | held       | `print`        |                      | makes it conform: finished            | frees its memory: held | lets it go: measured |
 * | measured   | `print`        | says what it is like | prints again, as held, and drops it   | nothing                | nothing              |
 * | finished   | `print`, `pdf` | says what it is like | reads the `pdf`; if lost, as measured | nothing                | nothing              |
 *
 * A print with a fault stays absent: it is handed on as it was made, and tried again by the next build. So does every print without
 * a cache.
 */
export function recallPrints(
  cache: ResultCache | undefined,
  { env, memory }: Pick<Session, 'env' | 'memory'>,
): OutputTools['prints']['recall'] {
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

  /** Of a print that was measured or finished in a build before. */
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
