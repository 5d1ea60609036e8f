const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How whoever runs a program that waits for work tells it to end. */
export interface Stop {
  /** Kept at the first signal; a second one ends the process at once. */
  readonly asked: Promise<NodeJS.Signals>;
  /** Takes the request back, once there is nothing left that could be stopped. */
  release(): void;
}

/**
 * Listens for the signals that ask a process to end, so that it can put its work in order first. What is registered in `exit.ts`
 * is done before.
 */
export function listenForStop(): Stop {
  let release = (): void => {};
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      release();
      resolve(signal);
    };
    for (const signal of signals) process.on(signal, stop);
    release = () => {
      for (const signal of signals) process.off(signal, stop);
    };
  });
  return { asked, release: () => release() };
}
