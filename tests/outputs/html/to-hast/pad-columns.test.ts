import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { padColumns } from '../../../../src/outputs/html/to-hast/columns.js';
import { parseReport, positionOf } from '../../../report/markdown.js';
import { meta } from '../../../report/samples.js';
import { english } from '../../../support/english.js';
import { finishReport } from '../../../support/finished-report.js';

/** What stands invisibly behind each number of a column. */
const pads = (...texts: string[]): (string | undefined)[] =>
  padColumns(
    texts.map((text) => [undefined, text]),
    english,
  ).map((cells) => cells[1]);

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
    const body = parseReport('| Row | Cases |\n| - | -: |\n| a | %3 |\n| b | %3.5 |');
    const { value } = finishReport({ meta, body, charts: {}, language: english, positionOf });
    expect(toHtml(value.body)).toMatch(/<td [^>]*data-pad="\.0"><data [^>]*>3<\/data><\/td>/);
  });
});
