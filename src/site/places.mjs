import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What is made for the site, and nothing else. */
export const site = join(root, '.tallybook', 'site');

/** The guide and the gallery, as VitePress reads them. */
export const pages = join(site, 'pages');

/** The path of the site on its server. */
export const base = process.env.SITE_BASE ?? '/';

const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Where the sources are: `package.json` alone names the owner. */
export const repositoryAddress = repository.url.replace(/^git\+|\.git$/g, '');
