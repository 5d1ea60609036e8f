import { describe, expect, test } from 'vitest';
import { prepared, problems } from './problems.js';

const packageOf = (path: string, more = '') => `resources:
  - name: visits
    path: ${path}
${more}    schema:
      primaryKey: [year, sex]
      missingValues: [{value: "", label: not counted, symbol: "[x]"}]
      fields:
        - {name: year, type: year}
        - {name: sex, categories: [women, men]}
        - {name: rate, type: number, additive: false}
        - {name: remark, role: note}
`;
const list = `[
  {"year": 2023, "sex": "women", "rate": 1.50, "remark": "a\\u0062"},
  {"sex": "men", "year": 2023, "rate": null, "remark": null}
]
`;
const files = (path: string, text: string, more = '') => ({
  'data/datapackage.yaml': packageOf(path, more),
  [`data/${path}`]: text,
});

describe('objects are rows', () => {
  test.each([
    ['visits.json', list, ''],
    ['visits.ndjson', list.replace(/^\[\n|\]\n$/g, '').replace(',\n', '\n'), ''],
    ['visits.json', `{"meta": {"of": [1, {"x": []}]}, "data": ${list}}`, '    dialect: {property: data}\n'],
  ])('of %s', async (path, text, more) => {
    const { value, diagnostics } = await prepared(files(path, text, more));
    expect(diagnostics).toEqual([]);
    const [first, second] = value.visits?.rows ?? [];
    expect(first?.keys).toEqual({ year: '2023', sex: 'women' });
    // Every digit is kept.
    expect(first?.measures.rate).toEqual({ kind: 'decimal', coefficient: 150n, scale: 2 });
    expect(first?.notes).toEqual(['ab']);
    expect(second?.measures.rate?.kind).toBe('missing');
    expect(second?.notes).toEqual([]);
  });

  test('a cell has its line and column in messages', async () => {
    expect(await problems(files('visits.json', list.replace('"men"', '"man"')))).toEqual([
      expect.stringContaining('data/visits.json:3:11 error data/category: `man` in `sex` is not'),
    ]);
  });
});

describe('what is no list of plain objects is refused at its place', () => {
  test.each([
    ['{"year": 2023}', '1:1', 'The JSON has `{` where it needs a list of objects'],
    ['[]', '1:1', 'The file has no objects'],
    [
      '[{"year": 2023, "sex": "men", "rate": 1, "remark": null}] x',
      '1:59',
      'The JSON has `x` where it needs the end of the file',
    ],
    [
      '[{"year": 2023, "sex": "men", "rate": 1, "remark": null}',
      '1:57',
      'The JSON ends where it needs a comma or the end of the list',
    ],
    ['[{"year": 2023, "year": 2024}]', '1:17', 'The object has the key `year` twice'],
    [
      '[{"year": {"a": 1}}]',
      '1:11',
      'The value of `year` is an object, not a text, a number, true, false or null',
    ],
    ['[{"year": 02}]', '1:12', 'The JSON has `2` where it needs a comma or the end of the object'],
    ["[{'year': 2}]", '1:3', "The JSON has `'` where it needs the name of a column in quotes"],
    ['[{"year": NaN}]', '1:11', 'The JSON has `N` where it needs a text, a number, true, false or null'],
    [list.replace('"rate": null, ', ''), '3:3', 'The object has no `rate`, which the first object has'],
    [
      list.replace('"rate": null', '"rate": null, "Rate": 1'),
      '3:54',
      'The key `Rate` is not in the first object, which has `year`, `sex`, `rate`, `remark`',
    ],
  ])('%s', async (text, place, message) => {
    const found = await problems(files('visits.json', text));
    expect(found[0]).toContain(`data/visits.json:${place} error data/`);
    expect(found[0]).toContain(message);
    if (text !== '[]') expect(found[0]).toContain('error data/json: ');
  });
});
