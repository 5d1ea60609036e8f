/** The site of the guide has packages of its own, and its links are looked at: `npm run site` builds it, which the workflow does. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deadLinks } from '../../src/site/links.mjs';
import { temporaryFolder } from '../host/temporary-folder.js';
import { textOf } from './repository.js';

const folder = temporaryFolder(afterAll);

test('its packages are pinned, and neither `npm start` nor `npm test` installs them', () => {
  const { dependencies } = JSON.parse(textOf('src/site/package.json'));
  for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  const { packages } = JSON.parse(textOf('package-lock.json'));
  expect(Object.keys(packages).filter((path) => /vitepress|^src\/site/.test(path))).toEqual([]);
  const locked: Record<string, { integrity?: string }> = JSON.parse(
    textOf('src/site/package-lock.json'),
  ).packages;
  const unsure = Object.entries(locked).filter(([path, { integrity }]) => path !== '' && !integrity);
  expect(unsure).toEqual([]);
});

test('a link to no page, to no place of one, to no picture and out of the site is dead', () => {
  const files = {
    'index.html': '<a href="/base/one">1</a><a href="./one.html#here">2</a><img alt="" src="/base/p.png">',
    'one.html':
      '<h2 id="here">x</h2><a href="/base/">3</a><a href="https://example.org/x">4</a><a href="#here">5</a>',
    'p.png': '',
    'guide/bad.html':
      '<a href="/base/two">1</a><a href="../one.html#there">2</a><img src="q.png"><a href="/one.html">4</a>',
    // As the tool wrote it, with links into the paper.
    'reports/r.html': '<a href="nowhere.pdf">1</a>',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  expect(deadLinks(folder, '/base/')).toEqual(
    ['/base/two', '../one.html#there', 'q.png', '/one.html'].map(
      (address) => `guide/bad.html: ${address} leads nowhere`,
    ),
  );
});
