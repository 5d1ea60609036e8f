import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Role, reorder, roleOfElement } from '../../../src/outputs/moves/reorder.js';

interface Node {
  readonly role: Role;
  readonly id: string;
}
const look = { roleOf: ({ role }: Node): Role => role, idOf: ({ id }: Node): string => id };

/** "F" is a figure, "t" text, " " white space, "h" anything else; the ids are letters and places. */
const nodesOf = (pattern: string): Node[] =>
  [...pattern].map((letter, index) => ({
    role: letter === 'F' ? 'figure' : letter === 't' ? 'text' : letter === ' ' ? 'blank' : 'other',
    id: `${letter}${index}`,
  }));

const run = (pattern: string, ...moves: readonly [id: string, past: number][]): string => {
  const { children, moved } = reorder(
    nodesOf(pattern),
    moves.map(([id, past]) => ({ id, past })),
    look,
  );
  return `${children.map(({ id }) => id).join('')} moved ${moved.join(',')}`;
};

test('a figure stands behind the text that it was moved past', () => {
  expect(run('tF t t h', ['F1', 2])).toBe('t0 2t3 4t5F1 6h7 moved F1');
  expect(run('FttFtt', ['F0', 2], ['F3', 1])).toBe('t1t2F0t4F3t5 moved F0,F3');
});

test.each([
  ['past a heading', 'Fth', 2],
  ['past another figure', 'FtFt', 2],
  ['past the end', 'Ft', 2],
  ['backwards', 'tF', -1],
  ['by half', 'Ft', 0.5],
])('a figure is not moved %s', (_, pattern, past) => {
  const id = `F${pattern.indexOf('F')}`;
  expect(run(pattern, [id, past])).toBe(
    `${nodesOf(pattern)
      .map((node) => node.id)
      .join('')} moved `,
  );
});

test('text is never moved, only passed', () => {
  expect(run('tt', ['t0', 1])).toBe('t0t1 moved ');
});

test('whatever the moves say, every node is there once, and all but figures in their order', () => {
  const moves = fc.array(
    fc.record({
      id: fc.integer({ min: 0, max: 12 }).map((at) => `F${at}`),
      past: fc.integer({ min: -1, max: 5 }),
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[Ft h]{0,12}$/), moves, (pattern, asked) => {
      const nodes = nodesOf(pattern);
      const { children } = reorder(nodes, asked, look);
      const others = (list: readonly Node[]): Node[] => list.filter(({ role }) => role !== 'figure');
      expect(new Set(children)).toEqual(new Set(nodes));
      expect(children).toHaveLength(nodes.length);
      expect(others(children)).toEqual(others(nodes));
      // Neither figures nor headings change their order.
      const fixed = (list: readonly Node[]): Node[] =>
        list.filter(({ role }) => role === 'figure' || role === 'other');
      expect(fixed(children)).toEqual(fixed(nodes));
    }),
  );
});

test('text is what runs through a section, and not what belongs to a figure or ends a chapter', () => {
  const roles = (['p', 'ul', 'figure', 'h3', 'div'] as const).map((name) => roleOfElement(name, []));
  expect(roles).toEqual(['text', 'text', 'figure', 'other', 'other']);
  expect(roleOfElement('p', ['numbered'])).toBe('text');
  expect(
    ['source', 'legend', 'to-contents', 'illustrative-note'].map((name) => roleOfElement('p', [name])),
  ).toEqual(Array.from({ length: 4 }, () => 'other'));
});
