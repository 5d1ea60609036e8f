import { expect, test } from 'vitest';
import { packedReadme } from '../../src/packed-readme.mjs';
import { textOf } from './repository.js';

const { repository } = JSON.parse(textOf('package.json'));
const isPacked = (path: string): boolean =>
  /^(?:docs\/(?!images\/).+|CHANGELOG\.md|LICENSE|THIRD-PARTY-LICENSES\.md)$/.test(path);

test('the README of the package has commands that npx knows, and no link to what is not packed', () => {
  const readme = packedReadme(textOf('README.md'), repository.url, isPacked);
  expect(readme.match(/^(?:npx|npm|node) .+$/gm)).toEqual([
    'npx tallybook init my-report',
    'npx tallybook build my-report',
  ]);
  expect(readme).not.toMatch(/npm (?:start|test)|!\[|\.\.\/|this repository/);
  const links = [...readme.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => link);
  const home = repository.url.slice('git+'.length, -'.git'.length);
  expect(links.filter((link) => link.startsWith(home))).toEqual([
    `${home}/blob/main/src/README.md`,
    `${home}/blob/main/.github/CONTRIBUTING.md`,
  ]);
  expect(links.filter((link) => !/^https:/.test(link) && !isPacked(link))).toEqual([]);
});

test('a README without what is left out cannot be packed', () => {
  expect(() => packedReadme('# Tallybook', repository.url, isPacked)).toThrow('no longer has');
});
