/** A build replaces and removes what it can prove to be its own, and nothing else. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { someOf } from '../../support/runs.js';
import { type ProjectFolder, projectFolders } from './project-folder.js';

const projects = projectFolders();
let project: ProjectFolder;
beforeEach(() => {
  project = projects.recorded();
});

const manifest = 'output/manifest.json';
const page = 'output/second/en/second.html';

interface Named {
  readonly path: string;
  readonly sha256: string;
}

/** Names more in the manifest, each with the hash of what stands there. */
function forge(...paths: readonly string[]): void {
  project.edit(manifest, (json) => {
    const parsed = JSON.parse(json) as { outputs: Named[] };
    const [first] = parsed.outputs;
    const forged = paths.map((path) => {
      const sha256 = createHash('sha256')
        .update(project.read(`output/${path}`))
        .digest('hex');
      return { ...first, path, sha256 } as Named;
    });
    return JSON.stringify({ ...parsed, outputs: [...parsed.outputs, ...forged] });
  });
}

const dropSecond = (): void =>
  project.edit('tallybook.yaml', (yaml) => yaml.replace(/^ {2}second:.*\n/m, ''));

test('a forged manifest removes no file of a user, whatever its path and hash', async () => {
  await project.firstBuild();
  // The last is where a report of that name would stand.
  const mine = ['README.md', 'annual-report/en/notes.html', 'thesis/en/thesis.html'];
  for (const path of mine) project.write(`output/${path}`, 'mine');
  forge(...mine, '../data/visits.csv');
  const { diagnostics } = await project.build();
  expect(diagnostics.map(({ severity, code, position }) => [severity, code, position.file]).sort()).toEqual([
    ['warning', 'output/left', manifest],
    ['warning', 'output/left', manifest],
    ['warning', 'output/left', manifest],
    ['warning', 'output/left', 'output/thesis/en/thesis.html'],
  ]);
  for (const path of mine) expect(project.read(`output/${path}`)).toBe('mine');
  expect(project.has('data/visits.csv')).toBe(true);
});

test('the outputs of a report that is gone are removed, but for one that somebody changed', async () => {
  await project.firstBuild();
  project.edit(page, (html) => `${html}<!-- mine -->`);
  dropSecond();
  const { diagnostics } = await project.build();
  expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'output/left', position: { file: page } }]);
  expect(project.read(page)).toContain('<!-- mine -->');
  expect(project.has('output/second/en/numbers.json')).toBe(false);
});

test.runIf(process.env.DEEP)(
  'where the manifest is lost, the record of this user says what was written',
  async () => {
    await project.firstBuild();
    project.remove(manifest);
    project.edit('templates/second.md', (text) => `${text}\nMore.\n`);
    expect((await project.build()).diagnostics).toEqual([]);
    expect(project.read(page)).toContain('More.');
  },
);

test('where manifest and record are lost, a file at the place of an output is somebody’s', async () => {
  await project.firstBuild();
  project.remove(manifest);
  project.remove('output/.build');
  // What would be written anyway is in nobody's way.
  expect((await project.build()).upToDate).toBe(false);
  project.remove(manifest);
  project.remove('output/.build');
  project.edit('templates/second.md', (text) => `${text}\nMore.\n`);
  await expect(project.build()).rejects.toMatchObject({
    diagnostic: {
      code: 'host/foreign-file',
      position: { file: expect.stringMatching(/^output\/second\/en\//) },
    },
  });
  expect(project.read(page)).not.toContain('More.');
  expect(project.has(manifest)).toBe(false);
});

describe('a file of a user is not replaced', () => {
  const files = [
    ['.build/inputs.json', 'mine', {}],
    ['.build/inputs.json', '{"inputs": ["mine"]}', {}],
    ['.build/pages.json', '{"page": {"mine": 1}}', {}],
    ['.publishing.json', '["mine"]', {}],
    ['.publishing.json', 'mine', {}],
    ['.debug/project.json', '{"mine": true}', { debug: true }],
    ['.debug/trees.json', 'mine', { debug: true }],
    ['.debug/annual-report/en/content.json', 'mine', { debug: true }],
  ] as const;

  test.each(someOf(files, ['.publishing.json']))('at %s: %s', async (name, content, options) => {
    const path = `output/${name}`;
    project.write(path, content);
    await expect(project.build(options)).rejects.toMatchObject({
      diagnostic: { code: 'host/foreign-file', position: { file: path } },
    });
    expect(project.read(path)).toBe(content);
    expect(project.has(manifest)).toBe(false);
  });

  test('but a record that another signed is, and so are trees that the last build wrote', async () => {
    await project.build({ debug: true });
    vi.stubEnv('TALLYBOOK_CACHE', `${project.cache}-of-another`);
    project.edit('templates/second.md', (text) => `${text}\nMore.\n`);
    expect((await project.build({ debug: true })).diagnostics).toEqual([]);
    expect(project.read('output/.debug/second/en/content.json')).toContain('More.');
    project.edit('output/.debug/second/en/content.json', () => 'mine');
    await expect(project.build({ debug: true })).rejects.toMatchObject({
      diagnostic: { code: 'host/foreign-file' },
    });
  });
});
