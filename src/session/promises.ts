/** A promise whose failure is met by whoever waits for it in the end, also when that is after it happened. */
export function markAsHandled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** Does some work at the first call. Every call gets the same promise, marked as handled. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= markAsHandled(work());
    return begun;
  };
}

/** A promise, `given`, and the function that keeps it. */
export function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
