import { describe, expect, test } from 'vitest';
import { addressProblem, readQueueAddress } from '../../../../src/extensions/queue/host/connection.js';

describe('the address of a queue', () => {
  test.each([
    ['redis://queue', { host: 'queue', port: 6379, db: 0 }, 'queue:6379'],
    ['redis://queue:6380/2', { host: 'queue', port: 6380, db: 2 }, 'queue:6380'],
    ['redis://[::1]:6380', { host: '::1', port: 6380, db: 0 }, '[::1]:6380'],
    ['redis://:p%40ss@queue', { password: 'p@ss', host: 'queue', port: 6379, db: 0 }, 'queue:6379'],
    [
      'rediss://user:secret@queue',
      {
        username: 'user',
        password: 'secret',
        host: 'queue',
        port: 6379,
        db: 0,
        tls: { servername: 'queue' },
      },
      'queue:6379',
    ],
    ['unix:///run/valkey.sock', { path: '/run/valkey.sock' }, '/run/valkey.sock'],
  ])('%s', (text, options, shown) => {
    expect(readQueueAddress(text)).toEqual({ options, shown });
  });

  test.each([
    'queue:6379',
    'http://queue',
    'redis:///0',
    'redis://queue/reports',
    'redis://queue?tls=no',
    'redis://us%zzer@queue',
    'unix://host/socket',
    '',
  ])('is none in %j', (text) => {
    expect(readQueueAddress(text)).toBeUndefined();
  });

  test('is told by where it was named, since it may hold a password', () => {
    expect(addressProblem('--queue')).toMatchObject({ code: 'queue/address', severity: 'error' });
  });
});
