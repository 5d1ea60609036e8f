import { h } from 'hastscript';
import { expect, test } from 'vitest';
import { exact } from '../../../../src/model/exact.js';
import type { Mark } from '../../../../src/model/missing.js';
import { textOf } from '../../../../src/outputs/html/finish/elements.js';
import { explainSymbols } from '../../../../src/outputs/html/finish/explain-symbols.js';
import { withMarks } from '../../../../src/outputs/html/to-hast/marks.js';
import { recordedEntry } from '../../../report/samples.js';
import { english } from '../../../support/english.js';

const missing = (symbol: string, title: string) => h('abbr.missing', { title }, symbol);
const marked = (...marks: Mark[]) =>
  withMarks(h('data', '5'), { ...recordedEntry('5').quantity, value: exact(5n), marks }, english);

test('a chapter ends with what its symbols and marks mean, each once, before its notes', () => {
  const chapter = h('section.chapter', [
    h('p', [missing('[x]', 'not available'), marked('p', 'e'), marked('p')]),
    h('p', [missing('[x]', 'not available'), missing('[x]', 'not asked')]),
    h('div.endnotes'),
  ]);
  const root = h(null, [chapter]);
  explainSymbols(root, english);
  expect(
    chapter.children.map((child) => (child.type === 'element' ? child.properties.className : '')),
  ).toEqual([undefined, undefined, ['legend'], ['endnotes']]);
  const [, , legend] = chapter.children;
  expect(legend?.type === 'element' ? textOf(legend) : '').toBe(
    '[x] not available [x] not asked [p] provisional [e] estimated',
  );
});

test('tables with a legend of their own, and chapters without symbols, add nothing', () => {
  const table = h('figure', [
    h('table', [missing('[x]', 'not available'), marked('r')]),
    h('p.legend', '[x]'),
  ]);
  const root = h(null, [h('section.chapter', [table]), h('section.chapter', [h('p', 'Nothing.')])]);
  const before = JSON.stringify(root);
  explainSymbols(root, english);
  expect(JSON.stringify(root)).toBe(before);
});

test('a table in words has its legend above its source; what prints its own meaning needs none', () => {
  const table = h('figure.in-words', [
    h('table', [missing('[x]', 'not available'), missing('none', 'none')]),
    h('div.foot', [h('p.source', 'Source')]),
  ]);
  const chapter = h('section.chapter', [table]);
  explainSymbols(h(null, [chapter]), english);
  expect(textOf(table)).toBe('[x]none[x] not availableSource');
  expect(chapter.children).toHaveLength(1);
});

test('marks are letters on paper and words for who listens, on one line with their number', () => {
  const element = marked('p', 'r');
  expect(element.properties.className).toEqual(['marked']);
  expect(textOf(element)).toBe('5\u00A0[p][r] provisional, revised');
  expect(withMarks(h('data', '5'), recordedEntry('5').quantity, english).tagName).toBe('data');
});
