import { describe, expect, test } from 'vitest';
import { cases, draw, problemsOf, tryDrawOf, unknown } from './draw-charts.js';

/** A good chart with one more line in the encoding, which stands on line 4. */
const encoded = (line: string): string =>
  `data: {name: cases}\nmark: bar\nencoding:\n  ${line}\n  y: {field: offence}\n`;

const transformed = (transform: string): string =>
  `mark: bar\ntransform:\n  - ${transform}\nencoding: {x: {field: cases}, y: {field: offence}}\n`;

test('a good chart has no problems', async () => {
  expect(await problemsOf(encoded('x: {field: cases}'))).toEqual([]);
});

describe('a chart that names what is not there', () => {
  test('is told the fields of its dataset', async () => {
    expect(await problemsOf(encoded('x: {field: casses}'))).toEqual([
      '4:14 chart/unknown-field There is no field `casses` in `cases`',
    ]);
  });

  test('is told the categories of the field', async () => {
    expect(await problemsOf(transformed('filter: "datum.offence == \'slavry\'"'))).toEqual([
      '3:13 chart/unknown-category `offence` has no category `slavry`',
    ]);
    expect(await problemsOf(transformed('filter: {field: year, oneOf: [2009, 2031]}'))).toEqual([
      expect.stringMatching(/^3:41 chart\/unknown-category `year` has no category `2031`/),
    ]);
  });

  test('is told about a field in an expression', async () => {
    expect(await problemsOf(transformed('filter: {oneOf: [2009]}'))).toEqual([
      '3:13 chart/spec The filter has no `field`',
    ]);
    expect(await problemsOf(transformed('filter: datum.case > 1'))).toEqual([
      expect.stringMatching(/^3:13 chart\/unknown-field There is no field `case`/),
    ]);
  });

  test('is told about a key that vega would ignore', async () => {
    expect(await problemsOf('mark: bar\nencodin: {x: {field: cases}}\n')).toEqual([
      expect.stringMatching(/^2:10 chart\/spec `encodin` is not a key of a chart/),
    ]);
    expect(await problemsOf(encoded('x: {field: cases, axis: {colour: red}}'))).toEqual([
      expect.stringMatching(/^4:36 chart\/spec `colour` is not a key of an axis/),
    ]);
  });

  test('is told what it lacks', async () => {
    expect(await problemsOf('mark: {align: left}\nencoding: {x: {field: cases}}\n')).toEqual([
      '1:7 chart/spec `mark` has no `type`',
    ]);
    expect(
      await problemsOf('facet: {}\nspec: {mark: bar, encoding: {x: {field: cases}, y: {field: year}}}\n'),
    ).toEqual(['1:8 chart/spec `facet` has no `field`']);
  });

  test('is told about an unknown mark', async () => {
    expect(await problemsOf('mark: pie\nencoding: {x: {field: cases}}\n')).toEqual([
      expect.stringMatching(/^1:7 chart\/spec `mark` cannot be `pie`/),
    ]);
  });
});

describe('a chart that says what no chart can be', () => {
  test.each([
    ['mark: bar\nencoding: {x: {field: cases, aggregate: avg}}', '`aggregate` cannot be `avg`'],
    ['mark: bar\nencoding: {x: cases}', '`x` cannot be `cases`'],
    ['mark: {type: bar, colour: red}', '`colour` is not a key of a mark'],
    ['mark: bar\nencoding: {size: {field: cases, legend: {orient: upp}}}', '`orient` cannot be `upp`'],
    ['mark: bar\ntransform: [{fliter: "datum.cases > 1"}]', '`fliter` is not a key of a transform'],
  ])('is told what it may be: %s', async (yaml, said) => {
    expect(await problemsOf(`${yaml}\n`)).toContainEqual(expect.stringContaining(`chart/spec ${said}`));
  });

  test('is drawn without what moves and what is up to the house, which one warning each tells', async () => {
    const { chart, problems } = await tryDrawOf(
      'params: [{name: brush, select: interval}]\nconfig: {view: {stroke: null}, bar: {color: red}}\nmark: {type: bar, tooltip: true}\ntransform: [{filter: datum.year == 2011}]\n' +
        'encoding:\n  x: {field: cases, axis: {labelFont: Papyrus}}\n  y: {field: offence}\n  href: {field: offence}\n',
      [cases],
    );
    expect(chart).toBeDefined();
    expect(problems).toEqual([
      expect.stringContaining(
        'chart/still The chart is drawn without `params`, `mark.tooltip`, `encoding.href`',
      ),
      expect.stringContaining(
        'chart/house-style The chart is drawn without `view.stroke`, `bar.color`, `axis.labelFont`',
      ),
    ]);
  });

  test('may repeat a view, each with a place of its own', async () => {
    const yaml =
      'repeat: {column: [cases, casses]}\nspec:\n  mark: bar\n  encoding:\n    x: {field: {repeat: column}}\n    y: {field: offence}\n';
    expect(await problemsOf(yaml)).toEqual([
      expect.stringMatching(/^5:16 chart\/unknown-field There is no field `casses`/),
    ]);
  });
});

describe('a chart that brings its own data', () => {
  test.each([
    ['data', 'layer:\n  - data: {url: "https://example.org/x.csv"}\n    mark: bar\n', '2:11'],
    ['data', 'layer:\n  - data: {values: [1]}\n    mark: bar\n', '2:11'],
    ['data', 'layer:\n  - data: {sequence: {start: 0, stop: 1000000000}}\n    mark: bar\n', '2:11'],
    ['datasets', 'mark: bar\ndatasets: {a: [1]}\n', '2:11'],
    ['data', transformed('{lookup: year, from: {data: {url: x.csv}, key: year}}'), '3:33'],
    ['sequence', transformed('{sequence: {start: 0, stop: 1000000000}}'), '3:16'],
  ])('is refused: `%s`', async (key, yaml, place) => {
    const problems = await problemsOf(yaml);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${place} chart/data \`${key}\` in`);
  });
});

describe('an expression', () => {
  test.each([
    ['event.view', 'reads `view`'],
    ['datum.offence.constructor', 'reads `constructor`'],
    ["datum['off' + 'ence']", 'by a calculated name'],
    ["data('source')", 'function `data`'],
    ['random()', 'function `random`'],
    ['now()', 'function `now`'],
    ['datum.cases()', 'calls a function that has no name'],
    ['window', '`window` in the expression'],
    ['{a: 1}', 'An object `{...}` cannot be used'],
    ['/a+/', 'regular expression'],
  ])('that reaches out is refused: %s', async (source, actual) => {
    const problems = await problemsOf(transformed(`{calculate: ${JSON.stringify(source)}, as: made}`));
    expect(problems[0]).toMatch(/^3:17 chart\/expression /);
    expect(problems[0]).toContain(actual);
  });

  test('that does not parse is refused with the reason', async () => {
    expect(await problemsOf(transformed('filter: "datum.cases >"'))).toEqual([
      expect.stringMatching(/^3:13 chart\/expression The expression `datum\.cases >` cannot be read: /),
    ]);
  });

  test('may calculate with fields and functions of the list', async () => {
    expect(await problemsOf(transformed('{calculate: "round(datum.cases / 2)", as: half}'))).toEqual([]);
  });
});

describe('a chart that would draw without end', () => {
  test.each([
    ['width: 5000', '2:8'],
    ['height: {step: 900}', '2:16'],
    ['encoding: {x: {field: cases, bin: {maxbins: 100000}}}', '2:45'],
    ['encoding: {x: {field: cases, bin: {step: 0.0001}}}', '2:42'],
    ['encoding: {x: {field: cases, bin: {base: 1}}}', '2:42'],
    ['encoding: {x: {field: cases, scale: {bins: {step: 0.0000001}}}}', '2:51'],
    ['transform: [{density: cases, steps: 1000000000}]', '2:37'],
    ['transform: [{quantile: cases, step: 0.000001}]', '2:37'],
    ['transform: [{regression: cases, on: year, method: poly, order: 1000000}]', '2:64'],
    ['config: {bar: {cornerRadiusEnd: 1}, view: {step: 1000000000}}', '2:50'],
    ['encoding: {x: {field: cases, axis: {tickCount: 100000}}}', '2:48'],
    ['encoding: {x: {field: cases, axis: {tickCount: millisecond}}}', '2:48'],
    [`transform: [{filter: "${'1+'.repeat(300)}1"}]`, '2:22'],
    [`transform: [${'{fold: [cases, cases, cases, cases]},'.repeat(8)}]`, undefined],
  ])('is refused: %s', async (line, place) => {
    const problems = await problemsOf(`mark: bar\n${line}\n`);
    expect(problems[0]).toMatch(/^\d+:\d+ chart\/limit /);
    if (place !== undefined) expect(problems).toEqual([expect.stringContaining(`${place} chart/limit`)]);
  });

  test('is refused for its number of views', async () => {
    const layers = '  - {mark: bar}\n'.repeat(60);
    expect(await problemsOf(`layer:\n${layers}`)).toEqual([
      expect.stringMatching(/^1:1 chart\/limit The chart has 61 views; the limit is 40/),
    ]);
  });
});

describe('a number written by hand', () => {
  test.each([
    ['mark: {type: text, text: "42 cases"}', '1:26'],
    ['mark: text\nencoding: {text: {value: 42}}', '2:26'],
    ['hconcat: [{mark: bar, title: Cases rose by 12}]', '1:30'],
    ['mark: bar\nencoding: {x: {field: cases, title: "Cases (of 99)"}}', '2:37'],
    ['mark: text\nencoding: {text: {field: cases, bin: true}}', '2:26'],
    ['mark: bar\nencoding: {y: {field: cases, axis: {values: [33]}}}', '2:45'],
    ['mark: bar\nencoding: {y: {field: cases, axis: {values: [0, 33]}}}', '2:45'],
    ['mark: bar\nencoding: {y: {field: cases, axis: {values: [0, 10, 33]}}}', '2:45'],
    [
      'mark: bar\nencoding: {y: {field: cases, axis: {gridColor: {condition: {test: datum.value == 30, value: red}, value: grey}}}}',
      '2:48',
    ],
  ])('is refused: %s', async (yaml, place) => {
    expect(await problemsOf(`${yaml}\n`)).toEqual([expect.stringContaining(`${place} chart/literal-number`)]);
  });

  test('is no number where it is a step of the scale, or its zero', async () => {
    const axis =
      '{values: [0, 20, 40], gridColor: {condition: {test: datum.value == 0, value: black}, value: grey}}';
    expect(await problemsOf(`mark: bar\nencoding: {y: {field: cases, axis: ${axis}}}\n`)).toEqual([]);
  });

  test('is refused where a condition would move a mark to it', async () => {
    const place = '{condition: {test: datum.cases > 30, value: 33}, field: cases}';
    expect(await problemsOf(`mark: point\nencoding: {y: ${place}}\n`)).toEqual([
      expect.stringContaining('chart/spec `condition` is not a key of `y`'),
    ]);
  });

  test('is refused in the place of a label', async () => {
    const yaml = 'mark: bar\nencoding: {x: {field: cases, axis: {labelExpr: "datum.value * 2"}}}\n';
    expect(await problemsOf(yaml)).toEqual([expect.stringContaining('2:48 chart/relabelled')]);
  });

  test('is fine when it is a year', async () => {
    expect(await problemsOf('hconcat: [{mark: bar, title: Cases since 2009}]\n')).toEqual([]);
  });
});

describe('a year', () => {
  test.each([
    ['{field: offence, type: temporal}', '2:38'],
    ['{field: year, timeUnit: year}', '2:39'],
    ['{field: year, scale: {type: utc}}', '2:43'],
    ['{field: year, axis: {format: "%Y"}}', '2:44'],
  ])('that would be drawn as milliseconds is refused: %s', async (definition, place) => {
    const yaml = `mark: bar\nencoding: {x: ${definition}, y: {field: cases}}\n`;
    expect(await problemsOf(yaml)).toEqual([expect.stringContaining(`${place} chart/temporal`)]);
  });

  test('may be called temporal: it is drawn as a year', async () => {
    const yaml = 'mark: bar\nencoding: {x: {field: year, type: temporal}, y: {field: cases}}\n';
    expect(await problemsOf(yaml)).toEqual([]);
  });
});

describe('calculated numbers', () => {
  test('bear the name of the operation, or that of their author', async () => {
    const yaml = (title: string) =>
      `mark: bar\nencoding: {x: {field: cases, aggregate: max${title}}, y: {field: offence}}\n`;
    expect((await draw(yaml(''))).svg).toContain('>Highest cases<');
    expect((await draw(yaml(', title: Each')))?.svg).toContain('>Each<');
  });

  test('need a title where nothing but a numeral would be one', async () => {
    const yaml = `mark: bar\ntransform: [{calculate: datum.cases - 1, as: less1}]\nencoding: {x: {field: less1}, y: {field: offence}}\n`;
    expect(await problemsOf(yaml)).toContainEqual(expect.stringContaining('chart/axis-title The axis'));
  });

  test('are not made of a measure that is not additive', async () => {
    const fields = cases.fields.map((field) =>
      field.name === 'cases' ? { ...field, additive: false as const } : field,
    );
    const yaml = 'mark: bar\nencoding: {x: {aggregate: sum, field: cases}, y: {field: offence}}\n';
    expect(await problemsOf(yaml, { ...cases, fields })).toEqual([
      '2:15 chart/sum `cases` of `cases` cannot be added up: the data package says `additive: false`',
    ]);
  });

  test('are not made of missing values', async () => {
    const yaml = 'mark: bar\nencoding: {x: {aggregate: sum, field: cases}, y: {field: offence}}\n';
    expect(await problemsOf(yaml, unknown)).toEqual([
      '2:15 chart/missing-value `sum` of `cases` includes a missing value (data/unknown.csv:3)',
    ]);
    expect(await problemsOf(yaml)).toEqual([]);
  });
});

describe('bars on a scale without zero', () => {
  const bars = (scale: string, mark = 'bar'): string =>
    `mark: ${mark}\nencoding:\n  y: {field: offence}\n  x: {field: cases, scale: ${scale}}\n`;

  test.each([
    ['{zero: false}', 'zero: false'],
    ['{domain: [20, 60]}', 'domain: [20,60]'],
    ['{domainMin: 10}', 'domainMin: 10'],
    ['{domainMax: -1}', 'domainMax: -1'],
    ['{type: log}', 'type: "log"'],
  ])('are refused: %s', async (scale, key) => {
    const problems = await problemsOf(bars(scale));
    expect(problems).toEqual([
      expect.stringContaining(
        `chart/baseline With \`${key}\`, the lengths of \`bar\` are not in proportion to their numbers`,
      ),
    ]);
    expect(problems[0]).toMatch(/^4:\d+ /);
    expect(await problemsOf(bars(scale, 'point'))).toEqual([]);
  });

  test('are refused too when another layer sets the scale', async () => {
    const yaml =
      'encoding: {x: {field: year, type: ordinal}, y: {field: cases}}\nlayer:\n  - mark: bar\n' +
      '  - {mark: point, encoding: {y: {field: cases, scale: {zero: false}}}}\n';
    expect(await problemsOf(yaml)).toEqual([
      expect.stringContaining('4:62 chart/baseline With `zero: false`'),
    ]);
  });

  test('may be drawn with zero in the middle or at an end', async () => {
    for (const scale of ['{domain: [-10, 60]}', '{domain: [0, 60]}', '{domainMax: 80}', '{zero: true}']) {
      expect(await problemsOf(bars(scale))).toEqual([]);
    }
  });
});

test('names that every object has are told as unknown like any other', async () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    const problems = await problemsOf(
      `mark: bar\n"${name}": 1\nencoding: {x: {field: cases}, y: {field: offence}}\n`,
    );
    expect(problems).toEqual([expect.stringContaining(`chart/spec \`${name}\` is not a key of a chart`)]);
  }
});
