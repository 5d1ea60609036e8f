import type { ResourceLimits } from '../resource-limits.js';
import { PictureFault } from './picture.js';

/** An element of a drawing. */
export interface DrawnNode {
  readonly name: string;
  readonly kids: DrawnNode[];
  /** Ids of elements that are drawn again wherever this one is: by `use`, patterns, markers, masks and their kin. */
  readonly references: readonly string[];
  readonly classes: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** The ids that attributes refer to. */
export function referencesOf(attributes: ReadonlyMap<string, string>): string[] {
  return [...attributes].flatMap(([name, value]) => {
    if (name === 'href') return value.trim().startsWith('#') ? [value.trim().slice(1)] : [];
    return idsIn(value);
  });
}

/** The ids that the rules of a style sheet refer to, by the class that each rule is for; `*` where it names none. */
export function styledReferences(style: string): ReadonlyMap<string, readonly string[]> {
  const byClass = new Map<string, string[]>();
  for (const [, selectors = '', body = ''] of style.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    const ids = idsIn(body);
    if (ids.length === 0) continue;
    for (const selector of selectors.split(',')) {
      const name = /\.([\w-]+)[^.\s]*$/.exec(selector.trim())?.[1] ?? '*';
      byClass.set(name, [...(byClass.get(name) ?? []), ...ids]);
    }
  }
  return byClass;
}

const idsIn = (text: string): string[] =>
  [...text.matchAll(/url\(\s*["']?#([^"')]*)/gi)].map(([, id = '']) => id.trim());

/**
 * Refuses a drawing that comes to more elements than the limit once every reference is drawn: ten lines of `use` can
 * ask for a thousand million.
 */
export function refuseMultiplied(
  root: DrawnNode,
  byId: ReadonlyMap<string, DrawnNode>,
  styled: ReadonlyMap<string, readonly string[]>,
  limits: ResourceLimits,
): void {
  const sizes = new Map<DrawnNode, number>();
  const open = new Set<DrawnNode>();
  const targetsOf = ({ references, classes }: DrawnNode): DrawnNode[] => {
    const styling = ['*', ...classes].flatMap((name) => styled.get(name) ?? []);
    const targets = (ids: readonly string[]): DrawnNode[] => ids.flatMap((id) => byId.get(id) ?? []);
    // A rule for every element is for that too which it refers to, and there it has no effect.
    return [...targets(references), ...targets(styling).filter((target) => !open.has(target))];
  };
  const sizeOf = (node: DrawnNode, depth: number): number => {
    const known = sizes.get(node);
    if (known !== undefined) return known;
    const place = { line: node.line, column: node.column };
    if (depth > limits.htmlDepth) throw new PictureFault('deeper nesting', '', { place, limit: 'htmlDepth' });
    if (open.has(node))
      throw new PictureFault('element that is drawn inside itself', 'an end of each reference', { place });
    open.add(node);
    let size = 1;
    for (const kid of node.kids) size += sizeOf(kid, depth + 1);
    for (const target of targetsOf(node)) size += sizeOf(target, depth + 1);
    open.delete(node);
    if (size > limits.pictureNodes)
      throw new PictureFault('more elements', '', { place, limit: 'pictureNodes' });
    sizes.set(node, size);
    return size;
  };
  sizeOf(root, 0);
}
