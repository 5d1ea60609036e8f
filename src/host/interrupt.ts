const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Settled when whoever started the program asks it to end, which it then does in its own time; asked again, it ends at once. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });
}
