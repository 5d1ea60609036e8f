/**
 * What is refused in YAML although the parser takes it, or takes too long to refuse. Each goes through the text once:
 * the parser compares every key with every other, and looks for each anchor from the start.
 */
import type { Document } from 'yaml';
import { isScalar, visit } from 'yaml';
import { wording } from '../problems/problem.js';

/** What is wrong, as a whole sentence, and the offset in the text. */
export interface Refusal {
  readonly message: string;
  readonly offset: number;
}

/**
 * Keys that a mapping has already, and aliases that point at nothing, or at something that contains them: an anchor
 * always comes before its aliases.
 */
export function refusals(document: Document.Parsed): Refusal[] {
  const found: Refusal[] = [];
  const anchors = new Map<string, number>();
  const remember = ({
    anchor,
    range,
  }: {
    anchor?: string | undefined;
    range?: readonly number[] | null | undefined;
  }) => {
    if (anchor !== undefined) anchors.set(anchor, range?.[2] ?? 0);
  };
  visit(document, {
    Scalar: (_, scalar) => remember(scalar),
    Seq: (_, list) => remember(list),
    Map: (_, map) => {
      remember(map);
      const keys = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (keys.has(name)) {
          found.push({ offset: key.range?.[0] ?? 0, ...wording('yaml/refusals.key', { name }) });
        }
        keys.add(name);
      }
    },
    Alias: (_, { source, range }) => {
      const offset = range?.[0] ?? 0;
      const end = anchors.get(source);
      if (end === undefined) {
        found.push({ offset, ...wording('yaml/refusals.anchor', { source }) });
      } else if (offset < end) {
        found.push({ offset, ...wording('yaml/refusals.inside', { source }) });
      }
    },
  });
  return found;
}
