import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import npmConf, { type NpmConfig } from '@pnpm/npm-conf';
import authToken from 'registry-auth-token';
import { type Network, networkThrough } from './download.js';

/** The registry that npm would ask on this machine, and how it would be asked. */
export interface NpmRegistry {
  /** Ends in `/`. */
  readonly url: URL;
  readonly network: Network;
}

/**
 * Reads what npm is set to, without npm, which a portable folder does not have: its variables and `.npmrc` files name the registry of an
 * office, its proxy, its certificate and the token that it wants.
 * @param scope As `@sparticuz`; it may have a registry of its own.
 */
export function npmRegistry(scope: string, env: NodeJS.ProcessEnv): NpmRegistry {
  const { config } = npmConf();
  const said =
    textIn(config, `${scope}:registry`) ?? textIn(config, 'registry') ?? 'https://registry.npmjs.org';
  const url = new URL(said.endsWith('/') ? said : `${said}/`);
  const ca = certificates(config, env.NODE_EXTRA_CA_CERTS);
  const rejectUnauthorized = config.get('strict-ssl') !== false;
  const secure = { rejectUnauthorized, ...(ca && { ca }) };
  return {
    url,
    network: networkThrough({
      ...proxyIn(config),
      secure,
      // For this host alone: what a redirect leads to must not have the token.
      headers: ({ host }) => (host === url.host ? authorization(url) : {}),
    }),
  };
}

function textIn(config: NpmConfig, key: string): string | undefined {
  const value = config.get(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Where npm names no proxy, the variables of the environment do. */
function proxyIn(config: NpmConfig): { proxyOf?: (url: string) => string } {
  const proxy = textIn(config, 'https-proxy') ?? textIn(config, 'proxy');
  if (proxy === undefined) return {};
  const direct = [config.get('noproxy') ?? []].flat().flatMap((each) => String(each).split(/[,\s]+/));
  const isDirect = (host: string): boolean =>
    direct.some(
      (each) => each === '*' || (each !== '' && `.${host}`.endsWith(`.${each.replace(/^\*?\./, '')}`)),
    );
  return { proxyOf: (url) => (isDirect(new URL(url).hostname) ? '' : proxy) };
}

/** Those of the office and those that Node trusts, which they would otherwise replace; undefined where it has none. */
function certificates(config: NpmConfig, more: string | undefined): string[] | undefined {
  const own = [config.get('ca') ?? []].flat().map(String);
  if (own.length === 0) return undefined;
  return [...rootCertificates, ...own, ...(more ? [readFileSync(more, 'utf8')] : [])];
}

function authorization(url: URL): Record<string, string> {
  const found = authToken(url.href, { recursive: true });
  return found === undefined ? {} : { authorization: `${found.type} ${found.token}` };
}
