import { describe, expect, test } from 'vitest';
import {
  prepared,
  problems,
  problemsOfPackage,
  problemsOfRows,
  victimsPackage,
  victimsRows,
} from './problems.js';

const undeclared = 'is neither an integer nor a declared missing value (`[x]`, `[z]`)';

test('the project that the other tests break has no problem', async () => {
  expect(await problemsOfRows(victimsRows)).toEqual([]);
});

describe('cells', () => {
  test('reports a wrong type and a decimal in an integer field in one run', async () => {
    const rows = victimsRows.replace('male,12', 'male,n/a').replace('2014,male,4', '14,male,4.5');
    expect(await problemsOfRows(rows)).toEqual([
      `data/victims.csv:3:11 error data/value-type: \`n/a\` in \`victims\` ${undeclared}\n  hint: add \`n/a\` to \`missingValues\` of \`victims\` in data/datapackage.yaml`,
      'data/victims.csv:6:1 error data/value-type: `14` in `year` is neither a year of four digits nor the total `total`\n  hint: correct the cell, or what the data package declares for `year`',
      `data/victims.csv:6:9 error data/value-type: \`4.5\` in \`victims\` ${undeclared}\n  hint: if it means 4.5, declare \`type: number\` for \`victims\` in data/datapackage.yaml`,
    ]);
  });

  test('reports a number with spaces around it', async () => {
    expect(await problemsOfRows(victimsRows.replace('male,4\n', 'male,4 \n'))).toEqual([
      'data/victims.csv:6:11 error data/value-type: `4 ` in `victims` has spaces around it\n  hint: `table: {trim: true}` in data/datapackage.yaml reads cells without the spaces around them',
    ]);
  });

  test('reports a blank cell, which may mean zero or unknown', async () => {
    expect(await problemsOfRows(victimsRows.replace('2014,male,4', '2014,male,'))).toEqual([
      `data/victims.csv:6:11 error data/blank: The cell of \`victims\` is blank\n  hint: write 0 if nothing was counted, or a code declared in \`missingValues\` of \`victims\` in data/datapackage.yaml`,
    ]);
  });

  test('reports a missing-value code that is not declared', async () => {
    expect(await problemsOfRows(victimsRows.replace('2014,male,4', '2014,male,[c]'))).toEqual([
      `data/victims.csv:6:11 error data/missing-value: \`[c]\` in \`victims\` ${undeclared}\n  hint: add \`[c]\` to \`missingValues\` of \`victims\` in data/datapackage.yaml`,
    ]);
  });

  test('reports a category that is not declared, with the nearest', async () => {
    expect(await problemsOfRows(victimsRows.replace('2014,male', '2014,mael'))).toEqual([
      'data/victims.csv:6:6 error data/category: `mael` in `sex` is not one of `female`, `male`, `total`\n  hint: did you mean `male`?',
    ]);
  });

  test('reports a broken constraint', async () => {
    const text = victimsPackage.replace('unit: victims', 'constraints: {maximum: 90}');
    expect(await problemsOfPackage(text)).toEqual([
      'data/victims.csv:10:13 error data/constraint: `94` in `victims` is above `90`\n  hint: correct the cell, or `constraints` of `victims`',
    ]);
  });
});

test('a column that differs in its capital alone is told once, with the field that it is', async () => {
  expect(await problemsOfRows(victimsRows.replace('year,', 'Year,'))).toEqual([
    expect.stringMatching(/The column `Year` is not a field.*\n {2}hint: did you mean `year`\?$/),
  ]);
});

describe('rows', () => {
  test('reports short and long rows at the cell that lacks or is too many', async () => {
    const rows = victimsRows.replace('2013,male,12', '2013,male').replace('2014,male,4', '2014,male,4,5,6');
    expect(await problemsOfRows(rows)).toEqual([
      'data/victims.csv:3:10 error data/row-length: The row has 2 cells, the header has 3\n  hint: see whether a cell is missing, or a text with the separator has no quotation marks',
      'data/victims.csv:6:13 error data/row-length: The row has 5 cells, the header has 3\n  hint: see whether a cell is missing, or a text with the separator has no quotation marks',
    ]);
  });

  test('reports an empty line', async () => {
    expect(await problemsOfRows(`${victimsRows}\n`)).toEqual([
      'data/victims.csv:11:1 error data/row-length: The line is empty\n  hint: remove the line',
    ]);
  });

  test('reports a duplicate key beside the first row, and adds nothing up then', async () => {
    expect(await problemsOfRows(victimsRows.replace('2014,male', '2014,female'))).toEqual([
      'data/victims.csv:6:1 error data/duplicate-key: There are two rows for year `2014`, sex `female`\n  hint: keep one of the two, or add to `primaryKey` the column that makes them different\n  see: data/victims.csv:5:1, the first row',
    ]);
  });

  test('keeps the place of a cell after quoted line breaks and delimiters', async () => {
    const text = victimsPackage.replace(
      '- {name: victims',
      '- {name: comment, role: note}\n        - {name: victims',
    );
    const rows = 'year,sex,comment,victims\r\n2013,male,"one,\r\ntwo ""three""",x\r\n2014,male,,y\r\n';
    const found = await problems({ 'data/datapackage.yaml': text, 'data/victims.csv': rows });
    expect(found.map((problem) => problem.split(' ', 1)[0])).toEqual([
      'data/victims.csv:3:16',
      'data/victims.csv:4:12',
    ]);
  });
});

describe('totals', () => {
  test('names both figures of a total that does not add up, in every dimension that it breaks', async () => {
    expect(await problemsOfRows(victimsRows.replace('2014,total,42', '2014,total,43'))).toEqual([
      'data/victims.csv:7:12 error data/total: The total 43 over `sex` of `victims` (year `2014`) is wrong: its parts add up to 42\n  see: data/victims.csv:5:13, `female` is 38\n  see: data/victims.csv:6:11, `male` is 4',
      'data/victims.csv:10:13 error data/total: The total 94 over `year` of `victims` (sex `total`) is wrong: its parts add up to 95\n  see: data/victims.csv:4:12, `2013` is 52\n  see: data/victims.csv:7:12, `2014` is 43',
    ]);
  });

  test('counts a missing value that adds 0 as nothing, and does not check a sum with one that does not', async () => {
    const adds = await problemsOfRows(victimsRows.replace('2014,male,4', '2014,male,[z]'));
    expect(adds.map((problem) => problem.split('\n', 1)[0])).toEqual([
      'data/victims.csv:7:12 error data/total: The total 42 over `sex` of `victims` (year `2014`) is wrong: its parts add up to 38',
      'data/victims.csv:9:12 error data/total: The total 16 over `year` of `victims` (sex `male`) is wrong: its parts add up to 12',
    ]);
    expect(await problemsOfRows(victimsRows.replace('2014,male,4', '2014,male,[x]'))).toEqual([]);
  });

  test('accepts a total without parts, and parts without a total', async () => {
    expect(await problemsOfRows('year,sex,victims\n2013,total,52\n2014,female,38\n2014,male,9\n')).toEqual(
      [],
    );
  });

  test('adds decimals exactly', async () => {
    const text = victimsPackage.replace('type: integer', 'type: number');
    const rows = 'year,sex,victims\n2013,female,0.1\n2013,male,0.2\n2013,total,0.3\n';
    const files = { 'data/datapackage.yaml': text, 'data/victims.csv': rows };
    expect(await problems(files)).toEqual([]);
    const wrong = await problems({
      ...files,
      'data/victims.csv': rows.replace('0.3', '0.30000000000000004'),
    });
    expect(wrong[0]).toContain(
      'The total 0.30000000000000004 over `sex` of `victims` (year `2013`) is wrong: its parts add up to 0.3',
    );
    expect(wrong[0]).toContain(
      'The total 0.30000000000000004 over `sex` of `victims` (year `2013`) is wrong: its parts add up to 0.3',
    );
  });

  test('does not add up a measure that is declared as not additive', async () => {
    const text = victimsPackage.replace('unit: victims', 'unit: "%", additive: false');
    const rows = victimsRows.replace('2014,total,42', '2014,total,43');
    expect(await problems({ 'data/datapackage.yaml': text, 'data/victims.csv': rows })).toEqual([]);
  });
});

describe('files', () => {
  test('reports a missing data file at the line that names it', async () => {
    expect(await problems({})).toEqual([
      'data/datapackage.yaml:3:11 error data/missing-file: There is no file `data/victims.csv`\n  hint: correct `path`, which begins in the folder of the data package, or put the file there',
    ]);
  });

  test('names what a missing data file may be called now: a near name, or the files beside it of its kind', async () => {
    const hintBeside = async (...names: readonly string[]) => {
      const files = Object.fromEntries(names.map((name) => [`data/${name}`, victimsRows]));
      const [found = ''] = await problems({ 'data/datapackage.yaml': victimsPackage, ...files });
      return found.split('\n  hint: ')[1];
    };
    expect(await hintBeside('victims-2014.csv', 'a.csv')).toBe('did you mean `victims-2014.csv`?');
    expect(await hintBeside('people.CSV', 'people.xlsx', '~$victims.csv')).toBe(
      'correct `path`, or put the file there; its folder has `people.CSV`',
    );
  });

  test('reports a path that leaves the project, relative or absolute', async () => {
    for (const path of ['../../victims.csv', '/etc/passwd']) {
      const [found] = await problems({
        'data/datapackage.yaml': victimsPackage.replace('victims.csv', path),
      });
      expect(found).toMatch(
        /^data\/datapackage\.yaml:3:11 error data\/path-outside: `[^`]+` is outside the project/,
      );
    }
  });

  test('reports an address in place of a file', async () => {
    const text = victimsPackage.replace('victims.csv', 'https://example.org/victims.csv');
    expect(await problems({ 'data/datapackage.yaml': text })).toEqual([
      'data/datapackage.yaml:3:11 error data/package: `https://example.org/victims.csv` is an address, not a file of the project\n  hint: download the file into the project, and keep its address in `sources`',
    ]);
  });

  test('reports bytes that are not of the encoding at their place', async () => {
    const bytes = Buffer.from(victimsRows.replace('2014,male', '2014,m\xe8le'), 'latin1');
    expect(await problemsOfRows(bytes)).toEqual([
      'data/victims.csv:6:7 error data/encoding: The byte `0xE8` is not valid in UTF-8, and no `encoding` is declared\n  hint: save the file as UTF-8, or declare its `encoding` in data/datapackage.yaml, such as `windows-1252` (Western Europe) or `windows-1250` (Central Europe and the Balkans) or `windows-1251` (Cyrillic)',
    ]);
  });

  test('reports a workbook where a CSV file is expected', async () => {
    const workbook = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0]);
    expect(await problemsOfRows(Buffer.from(workbook))).toEqual([
      'data/victims.csv:1:1 error data/encoding: The file is a workbook (Excel or OpenDocument), not CSV\n  hint: let its name end in .xlsx or .ods, or declare `format: xlsx` or `format: ods` in data/datapackage.yaml',
    ]);
  });

  test('reports digits that no number is printed with', async () => {
    const many = victimsPackage.replace('unit: victims', 'unit: victims, digits: 21');
    expect(await problemsOfPackage(many)).toEqual([
      'data/datapackage.yaml:10:65 error data/package: `digits` cannot be `21`\n  hint: write a whole number from 0 to 20',
    ]);
    const ofYear = victimsPackage.replace('type: year', 'type: year, digits: 0');
    expect(await problemsOfPackage(ofYear)).toEqual([
      'data/datapackage.yaml:8:36 error data/package: Only a measure has `digits`; `year` has the role `dimension`',
    ]);
  });

  test('reports an encoding that does not exist', async () => {
    const text = victimsPackage.replace('    schema', '    encoding: latin-99\n    schema');
    expect(await problemsOfPackage(text)).toEqual([
      'data/datapackage.yaml:4:15 error data/package: `latin-99` is not an encoding that Tallybook reads\n  hint: declare one such as `utf-8`, `windows-1250` or `iso-8859-2`',
    ]);
  });

  test('names the delimiter that a file seems to use', async () => {
    expect(await problemsOfRows(victimsRows.replaceAll(',', ';'))).toEqual([
      'data/victims.csv:1:1 error data/delimiter: The header has one column instead of 3, because `,` does not separate it\n  hint: if `;` separates the columns, set `dialect: {delimiter: ";"}` in data/datapackage.yaml',
    ]);
  });

  test('reports a `sep=` line that contradicts the declared delimiter', async () => {
    const text = victimsPackage.replace('    schema', '    dialect: {delimiter: ","}\n    schema');
    const found = await problems({
      'data/datapackage.yaml': text,
      'data/victims.csv': `sep=;\n${victimsRows.replaceAll(',', ';')}`,
    });
    expect(found).toEqual([
      'data/victims.csv:1:1 error data/delimiter: The file begins with `sep=;`, but the declared delimiter is `,`\n  hint: declare the one that the file uses',
    ]);
  });

  test('reports an empty file and a header without rows', async () => {
    expect(await problemsOfRows('')).toEqual([
      'data/victims.csv:1:1 error data/empty: The file is empty\n  hint: put the data into it, a header and rows',
    ]);
    expect(await problemsOfRows('year,sex,victims\n')).toEqual([
      'data/victims.csv:1:1 error data/empty: `data/victims.csv` has a header and no rows\n  hint: add the rows, or take the file out of the data package',
    ]);
  });

  test('reports an unclosed quote where it opens', async () => {
    expect(await problemsOfRows(victimsRows.replace('2014,male', '2014,"male'))).toEqual([
      'data/victims.csv:6:6 error data/csv: A quote is opened here and never closed\n  hint: write a quote inside quotes twice',
    ]);
  });

  test('reports every fault of a header', async () => {
    expect(await problemsOfRows(victimsRows.replace('sex,victims', 'year,victms'))).toEqual([
      'data/victims.csv:1:1 error data/header: The header has no column `sex`\n  hint: add the column to the file, or remove the field from the data package',
      'data/victims.csv:1:6 error data/header: There are two columns `year`\n  hint: give one of them another name in the file',
      'data/victims.csv:1:11 error data/header: The column `victms` is not a field; the fields are `year`, `sex`, `victims`\n  hint: did you mean `victims`?',
    ]);
  });

  test('reports columns in another order than declared, unless the schema says `equal`', async () => {
    const rows = 'sex,year,victims\nfemale,2014,1\n';
    expect((await problemsOfRows(rows))[0]).toContain(
      'data/victims.csv:1:1 error data/header: The column `sex` comes where `year` is declared\n  hint: order the columns as declared, or set `fieldsMatch: equal` in the schema',
    );
    const text = victimsPackage.replace('      fields:', '      fieldsMatch: equal\n      fields:');
    expect(await problems({ 'data/datapackage.yaml': text, 'data/victims.csv': rows })).toEqual([]);
  });
});

test('reports foreign keys that point at no row, also within the dataset, and passes totals over', async () => {
  const text = `${victimsPackage.replace(
    '      fields:',
    '      foreignKeys: [{fields: sex, reference: {resource: sexes, fields: code}}]\n      fields:',
  )}  - name: sexes
    path: sexes.csv
    schema:
      primaryKey: code
      foreignKeys: [{fields: parent, reference: {resource: "", fields: code}}]
      fields: [{name: code}, {name: parent}]
`;
  const found = await problems({
    'data/datapackage.yaml': text,
    'data/victims.csv': 'year,sex,victims\n2013,female,1\n2013,male,2\n2013,total,3\n',
    'data/sexes.csv': 'code,parent\nall,\nfemale,all\nother,everyone\n',
  });
  expect(found).toEqual([
    'data/sexes.csv:4:7 error data/reference: No row of `sexes` has `everyone` in `code`\n  hint: correct the cell, or add its row to `sexes`',
    'data/victims.csv:3:6 error data/reference: No row of `sexes` has `male` in `code`\n  hint: correct the cell, or add its row to `sexes`',
  ]);
});

test('quotes no value of a dataset that asks for protection, and publishes nothing of it', async () => {
  const files = {
    'data/datapackage.yaml': victimsPackage.replace(
      '    schema',
      '    about: persons\n    protect: {}\n    schema',
    ),
    'data/victims.csv': victimsRows
      .replace('2014,total,42', '2014,total,777')
      .replace('2013,male,12', '2013,secret,888'),
  };
  const outcome = await prepared(files);
  expect(Object.keys(outcome.value)).toEqual([]);
  const withTotals = await problems({
    ...files,
    'data/victims.csv': victimsRows.replace('2014,total,42', '2014,total,777'),
  });
  const text = [...(await problems(files)), ...withTotals].join('\n');
  expect(text).toContain('data/datapackage.yaml:5:14 error protect/lock');
  expect(text).toContain('data/victims.csv:3:6 error data/category: A value in `sex` is not one of');
  expect(text).toContain('data/victims.csv:7:12 error data/total');
  for (const value of ['777', '888', 'secret', '42']) expect(text).not.toContain(value);
});
