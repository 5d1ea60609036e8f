/** One template, 38 municipalities in four languages: what there is, and that the words of each are right. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { plainText } from '../../src/report/tree.js';
import { compile } from '../../src/session/compile.js';
import { openProject } from '../../src/session/open-project.js';
import { repository } from '../house/repository.js';
import { sharedSessions } from '../support/shared-session.js';

const root = join(repository, 'examples/municipalities');
const all = { only: [], languages: [], formats: [] };

test('each municipality is an item, and none is the whole', async () => {
  const { opened, diagnostics } = await openProject(root, { ...all, languages: ['sq'] });
  expect(diagnostics).toEqual([]);
  const slugs = opened?.targets.map(({ item }) => item?.slug) ?? [];
  expect(slugs).toHaveLength(38);
  expect(slugs).toEqual(
    expect.arrayContaining(['decan', 'fushe-kosove', 'mitrovica-north', 'strpce', 'zvecan']),
  );
});

test('a short name, and what rose or fell, are right in each language', async () => {
  const { opened } = await openProject(root, {
    ...all,
    only: ['waste/peja', 'waste/gjilan'],
    languages: ['sq', 'sr-Latn'],
  });
  if (opened === undefined) throw new Error('the example cannot be opened');
  const { made, aboutData } = await compile(sharedSessions.open(), opened, { tolerant: false });
  expect([...aboutData, ...made.flatMap((each) => each.diagnostics)].map(formatDiagnostic)).toEqual([]);
  const texts = made.map(({ report }) => (report === undefined ? '' : plainText([report.document.tree])));
  const titles = made.map(({ report }) => report?.document.meta.title);
  expect(titles).toEqual([
    'Mbeturinat komunale: Gjilan',
    'Komunalni otpad: Gnjilane',
    'Mbeturinat komunale: Pejë',
    'Komunalni otpad: Peć',
  ]);
  expect(texts[0]).toContain('Kjo sasi është më e ulët se në vitin 2020');
  expect(texts[3]).toContain('To je više nego 2020. godine');
  // Invented figures say so on every page.
  expect(made.map(({ report }) => report?.document.meta.illustrative)).toEqual([true, true, true, true]);
});
