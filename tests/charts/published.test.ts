/** What charts as they are published for Vega-Lite ask of a report: other notations, labels and places for the same numbers. */
import { describe, expect, test } from 'vitest';
import { draw, problemsOf, tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const textsOf = (chart: Awaited<ReturnType<typeof draw>>): readonly string[] =>
  chart.labels.map(({ text }) => text);

/** A number at the first of every third month of two years. */
const quarters = sketchDataset(
  'quarters',
  [
    { name: 'day', type: 'date', title: 'Day' },
    { name: 'price', role: 'measure', title: 'Price', unit: 'euros' },
  ],
  [2006, 2007].flatMap((year) =>
    ['01', '04', '07', '10'].map(
      (month, index) => [`${year}-${month}-01`, year - 2000 + index * 1.5] as const,
    ),
  ),
);

/** Two kinds at three places, told apart by numbers alone. */
const places = sketchDataset(
  'places',
  [
    { name: 'place', title: 'Place' },
    { name: 'along', role: 'measure', title: 'Along', unit: 'km' },
    { name: 'high', role: 'measure', title: 'High', unit: 'm' },
    { name: 'kind', role: 'attribute', title: 'Kind', categories: { a: 'Kind A', b: 'Kind B' } },
  ],
  [
    ['p', 1, 2, 'a'],
    ['q', 2, 3, 'a'],
    ['r', 1, 3, 'b'],
    ['s', 2, 4.75, 'b'],
  ],
);

const yearly = sketchDataset(
  'yearly',
  [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'high', role: 'measure', title: 'High', unit: 'm' },
  ],
  [2011, 2012, 2013].map((year, at) => [year, 10 + at]),
);

describe('labels of marks', () => {
  const word = (text: string, rest = ''): string =>
    `mark: text\n${rest}encoding: {y: {field: kind}, text: {${text}}}\n`;

  test('print what the chart works out, as prose prints it and from the cells behind it', async () => {
    const chart = await draw(word('aggregate: sum, field: high, format: .2f'), places);
    expect(textsOf(chart)).toEqual(expect.arrayContaining(['5', '7.75']));
    const sum = chart.entries.find(({ text }) => text === '7.75');
    expect(sum?.quantity.operation).toBe('sum');
    expect(sum?.quantity.cells.map(({ keys }) => keys.place)).toEqual(['r', 's']);
  });

  test('print nothing that cells do not make', async () => {
    const made = "transform: [{calculate: 'datum.high + 1', as: made}]\n";
    expect((await tryDraw(word('field: made', made), places)).problems).toContainEqual(
      expect.stringMatching(
        /chart\/calculated `text` draws the calculation `made`, which cannot be calculated again/,
      ),
    );
  });

  const short = (expression: string, rest = ''): string =>
    `transform: [{calculate: "${expression}", as: word}]\nmark: text\n` +
    `encoding: {x: {field: along}, y: {field: high}, text: {field: word, type: nominal}${rest}}\n`;
  const legend = ', color: {field: kind}';

  test('may be the beginning of a name that a legend has in full, where no other begins alike', async () => {
    const alike = (await tryDraw(short('datum.kind[0]', legend), places)).problems;
    expect(alike).toEqual([]);
    expect((await tryDraw(short("'K'", legend), places)).problems).toEqual([
      expect.stringMatching(/chart\/relabelled The chart makes the label `K`/),
    ]);
    expect((await tryDraw(short("'about 7'", legend), places)).problems).toEqual([
      expect.stringMatching(/chart\/literal-number `about 7` is made by the chart and contains a number/),
    ]);
  });
});

describe('parameters', () => {
  const chart = (param: string, mark: string): string =>
    `params: [{name: size, ${param}}]\nmark: {type: bar, ${mark}}\n` +
    'encoding: {x: {field: high}, y: {field: place}}\n';

  test('that nobody moves stand for their value, which is checked as if it were written', async () => {
    expect(await problemsOf(chart('value: 5', 'cornerRadius: {expr: size}'), places)).toEqual([]);
    expect(await problemsOf(chart('value: 5', 'cornerRadius: {expr: "size * 2"}'), places)).toEqual([]);
    expect(await problemsOf(chart('value: 20', 'yOffset: {expr: size}'), places)).toEqual([
      expect.stringMatching(/chart\/baseline `yOffset` moves `bar`/),
    ]);
    expect(await problemsOf(chart('expr: "3"', 'cornerRadius: {expr: size}'), places)).toEqual([
      expect.stringMatching(/chart\/expression `size` in the expression/),
    ]);
  });

  test('are left out with a warning only where a reader would move them', async () => {
    const told = async (param: string): Promise<readonly string[]> =>
      (await tryDraw(chart(param, 'cornerRadius: {expr: size}'), places)).problems;
    expect(await told('value: 5')).toEqual([]);
    expect(await told('value: 5, bind: {input: range}')).toEqual([
      expect.stringMatching(/chart\/still The chart is drawn without `params`/),
    ]);
  });
});

describe('series', () => {
  const panels = (...titles: readonly string[]): string =>
    `resolve: {scale: {x: shared}}\nhconcat:\n${['a', 'b']
      .map(
        (kind, at) =>
          `  - {title: "${titles[at] ?? ''}", transform: [{filter: "datum.kind == '${kind}'"}], mark: bar, ` +
          'encoding: {x: {field: high}, y: {field: place}, color: {field: kind, legend: null}}}\n',
      )
      .join('')}`;

  test('need no legend in panels that bear their names as titles', async () => {
    expect((await tryDraw(panels('Kind A', 'Kind B'), places)).problems).toEqual([]);
    expect((await tryDraw(panels('Kind A', 'Kind A'), places)).problems).toContainEqual(
      expect.stringMatching(/chart\/hidden The series of `kind` are not named/),
    );
  });

  test('may shine through each other where that is meant, and only where they do', async () => {
    const bars = (opacity: number): string =>
      `mark: {type: bar, opacity: ${opacity}}\n` +
      'encoding: {x: {field: place}, y: {field: high, stack: null}, color: {field: kind}}\n';
    const refused = expect.stringMatching(/chart\/hidden `stack: null` lets one series of `bar`/);
    expect(await problemsOf(bars(0.6), places)).toEqual([refused]);
    expect(await problemsOf(bars(0.6), places, ['several-rows'])).toEqual([]);
    expect(await problemsOf(bars(0.95), places, ['several-rows'])).toContainEqual(refused);
  });
});

describe('labels of axes', () => {
  test('may be words in place of numbers where a reason is given, never other numbers', async () => {
    const named = (word: string): string =>
      `mark: point\nencoding: {y: {field: place}, x: {field: high, axis: {labelExpr: "datum.value == 0 ? '${word}' : datum.label"}}}\n`;
    const refused = [expect.stringMatching(/chart\/relabelled `labelExpr` replaces a label/)];
    expect(await problemsOf(named('none'), places)).toEqual(refused);
    expect(await problemsOf(named('none'), places, ['unusual-scale'])).toEqual([]);
    for (const number of ['5', 'a hundred or so', 'Twelve', 'dozens'])
      expect(await problemsOf(named(number), places, ['unusual-scale']), number).toEqual(refused);
  });

  const axis = (style: string): string =>
    `mark: line\nencoding: {x: {field: day, axis: {${style}}}, y: {field: price}}\n`;

  test('may print parts of their time, in the report’s language', async () => {
    const labels = textsOf(
      await draw(
        axis(
          `tickCount: 8, labelExpr: "[timeFormat(datum.value, '%b'), timeFormat(datum.value, '%m') == '01' ? timeFormat(datum.value, '%Y') : '']"`,
        ),
        quarters,
      ),
    );
    expect(labels).toEqual(expect.arrayContaining(['Jan 2006', 'Apr ', 'Jul ', 'Jan 2007']));
  });

  test('may have a format for each step of time, and one month twice where a year stands between', async () => {
    const labels = textsOf(await draw(axis("format: {year: '%Y', quarter: '%b'}, tickCount: 8"), quarters));
    expect(labels.filter((label) => label === 'Apr')).toHaveLength(2);
    expect(labels).toEqual(expect.arrayContaining(['2006', '2007']));
  });

  test('are told apart where no year stands between them', async () => {
    expect((await tryDraw(axis("format: '%b', tickCount: 8"), quarters)).problems).toEqual([
      expect.stringMatching(/chart\/scale Two places on a scale have the same label, `/),
    ]);
  });

  test('print nothing else than their time', async () => {
    for (const expr of ["timeFormat(0, '%Y')", "timeFormat(datum.value, '12')", "'Good'"])
      expect(await problemsOf(axis(`labelExpr: "${expr}"`), quarters)).toEqual([
        expect.stringMatching(/chart\/(?:relabelled|literal-number) /),
      ]);
  });

  test('are numbers as prose writes them: an exponent is left out, with a warning', async () => {
    const { chart, problems } = await tryDraw(
      'mark: point\nencoding: {x: {field: along, axis: {format: ".2e"}}, y: {field: high}}\n',
      places,
    );
    expect(problems).toEqual([
      expect.stringMatching(/chart\/house-style The chart is drawn without `axis.format`/),
    ]);
    expect(chart && textsOf(chart).some((label) => /e/.test(label) && /\d/.test(label))).toBe(false);
  });
});

describe('legends', () => {
  const shaded = (scale: string, legend = ''): string =>
    `mark: point\nencoding: {x: {field: along}, y: {field: place}, color: {field: high, scale: {${scale}}${legend}}}\n`;

  test('of classes print their breaks, whatever format their author gives', async () => {
    const { chart, problems } = await tryDraw(
      shaded('type: threshold, domain: [2.5, 4.5]', ', legend: {format: d}'),
      places,
    );
    expect(problems).toEqual([expect.stringMatching(/legend.format/)]);
    const labels = chart === undefined ? [] : textsOf(chart);
    expect(labels).toEqual(expect.arrayContaining(['2.5', '4.5']));
  });
});

describe('stacks', () => {
  test('along two axes of numbers stand upright, as vega-lite draws them', async () => {
    const yaml = 'mark: area\nencoding: {x: {field: along}, y: {field: high}, color: {field: kind}}\n';
    expect((await tryDraw(yaml, places)).problems).toEqual([]);
  });
});

describe('bars', () => {
  const moved = (style: string): string =>
    `mark: {type: bar, ${style}}\nencoding: {x: {field: high}, y: {field: place}}\n`;

  test('may be moved a little within the band of their category, never along their number', async () => {
    expect(await problemsOf(moved('yOffset: 5'), places)).toEqual([]);
    expect(await problemsOf(moved('yOffset: 20'), places)).toEqual([
      expect.stringMatching(/chart\/baseline `yOffset` moves `bar`/),
    ]);
    expect(await problemsOf(moved('xOffset: 2'), places)).toEqual([
      expect.stringMatching(/chart\/baseline `xOffset` moves `bar`/),
    ]);
  });

  test('keep their year where years are numbers along the axis', async () => {
    const dated = (mark: string, type: string): string =>
      `mark: {type: ${mark}, xOffset: 6}\nencoding: {x: {field: year${type}}, y: {field: high}}\n`;
    const refused = [expect.stringMatching(/chart\/baseline `xOffset` moves/)];
    expect(await problemsOf(dated('bar', ', type: ordinal'), yearly)).toEqual([]);
    expect(await problemsOf(dated('bar', ''), yearly)).toEqual([]);
    expect(await problemsOf(dated('point', ', type: quantitative'), yearly)).toEqual(refused);
    expect(await problemsOf(dated('line', ''), yearly)).toEqual(refused);
  });

  test('may stand on the first power of their number, which is that number, and on no other', async () => {
    const power = (exponent: string): string =>
      `mark: bar\nencoding: {x: {field: high, scale: {type: pow${exponent}}}, y: {field: place}}\n`;
    expect(await problemsOf(power(', exponent: 1'), places)).toEqual([]);
    for (const other of ['', ', exponent: 2'])
      expect(await problemsOf(power(other), places)).toContainEqual(
        expect.stringMatching(/chart\/baseline With `type: "pow"`, the lengths of `bar`/),
      );
  });

  test('are seen where a condition on their opacity does not hold', async () => {
    const yaml =
      'mark: bar\nencoding: {x: {field: high}, y: {field: place}, opacity: {condition: {test: "datum.high > 100", value: 0.3}}}\n';
    expect((await tryDraw(yaml, places)).problems).toEqual([]);
  });
});
