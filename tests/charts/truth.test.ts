import { describe, expect, test } from 'vitest';
import { firstOf } from '../support/runs.js';
import { draw, tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const month = { name: 'month', type: 'date' as const };
const year = { name: 'year', type: 'year' as const };
const offence = { name: 'offence', categories: { theft: 'Theft', fraud: 'Fraud' } };
const measure = { name: 'cases', role: 'measure' as const, type: 'integer' as const, unit: 'cases' };

const monthly = sketchDataset(
  'monthly',
  [month, measure],
  [
    ['2006-01-01', 3],
    ['2006-02-01', 5],
    ['2006-03-01', 4],
  ],
);

const years = (...rows: readonly (readonly [number, number | null])[]) =>
  sketchDataset('years', [year, measure], rows);

const texts = (labels: readonly { readonly text: string }[]): readonly string[] =>
  labels.map(({ text }) => text.replaceAll('\u00a0', ' '));

describe('a dimension of days', () => {
  test('is drawn on an axis of time', async () => {
    const { labels, svg } = await draw(
      'mark: {type: line, point: true}\nencoding: {x: {field: month}, y: {field: cases}}',
      monthly,
    );
    expect(texts(labels)).toContain('Jan 2006');
    expect(svg.match(/<path[^>]* d="M[^"]*" stroke="#140f79"/g)?.length ?? 0).toBeGreaterThan(0);
  });

  test('is printed as precisely as it stands: months as months, days as days', async () => {
    const yaml = 'mark: bar\nencoding: {y: {field: month, type: nominal}, x: {field: cases}}';
    const { labels, table } = await draw(yaml, monthly);
    expect(texts(labels)).toEqual(expect.arrayContaining(['Jan 2006', 'Feb 2006', 'Mar 2006']));
    expect(table?.rows.map(({ label }) => label.replaceAll('\u00a0', ' '))[0]).toBe('Jan 2006');
    const days = sketchDataset(
      'days',
      [month, measure],
      [
        ['2006-01-31', 3],
        ['2006-02-28', 5],
      ],
    );
    expect(texts((await draw(yaml, days)).labels)).toContain('31 Jan 2006');
  });
});

describe('a year', () => {
  const yaml = (mark: string): string =>
    `mark: ${mark}\nencoding: {x: {field: year, type: ordinal}, y: {field: cases}}`;

  test.each(firstOf(['bar', 'line', 'area', 'point'], 1))(
    'without a number keeps its place: %s',
    async (mark) => {
      const data = years([2009, 3], [2010, null], [2011, 5], [2012, null]);
      const { labels, table, alternative, description } = await draw(yaml(mark), data);
      expect(texts(labels)).toEqual(expect.arrayContaining(['2009', '2010', '2011', '2012']));
      expect(table?.rows.map(({ label }) => label)).toEqual(['2009', '2010', '2011', '2012']);
      expect(alternative).toContain('Year: 2009 to 2012.');
      expect(description).toContain('For 2010 and 2012: none recorded.');
    },
  );

  test.each(firstOf(['bar', 'line', 'area', 'point'], 1))(
    'that the data pass over keeps its place: %s',
    async (mark) => {
      const data = years([2009, 3], [2010, 4], [2012, 5], [2013, 5]);
      const { labels, table, description } = await draw(yaml(mark), data);
      expect(texts(labels)).toEqual(expect.arrayContaining(['2009', '2010', '2011', '2012', '2013']));
      expect(table?.rows.map(({ label }) => label)).toEqual(['2009', '2010', '2011', '2012', '2013']);
      expect(description).toContain('There is no figure for 2011.');
    },
  );

  test('that the data pass over breaks a line, and a number between two gaps is a point', async () => {
    const line = 'mark: line\nencoding: {x: {field: year}, y: {field: cases}}';
    const { svg } = await draw(line, years([2009, 3], [2010, 4], [2012, 5], [2014, 6], [2015, 7]));
    expect(svg).toMatch(/ d="M[^"ML]+L[^"ML]+M[^"ML]+(?:L[^"ML]+)?Z?M[^"ML]+L[^"ML]+"/);
    expect(svg.match(/ d="M[^"]*A[^"]*"/g)).toHaveLength(5);
  });

  test('of one series keeps its place where only another has it', async () => {
    const data = sketchDataset(
      'series',
      [year, offence, measure],
      [
        [2009, 'theft', 1],
        [2009, 'fraud', 2],
        [2010, 'theft', 3],
        [2011, 'theft', 4],
        [2011, 'fraud', 5],
      ],
    );
    const stacked = 'mark: bar\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}';
    const { description, table } = await draw(stacked, data);
    expect(description).toContain('There is no figure for 2010.');
    expect(table?.rows.map(({ cells }) => cells.map((cell) => cell.kind))).toContainEqual(['value', 'text']);
    const heat =
      'mark: rect\nencoding: {x: {field: year, type: ordinal}, y: {field: offence}, color: {field: cases}}';
    expect((await draw(heat, data)).description).toContain('Cells that are empty: no figure.');
  });

  test('that a filter chooses stays chosen, and the words name it', async () => {
    const chosen = `transform: [{filter: {field: year, oneOf: [2009, 2011, 2014]}}]\n${yaml('bar')}`;
    const data = years([2009, 3], [2010, 9], [2011, 4], [2012, 1], [2013, 2], [2014, 5]);
    const { labels, alternative, description } = await draw(chosen, data);
    expect(texts(labels)).not.toContain('2010');
    expect(alternative).toContain('Year: 2009, 2011 and 2014.');
    expect(description).toContain('Of these years, it was highest in 2014 (5)');
    expect(description).not.toContain('at every step');
  });
});

describe('a chart without marks is an error, whatever the way there', () => {
  const data = years([2009, 3], [2010, 4]);
  const none = years([2009, null], [2010, null]);
  const xy = 'x: {field: year, type: ordinal}, y: {field: cases}';
  const scaled = (scale: string): string =>
    `x: {field: year, type: ordinal}, y: {field: cases, scale: ${scale}}`;

  test.each(
    firstOf(
      [
        ['every number is missing', `mark: bar\nencoding: {${xy}}`, none],
        ['opacity', `mark: {type: bar, opacity: 0}\nencoding: {${xy}}`, data],
        ['an opacity that is encoded', `mark: bar\nencoding: {${xy}, opacity: {value: 0}}`, data],
        ['no colour', `mark: {type: bar, color: transparent}\nencoding: {${xy}}`, data],
        ['the colour of paper', `mark: {type: line, stroke: white}\nencoding: {${xy}}`, data],
        ['a clear colour', `mark: {type: bar, fill: "#14000000"}\nencoding: {${xy}}`, data],
        ['no size', `mark: {type: point, size: 0}\nencoding: {${xy}}`, data],
        ['no width', `mark: {type: line, strokeWidth: 0}\nencoding: {${xy}}`, data],
        [
          'a scale without them',
          `mark: {type: point, clip: true}\nencoding: {${scaled('{domain: [90, 99]}')}}`,
          data,
        ],
        ['a scale that they leave', `mark: point\nencoding: {${scaled('{domain: [90, 99]}')}}`, data],
      ],
      1,
    ),
  )('%s', async (_, yaml, dataset) => {
    const { chart, problems } = await tryDraw(yaml, dataset);
    expect(chart).toBeUndefined();
    expect(problems).toEqual([expect.stringContaining('chart/empty')]);
  });

  test('and a label without a text', async () => {
    expect((await tryDraw(`mark: text\nencoding: {${xy}}`, data)).problems).toEqual([
      '1:1 chart/empty Nothing is seen of `text` (rows: 2)',
    ]);
  });

  test('so is a layer that hides what it has', async () => {
    const layers = `encoding: {${xy}}\nlayer:\n  - mark: bar\n  - mark: {type: point, opacity: 0}\n`;
    expect((await tryDraw(layers, data)).problems).toEqual([
      '4:5 chart/empty Nothing is seen of `point` (rows: 2)',
    ]);
  });

  test('and a mark that is hidden among others', async () => {
    const hidden = `mark: bar\nencoding: {${xy}, opacity: {condition: {test: "datum.year == 2010", value: 0}, value: 1}}`;
    expect((await tryDraw(hidden, data)).problems).toEqual([
      '1:1 chart/empty 1 of 2 marks of `bar` cannot be seen',
    ]);
  });

  test('but numbers that are nothing may be drawn as nothing', async () => {
    expect((await tryDraw(`mark: bar\nencoding: {${xy}}`, years([2009, 0], [2010, 0]))).problems).toEqual([]);
  });

  test('a bar longer than its axis is one that misleads', async () => {
    const cut = `mark: {type: bar, clip: true}\nencoding: {${scaled('{domainMax: 3}')}}`;
    expect((await tryDraw(cut, data)).problems).toEqual([
      expect.stringContaining('chart/scale A `bar` reaches past the end of its axis'),
    ]);
  });
});

describe('a month of a dimension of days', () => {
  const line = 'mark: line\nencoding: {x: {field: month}, y: {field: cases}}';
  const months = (...own: readonly string[]) =>
    sketchDataset(
      'months',
      [month, measure],
      own.map((day, index) => [day, index + 1]),
    );
  const plain = (text = ''): string => text.replaceAll('\u00a0', ' ');

  test('that the data pass over breaks a line, has a line in the table and is told', async () => {
    const data = months('2006-01-01', '2006-02-01', '2006-03-01', '2006-06-01', '2006-07-01');
    const { svg, table, description, alternative } = await draw(line, data);
    expect(svg).toMatch(/ d="M[^"M]+L[^"M]+L[^"M]+M[^"M]+L[^"M]+"/);
    expect(table?.rows.map(({ label, cells }) => [plain(label), cells[0]?.kind])).toEqual([
      ['Jan 2006', 'value'],
      ['Feb 2006', 'value'],
      ['Mar 2006', 'value'],
      ['Apr 2006', 'text'],
      ['May 2006', 'text'],
      ['Jun 2006', 'value'],
      ['Jul 2006', 'value'],
    ]);
    expect(plain(alternative)).toContain('Month: Jan 2006 to Jul 2006.');
    expect(plain(description)).toContain('There is no figure for Apr 2006 and May 2006.');
    expect(plain(description)).toContain('Of the months with a figure, it was highest in Jul 2006 (5)');
    expect(description).not.toContain('at every step');
  });

  test.each(
    firstOf(
      [
        ['quarters', ['2006-01-01', '2006-04-01', '2006-10-01'], 'Jul 2006'],
        ['ends of months', ['2006-01-31', '2006-02-28', '2006-04-30'], '31 Mar 2006'],
        ['weeks', ['2006-01-02', '2006-01-09', '2006-01-23'], '16 Jan 2006'],
        ['days', ['2006-02-27', '2006-02-28', '2006-03-02'], '1 Mar 2006'],
        ['last days of years', ['2006-12-31', '2007-12-31', '2009-12-31'], '31 Dec 2008'],
      ],
      1,
    ),
  )('is known by the step of the others: %s', async (_, days, absent) => {
    expect(plain((await draw(line, months(...days))).description)).toContain(
      `There is no figure for ${absent}.`,
    );
  });

  test('is not known where the days follow no step, and nothing is said of the way between them', async () => {
    const told = (await draw(line, months('2006-01-03', '2006-02-11', '2006-02-12', '2006-09-20')))
      .description;
    expect(told).not.toMatch(/no figure|every step|never/);
    expect(plain(told)).toContain('It was highest in 20 Sept 2006 (4)');
  });

  test('is not looked for where the data package says that days need not follow one another', async () => {
    const data = months('2006-01-01', '2006-02-01', '2006-04-01');
    const fields = data.fields.map((field) => (field.name === 'month' ? { ...field, gaps: true } : field));
    const told = (await draw(line, { ...data, fields })).description;
    expect(told).not.toMatch(/no figure|every step/);
  });

  test('that a filter leaves out stays out, and the words say that the others were chosen', async () => {
    const chosen = `transform: [{filter: "datum.month != '2006-02-01'"}]\n${line}`;
    const data = months('2006-01-01', '2006-02-01', '2006-03-01', '2006-04-01');
    const { table, description, alternative } = await draw(chosen, data);
    expect(table?.rows).toHaveLength(3);
    expect(plain(alternative)).toContain('Month: Jan 2006, Mar 2006 and Apr 2006.');
    expect(plain(description)).toContain('Of these months, it was highest in Apr 2006 (4)');
    expect(description).not.toContain('at every step');
  });

  test('keeps its place among bars', async () => {
    const bars = 'mark: bar\nencoding: {y: {field: month, type: nominal}, x: {field: cases}}';
    const { labels } = await draw(bars, months('2006-01-01', '2006-02-01', '2006-04-01'));
    expect(texts(labels)).toContain('Mar 2006');
  });
});

describe('what has three dimensions', () => {
  const data = sketchDataset(
    'three',
    [year, offence, { name: 'region', categories: { north: 'North', south: 'South' } }, measure],
    [2009, 2010, 2012, 2013].flatMap((one) =>
      ['theft', 'fraud'].flatMap((two) =>
        (one === 2010 && two === 'fraud' ? ['north'] : ['north', 'south']).map(
          (three) => [one, two, three, one - 2000] as const,
        ),
      ),
    ),
  );

  test.each(
    firstOf(
      [
        [
          'in an encoding',
          'mark: line\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}, facet: {field: region}}',
        ],
        [
          'around a view',
          'facet: {field: region}\nspec: {mark: line, encoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}}',
        ],
        [
          'in rows',
          'facet: {row: {field: region}}\nspec: {mark: line, encoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}}',
        ],
      ],
      1,
    ),
  )('has lines that break in its panels: %s', async (_, yaml) => {
    const { svg } = await draw(yaml, data);
    const paths = [...svg.matchAll(/<path d="(M[^"A]*)" stroke="#[^"]+" stroke-width="2/g)].map(
      ([, d = '']) => d,
    );
    const strokes = paths.map((d) => d.split('M').length - 1);
    expect(strokes).toEqual([2, 2, 2, 2]);
  });

  test('has a line in its table for each year and series without a row', async () => {
    const yaml =
      'mark: line\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}, facet: {field: region}}';
    const { table } = await draw(yaml, data);
    const empty = table?.rows.filter(({ cells }) => cells.at(-1)?.kind === 'text');
    const lines = empty?.map(({ label, cells }) => [
      label,
      ...cells.map((cell) => (cell.kind === 'text' ? cell.text : '')),
    ]);
    expect(lines?.map((line) => line.join(' ')).sort()).toEqual([
      '2010 South Fraud no figure',
      '2011 North Fraud no figure',
      '2011 North Theft no figure',
      '2011 South Fraud no figure',
      '2011 South Theft no figure',
    ]);
  });
});

describe('the words about a chart keep the order in which it is drawn', () => {
  const data = sketchDataset(
    'ordered',
    [year, offence, measure],
    [2009, 2010].flatMap((one) => [[one, 'theft', one - 2000] as const, [one, 'fraud', one - 1990] as const]),
  );

  test('of a heat map whose rows a list orders', async () => {
    const yaml =
      'mark: rect\nencoding: {x: {field: year, type: ordinal}, y: {field: offence, sort: [fraud, theft]}, color: {field: cases}}';
    const { alternative, description } = await draw(yaml, data);
    expect(alternative).toContain('Offence: Fraud and Theft.');
    expect(description).toContain('The highest of each row: Fraud: 20 (2010); Theft: 10 (2010).');
  });

  test('of lines that a list orders, and of bars in segments', async () => {
    const yaml = (mark: string): string =>
      `mark: ${mark}\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence, sort: [fraud, theft]}}`;
    expect((await draw(yaml('line'), data)).description).toMatch(/^Fraud: .* Theft: /);
    expect((await draw(yaml('bar'), data)).description).toMatch(/^Fraud: .* Theft: /);
  });

  test('of bars by their size', async () => {
    const yaml =
      'transform: [{filter: datum.year == 2009}]\nmark: bar\nencoding: {y: {field: offence, sort: -x}, x: {field: cases}}';
    expect((await draw(yaml, data)).alternative).toContain('Offence: Fraud and Theft.');
  });
});

describe('missing numbers of several meanings', () => {
  const lost = { kind: 'missing', code: '[x]', symbol: '[x]', meaning: 'not available' } as const;
  const withLost = (
    data: ReturnType<typeof sketchDataset>,
    isLost: (keys: Readonly<Record<string, string>>) => boolean,
  ) => ({
    ...data,
    rows: data.rows.map((row) => (isLost(row.keys) ? { ...row, measures: { cases: lost } } : row)),
  });

  test('are told meaning by meaning, so that each belongs to its years', async () => {
    const data = withLost(
      years([2009, 3], [2010, null], [2011, null], [2012, null], [2013, 5]),
      (keys) => keys.year === '2011',
    );
    const { description } = await draw(
      'mark: bar\nencoding: {x: {field: year, type: ordinal}, y: {field: cases}}',
      data,
    );
    expect(description).toContain('For 2010 and 2012: none recorded. For 2011: not available.');
  });

  test('are told so of a series that has no number at all', async () => {
    const data = withLost(
      sketchDataset(
        'lost',
        [year, offence, measure],
        [2009, 2010].flatMap((one) => [[one, 'theft', 1] as const, [one, 'fraud', null] as const]),
      ),
      (keys) => keys.year === '2010' && keys.offence === 'fraud',
    );
    const { description } = await draw(
      'mark: bar\nencoding: {x: {field: year}, y: {field: cases}, xOffset: {field: offence}, color: {field: offence}}',
      data,
    );
    expect(description).toContain(
      'Fraud: the number of cases: no figure for 2009 (none recorded); 2010 (not available).',
    );
    const heat =
      'mark: rect\nencoding: {x: {field: year, type: ordinal}, y: {field: offence}, color: {field: cases}}';
    const told = (await draw(heat, data)).description;
    expect(told).toContain(
      'Cells without a number: none recorded (Fraud, 2009); not available (Fraud, 2010).',
    );
  });
});

test('bars by days on an axis of time are drawn, and nothing of vega speaks', async () => {
  const { labels } = await draw(
    'mark: bar\nencoding: {y: {field: month, axis: {title: null}}, x: {field: cases}}',
    monthly,
  );
  expect(texts(labels)).toContain('Jan 2006');
});

describe('negative numbers in a stack', () => {
  const data = sketchDataset(
    'balance',
    [year, offence, measure],
    [2009, 2010].flatMap((one) => [
      [one, 'theft', 40] as const,
      [one, 'fraud', one === 2010 ? -1 : 20] as const,
    ]),
  );
  const encoding = (stack: string): string =>
    `encoding: {x: {field: year}, y: {field: cases${stack}}, color: {field: offence}}`;

  test.each(
    firstOf(
      [
        ['shares', `mark: bar\n${encoding(', stack: normalize')}`],
        ['areas', `mark: area\n${encoding('')}`],
      ],
      1,
    ),
  )('are an error in %s', async (_, yaml) => {
    expect((await tryDraw(yaml, data)).problems).toEqual([
      expect.stringContaining('chart/sum A stack of `cases` has a negative part (data/balance.csv:5)'),
    ]);
  });

  test('stand below the axis in bars', async () => {
    expect((await tryDraw(`mark: bar\n${encoding('')}`, data)).problems).toEqual([]);
  });
});

test('a line of one number is told as a point', async () => {
  const line = 'mark: {type: line, point: true}\nencoding: {x: {field: year}, y: {field: cases}}';
  expect((await draw(line, years([2009, 3]))).alternative).toBe(
    'Dot plot of the number of cases. Year: 2009.',
  );
});
