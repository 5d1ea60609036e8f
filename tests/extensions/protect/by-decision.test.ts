/** One small count is printed by somebody's decision: the others stay hidden, and the decision is told where the rules are. */
import type { Nodes } from 'mdast';
import { expect, test } from 'vitest';
import { isNumeric } from '../../../src/model/dataset/value.js';
import { MemoryProject } from '../../support/memory-project.js';
import { chosen, clients, here, locked, type ProjectFiles, published } from './protected-project.js';

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
2024,south,3
2024,east,12
2024,total,46
total,north,82
total,south,27
total,east,23
total,total,132
`;

const decision = '{where: {year: 2023, town: east}, reason: Both have agreed., by: Office, date: 2024-05-06}';

const files = (policy: string): ProjectFiles =>
  clients(rows, `threshold: 5, ${policy}`, 'year, town', [
    'name: year, type: year, total: total',
    'name: town, categories: [{value: north, label: North}, {value: south, label: South}, {value: east, label: East}, total], total: total',
  ]);

const hidden = async (own: ProjectFiles, edition = 2024): Promise<string[]> => {
  const { data, problems } = await published(own, here, edition);
  expect(problems).toEqual([]);
  return (data.clients?.rows ?? []).flatMap(({ keys, measures: { persons } }) =>
    persons !== undefined && isNumeric(persons) ? [] : [`${keys.year} ${keys.town}`],
  );
};

test('a count that is printed by decision is printed, and every other small one is protected around it', async () => {
  const own = await hidden(await locked(files(`publish: [${decision}]`), 2024));
  expect(own).not.toContain('2023 east');
  expect(own).toContain('2024 south');
  expect(own).toHaveLength(4);
});

test('what an edition before has hidden can be printed by a decision that came since', async () => {
  const small = {
    'data/clients.csv': 'year,town,persons\n2023,north,4\n2023,south,4\n2023,east,2\n2023,total,10\n',
  };
  const before = await locked({ ...files('never: [total]'), ...small }, 2024);
  expect(await hidden(before)).toEqual(['2023 north', '2023 south', '2023 east']);
  const decided = { ...before, ...files(`never: [total], publish: [${decision}]`), ...small };
  const { problems } = await published(decided, here, 2025);
  expect(problems.join('\n')).toContain(
    'error protect/lock: `publish` of `clients` names a count that `protection.lock.yaml` hides',
  );
  const next = await locked(decided, 2025);
  expect(await hidden(next, 2025)).toEqual(['2023 north', '2023 south']);
});

test('a decision that would give another small count away is refused', async () => {
  const small = {
    'data/clients.csv': 'year,town,persons\n2023,north,27\n2023,south,3\n2023,east,2\n2023,total,32\n',
  };
  const kept = 'never: [total, north]';
  expect(await hidden(await locked({ ...files(kept), ...small }))).toEqual(['2023 south', '2023 east']);
  const { problems, chosen: found } = await chosen({ ...files(`${kept}, publish: [${decision}]`), ...small });
  expect(problems).toEqual([]);
  expect(found?.choice).toMatchObject({ kind: 'impossible' });
});

test.each([
  ['town: west', /:7:\d+ error data\/package: `town` has no category `west`/],
  ['town: south', /:7:\d+ error protect\/policy: `publish` of `clients` names a count that is not small/],
  ['year: 2021, town: east', /:7:\d+ error protect\/policy: `publish` of `clients` names no row/],
])('a decision on %s is refused at its place', async (where, said) => {
  const policy = decision
    .replace(/where: \{[^}]*\}/, `where: {year: 2023, ${where}}`)
    .replace('year: 2023, year', 'year');
  const { problems, data } = await published(files(`publish: [${policy}]`));
  expect(problems.join('\n')).toMatch(said);
  expect(
    data.clients?.rows.some(({ measures: { persons } }) => persons !== undefined && isNumeric(persons)) ??
      false,
  ).toBe(false);
});

test.each(['reason: Both have agreed., ', 'by: Office, ', ', date: 2024-05-06'])(
  'a decision without %s is refused',
  async (part) => {
    const { problems } = await published(files(`publish: [${decision.replace(part, '')}]`));
    expect(problems.join('\n')).toMatch(/:7:\d+ error data\/package/);
  },
);

test('rounded counts are not printed by decision', async () => {
  const { problems } = await published(files(`round: 5, publish: [${decision}]`));
  expect(problems.join('\n')).toContain('`clients` rounds its counts');
});

test('the annex of methods tells the count, the reason and the day, and the person where the office wishes', async () => {
  const textOf = (node: Nodes): string =>
    'children' in node ? node.children.map(textOf).join('') : 'value' in node ? node.value : '';
  const told = async (entry: string): Promise<string> => {
    const own = await locked(files(`publish: [${entry}]`));
    const project = new MemoryProject({ id: 'decided', files: own });
    const { content, problems } = await project.compose(
      '# A\n\n{{value "clients" year=2023 town="east"}} persons\n\n{{methods only="confidentiality"}}\n',
    );
    expect(problems).toEqual([]);
    return content === undefined ? '' : textOf(content.body);
  };
  const words = await told(decision);
  expect(words).toMatch(/Clients, 2023,? (and )?East: Both have agreed\. \(6.May 2024\)/);
  expect(words).not.toContain('Office,');
  expect(await told(decision.replace('}', '}, named: true'))).toMatch(/\(Office, 6.May 2024\)/);
});
