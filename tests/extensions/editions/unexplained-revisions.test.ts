import { beforeAll, describe, expect, test } from 'vitest';
import { formatChanges } from '../../../src/extensions/diff/markdown.js';
import { unexplainedRevisions } from '../../../src/extensions/editions/unexplained-revisions.js';
import { parseSnapshot, type Snapshot } from '../../../src/model/snapshot/snapshot.js';
import { outputOf, sampleProject, type Texts, textOf } from '../../commands/verify/sample-output.js';

async function snapshotOf(changes: Texts): Promise<Snapshot> {
  const output = await outputOf({ ...sampleProject, ...changes });
  const { value: snapshot, fault } = parseSnapshot(textOf(output, 'visits/en/published.json'));
  if (snapshot === undefined) throw new Error(fault);
  return snapshot;
}

const nextYear = {
  'tallybook.yaml': (sampleProject['tallybook.yaml'] ?? '').replace('edition: 2015', 'edition: 2016'),
};
/** 40 adults less in 2013, who are children now: the totals are what they were. */
const revised = {
  'data/visits.csv': (sampleProject['data/visits.csv'] ?? '')
    .replace('2013,children,2512', '2013,children,2552')
    .replace('2013,adults,1408', '2013,adults,1368'),
};

let published: Snapshot;
let later: Snapshot;

beforeAll(async () => {
  published = await snapshotOf({});
  later = await snapshotOf({ ...nextYear, ...revised });
});

describe('a figure of an earlier edition that is another now', () => {
  test('is told, also where the project does not name the edition before', () => {
    const found = unexplainedRevisions([published], [later]);
    expect(found).toEqual([
      { what: 'visits/visits?year=2013&reader=children', before: '2512', after: '2552' },
      { what: 'visits/visits?year=2013&reader=adults', before: '1408', after: '1368' },
    ]);
    const changes = { data: [], words: [], reports: [] };
    expect(formatChanges(changes, found)).toBe(
      '### Revised without a reason (2 changes)\n\n' +
        '- `visits/visits?year=2013&reader=children`: 2512 → **2552**\n' +
        '- `visits/visits?year=2013&reader=adults`: 1408 → **1368**',
    );
  });

  test('is not told where a reason names it with what it was, in whichever report', async () => {
    const kept = JSON.stringify(published);
    const reasons =
      'dataset,keys,measure,reason,date\n' +
      'visits,year=2013;reader=children|adults,visits,Young readers were counted as adults.,2016-02-01\n';
    const explained = await snapshotOf({
      ...revised,
      'tallybook.yaml': `${nextYear['tallybook.yaml']}previous: data/editions/2015.json\n`,
      'data/editions/2015.json': kept,
      'data/revisions.csv': reasons,
    });
    expect(unexplainedRevisions([published], [explained])).toEqual([]);
    expect(unexplainedRevisions([published, published], [later, explained])).toEqual([]);
    // The edition before that the project keeps may have been written anew: what was published then is another figure.
    const other = structuredClone(published);
    for (const { rows } of other.datasets)
      for (const row of rows) if (row.keys.reader === 'adults') row.values.visits = '1400';
    expect(unexplainedRevisions([other], [explained])).toContainEqual({
      what: 'visits/visits?year=2013&reader=adults',
      before: '1400',
      after: '1368',
    });
  });
});

test('words of an earlier edition that mean something else now need a reason too', async () => {
  const data = (sampleProject['data/datapackage.yaml'] ?? '').replace('unit: visits', 'unit: readers');
  const after = await snapshotOf({ ...nextYear, 'data/datapackage.yaml': data });
  expect(unexplainedRevisions([published], [after])).toEqual([
    { what: 'visits/visits unit', before: 'visits', after: 'readers' },
  ]);
});

test('a fact that is stated in another unit, or more loosely, needs one too', async () => {
  const after = await snapshotOf(nextYear);
  const withFact = (snapshot: Snapshot, stated: Record<string, string>): Snapshot => ({
    ...snapshot,
    datasets: snapshot.datasets.map((dataset) => ({
      ...dataset,
      rows: [...dataset.rows, { keys: { key: 'opened' }, values: {}, stated }],
    })),
  });
  const found = unexplainedRevisions(
    [withFact(published, { unit: 'rooms', qualifier: 'exact' })],
    [withFact(after, { unit: 'houses', qualifier: 'about' })],
  );
  expect(found).toEqual([
    { what: 'visits/key=opened unit', before: 'rooms', after: 'houses' },
    { what: 'visits/key=opened meaning', before: 'exact', after: 'about' },
  ]);
});

test('an edition in preparation may change its figures, unless that is asked for', async () => {
  const same = await snapshotOf(revised);
  expect(unexplainedRevisions([published], [same])).toEqual([]);
  expect(unexplainedRevisions([published], [same], true)).toHaveLength(2);
});

test('a new year, a dataset that no report draws on any more, and a report that is new need no reason', () => {
  const grown = structuredClone(later);
  const [dataset] = grown.datasets;
  const [row] = dataset?.rows ?? [];
  if (dataset === undefined || row === undefined) throw new Error('no row');
  dataset.rows.push({ ...row, keys: { ...row.keys, year: '2030' } });
  const before = unexplainedRevisions([published], [later], true);
  expect(unexplainedRevisions([published], [grown], true)).toEqual(before);
  expect(unexplainedRevisions([published], [{ ...later, datasets: [] }], true)).toEqual([]);
  expect(unexplainedRevisions([], [later], true)).toEqual([]);
});
