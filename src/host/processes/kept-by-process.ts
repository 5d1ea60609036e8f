const kept = new Map<string, unknown>();

/**
 * What a process keeps from one call to the next, made at the first: a process that was started for one piece of work has one
 * session for it. The same name always means the same type.
 */
export function keptByProcess<T>(name: string, make: () => T): T {
  if (!kept.has(name)) kept.set(name, make());
  // Put there by a call for the same name.
  return kept.get(name) as T;
}
