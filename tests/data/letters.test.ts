/** A name is one name in either form of its accents, wherever it is written; words of two alphabets are told. */
import { expect, test } from 'vitest';
import { MemoryProject } from '../support/memory-project.js';
import { problems } from './problems.js';

const apart = (text: string): string => text.normalize('NFD');

const packageText = `name: t
resources:
  - name: komuna
    path: komuna.csv
    columns: {vendi: "Vendi në hartë", gjinia: Gjinia}
    unpivot: {headings: ["Lindjë", "Vdekjë"], into: [ndodhi], value: numri}
    rename: {gjinia: {"Të gjithë": all, Gra: women, Burra: men}}
    schema:
      primaryKey: [vendi, gjinia, ndodhi]
      fields:
        - {name: vendi, categories: [Kërçovë, Prishtinë]}
        - {name: gjinia, categories: [women, men, all], total: all}
        - {name: ndodhi}
        - {name: numri, type: integer, unit: persons}
  - name: sipërfaqe
    path: s.json
    foreign: 1
    schema:
      primaryKey: [vendi]
      foreignKeys: [{fields: vendi, reference: {resource: komuna, fields: vendi}}]
      fields:
        - {name: vendi}
        - {name: zonë, type: integer, unit: km²}
`.replace('    foreign: 1\n', '');

const rows = `Vendi në hartë,Gjinia,Lindjë,Vdekjë
Kërçovë,Gra,4,2
Kërçovë,Burra,5,3
Kërçovë,Të gjithë,9,5
Prishtinë,Gra,14,12
Prishtinë,Burra,15,13
Prishtinë,Të gjithë,29,25
`;
const areas = '[{"vendi": "Kërçovë", "zonë": 5}, {"vendi": "Prishtinë", "zonë": 7}]';

const template = `# Report

Births in Kërçovë: {{value "komuna" vendi="Kërçovë" gjinia="all" ndodhi="Lindjë"}}.

{{#each (rows "komuna" vendi="Kërçovë" gjinia="all")}}{{[vendi]}} {{numri}} {{/each}}

{{#each (rows "sipërfaqe" vendi="Prishtinë")}}{{[zonë]}}{{/each}}

{{bars "komuna" by="vendi" gjinia="all" ndodhi="Vdekjë" title="Deaths" id="fig-a"}}

\`\`\`chart
data: komuna
id: fig-b
title: Births
filter: {gjinia: all, ndodhi: "Lindjë"}
mark: bar
encoding: {x: {field: vendi}, y: {field: numri}}
\`\`\`
`;

const project = (change: (text: string, part: number) => string) =>
  new MemoryProject({
    id: 'r',
    files: {
      'data/datapackage.yaml': change(packageText, 0),
      'data/komuna.csv': change(rows, 1),
      'data/s.json': change(areas, 2),
    },
    expects: ['gate/category'],
  }).compose(change(template, 3));

test('a package, its files and a template may each be in another form', async () => {
  const whole = await project((text) => text);
  expect(whole.texts.length).toBe(4);
  for (const odd of [0, 1, 2, 3]) {
    const read = await project((text, part) => (part === odd ? apart(text) : text));
    expect(read.problems.map((each) => each.replace(/:\d+ /, ' '))).toEqual(
      whole.problems.map((each) => each.replace(/:\d+ /, ' ')),
    );
    expect(read.texts).toEqual(whole.texts);
  }
});

test('words of two alphabets are told in cells, labels and attributes, and twins across tables', async () => {
  const text = `resources:
  - name: a
    path: a.csv
    schema:
      primaryKey: [town]
      fields:
        - {name: town, title: "Tоwn"}
        - {name: office, role: attribute}
        - {name: n, type: integer, unit: cases}
  - name: b
    path: b.csv
    schema:
      primaryKey: [town]
      fields: [{name: town}, {name: n, type: integer, unit: cases}]
`;
  const found = await problems({
    'data/datapackage.yaml': text,
    'data/a.csv': 'town,office,n\nHerat,Nоrth,10\nКабул,μs,11\n',
    'data/b.csv': 'town,n\nНеrаt,12\n',
  });
  expect(found.map((each) => each.split('\n')[0])).toEqual([
    'data/a.csv:2:7 warning data/alphabets: `Nоrth` mixes two alphabets: `о` (U+043E) is Cyrillic, most of its letters are Latin',
    'data/b.csv:2:1 warning data/alphabets: `Неrаt` mixes two alphabets: `r` (U+0072) is Latin, most of its letters are Cyrillic',
    'data/b.csv:2:1 warning data/twins: `Неrаt` in `town` looks like a category of `a`, but has other characters',
    'data/datapackage.yaml:7:31 warning data/alphabets: `Tоwn` mixes two alphabets: `о` (U+043E) is Cyrillic, most of its letters are Latin',
  ]);
});
