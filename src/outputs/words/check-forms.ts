import type { Element, Nodes } from 'hast';
import type { Diagnostic } from '../../diagnostics.js';
import { listAt } from '../../model/group-by.js';
import { problem } from '../../problems/problem.js';
import { isOfOneForm } from '../html/variants.js';
import { differences } from './differences.js';
import { Letters } from './letters.js';
import type { ShownText } from './paper-words.js';
import { type Places, positionAt } from './places.js';

/**
 * One error for each stretch of words that a page has and its print has not, or the other way round. Parts that are
 * declared to stand in one of them alone are left out. Chapters are compared by name: lists come last on screens.
 */
export function formProblems(
  screen: readonly Element[],
  paper: readonly Element[],
  places: Places,
): Diagnostic[] {
  const [shown, printed] = [partsOf(screen), partsOf(paper)];
  return [...new Set([...shown.keys(), ...printed.keys()])].flatMap((name) =>
    compare(shown.get(name) ?? [], printed.get(name) ?? [], places),
  );
}

function compare(shown: readonly ShownText[], printed: readonly ShownText[], places: Places): Diagnostic[] {
  // Both are made of the same tree, so that their texts are equal wherever their letters are.
  if (joined(shown) === joined(printed)) return [];
  const [expected, actual] = [new Letters(shown), new Letters(printed)];
  return differences(expected, actual).map((difference): Diagnostic => {
    const missing = expected.quote(...difference.expected);
    const extra = actual.quote(...difference.actual);
    const found = missing === '' ? actual.find(difference.actual[0]) : expected.find(difference.expected[0]);
    const position = positionAt(found, places);
    return problem(missing === '' ? 'output/words.alone' : 'output/words.paper', position, {
      extra,
      gap: extra === '' ? 'gap' : `words “${extra}”`,
      missing,
    });
  });
}

const joined = (pieces: readonly ShownText[]): string => pieces.map(({ text }) => text).join('');

/** The words of each chapter by its id, of what belongs to none by `''`, and of each line of the cover by its name. */
function partsOf(content: readonly Element[]): ReadonlyMap<string, readonly ShownText[]> {
  const parts = new Map<string, ShownText[]>();
  let offset: number | undefined;
  const visit = (node: Nodes, name: string): void => {
    if (node.type === 'text' || node.type === 'raw') {
      const own = node.position?.start.offset;
      offset = own ?? offset;
      listAt(parts, name).push({ text: node.value, offset, isWritten: own !== undefined });
    } else if (node.type === 'element' && !isOfOneForm(node)) {
      const inner = node.data?.chapter?.id ?? name;
      for (const child of node.children) visit(child, inner);
    }
  };
  for (const element of content.flatMap(textsOf)) visit(element, nameOf(element) ?? '');
  return parts;
}

/** The text of a report and the lines of its cover; what only helps to use a page is left out. */
function textsOf(element: Element): Element[] {
  if (element.tagName === 'main') return [element];
  if (nameOf(element) !== undefined) return [element];
  const isFrame = ['div', 'header', 'footer'].includes(element.tagName);
  return isFrame ? element.children.flatMap((child) => (child.type === 'element' ? textsOf(child) : [])) : [];
}

/** What a line of the cover is compared under. */
const nameOf = ({ data }: Element): string | undefined => data?.coverLine;
