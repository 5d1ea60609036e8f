import { isFloat, listOfFloat } from '../../model/tree/floats.js';
import type { SectionNode } from '../../model/tree/nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import { headingOf, sectionsBelow, type TransformState } from '../tree.js';

/** Levels that carry a number: 1, 1.1, 1.1.1. */
const numberedLevels = 3;

/**
 * Numbers sections within their chapter (annexes by letter) and figures and tables through the whole report,
 * annexes included. An unnumbered section leaves no gap, and nothing below it is numbered.
 */
export function number(state: TransformState): void {
  const counters = { chapters: 0, annexes: 0 };
  const letters = state.language.message('document.annex-letters').split(/\s+/u);
  for (const node of state.root.children) {
    if (node.type !== 'section') continue;
    const numbered = headingOf(node)?.data?.unnumbered !== true;
    let enumerator = '';
    if (numbered) enumerator = node.annex ? lettered(++counters.annexes, letters) : `${++counters.chapters}`;
    numberSection(node, enumerator);
  }
  numberFloats(state);
}

function numberSection(section: SectionNode, enumerator: string): void {
  section.enumerator = enumerator;
  const heading = headingOf(section);
  if (heading !== undefined && enumerator !== '') heading.data = { ...heading.data, enumerator };
  let count = 0;
  for (const child of sectionsBelow(section.children)) {
    const numbered =
      enumerator !== '' && child.depth <= numberedLevels && headingOf(child)?.data?.unnumbered !== true;
    numberSection(child, numbered ? `${enumerator}.${++count}` : '');
  }
}

function numberFloats(state: TransformState): void {
  const counters = { figures: 0, tables: 0 };
  visitParents(state.root, (node) => {
    if (isFloat(node)) node.enumerator = `${++counters[listOfFloat(node)]}`;
  });
}

/** 1 -> A, 26 -> Z, 27 -> AA, in the letters of a language. */
function lettered(count: number, letters: readonly string[]): string {
  const last = letters[(count - 1) % letters.length] ?? '';
  return count > letters.length ? lettered(Math.floor((count - 1) / letters.length), letters) + last : last;
}
