/** How much of a text is there again by its aliases: a few lines of them can say more than any memory holds. */
import { type Document, isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';

/** The offset of the alias with which more than `most` values are repeated; undefined where there is none. */
export function repeatsExceeded({ contents }: Document.Parsed, most: number): number | undefined {
  const sizes = new Map<string, number>();
  let repeated = 0;
  let exceeded: number | undefined;
  // An anchor always comes before its aliases, and nothing contains itself: both were looked at before.
  const sizeOf = (node: unknown): number => {
    if (exceeded !== undefined) return 0;
    if (isAlias(node)) {
      const size = sizes.get(node.source) ?? 0;
      repeated += size;
      if (repeated > most) exceeded = node.range?.[0] ?? 0;
      return size;
    }
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return 0;
    let size = 1;
    if (!isScalar(node)) for (const item of node.items) size += sizeOf(item);
    if (node.anchor !== undefined) sizes.set(node.anchor, size);
    return size;
  };
  sizeOf(contents);
  return exceeded;
}
