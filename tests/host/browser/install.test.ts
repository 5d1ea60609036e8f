import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Browser, detectBrowserPlatform, getDownloadUrl } from '@puppeteer/browsers';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { browserCandidates } from '../../../src/host/browser/candidates.js';
import { downloadFile } from '../../../src/host/browser/download.js';
import { downloadedVersion } from '../../../src/host/browser/downloaded.js';
import { installBrowser } from '../../../src/host/browser/install.js';
import { downloadBrowser } from '../../../src/host/doctor/download.js';
import { toolRoot } from '../../../src/host/node-host.js';
import { repository } from '../../house/repository.js';
import { listFiles, temporaryFolder } from '../temporary-folder.js';
import { zipOf } from './zip.js';

const mirror = 'PUPPETEER_CHROME_HEADLESS_SHELL_DOWNLOAD_BASE_URL';
const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('base64');

// The servers of these tests are on this machine, whatever proxy leads out of it.
beforeEach(() => {
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  vi.stubEnv('no_proxy', '127.0.0.1');
});

/** A server on this machine that answers in this way; returns its address and what it was asked. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Answers as Google's storage does: with ranges, and the MD5 of the whole file in a header. */
function storage(bytes: Buffer, announced = md5(bytes)) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from > bytes.length) return void response.writeHead(416).end();
    const headers = {
      'content-length': bytes.length - from,
      'x-goog-hash': `crc32c=AAAAAA==,md5=${announced}`,
    };
    response.writeHead(from > 0 ? 206 : 200, headers).end(bytes.subarray(from));
  };
}

describe('a download', () => {
  const bytes = Buffer.from('0123456789'.repeat(1000));

  test('takes its name only when it is whole', async () => {
    const { url } = await serve(storage(bytes));
    const target = join(temporaryFolder(), 'downloads', 'file');
    await downloadFile(new URL(url), target);
    expect(readFileSync(target).equals(bytes)).toBe(true);
    expect(existsSync(`${target}.part`)).toBe(false);
  });

  test('that breaks off is kept and goes on where it stopped', async () => {
    let first = true;
    const { url, asked } = await serve((request, response) => {
      if (!first) return storage(bytes)(request, response);
      first = false;
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 4000), () => response.destroy());
    });
    const target = join(temporaryFolder(), 'file');
    await expect(downloadFile(new URL(url), target)).rejects.toThrow();
    const kept = readFileSync(`${target}.part`).length;
    await downloadFile(new URL(url), target);
    expect(readFileSync(target).equals(bytes)).toBe(true);
    expect(asked).toEqual([undefined, kept === 0 ? undefined : `bytes=${kept}-`]);
  });

  test('starts again when the server knows no ranges, or has less than was kept', async () => {
    const target = join(temporaryFolder(), 'file');
    writeFileSync(`${target}.part`, 'old');
    const { url } = await serve((_, response) => response.end(bytes));
    await downloadFile(new URL(url), target);
    expect(readFileSync(target).equals(bytes)).toBe(true);

    writeFileSync(`${target}.part`, Buffer.alloc(bytes.length + 1));
    await downloadFile(new URL((await serve(storage(bytes))).url), target);
    expect(readFileSync(target).equals(bytes)).toBe(true);
  });

  test('that is not what the server announced is thrown away', async () => {
    const { url } = await serve(storage(bytes, md5(Buffer.from('other'))));
    const target = join(temporaryFolder(), 'file');
    await expect(downloadFile(new URL(url), target)).rejects.toThrow('the file arrived damaged');
    expect(existsSync(target) || existsSync(`${target}.part`)).toBe(false);
  });

  test('follows a redirect, though not for ever', async () => {
    const { url } = await serve(storage(bytes));
    const moved = await serve((_, response) => response.writeHead(302, { location: url }).end());
    const target = join(temporaryFolder(), 'file');
    await downloadFile(new URL(moved.url), target);
    expect(existsSync(target)).toBe(true);
    const circle = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    await expect(downloadFile(new URL(circle.url), target)).rejects.toThrow('without end');
  });
});

/** What Google publishes for this machine: an archive whose program is the packed browser of the tests. */
async function publishedArchive(): Promise<Buffer> {
  const packed = browserCandidates(process.env).find(({ kind }) => kind === 'packed');
  const program = await packed?.locate(false);
  const script = `#!/bin/sh\nexport LD_LIBRARY_PATH='${program?.libraries}'\nexec '${program?.executable}' "$@"\n`;
  return zipOf({ 'chrome-headless-shell-linux64/chrome-headless-shell': script });
}

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('a browser that is installed', () => {
  test('is downloaded once, starts, and is found from then on', async () => {
    const { url, asked } = await serve(storage(await publishedArchive()));
    const cache = join(temporaryFolder(), 'cache');
    const env = { ...process.env, TALLYBOOK_CACHE: cache, [mirror]: url };
    const said: string[] = [];
    const finding = await downloadBrowser(toolRoot(), env, (line) => said.push(line));
    expect(finding).toMatchObject({ about: 'Download', status: 'ok' });
    expect(said[0]).toContain(`Downloading chrome-headless-shell ${downloadedVersion}`);

    const kinds = browserCandidates(env, 'linux', { folder: '/nowhere', version: '1' }).map(
      ({ kind }) => kind,
    );
    expect(kinds.slice(0, 3)).toEqual(['packed', 'downloaded', 'installed']);
    await downloadBrowser(toolRoot(), env, (line) => said.push(line));
    expect(asked).toHaveLength(1);
    expect(said).toHaveLength(2);
    expect(listFiles(join(cache, 'downloads'))).toEqual([]);
  });

  test('and damaged afterwards is not started, and is downloaded again', async () => {
    const { url, asked } = await serve(
      storage(zipOf({ 'chrome-headless-shell-linux64/chrome-headless-shell': 'x' })),
    );
    const env = { TALLYBOOK_CACHE: join(temporaryFolder(), 'cache'), [mirror]: url };
    const folder = await installBrowser(env, () => {});
    const downloaded = () => browserCandidates(env, 'linux').find(({ kind }) => kind === 'downloaded');
    const program = (await downloaded()?.locate(true))?.executable ?? '';
    expect(readFileSync(program, 'utf8')).toBe('x');
    writeFileSync(program, 'changed');
    await expect(downloaded()?.locate(false)).rejects.toThrow('doctor --install-browser');
    await installBrowser(env, () => {});
    expect(asked).toHaveLength(2);
    expect(await downloaded()?.locate(true)).toEqual({ executable: program });
    expect(program.startsWith(folder)).toBe(true);
  });

  test('and does not start is an error that says what it said and what to do', async () => {
    const script = '#!/bin/sh\necho "libnss3.so: cannot open shared object file" >&2\nexit 127\n';
    const { url } = await serve(
      storage(zipOf({ 'chrome-headless-shell-linux64/chrome-headless-shell': script })),
    );
    const env = { ...process.env, TALLYBOOK_CACHE: join(temporaryFolder(), 'cache'), [mirror]: url };
    const finding = await downloadBrowser(toolRoot(), env, () => {});
    expect(finding).toMatchObject({
      status: 'error',
      found: expect.stringContaining('libnss3.so'),
      todo: expect.stringContaining('apt-get install'),
    });
  });

  test('without a network is an error that says what to do, and leaves nothing half-unpacked', async () => {
    const cache = join(temporaryFolder(), 'cache');
    mkdirSync(cache, { mode: 0o700 });
    // The port of no one: a server that has ended.
    const env = { TALLYBOOK_CACHE: cache, [mirror]: 'http://127.0.0.1:9' };
    await expect(installBrowser(env, () => {})).rejects.toMatchObject({
      diagnostic: {
        code: 'host/browser-download',
        message: expect.stringMatching(
          /^Unexpected end of the download from http:\S+ \(.*ECONNREFUSED.*\), expected/,
        ),
        hint: expect.stringContaining('HTTPS_PROXY'),
      },
    });
    expect(await downloadBrowser(toolRoot(), env, () => {})).toMatchObject({
      about: 'Download',
      status: 'error',
    });
    expect(listFiles(cache)).toEqual(['downloads']);
  });

  test('from an archive that is none is an error, and the archive is not kept', async () => {
    const { url } = await serve(storage(Buffer.from('<html>Sign in to this network</html>')));
    const cache = join(temporaryFolder(), 'cache');
    await expect(installBrowser({ TALLYBOOK_CACHE: cache, [mirror]: url }, () => {})).rejects.toMatchObject({
      diagnostic: { code: 'host/browser-download' },
    });
    expect(listFiles(cache)).toEqual(['downloads']);
  });

  test('into a cache that cannot be used is refused before anything is downloaded', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(installBrowser({ TALLYBOOK_CACHE: file }, () => {})).rejects.toMatchObject({
      diagnostic: { code: 'host/write' },
    });
  });
});

test('the browser that is downloaded is the one that our version of puppeteer is tested with', () => {
  const revisions = join(repository, 'node_modules/puppeteer-core/lib/esm/puppeteer/revisions.js');
  expect(readFileSync(revisions, 'utf8')).toContain(`'chrome-headless-shell': '${downloadedVersion}'`);
  const platform = detectBrowserPlatform();
  if (platform === undefined) throw new Error('unknown platform');
  expect(getDownloadUrl(Browser.CHROMEHEADLESSSHELL, platform, downloadedVersion).href).toContain(
    `https://storage.googleapis.com/chrome-for-testing-public/${downloadedVersion}/`,
  );
});
