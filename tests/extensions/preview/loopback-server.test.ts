import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Asked,
  type Listener,
  type LoopbackServer,
  serveLoopback,
} from '../../../src/extensions/preview/host/loopback-server.js';

let server: LoopbackServer;
const asked: Asked[] = [];
const listeners = new Set<Listener>();

beforeAll(async () => {
  server = await serveLoopback({
    port: 0,
    async answer(each) {
      asked.push(each);
      return each.path === 'page' ? { type: 'text/html', body: 'here' } : undefined;
    },
    listen(_, listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
});
afterAll(() => server.close());

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks as a browser would that is told what to send. */
function ask(path: string, { method = 'GET', headers = {} }: Sent = {}) {
  const { port } = new URL(server.address);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          body += part;
          // Events go on for ever.
          if (response.headers['content-type']?.startsWith('text/event-stream') === true) response.destroy();
        });
        response.on('close', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      sent.on('error', reject);
      sent.end();
    },
  );
}

const base = (): string => new URL(server.address).pathname;
const origin = (): string => new URL(server.address).origin;

test('an address for a command line leads there once, and is another one each time', async () => {
  const paths = [server.addressOnce(), server.addressOnce()].map((address) => new URL(address).pathname);
  expect(new Set([...paths, base()]).size).toBe(3);
  const [path = '', other = ''] = paths;
  expect(await ask(`${path}page`)).toMatchObject({ status: 404 });
  expect(await ask(path, { method: 'POST', headers: { origin: origin() } })).toMatchObject({ status: 404 });
  expect(await ask(path, { headers: { host: 'evil.test' } })).toMatchObject({ status: 403 });
  const answer = await ask(path);
  expect(answer).toMatchObject({ status: 303, body: '' });
  expect(answer.headers).toMatchObject({ location: base(), 'cache-control': 'no-store' });
  expect(await ask(path)).toMatchObject({ status: 404 });
  expect(await ask(other)).toMatchObject({ status: 303 });
});

describe('a server for this machine', () => {
  test('answers whoever has the token, and lets nobody keep, embed or sniff what it says', async () => {
    const answer = await ask(`${base()}page?a=1`);
    expect(answer).toMatchObject({ status: 200, body: 'here' });
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(asked.at(-1)).toMatchObject({ method: 'GET', path: 'page' });
  });

  test('says nothing without the token, not even whether there is something', async () => {
    const paths = [
      '/',
      '/page',
      `/${'a'.repeat(32)}/page`,
      `${base().slice(0, -2)}/page`,
      `/x${base()}page`,
      '//page',
    ];
    const before = asked.length;
    for (const path of paths) expect((await ask(path)).status).toBe(404);
    expect(asked.length).toBe(before);
  });

  test('is known by two names; under any other, which a site of somebody else may have, it refuses', async () => {
    const { port } = new URL(server.address);
    expect((await ask(`${base()}page`, { headers: { host: `localhost:${port}` } })).status).toBe(200);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${Number(port) + 1}`])
      expect((await ask(`${base()}page`, { headers: { host } })).status).not.toBe(200);
  });

  test('knows no way out of what it has', async () => {
    const before = asked.length;
    const paths = [
      '../page',
      'page/../../etc/passwd',
      '%2e%2e/page',
      'a%2f..%2f..%2fpage',
      '..%5cpage',
      'a%00b',
      '%ff',
    ];
    for (const path of paths) expect((await ask(`${base()}${path}`)).status).toBe(404);
    expect(asked.length).toBe(before);
  });

  test('lets only its own pages change something or listen', async () => {
    const post = (headers: Record<string, string>) => ask(`${base()}page`, { method: 'POST', headers });
    expect((await post({ origin: origin() })).status).toBe(200);
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: 'http://127.0.0.1:1' },
    ])
      expect((await post(headers as Record<string, string>)).status).toBe(403);
    expect((await post({ origin: origin(), 'sec-fetch-site': 'same-site' })).status).toBe(403);
    const events = (headers: Record<string, string>) => ask(`${base()}events`, { headers });
    expect((await events({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await events({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask(`${base()}page`, { method: 'PUT' })).status).toBe(405);
  });

  test('sends what happens, each event whole on a line, and forgets who is gone', async () => {
    const { port } = new URL(server.address);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET ${base()}events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    const heard = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (data) => {
        text += String(data);
        if (text.includes('text/event-stream') && !text.includes('event: state'))
          for (const listener of listeners) listener.send('state', { text: 'a\nb' });
        if (text.includes('event: state')) resolve(text);
      });
    });
    expect(await heard).toContain('event: state\ndata: {"text":"a\\nb"}\n\n');
    socket.destroy();
    await expect.poll(() => listeners.size).toBe(0);
  });

  test('can be reached on the loopback address alone', () => {
    expect(new URL(server.address).hostname).toBe('127.0.0.1');
    expect(base()).toMatch(/^\/[\w-]{32}\/$/);
  });
});

test('a browser that does not read what it is sent is dropped, and not everything is kept for it', async () => {
  const { port, pathname, host } = new URL(server.address);
  const before = listeners.size;
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  socket.write(`GET ${pathname}events HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\n\r\n`);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  while (listeners.size === before) await turn();
  const listener = [...listeners].at(-1);
  const megabyte = 'x'.repeat(1_048_576);
  // The system takes some of it.
  for (let sent = 0; sent < 200 && listeners.size > before; sent++) {
    listener?.send('page', megabyte);
    await turn();
  }
  expect(listeners.size).toBe(before);
  socket.destroy();
});
