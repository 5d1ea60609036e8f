import { expect, test } from 'vitest';
import type { HtmlReport } from '../../../src/outputs/html/html-report.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { english } from '../../support/english.js';

test('a sign that only the answer at a number has brings no face of its own into the page', () => {
  const value = {
    type: 'element' as const,
    tagName: 'data',
    properties: { dataFrom: '5 ÷ 3 ≈ 1.7, of Жители' },
    children: [],
  };
  const meta = { title: 'Visits', publisher: 'Library' };
  const document = { meta, body: { type: 'root', children: [value] } } as unknown as HtmlReport;
  expect(pageText(document, english)).not.toContain('≈');
  expect(pageText(document, english)).toContain('Жители');
});
