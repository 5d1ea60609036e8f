import type { ElementContent, Nodes, Root } from 'hast';
import { h } from 'hastscript';
import { expect, test } from 'vitest';
import { depthProblems, mostNesting, nestingProblems } from '../../../src/outputs/html/check-depth.js';
import { htmlReport } from '../../../src/outputs/html/html-report.js';
import { resourceLimits, standardLimits } from '../../../src/resource-limits.js';
import { parseReport } from '../../report/markdown.js';
import { english } from '../../support/english.js';
import { sampleDocument } from './render-sample.js';

const position = { start: { line: 7, column: 3, offset: 0 }, end: { line: 7, column: 4, offset: 1 } };
const positionOf = (place: Root['position']) => ({ file: 'a.md', line: place?.start.line ?? 1, column: 1 });

/** Boxes in each other, the innermost of which stands in line 7. */
function nested(levels: number): Root {
  let inner: ElementContent = { ...h('p'), position };
  for (let level = 1; level < levels; level++) inner = h('div', [inner]);
  return { type: 'root', children: [inner] };
}

test('a page with elements deeper than whoever reads it later takes is refused where that begins', () => {
  expect(depthProblems(nested(480), standardLimits, positionOf)).toEqual([]);
  const [problem, ...more] = depthProblems(nested(491), standardLimits, positionOf);
  expect(problem).toMatchObject({ code: 'limit/exceeded', position: { line: 7 } });
  expect(problem?.message).toBe('A page may have 500 elements inside each other, and this one has more');
  expect(more).toEqual([]);
});

test('a project can ask for less, but not for a page that its check would not take', () => {
  expect(depthProblems(nested(50), resourceLimits({ htmlDepth: 40 }), positionOf)).toHaveLength(1);
  expect(depthProblems(nested(600), resourceLimits({ htmlDepth: 1000 }), positionOf)).toHaveLength(1);
});

const levels = (node: Nodes): number =>
  1 + ('children' in node ? Math.max(0, ...node.children.map((child) => levels(child as Nodes))) : 0);

test.each([
  ['the sample report', sampleDocument().tree],
  ['boxes in boxes', parseReport(`${'> - 1. '.repeat(12)}**_~~\`a\`~~_** [![b](c.png)](d)`)],
  ['tables in quotations', parseReport('> > | a | b |\n> > |---|---|\n> > | **_c_** | `d` |')],
])('the tree of %s says how deep its page can be, without the page', (_, tree) => {
  const report = { document: { ...sampleDocument(), tree }, language: english };
  expect(mostNesting(tree)).toBeGreaterThanOrEqual(levels(htmlReport(report).body) + 10);
});

test('a page is made for its depth only where its tree is deep', () => {
  const report = { document: sampleDocument(), language: english };
  const unasked = new Proxy(english, { get: () => expect.unreachable() });
  const at = () => ({ file: 'a.md', line: 1, column: 1 });
  expect(nestingProblems({ ...report, language: unasked }, standardLimits, at)).toEqual([]);
  expect(nestingProblems(report, resourceLimits({ htmlDepth: 12 }), at)).toHaveLength(1);
});

test('a hundred thousand levels end in an error, not in a stack', () => {
  expect(depthProblems(nested(100_000), standardLimits, positionOf)).toHaveLength(1);
});
