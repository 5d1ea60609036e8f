/** A forger who draws calculated numbers otherwise, and writes every hash anew. */
import { beforeAll, expect, test } from 'vitest';
import { drawnOutput, goldenFiles, type Output, redrawn, said, snapshotOf, withSnapshot } from './redraw.js';

const page = 'statistics/en/statistics.html';
const published = 'statistics/en/published.json';
let output: Output;

beforeAll(async () => {
  output = await drawnOutput(goldenFiles('statistics'));
});

/** What is drawn otherwise in a figure, each in one of its own, and what is said of it. */
const forgeries: readonly (readonly [
  what: string,
  figure: string,
  from: RegExp,
  to: string,
  said: RegExp,
])[] = [
  [
    'a whisker that is longer',
    'fig-box',
    /(data-mark="2"><line [^>]*x2=")[\d.]+/,
    '$1150',
    /Unexpected rule in `fig-box` that shows `[\d.]+`, expected `[\d.]+` as in the table under it/,
  ],
  [
    'a quartile of a year that is higher',
    'fig-band',
    /(data-mark="0"><path d="M0,)[\d.]+/,
    '$140',
    /Unexpected area in `fig-band` that shows `[\d.]+`, expected `[\d.]+` as in the table/,
  ],
  [
    'an error bar that is shorter',
    'fig-bar',
    /(data-mark="0"><line [^>]*x2=")[\d.]+/,
    '$120',
    /Unexpected rule in `fig-bar` that shows `[\d.]+`, expected `[\d.]+`/,
  ],
  [
    'a bar of a statistic that is shorter',
    'fig-error',
    /(data-mark="0"><path d="M0,[\d.]+h)[\d.]+(v[\d.]+h-)[\d.]+/,
    '$1200$2200',
    /Unexpected bar in `fig-error` that shows `[\d.]+`, expected `[\d.]+`/,
  ],
  [
    'two places that change with each other',
    'fig-variance',
    /(data-mark="0"><path transform="translate\()([\d.]+)(,.*?<path transform="translate\()([\d.]+)/,
    '$1$4$3$2',
    /Unexpected point in `fig-variance` that shows `[\d.]+`, expected `[\d.]+`/,
  ],
  [
    'a bar that begins elsewhere',
    'fig-distinct',
    /(data-mark="0"><path d="M[\d.]+,)0/,
    '$1-20',
    /Unexpected beginning of a bar in `fig-distinct`, expected its base/,
  ],
  [
    'a count that is lower',
    'fig-bands',
    /(data-mark="0"><path d="M[\d.]+,)0(h[\d.]+v)250/,
    '$1125$2125',
    /Unexpected bar in `fig-bands` that shows `[\d.]+`, expected `\d+`/,
  ],
  [
    'a moving mean that bends elsewhere',
    'fig-moving',
    /(data-mark="0"><path d="M[\d.]+,)[\d.]+/,
    '$11',
    /Unexpected line in `fig-moving` that shows `[\d.]+`, expected `[\d.]+`/,
  ],
  [
    'a straight line that rises more',
    'fig-trend',
    /(data-mark="1"><path d="M[\d.]+,)[\d.]+/,
    '$1220',
    /Unexpected line in `fig-trend` that shows `[\d.]+`, expected `[\d.]+`/,
  ],
  [
    'months that change their names',
    'fig-deviation',
    /(data-axis="\d"[^>]*>.*?<text [^>]*>)2008(<.*?<text [^>]*>)2009(<)/,
    '$12009$22008$3',
    /Unexpected `2009` beside a point in `fig-deviation`, expected `2008` as in its row/,
  ],
];

test('each of them that is drawn otherwise is found out', async () => {
  const forged = redrawn(
    output,
    page,
    forgeries.map(([, figure, from, to]) => [figure, from, to] as const),
  );
  const all = await said(forged);
  for (const [what, , , , expected] of forgeries) expect.soft(all, what).toMatch(expected);
});

test('none may show a number that the table under it has not', async () => {
  const drawings = (snapshotOf(output, published).drawings ?? []).map((drawing) => ({
    ...drawing,
    marks: drawing.marks.map(({ calculated = [], ...group }) => ({
      ...group,
      calculated: calculated.map((each) => ({ ...each, numbers: each.numbers.map(() => 0) })),
    })),
  }));
  expect(await said(withSnapshot(output, published, { drawings }))).toContain(
    'Unexpected rule in `fig-box` of no number, expected one of the table under it',
  );
});
