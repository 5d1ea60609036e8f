/** Things by a key of theirs, in their order. */
export function groupBy<T, K>(all: Iterable<T>, keyOf: (each: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) listAt(groups, keyOf(each)).push(each);
  return groups;
}

/** The list under a key, to add to; an empty one is put there first where there is none. */
export function listAt<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
}
