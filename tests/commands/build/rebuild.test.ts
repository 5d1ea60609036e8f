import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { rebuild } from '../../../src/commands/build/rebuild.js';
import { hashed } from '../../../src/outputs/manifest/manifest.js';
import { sharedSessions } from '../../support/shared-session.js';
import { type ProjectFolder, projectFolders } from './project-folder.js';

const projects = projectFolders();
let project: ProjectFolder;
const page = 'second/en/second.html';

beforeEach(async () => {
  project = projects.recorded();
  project.edit('tallybook.yaml', (yaml) => yaml.replace('[html, pdf, docx]', '[html]'));
  await project.firstBuild();
});

const differences = async (published = join(project.root, 'output')): Promise<string[]> => {
  const session = sharedSessions.open();
  const own = { root: project.root, progress: () => {}, env: process.env };
  const found = await rebuild({ ...own, published, ...(session && { session }) });
  expect(project.list('.tallybook').filter((path) => path.includes('rebuilt'))).toEqual([]);
  return found.map(({ code, position, message }) => `${position.file} ${code}: ${message}`);
};

test('files as the project builds them, in another folder', async () => {
  cpSync(join(project.root, 'output'), join(project.root, '../copy'), { recursive: true });
  expect(await differences(join(project.root, '../copy'))).toEqual([]);
});

test('a page that was changed together with the manifest, and a file that is left out', async () => {
  const bytes = new TextEncoder().encode(project.read(`output/${page}`).replace('Second', 'Third'));
  const { sha256 } = hashed({ path: page, bytes, report: 'second', language: 'en', format: 'html' });
  project.edit('output/manifest.json', (text) => {
    const manifest = JSON.parse(text) as { outputs: { path: string; sha256: string }[] };
    const outputs = manifest.outputs.filter(({ path }) => path !== 'second/en/numbers.json');
    for (const each of outputs) if (each.path === page) each.sha256 = sha256;
    return JSON.stringify({ ...manifest, outputs });
  });
  expect(await differences()).toEqual([
    `${page} verify/rebuilt: \`${page}\` is not what the project builds`,
    'second/en/numbers.json verify/rebuilt: `second/en/numbers.json` is missing: the project builds it',
  ]);
});

test('a project that cannot be built any more', async () => {
  project.write('templates/second.md', '# Second\n\n{{value "absent"}}\n');
  expect(await differences()).toContainEqual(
    expect.stringMatching(/^\.\.\/templates\/second\.md content\/unknown-dataset: /),
  );
});
