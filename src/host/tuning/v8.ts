import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has V8 optimise later, after more bytes of code run than by default (66 kB): a build ends before most of what it optimises is used again.
 * A preview does the same again and again. A cold build takes a third more processor time without it. Other versions of V8 have other flags.
 */
export const optimiseLater = '--interrupt-budget=1000000';

/** The versions of V8 that know it begin like this: those of Node 20. */
export const knowsOptimiseLater = '11.';

/** Bytes of objects, used and left over, from which on it is worth while; reports of less than a hundred pages do not come to that. */
const many = 256_000_000;

/**
 * Gives back the memory of objects that nobody uses, once this thread has nothing else to do: for whoever is about to wait for a browser
 * or another thread. V8 would wait until there is two to four times as much of them, and those of long reports are many. Each collection
 * goes through all that is still used, so the next waits until that has grown by half.
 */
export function idleCollector(most: number): () => void {
  let kept = 0;
  return () => {
    setImmediate(() => {
      const used = getHeapStatistics().used_heap_size;
      kept = Math.min(kept, used);
      if (used < most || used < 1.5 * kept) return;
      collect ??= garbageCollector();
      collect();
      kept = getHeapStatistics().used_heap_size;
    });
  };
}

export const collectWhenIdle = idleCollector(many);

let collect: (() => void) | undefined;

/** The function that Node has under `--expose-gc`. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('globalThis.gc');
  if (typeof found !== 'function') return () => {};
  return () => void found();
}
