import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Agent, get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProxyAgent } from 'proxy-agent';
import { makeFolder } from '../files/folders.js';
import { renameSoon } from '../files/rename.js';
import { errorCode } from '../system-error.js';

/** How long a download may take. Milliseconds and bytes. */
interface Pace {
  /** Without a byte for so long, it is given up. */
  readonly silence: number;
  /** So many bytes must come within each `silence`: a server that drips would hold us for days. */
  readonly least: number;
  /** All of it must be there after this. */
  readonly whole: number;
  /** More than any browser is packed to. */
  readonly mostBytes: number;
}

/** The least is a tenth of what a telephone line of the nineties brought; half an hour is long for 100 MB. */
const standardPace: Pace = {
  silence: 30_000,
  least: 16_384,
  whole: 30 * 60_000,
  mostBytes: 1_000_000_000,
};

/** Lets bytes through and counts them; fails when they come too slowly, take too long, or are too many. */
function paced({ silence, least, whole, mostBytes }: Pace, count: (bytes: number) => void): Transform {
  let bytes = 0;
  let before = 0;
  const stream = new Transform({
    transform(piece: Buffer, _, done) {
      bytes += piece.length;
      count(bytes);
      if (bytes > mostBytes) done(new Error(`more than ${mostBytes} bytes came`));
      else done(null, piece);
    },
    destroy(error, done) {
      stop();
      done(error);
    },
    flush(done) {
      stop();
      done();
    },
  });
  const window = setInterval(() => {
    if (bytes - before < least)
      stream.destroy(
        bytes === before
          ? silent(silence)
          : new Error(`only ${bytes - before} bytes came in ${silence / 1000} seconds`),
      );
    before = bytes;
  }, silence);
  const end = setTimeout(
    () => stream.destroy(new Error(`it was not whole after ${whole / 60_000} minutes`)),
    whole,
  );
  const stop = (): void => {
    clearInterval(window);
    clearTimeout(end);
  };
  return stream;
}

/** @param patience Milliseconds. */
const silent = (patience: number): Error => new Error(`nothing came for ${patience / 1000} seconds`);

const redirects = [301, 302, 303, 307, 308];

/** How a server is reached. */
export interface Network {
  /** The signal ends what it connects, and a proxy that it waits for. */
  readonly agent: (signal: AbortSignal) => Agent;
  /** " through the proxy ..." for people, where there is one on the way to an address. */
  readonly through: (url: URL) => string;
  /** What else is sent to an address. */
  readonly headers: (url: URL) => Readonly<Record<string, string>>;
  /** Which certificates are believed. */
  readonly secure: { readonly ca?: string[]; readonly rejectUnauthorized?: boolean };
}

/** Returns the proxy for an address as the environment names it, which the agent asks too; empty where there is none. */
const proxyOfEnvironment = new ProxyAgent().getProxyForUrl as (url: string) => string;

/** Through the proxy that `proxyOf` names, if any: that of the environment where nothing is said. */
export function networkThrough({
  proxyOf = proxyOfEnvironment,
  secure = {},
  headers = () => ({}),
}: Partial<Pick<Network, 'secure' | 'headers'>> & { proxyOf?: (url: string) => string } = {}): Network {
  return {
    agent: (signal) => new ProxyAgent({ ...secure, getProxyForUrl: proxyOf, signal }),
    // Its user and password are not said.
    through: ({ href }) =>
      URL.canParse(proxyOf(href)) ? ` through the proxy ${new URL(proxyOf(href)).host}` : '',
    headers,
    secure,
  };
}

export interface DownloadOptions {
  readonly network?: Network;
  /** SHA-256 of the file, in hexadecimal digits, where it is known: then it may come from anywhere. */
  readonly sha256?: string | undefined;
  readonly pace?: Pace;
  /** Told now and then how many bytes are there, and of how many, where the server says. */
  readonly progress?: (bytes: number, all: number | undefined) => void;
}

/**
 * Downloads a file that never changes at its address, and returns its SHA-256. A download that was interrupted is kept
 * beside `target`, as `.part`, and goes on where it stopped. The file takes its name only once its length, its MD5 where
 * the server gives one as Google's storage does, and its SHA-256 where that is known, are right. Without a SHA-256 no
 * redirect to another host, or to one without encryption, is followed: the host is all there is to trust.
 *
 * Rejects with the error of the network or the system; also when it arrived damaged, and then nothing of it is kept, and
 * when it takes too long (`options.pace`).
 */
export async function downloadFile(url: URL, target: string, options: DownloadOptions = {}): Promise<string> {
  const { sha256, pace = standardPace, progress = () => {}, network = networkThrough() } = options;
  const part = `${target}.part`;
  makeFolder(dirname(target), 0o700);
  const ask = (offset: number) =>
    request({ url, offset, isFree: sha256 !== undefined, patience: pace.silence, network });
  let had = sizeOf(part);
  let response = await ask(had);
  if (response.statusCode === 416) {
    // More is there than the server has: not a piece of this file.
    response.destroy();
    await rm(part, { force: true });
    had = 0;
    response = await ask(0);
  }
  const status = response.statusCode ?? 0;
  if (status !== 200 && status !== 206) {
    response.destroy();
    throw new Error(`the server answered ${status}`);
  }
  // A server that knows no ranges sends everything again.
  const kept = status === 206 ? had : 0;
  const length = kept + Number(response.headers['content-length'] ?? Number.NaN);
  const expected = Number.isFinite(length) ? length : undefined;
  const file = createWriteStream(part, { flags: kept > 0 ? 'a' : 'w', mode: 0o600 });
  try {
    await pipeline(
      response,
      paced(pace, (bytes) => progress(kept + bytes, expected)),
      file,
    );
  } catch (cause) {
    // Node says `aborted` of it.
    throw errorCode(cause) === 'ECONNRESET' ? new Error('the connection broke off', { cause }) : cause;
  } finally {
    // `pipeline` rejects before what came is written: whoever tries again looks at the size of the file.
    if (!file.closed) await once(file, 'close').catch(() => {});
  }
  const found = await verify(part, { expected, md5: md5Of(response), sha256 });
  renameSoon(part, target);
  return found;
}

interface Expected {
  readonly expected: number | undefined;
  readonly md5: string | undefined;
  readonly sha256: string | undefined;
}

/** Returns the SHA-256 of a file that is what was announced; removes any other. */
async function verify(part: string, { expected, md5, sha256 }: Expected): Promise<string> {
  const size = sizeOf(part);
  const found = await digests(part);
  const damaged =
    (expected !== undefined && size !== expected && `${size} bytes of ${expected}`) ||
    (md5 !== undefined && found.md5 !== md5 && 'its MD5 is not the one that the server gives') ||
    (sha256 !== undefined &&
      found.sha256 !== sha256 &&
      `its SHA-256 is ${found.sha256}, not the one that was given`);
  if (damaged === false) return found.sha256;
  await rm(part, { force: true });
  throw new Error(`the file arrived damaged (${damaged})`);
}

interface Request {
  readonly url: URL;
  readonly offset: number;
  /** Redirects may lead anywhere. */
  readonly isFree: boolean;
  /** Milliseconds. */
  readonly patience: number;
  readonly network: Network;
}

/** Asks for a file from `offset` on. */
function request(wanted: Request, hops = 5): Promise<IncomingMessage> {
  const { url, offset, isFree, patience, network } = wanted;
  const headers = { ...network.headers(url), ...(offset > 0 && { Range: `bytes=${offset}-` }) };
  const get = url.protocol === 'http:' ? getHttp : getHttps;
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    // A limit of the request would begin once a proxy has connected it.
    const limit = setTimeout(() => {
      reject(silent(patience));
      end.abort();
      asked.destroy();
    }, patience);
    const agent = network.agent(end.signal);
    const asked = get(url, { agent, headers, ...network.secure }, (response) => {
      clearTimeout(limit);
      const { location } = response.headers;
      if (!redirects.includes(response.statusCode ?? 0) || location === undefined) return resolve(response);
      response.destroy();
      if (hops === 0) return reject(new Error('the server redirects without end'));
      const next = new URL(location, url);
      if (!isFree && (next.host !== url.host || next.protocol !== url.protocol)) {
        return reject(new Error(`the server redirects to ${next.origin}`));
      }
      resolve(request({ ...wanted, url: next }, hops - 1));
    });
    asked.on('error', (error) => {
      clearTimeout(limit);
      reject(error);
    });
  });
}

/** The MD5 of the whole file, base64, as Google's storage announces it with every answer. */
function md5Of({ headers }: IncomingMessage): string | undefined {
  const announced = [headers['x-goog-hash'] ?? []].flat().join(',');
  return /\bmd5=([A-Za-z0-9+/]+=*)/.exec(announced)?.[1];
}

async function digests(path: string): Promise<{ readonly md5: string; readonly sha256: string }> {
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  for await (const bytes of createReadStream(path)) {
    md5.update(bytes);
    sha256.update(bytes);
  }
  return { md5: md5.digest('base64'), sha256: sha256.digest('hex') };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
