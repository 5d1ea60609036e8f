import { describe, expect, test } from 'vitest';
import { resourceLimits } from '../../src/resource-limits.js';
import { parseYaml } from '../../src/yaml/positions.js';

const problemsOf = (text: string): string[] =>
  parseYaml(text, 'f').problems.map(
    ({ message, position }) => `${position.line}:${position.column} ${message}`,
  );

describe('parseYaml', () => {
  test.each([
    ['a: 1\na: 2\n', ['2:1 The key `a` is written twice']],
    ['{"a": 1, "a": 2}', ['1:10 The key `a` is written twice']],
    ['a: B: C\n', ['1:4 A value has `: ` inside it']],
    ['a: b\nfoo\nc: d', ['2:1 This line has no colon']],
    ['a:\n\tb: 1', ['2:1 This line is indented by a tab']],
    ['a: !foo 1', ['1:4 This value has a tag of YAML']],
    ['a: {b: 1', ['1:4 This `{` is not closed']],
    ['a:\n  b: [c, d\n  e: f\n', ['2:6 This `[` is not closed']],
    ['a:\n  - {b: 1\n  - {b: 2\n  - {b: 3}\n', ['2:5 This `{` is not closed']],
    ['a: [[1]\nb: 2\n', ['1:4 This `[` is not closed']],
    ['a: [[1]', ['1:4 This `[` is not closed']],
    ['a: [{b: 1}, c: d', ['1:4 This `[` is not closed']],
    ['a: [{b: 1], {c: 2}]\n', ['1:5 This `{` is not closed']],
    ['{"a": [1, 2', ['1:7 This `[` is not closed']],
    ['a: [\n1, 2]\n', ['1:4 This `[` is not closed']],
    ['a:\n    b: 1\n  c: 2\n', ['3:1 The keys or items of one level begin in different columns']],
    ['a: 1\na: 2\nb: [c\n', ['2:1 The key `a` is written twice', '3:4 This `[` is not closed']],
    ['a: "x\n', ['2:1 This YAML cannot be read: missing closing "quote']],
    ['? [a]\n: 1', ['1:3 A list or a mapping is used as a key']],
    ['a: 1\n---\nb: 2', ['2:1 A second document begins here, after `---`']],
    ['a: *b', ['1:4 The alias `*b` has no anchor before it']],
    ['- &a [*a]', ['1:7 The alias `*a` is inside `&a`, the value that it repeats']],
  ])('explains %j', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
    expect(parseYaml(text, 'f').value).toBeUndefined();
  });

  test('reports the faults of several lines, one a line', () => {
    expect(problemsOf('a: 1\na: 2\nb: c: d\n')).toHaveLength(2);
  });

  test('refuses aliases that multiply', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let depth = 1; depth < 9; depth++) {
      lines.push(
        `a${depth}: &a${depth} [${Array(10)
          .fill(`*a${depth - 1}`)
          .join(', ')}]`,
      );
    }
    expect(problemsOf(lines.join('\n'))).toEqual([
      '5:45 A YAML file may have 100,000 values that aliases repeat, and this one has more',
    ]);
  });

  test('takes aliases that repeat little, however many they are', () => {
    const text = `a: &a [x, y]\nb: [${Array(2000).fill('*a').join(', ')}]\n`;
    const { value, problems } = parseYaml(text, 'f.yaml');
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ b: { length: 2000, 1999: ['x', 'y'] } });
  });

  test('says how to go on, where the limits of the project apply and where they do not', () => {
    const text = 'a: &a [x, y]\nb: [*a, *a]\n';
    const limits = resourceLimits({ yamlRepeats: 5 });
    expect(parseYaml(text, 'f.yaml', { limits }).problems).toEqual([
      expect.objectContaining({
        position: { file: 'f.yaml', line: 2, column: 9 },
        hint: expect.stringContaining('`limits: {yamlRepeats: NUMBER}`'),
      }),
    ]);
    const many = `a: &a [x, y]\nb: [${Array(40_000).fill('*a').join(', ')}]\n`;
    expect(parseYaml(many, 'f.yaml').problems[0]?.hint).toBe('write out what is needed, and repeat less');
  });

  test.each([
    ['lists', '['.repeat(50_000)],
    ['items', '- '.repeat(50_000)],
    ['mappings', '{a: '.repeat(50_000)],
    ['JSON', `${'{"a":['.repeat(30_000)}1${']}'.repeat(30_000)}`],
  ])('refuses %s too deep inside each other', (_, text) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining('A YAML or JSON file may have 100 values')]);
  });

  test('takes values as deep as the limit, and says where they are deeper', () => {
    const limits = resourceLimits({ yamlDepth: 3 });
    expect(parseYaml('a:\n  b: [1]\n', 'f', { limits }).problems).toEqual([]);
    expect(parseYaml('a:\n  b: [[1]]\n', 'f', { limits }).problems).toMatchObject([
      { code: 'limit/exceeded', position: { file: 'f', line: 2, column: 7 } },
    ]);
  });

  test('finds the second of thirty thousand keys and the anchors of as many aliases', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `k${index}: *a\n`).join('');
    expect(problemsOf(`a: &a 1\n${many}k7: 2\n`)).toEqual(['30002:1 The key `k7` is written twice']);
  });

  test('lists no more faults than anybody reads', () => {
    expect(problemsOf('a: 1\n'.repeat(5_000))).toHaveLength(201);
  });

  test('finds the line of a fault that ends the parsing early', () => {
    expect(problemsOf('a: 1\nb: [\n  c\n- d\n').every((each) => Number.parseInt(each, 10) <= 4)).toBe(true);
  });

  test('repeats what an alias names', () => {
    expect(parseYaml('a: &x [1, 2]\nb: *x\n', 'f').value).toEqual({ a: [1, 2], b: [1, 2] });
  });

  test('gives null for an empty text', () => {
    expect(parseYaml('', 'f')).toMatchObject({ value: null, problems: [] });
  });

  const text = 'title: Roads\nreports:\n  annual:\n    formats: [html, pdf]\n    template:\n  second: {}\n';
  const parsed = parseYaml(text, 'f');
  test.each([
    ['a value', ['title'], 'value', '1:8'],
    ['a key', ['title'], 'key', '1:1'],
    ['an item of a list', ['reports', 'annual', 'formats', 1], 'value', '4:21'],
    ['a key without a value', ['reports', 'annual', 'template'], 'value', '5:5'],
    ['the mapping that lacks a key, by its key', ['reports', 'second', 'template'], 'value', '6:3'],
    ['the start, for a key that the text lacks', ['edition'], 'value', '1:1'],
    ['the whole', [], 'value', '1:1'],
  ] as const)('finds %s', (_, path, part, expected) => {
    const { line, column } = parsed.positionOf(path, part);
    expect(`${line}:${column}`).toBe(expected);
  });

  test('counts from where the YAML starts in its file', () => {
    const inside = parseYaml('mark: bar\nfoo: [\n', 't.md', { start: { line: 11, column: 3 } });
    expect(inside.positionOf(['mark'])).toEqual({ file: 't.md', line: 11, column: 9 });
    expect(inside.problems[0]?.position).toEqual({ file: 't.md', line: 12, column: 8 });
  });

  test('lists every path as a JSON pointer', () => {
    const pointers = parseYaml('a:\n  x/y: 1\n  ~z: [1, {b: 2}]\n', 'f').pointers();
    expect(Object.entries(pointers).map(([key, at]) => `${key} ${at.line}:${at.column}`)).toEqual([
      ' 1:1',
      '/a 2:3',
      '/a/x~1y 2:8',
      '/a/~0z 3:7',
      '/a/~0z/0 3:8',
      '/a/~0z/1 3:11',
      '/a/~0z/1/b 3:15',
    ]);
  });

  test('reads JSON', () => {
    expect(parseYaml('{\n\t"a": [1, "b"]\n}', 'f').value).toEqual({ a: [1, 'b'] });
  });
});
