/** A sum over hidden counts is printed where printed totals tell it anyway, and hidden where they do not. */
import { expect, test } from 'vitest';
import { ledgerOf } from '../../support/ledger-of.js';
import { MemoryProject } from '../../support/memory-project.js';
import { clients, locked } from './protected-project.js';

const rows = `year,town,persons
2022,north,24
2022,south,13
2022,east,9
2022,total,46
2023,north,27
2023,south,11
2023,east,2
2023,total,40
2024,north,31
2024,south,17
2024,east,12
2024,total,60
total,north,82
total,south,41
total,east,23
total,total,146
`;

// The choice: north and east of 2022 and 2023.
const files = clients(rows, 'threshold: 5', 'year, town', [
  'name: year, type: year, total: total',
  'name: town, categories: [{value: north, label: North}, {value: south, label: South}, {value: east, label: East}, total], total: total',
]);

const said = async (call: string, own: Readonly<Record<string, string>> = files) => {
  const project = new MemoryProject({ id: 'implied', files: await locked(own) });
  const { content, problems } = await project.compose(`# A\n\nThere were ${call} persons.\n`);
  return { problems, entries: ledgerOf(content) };
};

test.each([
  ['{{sum "clients" town="north|east" year="2023"}}', '29', 'difference', 2],
  ['{{sum "clients" town="north|south|east" year="2023"}}', '40', 'value', 1],
  ['{{sum "clients" town="north|east" from=2022 to=2023}}', '62', 'difference', 4],
  ['{{sum "clients" town="north" from=2022 to=2023}}', '51', 'difference', 2],
])('%s is what printed numbers tell', async (call, text, operation, cells) => {
  const { problems, entries } = await said(call);
  expect(problems).toEqual([]);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ text, quantity: { operation } });
  expect(entries[0]?.quantity.cells).toHaveLength(cells);
});

test.each([
  '{{sum "clients" town="north|south" year="2023"}}',
  '{{sum "clients" town="east" from=2023 to=2024}}',
])('%s is told by none, and stays hidden', async (call) => {
  const { entries } = await said(call);
  expect(entries[0]?.quantity.value).toMatchObject({ kind: 'suppressed' });
});

test('a total that was accepted though its parts come to something else tells nothing of them', async () => {
  const accepted = files['data/datapackage.yaml'].replace(
    'protect:',
    'accepts: [{code: data/total, where: {town: total}, reason: One person has no town., by: Office, date: 2025-01-02}]\n    protect:',
  );
  const { entries } = await said('{{sum "clients" town="north|east" year="2023"}}', {
    'data/datapackage.yaml': accepted,
    'data/clients.csv': rows
      .replace('2024,total,60', '2024,total,61')
      .replace('total,total,146', 'total,total,147'),
  });
  expect(entries[0]?.quantity.value).toMatchObject({ kind: 'suppressed' });
});
