import type { Element, ElementContent, RootContent } from 'hast';
import type { Language } from '../../language/language.js';
import type { HtmlReport } from '../html/html-report.js';
import { withEach } from '../html/with-each.js';
import type { PageStart } from './choose-continued.js';
import { continuedWords } from './continued-words.js';

/**
 * The report as paper shows it, with the rows that begin pages marked: the style sheet for paper writes the group that goes on above
 * them, as what repeats from page to page. No word of the report is added.
 */
export function markContinued(
  report: HtmlReport,
  starts: readonly PageStart[],
  language: Language,
): HtmlReport {
  const byFigure = new Map<unknown, PageStart[]>();
  for (const start of starts) byFigure.set(start.figure, [...(byFigure.get(start.figure) ?? []), start]);
  const visit = <T extends RootContent | ElementContent>(node: T): T => {
    if (node.type !== 'element') return node;
    const own = byFigure.get(node.properties.id);
    if (own !== undefined) return { ...node, ...withMarks(node, own, language) };
    const children = withEach(node.children, visit);
    return children === node.children ? node : { ...node, children };
  };
  return { ...report, body: { ...report.body, children: withEach(report.body.children, visit) } };
}

function withMarks(figure: Element, starts: readonly PageStart[], language: Language): Element {
  const byRow = new Map(starts.map((start) => [start.row, start]));
  let row = 0;
  const visit = (element: Element, isBody: boolean): Element => {
    if (isBody && element.tagName === 'tr') {
      const start = byRow.get(row++);
      return start === undefined ? element : marked(element, start, language);
    }
    const inside = isBody || element.tagName === 'tbody';
    return {
      ...element,
      children: element.children.map((child) => (child.type === 'element' ? visit(child, inside) : child)),
    };
  };
  return visit(figure, false);
}

function marked(row: Element, { group }: PageStart, language: Language): Element {
  const { className } = row.properties;
  const names = Array.isArray(className) ? className : [];
  const [head, ...cells] = row.children;
  const words = group === undefined ? undefined : continuedWords(group, language);
  return {
    ...row,
    properties: {
      ...row.properties,
      className: [...names, 'begins-page', ...(words === undefined ? [] : ['goes-on'])],
    },
    children:
      words === undefined || head?.type !== 'element'
        ? row.children
        : [{ ...head, properties: { ...head.properties, dataContinued: words } }, ...cells],
  };
}
