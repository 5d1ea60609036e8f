import { randomBytes } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSameSecret } from '../../../host/same-secret.js';

/** What is asked of the server by whoever has its address. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  /** Below the token, decoded, without a stroke at its start: `page/annual-report/en/annual-report.html`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What it answers. */
export interface Answered {
  /** 409: not now. */
  readonly status?: 200 | 409;
  /** A media type. */
  readonly type: string;
  readonly body: string | Uint8Array;
  /** What the document may load, run and be shown in; nothing where it is absent. */
  readonly policy?: string;
}

/** A browser that listens to what happens. */
export interface Listener {
  /** Sends an event. What is sent to one that is gone is dropped, and so is one that does not read what it was sent. */
  send(event: string, data: unknown): void;
}

export interface ServerSettings {
  /** 0: one that is free. */
  readonly port: number;
  /** Undefined: there is nothing under this path. */
  answer(asked: Asked): Promise<Answered | undefined>;
  /** Takes a browser that listens, and returns what is to be done when it is gone. */
  listen(query: URLSearchParams, listener: Listener): () => void;
}

/** A server for the browsers of this machine and of this user. */
export interface LoopbackServer {
  /** Of its first page, with the token. */
  readonly address: string;
  /**
   * An address that leads there once, for the command line of a browser, which every user of the machine can read: whoever comes second finds
   * nothing.
   */
  addressOnce(): string;
  close(): Promise<void>;
}

/** Under this path, below the token, browsers listen. */
const eventsPath = 'events';

/** Bytes that wait for a browser which has stopped reading; it comes back, and asks for the whole page. */
const mostUnsent = 8_388_608;

/** Milliseconds between lines that keep a silent connection open. */
const heartbeat = 15_000;

/**
 * Serves on 127.0.0.1 alone, to whoever knows the token that stands first in every path: other users of the machine,
 * and pages of other sites in the same browser, do not. A token in the path rather than a cookie, which a browser would
 * send to every server of this machine, whatever its port. The name that was asked for must be this server's, so that
 * no other name which resolves to 127.0.0.1 makes a foreign page one of its own. Changes, and the channel of events,
 * are for pages of this server alone. No answer is kept by a browser, or tells another site where it came from. Rejects
 * with the error of the system.
 */
export async function serveLoopback(settings: ServerSettings): Promise<LoopbackServer> {
  const secrets: Secrets = { token: newToken(), once: new Set() };
  const server = createServer((request, response) => {
    answerRequest(server, secrets, settings, request, response).catch(() => {
      // A fault of ours is told to nobody but the log of whoever started it: the next request is answered.
      if (!response.headersSent) refuse(response, 500);
      else response.destroy();
    });
  });
  // A header that never ends, or a body that is longer than any of ours, holds nothing up.
  server.headersTimeout = 10_000;
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: settings.port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    address: addressOf(server, secrets.token),
    addressOnce() {
      const token = newToken();
      secrets.once.add(token);
      return addressOf(server, token);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What who asks must know: a token that holds for as long as the server, or one that leads to it once. */
interface Secrets {
  readonly token: string;
  readonly once: Set<string>;
}

const newToken = (): string => randomBytes(24).toString('base64url');
const addressOf = (server: Server, token: string): string => `http://127.0.0.1:${portOf(server)}/${token}/`;

/** False of what a page of another address asks for, as far as the browser says who asks. */
function isOfUs({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  const isOwn = origin === undefined || origin === `http://${host}`;
  return isOwn && (site === undefined || site === 'same-origin' || site === 'none');
}

/** What changes something says where it comes from. */
const isSentByUs = (headers: IncomingHttpHeaders): boolean => headers.origin !== undefined && isOfUs(headers);

/** A page of ours listens, and nobody who types the address. */
const isOurPage = (headers: IncomingHttpHeaders): boolean =>
  isOfUs(headers) && headers['sec-fetch-site'] !== 'none';

async function answerRequest(
  server: Server,
  { token, once }: Secrets,
  settings: ServerSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const port = portOf(server);
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { method, url = '', headers } = request;
  if (!names.includes(headers.host ?? '')) return refuse(response, 403);
  if (method !== 'GET' && method !== 'POST') return refuse(response, 405);
  const first = method === 'GET' ? [...once].find((each) => readPath(url, each)?.path === '') : undefined;
  if (first !== undefined) {
    once.delete(first);
    response.writeHead(303, { ...guards(), Location: `/${token}/` });
    response.end();
    return;
  }
  const asked = readPath(url, token);
  if (asked === undefined) return refuse(response, 404);
  const isListener = method === 'GET' && asked.path === eventsPath;
  const isMeant = isListener ? isOurPage(headers) : method === 'GET' || isSentByUs(headers);
  if (!isMeant) return refuse(response, 403);
  if (isListener) return openEvents(settings, asked.query, request, response);
  // Nothing that is asked for needs a body.
  request.resume();
  const found = await settings.answer({ method, ...asked });
  if (found === undefined) return refuse(response, 404);
  response.writeHead(found.status ?? 200, { ...guards(found.policy), 'Content-Type': found.type });
  response.end(found.body);
}

/** The path below the token, or undefined where that is another one or the path is none of ours. */
function readPath(url: string, token: string): Pick<Asked, 'path' | 'query'> | undefined {
  const [, first = '', rest = '', search = ''] = /^\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(url) ?? [];
  if (!isSameSecret(first, token)) return undefined;
  try {
    const path = decodeURIComponent(rest);
    // Nothing is looked up in folders; what looks like a way out of one is refused all the same.
    if (/(?:^|\/)\.{1,2}(?:\/|$)|[\\\0]/.test(path)) return undefined;
    return { path, query: new URLSearchParams(search) };
  } catch {
    return undefined;
  }
}

function openEvents(
  { listen }: ServerSettings,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(200, { ...guards(undefined), 'Content-Type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  request.socket.setNoDelay(true);
  const send = (event: string, data: unknown): void => {
    if (response.writableEnded || response.destroyed) return;
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (response.writableLength > mostUnsent) response.destroy();
  };
  const forget = listen(query, { send });
  const timer = setInterval(() => response.write(':\n\n'), heartbeat);
  timer.unref();
  response.on('close', () => {
    clearInterval(timer);
    forget();
  });
}

const guards = (policy = "default-src 'none'; frame-ancestors 'none'"): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': policy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});

function refuse(response: ServerResponse, status: 403 | 404 | 405 | 500): void {
  response.writeHead(status, {
    ...guards(),
    'Content-Type': 'text/plain; charset=utf-8',
    Connection: 'close',
  });
  response.end(`${status}\n`);
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
