import type { Element, ElementContent, Nodes, Root } from 'hast';

/** True when the element bears the class. */
export function hasClass(element: Element | undefined, name: string): boolean {
  const className = element?.properties.className;
  return Array.isArray(className) && className.includes(name);
}

/** The child elements, text left out. */
export function elementsOf(node: Nodes): Element[] {
  const children = 'children' in node ? (node.children as Nodes[]) : [];
  return children.filter((child) => child.type === 'element');
}

/** Every element below `node`, in reading order, for which `wanted` holds. */
export function findElements(node: Nodes, wanted: (element: Element) => boolean): Element[] {
  return elementsOf(node).flatMap((child) => [
    ...(wanted(child) ? [child] : []),
    ...findElements(child, wanted),
  ]);
}

/** The text of a node as a reader sees it. */
export function textOf(node: Root | ElementContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? (node.children as ElementContent[]).map(textOf).join('') : '';
}
