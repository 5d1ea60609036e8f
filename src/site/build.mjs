/**
 * `npm run site`: the guide, the gallery and the reports as a static web site in `.tallybook/site/dist/`. `SITE_BASE` is the path that it
 * will have on its server, such as `/tallybook/`. The first run installs VitePress there, and later ones need no network.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeGallery } from './gallery.mjs';
import { deadLinks } from './links.mjs';
import { base, pages, root, site } from './places.mjs';

for (const made of ['pages', 'dist', 'cache', '.vitepress'])
  rmSync(join(site, made), { recursive: true, force: true });
// Packages below `src/` would count as ours.
mkdirSync(site, { recursive: true });
for (const each of ['.vitepress', 'places.mjs', 'package.json', 'package-lock.json'])
  cpSync(join(root, 'src', 'site', each), join(site, each), { recursive: true });
const vitepress = join(site, 'node_modules', 'vitepress', 'dist', 'node', 'index.js');
if (!existsSync(vitepress)) {
  process.stderr.write('Installing VitePress ...\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], {
    cwd: site,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(3);
}
mkdirSync(dirname(pages), { recursive: true });
cpSync(join(root, 'docs'), pages, { recursive: true });
await writeGallery();
const { build } = await import(pathToFileURL(vitepress).href);
await build(site);
const dist = join(site, 'dist');
const dead = deadLinks(dist, base);
for (const each of dead) process.stderr.write(`${each}\n`);
if (dead.length > 0) process.exit(1);
process.stdout.write(`${dist}\n`);
