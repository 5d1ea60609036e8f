import type { Element, ElementContent, Root, RootContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import { elementsOf, findElements, hasClass } from './elements.js';
import { illustrativeMark } from './illustrative-mark.js';
import { coverTable } from './mark-table.js';

/**
 * Marks every illustrative number of a finished report, in place: by its table, figure or cards where these are
 * illustrative throughout, else by a mark of its own. It works on what the handlers made, so that no handler can
 * forget it: a number is marked unless something around it is seen to say so.
 */
export function markIllustrative(root: Root, language: Language): void {
  const covered = new Set<Element>();
  for (const cards of findElements(root, (element) => hasClass(element, 'cards')))
    coverCards(cards, language);
  const figures = figuresByTable(root);
  for (const table of findElements(root, (element) => element.tagName === 'table')) {
    const figure = figures.get(table);
    for (const number of coverTable(table, figure, language)) covered.add(number);
  }
  markChildren(root, false, covered, language);
  for (const chapter of elementsOf(root)) if (hasClass(chapter, 'chapter')) explain(chapter, language);
}

/** True when the part of a report holds an illustrative number, or a table or figure made from such. */
export function holdsIllustrative(part: Root | RootContent): boolean {
  if (part.type !== 'element' && part.type !== 'root') return false;
  const marked = (element: Element): boolean =>
    hasClass(element, 'illustrative') || hasClass(element, 'illustrative-mark');
  return (part.type === 'element' && marked(part)) || findElements(part, marked).length > 0;
}

/** True for the element of a number that rests on illustrative data. */
function isIllustrativeNumber(element: Element): boolean {
  return element.tagName === 'data' && element.properties.dataIllustrative !== undefined;
}

/** The outermost figure around each table that stands in one. */
function figuresByTable(root: Root): ReadonlyMap<Element, Element> {
  const found = new Map<Element, Element>();
  for (const figure of findElements(root, (element) => element.tagName === 'figure')) {
    for (const table of findElements(figure, (element) => element.tagName === 'table')) {
      if (!found.has(table)) found.set(table, figure);
    }
  }
  return found;
}

/** Cards whose numbers are all illustrative say so once, above them. */
function coverCards(cards: Element, language: Language): void {
  const numbers = findElements(cards, (element) => element.tagName === 'data');
  if (numbers.length === 0 || !numbers.every(isIllustrativeNumber) || hasBadge(cards)) return;
  cards.children.unshift(h('p.illustrative', language.message('document.illustrative')));
}

/** True when the element says of all that it holds that it is illustrative. */
function hasBadge(element: Element): boolean {
  const isBadge = (one: Element): boolean => hasClass(one, 'illustrative') && !hasClass(one, 'part');
  return elementsOf(element).some(
    (child) => isBadge(child) || (child.tagName === 'figcaption' && findElements(child, isBadge).length > 0),
  );
}

function markChildren(
  parent: Root | Element,
  inside: boolean,
  covered: ReadonlySet<Element>,
  language: Language,
): void {
  const children = parent.children as ElementContent[];
  parent.children = children.map((child): ElementContent => {
    if (child.type !== 'element') return child;
    markChildren(child, inside || hasBadge(child), covered, language);
    if (inside || covered.has(child) || !isIllustrativeNumber(child)) return child;
    // Together on one line: a mark alone at the start of a line would belong to nothing.
    return h('span.marked', [child, illustrativeMark(language)]);
  });
}

/** Says at the start of a chapter what its marks mean. Lists only repeat titles, which carry their marks. */
function explain(chapter: Element, language: Language): void {
  const numbers = findElements(
    chapter,
    (element) => isIllustrativeNumber(element) || hasClass(element, 'illustrative'),
  );
  if (numbers.length === 0) return;
  const heading = chapter.children.findIndex(
    (child) => child.type === 'element' && /^h[1-6]$/.test(child.tagName),
  );
  const note = h('p.illustrative-note', [
    h('span.legend-mark', language.message('document.illustrative-mark')),
    ` ${language.message('document.illustrative-note')}`,
  ]);
  chapter.children.splice(heading + 1, 0, note);
}
