import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/**
 * The links of a built site that lead to no file or no place in it. VitePress looks at pages alone, and not at anchors, pictures and frames.
 * @param {string} dist @param {string} base The path of the site on its server. @returns {string[]}
 */
export function deadLinks(dist, base) {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.split(sep).join('/'));
  // Reports are verified by the tool, and lead to nothing outside of themselves.
  const own = files.filter((file) => !/^(?:reports|starters)\//.test(file) && file !== '404.html');
  const pages = new Map(own.map((file) => [file, readFileSync(join(dist, file), 'utf8')]));
  const ids = new Map(
    [...pages].map(([file, html]) => [
      file,
      new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  /** @type {string[]} */
  const dead = [];
  for (const [file, html] of pages)
    for (const [, address = ''] of html.matchAll(/<(?:a|img|iframe)\s[^>]*?(?:href|src)="([^"]*)"/g)) {
      if (/^[a-z]+:/i.test(address)) continue;
      const [path = '', id] = address.split('#');
      const target = targetOf(path, file, base);
      const isThere = target !== undefined && existsSync(join(dist, target));
      const hasPlace = !id || ids.get(target ?? '')?.has(decodeURIComponent(id)) !== false;
      if (!isThere || !hasPlace) dead.push(`${file}: ${address} leads nowhere`);
    }
  return dead;
}

/** @param {string} path @param {string} from @param {string} base @returns {string | undefined} The file, from the top of the site. */
function targetOf(path, from, base) {
  if (path === '') return from;
  if (path.startsWith('/') && !path.startsWith(base)) return undefined;
  const full = path.startsWith('/') ? path.slice(base.length) : posix.join(posix.dirname(from), path);
  if (full === '' || full.endsWith('/')) return `${full}index.html`;
  return posix.extname(full) === '' ? `${full}.html` : decodeURIComponent(full);
}
