/**
 * Relations that hold in the numbers of a publication though nobody declared them: each of these projects printed a hidden count to whoever
 * read its tables side by side, and no fault was found.
 */
import { describe, expect, test } from 'vitest';
import { chooseProtection } from '../../../src/extensions/protect/choose/choose-protection.js';
import { answer } from '../../../src/extensions/protect/engine/protection-process.js';
import { memoryHost } from '../../memory-host.js';
import { MemoryProject } from '../../support/memory-project.js';
import { chosen, here, locked, type ProjectFiles, published } from './protected-project.js';
import { lots } from './random-systems.js';

/** A package of resources, each with the lines of its file. */
function packageOf(
  resources: Readonly<Record<string, { readonly yaml: string; readonly csv: string }>>,
): ProjectFiles {
  const described = Object.values(resources).map(({ yaml }) => yaml);
  return {
    'data/datapackage.yaml': `name: shelters\nresources:\n${described.join('')}`,
    ...Object.fromEntries(Object.entries(resources).map(([name, { csv }]) => [`data/${name}.csv`, csv])),
  };
}

interface Table {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly measures?: readonly string[];
  readonly more?: string;
  readonly measure?: string;
}

const policy = 'about: persons, protect: {threshold: 5}';

/** @param more What else the resource says, in flow style. */
const resource = ({ name, dimensions, measures = ['persons'], more = policy, measure = '' }: Table): string =>
  `  - {name: ${name}, path: ${name}.csv, title: ${name}, ${more === '' ? '' : `${more}, `}schema: {primaryKey: [${Object.keys(dimensions).join(', ')}], fields: [${[
    ...Object.entries(dimensions).map(([key, rest]) => `{name: ${key}, ${rest}, role: dimension}`),
    ...measures.map((key) => `{name: ${key}, type: integer, role: measure, unit: persons${measure}}`),
  ].join(', ')}]}}\n`;

const year = 'type: year';
const town = 'type: string';

/** Persons in three towns over three years, their totals among the towns. */
const shelter = [
  ['2021', 12, 20, 9],
  ['2022', 14, 17, 7],
  ['2023', 27, 2, 11],
] as const;

const shelterCsv = (isTotalled: boolean): string =>
  `year,town,persons\n${shelter
    .flatMap(([when, north, east, south]) => [
      `${when},north,${north}`,
      `${when},east,${east}`,
      `${when},south,${south}`,
      ...(isTotalled ? [`${when},whole,${north + east + south}`] : []),
    ])
    .join('\n')}\n`;

const problemsOf = async (files: ProjectFiles): Promise<string> =>
  (await published(files)).problems.join('\n');

describe('a category that is the sum of the others, declared nowhere', () => {
  const files = packageOf({
    shelter: { yaml: resource({ name: 'shelter', dimensions: { year, town } }), csv: shelterCsv(true) },
  });

  test('is found, taken into the system and into the lock, and hides more', async () => {
    const { chosen: found, problems } = await chosen(files);
    expect(problems).toEqual([]);
    expect(found?.lock?.text).toContain('shelter: town whole is the sum of the others');
    expect(found?.related?.more).toBe(1);
    expect((await published(await locked(files))).problems).toEqual([]);
  });

  test('stops a build whose lock does not know of it', async () => {
    const before = await locked(
      packageOf({
        shelter: { yaml: resource({ name: 'shelter', dimensions: { year, town } }), csv: shelterCsv(false) },
      }),
    );
    const said = await problemsOf({ ...before, ...files });
    expect(said).toContain('error protect/');
  });

  test('is warned of where the numbers of today break it: one row was corrected and the total forgotten', async () => {
    const kept = await locked(files);
    const corrected = kept['data/shelter.csv']?.replace('2023,north,27', '2023,north,28') ?? '';
    expect(await problemsOf({ ...kept, 'data/shelter.csv': corrected })).toMatch(
      /^protection\.lock\.yaml:\d+:3 warning protect\/related: `shelter: town whole is the sum of the others` was true when/,
    );
  });

  test('is nothing that is found once it is declared', async () => {
    const declared = packageOf({
      shelter: {
        yaml: resource({ name: 'shelter', dimensions: { year, town: `${town}, total: whole` } }),
        csv: shelterCsv(true),
      },
    });
    expect((await chosen(declared)).chosen?.related).toBeUndefined();
  });
});

const flat = (name: string, text: string, table: Partial<Table> = {}) =>
  packageOf({ [name]: { yaml: resource({ name, dimensions: { town }, ...table }), csv: text } });

const saidOf = async (files: ProjectFiles): Promise<string> => (await chosen(files)).problems.join('\n');

test('a category that is called a total in any language and declared nothing is an error, or no total for a reason', async () => {
  for (const word of ['total', 'Gjithsej', 'ukupno', 'Укупно']) {
    const files = flat('shelter', `town,persons\nnorth,12\neast,2\nsouth,9\n${word},23\n`);
    expect(await saidOf(files)).toContain(
      `\`${word}\` of \`town\` is called a total, and nothing declares it`,
    );
  }
  const reasoned = flat('shelter', 'town,persons\nnorth,12\neast,2\nsouth,9\ntotal,40\n', {
    more: 'about: persons, protect: {threshold: 5, unrelated: {"shelter: town total is the sum of the others": Total is the name of a town}}',
  });
  expect(await saidOf(reasoned)).toBe('');
});

describe('a measure that is the sum of others', () => {
  const csv = 'town,women,men,persons\nnorth,2,21,23\neast,3,15,18\nsouth,11,30,41\n';
  const files = flat('shelter', csv, { measures: ['women', 'men', 'persons'] });

  test('is found', async () => {
    const { chosen: found } = await chosen(files);
    expect(found?.related?.relations).toEqual(['shelter: persons = women + men']);
    expect(found?.related?.more).toBeGreaterThan(0);
  });

  test('holds by chance where somebody says so with a reason', async () => {
    const more =
      'about: persons, protect: {threshold: 5, unrelated: {"shelter: persons = women + men": Other persons are counted there}}';
    const free = flat('shelter', csv, { measures: ['women', 'men', 'persons'], more });
    expect((await chosen(free)).chosen?.related).toBeUndefined();
  });

  test('is asked about, not taken, where the numbers are too few to tell', async () => {
    const few = flat('shelter', 'town,women,men,persons\nnorth,2,7,9\neast,3,4,7\n', {
      measures: ['women', 'men', 'persons'],
    });
    const { chosen: found, problems } = await chosen(few);
    expect(found?.related).toBeUndefined();
    expect(problems.join('\n')).toContain('warning protect/related');
  });
});

describe('relations that take more than two columns to see', () => {
  const relationsOf = async (files: ProjectFiles) => (await chosen(files)).chosen?.related?.relations;

  test('a category is the sum of some of the others', async () => {
    const lines = [...shelter, ['2024', 31, 12, 8] as const].flatMap(([when, north, east, south]) => [
      `${when},north,${north}`,
      `${when},east,${east}`,
      `${when},south,${south}`,
      `${when},west,${north + 3}`,
      `${when},hills,${east + south}`,
    ]);
    const files = packageOf({
      shelter: {
        yaml: resource({ name: 'shelter', dimensions: { year, town } }),
        csv: `year,town,persons\n${lines.join('\n')}\n`,
      },
    });
    expect(await relationsOf(files)).toEqual(['shelter: town hills = east + south']);
    expect(await problemsOf(await locked(files))).toBe('');
  });

  test('two tables of the same persons, without totals, add up to the same', async () => {
    const byAge = shelter.map(([when, ...towns]) => {
      const all = towns.reduce((sum, each) => sum + each, 0);
      return `${when},old,${all - 17}\n${when},young,17`;
    });
    const files = packageOf({
      c: { yaml: resource({ name: 'c', dimensions: { year, town } }), csv: shelterCsv(false) },
      d: {
        yaml: resource({ name: 'd', dimensions: { year, age: town } }),
        csv: `year,age,persons\n${byAge.join('\n')}\n`,
      },
    });
    const { chosen: found } = await chosen(files);
    expect(found?.related?.relations).toEqual(['c.persons (sum over town) = d.persons (sum over age)']);
    // Alone, 2 is what the persons by age leave for it.
    expect(found?.related?.more).toBeGreaterThan(0);
  });

  test('what was there and what came is what went and what is left', async () => {
    const rows = ['2021,14,6,4,16', '2022,16,13,20,9', '2023,9,12,2,19'].join('\n');
    const files = packageOf({
      cases: {
        yaml: resource({ name: 'cases', dimensions: { year }, measures: ['begun', 'came', 'done', 'left'] }),
        csv: `year,begun,came,done,left\n${rows}\n`,
      },
    });
    expect(await relationsOf(files)).toEqual(['cases: begun + came = done + left']);
  });

  test('columns of one table are the rows of another, by whatever names', async () => {
    const files = packageOf({
      c: {
        yaml: resource({ name: 'c', dimensions: { town }, measures: ['women', 'men'] }),
        csv: 'town,women,men\nnorth,2,21\neast,30,15\nsouth,11,33\n',
      },
      d: {
        yaml: resource({ name: 'd', dimensions: { place: town, sex: town } }),
        csv: 'place,sex,persons\nnorth,f,2\nnorth,m,21\neast,f,30\neast,m,15\nsouth,f,11\nsouth,m,33\n',
      },
    });
    expect(await relationsOf(files)).toEqual(['c.women, c.men = d.persons']);
  });

  test('a slice of small counts alone is found by how many agree', async () => {
    const counts = [3, 1, 6, 4, 8, 2, 7, 5, 9];
    const women = counts.map((count, index) => `t${index},f,${count}`);
    const men = counts.map((_, index) => `t${index},m,${10 + ((index * 7) % 9)}`);
    const files = packageOf({
      c: {
        yaml: resource({ name: 'c', dimensions: { town, sex: town } }),
        csv: `town,sex,persons\n${women.join('\n')}\n${men.join('\n')}\n`,
      },
      d: {
        yaml: resource({ name: 'd', dimensions: { town } }),
        csv: `town,persons\n${women.join('\n').replaceAll(',f', '')}\n`,
      },
    });
    expect(await relationsOf(files)).toEqual(['c.persons (sex f) = d.persons']);
  });
});

describe('what is asked', () => {
  const words = 'shelter: persons = women + men';
  const files = (rest: string) =>
    flat('shelter', 'town,women,men,persons\nnorth,2,7,9\neast,3,4,7\n', {
      measures: ['women', 'men', 'persons'],
      more: `about: persons, protect: {threshold: 5${rest}}`,
    });

  test('is taken where somebody says with a reason that it is no chance', async () => {
    const { chosen: found, problems } = await chosen(files(`, related: {"${words}": They are the same}`));
    expect(problems).toEqual([]);
    expect(found?.related?.relations).toEqual([words]);
    expect(await saidOf(files(`, related: {"${words}": todo}`))).toContain('has no reason');
  });

  test('is warned of at its place where the numbers do not show it', async () => {
    const said = await saidOf(files(', unrelated: {"shelter: persons = women": They are other persons}'));
    expect(said).toMatch(
      /yaml:\d+:\d+ warning protect\/related: No relation `shelter: persons = women` holds/,
    );
  });

  test('names a category with quotation marks as YAML writes it', async () => {
    const marked = flat('shelter', 'town,persons\n"a ""b""",30\nc,2\nd,28\n');
    const said = await saidOf(marked);
    expect(said).toContain('{"shelter: town a \\"b\\" is the sum of the others": reason}');
    expect(said).toContain('declare it (`total: a "b"` at `town`)');
  });
});

test('how many counts more are hidden is unknown where the search without relations has no answer', async () => {
  const files = flat('shelter', 'town,women,men,persons\nnorth,2,21,23\neast,3,15,18\nsouth,11,30,41\n', {
    measures: ['women', 'men', 'persons'],
  });
  let searches = 0;
  const { chosen: found } = await chooseProtection(
    new MemoryProject({ id: 'protected', files }).project,
    memoryHost(files),
    { seconds: 300, isComparing: false },
    {
      ...here,
      askProtection: async (question) =>
        question.kind === 'suppress' && ++searches > 1 ? { kind: 'time' } : await answer(question, 20),
    },
  );
  expect(found?.related?.more).toBe('unknown');
  expect(found?.lock?.text).toContain('more: unknown');
});

describe('the same counts in two datasets', () => {
  const dimensions = { year, town };
  const csv = shelterCsv(false);
  const two = (more: string): ProjectFiles =>
    packageOf({
      c: { yaml: resource({ name: 'c', dimensions }), csv },
      d: { yaml: resource({ name: 'd', dimensions, more }), csv },
    });

  test('are hidden in both or in none', async () => {
    const { chosen: found } = await chosen(
      two('about: persons, protect: {threshold: 5, weight: {town: {east: 9}}}'),
    );
    expect(found?.related?.relations).toEqual(['c.persons = d.persons']);
    const cells = found !== undefined && 'cells' in found.choice ? found.choice.cells : [];
    const places = (name: string) =>
      cells.filter(({ dataset }) => dataset.name === name).map(({ row }) => JSON.stringify(row.keys));
    expect(places('c').length).toBeGreaterThan(0);
    expect(places('c')).toEqual(places('d'));
  });

  test('are an error where one hides nothing', async () => {
    const said = await saidOf(two('counts: {unit: persons}'));
    expect(said).toContain(
      'error protect/policy: `d` prints a small count of persons and does not say whom it is about',
    );
    const other = packageOf({
      c: { yaml: resource({ name: 'c', dimensions }), csv },
      d: {
        yaml: resource({ name: 'd', dimensions, more: '' }).replaceAll('unit: persons', 'unit: clients'),
        csv,
      },
    });
    expect(await saidOf(other)).toContain('error protect/related: `d` prints small counts that `c` hides');
  });

  test('are an error where a table with the same totals prints small counts and says nothing of persons', async () => {
    const csv = (own: string, rows: readonly string[]): string => `year,${own},persons\n${rows.join('\n')}\n`;
    const tables = (more: string) =>
      packageOf({
        c: {
          yaml: resource({ name: 'c', dimensions: { year, town: `${town}, total: all` } }),
          csv: csv(
            'town',
            shelter.flatMap(([when, a, b, c]) => [
              `${when},north,${a}`,
              `${when},east,${b}`,
              `${when},south,${c}`,
              `${when},all,${a + b + c}`,
            ]),
          ),
        },
        ages: {
          yaml: resource({ name: 'ages', dimensions: { year, age: `${town}, total: all` }, more }).replaceAll(
            'unit: persons',
            'unit: stays',
          ),
          csv: csv(
            'age',
            shelter.flatMap(([when, a, b, c]) => [
              `${when},young,3`,
              `${when},old,${a + b + c - 3}`,
              `${when},all,${a + b + c}`,
            ]),
          ),
        },
      });
    expect(await saidOf(tables(''))).toContain(
      'error protect/related: `ages` prints 3 small counts of the persons of `c`: `c.persons (town all) = ages.persons (age all)` holds\n  hint: write `about: persons`',
    );
    expect(await saidOf(tables(policy))).toBe('');
  });

  test('are found in a slice of another table', async () => {
    const files = packageOf({
      c: { yaml: resource({ name: 'c', dimensions }), csv },
      d: {
        yaml: resource({ name: 'd', dimensions: { town } }),
        csv: 'town,persons\nnorth,14\neast,17\nsouth,7\n',
      },
    });
    expect(await problemsOf(await locked(files))).toBe('');
    expect((await chosen(files)).chosen?.related?.relations).toEqual(['c.persons (year 2022) = d.persons']);
  });
});

test('distinct persons in several parts: the total is at least each part and at most their sum', async () => {
  const files = flat('shelter', 'town,persons\na,17\nb,4\nall,20\n', {
    dimensions: { town: `${town}, total: all` },
    measure: ', additive: false',
    more: `${policy}, counts: {unit: persons}`,
  });
  const { chosen: found } = await chosen(files);
  const cells = found !== undefined && 'cells' in found.choice ? found.choice.cells : [];
  // Only a hidden `b` is left 3 or 4 by 17 and 20.
  expect(cells.length).toBeGreaterThan(1);
});

describe('a row with a hidden count', () => {
  const csv =
    'town,persons,words,women,remark\nnorth,12,twelve,7,\neast,2,two,1,Two sisters\nsouth,9,nine,4,\ntotal,23,,,\n';
  const files = (keep: string, more = ''): ProjectFiles => ({
    'data/datapackage.yaml': `name: shelters
resources:
  - name: shelter
    path: shelter.csv
    title: Shelter
    about: persons
    protect: {threshold: 5${keep}}
    schema:
      primaryKey: [town]
      fields:
        - {name: town, type: string, role: dimension, total: total}
        - {name: persons, type: integer, role: measure, unit: persons}
        - {name: words, type: string, role: attribute}
        - {name: women, type: integer, role: attribute}
        - {name: remark, type: string, role: note}
${more}`,
    'data/shelter.csv': csv,
  });
  const east = async (keep: string) => {
    const { data } = await published(await locked(files(keep)));
    const row = data?.shelter?.rows.find(({ keys }) => keys.town === 'east');
    return { attributes: row?.attributes, notes: row?.notes };
  };

  test('keeps its dimensions alone: words, notes and whole numbers may say what is hidden', async () => {
    expect(await east('')).toEqual({ attributes: {}, notes: [] });
  });

  test('keeps what tells nothing of it for a reason', async () => {
    const kept = await east(', keep: {words: They are of another year, remark: It is about the house}');
    expect(kept).toEqual({ attributes: { words: 'two' }, notes: ['Two sisters'] });
    expect(await saidOf(files(', keep: {word: They are of another year}'))).toContain(
      'There is no note or attribute `word`',
    );
    expect(await saidOf(files(', keep: {words: todo}'))).toContain('`words` has no reason');
  });

  test('keeps one of two columns of notes', async () => {
    const both = files(
      ', keep: {house: It is about the house}',
      '        - {name: house, type: string, role: note}\n',
    );
    const [head = '', ...lines] = csv.trimEnd().split('\n');
    const noted = lines.map((line) => `${line},House of ${line.split(',')[0]}`);
    const { data } = await published(
      await locked({ ...both, 'data/shelter.csv': [`${head},house`, ...noted, ''].join('\n') }),
    );
    const row = data?.shelter?.rows.find(({ keys }) => keys.town === 'east');
    expect(row?.notes).toEqual(['House of east']);
  });

  test('may not lie beside an amount that adds up', async () => {
    const paid = files('', '        - {name: paid, type: number, role: measure, unit: EUR}\n');
    const said = await saidOf({
      ...paid,
      'data/shelter.csv': csv
        .replace(/\n(?=.)/g, ',1.5\n')
        .replace('remark,1.5', 'remark,paid')
        .replace(/\n$/, ',6\n'),
    });
    expect(said).toContain('error protect/policy: `paid` of `shelter` adds up');
  });
});

test('tables of many places that have nothing to do with one another are related by no chance', async () => {
  const lot = lots(11);
  const places = Array.from({ length: 38 }, (_, index) => `m${index}`);
  const lines = (others: readonly string[]): string =>
    places
      .flatMap((place) =>
        ['2021', '2022', '2023'].flatMap((when) =>
          others.map((other) => `${place},${when},${other},${4 + lot(4) + lot(5) + lot(5)}`),
        ),
      )
      .join('\n');
  const files = packageOf({
    a: {
      yaml: resource({ name: 'a', dimensions: { town, year, sex: town } }),
      csv: `town,year,sex,persons\n${lines(['f', 'm'])}\nm0,2021,x,2\n`,
    },
    b: {
      yaml: resource({ name: 'b', dimensions: { town, year, age: town } }),
      csv: `town,year,age,persons\n${lines(['a', 'b', 'c', 'd'])}\n`,
    },
  });
  const { chosen: found, problems } = await chosen(files);
  expect(problems).toEqual([]);
  expect(found?.related).toBeUndefined();
});

test('a dataset that is rounded needs no entry in a lock that it does not have', async () => {
  const files = flat('shelter', 'town,women,men,persons\nnorth,2,21,23\neast,3,15,18\nsouth,11,30,41\n', {
    measures: ['women', 'men', 'persons'],
    more: 'about: persons, protect: {threshold: 5, round: 5}',
  });
  expect(await problemsOf(files)).not.toContain('protect/related');
});

test('counts that are rounded in one dataset and printed in another are refused, though nothing links the two', async () => {
  const table = {
    name: 'c',
    dimensions: { year, town },
    more: 'about: persons, protect: {threshold: 5, round: 9}',
  };
  const open =
    'about: persons, accepts: [{code: protect/small, reason: Printed., by: Office, date: 2025-01-02}]';
  const files = (name: 'd' | 'e') =>
    packageOf({
      c: { yaml: resource(table), csv: shelterCsv(false) },
      ...(name === 'e'
        ? {}
        : { d: { yaml: resource({ ...table, name, more: open }), csv: shelterCsv(false) } }),
    });
  expect(await problemsOf(files('e'))).toBe('');
  expect(await problemsOf(files('d'))).toContain('protect/rounded: The rounded numbers of `c`');
});
