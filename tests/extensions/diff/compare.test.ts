import { beforeAll, describe, expect, test } from 'vitest';
import { compareSnapshots, isSame } from '../../../src/extensions/diff/compare.js';
import { formatChanges } from '../../../src/extensions/diff/markdown.js';
import { parseSnapshot, type Snapshot } from '../../../src/model/snapshot/snapshot.js';
import { outputOf, sampleProject, type Texts, textOf } from '../../commands/verify/sample-output.js';

async function snapshotOf(changes: Texts): Promise<Snapshot> {
  const output = await outputOf({ ...sampleProject, ...changes });
  const { value: snapshot, fault } = parseSnapshot(textOf(output, 'visits/en/published.json'));
  if (snapshot === undefined) throw new Error(fault);
  return snapshot;
}

let before: Snapshot;

beforeAll(async () => {
  before = await snapshotOf({});
});

test('a report is the same as itself', () => {
  const changes = compareSnapshots([before], [structuredClone(before)]);
  expect(isSame(changes)).toBe(true);
  expect(formatChanges(changes)).toBe('No differences.');
});

test('a number that is only printed otherwise is one change, with its id', async () => {
  const template = sampleProject['templates/visits.md'] ?? '';
  const call = /\{\{share [^}]*\}\}/.exec(template)?.[0] ?? '';
  expect(call).not.toBe('');
  const after = await snapshotOf({
    'templates/visits.md': template.replace(call, call.replace('}}', ' digits=2}}')),
  });
  const [report] = compareSnapshots([before], [after]).reports;
  expect(report?.numbers).toMatchObject([{ before: '62.9%', after: '62.86%', part: 'sec-visits' }]);
  expect(before.numbers).toContainEqual(
    expect.objectContaining({ id: report?.numbers[0]?.id, text: '62.9%' }),
  );
});

describe('a changed cell', () => {
  let markdown: string;

  beforeAll(async () => {
    const visits = (sampleProject['data/visits.csv'] ?? '')
      .replace('2014,adults,1560', '2014,adults,1660')
      .replace('2014,total,4200', '2014,total,4300');
    const changes = compareSnapshots([before], [await snapshotOf({ 'data/visits.csv': visits })]);
    expect(isSame(changes)).toBe(false);
    markdown = formatChanges(changes);
  });

  test('is listed, with every number that it changed and where that stands', () => {
    expect(markdown).toContain(
      '### Data (2 cells)\n\n' +
        '- `visits/visits?year=2014&reader=adults`: 1560 → **1660**\n' +
        '- `visits/visits?year=2014&reader=total`: 4200 → **4300**\n\n' +
        '### visits (en): numbers (',
    );
    expect(markdown).toContain(
      '- 4,200 → **4,300** in `sec-visits`: `visits/visits?year=2014&reader=total`\n',
    );
    expect(markdown).toContain(
      '- 62.9% → **61.4%** in `sec-visits`: `share of visits/visits?year=2014&reader=children and 1 more`',
    );
  });

  test('does not make the text differ, but for the words that a chart says of it', () => {
    expect(markdown).not.toContain('`sec-visits`):');
  });
});

test('words of the data that changed are listed by dataset and key', async () => {
  const changed = (sampleProject['data/datapackage.yaml'] ?? '')
    .replace('title: Visits by reader', 'title: Visits by age')
    .replace('label: Adults', 'label: Grown-ups')
    .replace('label: none recorded', 'label: nobody came');
  const after = await snapshotOf({ 'data/datapackage.yaml': changed });
  const changes = compareSnapshots([before], [after]);
  expect(isSame({ ...changes, data: [], reports: [] })).toBe(false);
  expect(formatChanges(changes)).toContain(
    '### Words of the data (2 texts)\n\n' +
      '- `visits title`: Visits by reader → **Visits by age**\n' +
      '- `visits/reader=adults label`: Adults → **Grown-ups**',
  );
});

test('changed words are shown from the first to the last that differ', async () => {
  const text = (sampleProject['templates/visits.md'] ?? '')
    .replace('them by children,', 'them by *young* children,')
    .replace('## What changed {#sec-changed}', '## What is different {#sec-different}');
  const markdown = formatChanges(
    compareSnapshots([before], [await snapshotOf({ 'templates/visits.md': text })]),
  );
  expect(markdown).toContain('### visits (en): text (');
  expect(markdown).toContain('- 1 Visits (`sec-visits`): “” → “young”');
  expect(markdown).toContain('- 1.1 What is different (`sec-different`): new');
  expect(markdown).toContain('- 1.1 What changed (`sec-changed`): gone');
});

test('claims that changed truth are listed', () => {
  const claim = {
    kind: 'increasing',
    text: 'rose *every* year',
    cells: ['a/b?c=d'],
    at: 'templates/a.md:1:1',
    shape: 'series',
    keys: {},
    limits: {},
    groups: [],
  };
  const one = { ...before, claims: [{ ...claim, verdict: 'true' }] };
  const other = { ...before, claims: [{ ...claim, verdict: 'false' }] };
  const changes = compareSnapshots([one], [other]);
  expect(changes.reports[0]?.claims).toEqual([
    { what: 'increasing: rose *every* year', before: 'true', after: 'false', at: 'templates/a.md:1:1' },
  ]);
  expect(formatChanges(changes)).toBe(
    '### visits (en): claims (1 claim)\n\n- true → **false**: increasing: rose \\*every\\* year',
  );
});

test('reports are compared by their names, and two single ones in any case', () => {
  const other = { ...before, report: 'loans' };
  expect(compareSnapshots([before], [other]).reports).toMatchObject([{ presence: 'both', numbers: [] }]);
  const changes = compareSnapshots([before], [other, before]);
  expect(changes.reports).toMatchObject([
    { report: 'loans', presence: 'only after' },
    { report: 'visits', presence: 'both' },
  ]);
  expect(formatChanges(changes)).toBe('### loans (en)\n\nThis report is new.');
});

test('long lists are cut and counted', () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({
    keys: { year: `${1950 + index}`, reader: 'total' },
    values: { visits: '1' },
  }));
  const dataset = before.datasets[0];
  if (dataset === undefined) throw new Error('The sample has a dataset');
  const many = { ...before, datasets: [{ ...dataset, rows: [...dataset.rows, ...rows] }] };
  const markdown = formatChanges(compareSnapshots([before], [many]));
  expect(markdown).toContain('### Data (40 cells)');
  expect(markdown.match(/^- /gm)?.length).toBe(16);
  expect(markdown).toContain('- and 25 more');
});

test('what a snapshot holds prints no command, escape or line of its own', () => {
  const what = 'visits?year=2014\n::stop-commands::x\u001b[2J` ![](http://x)';
  const text = formatChanges({
    words: [],
    data: [{ what, before: '1\n', after: '2' }],
    reports: [
      { report: 'a\nb', language: 'en', presence: 'only after', numbers: [], claims: [], text: [] },
      {
        report: 'c',
        language: 'en',
        presence: 'both',
        numbers: [{ what, part: what }],
        claims: [],
        text: [],
      },
    ],
  });
  expect(text.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
  expect(text).not.toContain('\u001b');
  expect(text).toContain("`visits?year=2014\\n::stop-commands::x\\u001b[2J' ![](http://x)`");
});

test('nobody is mentioned, and no issue is, by what a report says', () => {
  const name = { ...before, claims: [] };
  const changed = { what: 'a', before: 'ask @office about #12', after: '@ # mail@office.example' };
  const changes = { ...compareSnapshots([name], [name]), words: [changed] };
  expect(formatChanges(changes)).toBe(
    '### Words of the data (1 text)\n\n' +
      '- `a`: ask @<!-- -->office about \\#<!-- -->12 → **@ \\# mail@<!-- -->office.example**',
  );
});
