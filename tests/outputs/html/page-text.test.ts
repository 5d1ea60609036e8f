import { expect, test } from 'vitest';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { english } from '../../support/english.js';
import { sampleDocument } from './render-sample.js';

test('what only the answer at a number says is among the characters of the page', () => {
  const document = sampleDocument();
  const provenance = { title: 'Rate', how: 'Жители', equation: '5 ÷ 3 ≈ 1.7', rows: [] };
  const entry = document.ledger[0];
  if (entry === undefined) throw new Error('The sample prints numbers');
  const answering = {
    type: 'element' as const,
    tagName: 'data',
    properties: {},
    children: [],
    data: { entry, provenance },
  };
  const text = pageText({ ...document, body: { type: 'root', children: [answering] } }, english);
  expect(text).toContain('≈');
  expect(text).toContain('Жители');
});
