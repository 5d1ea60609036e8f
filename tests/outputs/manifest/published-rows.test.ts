import { expect, test } from 'vitest';
import { hashDataset } from '../../../src/outputs/manifest/published-rows.js';
import { prepareData } from '../../../src/session/prepare-data.js';
import { memoryHost } from '../../memory-host.js';

const dataPackage = `
name: small
resources:
  - name: cases
    path: cases.csv
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: cases, type: number, role: measure}
        - {name: constructor, type: string, role: attribute}
        - {name: remark, type: string, role: note}
`;

async function hashOf(...lines: string[]): Promise<string> {
  const csv = ['year,cases,constructor,remark', ...lines, ''].join('\n');
  const host = memoryHost({ 'data/datapackage.yaml': dataPackage, 'data/cases.csv': csv });
  const position = { file: 'tallybook.yaml', line: 1, column: 1 };
  const { value, diagnostics } = await prepareData(
    { path: 'data/datapackage.yaml', position, edition: 2015 },
    host,
  );
  expect(diagnostics).toEqual([]);
  if (value.cases === undefined) throw new Error('The dataset is published');
  return hashDataset(value.cases);
}

test('the order of lines does not reach the hash', async () => {
  expect(await hashOf('2010,1,,', '2011,2,,')).toBe(await hashOf('2011,2,,', '2010,1,,'));
});

test('everything that a page prints of a row reaches the hash: decimals, attributes, notes', async () => {
  const hashes = [
    await hashOf('2010,1,,'),
    await hashOf('2010,1.0,,'),
    await hashOf('2010,1,a,'),
    await hashOf('2010,1,,Counted twice.'),
  ];
  expect(new Set(hashes).size).toBe(4);
});
