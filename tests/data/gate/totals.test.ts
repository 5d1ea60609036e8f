import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.js';
import { problems } from '../problems.js';

const dimensions = ['place', 'sex', 'age'];

const packageOf = (measure: string, names: readonly string[]): string => `resources:
  - name: persons
    path: persons.csv
    schema:
      missingValues: ["[x]", "[z]"]
      fields:
${names.map((name) => `        - {name: ${name}, type: string, role: dimension, total: total}`).join('\n')}
        - {name: persons, ${measure}}
`;

async function problemsOf(
  lines: readonly string[],
  measure = 'type: integer, unit: persons',
): Promise<string[]> {
  const names = dimensions.slice(0, (lines[0] ?? '').split(',').length - 1);
  return problems({
    'data/datapackage.yaml': packageOf(measure, names),
    'data/persons.csv': [`${names.join(',')},persons`, ...lines, ''].join('\n'),
  });
}

const firstLines = (found: readonly string[]): string[] =>
  found.map((problem) => problem.split('\n', 1)[0] ?? '');

const cells = ['north,female,10', 'north,male,20', 'south,female,15', 'south,male,30'];

describe('a total over several dimensions at once', () => {
  test('is added up from the cells where nothing stands between', async () => {
    expect(await problemsOf([...cells, 'total,total,999'])).toEqual([
      'data/persons.csv:6:13 error data/total: The total 999 over `place` and `sex` of `persons` is wrong: its parts add up to 75\n' +
        '  see: data/persons.csv:2:14, `north`, `female` is 10\n' +
        '  see: data/persons.csv:3:12, `north`, `male` is 20\n' +
        '  see: data/persons.csv:4:14, `south`, `female` is 15\n' +
        '  see: data/persons.csv:5:12, `south`, `male` is 30',
    ]);
    expect(await problemsOf([...cells, 'total,total,75'])).toEqual([]);
  });

  test('is looked at when it is missing, and when only some of its parts are known', async () => {
    expect(firstLines(await problemsOf([...cells, 'total,total,[x]']))).toEqual([
      'data/persons.csv:6:13 error gate/blank-total: The total over `place` and `sex` of `persons` is `[x]`, though all its parts are known: they add up to 75',
    ]);
    const partly = [...cells.slice(0, 3), 'south,male,[x]'];
    expect(firstLines(await problemsOf([...partly, 'total,total,40']))).toEqual([
      'data/persons.csv:6:13 error gate/within: The total 40 over `place` and `sex` of `persons` is too low: the parts that are known add up to 45',
    ]);
    expect(await problemsOf([...partly, 'total,total,50'])).toEqual([]);
  });

  test('is none where it is not applicable, and a part that is none adds nothing', async () => {
    expect(await problemsOf([...cells, 'total,total,[z]'])).toEqual([]);
    const none = (total: string): Promise<string[]> =>
      problems({
        'data/datapackage.yaml': packageOf('type: integer', ['place']).replace(
          '["[x]", "[z]"]',
          '[{value: "-", label: none, symbol: "[n]"}]',
        ),
        'data/persons.csv': `place,persons\nnorth,10\nsouth,-\nwest,5\ntotal,${total}\n`,
      });
    expect(await none('15')).toEqual([]);
    expect(firstLines(await none('25'))).toEqual([
      'data/persons.csv:5:7 error data/total: The total 25 over `place` of `persons` is wrong: its parts add up to 15',
    ]);
  });

  test('of a measure that does not add up is not a sum', async () => {
    expect(await problemsOf([...cells, 'total,total,999'], 'type: integer, additive: false')).toEqual([]);
  });

  test('of persons who may be counted twice lies between its largest part and the sum of its parts', async () => {
    const distinct = (
      total: number,
      cells: readonly string[] = ['north,61', 'south,38'],
      rest = '',
    ): Promise<string[]> =>
      problems({
        'data/datapackage.yaml': packageOf('type: integer, unit: persons, additive: false', ['place'])
          .replace('    schema:', '    counts: {unit: persons}\n    schema:')
          .replace('total: total', `total: total${rest}`),
        'data/persons.csv': ['place,persons', ...cells, `total,${total}`, ''].join('\n'),
      });
    const hint =
      '  hint: correct the total or its parts; who is counted in several parts counts once in the total\n';
    expect(await distinct(100)).toEqual([
      `data/persons.csv:4:7 error data/total: The total 100 over \`place\` of \`persons\` is more than the sum of its parts, 99\n${hint}` +
        '  see: data/persons.csv:2:7, `north` is 61\n  see: data/persons.csv:3:7, `south` is 38',
    ]);
    expect(await distinct(60)).toEqual([
      `data/persons.csv:4:7 error data/total: The total 60 over \`place\` of \`persons\` is less than one of its parts\n${hint}` +
        '  see: data/persons.csv:2:7, `north` is 61',
    ]);
    for (const total of [61, 80, 99]) expect(await distinct(total)).toEqual([]);
    // What is not known, and what the total has besides its parts, may be any number of persons.
    expect(await distinct(150, ['north,61', 'south,[x]'])).toEqual([]);
    expect(await distinct(150, undefined, ', remainder: place not known')).toEqual([]);
    expect(firstLines(await distinct(60, ['north,61', 'south,[x]']))).toHaveLength(1);
  });

  test('is reached by each way on which there are totals', async () => {
    const margins = ['north,total,30', 'south,total,45', 'total,female,25', 'total,male,50'];
    expect(firstLines(await problemsOf([...cells, ...margins, 'total,total,76']))).toEqual([
      'data/persons.csv:10:13 error data/total: The total 76 over `place` of `persons` (sex `total`) is wrong: its parts add up to 75',
      'data/persons.csv:10:13 error data/total: The total 76 over `sex` of `persons` (place `total`) is wrong: its parts add up to 75',
    ]);
    expect(
      firstLines(
        await problemsOf([...margins.slice(2), 'north,total,30', 'south,total,46', 'total,total,75']),
      ),
    ).toEqual([
      'data/persons.csv:6:13 error data/total: The total 75 over `place` of `persons` (sex `total`) is wrong: its parts add up to 76',
    ]);
  });

  test('takes the total of a category where there is one, and its cells where there is none', async () => {
    const mixed = ['north,total,30', 'south,female,15', 'south,male,30'];
    expect(await problemsOf([...mixed, 'total,total,75'])).toEqual([]);
    expect(firstLines(await problemsOf([...mixed, 'total,total,74']))).toEqual([
      'data/persons.csv:5:13 error data/total: The total 74 over `place` and `sex` of `persons` is wrong: its parts add up to 75',
    ]);
  });

  test('is not held against a breakdown of one of its parts', async () => {
    // Only the north is told apart by sex: no sum over sex is a sum of all persons.
    expect(
      await problemsOf([
        'north,female,10',
        'north,male,20',
        'north,total,30',
        'south,total,45',
        'total,total,75',
      ]),
    ).toEqual([]);
  });

  test('is found in three dimensions, with and without the totals between', async () => {
    const deep = cells.flatMap((line) => {
      const [place, sex, number] = line.split(',');
      return [`${place},${sex},young,${Number(number) - 4}`, `${place},${sex},old,4`];
    });
    expect(
      await problemsOf([...deep, 'total,total,total,75', 'total,female,total,25', 'north,total,old,8']),
    ).toEqual([]);
    expect(
      firstLines(
        await problemsOf([...deep, 'total,total,total,74', 'total,female,total,26', 'north,total,old,9']),
      ),
    ).toEqual([
      'data/persons.csv:10:19 error data/total: The total 74 over `place`, `sex` and `age` of `persons` is wrong: its parts add up to 76',
      'data/persons.csv:11:20 error data/total: The total 26 over `place` and `age` of `persons` (sex `female`) is wrong: its parts add up to 25',
      'data/persons.csv:12:17 error data/total: The total 9 over `sex` of `persons` (place `north`, age `old`) is wrong: its parts add up to 8',
    ]);
  });
});

/** A cube of three dimensions with two categories each: its cells, and all its totals. */
const cube = fc.array(fc.nat({ max: 50 }), { minLength: 8, maxLength: 8 }).map((numbers) => {
  const categories = [
    ['north', 'south', 'total'],
    ['female', 'male', 'total'],
    ['old', 'young', 'total'],
  ] as const;
  return categories[0].flatMap((a, i) =>
    categories[1].flatMap((b, j) =>
      categories[2].map((c, k) => {
        const chosen = numbers.filter((_, at) =>
          [
            [i, at >> 2],
            [j, (at >> 1) & 1],
            [k, at & 1],
          ].every(([wanted, own]) => wanted === 2 || wanted === own),
        );
        return {
          key: `${a},${b},${c}`,
          isTotal: [i, j, k].includes(2),
          number: chosen.reduce((sum, one) => sum + one, 0),
        };
      }),
    ),
  );
});

test('whichever totals of a cube are in the file, a wrong one is noticed and a right one is not', async () => {
  const chosen = cube.chain((all) =>
    fc.tuple(
      fc.constant(all.filter(({ isTotal }) => !isTotal)),
      fc.shuffledSubarray(
        all.filter(({ isTotal }) => isTotal),
        { minLength: 1 },
      ),
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      chosen,
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      async ([leaves, totals], at, delta) => {
        const right = [...leaves, ...totals].map(({ key, number }) => `${key},${number}`);
        expect(await problemsOf(right)).toEqual([]);
        const wrong = totals[at % totals.length];
        const lines = [...leaves, ...totals].map(
          (one) => `${one.key},${one.number + (one === wrong ? delta : 0)}`,
        );
        expect((await problemsOf(lines)).join('\n')).toContain('data/total');
      },
    ),
    runs(30, 100),
  );
});
