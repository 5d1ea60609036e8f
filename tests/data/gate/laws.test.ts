import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../support/runs.js';
import { prepared } from '../problems.js';

/** A table of years by sex, whole: the numbers of women and men, with totals in both dimensions. */
interface Table {
  readonly cells: Readonly<Record<string, number>>;
}

const years = ['2013', '2014'];
const table = fc
  .array(fc.nat({ max: 50 }), { minLength: 4, maxLength: 4 })
  .map(([a = 0, b = 0, c = 0, d = 0]): Table => {
    const numbers: Record<string, number> = {
      '2013,female': a,
      '2013,male': b,
      '2014,female': c,
      '2014,male': d,
    };
    for (const year of years)
      numbers[`${year},total`] = (numbers[`${year},female`] ?? 0) + (numbers[`${year},male`] ?? 0);
    for (const sex of ['female', 'male', 'total']) {
      numbers[`total,${sex}`] = years.reduce((sum, year) => sum + (numbers[`${year},${sex}`] ?? 0), 0);
    }
    return { cells: numbers };
  });

const linesOf = ({ cells }: Table): string[] =>
  Object.entries(cells).map(([key, number]) => `${key},${number}`);

async function codesOf(lines: readonly string[]): Promise<string[]> {
  const { diagnostics } = await prepared({ 'data/victims.csv': `year,sex,victims\n${lines.join('\n')}\n` });
  return diagnostics.map(({ code }) => code);
}

test('a table that adds up passes in any order of its lines', async () => {
  const shuffled = table.chain((one) => fc.shuffledSubarray(linesOf(one), { minLength: 9, maxLength: 9 }));
  await fc.assert(
    fc.asyncProperty(shuffled, async (lines) => {
      expect(await codesOf(lines)).toEqual([]);
    }),
    runs(20, 50),
  );
});

test('no single number of it can change unnoticed', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), async (one, index, delta) => {
      const lines = linesOf(one).map((line, at) => {
        const [year, sex, number] = line.split(',');
        return at === index ? `${year},${sex},${Number(number) + delta}` : line;
      });
      expect(await codesOf(lines)).toContain('data/total');
    }),
    runs(20, 50),
  );
});

test('no single total of it can go missing unnoticed', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom('2013,total', '2014,total', 'total,female', 'total,male'),
      async (one, key) => {
        const lines = linesOf(one).map((line) => (line.startsWith(`${key},`) ? `${key},[x]` : line));
        expect(await codesOf(lines)).toContain('gate/blank-total');
      },
    ),
    runs(20, 50),
  );
});
