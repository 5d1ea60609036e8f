import { describe, expect, test } from 'vitest';
import { systemProblem } from '../../src/host/system-problem.js';

/** An error as Node gives it for a system call. */
const failed = (code: string, syscall = 'open', path = '/data/file'): Error =>
  Object.assign(new Error(`${code}: it failed, ${syscall} '${path}'`), { code, syscall, path });

describe('an error of the system', () => {
  test.each([
    ['EMFILE', 'host/open-files', /ulimit -n/],
    ['ENFILE', 'host/open-files', /ulimit -n/],
    ['ENOMEM', 'host/memory', /close other programs/],
    ['EAGAIN', 'host/memory', /close other programs/],
    ['ERR_WORKER_OUT_OF_MEMORY', 'host/memory', /max-old-space-size/],
    ['ERR_MODULE_NOT_FOUND', 'host/package', /npm ci/],
    ['ENOSPC', 'host/disk-full', /free some space/],
    ['EROFS', 'host/write', /read-only/],
    ['EACCES', 'host/read', /may read it/],
    ['EIO', 'host/read', /may read it/],
  ])('%s is named %s, with what to do', (code, named, hint) => {
    expect(systemProblem(failed(code))?.diagnostic).toMatchObject({
      code: named,
      hint: expect.stringMatching(hint),
    });
  });

  test('of a call that writes is one of writing', () => {
    expect(systemProblem(failed('EACCES', 'mkdir'))?.diagnostic.code).toBe('host/write');
  });

  test('is told apart from a fault of the program', () => {
    expect(systemProblem(new TypeError('x is not a function'))).toBeUndefined();
    expect(systemProblem(Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeUndefined();
    expect(systemProblem({ code: 'EMFILE' })).toBeUndefined();
  });
});
