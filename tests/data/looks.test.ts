import { describe, expect, test } from 'vitest';
import {
  prepared,
  problems,
  problemsOfPackage,
  problemsOfRows,
  victimsPackage,
  victimsRows,
} from './problems.js';

/** The package with this as its categories of `sex`. */
const withCategories = (list: string): string =>
  victimsPackage.replace('categories: [female, male, total]', list);

describe('texts that look alike', () => {
  test('are an error as labels of two categories, with both places', async () => {
    const list = 'categories: [{value: female, label: Persons}, {value: male, label: Persons}, total]';
    expect(await problemsOfPackage(withCategories(list))).toEqual([
      'data/datapackage.yaml:9:69 error data/twins: The label `Persons` looks like another one, but has other characters\n  see: data/datapackage.yaml:9:36, the other one',
    ]);
  });

  test.each([
    ['spaces', '"a b"', '"a\u00A0b"'],
    ['soft hyphens', 'letter', '"let\u00ADter"'],
    ['Cyrillic letters', 'Peja', '"\u0420\u0435\u0458\u0430"'],
    ['Cyrillic letters with accents', '"No\u00EBl"', '"N\u043E\u0451l"'],
    ['Greek letters', 'ATHOS', '"\u0391\u03A4H\u039FS"'],
    ['two other alphabets', '"\u0410"', '"\u0391"'],
  ])('are an error as values of two categories: %s', async (_, one, other) => {
    const found = await problemsOfPackage(
      withCategories(`categories: [${one}, ${other}, female, male, total]`),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^data\/datapackage\.yaml:9:\d+ error data\/twins: The category .*\n {2}see: data\/datapackage\.yaml:9:36, the other one$/,
    );
  });

  test('are an error in a cell, against a declared category and against another cell', async () => {
    const declared = withCategories('categories: [female, male, total]');
    const wrong = victimsRows.replace('2014,male', '2014,m\u0430le');
    const [against] = await problems({ 'data/datapackage.yaml': declared, 'data/victims.csv': wrong });
    expect(against).toMatch(/^data\/victims\.csv:6:6 error data\/twins/);
    const open = withCategories('role: dimension');
    const [between] = await problems({ 'data/datapackage.yaml': open, 'data/victims.csv': wrong });
    expect(between).toMatch(
      /^data\/victims\.csv:6:6 error data\/twins: .*\n.*\n {2}see: data\/victims\.csv:3:6, the other one$/,
    );
  });

  test('are an error beside the total that is printed like them', async () => {
    const open = withCategories('role: dimension');
    const [found] = await problems({
      'data/datapackage.yaml': open,
      'data/victims.csv': victimsRows.replace('2014,total', '2014,Total'),
    });
    expect(found).toMatch(/^data\/victims\.csv:7:6 error data\/twins: `Total` in `sex`/);
  });

  test('are an error as a column and its field', async () => {
    const all = await problemsOfRows(victimsRows.replace('sex', 's\u0435x'));
    expect(all.join('\n')).toMatch(
      /data\/victims\.csv:1:6 error data\/twins: The column .* looks like the field `sex`, but has other characters\n {2}hint: give it the name of the field.*\n {2}see: data\/datapackage\.yaml:9:11, the field/,
    );
  });
});

describe('texts that only look related', () => {
  test('are no error: other letters, other words', async () => {
    const list = `categories: [male, "\u043C\u0443\u0436", mal\u00E9, ma1e, rnale, total]`;
    const rows = victimsRows.replaceAll('female', 'rnale');
    expect(
      await problems({ 'data/datapackage.yaml': withCategories(list), 'data/victims.csv': rows }),
    ).toEqual([]);
  });
});

test('the titles of two fields that look alike are an error', async () => {
  const text = victimsPackage
    .replace('name: sex,', 'name: sex, title: Case,')
    .replace('name: victims, type', 'name: victims, title: "\u0421ase", type');
  expect(await problemsOfPackage(text)).toEqual([
    expect.stringContaining('data/datapackage.yaml:10:34 error data/twins: The title `\u0421ase` looks like'),
  ]);
});

describe('categories that differ in capital letters alone', () => {
  test('are a warning where they are declared, by their labels', async () => {
    const list = 'categories: [{value: female, label: Men}, {value: male, label: men}, total]';
    expect(await problemsOfPackage(withCategories(list))).toEqual([
      'data/datapackage.yaml:9:11 warning data/case: `men` and `Men` in `sex` differ only in capital letters\n  hint: if they are one category, write both the same way; if they are two, give them different labels\n  see: data/datapackage.yaml:9:11, the other one',
    ]);
  });

  test('are a warning with both cells where they are not', async () => {
    const open = withCategories('role: dimension');
    const rows = victimsRows.replace('2014,male', '2014,Male');
    const found = await problems({ 'data/datapackage.yaml': open, 'data/victims.csv': rows });
    expect(found.filter((each) => each.includes('data/case'))).toEqual([
      expect.stringMatching(
        /^data\/victims\.csv:6:6 warning data\/case: `Male` and `male` in `sex` differ.*\n.*\n {2}see: data\/victims\.csv:3:6, the other one$/,
      ),
    ]);
  });
});

describe('a character that cannot be seen', () => {
  test.each(['\u202E', '\u2066', '\u200B', '\u200F', '\uFEFF', '\u0007', '\u001B', '\u009B', '\uE1A0'])(
    'is an error in a cell, a column name and the data package: %j',
    async (character) => {
      const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
      expect(await problemsOfRows(victimsRows.replace('2014,male', `2014,ma${character}le`))).toEqual([
        `data/victims.csv:6:6 error data/invisible: A cell of \`sex\` has the invisible character ${code}\n  hint: remove the character; it was copied from elsewhere, or is there to mislead`,
      ]);
      const header = await problemsOfRows(victimsRows.replace('sex,', `s${character}ex,`));
      expect(header.join('\n')).toContain(
        `data/victims.csv:1:6 error data/invisible: The name of a column has the invisible character ${code}`,
      );
      const escaped = `"Wo\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}men"`;
      const label = withCategories(`categories: [{value: female, label: ${escaped}}, male, total]`);
      expect((await problemsOfPackage(label)).join('\n')).toContain(
        `data/datapackage.yaml:9:59 error data/invisible: The data package has the invisible character ${code}`,
      );
    },
  );

  test('is not a tab, a line break or a soft hyphen', async () => {
    const text = victimsPackage.replace(
      '- {name: victims',
      '- {name: remark, role: note}\n        - {name: victims',
    );
    const rows = 'year,sex,remark,victims\n2013,male,"one\ttwo\nthree\u00AD",1\n';
    expect(await problems({ 'data/datapackage.yaml': text, 'data/victims.csv': rows })).toEqual([]);
  });
});

describe('a name that every object of JavaScript has', () => {
  test('serves as a column, empty cells and all', async () => {
    const text = victimsPackage
      .replaceAll('sex', 'constructor')
      .replace(
        '- {name: victims',
        '- {name: toString, type: date, role: attribute, until: edition}\n        - {name: victims',
      );
    const rows = 'year,constructor,toString,victims\n2013,male,,1\n2014,male,2014-02-03,2\n';
    const { value, diagnostics } = await prepared({
      'data/datapackage.yaml': text,
      'data/victims.csv': rows,
    });
    expect(diagnostics).toEqual([]);
    expect(value.victims?.rows.map(({ attributes }) => Object.entries(attributes))).toEqual([
      [],
      [['toString', '2014-02-03']],
    ]);
  });

  test('serves as a category', async () => {
    const names = ['constructor', '__proto__', 'toString'];
    const rows = `year,sex,victims\n${names.map((name, index) => `2013,${name},${index}`).join('\n')}\n2013,total,3\n`;
    const { value, diagnostics } = await prepared({
      'data/datapackage.yaml': withCategories('role: dimension'),
      'data/victims.csv': rows,
    });
    expect(diagnostics).toEqual([]);
    expect(value.victims?.rows.map(({ keys }) => keys.sex)).toEqual([...names, 'total']);
  });
});
