import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { type DataBodyNode, headNode } from '../../../../src/model/tree/table-nodes.js';
import type { TableColumn } from '../../../../src/model/tree/table-parts.js';
import type { HastContext } from '../../../../src/outputs/html/to-hast/context.js';
import { columnGroups, tableHead } from '../../../../src/outputs/html/to-hast/handlers/data-table-head.js';
import { english } from '../../../support/english.js';

const column = (...heads: readonly string[]): TableColumn => ({
  groups: heads.slice(0, -1),
  label: heads.at(-1) ?? '',
  total: false,
  align: 'right',
});

function lines(columns: readonly TableColumn[]): { groups: string; heads: readonly string[] } {
  const head = headNode('Region', columns);
  const cell = (element: Element): string => {
    const { colSpan = 1, rowSpan = 1, scope } = element.properties;
    const starts = String(element.properties.className).includes('starts') ? '|' : '';
    return `${starts}${toHtml(element.children).replace(/<[^>]+>/g, '')} ${scope} ${colSpan}x${rowSpan}`;
  };
  const body: DataBodyNode = { type: 'dataBody', children: [] };
  const rows = tableHead(head, body, { language: english } as HastContext).children as Element[];
  return {
    groups: columnGroups(head)
      .map(({ properties }) => `${properties.span}`)
      .join(' '),
    heads: rows.map((row) => (row.children as Element[]).map(cell).join(', ')),
  };
}

test('columns beside each other stand under one head, and a column that shares none is as high as all', () => {
  expect(lines([column('2019', 'M'), column('2019', 'F'), column('2020', 'M'), column('Both')])).toEqual({
    groups: '1 2 1 1',
    heads: [
      'Region col 1x2, 2019 colgroup 2x1, |2020 colgroup 1x1, |Both col 1x2',
      'M col 1x1, F col 1x1, |M col 1x1',
    ],
  });
});

test('three levels: a head between two others spans its columns', () => {
  const columns = [
    column('N', '2019', 'M'),
    column('N', '2019', 'F'),
    column('S', '2019', 'M'),
    column('S', 'All'),
  ];
  expect(lines(columns)).toEqual({
    groups: '1 2 2',
    heads: [
      'Region col 1x3, N colgroup 2x1, |S colgroup 2x1',
      '2019 col 2x1, |2019 col 1x1, All col 1x2',
      'M col 1x1, F col 1x1, |M col 1x1',
    ],
  });
});

test('one level of heads has no groups', () => {
  expect(lines([column('2019'), column('2020')])).toEqual({
    groups: '',
    heads: ['Region col 1x1, 2019 col 1x1, 2020 col 1x1'],
  });
});

test('heads of words run upward where they would make a table of numbers wider than a phone; years stay as they are', () => {
  const isUpright = (labels: readonly string[]): boolean => {
    const head = headNode(
      'Objective',
      labels.map((label) => column(label)),
    );
    const body: DataBodyNode = { type: 'dataBody', children: [] };
    return toHtml(tableHead(head, body, { language: english } as HastContext)).includes('class="upright"');
  };
  const states = ['Implemented', 'On track', 'Late', 'Cancelled', 'Score'];
  expect(isUpright(states)).toBe(true);
  expect(isUpright(states.slice(0, 3))).toBe(false);
  expect(isUpright(['2009', '2010', '2011', '2012', '2013', '2014', 'Total'])).toBe(false);
});
