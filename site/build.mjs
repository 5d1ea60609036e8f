/**
 * `npm run site`: the guide, the gallery and the reports as a static web site in `.tallybook/site/dist/`. `SITE_BASE` is the path that it
 * will have on its server, such as `/tallybook/`. What it needs is installed once by `npm ci --prefix site`, and after that it needs no network.
 */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeGallery } from './gallery.mjs';
import { deadLinks } from './links.mjs';
import { base, pages, root, site } from './places.mjs';

if (!existsSync(join(root, 'site', 'node_modules', 'vitepress'))) {
  process.stderr.write('VitePress is not installed yet. Run `npm ci --prefix site` once.\n');
  process.exit(3);
}
rmSync(site, { recursive: true, force: true });
mkdirSync(dirname(pages), { recursive: true });
cpSync(join(root, 'docs'), pages, { recursive: true });
await writeGallery();
const { build } = await import('vitepress');
await build(join(root, 'site'));
const dist = join(site, 'dist');
const dead = deadLinks(dist, base);
for (const each of dead) process.stderr.write(`${each}\n`);
if (dead.length > 0) process.exit(1);
process.stdout.write(`${dist}\n`);
