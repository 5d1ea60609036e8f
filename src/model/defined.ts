/** A record whose optional keys may hold undefined. */
type WithUndefined<T> = { [Key in keyof T]: object extends Pick<T, Key> ? T[Key] | undefined : T[Key] };

/** The record without its keys that hold undefined: what is optional is absent, or has a value. */
export function defined<T extends object>(record: WithUndefined<NoInfer<T>>): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
