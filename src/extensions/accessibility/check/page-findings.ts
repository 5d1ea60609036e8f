import {
  elementsIn,
  isText,
  type MarkupElement,
  readMarkup,
  textIn,
} from '../../../outputs/snapshot/read-markup.js';
import { isHeading } from '../../../outputs/snapshot/read-page.js';

/**
 * What of a finished page is in the way of those who hear it, read it enlarged or move by the keyboard, as far as its markup tells: a
 * sentence each. Sources: WCAG 2.1, success criteria 1.1.1, 1.3.1, 2.4.1, 2.4.2, 2.4.4, 3.1.1, 4.1.1, 4.1.2.
 */
export function pageFindings(html: string): string[] {
  const elements = [...elementsIn(readMarkup(html))];
  const named = (...names: string[]): MarkupElement[] => elements.filter(({ name }) => names.includes(name));
  const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
  const known = new Set(ids);
  const isTold = (element: MarkupElement): boolean => hasName(element, known);
  const isHidden = ({ attributes }: MarkupElement): boolean => attributes.get('aria-hidden') === 'true';
  return [
    ...unless(
      named('html').some(({ attributes }) => (attributes.get('lang') ?? '') !== ''),
      'The page does not say its language.',
    ),
    ...unless(
      named('title').some(({ children }) => textIn(children).trim() !== ''),
      'The page has no title.',
    ),
    ...unless(named('main').length === 1, 'The page does not say where its text begins.'),
    ...headingFaults(elements.filter(isHeading)),
    ...counted('Pictures without words for those who do not see them', [
      ...named('img').filter(({ attributes }) => !attributes.has('alt')),
      ...named('svg').filter((each) => !isHidden(each) && !isTold(each)),
    ]),
    ...counted(
      'Tables without heads of columns or rows',
      named('table').filter((table) => [...elementsIn([table])].every(({ name }) => name !== 'th')),
    ),
    ...counted(
      'Links and buttons without a name',
      named('a', 'button').filter(
        (each) => !isHidden(each) && textIn(each.children).trim() === '' && !isTold(each),
      ),
    ),
    ...counted(
      'Areas that the keyboard reaches and nobody names',
      elements.filter(
        (each) => each.attributes.get('tabindex') === '0' && each.attributes.has('role') && !isTold(each),
      ),
    ),
    ...unless(known.size === ids.length, 'Two parts of the page bear one id.'),
  ];
}

/** True for an element whose own label, or whose label elsewhere on the page, says what it is. */
function hasName({ attributes, children }: MarkupElement, ids: ReadonlySet<string>): boolean {
  if ((attributes.get('aria-label') ?? '').trim() !== '') return true;
  const by = attributes.get('aria-labelledby')?.split(' ') ?? [];
  if (by.length > 0) return by.every((id) => ids.has(id));
  return children.some((child) => !isText(child) && child.name === 'title' && textIn(child.children) !== '');
}

function headingFaults(headings: readonly MarkupElement[]): string[] {
  const levels = headings.map(({ name }) => Number(name.slice(1)));
  return [
    ...unless(
      levels.filter((level) => level === 1).length === 1,
      'The page has not one heading of the first level.',
    ),
    ...counted(
      'Headings that skip a level',
      headings.filter((_, index) => index > 0 && (levels[index] ?? 0) > (levels[index - 1] ?? 0) + 1),
    ),
    ...counted(
      'Headings without words',
      headings.filter(({ children }) => textIn(children).trim() === ''),
    ),
  ];
}

const unless = (isRight: boolean, finding: string): string[] => (isRight ? [] : [finding]);

function counted(what: string, found: readonly MarkupElement[]): string[] {
  const [first] = found;
  if (first === undefined) return [];
  const id = first.attributes.get('id');
  return [`${what}: ${found.length}, the first ${id === undefined ? `a <${first.name}>` : `#${id}`}.`];
}
