import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import type { Examiners } from '../../../src/extensions/accessibility/check/check-report.js';
import { accessibility } from '../../../src/extensions/accessibility/run-accessibility.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';
import { copyProject } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';

const root = temporaryFolder(afterAll);
copyProject(join(repository, 'tests/cases/accessibility-missing'), root);
const env = { ...process.env, SOURCE_DATE_EPOCH: '1456790400' };
const shared = { root, only: [], languages: [], env, progress: () => {} };

const nothingInstalled: Examiners = {
  axe: () => undefined,
  show: () => Promise.reject(new Error('nobody asked')),
  veraPdf: async () => undefined,
};
/** A browser in which axe-core finds one thing, at two places in every view. */
const paleText: Examiners = {
  ...nothingInstalled,
  axe: () => ({ version: '4.14.1', source: 'axe' }),
  show: (_html, _settings, work) => {
    const found = [{ id: 'color-contrast', help: 'Elements must have contrast', targets: ['#a', '#b'] }];
    return work({ look: async () => {}, evaluate: async (script) => (script === 'axe' ? undefined : found) });
  },
};

const check = async (examiners: Examiners) => {
  const { diagnostics, records } = await accessibility({
    ...shared,
    examiners,
    session: sharedSessions.open(),
  });
  return { said: diagnostics.map(formatDiagnostic).join('\n'), records };
};
const written = (): string => readFileSync(join(root, 'accessibility.yaml'), 'utf8');
const built = async (): Promise<{ readonly said: string; readonly page: string }> => {
  const { diagnostics } = await build({
    ...shared,
    formats: ['html'],
    draft: false,
    debug: false,
    session: sharedSessions.open(),
  });
  const page = readFileSync(join(root, 'output/annual-report/en/annual-report.html'), 'utf8');
  return { said: diagnostics.map(formatDiagnostic).join('\n'), page: page.replaceAll(/<[^>]*>/g, '') };
};

test('the record names the page without its statement, keeps what people wrote, and a statement of another page is told', async () => {
  const first = await check(nothingInstalled);
  expect(first.said).toContain(
    'accessibility.yaml:1:1 note accessibility/unchecked: axe-core is not on this machine, so the page in a browser was not checked',
  );
  expect(first.records[0]?.checks).toEqual([
    { of: 'page', name: 'Tallybook', version: '0.1.0', date: '2016-03-01', outcome: 'passed', findings: [] },
  ]);

  const before = await built();
  expect(before.said).toBe('');
  expect(before.page).toContain('The checks named below found no fault. They do not cover every requirement');
  expect(before.page).toContain(
    'Names, headings, tables, pictures, links and languages of the web page, against WCAG 2.1 AA, EN 301 549: Tallybook 0.1.0, 1 March 2016. No finding.',
  );
  expect(before.page).toContain('The web page by the keyboard alone');
  expect(before.page).not.toContain('PDF/UA');

  // What people write, with their comment.
  const ours =
    '    limitations: [Maps are pictures.] # until 2017\n    manual:\n      - {of: keyboard, by: The office, date: 2016-03-02, outcome: failed}\n';
  writeFileSync(join(root, 'accessibility.yaml'), `${written()}${ours}`);
  const second = await check(paleText);
  expect(written()).toContain('limitations: [Maps are pictures.] # until 2017');
  expect(second.records[0]?.page).toBe(first.records[0]?.page);
  expect(second.records[0]?.checks[1]?.findings).toEqual([
    'Elements must have contrast (color-contrast): 2, the first #a.',
  ]);

  const after = await built();
  expect(after.said).toBe('');
  for (const words of [
    'It is partially compliant',
    'Elements must have contrast',
    'The web page by the keyboard alone.',
    'Maps are pictures.',
    '2 March 2016',
  ])
    expect(after.page).toContain(words);

  const template = join(root, 'templates/annual-report.md');
  writeFileSync(template, `${readFileSync(template, 'utf8')}\nOne more sentence.\n`);
  expect((await built()).said).toBe(
    'accessibility.yaml:5:5 warning accessibility/stale: The page of `annual-report` (en) has changed since it was checked\n  hint: run `tallybook accessibility --only annual-report`, then build again',
  );
});
