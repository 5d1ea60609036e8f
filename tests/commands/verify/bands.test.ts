/** A forger who draws the bars of a histogram and of answers otherwise, and writes every hash anew. */
import { beforeAll, expect, test } from 'vitest';
import { drawnOutput, goldenFiles, type Output, redrawn, said } from './redraw.js';

const page = 'charts-short/en/charts-short.html';
let output: Output;

beforeAll(async () => {
  output = await drawnOutput(goldenFiles('charts-short'));
});

test.each([
  [
    [
      'fig-ages',
      /(data-mark="0"><path d="M0,)135.71(h[\d.]+v)114.29/,
      '$1100$2150',
      /Unexpected bar in `fig-ages` that shows `10.5`, expected `8` as in its cell \(ages\/persons\?age=0-4\)/,
    ],
    [
      'fig-likert',
      /(data-mark="0"><path d="M[\d.]+,[\d.]+h)[\d.]+(v[\d.]+h-)[\d.]+/,
      '$120$220',
      /Unexpected bar in `fig-likert` that shows `[\d.]+`, expected `\d+` as in its cell/,
    ],
    [
      'fig-shares',
      /(data-mark="0"><path d="M[\d.]+,[\d.]+h)[\d.]+(v[\d.]+h-)[\d.]+/,
      '$120$220',
      /Unexpected length of a bar in `fig-shares` for `\d+`, expected its share of all at its place/,
    ],
  ],
  [
    [
      'fig-ages',
      /(data-mark="0">.*?)h453.37(v[\d.]+)h-453.37/,
      '$1h300$2h-300',
      /Unexpected bar in `fig-ages` that shows `[\d.]+`, expected `65` as in its cell/,
    ],
  ],
  [
    [
      'fig-ages',
      /(data-mark="0"><path d="M0,)135.71(h[\d.]+v)114.29/,
      '$1125.71$2114.29',
      /Unexpected beginning of a bar in `fig-ages`, expected its base/,
    ],
  ],
] as const)('%j drawn otherwise are found out', async (...forgeries) => {
  const all = await said(
    redrawn(
      output,
      page,
      forgeries.map(([figure, from, to]) => [figure, from, to] as const),
    ),
  );
  for (const [figure, , , expected] of forgeries) expect.soft(all, figure).toMatch(expected);
});

test('a single tick or point is held by the bars beside it', async () => {
  const plan = await drawnOutput(goldenFiles('plan'));
  const forged = redrawn(plan, 'plan/en/plan.html', [
    ['fig-indicators-1', /(data-mark="2"><path d="M)[\d.]+/, '$1200'],
    ['fig-indicators-1', /(data-mark="3"><path transform="translate\()[\d.]+/, '$1250'],
  ]);
  const all = await said(forged);
  expect(all).toMatch(
    /Unexpected tick in `fig-indicators-1` that shows `[\d.]+`, expected `[\d.]+` as in its cell/,
  );
  expect(all).toMatch(
    /Unexpected point in `fig-indicators-1` that shows `[\d.]+`, expected `[\d.]+` as in its cell/,
  );
});
