import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.js';
import { prepared, problems, problemsOfPackage, victimsPackage, victimsRows } from './problems.js';

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text}"` : text);

/** The data package with other keys at the measure. */
const packageWith = (keys: string): string => victimsPackage.replace('type: integer, unit: victims', keys);

async function hintOf(text: string, keys = 'type: integer, unit: victims'): Promise<string> {
  const [found = ''] = await problems({
    'data/datapackage.yaml': packageWith(keys),
    'data/victims.csv': `year,sex,victims\n2013,male,${quoted(text)}\n`,
  });
  expect(found).toContain('data/value-type');
  return /hint: (.*)$/m.exec(found)?.[1] ?? '';
}

const inPackage = ' for `victims` in data/datapackage.yaml';

describe('a number that is written in another way', () => {
  test.each([
    [
      '1.204',
      `if it means 1204, declare \`groupChar: "."\`; if it means 1.204, declare \`type: number\`${inPackage}`,
    ],
    [
      '1,204',
      `if it means 1204, declare \`groupChar: ","\`; if it means 1.204, declare \`type: number\` and \`decimalChar: ","\`${inPackage}`,
    ],
    ['1 204', `if it means 1204, declare \`groupChar: " "\`${inPackage}`],
    ['1\u00A0204', `if it means 1204, declare \`groupChar: "\\u00a0"\`${inPackage}`],
    ["1'204", `if it means 1204, declare \`groupChar: "'"\`${inPackage}`],
    ['12.345.678', `if it means 12345678, declare \`groupChar: "."\`${inPackage}`],
    [
      '1.480,5',
      `if it means 1480.5, declare \`type: number\`, \`decimalChar: ","\` and \`groupChar: "."\`${inPackage}`,
    ],
    ['4.5', `if it means 4.5, declare \`type: number\`${inPackage}`],
    ['0,125', `if it means 0.125, declare \`type: number\` and \`decimalChar: ","\`${inPackage}`],
    ['12.5%', 'if `victims` is in per cent, write the number alone and declare `unit: "%"`'],
    ['1.2E+05', 'write all its digits: a spreadsheet has shortened the number'],
    ['\u22125', 'write the minus as `-`'],
    [
      '<5',
      'if the number itself is not known, declare `<5` in `missingValues` of `victims` with a `label`, or write `[k]` and declare that',
    ],
    ['12 persons', 'write the digits alone; what is beside them needs a column of its own'],
    ['n/a', 'add `n/a` to `missingValues` of `victims` in data/datapackage.yaml'],
  ])('%s', async (text, hint) => {
    expect(await hintOf(text)).toBe(hint);
  });

  test('in a column that knows decimals already, only what is missing is proposed', async () => {
    expect(await hintOf('1.480,5', 'type: number')).toBe(
      `if it means 1480.5, declare \`decimalChar: ","\` and \`groupChar: "."\`${inPackage}`,
    );
    expect(await hintOf('12.345.678', 'type: number')).toBe(
      `if it means 12345678, declare \`decimalChar: ","\` and \`groupChar: "."\`${inPackage}`,
    );
  });

  test('is read as the hint says once the hint is followed', async () => {
    const marks = fc.constantFrom('.', ',', "'", ' ', '\u00A0', '\u202F');
    const digits = (least: number, most: number) => fc.stringMatching(new RegExp(`^\\d{${least},${most}}$`));
    const written = fc
      .tuple(digits(1, 4), marks, fc.array(digits(3, 3), { maxLength: 2 }), marks, digits(1, 4))
      .map(([head, group, groups, decimal, tail]) => [head, ...groups].join(group) + decimal + tail);
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom('integer', 'number'), async (text, type) => {
        const rows = `year,sex,victims\n2013,male,${quoted(text)}\n`;
        const found = await problems({
          'data/datapackage.yaml': packageWith(`type: ${type}`),
          'data/victims.csv': rows,
        });
        const ways = [...(found[0] ?? '').matchAll(/if it means (\S+), declare (.*?)(?=;| for )/g)];
        for (const [, plain = '', keys = ''] of ways) {
          const own = keys.replaceAll('`', '').replaceAll(' and ', ', ');
          const followed = packageWith(own.includes('type:') ? own : `type: ${type}, ${own}`);
          const { value } = await prepared({ 'data/datapackage.yaml': followed, 'data/victims.csv': rows });
          const cell = value.victims?.rows[0]?.measures.victims;
          const [whole = '', fraction = ''] = plain.split('.');
          expect(cell, `${text}: ${keys}`).toMatchObject(
            cell?.kind === 'integer'
              ? { value: BigInt(plain) }
              : { coefficient: BigInt(whole + fraction), scale: fraction.length },
          );
        }
      }),
      runs(60, 200),
    );
  });
});

test('a day that the calendar does not have is to be corrected, not declared missing', async () => {
  const text = victimsPackage.replace(
    '- {name: victims',
    '- {name: day, type: date}\n        - {name: victims',
  );
  const found = async (day: string) =>
    (
      await problems({
        'data/datapackage.yaml': text,
        'data/victims.csv': `year,sex,day,victims\n2013,male,${day},1\n`,
      })
    )[0];
  expect(await found('2013-02-30')).toMatch(/hint: correct it: the calendar has no such day$/);
  expect(await found('30.01.2013')).toMatch(/hint: write the day as year, month and day: `2014-12-31`$/);
  expect(await found('soon')).toMatch(/hint: correct the cell/);
});

test('a truth value in other words is declared as one', async () => {
  const text = victimsPackage.replace(
    '- {name: victims',
    '- {name: minor, type: boolean}\n        - {name: victims',
  );
  const [found] = await problems({
    'data/datapackage.yaml': text,
    'data/victims.csv': 'year,sex,minor,victims\n2013,male,da,1\n',
  });
  expect(found).toMatch(
    /hint: if the file is right, declare what it writes: `trueValues` and `falseValues` of `minor` in data\/datapackage.yaml$/,
  );
});

test('a blank in a dimension may be the total, and is one when it is declared', async () => {
  const rows = victimsRows.replaceAll('total', '');
  const [found] = await problems({ 'data/victims.csv': rows });
  expect(found).toMatch(
    /data\/blank.*\n {2}hint: if a blank is the total over `sex`, declare `total: ""` for it in data\/datapackage.yaml, and `\{value: "", label: Total\}` among its categories$/,
  );
  const half = victimsPackage.replaceAll('total: total', 'total: ""');
  const [unlisted] = await problems({ 'data/datapackage.yaml': half, 'data/victims.csv': rows });
  expect(unlisted).toContain('add it to the categories: `{value: "", label: Total}`');
  const blank = half.replace('male, total', 'male, {value: "", label: Total}');
  expect(await problems({ 'data/datapackage.yaml': blank, 'data/victims.csv': rows })).toEqual([]);
  const wrong = await problems({
    'data/datapackage.yaml': blank,
    'data/victims.csv': rows.replace(',,94', ',,95'),
  });
  expect(wrong.join('\n')).toContain('The total 95 over `sex`');
  expect(await problemsOfPackage(victimsPackage)).toEqual([]);
});
