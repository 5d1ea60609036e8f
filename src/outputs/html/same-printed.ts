/** Where something stands in templates, or comes from: nothing of a part of a page hangs on it. */
const unprinted: ReadonlySet<string> = new Set(['position', 'at', 'positions', 'provenance']);

/**
 * True where two parts of a tree are printed alike, wherever they stand. What is neither a list nor a plain object is the same where it is the
 * same thing, so that a false answer may be wrong, and a true one is not.
 */
export function isSamePrinted(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((part, index) => isSamePrinted(part, other[index]))
    );
  if (!isPlain(one) || !isPlain(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) => Object.hasOwn(other, name) && (unprinted.has(name) || isSamePrinted(one[name], other[name])),
    )
  );
}

const isPlain = (value: object): value is Record<string, unknown> =>
  Object.getPrototypeOf(value) === Object.prototype;
