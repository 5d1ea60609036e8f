import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { run } from '../../../../src/cli/run.js';
import { replayNoop } from '../../../../src/cli/tell-build.js';
import { build } from '../../../../src/commands/build/build.js';
import { type Call, findNoopRecord } from '../../../../src/commands/build/noop/noop-record.js';
import { check } from '../../../../src/commands/check/check.js';
import { ownMark } from '../../../../src/host/processes/process-mark.js';
import { sharedSessions } from '../../../support/shared-session.js';
import { type ProjectFolder, projectFolders } from '../project-folder.js';

const projects = projectFolders();
let project: ProjectFolder;
beforeEach(() => {
  project = projects.recorded();
});

const template = 'templates/annual-report.md';
const page = 'output/annual-report/en/annual-report.html';
const record = 'output/.build/inputs.json';
const line = ['build', '--format', 'html'];

/** What is found for a command line in the project folder. */
const noopRecordOf = (argv: readonly string[] = line, cwd = project.root) =>
  findNoopRecord({ argv, cwd }, process.env);

const builtBy = (call: Call) => project.build({ call: { ...call, json: false, quiet: false } });

/** The bytes of all outputs. */
const written = () => project.list('output').map((path) => [path, project.read(`output/${path}`)]);

/** What a command line prints and how it ends, as the program runs it. */
async function said(argv: readonly string[], isAgain: boolean) {
  const lines: string[] = [];
  const terminal = {
    cwd: project.root,
    env: process.env,
    out: (text: string) => lines.push(`out ${text}`),
    err: (text: string) => lines.push(`err ${text}`),
    now: () => 0,
  };
  const code = isAgain
    ? await replayNoop(argv, terminal)
    : await run(argv, terminal, {
        build: (options) => build({ ...options, session: sharedSessions.open() }),
        check,
      });
  return { code, lines };
}

describe('where nothing has changed', () => {
  test('what is said without reading the project is what a build says, to the letter', async () => {
    project.edit('data/visits.csv', (csv) => csv.replace('2023,total,5220', '2023,total,5221'));
    const draft = [...line, '--draft'];
    const first = await said(draft, false);
    expect(first.lines.join('\n')).toMatch(/warning data\/total.*; built 6 files/s);
    const files = written();
    for (const options of [[], ['--json'], ['--quiet'], ['.']]) {
      const argv = [...draft, ...options];
      const again = await said(argv, false);
      expect(again.code).toBe(0);
      if (options.length === 0) expect(again.lines.at(-1)).toMatch(/^err Nothing changed; 6 files verified/);
      expect(await said(argv, true)).toEqual(again);
    }
    expect(written()).toEqual(files);
  });

  test('the first build keeps it already, with all that a build returns', async () => {
    const call = { argv: line, cwd: project.root };
    await builtBy(call);
    const noopRecord = await noopRecordOf();
    expect(noopRecord?.root).toBe(project.root);
    expect(noopRecord?.result).toEqual({ ...(await project.build()), upToDate: true });
    expect(await noopRecordOf(line, join(project.root, 'templates'))).toBeUndefined();
  });
});

test.runIf(process.env.DEEP)('whatever is otherwise is left to a build', async () => {
  await builtBy({ argv: line, cwd: project.root });
  const kept = `${project.root}-kept`;
  cpSync(project.root, kept, { recursive: true });
  const asItWas = (): void => {
    rmSync(project.root, { recursive: true });
    rmSync(elsewhere(), { recursive: true, force: true });
    cpSync(kept, project.root, { recursive: true, verbatimSymlinks: true });
    for (const [name, value] of Object.entries({ SOURCE_DATE_EPOCH: undefined, CI: '' }))
      vi.stubEnv(name, value);
    vi.stubEnv('TALLYBOOK_CACHE', project.cache);
  };
  for (const [what, change] of Object.entries(changes)) {
    change();
    expect([what, await noopRecordOf()]).toEqual([what, undefined]);
    asItWas();
  }
  expect((await noopRecordOf())?.root).toBe(project.root);
  // What asks for something else is another command line, and so is the same in another folder.
  expect(await noopRecordOf(['build'])).toBeUndefined();
  expect(await noopRecordOf([...line, '--draft'])).toBeUndefined();
  expect(await noopRecordOf([...line, kept])).toBeUndefined();
  expect(await noopRecordOf(line, kept)).toBeUndefined();
});

test('another version of the tool, or of Node, does not know it', async () => {
  await builtBy({ argv: line, cwd: project.root });
  const { versions } = process;
  onTestFinished(() => void Object.defineProperty(process, 'versions', { value: versions }));
  Object.defineProperty(process, 'versions', { value: { ...versions, icu: '0.1' } });
  expect(await noopRecordOf()).toBeUndefined();
});

test('a copy of a project whose name stands in the command line does not answer for it', async () => {
  const folder = dirname(project.root);
  const argv = [...line, 'project', '--only', 'second', '--only', 'copy'];
  const call = { argv, cwd: folder };
  await project.build({ only: ['second'], call: { ...call, json: false, quiet: false } });
  expect((await findNoopRecord(call, process.env))?.root).toBe(project.root);
  cpSync(project.root, join(folder, 'copy'), { recursive: true });
  project.remove('.tallybook');
  expect(await findNoopRecord(call, process.env)).toBeUndefined();
});

test.each([
  ['everything is made anew', { cache: false }],
  ['stages are kept', { debug: true }],
])('nothing is kept where %s', async (_, options) => {
  const call = { argv: line, cwd: project.root, json: false, quiet: false };
  const built = await project.build({ only: ['second'], ...options, call });
  expect(built.outputs).toHaveLength(3);
  expect(await noopRecordOf()).toBeUndefined();
});

test('of a project with confidential reports nothing is kept', async () => {
  project.edit(
    'tallybook.yaml',
    (yaml) => `${yaml}  own: {template: templates/second.md, formats: [html], audience: confidential}\n`,
  );
  project.write('templates/own.md', '# Own {#sec-own}\n');
  const built = await builtBy({ argv: line, cwd: project.root });
  expect(built.confidential?.outputs).toHaveLength(3);
  expect(await noopRecordOf()).toBeUndefined();
});

const elsewhere = (): string => `${project.root}-elsewhere`;

/** Puts a folder where it is not expected, and a link to it in its place. */
function lead(folder: string): void {
  renameSync(join(project.root, folder), elsewhere());
  symlinkSync(elsewhere(), join(project.root, folder));
}

/** What changes, and how. All is put back after each. */
const changes: Readonly<Record<string, () => void>> = {
  'a table': () => project.edit('data/visits.csv', (csv) => `${csv}\n`),
  'the data package': () => project.edit('data/datapackage.yaml', (yaml) => `${yaml}\n`),
  'tallybook.yaml': () => project.edit('tallybook.yaml', (yaml) => `${yaml}\n`),
  'a template': () => project.edit(template, (text) => `${text}\n`),
  'a partial': () => project.edit('templates/partials/closing.md', (text) => `${text}\n`),
  'a file that is gone': () => project.remove('templates/partials/closing.md'),
  'a file in a folder that was listed': () => project.write('templates/partials/other.md', 'Another.\n'),
  'a file that was not there': () => project.write('terms.yaml', '{}\n'),
  'a page': () => project.edit(page, (html) => html.replace('Library', 'Labrary')),
  'a page that is gone': () => project.remove(page),
  'the manifest': () => project.edit('output/manifest.json', (json) => `${json}\n`),
  'the record': () => project.edit(record, (json) => `${json}\n`),
  'a record that is gone': () => project.remove(record),
  'a part that waits': () => void mkdirSync(join(project.root, 'output/.build/part')),
  'names that are about to change': () => project.write('output/.publishing.json', '[]'),
  'what a killed build left': () =>
    project.write(`output/second/.x.${ownMark().replace(/^\d+/, '999999999')}-12345678.tallybook-tmp`, ''),
  'an output folder behind a link': () => lead('output'),
  'a report behind a link': () => lead('output/second'),
  'an output folder where templates lie': () => {
    cpSync(join(project.root, 'output'), join(project.root, 'templates'), { recursive: true });
    project.remove('output');
    symlinkSync('templates', join(project.root, 'output'));
  },
  'a day that dates it': () => void vi.stubEnv('SOURCE_DATE_EPOCH', '86400'),
  'a server': () => void vi.stubEnv('CI', 'true'),
  'the secret of another user': () => void vi.stubEnv('TALLYBOOK_CACHE', `${project.cache}-of-another`),
  'what was kept': () => {
    for (const file of project.list('.tallybook/cache').map((name) => `.tallybook/cache/${name}`))
      project.write(
        file,
        project.bytes(file).map((byte) => byte ^ 1),
      );
  },
  'what was kept is gone': () => project.remove('.tallybook/cache'),
};
