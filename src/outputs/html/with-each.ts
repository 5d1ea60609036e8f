/**
 * The children, each as `change` makes it, without those of which it makes nothing. Where all stay as they are it is
 * the same list, so that the forms of a report share what they have in common. Each copy of a thousand pages takes more
 * than a hundred megabytes.
 */
export function withEach<T>(children: T[], change: (child: T, index: number) => T | undefined): T[] {
  const changed = children.map(change);
  if (changed.every((child, index) => child === children[index])) return children;
  return changed.includes(undefined) ? changed.filter((child) => child !== undefined) : (changed as T[]);
}
