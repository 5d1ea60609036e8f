import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { Browser, detectBrowserPlatform, getDownloadUrl } from '@puppeteer/browsers';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { browserCandidates } from '../../../src/host/browser/candidates.js';
import { downloadFile, networkThrough } from '../../../src/host/browser/download.js';
import { downloadedVersion } from '../../../src/host/browser/downloaded.js';
import { installBrowser } from '../../../src/host/browser/install.js';
import { downloadBrowser } from '../../../src/host/doctor/examine.js';
import { toolRoot } from '../../../src/host/node-host.js';
import { repository } from '../../house/repository.js';
import { listFiles, temporaryFolder } from '../temporary-folder.js';
import { zipOf, zipOfEntries } from './zip.js';

const mirror = 'PUPPETEER_CHROME_HEADLESS_SHELL_DOWNLOAD_BASE_URL';
const checksum = 'TALLYBOOK_BROWSER_SHA256';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
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
    await expect(downloadFile(new URL(url), target)).rejects.toThrow('the connection broke off');
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
    const { url, asked } = await serve(storage(bytes));
    const moved = await serve((_, response) => response.writeHead(302, { location: url }).end());
    const target = join(temporaryFolder(), 'file');
    // The host is all that is trusted, where the content is not known.
    await expect(downloadFile(new URL(moved.url), target)).rejects.toThrow(`redirects to ${url}`);
    expect(asked).toEqual([]);
    await downloadFile(new URL(moved.url), target, { sha256: sha256(bytes) });
    expect(existsSync(target)).toBe(true);
    const circle = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    await expect(downloadFile(new URL(circle.url), target)).rejects.toThrow('without end');
  });
});

describe('a download that', () => {
  const bytes = Buffer.from('0123456789'.repeat(1000));
  const quick = { silence: 50, least: 1000, whole: 60_000, mostBytes: 1_000_000 };

  test('is not what was asked for is thrown away', async () => {
    const { url } = await serve(storage(bytes));
    const target = join(temporaryFolder(), 'file');
    const asked = downloadFile(new URL(url), target, { sha256: sha256(Buffer.from('other')) });
    await expect(asked).rejects.toThrow(`its SHA-256 is ${sha256(bytes)}`);
    expect(existsSync(target) || existsSync(`${target}.part`)).toBe(false);
    expect(await downloadFile(new URL(url), target, { sha256: sha256(bytes) })).toBe(sha256(bytes));
  });

  test('comes in drops is given up, and what came is kept', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      const drip = setInterval(() => response.write('0'), 5);
      response.on('close', () => clearInterval(drip));
    });
    const target = join(temporaryFolder(), 'file');
    await expect(downloadFile(new URL(url), target, { pace: quick })).rejects.toThrow(/only \d+ bytes came/);
    expect(existsSync(`${target}.part`)).toBe(true);
  });

  test('stalls is given up, and what came is kept', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 4000));
    });
    const target = join(temporaryFolder(), 'file');
    await expect(downloadFile(new URL(url), target, { pace: quick })).rejects.toThrow(
      'nothing came for 0.05 seconds',
    );
    expect(existsSync(`${target}.part`)).toBe(true);
  });

  test('waits for a server or a proxy that says nothing is given up, and the connection is closed', async () => {
    const silent = createNetServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    for (const proxyOf of [() => '', () => `http://user:secret@${host}`]) {
      const closed = once(silent, 'connection').then(([socket]) => once(socket.resume(), 'close'));
      const network = networkThrough({ proxyOf });
      // Through the proxy the address must be one of TLS, for which it is asked by CONNECT.
      const url = new URL(proxyOf() === '' ? `http://${host}/` : 'https://registry.invalid/');
      expect(network.through(url)).toBe(proxyOf() === '' ? '' : ` through the proxy ${host}`);
      const asked = downloadFile(url, join(temporaryFolder(), 'file'), { pace: quick, network });
      await expect(asked).rejects.toThrow('nothing came for 0.05 seconds');
      await closed;
    }
  });

  test('never ends is given up, by time or by size', async () => {
    const { url } = await serve((_, response) => {
      const pour = setInterval(() => response.write(bytes), 1);
      response.on('close', () => clearInterval(pour));
    });
    const target = join(temporaryFolder(), 'file');
    const late = { ...quick, silence: 10_000, whole: 30, mostBytes: Number.POSITIVE_INFINITY };
    await expect(downloadFile(new URL(url), target, { pace: late })).rejects.toThrow(
      'it was not whole after',
    );
    const large = { ...quick, silence: 10_000, mostBytes: 50_000 };
    await expect(downloadFile(new URL(url), target, { pace: large })).rejects.toThrow(
      'more than 50000 bytes',
    );
  });
});

/** What Google publishes for this machine: an archive whose program is the packed browser of the tests. */
async function publishedArchive(): Promise<Buffer> {
  const packed = browserCandidates(process.env).find(({ kind }) => kind === 'packed');
  const program = await packed?.locate(false);
  const script = `#!/bin/sh\nexport LD_LIBRARY_PATH='${program?.libraries}'\nexec '${program?.executable}' "$@"\n`;
  return zipOf({ 'chrome-headless-shell-linux64/chrome-headless-shell': script });
}

/** A mirror that has this archive, and the environment of a user who trusts it. */
async function mirrorOf(archive: Buffer) {
  const { url, asked } = await serve(storage(archive));
  const cache = join(temporaryFolder(), 'cache');
  const env: NodeJS.ProcessEnv = { TALLYBOOK_CACHE: cache, [mirror]: url, [checksum]: sha256(archive) };
  return { url, asked, cache, env };
}

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('a browser that is installed', () => {
  test('is downloaded once, starts, and is found from then on', async () => {
    const { asked, cache, env: own } = await mirrorOf(await publishedArchive());
    const env = { ...process.env, ...own };
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
    expect(said.slice(1)).toEqual(['100 % of 1 MB', `Unpacking it (SHA-256 ${env[checksum]}) ...`]);
    const origin = readFileSync(
      join(cache, `chrome-headless-shell-${downloadedVersion}`, 'origin.json'),
      'utf8',
    );
    expect(JSON.parse(origin)).toEqual({
      address: expect.stringContaining(`${env[mirror]}/${downloadedVersion}/`),
      sha256: env[checksum],
    });
    expect(listFiles(join(cache, 'downloads'))).toEqual([]);
  });

  test('and damaged afterwards is not started, and is downloaded again', async () => {
    const { asked, env } = await mirrorOf(
      zipOf({ 'chrome-headless-shell-linux64/chrome-headless-shell': 'x' }),
    );
    const folder = await installBrowser(env, () => {});
    const downloaded = () => browserCandidates(env, 'linux').find(({ kind }) => kind === 'downloaded');
    const program = (await downloaded()?.locate(true))?.executable ?? '';
    expect(readFileSync(program, 'utf8')).toBe('x');
    // Of the same size, so that only what is in it, or when it was written, tells.
    writeFileSync(program, 'y');
    await expect(downloaded()?.locate(false)).rejects.toThrow('doctor --install-browser');
    await installBrowser(env, () => {});
    expect(asked).toHaveLength(2);
    expect(await downloaded()?.locate(true)).toEqual({ executable: program });
    expect(program.startsWith(folder)).toBe(true);
  });

  test('and does not start is an error that says what it said and what to do', async () => {
    const script = '#!/bin/sh\necho "libnss3.so: cannot open shared object file" >&2\nexit 127\n';
    const { env } = await mirrorOf(zipOf({ 'chrome-headless-shell-linux64/chrome-headless-shell': script }));
    const finding = await downloadBrowser(toolRoot(), { ...process.env, ...env }, () => {});
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
    const env = { TALLYBOOK_CACHE: cache, [mirror]: 'http://127.0.0.1:9', [checksum]: '0'.repeat(64) };
    await expect(installBrowser(env, () => {})).rejects.toMatchObject({
      diagnostic: {
        code: 'host/browser-download',
        message: expect.stringMatching(/^The download from http:\S+ stopped \(.*ECONNREFUSED.*\)$/),
        hint: expect.stringContaining('HTTPS_PROXY'),
      },
    });
    expect(await downloadBrowser(toolRoot(), env, () => {})).toMatchObject({
      about: 'Download',
      status: 'error',
    });
    expect(listFiles(cache)).toEqual(['downloads']);
  });

  test('through a proxy that does not answer is an error that names the proxy and not its password', async () => {
    vi.stubEnv('http_proxy', 'http://user:secret@127.0.0.1:9');
    const cache = join(temporaryFolder(), 'cache');
    mkdirSync(cache, { mode: 0o700 });
    const env = { TALLYBOOK_CACHE: cache, [mirror]: 'http://mirror.invalid', [checksum]: '0'.repeat(64) };
    const said: string[] = [];
    await expect(installBrowser(env, (line) => said.push(line))).rejects.toMatchObject({
      diagnostic: {
        code: 'host/browser-download',
        message: expect.stringMatching(/^The download from \S+ through the proxy 127\.0\.0\.1:9 stopped \(/),
        hint: expect.stringContaining('its proxy in `HTTPS_PROXY`'),
      },
    });
    expect(said).toEqual([
      expect.stringMatching(/ from mirror\.invalid through the proxy 127\.0\.0\.1:9 \.\.\.$/),
    ]);
  });

  test('from an archive that is none is an error, and the archive is not kept', async () => {
    const { cache, env } = await mirrorOf(Buffer.from('<html>Sign in to this network</html>'));
    await expect(installBrowser(env, () => {})).rejects.toMatchObject({
      diagnostic: { code: 'host/browser-download' },
    });
    expect(listFiles(cache)).toEqual(['downloads']);
  });

  test('from a mirror without a checksum, or with one that is none, is refused before anything is asked', async () => {
    const { asked, env } = await mirrorOf(zipOf({}));
    for (const given of [undefined, '', 'abc']) {
      await expect(installBrowser({ ...env, [checksum]: given }, () => {})).rejects.toMatchObject({
        diagnostic: {
          code: 'host/browser-download',
          message: expect.stringContaining(`\`${checksum}\``),
          hint: expect.stringContaining('sha256sum'),
        },
      });
    }
    expect(asked).toEqual([]);
  });

  test('from an archive with a link in it is an error, and nothing is written through it', async () => {
    const victim = join(temporaryFolder(), 'victim');
    writeFileSync(victim, 'mine');
    const path = 'chrome-headless-shell-linux64/chrome-headless-shell';
    const { cache, env } = await mirrorOf(
      zipOfEntries([
        { path, text: victim, mode: 0o120777 },
        { path, text: 'theirs', mode: 0o100755 },
      ]),
    );
    await expect(installBrowser(env, () => {})).rejects.toMatchObject({
      diagnostic: {
        code: 'host/browser-download',
        message: expect.stringContaining('neither a file nor a folder'),
      },
    });
    expect(readFileSync(victim, 'utf8')).toBe('mine');
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

test('the packed browser is held against what the version that npm installs unpacks to', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const source = readFileSync(join(repository, 'src', 'host', 'browser', 'packed.ts'), 'utf8');
  expect(source).toContain(`version: '${optionalDependencies['@sparticuz/chromium']}'`);
});
