/** A report is built and checked before the moment at which it may be published, and its files do not change when that comes. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { verify } from '../../../src/commands/verify/verify.js';
import { type Diagnostic, formatDiagnostic } from '../../../src/diagnostics.js';
import { parseManifest } from '../../../src/outputs/manifest/manifest.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { projectFolders } from './project-folder.js';

const folders = projectFolders();
const before = new Date('2026-04-15T07:59:59Z');
const after = new Date('2026-04-15T08:00:00Z');

/** Those of the starter, as the message of a build without them names them. */
const figures = '07e7d1c0d296';

const said = (diagnostics: readonly Diagnostic[]): string => diagnostics.map(formatDiagnostic).join('\n');

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: before }));
afterEach(() => void vi.useRealTimers());

/** The starter with an embargo on its report, and another report without one. */
function held() {
  const project = folders.starter();
  project.addSecondReport();
  project.edit('tallybook.yaml', (yaml) =>
    yaml.replace(
      'annual-report: {',
      `annual-report: {status: final, signed-off: {by: "Ana Berisha, Statistics", on: 2026-03-31, figures: ${figures}}, embargo: 2026-04-15T10:00+02:00, imprint: {contact: office}, `,
    ),
  );
  // Word prints a title with a colon otherwise than a page does.
  project.edit('templates/annual-report.md', (text) => text.replace('visits: annual', 'visits annual'));
  return project;
}

const everything = { formats: [] } as const;

test('a report under embargo has the figures that were signed off, as any other', async () => {
  const project = held();
  project.edit('tallybook.yaml', (yaml) => yaml.replace(figures, '0123456789ab'));
  expect(said((await project.build(everything)).diagnostics)).toContain(
    'error project/release: The figures are not those that Ana Berisha, Statistics signed off on 2026-03-31',
  );
});

test('what is under embargo lies apart, says so in every form, and is published without a changed byte', async () => {
  const project = held();
  const { embargoed, output, diagnostics } = await project.build(everything);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect([output, embargoed?.output]).toEqual(['output', 'embargoed']);
  expect(project.list('output').filter((file) => file.includes('annual-report'))).toEqual([]);
  expect(project.read('embargoed/.gitignore')).toBe('*\n');
  const words = 'Embargo until 15 April 2026, 10:00 (UTC+02:00)';
  const html = project.read('embargoed/annual-report/en/annual-report.html');
  expect(html).toContain(`<p class="confidential" role="status" data-n="label">${words}</p>`);
  expect(html).toContain('Final · Signed off by Ana Berisha, Statistics, 31 March 2026');
  const release = {
    status: 'final',
    signedOff: { by: 'Ana Berisha, Statistics', on: '2026-03-31', figures },
    embargo: '2026-04-15T10:00+02:00',
  };
  expect(JSON.parse(project.read('embargoed/annual-report/en/published.json'))).toMatchObject({ release });
  expect(parseManifest(project.bytes('embargoed/manifest.json'))?.outputs[0]?.release).toEqual(release);

  const root = join(project.root, 'embargoed');
  expect(said((await verify({ root })).diagnostics)).toContain(
    ' warning verify/publishable: `annual-report` is under embargo until 2026-04-15T10:00+02:00\n  hint: ',
  );
  expect((await verify({ root, publishable: true })).diagnostics[0]?.severity).toBe('error');

  vi.setSystemTime(after);
  expect((await verify({ root, publishable: true })).diagnostics).toEqual([]);
  expect((await project.build(everything)).embargoed).toBeUndefined();
  const files = project.list('embargoed/annual-report');
  expect(files).toHaveLength(5);
  for (const file of files)
    expect(
      project.bytes(`output/annual-report/${file}`).equals(project.bytes(`embargoed/annual-report/${file}`)),
      file,
    ).toBe(true);
  expect((await verify({ root: join(project.root, 'output'), publishable: true })).diagnostics).toEqual([]);
});

test('what is under embargo goes into no part', async () => {
  const project = held();
  const { diagnostics } = await project.build({ part: join(project.root, 'part') });
  expect(said(diagnostics)).toContain(
    'error project/embargoed: `annual-report` is under embargo until 2026-04-15T10:00+02:00, and goes into no part or queue\n  hint: ',
  );
  expect(project.has('part')).toBe(false);
});

const kept = temporaryFolder(afterAll);

/** A copy of what one build holds back, to be forged. */
async function heldBack(): Promise<string> {
  if (!existsSync(join(kept, 'embargoed'))) {
    const project = held();
    await project.build({ only: ['annual-report'] });
    cpSync(join(project.root, 'embargoed'), join(kept, 'embargoed'), { recursive: true });
  }
  const copy = temporaryFolder();
  cpSync(join(kept, 'embargoed'), join(copy, 'embargoed'), { recursive: true });
  return copy;
}

test.each([
  ['embargoed/annual-report/en/annual-report.html', 'Final · Signed', 'Provisional · Signed', 'Final'],
  [
    'embargoed/annual-report/en/annual-report.html',
    'Embargo until 15',
    'Embargo until 14',
    'the figures are `14`',
  ],
  ['embargoed/annual-report/en/published.json', '"by":"Ana', '"by":"Ann', 'of its status'],
  [
    'embargoed/annual-report/en/published.json',
    '"embargo":"2026-04-15',
    '"embargo":"2026-04-14',
    '`release`',
  ],
  ['embargoed/manifest.json', '"embargo": "2026-04-15', '"embargo": "2026-04-14', '`release`'],
])('verify sees in %s that `%s` was forged', async (file, is, forged, told) => {
  const root = await heldBack();
  const whole = readFileSync(join(root, file), 'utf8');
  expect(whole).toContain(is);
  writeFileSync(join(root, file), whole.replaceAll(is, forged));
  const { diagnostics } = await verify({ root: join(root, 'embargoed') });
  expect(said(diagnostics.filter(({ severity }) => severity === 'error'))).toContain(told);
});
