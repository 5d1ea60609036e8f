import { describe, expect, test } from 'vitest';
import { answerOf, checkQueue } from '../../../src/extensions/queue/check-queue.js';

describe('the queue that the environment names', () => {
  const about = (address: string) => checkQueue({ TALLYBOOK_QUEUE: address });

  test('is a warning where its address is none, or nothing answers, without its password', async () => {
    expect(await checkQueue({})).toEqual([]);
    const found = [
      ...(await about('http://clerk:secret@here')),
      ...(await about('redis://clerk:secret@127.0.0.1:1')),
    ];
    expect(found).toMatchObject([
      { about: 'Queue', status: 'warning', found: expect.stringContaining('`TALLYBOOK_QUEUE`') },
      {
        about: 'Queue',
        status: 'warning',
        found: expect.stringContaining('`127.0.0.1:1`'),
        todo: expect.stringContaining('is it started'),
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/secret/);
  });

  test('is Valkey or Redis that is new enough and keeps all jobs', () => {
    const info = (more: string) => `# Server\r\nredis_version:7.2.4\r\n${more}`;
    expect(answerOf(info('valkey_version:8.1.0\r\nmaxmemory_policy:noeviction'), 'here:1')).toEqual({
      about: 'Queue',
      status: 'ok',
      found: 'here:1 is Valkey 8.1.0, and answers',
    });
    expect(answerOf(info('maxmemory_policy:allkeys-lru'), 'here:1')).toMatchObject({
      status: 'warning',
      todo: expect.stringContaining('noeviction'),
    });
    expect(answerOf('redis_version:6.0.16', 'here:1')).toMatchObject({
      status: 'warning',
      found: 'here:1 is Redis 6.0.16',
    });
  });

  test.skipIf(!process.env.TALLYBOOK_TEST_VALKEY)('answers', async () => {
    expect(await about(process.env.TALLYBOOK_TEST_VALKEY ?? '')).toMatchObject([
      { found: expect.stringContaining(' is ') },
    ]);
  });
});
