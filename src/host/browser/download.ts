import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ProxyAgent } from 'proxy-agent';

const redirects = [301, 302, 303, 307, 308];
/** Milliseconds without a byte after which a server is given up. */
const patience = 30_000;

/**
 * Downloads a file that never changes at its address. A download that was interrupted is kept beside `target`, as
 * `.part`, and goes on where it stopped. The file takes its name only once its length, and its MD5 where the server
 * gives one as Google's storage does, are those that the server announced.
 * Rejects with the error of the network or the system; also when it arrived damaged, and then nothing of it is kept.
 */
export async function downloadFile(url: URL, target: string): Promise<void> {
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  let had = sizeOf(part);
  let response = await request(url, had);
  if (response.statusCode === 416) {
    // More is there than the server has: not a piece of this file.
    response.destroy();
    await rm(part, { force: true });
    had = 0;
    response = await request(url, 0);
  }
  const status = response.statusCode ?? 0;
  if (status !== 200 && status !== 206) {
    response.destroy();
    throw new Error(`the server answered ${status}`);
  }
  // A server that knows no ranges sends everything again.
  const kept = status === 206 ? had : 0;
  const expected = kept + Number(response.headers['content-length'] ?? Number.NaN);
  const file = createWriteStream(part, { flags: kept > 0 ? 'a' : 'w', mode: 0o600 });
  try {
    await pipeline(response, file);
  } finally {
    // `pipeline` rejects before what came is written: whoever tries again looks at the size of the file.
    if (!file.closed) await once(file, 'close');
  }
  await verify(part, expected, md5Of(response));
  await rename(part, target);
}

async function verify(part: string, expected: number, md5: string | undefined): Promise<void> {
  const size = sizeOf(part);
  const damaged =
    (Number.isFinite(expected) && size !== expected && `${size} bytes of ${expected}`) ||
    (md5 !== undefined && (await digest(part)) !== md5 && 'its MD5 is not the one that the server gives');
  if (damaged === false) return;
  await rm(part, { force: true });
  throw new Error(`the file arrived damaged (${damaged})`);
}

/** Asks for a file from `offset` on, through the proxy that the environment names, if any. */
function request(url: URL, offset: number, hops = 5): Promise<IncomingMessage> {
  const headers = offset > 0 ? { Range: `bytes=${offset}-` } : {};
  const get = url.protocol === 'http:' ? getHttp : getHttps;
  return new Promise((resolve, reject) => {
    const asked = get(url, { agent: new ProxyAgent(), headers, timeout: patience }, (response) => {
      const { location } = response.headers;
      if (!redirects.includes(response.statusCode ?? 0) || location === undefined) return resolve(response);
      response.destroy();
      if (hops === 0) return reject(new Error('the server redirects without end'));
      resolve(request(new URL(location, url), offset, hops - 1));
    });
    asked.on('timeout', () => asked.destroy(new Error(`nothing came for ${patience / 1000} seconds`)));
    asked.on('error', reject);
  });
}

/** The MD5 of the whole file, base64, as Google's storage announces it with every answer. */
function md5Of({ headers }: IncomingMessage): string | undefined {
  const announced = [headers['x-goog-hash'] ?? []].flat().join(',');
  return /\bmd5=([A-Za-z0-9+/]+=*)/.exec(announced)?.[1];
}

async function digest(path: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
