import type { Root, RootContent } from 'mdast';
import { didYouMean, listNames } from '../../diagnostics.js';
import { visit } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';
import { chaptersOf, type TransformState } from '../tree.js';

/**
 * Leaves the one chapter that the report is to be, numbered as it is among all others. What refers to another chapter says its number and
 * leads nowhere. Reports a chapter that is not there.
 */
export function keepChapter({ root, only, report }: TransformState): void {
  if (only === undefined) return;
  const chapters = chaptersOf(root);
  const kept = chapters.find(({ id }) => id === only.chapter);
  if (kept === undefined) {
    const ids = chapters.map(({ id }) => id);
    const said = { chapter: only.chapter, names: listNames(ids) };
    report(
      ids.length === 0
        ? problem('document/only.none', only.position, { chapter: only.chapter })
        : problem('document/only.chapter', only.position, said, didYouMean(only.chapter, ids)),
    );
    return;
  }
  root.children = [kept];
  unlink(root);
}

function unlink(root: Root): void {
  const ids = new Set<string>();
  visit(root, (node) => {
    for (const id of idsOf(node)) ids.add(id);
  });
  visit(root, (node, index, parent) => {
    if (node.type === 'dataCell' && node.tiles !== undefined)
      node.tiles = node.tiles.map(({ target, ...tile }) =>
        target === undefined || !ids.has(target) ? tile : { ...tile, target },
      );
    const target =
      node.type === 'reference' ? node.target : node.type === 'link' ? localTarget(node.url) : undefined;
    if (target === undefined || ids.has(target) || parent === undefined || index === undefined) return;
    if (!('children' in node)) return;
    const { children } = parent;
    parent.children = [
      ...children.slice(0, index),
      ...node.children,
      ...children.slice(index + 1),
    ] as RootContent[];
    return index;
  });
}

const localTarget = (url: string): string | undefined => (url.startsWith('#') ? url.slice(1) : undefined);

function idsOf(node: object): readonly string[] {
  const { id, data } = node as { readonly id?: unknown; readonly data?: { readonly id?: unknown } };
  return [id, data?.id].filter((each): each is string => typeof each === 'string' && each !== '');
}
