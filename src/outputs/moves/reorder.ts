import type { Element, ElementContent, RootContent } from 'hast';
import type { MovedFigure } from '../../model/tree/moved-figure.js';
import { withEach } from '../html/elements.js';
import type { HtmlReport } from '../html/html-report.js';

/** What a node of a page is to those that move figures. */
export type Role = 'figure' | 'text' | 'blank' | 'other';

/** How nodes of a tree are told apart. */
export interface NodeLook<N> {
  roleOf(node: N): Role;
  idOf(node: N): string | undefined;
}

/** The children of one element in the order of paper, and the ids of the figures that were moved. */
interface Reordered<N> {
  readonly children: readonly N[];
  readonly moved: readonly string[];
}

/**
 * Puts figures behind the text that stands before them on paper. Only text that follows a figure in its own section
 * may. Where a heading, another figure, a box or the end of the section comes first, the figure stays where it is and
 * is not among the moved. The children come out whole and each once, whatever the moves say.
 */
export function reorder<N>(
  children: readonly N[],
  moves: readonly MovedFigure[],
  { roleOf, idOf }: NodeLook<N>,
): Reordered<N> {
  const ordered = [...children];
  const moved: string[] = [];
  // From the last to the first, so that the text that each passes is what follows it on the page.
  for (const [index, node] of [...children.entries()].reverse()) {
    const id = roleOf(node) === 'figure' ? idOf(node) : undefined;
    const move = id === undefined ? undefined : moves.find((each) => each.id === id);
    const end = move && endOfText(children, index, move.past, roleOf);
    if (move === undefined || end === undefined) continue;
    ordered.splice(index, 1);
    ordered.splice(end, 0, node);
    moved.push(move.id);
  }
  return { children: ordered, moved: moved.reverse() };
}

/** The place of the last of so many paragraphs and lists behind a figure; undefined where something else comes first. */
function endOfText<N>(
  children: readonly N[],
  index: number,
  past: number,
  roleOf: (node: N) => Role,
): number | undefined {
  let count = 0;
  for (const [at, node] of children.entries()) {
    if (at <= index) continue;
    const role = roleOf(node);
    if (role === 'blank') continue;
    if (role !== 'text') return undefined;
    count++;
    if (count === past) return at;
  }
  return undefined;
}

/** Elements that hold the running text, and the classes that they may have there. */
const textNames: ReadonlySet<string> = new Set(['p', 'ul', 'ol', 'blockquote']);
const textClasses: ReadonlySet<string> = new Set(['numbered', 'of-paragraph']);

/** The role of an element by its name and its classes, which page and paper share. */
export function roleOfElement(name: string, classes: readonly string[]): Role {
  if (name === 'figure') return 'figure';
  return textNames.has(name) && classes.every((each) => textClasses.has(each)) ? 'text' : 'other';
}

const look: NodeLook<RootContent | ElementContent> = {
  roleOf(node) {
    if (node.type === 'element') return roleOfElement(node.tagName, classesOf(node));
    return node.type === 'text' && node.value.trim() === '' ? 'blank' : 'other';
  },
  idOf: (node) =>
    node.type === 'element' && typeof node.properties.id === 'string' ? node.properties.id : undefined,
};

/** The report as paper shows it, its figures moved. */
export function moveFigures(report: HtmlReport, moves: readonly MovedFigure[]): HtmlReport {
  const inOrder = <T extends RootContent | ElementContent>(list: T[]): T[] => {
    const { children, moved } = reorder<RootContent | ElementContent>(list, moves, look);
    return withEach(moved.length === 0 ? list : [...(children as readonly T[])], (child) => {
      if (child.type !== 'element') return child;
      const inside = inOrder(child.children);
      return inside === child.children ? child : { ...child, children: inside };
    });
  };
  return { ...report, body: { ...report.body, children: inOrder(report.body.children) } };
}

/** What an element is to those that move figures. */
export const roleOf = (element: Element): ReturnType<typeof roleOfElement> =>
  roleOfElement(element.tagName, classesOf(element));

const classesOf = ({ properties: { className } }: Element): string[] =>
  Array.isArray(className) ? className.map(String) : [];
