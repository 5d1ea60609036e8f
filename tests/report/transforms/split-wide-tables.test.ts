import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { dataTableNode } from '../../../src/model/tree/data-table.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { parseReport, positionOf } from '../markdown.js';
import { meta, sampleStated } from '../samples.js';

/** The heads of the parts of a table of `count` columns, in groups of `size`, and the rows of each. */
function partsOf(count: number, size: number, markdown = '@a'): string[] {
  const numbers = Array.from({ length: count }, (_, index) => `${1000 + index}`);
  const text = [`Area|${numbers.map((each) => `C${each}`).join('|')}`, `North|${numbers.join('|')}`].join(
    '\n',
  );
  const stated = sampleStated('tbl-a', 'Wide', text);
  const columns = stated.columns.map((column, index) =>
    size === 1 ? column : { ...column, groups: [`G${Math.floor(index / size)}`] },
  );
  const { value, diagnostics } = finishReport({
    meta,
    body: parseReport(markdown, { a: dataTableNode({ ...stated, columns }) }),
    charts: {},
    language: english,
    positionOf,
  });
  expect(diagnostics).toEqual([]);
  const tables = toHtml(value.body).split('<table').slice(1);
  return tables.map((table) => {
    const heads = [...table.matchAll(/<th[^>]*>(?:<span>)?([^<]+)/g)].map(([, head = '']) => head);
    return `${heads.filter((head) => /^[GCAN]/.test(head)).join(' ')}: ${table.match(/<td/g)?.length}`;
  });
}

test('a table that its sheet has room for stays whole', () => {
  expect(partsOf(12, 1)).toHaveLength(1);
  expect(partsOf(18, 1, ':::landscape\n\n@a\n\n:::')).toHaveLength(1);
});

test('forty columns are parted between their groups, each part with the heads of the rows and every number once', () => {
  const parts = partsOf(40, 4);
  expect(parts.map((part) => part.split(': ')[1])).toEqual(['12', '12', '12', '4']);
  expect(parts[3]).toBe('Area G9 C1036 C1037 C1038 C1039 North: 4');
});

test('a group that no sheet has room for is parted too', () => {
  expect(partsOf(40, 40).length).toBeGreaterThan(2);
});
