import type { ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { expect, test } from 'vitest';
import { depthProblems } from '../../../src/outputs/html/check-depth.js';
import { resourceLimits, standardLimits } from '../../../src/resource-limits.js';

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
  expect(problem?.message).toBe(
    'Unexpected deeper nesting, expected at most 500 elements of a page inside each other',
  );
  expect(more).toEqual([]);
});

test('a project can ask for less, but not for a page that its check would not take', () => {
  expect(depthProblems(nested(50), resourceLimits({ htmlDepth: 40 }), positionOf)).toHaveLength(1);
  expect(depthProblems(nested(600), resourceLimits({ htmlDepth: 1000 }), positionOf)).toHaveLength(1);
});

test('a hundred thousand levels end in an error, not in a stack', () => {
  expect(depthProblems(nested(100_000), standardLimits, positionOf)).toHaveLength(1);
});
