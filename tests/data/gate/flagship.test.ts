import { expect, test } from 'vitest';
import type { Host } from '../../../src/host/host.js';
import { prepareData } from '../../../src/session/prepare-data.js';
import { repositoryHost } from '../../memory-host.js';
import { publisher } from '../../support/publisher.js';
import { someOf } from '../../support/runs.js';

const position = { file: 'tallybook.yaml', line: 1, column: 1 };

/** The errors of the flagship data when lines of one file read otherwise, as `file:line code`. */
async function errorsWith(file: string, changes: Readonly<Record<string, string>>): Promise<string[]> {
  const host = repositoryHost();
  const { read } = host.project;
  const changed: Host = {
    ...host,
    project: {
      ...host.project,
      read: async (path) => {
        const bytes = await read(path);
        if (path !== file) return bytes;
        const text = Object.entries(changes).reduce(
          (all, [line, other]) => all.replace(`${line}\n`, `${other}\n`),
          new TextDecoder().decode(bytes),
        );
        return new TextEncoder().encode(text);
      },
    },
  };
  const { diagnostics } = await prepareData(
    { path: 'data/datapackage.yaml', position, edition: 2015 },
    changed,
    { publisher },
  );
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, position: { file: at, line } }) => `${at}:${line} ${code}`);
}

test('the flagship passes the gate', async () => {
  expect(await errorsWith('data/facts.csv', {})).toEqual([]);
});

// Each of these adds up in its own table, so that only the other table can tell.
const totals = [
  ['education', { 'illiterate,23': 'illiterate,24', 'total,255': 'total,256' }, 6],
  ['recruitment', { 'job-offer,141': 'job-offer,140', 'total,255': 'total,254' }, 6],
  ['exploitation', { 'sexual,190': 'sexual,191', 'total,255': 'total,256' }, 7],
] as const;

test.each(someOf(totals, ['education']))(
  'a total of victims by %s that only differs from the other tables is found',
  async (name, changes, line) => {
    const file = `data/victims-by-${name}.csv`;
    expect(await errorsWith(file, changes)).toEqual([`${file}:${line} gate/equals`]);
  },
);

test.runIf(process.env.DEEP)('the victims of 2009 by age are those by nationality', async () => {
  const changes = { '14-17,7,Female': '14-17,8,Female', 'total,29,Female': 'total,30,Female' };
  expect(await errorsWith('data/victims-by-age-2009.csv', changes)).toEqual([
    'data/victims-by-age-2009.csv:9 gate/equals',
  ]);
});

test('those who were paid are not more than those who were awarded a sum', async () => {
  expect(await errorsWith('data/coalition-compensation.csv', { 'paid,0': 'paid,6' })).toEqual([
    'data/coalition-compensation.csv:6 gate/within',
  ]);
});

test('what was accepted in the source no longer applies once the figure is another', async () => {
  const changes = { '2010,other,4': '2010,other,14', '2010,total,57': '2010,total,67' };
  const [found = '', ...others] = await errorsWith('data/cases-by-offence.csv', changes);
  expect(found).toMatch(/^data\/datapackage\.yaml:\d+ gate\/accepts-unused$/);
  expect(others).toEqual([]);
});
