import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { referencePages } from '../docs/write-reference.mjs';
import { filesBelow, packageJson, repository, textOf } from './repository.js';

const shipped = Object.keys({ ...packageJson.dependencies, ...packageJson.optionalDependencies });

/** What stands as code in the first cell of the rows of a table. */
const firstCells = (markdown: string): string[] =>
  [...markdown.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  );

/** A document without its blocks of code, whose marks would pair up with others. */
const proseOf = (path: string): string => textOf(path).replaceAll(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '');

/** The sentences of a document, its list items and the cells of its tables. */
const sentencesOf = (markdown: string): string[] =>
  markdown.replaceAll(/^(?=#|\||\d+\. |- )/gm, '\n').split(/\n\s*\n|\||(?<=[.:;?!])\s/);

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /\w/.test(word)).length;

describe('src/README.md', () => {
  const readme = proseOf('src/README.md');

  test('is one page of plain sentences', () => {
    expect(textOf('src/README.md').trim().split(/\s+/).length).toBeLessThanOrEqual(1500);
    expect(sentencesOf(readme).filter((sentence) => wordsIn(sentence) > 35)).toEqual([]);
  });

  test('has one row for each folder of src/ and no other', () => {
    const folders = readdirSync(join(repository, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${name}/`);
    const listed = firstCells(readme).filter((cell) => /^[a-z-]+\/$/.test(cell));
    expect([...listed].sort()).toEqual(folders.sort());
  });

  test('has one row for each file that stands in src/ itself', () => {
    const files = readdirSync(join(repository, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'README.md')
      .map(({ name }) => name);
    const listed = firstCells(readme).filter((cell) => /^[a-z0-9-]+(?:\.d)?\.(?:ts|mjs)$/.test(cell));
    expect([...listed].sort()).toEqual(files.sort());
  });
});

describe('documents of the house', () => {
  const decisions = filesBelow('docs/decisions');

  test('name no file or folder that is not there', () => {
    const isThere = (path: string): boolean =>
      ['src', '.'].some((folder) => existsSync(join(repository, folder, path)));
    // What a build makes, and what a recipe asks its reader to make.
    const made = /^(?:output|dist|numbers|en)\/|<|^\.build/;
    const packages = new Set([...shipped, ...Object.keys(packageJson.devDependencies)]);
    const unknown = ['src/README.md', '.github/CONTRIBUTING.md', ...decisions].flatMap((document) =>
      [...proseOf(document).matchAll(/`([a-z][\w./-]*\/[\w./-]*)`/g)]
        .map(([, path = '']) => path)
        .filter((path) => !made.test(path) && !packages.has(path) && !isThere(path))
        .map((path) => `${document}: ${path}`),
    );
    expect(unknown).toEqual([]);
  });

  test('docs/decisions/dependencies.md gives a reason for every package, and for none that is not there', () => {
    const rows = textOf('docs/decisions/dependencies.md').split('## For development')[0] ?? '';
    expect(firstCells(rows).sort()).toEqual([...shipped].sort());
  });

  test('docs/decisions/README.md lists every decision, each by its number and title', () => {
    const titles = decisions.flatMap((path) => {
      const [, number, title] = /^# (\d+)\. (.+)$/m.exec(textOf(path)) ?? [];
      return number === undefined ? [] : [`| ${number} | [${title}](${path.split('/').at(-1)}) |`];
    });
    expect(titles).toHaveLength(decisions.length - 2);
    const rows = textOf('docs/decisions/README.md')
      .split('\n')
      .filter((line) => /^\| \d/.test(line));
    expect(rows).toEqual(titles);
  });

  test('a decision has 60 to 250 words', () => {
    const counts = decisions
      .filter((path) => /\/\d/.test(path))
      .map((path) => ({ path, words: textOf(path).trim().split(/\s+/).length }));
    expect(counts.filter(({ words }) => words < 60 || words > 250)).toEqual([]);
  });

  test('a link from one document to another leads to a file and to a heading of it', () => {
    const documents = ['README.md', 'src/README.md', '.github/CONTRIBUTING.md', ...filesBelow('docs')].filter(
      (path) => path.endsWith('.md'),
    );
    const dead = documents.flatMap((document) =>
      [
        ...proseOf(document)
          .replaceAll(/`+[^`]*`+/g, '')
          .matchAll(/\]\(([^()\s]+)\)/g),
      ]
        .map(([, link = '']) => link)
        .filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(document, link))
        .map((link) => `${document}: ${link}`),
    );
    expect(dead).toEqual([]);
  });
});

/** True where a link of a document leads to a file of the repository, and its `#...` to a heading of that. */
function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? document : normalize(join(dirname(document), path));
  if (!existsSync(join(repository, target))) return false;
  return heading === undefined || headingIds(proseOf(target)).includes(heading);
}

/** The ids that GitHub gives to headings. */
const headingIds = (markdown: string): string[] =>
  [...markdown.matchAll(/^#+ +(.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('no recipe hands readers what a build remembers: it differs where a hidden count does', () => {
  const guides = readdirSync(join(repository, 'docs')).filter((name) => name.endsWith('.md'));
  const texts = ['README.md', ...guides.map((name) => `docs/${name}`)].map(textOf);
  const copies = texts
    .flatMap((text) => text.split('\n'))
    .filter((line) =>
      /^\s*(?:- run: )?(?:cp|rsync|scp|tar|zip|aws s3|gsutil)\b.*\boutput\/?(?:\s|$)/.test(line),
    );
  expect(copies).not.toEqual([]);
  expect(copies.filter((line) => !line.includes('.build'))).toEqual([]);
  // Without this, hidden folders are not uploaded.
  const actions = [...texts, ...['action.yml', '.github/workflows/report.yml'].map(textOf)];
  expect(actions.filter((text) => text.includes('include-hidden-files'))).toEqual([]);
});

test('the reference is what the code says: `npm run reference` writes it anew', async () => {
  const pages = await referencePages();
  expect(filesBelow('docs/reference').map((path) => path.replace('docs/reference/', ''))).toEqual(
    ['benchmarks.md', 'vega-lite-gallery.md', ...Object.keys(pages)].sort(),
  );
  for (const [name, text] of Object.entries(pages)) expect(textOf(`docs/reference/${name}`)).toBe(text);
});

test('THIRD-PARTY-LICENSES.md names the licence of every package that is installed with ours', () => {
  const rows = [...textOf('THIRD-PARTY-LICENSES.md').matchAll(/^\| `([^`]+)` \| ([\w.-]+) \|$/gm)];
  const listed = Object.fromEntries(rows.map(([, name = '', licence = '']) => [name, licence]));
  const installed = Object.fromEntries(
    shipped.map((name) => [name, JSON.parse(textOf(`node_modules/${name}/package.json`)).license]),
  );
  expect(listed).toEqual(installed);
});

test('the licence is the one that package.json names', () => {
  expect(packageJson.license).toBe('Apache-2.0');
  expect(textOf('LICENSE')).toMatch(/^\s*Apache License\s+Version 2\.0, January 2004/);
});

test('the changes of this version are written down', () => {
  expect(textOf('CHANGELOG.md')).toContain(`## ${packageJson.version}`);
});

test('every place that names the oldest Node names the same', () => {
  expect(packageJson.engines.node).toBe('>=20.19');
  expect(textOf('src/start.mjs')).toContain('const oldestNode = [20, 19];');
  expect(textOf('.nvmrc').trim()).toBe('20');
});

test('every shipped version is pinned, so that the same inputs give the same bytes everywhere', () => {
  const { dependencies, optionalDependencies, devDependencies } = packageJson;
  for (const version of Object.values({ ...dependencies, ...optionalDependencies, ...devDependencies })) {
    expect(version).toMatch(/^(?:npm:[a-z/@-]+@)?\d+\.\d+\.\d+$/);
  }
});
