/**
 * What must be undone however the process ends: temporary files, a running browser and its folder.
 *
 * Cleanups run at most once, newest first, on `process.exit`, the end of the event loop, SIGINT, SIGTERM and SIGHUP.
 * Nothing can be done about SIGKILL; half-written outputs carry a process id, so that a later run can tell (`leftovers.ts`).
 */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const cleanups = new Set<() => void>();

/**
 * Registers a synchronous cleanup and returns the function that takes it back, to be called once the cleanup is no
 * longer needed. A cleanup that throws does not keep the others from running.
 */
export function onExit(cleanup: () => void): () => void {
  // One entry a call, so that the same function can be registered twice.
  const entry = () => cleanup();
  if (cleanups.size === 0) listen();
  cleanups.add(entry);
  return () => {
    if (cleanups.delete(entry) && cleanups.size === 0) stopListening();
  };
}

function listen(): void {
  process.on('exit', runCleanups);
  // First in line. A listener of a package, such as one that shows the cursor again, ends the process by itself once
  // ours has taken itself off; asked before, it would wait for ours for ever.
  for (const signal of signals) process.prependListener(signal, endBySignal);
}

function stopListening(): void {
  process.off('exit', runCleanups);
  for (const signal of signals) process.off(signal, endBySignal);
}

function runCleanups(): void {
  for (const cleanup of [...cleanups].reverse()) {
    cleanups.delete(cleanup);
    try {
      cleanup();
    } catch {
      // The process is ending: there is no one left to tell, and the others must still run.
    }
  }
}

function endBySignal(signal: NodeJS.Signals): void {
  runCleanups();
  stopListening();
  // Sent again without our handler, so that the parent sees a process ended by that signal; unless the program has
  // plans of its own for it.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
