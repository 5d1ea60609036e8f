/** How many counts of each category are hidden is published: it has nothing that a reader could not count in the tables. */
import { expect, test } from 'vitest';
import { hiddenOf } from '../../../src/outputs/annex/workbook.js';
import { english } from '../../support/english.js';
import { clients, locked, type ProjectFiles, published } from './protected-project.js';

const rows = (north: number, east: number): string =>
  `year,town,persons
2022,north,${26 - north}
2022,south,13
2022,east,${9 + north - 2}
2022,total,46
2023,north,${27 + 2 - east}
2023,south,11
2023,east,${east}
2023,total,40
`;

const files: ProjectFiles = clients(rows(2, 2), 'threshold: 5', 'year, town', [
  'name: year, title: Year, type: year',
  'name: town, title: Town, categories: [{value: north, label: North}, {value: south, label: South}, {value: east, label: East}, {value: total, label: Total}], total: total',
]);

const table = async (own: ProjectFiles) => {
  const { data, problems } = await published(own);
  expect(problems).toEqual([]);
  return hiddenOf(Object.values(data), english).rows;
};

test('each category has how many of its counts are hidden, small or not, in every world that prints the same', async () => {
  const own = await locked(files);
  const count = (number: number) => ({ number, decimals: 0 });
  const found = await table(own);
  expect(found).toEqual([
    ['Clients', 'Year', '2022', count(0), count(4)],
    ['Clients', 'Year', '2023', count(2), count(4)],
    ['Clients', 'Town', 'North', count(1), count(2)],
    ['Clients', 'Town', 'South', count(0), count(2)],
    ['Clients', 'Town', 'East', count(1), count(2)],
    ['Clients', 'Town', 'Total', count(0), count(2)],
  ]);
  for (const east of [1, 3, 4])
    expect(await table({ ...own, 'data/clients.csv': rows(2, east) })).toEqual(found);
});

test('there is no such sheet where nothing is protected', async () => {
  const open = (files['data/datapackage.yaml'] ?? '').replace(
    'protect: {threshold: 5}',
    'accepts: [{code: protect/small, reason: Everybody knows them., by: Office, date: 2015-01-02}]',
  );
  expect(await table({ ...files, 'data/datapackage.yaml': open })).toEqual([]);
});
