/** What the image and its profile of system calls must hold, read from their files: no test builds an image. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageJson, repository, textOf } from './repository.js';

const folder = '.github/container';
const dockerfile = textOf(`${folder}/Dockerfile`).replaceAll('\\\n', ' ');
const lines = dockerfile.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const allOf = (instruction: string): string[] =>
  lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));

describe('the image', () => {
  test('is made of one base, named by its digest, with a Node that Tallybook runs on', () => {
    const [, version = ''] =
      /^ARG NODE=node:(\d+\.\d+)\.\d+-\w+-slim@sha256:[0-9a-f]{64}$/m.exec(dockerfile) ?? [];
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(
      Number(packageJson.engines.node.match(/\d+/)?.[0]),
    );
    expect(allOf('FROM').map((from) => from.replace(/^\$\{NODE\}| AS \w+$/g, ''))).toEqual(['', '']);
  });

  test('takes packages from the lockfile and the registries of npm and Debian alone', () => {
    expect(dockerfile).not.toMatch(/^ADD |https?:|\b(?:curl|wget|npm (?:i|install))\b/m);
    expect(allOf('RUN').join('\n')).toMatch(/npm ci .*--include=optional/);
  });

  test('is of two stages, of which the second has nothing to compile with', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    expect(stages).toHaveLength(2);
    expect(stages[0]).toContain('npm prune --omit=dev');
    expect(stages[1]).not.toMatch(/npm (?:ci|run)|COPY src/);
  });

  test('runs as an ordinary user, who prints a page before the image is done, with its sandbox left alone', () => {
    const last = dockerfile.split(/^FROM /m).at(-1) ?? '';
    expect([...last.matchAll(/^USER (\w+)$/gm)].map(([, user]) => user)).toEqual(['node']);
    expect(last.indexOf('USER node')).toBeLessThan(
      last.indexOf('RUN node /opt/tallybook/dist/cli.js doctor'),
    );
    expect(dockerfile).not.toMatch(/no-sandbox|SYS_ADMIN|chmod|--mode=\d*[2367]\b/);
  });

  test('hands signals on: a process that is number 1 is not ended by those that it sends itself', () => {
    expect(allOf('ENTRYPOINT')).toEqual(['["tini", "--", "node", "/opt/tallybook/dist/cli.js"]']);
  });

  test('keeps its cache where a volume can be, and declares none, which would be copied for each run', () => {
    expect(dockerfile).toContain('TALLYBOOK_CACHE=/var/cache/tallybook');
    expect(allOf('VOLUME')).toEqual([]);
  });

  test('is given what it copies, and no more of the repository', () => {
    const copied = allOf('COPY')
      .filter((copy) => !copy.startsWith('--from'))
      .flatMap((copy) => copy.split(' ').slice(0, -1));
    const sent = textOf(`${folder}/Dockerfile.dockerignore`)
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect(sent.sort()).toEqual([...new Set(copied)].sort());
    expect(sent.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
    expect(textOf(`${folder}/Dockerfile.dockerignore`)).toMatch(/^\*$/m);
  });
});

describe('the profile of system calls', () => {
  interface Rule {
    readonly names: readonly string[];
    readonly action: string;
    readonly args?: readonly { readonly value: number; readonly valueTwo: number; readonly op: string }[];
  }
  const { defaultAction, syscalls }: { defaultAction: string; syscalls: readonly Rule[] } = JSON.parse(
    textOf(`${folder}/seccomp.json`),
  );
  /** True where a call with these flags is refused. */
  const refuses = (name: string, flags = 0): boolean =>
    syscalls.some(
      (rule) =>
        rule.names.includes(name) &&
        (rule.args ?? []).every(({ value, valueTwo }) => (flags & value) === valueTwo),
    );
  /** From `linux/sched.h`. */
  const made = { user: 0x10000000, process: 0x20000000, network: 0x40000000 };
  const other = { mount: 0x20000, group: 0x02000000, hostname: 0x04000000, message: 0x08000000 };

  test('lets the browser make its sandbox', () => {
    expect([defaultAction, ...new Set(syscalls.map(({ action }) => action))]).toEqual([
      'SCMP_ACT_ALLOW',
      'SCMP_ACT_ERRNO',
    ]);
    const flags = made.user | made.process | made.network;
    expect(['clone', 'unshare', 'chroot', 'seccomp', 'prctl'].filter((name) => refuses(name, flags))).toEqual(
      [],
    );
  });

  test('and nobody more than that: no other namespace, no mount, no other process', () => {
    for (const flag of Object.values(other)) {
      expect(refuses('clone', made.user | flag)).toBe(true);
      expect(refuses('unshare', made.user | flag)).toBe(true);
    }
    const refused = [
      'clone3',
      'setns',
      'mount',
      'umount2',
      'pivot_root',
      'move_mount',
      'ptrace',
      'bpf',
      'keyctl',
    ];
    expect(refused.filter((name) => !refuses(name))).toEqual([]);
    const masks = syscalls.flatMap(({ args = [] }) => args);
    expect(masks.every(({ op, value, valueTwo }) => op === 'SCMP_CMP_MASKED_EQ' && value === valueTwo)).toBe(
      true,
    );
  });
});
