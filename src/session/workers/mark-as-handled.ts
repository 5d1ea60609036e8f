/** A promise whose failure is met by whoever waits for it in the end, also when that is after it happened. */
export function markAsHandled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
