/** A forger who writes claims, and all hashes, anew. */
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { meaningFaults } from '../../../src/extensions/claims/retest-words.js';
import { parseSnapshot, type Snapshot, type SnapshotClaim } from '../../../src/model/snapshot/snapshot.js';
import { renderSnapshot } from '../../../src/outputs/snapshot/render-snapshot.js';
import { memoryHost } from '../../memory-host.js';
import { english } from '../../support/english.js';
import { withFile } from './mutations.js';
import { outputOf, sampleProject, textOf } from './sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const published = 'visits/en/published.json';
let output: Output;

beforeAll(async () => {
  output = await outputOf({
    ...sampleProject,
    'data/visits.csv': `${sampleProject['data/visits.csv']}2015,children,2500\n2015,adults,1700\n2015,total,4200\n`,
    'data/datapackage.yaml': `${sampleProject['data/datapackage.yaml']}  - name: delays
    path: delays.csv
    schema:
      primaryKey: [objective, action]
      fields:
        - {name: objective, type: string, role: dimension}
        - {name: action, type: string, role: dimension}
        - {name: delay, type: integer, role: measure, unit: months}
`,
    'data/delays.csv': 'objective,action,delay\no1,a1,3\no1,a2,9\no2,a3,8\n',
    'templates/visits.md': `# Visits {#sec-visits}

{{#claim "increasing" "visits" reader="adults" from=2013 to=2015}}Visits of adults rose every year, to
{{value "visits" reader="adults" year=2015}}{{/claim}}.
{{#claim "majority" "visits" reader="children" year=2014}}Most visits of the year 2014 were those of children{{/claim}}.
{{#claim "highest" "visits" reader="children" year=2014}}Children came most often, more than {{literal "400" unit="visits" source="The mayor"}} times{{/claim}}.
Visits of children in 2015 were about {{value "visits" reader="children" year=2015 digits=-3}}.

{{#quoted-claim "increasing" "visits" reader="children" from=2013 to=2015 by="The mayor"}}
Visits of children grow and grow.
{{/quoted-claim}}

{{#claim "every-row" "visits" reader="children|adults" has="visits"}}There is a figure for each of these readers{{/claim}}.
{{#claim "highest" "delays" action="a2"}}The second action is put off longest{{/claim}}.
`,
  });
});

async function verified(files: Output) {
  const { project, tool } = memoryHost(files);
  return verifyFiles(project, tool);
}

const snapshotOf = (): Snapshot => {
  const { value: snapshot } = parseSnapshot(textOf(output, published));
  if (snapshot === undefined) throw new Error('An output without a snapshot');
  return snapshot;
};

/** What is said of the snapshot with one of its claims forged; the list of numbers is forged to match. */
async function said(place: number, forge: (claim: SnapshotClaim) => Partial<SnapshotClaim>): Promise<string> {
  const snapshot = snapshotOf();
  const claims = snapshot.claims.map((claim, index) =>
    index === place ? { ...claim, ...forge(claim) } : claim,
  );
  const text = new TextDecoder().decode(renderSnapshot({ ...snapshot, claims }));
  const { diagnostics } = await verified(withFile(output, published, text));
  return diagnostics
    .filter(({ code }) => code === 'verify/claim')
    .map(formatDiagnostic)
    .join('\n');
}

test('every claim is tested again', async () => {
  const { diagnostics, retested } = await verified(output);
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  expect(retested).toBe(6);
  expect(snapshotOf().claims.map(({ verdict }) => verdict)).toEqual([
    'true',
    'true',
    'true',
    'false',
    'true',
    'true',
  ]);
});

describe('is noticed', () => {
  test('a flipped verdict', async () => {
    expect(await said(3, () => ({ verdict: 'true' }))).toMatch(
      /verify\/claim: The claim `increasing` is published as `true`, and its cells make it `false` \(templates\/visits\.md:9:/,
    );
  });

  test('another kind', async () => {
    expect(await said(0, () => ({ kind: 'decreasing' }))).toContain('its cells make it `false`');
    expect(await said(0, () => ({ kind: 'growing' }))).toContain('is not a kind of claim');
  });

  test('the words of two claims that were exchanged', async () => {
    const snapshot = snapshotOf();
    const [first, second, ...others] = snapshot.claims;
    if (first === undefined || second === undefined) throw new Error('no claims');
    const claims = [{ ...first, text: second.text }, { ...second, text: first.text }, ...others];
    const text = new TextDecoder().decode(renderSnapshot({ ...snapshot, claims }));
    const { diagnostics } = await verified(withFile(output, published, text));
    expect(diagnostics.map(formatDiagnostic).join('\n')).toContain(
      'verify/claim: The claim `majority` does not test its word `rose`',
    );
  });

  test('words that mean something else, also where they stand on two lines', async () => {
    const [first, second] = snapshotOf().claims;
    const meaning = (claim: SnapshotClaim | undefined, text: string): string | undefined => {
      const claims = claim === undefined ? [] : [{ ...claim, text }];
      return [...meaningFaults({ ...snapshotOf(), claims }, english).values()][0];
    };
    expect(meaning(first, 'Visits of adults rose\nevery year')).toBeUndefined();
    expect(meaning(first, 'Visits of adults fell\nevery year')).toContain('does not test its word `fell');
    expect(meaning(second, 'Most visits of the year\n2011 were those of children')).toContain(
      'name `2011`, and none of its figures',
    );
    expect(meaning(second, 'Most visits of 2014 were those of Adults')).toContain(
      'name `Adults`, and none of its figures',
    );
    expect(meaning(second, 'A minority of the visits of 2014 were those of children')).toContain(
      'does not test its word `minority`',
    );
  });

  test('a year that is left out', async () => {
    const without = ({ groups }: SnapshotClaim, at: number) =>
      groups.map((group) => group.filter((_, index) => index !== at));
    expect(await said(3, (claim) => ({ groups: without(claim, 1), verdict: 'false' }))).toContain(
      'The figures of the claim `increasing` leave out a year before 2015',
    );
    expect(await said(3, (claim) => ({ groups: without(claim, 2), verdict: 'true' }))).toContain(
      'The claim `increasing` has figures of 2013 to 2014, and names 2013 to 2015',
    );
  });

  test('a rival that is left out', async () => {
    const alone = ({ groups }: SnapshotClaim) =>
      groups.map((group) => [...group.slice(0, 1), ...group.slice(0, 1)]);
    expect(await said(2, (claim) => ({ groups: alone(claim), verdict: 'false' }))).toContain('`highest`');
    // One action of each objective is left, so that no objective is missing.
    const without = ({ groups }: SnapshotClaim) => groups.map((group) => group.filter((_, at) => at !== 1));
    expect(await said(5, (claim) => ({ groups: without(claim) }))).toContain('`a1`');
  });

  test('a cell that is not there, and one that is called a gap', async () => {
    const first = ({ groups }: SnapshotClaim, more: object) =>
      groups.map((group) => group.map((figure, index) => (index === 0 ? { ...figure, ...more } : figure)));
    expect(
      await said(1, (claim) => ({ groups: first(claim, { cells: ['visits/visits?year=1999'] }) })),
    ).toContain('the snapshot has no cell');
    expect(
      await said(1, (claim) => ({ groups: first(claim, { gap: true }), verdict: 'untestable' })),
    ).toContain('a gap, and the row is there');
  });

  test('a row that is not counted, and another choice of rows', async () => {
    const fewer = ({ groups }: SnapshotClaim) =>
      groups.map((group) => group.map((figure) => ({ ...figure, cells: figure.cells.slice(1) })));
    expect(await said(4, (claim) => ({ groups: fewer(claim) }))).toContain(
      'it does not count the rows that its filters choose',
    );
    const lacking = { field: 'visits', lacks: true };
    const rows = { dataset: 'visits', where: { reader: ['children', 'adults'] } };
    expect(await said(4, () => ({ rows: { ...rows, condition: lacking } }))).toContain(
      'it does not count the rows',
    );
    expect(await said(4, () => ({ kind: 'no-row' }))).toContain('its cells make it `false`');
  });

  test('words that the page does not print', async () => {
    expect(await said(1, () => ({ text: 'Few visits were those of children' }))).toContain(
      'The page does not print the words `Few visits were those of children` of the claim `majority`',
    );
  });
});

test('the list of numbers says what a claim sets as its threshold, and must agree', async () => {
  const list = 'visits/en/numbers.json';
  const forged = textOf(output, list).replace('"keys":{"reader":"adults"', '"keys":{"reader":"children"');
  const { diagnostics } = await verified(withFile(output, list, forged));
  expect(diagnostics.map(formatDiagnostic)).toContainEqual(
    expect.stringContaining('The claim `increasing` (templates/visits.md:3:'),
  );
});
