/** The project that `init` writes, and examples of each kind, are published as Word files too, without a complaint. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../src/commands/build/build.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { all, partsOf, value } from '../outputs/docx/read-docx.js';
import { faultsOf } from '../outputs/docx/rules.js';
import { copyProject } from '../support/project-copy.js';
import { someOf } from '../support/runs.js';
import { sharedSessions } from '../support/shared-session.js';

/** The Word files of a project, built in a new folder. */
async function built(folder: string, reports: readonly string[]): Promise<readonly Uint8Array[]> {
  const root = temporaryFolder();
  copyProject(join(repository, folder), root);
  const options = { root, only: [], languages: [], formats: ['docx'] as const, draft: false, debug: false };
  const { diagnostics } = await build({
    ...options,
    env: { CI: '' },
    progress: () => {},
    session: sharedSessions.open(),
  });
  expect(
    diagnostics.filter(({ code }) => !/^(?:host|accessibility)\//.test(code)).map(formatDiagnostic),
  ).toEqual([]);
  return reports.map((name) => new Uint8Array(readFileSync(join(root, `output/${name}/en/${name}.docx`))));
}

const projects = [
  ['src/project/starter', ['annual-report']],
  ['examples/workbook', ['deaths']],
  ['examples/offices/electricity', ['electricity']],
] as const;

test.each(someOf(projects, ['src/project/starter']))('%s', async (folder, reports) => {
  for (const bytes of await built(folder, reports)) expect(faultsOf(bytes)).toEqual([]);
});

test('examples/houses: one publisher has a document of its own, and the other the look of its theme', async () => {
  const reports = ['yearbook', 'leaflet'];
  const files = await built('examples/houses', reports);
  for (const bytes of files) expect(faultsOf(bytes)).toEqual([]);
  const [lines, fonts] = ['w:pBdr', 'w:rFonts'].map((name) =>
    files.map((bytes) => {
      const styles = all(partsOf(bytes).xml.get('word/styles.xml'), 'w:style');
      const heading = styles.find((style) => value(style, 'w:name') === 'heading 1');
      return all(heading, name).map(({ attributes }) => attributes['w:ascii'] ?? 'a line');
    }),
  );
  expect(lines).toEqual([['a line'], []]);
  expect(fonts).toEqual([['Georgia'], ['Noto Sans']]);
});
