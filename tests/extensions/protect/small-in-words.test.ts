/** A number of persons below the threshold that an author writes is known to no audit: it is warned of, and honest prose is not. */
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../src/language/catalogue.js';
import { createLanguage } from '../../../src/language/create.js';
import { loadLexicon } from '../../../src/language/lexicon/lexicon.js';
import { memoryHost } from '../../memory-host.js';
import { MemoryProject } from '../../support/memory-project.js';
import { locked, type ProjectFiles } from './protected-project.js';

const files = (title: string, unit: string, policy = 'protect: {threshold: 5}'): ProjectFiles => ({
  'data/datapackage.yaml': `resources:
  - name: clients
    path: clients.csv
    title: ${title}
    sources: [{title: Shelter}]
    about: persons
    ${policy}
    schema:
      primaryKey: [town]
      fields:
        - {name: town, categories: [{value: north, label: North}, {value: south, label: South}, {value: east, label: East}, total], total: total}
        - {name: persons, type: integer, unit: ${unit}}
`,
  'data/clients.csv': 'town,persons\nnorth,27\nsouth,11\neast,2\ntotal,40\n',
});

const own = {
  en: { files: files('Clients of the shelter', 'persons'), said: 'clients' },
  sq: { files: files('Klientët e strehimores', 'persona'), said: 'klientë' },
  'sr-Cyrl': { files: files('Клијенти склоништа', 'лица'), said: 'клијента' },
};

const warned = async (
  text: string,
  tag: keyof typeof own = 'en',
  given = own[tag].files,
): Promise<string[]> => {
  const { tool } = memoryHost({});
  const language = createLanguage(tag, await loadCatalogue(tag, tool), await loadLexicon(tag, tool));
  const project = new MemoryProject({ id: 'shelter', files: given });
  const { problems } = await project.compose(
    `# A\n\n{{value "clients" town="total"}}.\n\n${text}\n`,
    {},
    { language },
  );
  return problems;
};

const literal = (number: string, unit: string): string =>
  `{{literal "${number}" unit="${unit}" source="Told by the shelter"}}`;

const protectedFiles = Object.fromEntries(
  await Promise.all(Object.entries(own).map(async ([tag, { files: each }]) => [tag, await locked(each)])),
) as Readonly<Record<keyof typeof own, ProjectFiles>>;

test.each([
  ['en', `Only ${literal('2', 'persons')} came from the east.`],
  ['en', 'Two clients came from the east.'],
  ['en', 'There were four young clients.'],
  ['sq', `Vetëm ${literal('2', 'persona')} erdhën nga lindja.`],
  ['sq', 'Dy klientë erdhën nga lindja.'],
  ['sr-Cyrl', `Само ${literal('2', 'лица')} са истока.`],
  ['sr-Cyrl', 'Два клијента дошла су са истока.'],
] as const)('%s: %s', async (tag, text) => {
  const said = await warned(text, tag, protectedFiles[tag]);
  expect(said).toEqual([expect.stringContaining(' warning protect/literal: ')]);
  expect(said[0]).toMatch(/^templates.shelter.md:5:/);
});

test.each([
  `Fines of ${literal('2', 'years')} and ${literal('7', 'persons')} on the board.`,
  'The shelter has two houses, and one of its clients said so. Twelve clients, two towns, four ways.',
  'Two of the three towns have no clients.',
  '{{#unchecked "The clients told it to the press"}}Two clients came from the east.{{/unchecked}}',
])('is not said of: %s', async (text) => {
  expect(await warned(text, 'en', protectedFiles.en)).toEqual([]);
});

test('is not said where no dataset is protected', async () => {
  const open = files(
    'Clients of the shelter',
    'persons',
    'accepts: [{code: protect/small, reason: Everybody knows them., by: Office, date: 2015-01-02}]',
  );
  expect(await warned('Two clients came from the east.', 'en', open)).toEqual([]);
});
