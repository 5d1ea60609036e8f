import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Fetched } from '../../../src/host/browser/candidate.js';
import { wantsFetch } from '../../../src/host/browser/candidates.js';
import { downloadFile } from '../../../src/host/browser/download.js';
import { fetchPackedBrowser } from '../../../src/host/browser/fetch-packed.js';
import { npmRegistry } from '../../../src/host/browser/npm-registry.js';
import { temporaryFolder } from '../temporary-folder.js';

const bytes = Buffer.from('a browser');
const sha256 = createHash('sha256').update(bytes).digest('hex');

/** A server on this machine; `asked` has the path of each request and the token that came with it. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  host = '127.0.0.1',
) {
  const asked: [string | undefined, string | undefined][] = [];
  const server = createServer((request, response) => {
    asked.push([request.url, request.headers.authorization]);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, asked };
}

/** What an office sets in the `.npmrc` of a user. */
function npmrc(...lines: string[]): void {
  const file = join(temporaryFolder(), 'npmrc');
  writeFileSync(file, lines.join('\n'));
  vi.stubEnv('npm_config_userconfig', file);
}

beforeEach(() => {
  for (const name of [
    'HTTP_PROXY',
    'http_proxy',
    'npm_config_proxy',
    'npm_config_https_proxy',
    'npm_config_registry',
  ])
    vi.stubEnv(name, '');
});

test('the registry of the office is asked, with its token, which no host that it sends us to is told', async () => {
  const store = await serve((_, response) => response.end(bytes), 'localhost');
  const office = await serve((_, response) => response.writeHead(302, { location: store.url }).end());
  npmrc(`@sparticuz:registry=${office.url}/npm/`, `${office.url.slice(5)}/npm/:_authToken=secret`);
  const { url, network } = npmRegistry('@sparticuz', {});
  const target = join(temporaryFolder(), 'file');
  await downloadFile(new URL('a.tgz', url), target, { sha256, network });
  expect(readFileSync(target).equals(bytes)).toBe(true);
  expect(office.asked).toEqual([['/npm/a.tgz', 'Bearer secret']]);
  expect(store.asked).toEqual([['/', undefined]]);
});

test('the proxy of npm is used, but for the hosts that it leaves out', async () => {
  const proxy = await serve((_, response) => response.end(bytes));
  npmrc(`registry=http://registry.invalid`, `proxy=${proxy.url}`, 'noproxy=127.0.0.1');
  const { url, network } = npmRegistry('@sparticuz', {});
  await downloadFile(new URL('a.tgz', url), join(temporaryFolder(), 'file'), { sha256, network });
  expect(proxy.asked).toEqual([['http://registry.invalid/a.tgz', undefined]]);
  const direct = await serve((_, response) => response.end(bytes));
  await downloadFile(new URL(direct.url), join(temporaryFolder(), 'file'), { sha256, network });
  expect(direct.asked).toHaveLength(1);
});

test('a registry that has another file, or none, is named with what to set, and nothing of it stays', async () => {
  const registry = await serve((_, response) => response.end(bytes));
  npmrc(`registry=${registry.url}`);
  const cache = temporaryFolder();
  const fetched = fetchPackedBrowser({ TALLYBOOK_CACHE: cache }, () => {});
  await expect(fetched).rejects.toMatchObject({
    diagnostic: {
      code: 'host/browser-fetch',
      message: expect.stringMatching(
        /^The browser that prints could not be fetched from 127\.0\.0\.1:\d+ \(the file arrived damaged/,
      ),
      hint: expect.stringContaining('`cafile` of `.npmrc`'),
    },
  });
  expect(registry.asked.map(([path]) => path)).toEqual(['/@sparticuz/chromium/-/chromium-147.0.0.tgz']);
  expect(existsSync(join(cache, 'chromium-147.0.0'))).toBe(false);
});

test('a proxy is said before it is asked, and named when it does not answer, without its password', async () => {
  npmrc('registry=http://registry.invalid', 'proxy=http://user:secret@127.0.0.1:9');
  const told: Fetched[] = [];
  const fetched = fetchPackedBrowser({ TALLYBOOK_CACHE: temporaryFolder() }, (each) => told.push(each));
  await expect(fetched).rejects.toMatchObject({
    diagnostic: {
      code: 'host/browser-fetch',
      message:
        'The browser that prints could not be fetched from registry.invalid through the proxy 127.0.0.1:9 (connect ECONNREFUSED 127.0.0.1:9)',
      hint: expect.stringMatching(/^check the network, the proxy .* `--format html` needs no browser$/),
    },
  });
  expect(told).toEqual([
    { from: 'registry.invalid through the proxy 127.0.0.1:9', bytes: 0, all: undefined },
  ]);
});

test('nothing is fetched where a browser is named, or a package brings one along as in this checkout', () => {
  expect(wantsFetch({ TALLYBOOK_BROWSER: '/usr/bin/chrome' })).toBe(false);
  expect(wantsFetch({ TALLYBOOK_CACHE: temporaryFolder() })).toBe(false);
});
