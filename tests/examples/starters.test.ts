/** The projects that `init --example` writes: each builds as it is, and the edition before can be compared. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { build } from '../../src/commands/build/build.js';
import { init } from '../../src/commands/init/init.js';
import { verify } from '../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { axeFindings, invalidMarkup, openForAxe, showAs } from '../support/page-findings.js';
import { firstOf } from '../support/runs.js';
import { sharedBrowser } from '../support/shared-browser.js';
import { sharedSessions } from '../support/shared-session.js';

const folder = temporaryFolder(afterAll);
const names = readdirSync(join(repository, 'src/project/starters')).sort(
  (one, other) => Number(other === 'strategy') - Number(one === 'strategy'),
);

test.each(
  firstOf(
    names.map((name) => [name] as const),
    1,
  ),
)('%s builds and is verified', async (name) => {
  const root = join(folder, name);
  expect((await init({ root, shown: name, example: name })).diagnostics).toEqual([]);
  expect(readFileSync(join(root, '.gitignore'), 'utf8')).toContain('output/');
  // The PDF takes a browser: it is printed by `npm run test:deep`.
  const project = join(root, 'tallybook.yaml');
  if (!process.env.DEEP)
    writeFileSync(project, readFileSync(project, 'utf8').replace('html, pdf, docx', 'html, docx'));
  const { diagnostics } = await build({
    ...{ root, only: [], languages: [], formats: [], draft: false, debug: false },
    ...{ session: sharedSessions.open(), env: process.env, progress: () => {} },
  });
  expect(diagnostics.filter(({ code }) => !code.startsWith('host/')).map(formatDiagnostic)).toEqual([]);
  const verified = await verify({ root: join(root, 'output') });
  expect(verified.diagnostics.map(formatDiagnostic)).toEqual([]);
  expect(verified.numbers).toBeGreaterThan(20);
  if (process.env.DEEP) await expectReadable(join(root, 'output'));
});

/** Every page conforms, in windows and on phones, in all colours. */
async function expectReadable(output: string): Promise<void> {
  const pages = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.html'),
  );
  expect(pages).not.toEqual([]);
  for (const path of pages) {
    const html = readFileSync(join(output, path), 'utf8');
    expect.soft(await invalidMarkup(html), path).toEqual([]);
    const page = await openForAxe(await sharedBrowser(), html);
    for (const width of [320, 1280])
      for (const colours of ['light', 'dark', 'forced'] as const) {
        await showAs(page, { width, colours });
        expect.soft(await axeFindings(page), `${path} at ${width}, ${colours}`).toEqual([]);
      }
    await page.close();
  }
}

test('an example that is not there is told with those that are', async () => {
  const { diagnostics } = await init({ root: join(folder, 'other'), shown: 'other', example: 'strategi' });
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    '.:1:1 error project/unknown-example: There is no example `strategi`\n  hint: did you mean `strategy`?',
  ]);
});
