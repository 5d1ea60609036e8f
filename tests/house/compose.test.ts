import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCommandLine } from '../../src/cli/run.js';
import { queueVariable, readQueueAddress } from '../../src/extensions/queue/host/connection.js';
import { repository, textOf } from './repository.js';

interface Service {
  readonly command: readonly string[];
  readonly build?: { readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly security_opt: readonly string[];
  readonly volumes?: readonly string[];
}

const { services } = parse(textOf('compose.yaml'), { merge: true }) as {
  services: Readonly<Record<string, Service>>;
};
const silent = { env: {}, cwd: '/', out: () => {}, err: () => {}, now: () => 0 };

test('containers that work together are told what Tallybook understands', () => {
  const asked = ['worker', 'enqueue'].map((name) =>
    readCommandLine(services[name]?.command ?? [], silent, '0'),
  );
  expect(asked).toMatchObject([
    { request: { command: 'worker', share: '/share', untilEmpty: false } },
    { request: { command: 'enqueue', share: '/share', wait: true, project: '.' } },
  ]);
  for (const name of ['worker', 'enqueue']) {
    const address = services[name]?.environment?.[queueVariable] ?? '';
    expect(readQueueAddress(address)).toMatchObject({ shown: 'queue:6379' });
    expect(services).toHaveProperty('queue');
  }
});

test('containers that work together are made of files that are there, and share a folder that the image has', () => {
  const { build, security_opt = [], volumes } = services.worker ?? {};
  const profile = security_opt.find((each) => each.startsWith('seccomp:'))?.slice('seccomp:'.length);
  for (const path of [build?.dockerfile, profile])
    expect(existsSync(join(repository, path ?? ''))).toBe(true);
  expect(volumes).toContain('share:/share');
  // A volume begins with what the image has there, and with whose it is.
  expect(textOf(build?.dockerfile ?? '')).toMatch(/--owner=node .*\/share$/m);
});
