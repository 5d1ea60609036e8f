/**
 * What goes wrong on a machine in the midst of a build: a disk that is full at each write, a browser that dies or freezes; and a
 * project of thousands of files. After each, what is published is whole, and the next build is as if nothing had been.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ended } from '../cli/shared-project.js';
import { hears, program } from '../cli/slow-build.js';
import { descendants, isAlive } from '../host/browser/processes.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

const small = join(repository, 'tests', 'hostile', 'project');
const { CI: _, GITHUB_ACTIONS: __, ...own } = process.env;

/** Mounting needs rights, of root or in a namespace of one's own. */
const namespaces = [['--mount'], ['--user', '--map-root-user', '--mount']].find(
  (options) =>
    process.platform === 'linux' &&
    spawnSync('unshare', [...options, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0,
);

/**
 * Builds on a disk with ever more room, from one page of it until there is enough: each ends at another write. What is on it: an
 * edition that was published, and a project that has changed since.
 */
const fullDisk = `
tallybook() { "$NODE" "$PROGRAM" "$@"; }
hash() { sha256sum < "$DISK/output/manifest.json"; }
for ((pages = FIRST; ; pages += STEP)); do
  mount -t tmpfs -o size=256m none "$DISK"
  cp -a "$BEFORE/." "$DISK"
  old=$(hash)
  used=$(df --output=used -k "$DISK" | tail -1)
  mount -o "remount,size=$((used + 4 * pages))k" "$DISK"
  tallybook build "$DISK" > "$LOG" 2>&1; code=$?
  as_before=false; if [ "$(hash)" = "$old" ]; then as_before=true; fi
  tallybook verify "$DISK/output" --quiet > /dev/null 2>&1; verified=$?
  mount -o remount,size=256m "$DISK"
  tallybook build "$DISK" --quiet > /dev/null 2>&1; next=$?
  left=$(find "$DISK" -name '*tallybook-tmp*' -o -name '*publishing*' -o -name '*building*' | wc -l)
  echo "$pages $code $as_before $verified $next $(hash | cut -c1-64) $left $(grep -o 'error [a-z/-]*' "$LOG" | head -1 | cut -d' ' -f2)"
  umount "$DISK"
  if [ $code = 0 ]; then break; fi
done`;

describe.skipIf(namespaces === undefined)('a disk that is full', () => {
  test.each([
    ['at each write of pages', '[html]', 1],
    ['at each write of pages and prints', '[html, pdf]', 2],
  ])(
    '%s leaves the edition before, whole, and the next build is the one that was meant',
    (_name, formats, step) => {
      const folder = temporaryFolder();
      const [before, disk] = ['before', 'disk'].map((name) => join(folder, name)) as [string, string];
      mkdirSync(disk);
      cpSync(small, before, { recursive: true });
      const build = (project: string): unknown =>
        execFileSync(process.execPath, [program, 'build', project, '--quiet'], { env: own, stdio: 'pipe' });
      const file = join(before, 'tallybook.yaml');
      const yaml = readFileSync(file, 'utf8');
      writeFileSync(file, yaml.replace('annual-report.md}', `annual-report.md, formats: ${formats}}`));
      build(before);
      const template = join(before, 'templates', 'annual-report.md');
      writeFileSync(
        template,
        `${readFileSync(template, 'utf8')}\n${'More words than before. '.repeat(200)}\n`,
      );
      const wanted = join(folder, 'wanted');
      cpSync(before, wanted, { recursive: true });
      build(wanted);
      const manifest = createHash('sha256')
        .update(readFileSync(join(wanted, 'output', 'manifest.json')))
        .digest('hex');
      const { stdout, stderr } = spawnSync('unshare', [...(namespaces ?? []), 'bash', '-c', fullDisk], {
        env: {
          ...own,
          NODE: process.execPath,
          PROGRAM: program,
          DISK: disk,
          BEFORE: before,
          LOG: join(folder, 'log'),
          FIRST: '1',
          STEP: String(process.env.STEP ?? step),
        },
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      const runs = stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' '));
      const codes = new Map<string, number>();
      for (const [pages, code = '', asBefore, verified, next, hash, left, said = ''] of runs) {
        codes.set(`${code} ${said}`, (codes.get(`${code} ${said}`) ?? 0) + 1);
        // Either all of the new edition or all of the old one.
        expect([pages, code, asBefore, verified]).toEqual([pages, code, String(code !== '0'), '0']);
        expect(['0', '3']).toContain(code);
        expect([pages, next, hash, left]).toEqual([pages, '0', manifest, '0']);
      }
      expect(runs.length).toBeGreaterThan(5);
      process.stdout.write(`${runs.length} sizes of a disk: ${JSON.stringify([...codes])}\n`);
    },
  );
});

/** A project of four reports that each take a moment to print. */
function fourReports(): { readonly project: string; readonly env: NodeJS.ProcessEnv } {
  const folder = temporaryFolder();
  const project = join(folder, 'report');
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  cpSync(small, project, { recursive: true });
  const template = join(project, 'templates', 'annual-report.md');
  const chapter = `## Another\n\n${'Words that fill a line of the page and then some more. '.repeat(60)}\n\n`;
  writeFileSync(template, `${readFileSync(template, 'utf8')}\n\n${chapter.repeat(20)}`);
  const reports = ['a', 'b', 'c', 'd'].map((id) => `  ${id}: {template: templates/annual-report.md}\n`);
  const file = join(project, 'tallybook.yaml');
  const yaml = readFileSync(file, 'utf8').replace(/^ {2}annual-report:.*\n/m, '');
  writeFileSync(file, `${yaml}${reports.join('')}`);
  return { project, env: { ...own, TMPDIR: temporary } };
}

describe.skipIf(process.platform !== 'linux')('a browser that', () => {
  test.each([
    ['dies', 'SIGKILL', 'a'],
    ['dies in a later report', 'SIGKILL', 'c'],
    ['freezes', 'SIGSTOP', 'a'],
    ['freezes in a later report', 'SIGSTOP', 'c'],
  ] as const)(
    '%s in the midst is replaced, and the reports are those of any build',
    async (_name, signal, report) => {
      const { project, env } = fourReports();
      const child = spawn(process.execPath, [program, 'build', project], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const end = ended(child);
      await hears(child.stderr, new RegExp(`^Printing ${report}`, 'm'));
      await expect
        .poll(() => descendants(child.pid ?? 0).some(({ command }) => command.includes('--type=renderer')), {
          timeout: 20_000,
        })
        .toBe(true);
      const browser = descendants(child.pid ?? 0).filter(({ command }) => command.includes('--headless'));
      expect(browser).not.toEqual([]);
      const began = performance.now();
      for (const { pid } of browser) process.kill(pid, signal);
      const { code, said } = await end;
      process.stdout.write(
        `${signal} at ${report}: ended with ${code} after ${Math.round((performance.now() - began) / 1000)} s\n`,
      );
      expect([code, said]).toEqual([0, expect.not.stringContaining('error')]);
      expect(browser.filter(({ pid }) => isAlive(pid))).toEqual([]);
      const { status } = spawnSync(process.execPath, [program, 'verify', join(project, 'output'), '--quiet']);
      expect(status).toBe(0);
      const other = fourReports();
      execFileSync(process.execPath, [program, 'build', other.project, '--quiet'], {
        env: other.env,
        stdio: 'pipe',
      });
      const manifestOf = (folder: string) => readFileSync(join(folder, 'output', 'manifest.json'), 'utf8');
      expect(manifestOf(project)).toBe(manifestOf(other.project));
      expect(readdirSync(env.TMPDIR ?? '')).toEqual([]);
    },
  );
});

/**
 * Numbers of five digits, since a title that differs by what looks like a year alone is that of the same thing: a million pairs
 * of tables that contradict one another are a million findings, which takes gigabytes.
 *
 * A project with so many data files and as many pieces of its template, each of which prints a number of one of them. */
function manyFiles(project: string, files: number): void {
  const half = Math.floor(files / 2);
  mkdirSync(join(project, 'data'), { recursive: true });
  mkdirSync(join(project, 'templates', 'partials'), { recursive: true });
  const resources: string[] = [];
  const template: string[] = ['# Roads'];
  for (let index = 0; index < half; index++) {
    const name = `road-${index}`;
    resources.push(
      `  - name: ${name}\n    path: ${name}.csv\n    title: Road ${index + 10_000}\n    illustrative: true\n    sources: [{title: Example}]\n    schema:\n      primaryKey: [year]\n      fields:\n        - {name: year, type: year, role: dimension}\n        - {name: accidents, type: integer, role: measure, unit: accidents}`,
    );
    writeFileSync(
      join(project, 'data', `${name}.csv`),
      `year,accidents\n2014,${index + 10}\n2015,${index + 11}\n`,
    );
    writeFileSync(
      join(project, 'templates', 'partials', `part-${index}.md`),
      `There were {{value "${name}" year=2015}} accidents.\n`,
    );
    template.push(`{{> part-${index}}}`);
  }
  writeFileSync(
    join(project, 'data', 'datapackage.yaml'),
    `name: roads\nresources:\n${resources.join('\n')}\n`,
  );
  writeFileSync(join(project, 'templates', 'annual-report.md'), `${template.join('\n\n')}\n`);
  writeFileSync(
    join(project, 'tallybook.yaml'),
    'title: Roads\npublisher: Ministry of Roads\nedition: 2015\nreports:\n  annual-report: {template: templates/annual-report.md, formats: [html]}\n',
  );
}

/** Runs the program; returns its code, seconds, and the most memory that it held, in MB. */
async function measured(
  args: readonly string[],
): Promise<{ code: unknown; said: string; seconds: number; memory: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [program, ...args], { env: own, stdio: ['ignore', 'pipe', 'pipe'] });
  let memory = 0;
  const look = setInterval(() => {
    try {
      const [, peak] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      memory = Math.max(memory, Number(peak ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  }, 50);
  const { code, said } = await ended(child);
  clearInterval(look);
  return { code, said, seconds: (performance.now() - began) / 1000, memory: Math.round(memory) };
}

test.skipIf(process.platform !== 'linux')(
  'a project of 5,000 files is checked, built, and found unchanged',
  async () => {
    for (const files of [500, 5000]) {
      const project = join(temporaryFolder(), 'report');
      manyFiles(project, files);
      for (const [what, args] of [
        ['check', ['check', project]],
        ['build', ['build', project]],
        ['no-op', ['build', project]],
      ] as const) {
        const { code, said, seconds, memory } = await measured(args);
        process.stdout.write(`${files} files, ${what}: ${seconds.toFixed(1)} s, ${memory} MB\n`);
        expect([what, code, said]).toEqual([what, 0, expect.not.stringContaining('error')]);
        if (what === 'no-op') expect(said).toContain('Nothing changed');
      }
    }
  },
);
