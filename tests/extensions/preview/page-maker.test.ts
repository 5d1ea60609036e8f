import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { PageMaker } from '../../../src/extensions/preview/page-maker.js';
import { temporaryFolder } from '../../host/temporary-folder.js';

const root = temporaryFolder(afterAll);
for (const folder of ['templates', 'data']) mkdirSync(join(root, folder));
const write = (file: string, text: string): void => writeFileSync(join(root, file), text);

write(
  'tallybook.yaml',
  `tallybook: 1
title: Visits
publisher: A library
edition: 2024
languages: [en]
reports:
  annual: {template: templates/annual.md, formats: [html]}
`,
);
write(
  'data/datapackage.yaml',
  `name: library
resources:
  - name: visits
    path: visits.csv
    title: Visits
    sources: [{title: Counter}]
    schema:
      primaryKey: [year, reader]
      fields:
        - {name: year, type: year, role: dimension}
        - name: reader
          type: string
          role: dimension
          categories:
            - {value: adults, label: Adults}
            - {value: children, label: Children}
        - {name: visits, type: integer, role: measure, title: Visits, unit: visits}
`,
);

const rows = (adults: string): string =>
  `year,reader,visits\n2023,adults,${adults}\n2023,children,7\n2024,adults,12\n2024,children,8\n`;

const chapters: Readonly<Record<string, string>> = {
  front: 'Before all chapters.\n',
  one: '# One {#one}\n\nThere were {{value "visits" year=2023 reader="adults"}} visits of adults.[^a]\n\n[^a]: A note.\n',
  two: '# Two {#two}\n\n{{table "visits" rows="reader" columns="year" caption="Visits" id="tbl-visits"}}\n\n## Within {#within}\n\nWords.\n',
  three:
    '# Three {#three}\n\nIn [](#one) and [](#tbl-visits): {{value "visits" year=2024 reader="adults"}} visits.\n',
  again:
    '# Again {#again}\n\n{{value "visits" year=2024 reader="adults"}} visits, and {{value "visits" year=2023 reader="adults"}} visits.\n',
  annex: ':::annex\n\n# An annex {#an-annex}\n\n## Its part {#its-part}\n\nMore.\n\n:::\n',
};

const steps: readonly {
  readonly text: readonly string[];
  readonly adults?: string;
  readonly change?: [string, string];
}[] = [
  { text: ['one', 'two', 'three', 'annex'] },
  // A word, and all that follows stands elsewhere.
  {
    text: ['one', 'two', 'three', 'annex'],
    change: ['Words.', 'Other words, more of them.\n\nAnd a paragraph.'],
  },
  { text: ['one', 'two', 'three', 'annex'], adults: '9' },
  { text: ['front', 'one', 'two', 'three', 'annex'] },
  // Numbers of chapters and tables, and what refers to them.
  { text: ['front', 'three', 'two', 'one', 'annex'] },
  { text: ['one', 'again', 'three', 'two'] },
  { text: ['again', 'one', 'three', 'two'], adults: '11' },
  { text: ['one', 'three', 'two'], change: ['# Two {', '# Second {'] },
  // What stands in one chapter is defined in another.
  {
    text: ['one', 'three', 'two', 'annex'],
    change: ['Words.', 'A [word][x].\n\n[x]: https://example.org\n'],
  },
  { text: ['one', 'two', 'three'] },
];

test('a page that is made of what was made before is what is made anew, and so are its places', async () => {
  const wanted = { root, only: [], languages: [] };
  const living = new PageMaker(wanted, process.env);
  const told: string[] = [];
  for (const { text, adults = '5', change: [from, to] = ['', ''] } of steps) {
    write('data/visits.csv', rows(adults));
    write(
      'templates/annual.md',
      text
        .map((name) => chapters[name] ?? '')
        .join('\n')
        .replace(from, to),
    );
    const fresh = new PageMaker(wanted, process.env);
    const of = async (maker: PageMaker) => {
      const [target] = (await maker.read()).targets;
      const { html, diagnostics } = await maker.make(target?.folder ?? '');
      return { html, diagnostics, places: await maker.places(target?.folder ?? '') };
    };
    const [kept, anew] = [await of(living), await of(fresh)];
    expect(kept).toEqual(anew);
    told.push(kept.html ?? '');
    await fresh.close();
  }
  // Each of them is another page.
  expect(new Set(told).size).toBe(steps.length);
  await living.close();
});

test('files with the ends of lines of Windows make the same page', async () => {
  const maker = new PageMaker({ root, only: [], languages: [] }, process.env);
  await maker.read();
  const { html } = await maker.make('annual/en');
  for (const file of ['tallybook.yaml', 'templates/annual.md', 'data/datapackage.yaml', 'data/visits.csv'])
    write(file, readFileSync(join(root, file), 'utf8').replaceAll('\n', '\r\n'));
  await maker.read();
  const again = await maker.make('annual/en');
  expect(again.html).toContain('There were');
  expect(again.html).toBe(html);
  await maker.close();
});
