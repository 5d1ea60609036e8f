/** Every command of the guide that this machine can run, as a new user types it, page by page in a clean folder beside a copy of the tool. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { filesBelow, repository, textOf } from '../house/repository.js';

/** What is not run, each for a reason. */
const left: readonly (readonly [RegExp, string])[] = [
  [/ preview /, 'has no end'],
  [
    /^npm (?:start|test|ci|run|install)|^npx /,
    'tests/start, tests/deep/package.deep.ts and the workflow run it',
  ],
  [/report-2024\.docx|corrected\.docx/, 'needs a Word file of an office; from-word.deep.ts has some'],
  [/^cd |^git |^gh |^npm (?:login|publish)/, 'the folder is there; the rest needs an account'],
  [/^docker |docker compose/, 'needs Docker; tests/house holds its files against the page'],
  [/^valkey-server|TALLYBOOK_QUEUE| (?:worker|enqueue) /, 'needs Valkey; queue.deep.ts has one'],
  [/ data --(?:refresh|live)/, 'needs a database; tests/extensions/queries has one'],
  [/^code /, 'needs VS Code'],
  [/--install-browser/, 'downloads a browser'],
  [/^\.\/tallybook /, 'needs the folder for an office PC; portable.deep.ts makes one'],
];

/** What a page asks for in its words, in the shell: after a command, or before all. */
const asked: readonly { readonly page: string; readonly after?: string; readonly script: string }[] = [
  {
    page: 'README.md',
    after: 'build ../my-report',
    script:
      "sed -i 's/^2024,children,2960/2024,children,3050/; s/^2024,total,5740/2024,total,5830/' ../my-report/data/visits.csv",
  },
  {
    page: 'docs/ci.md',
    after: 'build ../my-report',
    script:
      'cd ../my-report && git init -q -b main && git add -A && git -c user.name=A -c user.email=a@b.c commit -qm "First" && git tag v2024',
  },
  { page: 'docs/languages.md', script: "echo 'languages: [en, sq]' >> ../my-report/tallybook.yaml" },
  {
    page: 'docs/protection.md',
    script:
      "sed -i 's/^    title: Visits by readers/&\\n    about: persons\\n    protect: {threshold: 5}/' ../my-report/data/datapackage.yaml",
  },
  {
    page: 'docs/start/next-year.md',
    after: 'next ../my-report --write',
    script:
      "printf '2025,children,3000\\n2025,adults,2800\\n2025,total,5800\\n' >> ../my-report/data/visits.csv",
  },
];

const pages = [
  'README.md',
  ...filesBelow('docs').filter((path) => /^docs\/(?:start\/)?[\w-]+\.md$/.test(path)),
];
const visits =
  'year,reader,visits\n2023,children,2530\n2023,adults,2690\n2023,total,5220\n2024,children,2960\n2024,adults,2780\n2024,total,5740\n';

/** The commands of each block of a page, without remarks; one may go on after `\`. */
const blocksOf = (page: string): string[][] =>
  [...textOf(page).matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)]
    .map(([, block = '']) =>
      block
        .replaceAll(/\\\n\s*/g, '')
        .trim()
        .split('\n')
        .map((line) => line.trim().replace(/\s+#.*/, ''))
        .filter((command) => !left.some(([pattern]) => pattern.test(command))),
    )
    .filter((commands) => commands.length > 0);

/** What ends with 1 since it says what is missing, or what differs. */
const isAnswer = (command: string): boolean =>
  / collect merge | diff | next | translate status /.test(command);

test.each(pages.filter((page) => blocksOf(page).length > 0))('%s', (page) => {
  const folder = temporaryFolder(afterAll);
  const tool = join(folder, 'tallybook');
  mkdirSync(tool);
  for (const name of ['dist', 'node_modules', 'package.json', 'docs', 'examples'])
    symlinkSync(join(repository, name), join(tool, name));
  for (const name of ['tallybook.yaml', 'protection.lock.yaml', 'data', 'templates', 'sources'])
    cpSync(join(repository, name), join(tool, name), { recursive: true });
  writeFileSync(join(tool, 'visits.csv'), visits);
  const blocks = blocksOf(page);
  const commands = blocks.flat();
  const run = (script: readonly string[], cwd = tool): void => {
    const lines = script.map((command) => (isAnswer(command) ? `${command} || [ $? = 1 ]` : command));
    const { status, stdout, stderr } = spawnSync('bash', ['-ec', lines.join('\n')], {
      cwd,
      encoding: 'utf8',
      timeout: 900_000,
      env: { ...process.env, HOME: folder },
    });
    expect(status, `${lines.join('\n')}\n${stdout}${stderr}`).toBe(0);
    expect(stdout + stderr, lines.join('\n')).not.toMatch(/usage\/|host\/internal/);
  };
  const own = ['my-report', 'our-report', 'my-visits'].filter((project) =>
    project === 'my-report' && commands.some((command) => command.includes('tallybook/dist/cli.js'))
      ? true
      : commands.some((command) => command.includes(`../${project}`)),
  );
  for (const project of own)
    if (!commands.some((command) => command.includes(` init ../${project}`)))
      run([
        `node dist/cli.js init ../${project}${project === 'my-visits' ? ' --from visits.csv' : ''}`,
        `node dist/cli.js build ../${project}`,
      ]);
  const ask = (command?: string): void => {
    for (const each of asked)
      if (
        each.page === page &&
        (each.after === undefined ? command === undefined : command?.endsWith(each.after))
      )
        run([each.script]);
  };
  ask();
  for (const block of blocks) {
    // What is for servers is typed in the folder of the project, in which the tool is cloned.
    const isServer = block.some((command) => command.includes('node tallybook/'));
    const clone = join(folder, 'my-report/tallybook');
    if (isServer && !existsSync(clone)) symlinkSync(tool, clone);
    run(block, isServer ? join(folder, 'my-report') : tool);
    ask(block.at(-1));
  }
});
