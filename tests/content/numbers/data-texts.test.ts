import { describe, expect, test } from 'vitest';
import { composeSmall } from '../small-project.js';

const noted = (notes: readonly string[]): Readonly<Record<string, string>> => ({
  'data/cases.csv': [
    'year,offence,cases,remark',
    ...notes.flatMap((note, index) => {
      const year = 1980 + index;
      return [`${year},theft,1,"${note}"`, `${year},fraud,1,`, `${year},total,2,`];
    }),
    '',
  ].join('\n'),
});

const warnings = async (notes: readonly string[]): Promise<readonly string[]> =>
  (await composeSmall('Nothing changed.', noted(notes))).problems.filter((each) =>
    each.includes('number/typed-in-data'),
  );

describe('number/typed-in-data', () => {
  test('is said at the row and column of a note, and names the number', async () => {
    const [first, ...others] = await warnings(['Nothing', 'The police counted 12 cases twice']);
    expect(first).toContain(
      'data/cases.csv:5:34 warning number/typed-in-data: The number `12` is typed into `remark`',
    );
    expect(others).toEqual([]);
  });

  test('is said once of a text that many rows have', async () => {
    expect(await warnings(['Of 12 cases', 'Of 12 cases', 'Of 12 cases'])).toHaveLength(1);
  });

  test('is said of ten texts of a file, with the number of the others', async () => {
    const said = await warnings(Array.from({ length: 13 }, (_, index) => `Of ${index + 20} cases`));
    expect(said).toHaveLength(10);
    expect(said.at(-1)).toContain('and 3 more like it, to line 38');
  });

  test('is not said of what counts nothing', async () => {
    expect(
      await warnings(['Aged 14 to 17', 'Article 4(2)', 'See I4', 'Since 2009', 'Rate per 1000 cases']),
    ).toEqual([]);
  });
});
