/** How much is hidden for relations that chance alone makes: packages whose tables have nothing to do with one another. */
import { expect, test } from 'vitest';
import { chosen, type ProjectFiles } from '../extensions/protect/protected-project.js';
import { lots } from '../extensions/protect/random-systems.js';

const sizes = { town: 7, year: 4, sex: 2, age: 5 };
const means = [0.5, 2, 5, 20, 100];

/** A package of three to five unrelated tables of one or two dimensions, which have the same names everywhere. */
function unrelatedPackage(seed: number): ProjectFiles {
  const lot = lots(seed + 1);
  const mean = means[seed % means.length] ?? 5;
  // Counts around the mean that never repeat as those of a table with totals do.
  const count = (): number => Math.round(((lot(1000) + lot(1000) + lot(1000)) / 1500) * mean);
  const tables = Array.from({ length: 3 + lot(3) }, (_, index) => {
    const names = Object.keys(sizes).filter(() => lot(2) === 0);
    const dimensions = (names.length === 0 ? ['town'] : names).slice(0, 2);
    const measures = ['a', 'b', 'c'].slice(0, 1 + lot(3));
    const keys = dimensions.reduce<string[][]>(
      (rows, name) =>
        rows.flatMap((row) =>
          Array.from({ length: sizes[name as keyof typeof sizes] }, (_, place) => [
            ...row,
            name === 'year' ? String(2020 + place) : `${name}-${place}`,
          ]),
        ),
      [[]],
    );
    const lines = keys.map((row) => [...row, ...measures.map(count)].join());
    const fields = [
      ...dimensions.map(
        (name) => `{name: ${name}, type: ${name === 'year' ? 'year' : 'string'}, role: dimension}`,
      ),
      ...measures.map((name) => `{name: ${name}, type: integer, role: measure, unit: persons}`),
    ];
    return {
      csv: [[...dimensions, ...measures].join(), ...lines, ''].join('\n'),
      yaml: `  - {name: t${index}, path: t${index}.csv, title: T${index}, about: persons, protect: {threshold: 5}, schema: {primaryKey: [${dimensions.join(', ')}], fields: [${fields.join(', ')}]}}\n`,
    };
  });
  return {
    'data/datapackage.yaml': `name: random\nresources:\n${tables.map(({ yaml }) => yaml).join('')}`,
    ...Object.fromEntries(tables.map(({ csv }, index) => [`data/t${index}.csv`, csv])),
  };
}

test('on 50 packages of unrelated tables less than 2% more is hidden than without the search', async () => {
  let [hidden, more, asked] = [0, 0, 0];
  for (let seed = 0; seed < 50; seed++) {
    const { chosen: found, problems } = await chosen(unrelatedPackage(seed));
    const choice = found?.choice;
    if (choice?.kind !== 'chosen') throw new Error(`seed ${seed}: ${problems.join('\n')}`);
    hidden += choice.cells.length;
    const own = found?.related?.more ?? 0;
    if (own === 'unknown') throw new Error(`seed ${seed}: the search without relations has no answer`);
    more += own;
    asked += problems.length;
  }
  console.log(`${more} of ${hidden} hidden counts are hidden for relations by chance; ${asked} questions`);
  expect(hidden).toBeGreaterThan(500);
  expect(asked).toBeLessThan(25);
  expect(more / (hidden - more)).toBeLessThan(0.02);
});
