import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRecord, cellPlace, openCsv, scanCsv } from '../../src/inputs/csv/scan.js';
import type { Dataset } from '../../src/model/dataset/dataset.js';
import { toExact } from '../../src/model/dataset/value.js';
import { prepared, victimsPackage, victimsRows } from './problems.js';

const excelPackage = `resources:
  - name: regions
    path: regions.csv
    encoding: windows-1250
    schema:
      fields:
        - {name: region, role: dimension}
        - {name: rate, type: number, decimalChar: ",", groupChar: "."}
        - {name: people, type: integer, groupChar: "."}
`;

const excelRows = 'sep=;\r\nregion;rate;people\r\nPe\xe6;1.234,50;12.345\r\n"Ka\xe8anik; grad";-0,5;7\r\n';

test('reads what Excel writes: a `sep=` line, a declared encoding, decimal commas', async () => {
  const { value, diagnostics } = await prepared({
    'data/datapackage.yaml': excelPackage,
    'data/regions.csv': Buffer.from(excelRows, 'latin1'),
  });
  expect(diagnostics).toEqual([]);
  expect(
    value.regions?.rows.map(({ keys, measures, origin }) => [keys.region, measures, origin.line]),
  ).toEqual([
    [
      'Peć',
      {
        rate: { kind: 'decimal', coefficient: 123450n, scale: 2 },
        people: { kind: 'integer', value: 12345n },
      },
      3,
    ],
    [
      'Kačanik; grad',
      { rate: { kind: 'decimal', coefficient: -5n, scale: 1 }, people: { kind: 'integer', value: 7n } },
      4,
    ],
  ]);
});

test('trusts a byte order mark above the declared encoding', async () => {
  const { value, diagnostics } = await prepared({
    'data/datapackage.yaml': excelPackage,
    'data/regions.csv': '\uFEFFsep=;\r\nregion;rate;people\r\nPeć;1,5;1\r\n',
  });
  expect(diagnostics).toEqual([]);
  expect(value.regions?.fields[0]?.categories).toMatchObject([{ value: 'Peć', label: 'Peć' }]);
});

test('takes categories that are not declared from the rows, in ascending order with the total last', async () => {
  const { value } = await prepared({ 'data/victims.csv': victimsRows });
  expect(
    value.victims?.fields.map(({ name, role, categories }) => [name, role, categories.map((c) => c.label)]),
  ).toEqual([
    ['year', 'dimension', ['2013', '2014', 'Total']],
    ['sex', 'dimension', ['female', 'male', 'total']],
    ['victims', 'measure', []],
  ]);
});

test('the value survives being cloned, as a worker or a cache would do', async () => {
  const { value } = await prepared({ 'data/victims.csv': victimsRows });
  expect(structuredClone(value)).toEqual(value);
});

test('leaves empty attributes and notes out of rows', async () => {
  const { value, diagnostics } = await prepared({
    'data/datapackage.yaml': victimsPackage.replace(
      '- {name: victims',
      '- {name: remark, role: note}\n        - {name: region}\n        - {name: victims',
    ),
    'data/victims.csv': 'year,sex,remark,region,victims\n2013,male,,,1\n2014,male,estimated,north,2\n',
  });
  expect(diagnostics).toEqual([]);
  expect(value.victims?.rows.map(({ attributes, notes }) => ({ attributes, notes }))).toEqual([
    { attributes: {}, notes: [] },
    { attributes: { region: 'north' }, notes: ['estimated'] },
  ]);
});

/** A dataset without its origins, its rows in the order of their keys. */
function withoutOrder({ rows, ...rest }: Dataset) {
  const plain = rows.map(({ origin: _, ...row }) => row);
  const key = (row: { keys: object }): string => JSON.stringify(row.keys);
  return { ...rest, rows: plain.sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}

test('the order of rows changes nothing but their origins', async () => {
  const [header = '', ...rows] = victimsRows.trimEnd().split('\n');
  const original = await prepared({ 'data/victims.csv': victimsRows });
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
      const { value, diagnostics } = await prepared({
        'data/victims.csv': `${[header, ...shuffled].join('\n')}\n`,
      });
      expect(diagnostics).toEqual([]);
      const [before, after] = [original.value.victims, value.victims];
      if (before === undefined || after === undefined) throw new Error('the dataset is gone');
      expect(withoutOrder(after)).toEqual(withoutOrder(before));
    }),
    { numRuns: 30 },
  );
});

test('decimals are read exactly as written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat(12), async (digits, scale) => {
      const padded = digits.toString().padStart(scale + 1, '0');
      const text = scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
      const { value } = await prepared({
        'data/datapackage.yaml': victimsPackage.replace('type: integer', 'type: number'),
        'data/victims.csv': `year,sex,victims\n2013,male,${text}\n`,
      });
      const cell = value.victims?.rows[0]?.measures.victims;
      if (cell?.kind !== 'decimal') throw new Error(`not read: ${text}`);
      const { numerator, denominator } = toExact(cell);
      expect(numerator * 10n ** BigInt(scale)).toBe(digits * denominator);
    }),
    { numRuns: 30 },
  );
});

test('any cell of any CSV file is found where it stands', () => {
  const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const cell = fc.string({ unit: fc.constantFrom('a', '7', ',', '"', '\n', ' ', ';', 'ë') });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, (table) => {
      const text = table.map((row) => `${row.map(quoted).join(',')}\n`).join('');
      const file = openCsv(Buffer.from(text), { delimiter: ',', quote: '"' });
      if ('kind' in file) throw new Error(file.message);
      const records: CsvRecord[] = [];
      expect(scanCsv(file, (record) => void records.push(record))).toBeUndefined();
      expect(records.map(({ cells }) => cells)).toEqual(table);
      const lines = text.split('\n');
      for (const record of records) {
        for (const [index, value] of record.cells.entries()) {
          const { line, column } = cellPlace(record, index, file);
          const rest = lines
            .slice(line - 1)
            .join('\n')
            .slice(column - 1);
          expect(rest.startsWith(quoted(value))).toBe(true);
        }
      }
    }),
  );
});
