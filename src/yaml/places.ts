/** Where the parts of a parsed YAML text stand. */
import type { ParsedNode } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Position } from '../diagnostics.js';

/** A step of a path: the key of a mapping, or the place in a list. */
type Step = string | number;

/** The place of an offset in the text. */
export type Locate = (offset: number) => Position;

/** As much of a YAML tree as the search for positions needs. */
export type Found = ParsedNode | null | undefined;

/** Lines counted in the text: the parser has not seen all of them yet where it stumbles. */
export function locator(
  text: string,
  file: string,
  start: { readonly line: number; readonly column: number },
): Locate {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const at = Math.min(Math.max(offset, 0), text.length);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { file, line: start.line + low, column: start.column + at - (starts[low] ?? 0) };
  };
}

/** Where a key or value stands, or the nearest thing around it that is there. */
export function find(root: Found, path: readonly Step[], part: 'key' | 'value', locate: Locate): Position {
  let node = root;
  let around = locate(0);
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    const child = childOf(node, step);
    if (child === undefined) return around;
    if (child.key !== undefined) around = locate(child.key);
    else if (child.value) around = locate(child.value.range[0]);
    if (last && part === 'value' && child.value && !isEmpty(child.value)) return locate(child.value.range[0]);
    node = isAlias(child.value) ? undefined : child.value;
  }
  return path.length === 0 && root ? locate(root.range[0]) : around;
}

/** One step down: the offset of the key (in mappings) and the value. */
function childOf(node: Found, step: Step): { key?: number; value: Found } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => keyOf(item.key) === String(step));
    if (pair === undefined) return undefined;
    return { key: (pair.key as ParsedNode).range[0], value: pair.value as Found };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined || isPair(item) ? undefined : { value: item as Found };
  }
  return undefined;
}

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '');

/** `key:` with nothing after it: its value has no place of its own. */
const isEmpty = (node: ParsedNode): boolean => isScalar(node) && node.range[0] === node.range[1];

/** Every path as a JSON pointer with the place of its value. */
export function collect(root: Found, locate: Locate): Record<string, Position> {
  const found: Record<string, Position> = {};
  const walk = (node: Found, pointer: string, around: number): void => {
    const offset = node && !isEmpty(node) ? node.range[0] : around;
    found[pointer] = locate(offset);
    if (isMap(node)) {
      for (const pair of node.items) {
        const key = pair.key as ParsedNode;
        walk(pair.value as Found, `${pointer}/${escapePointer(keyOf(key))}`, key.range[0]);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) walk(item as Found, `${pointer}/${index}`, offset);
    }
  };
  walk(root, '', 0);
  return found;
}

/** One step of a path as it stands in a JSON pointer. *Source:* RFC 6901. */
function escapePointer(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
