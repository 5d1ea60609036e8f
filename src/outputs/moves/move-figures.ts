import type { Element, ElementContent, RootContent } from 'hast';
import type { MovedFigure } from '../../model/tree/moved-figure.js';
import type { HtmlReport } from '../html/html-report.js';
import { withEach } from '../html/with-each.js';
import { type NodeLook, reorder, roleOfElement } from './reorder.js';

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
