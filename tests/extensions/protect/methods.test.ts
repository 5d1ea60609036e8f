import type { Nodes } from 'mdast';
import { expect, test } from 'vitest';
import { MemoryProject } from '../../support/memory-project.js';
import { locked } from './protected-project.js';

const textOf = (node: Nodes): string =>
  'children' in node ? node.children.map(textOf).join('') : 'value' in node ? node.value : '';

const resource = (name: string, more: string): string => `  - name: ${name}
    path: ${name}.csv
    title: Title of ${name}
    sources: [{title: Office}]
    about: persons
${more}
    schema:
      primaryKey: [sex]
      fields:
        - {name: sex, categories: [female, male, other, total], total: total}
        - {name: persons, type: integer, unit: persons}
`;

/** Other numbers in each dataset: where one printed those of another, nothing would be hidden. */
const rows = (more = 0): string =>
  `sex,persons\nfemale,${40 + more}\nmale,${12 + 2 * more}\nother,3\ntotal,${55 + 3 * more}\n`;

const accepts = (date: string): string =>
  `    accepts: [{code: protect/small, reason: The police print them., by: Office, date: ${date}}]`;

test('the annex of methods tells each rule once, how many counts it hides, and why others are printed', async () => {
  const files = {
    'data/datapackage.yaml': `resources:
${resource('one', '    protect: {threshold: 5}')}${resource('two', '    protect: {threshold: 5}')}${resource('three', '    protect: {threshold: 5, round: 10}')}${resource('four', accepts('2015-01-02'))}${resource('five', accepts('2015-01-02'))}`,
    ...Object.fromEntries(
      ['one', 'two', 'three', 'four', 'five'].map((name, index) => [`data/${name}.csv`, rows(index)]),
    ),
  };
  const project = new MemoryProject({ id: 'protected', files: await locked(files) });
  const used = ['one', 'two', 'three', 'four', 'five'].map((name) => `{{value "${name}" sex="total"}}`);
  const { content, problems } = await project.compose(
    `# A\n\n${used.join(' ')}\n\n{{methods only="confidentiality"}}\n`,
  );
  expect(problems).toEqual([]);
  const words = content === undefined ? '' : textOf(content.body);
  expect(words).toContain('Rules set by Office:');
  expect(words).toMatch(
    /Title of one, Title of two: every count from 1 to 4 is hidden, and so is every other count from which it could be worked out: 4 of 8 counts in all\./,
  );
  expect(words).toContain('This protects against readers who know every table published here');
  expect(words).toContain('Title of three: every count is rounded to a multiple of 10');
  expect(words).toMatch(/Title of four, Title of five: The police print them\. \(Office, .*2.January 2015\)/);
});

test('the annex of methods tells that whoever is counted alone learns no more', async () => {
  const policy = '    protect: {threshold: 5, singletons: protected}';
  const files = { 'data/datapackage.yaml': `resources:\n${resource('one', policy)}`, 'data/one.csv': rows() };
  const project = new MemoryProject({ id: 'protected', files: await locked(files) });
  const { content } = await project.compose(
    '# A\n\n{{value "one" sex="total"}}\n\n{{methods only="confidentiality"}}\n',
  );
  expect(content === undefined ? '' : textOf(content.body)).toContain(
    'This also holds against a person who is the only one counted and knows it.',
  );
});

test('the annex of methods tells which categories are several, and not which they were', async () => {
  const merge =
    '    protect: {threshold: 5, merge: {sex: {rest: {label: Men and others, parts: [male, other]}}}}';
  const files = { 'data/datapackage.yaml': `resources:\n${resource('one', merge)}`, 'data/one.csv': rows() };
  const project = new MemoryProject({ id: 'protected', files: await locked(files) });
  const { content, problems } = await project.compose(
    '# A\n\n{{value "one" sex="rest"}}\n\n{{methods only="confidentiality"}}\n',
  );
  expect(problems).toEqual([]);
  const words = content === undefined ? '' : textOf(content.body);
  expect(words).toContain(
    'Title of one: the counts of several categories are added up, and published as Men and others.',
  );
});
