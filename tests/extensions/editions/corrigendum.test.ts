import { beforeAll, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { unexplainedRevisions } from '../../../src/extensions/editions/unexplained-revisions.js';
import { parseSnapshot, type Snapshot } from '../../../src/model/snapshot/snapshot.js';
import {
  buildInMemory,
  outputOf,
  plainProject,
  type Texts,
  textOf,
} from '../../commands/verify/sample-output.js';
import { memoryHost } from '../../memory-host.js';

const settings = plainProject['tallybook.yaml'] ?? '';
/** The digits of the figures as they were, and as they were corrected. */
let [figures, correctedFigures] = ['', ''];
const signedOff = (what: string, on = '2016-02-01'): string =>
  `status: final\nsigned-off: {by: "Ana Berisha, Statistics", on: ${on}${what}}\n`;
const final = (what = `, figures: ${figures}`): string => `${settings}${signedOff(what)}`;
const again = (): string =>
  `${final(`, figures: ${correctedFigures}`)}corrigendum: {of: data/editions/2015.json, on: 2016-05-20}\n`;
/** 100 adults more in 2013. */
const corrected = (plainProject['data/visits.csv'] ?? '').replace(
  '2013,adults,1408\n2013,total,3920',
  '2013,adults,1508\n2013,total,4020',
);
const reasons =
  'dataset,keys,measure,reason,date\nvisits,year=2013;reader=adults|total,visits,A branch was left out.,2016-05-18\n';
const template = `${plainProject['templates/visits.md'] ?? ''}\n# Corrections\n\n{{corrections}}\n`;

const snapshotIn = (output: Awaited<ReturnType<typeof outputOf>>): Snapshot => {
  const { value, fault } = parseSnapshot(textOf(output, 'visits/en/published.json'));
  if (value === undefined) throw new Error(fault);
  return value;
};

let kept = '';
const corrigendum = (more: Texts = {}): Texts => ({
  ...plainProject,
  ...{ 'tallybook.yaml': again(), 'data/editions/2015.json': kept, 'data/visits.csv': corrected },
  ...{ 'data/corrections.csv': reasons, 'templates/visits.md': template },
  ...more,
});
const said = async (files: Texts): Promise<string[]> =>
  (await buildInMemory(files)).diagnostics.map(formatDiagnostic);

/** The digits that the hint of a sign-off names. */
const named = async (files: Texts): Promise<string> =>
  /`figures: "([0-9a-f]{12})"`/.exec((await said(files)).join('\n'))?.[1] ?? '';

beforeAll(async () => {
  const unnamed = { ...plainProject, 'tallybook.yaml': final('') };
  figures = await named(unnamed);
  correctedFigures = await named({ ...unnamed, 'data/visits.csv': corrected });
  kept = textOf(await outputOf({ ...plainProject, 'tallybook.yaml': final() }), 'visits/en/published.json');
});

test('an edition that is published again lists what it corrects, with reasons, and says so', async () => {
  const output = await outputOf(corrigendum());
  const html = textOf(output, 'visits/en/visits.html');
  expect(/<p class="series release".*?<\/p>/.exec(html)?.[0]).toContain(' · Corrected on 20 May 2016</p>');
  const table = /id="tbl-corrections"[\s\S]*?<\/table>/.exec(html)?.[0] ?? '';
  const words = table.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  expect(words).toMatch(
    /Figures corrected on 20 May 2016 .*First published Corrected .*1,408.*1,508.*A branch was left out\./,
  );
  const { release, corrections, correctedTexts } = snapshotIn(output);
  expect(release).toMatchObject({ status: 'final', corrected: '2016-05-20' });
  expect(corrections?.[0]).toEqual({
    cell: 'visits/visits?year=2013&reader=adults',
    before: '1408',
    after: '1508',
    reason: 'A branch was left out.',
    date: '2016-05-18',
  });
  expect(correctedTexts).toEqual([]);
  const { project, tool } = memoryHost(output);
  expect((await verifyFiles(project, tool)).diagnostics).toEqual([]);
  const path = 'visits/en/published.json';
  const forged = memoryHost({
    ...output,
    [path]: textOf(output, path).replace('"after":"1508"', '"after":"1509"'),
  });
  expect((await verifyFiles(forged.project, tool)).diagnostics.map(formatDiagnostic).join('\n')).toContain(
    'error verify/calculation: A corrigendum says that `visits/visits?year=2013&reader=adults` is 1509, and the cell is 1508\n  hint: ',
  );
});

test('a sign-off is of figures: it says which, and of others it is an error', async () => {
  const of = async (yaml: string, visits = plainProject['data/visits.csv'] ?? ''): Promise<string[]> =>
    said({ ...plainProject, 'tallybook.yaml': yaml, 'data/visits.csv': visits });
  expect(figures).not.toBe(correctedFigures);
  expect(await of(final(''))).toEqual([
    expect.stringContaining(
      `error project/release: Nothing says which figures Ana Berisha, Statistics signed off on 2016-02-01\n  hint: if they are the figures of this build, write \`figures: "${figures}"\` in \`signed-off\``,
    ),
  ]);
  expect(await of(final())).toEqual([]);
  expect(await of(final(), corrected)).toEqual([
    expect.stringContaining(
      'The figures are not those that Ana Berisha, Statistics signed off on 2016-02-01',
    ),
  ]);
  // Words are no figures.
  expect(
    await said({
      ...plainProject,
      'tallybook.yaml': final(),
      'templates/visits.md': `${plainProject['templates/visits.md'] ?? ''}\nA word more.\n`,
    }),
  ).toEqual([]);
});

test('a published edition has the figures that were signed, also those on which no number rests', async () => {
  const path = 'visits/en/published.json';
  const signed = await outputOf({ ...plainProject, 'tallybook.yaml': final() });
  const faults = async (files: typeof signed): Promise<string> => {
    const { project, tool } = memoryHost(files);
    return (await verifyFiles(project, tool)).diagnostics.map(formatDiagnostic).join('\n');
  };
  expect(await faults(signed)).toEqual('');
  const forged = (from: string | RegExp, to: string) => ({
    ...signed,
    [path]: Buffer.from(textOf(signed, path).replace(from, to)),
  });
  const fault = `Ana Berisha, Statistics signed off the figures \`${figures}\` on 2016-02-01, and these are`;
  // A row that no number rests on, and nothing else tells.
  expect(textOf(signed, path)).toContain('"1408"');
  expect(await faults(forged('"1408"', '"1407"'))).toContain(fault);
  expect(await faults(forged(/,"signedBeside":\[[^\]]*\]/, ''))).toContain(fault);
});

test('who signed an edition off did not sign the next one', async () => {
  const next = (more: string): Texts => ({
    ...plainProject,
    'tallybook.yaml': `${settings.replace('edition: 2015', 'edition: 2016')}previous: data/editions/2015.json\n${more}`,
    'data/editions/2015.json': kept,
  });
  const old = signedOff(`, figures: ${figures}`);
  expect(await said(next(old))).toEqual([
    expect.stringContaining(
      'Ana Berisha, Statistics signed off the edition 2015 on 2016-02-01, but not this one',
    ),
  ]);
  expect(await said(next(old.replace('2016-02-01', '2017-02-01')))).toEqual([]);
});

test('each corrected figure needs its reason, and each reason a corrected figure', async () => {
  expect((await said(corrigendum({ 'data/corrections.csv': '' })))[1]).toContain(
    '`visits` of `visits` (year `2013`, reader `adults`) is 1508; it was 1408 in the edition of 2015\n  hint: if the figure was revised, say why in corrections.csv: `visits,year=2013;reader=adults,visits,REASON,DATE`',
  );
  const unchanged = corrigendum({ 'data/visits.csv': plainProject['data/visits.csv'] ?? '' });
  expect((await said(unchanged)).join('\n')).toContain(
    'data/corrections.csv:2:8 error data/unused-revision: ',
  );
});

test('a corrigendum prints what it corrects', async () => {
  expect(
    await said(corrigendum({ 'templates/visits.md': plainProject['templates/visits.md'] ?? '' })),
  ).toEqual([
    expect.stringContaining(
      'error report/corrections: The report was corrected on 2016-05-20, and does not print the reason “A branch was left out.”',
    ),
  ]);
});

test('it is of this edition, and its day is one that has come', async () => {
  const later = again().replace('edition: 2015', 'edition: 2016');
  expect((await said(corrigendum({ 'tallybook.yaml': later }))).join('\n')).toContain(
    'error data/previous-edition: `data/editions/2015.json` is of the edition 2015; a corrigendum needs this edition, 2016\n  hint: ',
  );
  const never = again().replace('2016-05-20', '9016-05-20');
  expect(await said(corrigendum({ 'tallybook.yaml': never }))).toEqual([
    expect.stringContaining('error project/release: `9016-05-20` is in the future'),
  ]);
});

test('diff tells figures of a final edition that change without a corrigendum, and none with one', async () => {
  const before = snapshotIn(await outputOf({ ...plainProject, 'tallybook.yaml': final() }));
  const silent = snapshotIn(
    await outputOf({
      ...plainProject,
      'tallybook.yaml': final(`, figures: ${correctedFigures}`),
      'data/visits.csv': corrected,
    }),
  );
  expect(unexplainedRevisions([before], [silent]).map(({ what }) => what)).toEqual([
    'visits/visits?year=2013&reader=adults',
    'visits/visits?year=2013&reader=total',
  ]);
  expect(unexplainedRevisions([before], [snapshotIn(await outputOf(corrigendum()))])).toEqual([]);
  // A reason for a revision explains nothing within an edition, and an older edition behind a newer one is none.
  const cell = 'visits/visits?year=2013&reader=adults';
  const reason = { cell, before: '1408', after: '1508', reason: 'Counted again', date: '2016-01-01' };
  expect(unexplainedRevisions([before], [{ ...silent, revisions: [reason] }])).toHaveLength(2);
  expect(unexplainedRevisions([{ ...before, edition: 2016 }], [silent])).toEqual([]);
});

test('a report says nothing of corrections in data that it does not draw on', async () => {
  const staff = `
  - name: staff
    path: staff.csv
    title: Staff
    sources: [{title: Office}]
    schema:
      primaryKey: [year]
      fields: [{name: year, type: year}, {name: staff, type: integer, unit: persons}]
`;
  const files = corrigendum({
    'data/datapackage.yaml': `${plainProject['data/datapackage.yaml']?.trimEnd()}${staff}`,
    'data/staff.csv': 'year,staff\n2014,7\n',
    'templates/visits.md': '# Staff {#sec-staff}\n\n{{value "staff" year=2014}} persons.\n',
  });
  const yaml = again().replace(correctedFigures, await named(files));
  const output = await outputOf({ ...files, 'tallybook.yaml': yaml });
  expect(snapshotIn(output).corrections).toEqual([]);
});

test('reasons for corrections without a corrigendum are told', async () => {
  expect(await said({ ...plainProject, 'data/corrections.csv': reasons })).toEqual([
    expect.stringContaining('data/corrections.csv:2:1 error data/unused-revision: There are corrections'),
  ]);
});

test('without a corrigendum a sentence says that nothing was corrected', async () => {
  const output = await outputOf({ ...plainProject, 'templates/visits.md': template });
  expect(textOf(output, 'visits/en/visits.html')).toContain(
    'No figure and no definition of this edition was corrected.',
  );
});
