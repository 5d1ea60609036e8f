/** The release: a commit is held against its tag, the same file is tried and published, and the owner has one place. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../host/temporary-folder.js';
import { filesBelow, repository, textOf } from './repository.js';

const url = 'git+https://github.com/ministry/tallybook.git';

function check(tag: string, owner: string, heading: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '1.2.0', repository: { url } }));
  writeFileSync(
    join(folder, 'CHANGELOG.md'),
    `# Changes\n\n${heading}\n\nNew words.\n\n### Data\n\n- One.\n\n## 1.1.0, 2026-01-01\n\nOld.\n`,
  );
  const script = join(repository, '.github/release/check.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, tag, `${owner}/tallybook`], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a commit with the version, the owner and the changes of its tag is a release, whose notes are these changes', () => {
  expect(check('v1.2.0', 'ministry', '## 1.2.0, 2027-01-15')).toEqual({
    status: 0,
    stdout: 'New words.\n\n### Data\n\n- One.\n',
    stderr: '',
  });
});

test('another is not, and all that is missing is said at its file', () => {
  const { status, stdout, stderr } = check('v1.3.0', 'OWNER', '## 1.2.0, not yet released');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr.trim().split('\n')).toEqual([
    '::error file=package.json,title=Release::The tag is v1.3.0, and the version is 1.2.0.',
    `::error file=package.json,title=Release::\`repository\` names ${url}, and this is OWNER/tallybook: write its owner there.`,
    '::error file=CHANGELOG.md,title=Release::There is no heading "## 1.2.0, DAY": write the day of the release.',
  ]);
});

test('what is published is the file that was tried, on three systems with every Node that is supported', () => {
  const { jobs } = parse(textOf('.github/workflows/release.yml'));
  expect(jobs.try.strategy.matrix).toEqual({
    system: ['ubuntu-24.04', 'macos-latest', 'windows-latest'],
    node: [20, 22, 24],
  });
  expect([jobs.try.needs, jobs.publish.needs, jobs.release.needs]).toEqual([
    'pack',
    ['try', 'folders', 'action'],
    'publish',
  ]);
  expect(JSON.stringify(jobs.try)).not.toContain('continue-on-error');
  for (const { steps } of [jobs.publish, jobs.release]) {
    const lines: string = steps.map(({ run = '' }: { run?: string }) => run).join('\n');
    expect(lines.indexOf('sha256sum --check')).toBeLessThan(lines.search(/npm publish|gh release/));
    expect(JSON.stringify(steps)).not.toMatch(/npm (?:ci|install|run)|actions\/checkout/);
  }
});

test('folders for office computers go out with their checksums, those of three systems tried, and the image is of a base that nobody can move', () => {
  const { jobs } = parse(textOf('.github/workflows/release.yml'));
  const linesOf = (job: { steps: readonly { run?: string }[] }): string =>
    job.steps.map(({ run = '' }) => run).join('\n');
  const [, made = ''] = /for system in (.*); do/.exec(linesOf(jobs.pack)) ?? [];
  const known = /^const systems = \{$([\s\S]*?)^\};$/m.exec(textOf('src/portable.mjs'))?.[1] ?? '';
  expect(made.split(' ').sort()).toEqual(
    [...known.matchAll(/^ {2}'?([\w-]+)'?: \{$/gm)].map(([, system]) => system).sort(),
  );
  const tried = jobs.folders.strategy.matrix.include.map(({ folder }: { folder: string }) => folder);
  expect([jobs.folders.needs, ...tried]).toEqual(['pack', 'linux', 'macos', 'windows']);
  const release = linesOf(jobs.release);
  expect(release.indexOf('--check SHA256SUMS-folders')).toBeLessThan(release.indexOf('../portable/*.zip'));
  // What `npm publish` and the trial take is the package alone.
  expect(linesOf(jobs.pack)).not.toMatch(/portable\S*\.tgz/);
  expect(jobs.image.needs).toBe('publish');
  expect(textOf('.github/container/Dockerfile')).toMatch(/^ARG NODE=\S+@sha256:[0-9a-f]{64}$/m);
});

test('the owner is named in package.json alone', () => {
  const places = [
    ...['.github', 'src'].flatMap(filesBelow).filter((path) => !path.includes('node_modules')),
    'action.yml',
  ].filter(
    (path) =>
      /\.(?:mjs|ts|ya?ml|json|md)$/.test(path) &&
      /github\.com\/(?:OWNER|[\w-]+\/tallybook)/.test(textOf(path)),
  );
  expect(places).toEqual([]);
  expect(JSON.parse(textOf('package.json')).repository.url).toMatch(
    /^git\+https:\/\/github\.com\/[\w-]+\/tallybook\.git$/,
  );
});
