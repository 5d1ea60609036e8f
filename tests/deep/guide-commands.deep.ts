/** Every command of the guide that this machine can run, as a new user types it, page by page in a clean folder beside a copy of the tool. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { filesBelow, repository, textOf } from '../house/repository.js';

/** What is not run, each for a reason: it has no end, needs a service, a key or another machine, or changes this one. */
const left: readonly (readonly [RegExp, string])[] = [
  [/ preview /, 'has no end'],
  [
    /corrected\.docx|report-2024\.docx/,
    'needs a Word file of an office; tests/deep/from-word.deep.ts has some',
  ],
  [/^npm /, 'other tests run it'],
];
const pages = ['docs/start', 'docs/collect.md'].flatMap((path) =>
  path.endsWith('.md') ? [path] : filesBelow(path),
);
const visits =
  'year,reader,visits\n2023,children,2530\n2023,adults,2690\n2023,total,5220\n2024,children,2960\n2024,adults,2780\n2024,total,5740\n';

/** The command lines of a page, without remarks. */
const commandsOf = (page: string): string[] =>
  [...textOf(page).matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)]
    .flatMap(([, block = '']) => block.trim().split('\n'))
    .map((line) => line.trim().replace(/\s+#.*/, ''));

/** What ends with 1 since it says what is missing, or what differs. */
const isAnswer = (command: string): boolean => / collect merge | diff | next /.test(command);

test.each(pages)('%s', (page) => {
  const folder = temporaryFolder(afterAll);
  const tool = join(folder, 'tallybook');
  mkdirSync(tool);
  for (const name of ['dist', 'node_modules', 'package.json'])
    symlinkSync(join(repository, name), join(tool, name));
  for (const name of ['tallybook.yaml', 'protection.lock.yaml', 'data', 'templates', 'sources'])
    cpSync(join(repository, name), join(tool, name), { recursive: true });
  writeFileSync(join(tool, 'visits.csv'), visits);
  const commands = commandsOf(page).filter((command) => !left.some(([pattern]) => pattern.test(command)));
  const run = (command: string): void => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
      cwd: tool,
      encoding: 'utf8',
      timeout: 300_000,
    });
    expect(isAnswer(command) ? [0, 1] : [0], `${command}\n${stdout}${stderr}`).toContain(status);
    expect(stdout + stderr, command).not.toMatch(/usage\/|host\/internal/);
  };
  for (const project of ['my-report', 'our-report']) {
    const mentions = commands.some((command) => command.includes(`../${project}`));
    if (mentions && !commands.some((command) => command.includes(` init ../${project}`)))
      run(`node dist/cli.js init ../${project} && node dist/cli.js build ../${project}`);
  }
  for (const command of commands) {
    run(command);
    // The page asks for the new data here.
    if (command.endsWith(' next ../my-report --write'))
      appendFileSync(
        join(folder, 'my-report/data/visits.csv'),
        '2025,children,3000\n2025,adults,2800\n2025,total,5800\n',
      );
  }
});
