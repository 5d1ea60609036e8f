import type { SectionNode } from '../../model/nodes.js';
import { visitParents } from '../../model/visit.js';
import type { TransformState } from '../transform-state.js';
import { headingOf, isFloat, sectionsBelow } from '../tree.js';

/** Levels that carry a number: 1, 1.1, 1.1.1. */
const numberedLevels = 3;

/**
 * Numbers sections within their chapter (annexes by letter) and figures and tables through the whole report,
 * annexes included. An unnumbered section leaves no gap, and nothing below it is numbered.
 */
export function number(state: TransformState): void {
  const counters = { chapters: 0, annexes: 0 };
  for (const node of state.root.children) {
    if (node.type !== 'section') continue;
    const numbered = headingOf(node)?.data?.unnumbered !== true;
    let enumerator = '';
    if (numbered) enumerator = node.annex ? letter(++counters.annexes) : `${++counters.chapters}`;
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
    if (isFloat(node)) node.enumerator = `${++counters[node.type === 'chart' ? 'figures' : 'tables']}`;
  });
}

/** 1 -> A, 26 -> Z, 27 -> AA. */
function letter(count: number): string {
  const last = String.fromCharCode(65 + ((count - 1) % 26));
  return count > 26 ? letter(Math.floor((count - 1) / 26)) + last : last;
}
