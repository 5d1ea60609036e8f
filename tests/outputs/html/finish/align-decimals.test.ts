import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { describe, expect, it } from 'vitest';
import { alignDecimals } from '../../../../src/outputs/html/finish/align-decimals.js';
import { english } from '../../../support/english.js';

/** What stands invisibly behind each number of a column. */
function pads(...texts: string[]): (string | undefined)[] {
  const cells = texts.map((text) => h('td.number', [h('data', text)]));
  const root: Root = {
    type: 'root',
    children: [
      h('table', [
        h(
          'tbody',
          cells.map((cell) => h('tr', [h('th', 'Row'), cell])),
        ),
      ]),
    ],
  };
  alignDecimals(root, english);
  return cells.map(({ properties }) => properties.dataPad as string | undefined);
}

describe('the numbers of a column', () => {
  it('stand by their decimal mark when their decimals differ', () => {
    expect(pads('1,204', '3.5', '12.25')).toEqual(['.00', '0', undefined]);
  });

  it('leave room for a sign behind the others', () => {
    expect(pads('43.2%', '12', '100%')).toEqual([undefined, '.0%', '.0']);
  });

  it('stay as they are when they agree, whatever symbols and words stand between them', () => {
    expect(pads('1.5', '[z]', '22.5', 'none')).toEqual([undefined, undefined, undefined, undefined]);
    expect(pads('7', '7 to 20', '+13', '\u22124')).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('are read and copied without what aligns them', () => {
    const cell = h('td.number', [h('data', '3')]);
    const other = h('td.number', [h('data', '3.5')]);
    const root: Root = { type: 'root', children: [h('table', [h('tr', [cell]), h('tr', [other])])] };
    alignDecimals(root, english);
    expect(toHtml(cell)).toBe('<td class="number" data-pad=".0"><data>3</data></td>');
  });
});
