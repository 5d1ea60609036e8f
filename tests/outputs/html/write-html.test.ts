/** What is written of elements, held against the package that says how. */
import fc from 'fast-check';
import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { screenContent } from '../../../src/outputs/html/page.js';
import { printContent } from '../../../src/outputs/html/print-page.js';
import { writeHtml } from '../../../src/outputs/html/write-html.js';
import { english } from '../../support/english.js';
import { runs } from '../../support/runs.js';
import { sampleDocument } from './render-sample.js';

const byPackage = (root: Root): string => toHtml(root, { allowDangerousHtml: true });

const names = ['a', 'p', 'data', 'br', 'img', 'svg', 'script', 'style', 'title', 'td'];
const empty = new Set(['br', 'img']);
const keys = [
  ...['className', 'id', 'href', 'hidden', 'download', 'dataN', 'dataId', 'ariaLabel', 'ariaLabelledBy'],
  ...[
    'tabIndex',
    'rowSpan',
    'value',
    'title',
    'open',
    'start',
    'viewBox',
    'accept',
    'sizes',
    'data-x',
    'a:b',
  ],
];
const signs = ['a', 'ž', ' ', '<', '&', '"', "'", '`', '\0', '>', ',', '\u00A0', '\u{1F600}'];
const words = fc.string({ unit: fc.constantFrom(...signs), maxLength: 6 });
const value = fc.oneof(
  words,
  fc.constantFrom(...keys),
  fc.boolean(),
  fc.constantFrom(null, undefined, Number.NaN, 0),
  fc.double(),
  fc.array(words, { maxLength: 3 }),
);

const { node } = fc.letrec<{ node: ElementContent }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.record({ type: fc.constant('text' as const), value: words }),
    fc.record({ type: fc.constant('raw' as const), value: words }),
    fc.record({ type: fc.constant('comment' as const), value: words }),
    fc
      .record({
        type: fc.constant('element' as const),
        tagName: fc.constantFrom(...names),
        properties: fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4 }),
        children: fc.array(tie('node'), { maxLength: 3 }),
      })
      .map((made) => (empty.has(made.tagName) ? { ...made, children: [] } : made)),
  ),
}));

test('random elements are written as the package writes them', () => {
  fc.assert(
    fc.property(fc.array(node, { maxLength: 4 }), (children) => {
      const root: Root = { type: 'root', children };
      expect(writeHtml(root)).toBe(byPackage(root));
    }),
    runs(300, 3000),
  );
});

test('and so is a report, as page and as print', () => {
  const document = sampleDocument();
  for (const content of [screenContent(document, english), printContent(document, english)]) {
    const root: Root = { type: 'root', children: [{ type: 'doctype' }, ...content] };
    expect(writeHtml(root)).toBe(byPackage(root));
  }
});
