import type { Element, Nodes } from 'hast';
import { expect, test } from 'vitest';
import { screenContent } from '../../../src/outputs/html/page.js';
import { printContent } from '../../../src/outputs/html/print-page.js';
import { moveFigures } from '../../../src/outputs/moves/reorder.js';
import { english } from '../../support/english.js';
import { sampleDocument } from './render-sample.js';

/** Every element of these, as often as it stands there. */
function elementsIn(nodes: readonly Nodes[]): Element[] {
  return nodes.flatMap((node) => [
    ...(node.type === 'element' ? [node] : []),
    ...('children' in node ? elementsIn(node.children) : []),
  ]);
}

test('screen and paper share what they have in common, and no element stands twice in a form', () => {
  const document = sampleDocument();
  const body = new Set(elementsIn([document.body]));
  const moved = moveFigures(document, [{ id: 'nowhere', past: 1 }]);
  expect(moved.body.children).toBe(document.body.children);
  for (const content of [screenContent(document, english), printContent(document, english)]) {
    const [main] = elementsIn(content).filter(({ tagName }) => tagName === 'main');
    const all = elementsIn(main === undefined ? [] : [main]);
    expect(new Set(all).size).toBe(all.length);
    const own = all.filter((element) => !body.has(element));
    expect(own.length).toBeLessThan(all.length / 2);
  }
});
