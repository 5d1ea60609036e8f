import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { parseReport, positionOf } from '../markdown.js';
import { meta } from '../samples.js';

/** The widths that the columns of each table are given, in per cent. */
function widthsOf(...tables: readonly (readonly string[])[]): number[][] {
  const markdown = tables
    .map((rows) => ['| A | B | C |', '|---|---|---|', ...rows].join('\n'))
    .join('\n\nx\n\n');
  const { value } = finishReport({
    meta,
    body: parseReport(`# One\n\n${markdown}`),
    charts: {},
    language: english,
    positionOf,
  });
  const parts = toHtml(value.body).split('<table').slice(1);
  return parts.map((part) => [...part.matchAll(/width:([\d.]+)%/g)].map(([, width]) => Number(width)));
}

const sentence = 'It is said here at such a length that the line has no room for what stands beside it.';

test('a table of words alone keeps the widths that its output finds', () => {
  expect(widthsOf(['| one | two | three |'])).toEqual([[]]);
});

test('a sentence leaves the words beside it room, and a date its line', () => {
  const [[first = 0, second = 0, third = 0] = []] = widthsOf([
    `| 30 September 2016 | ${sentence} ${sentence} | Office of the prosecutor of the region |`,
  ]);
  expect(second).toBeGreaterThan(third);
  expect(first).toBeGreaterThan(18);
});

test('tables with the same head have the same widths', () => {
  const [one, other] = widthsOf(['| one | two | three |'], [`| ${sentence} | two | three |`]);
  expect(one).toHaveLength(3);
  expect(one).toEqual(other);
});
