/** A Word file becomes a template: its text is kept, and a number becomes a helper where the words around it leave one cell. */
import { expect, test } from 'vitest';
import { openReport } from '../../../src/extensions/describe/word/begin-reports.js';
import { convert, dataIn } from '../../../src/extensions/describe/word/convert.js';
import { tablesOf } from '../../../src/extensions/describe/word/match/tables.js';
import { readReport } from '../../../src/extensions/describe/word/read/read-report.js';
import { findTable, tableText } from '../../../src/extensions/describe/word/write/find-table.js';
import { inlineOf } from '../../../src/extensions/describe/word/write/inline.js';
import { listOf } from '../../../src/extensions/describe/word/write/questions.js';
import { markdownTable, numberReader } from '../../../src/extensions/describe/word/write/tables.js';
import type { PublishedData, PublishedDataset } from '../../../src/model/dataset/dataset.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { memoryHost } from '../../memory-host.js';
import { paragraph, run, wordFile } from '../../support/word-file.js';
import { describedData, knownReport, lookUpKnown } from '../../support/word-report.js';

const read = (input: Parameters<typeof wordFile>[0]) => {
  const report = readReport(wordFile(input), standardLimits);
  if ('message' in report) throw new Error(report.message);
  return report;
};

/** Data of which each category of each year has another number. */
const rows = (categories: readonly string[], head: string, start: number): string =>
  [
    head,
    ...[2022, 2023, 2024].flatMap((year, index) =>
      categories.map((name, place) => `${year},${name},${start + 1379 * place + 217 * index}`),
    ),
    '',
  ].join('\n');

const visits = rows(['Children', 'Adults'], 'year,reader,visits', 4103);

async function converted(body: string, files: Readonly<Record<string, string>>, parts = {}) {
  return await convertedWith(body, await describedData(files), parts);
}

async function convertedWith(body: string, data: PublishedData, parts = {}) {
  return await convert({
    report: read({ body, parts }),
    data,
    lastYear: 2024,
    title: 'Report 2024',
    tool: memoryHost({}).tool,
  });
}

const texts = (...all: readonly string[]): string => all.map((text) => paragraph(run(text))).join('');

test('reads what a template needs, and leaves out what Word makes anew or hides', () => {
  const style = (id: string): string => `<w:pStyle w:val="${id}"/>`;
  const report = read({
    parts: {
      styles:
        '<w:docDefaults/><w:style w:styleId="Kreu"><w:name w:val="Kreu"/><w:basedOn w:val="x1"/></w:style><w:style w:styleId="x1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>',
      footnotes: `<w:footnote w:id="2">${paragraph(run('As counted.'))}</w:footnote>`,
    },
    pictures: { 'logo.png': new Uint8Array([1]) },
    body: [
      paragraph(run('Contents 1'), undefined, style('t')),
      paragraph(run('Visits'), undefined, style('Kreu')),
      paragraph(run('Details'), undefined, '<w:outlineLvl w:val="1"/>'),
      paragraph(
        `${run('There were 12')}${run('3 visits')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r><w:fldSimple w:instr="REF x">${run(', see Table 7')}</w:fldSimple><w:del>${run('old', 'w:delText')}</w:del><w:ins>${run(' new')}</w:ins>`,
      ),
      `<w:p><w:r><mc:AlternateContent><mc:Choice>${run('once')}</mc:Choice><mc:Fallback>${run('twice')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" descr="Our house"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="r2"/></w:drawing></w:r></w:p>',
      `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${paragraph(run('a'))}</w:tc></w:tr></w:tbl>`,
    ].join(''),
  });
  expect(
    report.blocks.map((each) => ('text' in each ? `${each.kind} ${each.level} ${each.text}` : each.rows)),
  ).toEqual([
    'heading 1 Visits',
    'heading 2 Details',
    'paragraph 1 There were 123 visits⁴, see Table 7 new',
    'paragraph 1 once',
    'paragraph 1 ',
    [['a', '']],
  ]);
  const [, , , , picture] = report.blocks;
  expect(picture).toMatchObject({
    spans: [{ picture: { part: 'word/media/logo.png', alternative: 'Our house' } }],
  });
  expect([...report.notes.keys()]).toEqual(['note-2']);
  expect(report.leftOut).toEqual(['tracked changes are read as accepted']);
});

test('writes helpers for numbers whose keys are said, with the years of the edition, and lists the others with candidates', async () => {
  const { draft, found, edition } = await converted(
    texts(
      'In 2024 children made 4,537 visits, {after} 4,320 in 2023.',
      'Adults made 5,916 visits. A stranger counted 5,699.',
    ) + paragraph(`<w:r><w:rPr><w:b/></w:rPr><w:t>5,916</w:t></w:r>${run(' visits of adults')}`),
    { 'visits.csv': visits },
  );
  expect(draft.template).toBe(`---
title: "Report {edition}"
---

In {{edition}} children made {{value "visits" year="edition" reader="Children"}} visits, \\{after\\} {{value "visits" year="edition-1" reader="Children"}} in {{edition -1}}.

Adults made {{value "visits" year="edition" reader="Adults"}} visits. A stranger counted 5,699.

**{{value "visits" year="edition" reader="Adults"}}** visits of adults
`);
  const list = listOf({ name: 'r.docx', template: 't.md', draft, found, edition, claims: ['t.md:1:1 said'] });
  expect(list).toContain('Of 5 numbers in its sentences, 4 are read from the data now;');
  expect(list).toContain('- [ ] t.md:7:90 “5,699” in “A stranger counted 5,699.”');
  expect(list).toContain(
    '- [ ] “5,916” in “Adults made 5,916 visits”: `{{value "visits" year="edition" reader="Adults"}}`',
  );
  expect(list).toContain('`{{value "visits" year="edition-1" reader="Adults"}}` (not said: year=2023)');
  expect(list).toContain('- [ ] t.md:1:1 said');
});

test('adds up long data, also what an attribute puts together, and divides by other data where several numbers do', async () => {
  const towns = ['Alder', 'Brack', 'Colne'];
  const of = (year: number, town: number, place: number): string =>
    (4211.3 + 733.7 * town + 1512.9 * place + (year - 2023) * 97.4).toFixed(1);
  const tonnes = [2023, 2024].flatMap((year) =>
    towns.flatMap((town, index) =>
      ['Paper', 'Glass', 'Residual'].map(
        (material, place) =>
          `${year},${town},${material},${place === 2 ? 'Disposal' : 'Recycling'},${of(year, index, place)}`,
      ),
    ),
  );
  const people = [2023, 2024].flatMap((year) =>
    towns.map((town, index) => `${year},${town},${31_207 + 5119 * index + (year - 2023) * 208}`),
  );
  const { draft } = await converted(
    texts(
      'In 2024 the towns collected 58,997.7 tonnes, of which 34,793.1 tonnes went to recycling.',
      'Alder had 555.9 kg for each inhabitant in 2024, Brack 538.3 kg and Colne 525.0 kg.',
    ),
    {
      'tonnes.csv': ['year,town,material,route,tonnes', ...tonnes, ''].join('\n'),
      'people.csv': ['year,town,inhabitants', ...people, ''].join('\n'),
    },
  );
  expect(draft.template).toMatchInlineSnapshot(`
    "---
    title: "Report {edition}"
    ---

    In {{edition}} the towns collected {{sum "tonnes" year="edition" town="*" material="*"}} tonnes, of which {{sum "tonnes" year="edition" town="*" material="Paper|Glass"}} tonnes went to recycling.

    Alder had {{rate (sum "tonnes" year="edition" town="Alder" material="*") of=(value "people" year="edition" town="Alder") per=1000}} kg for each inhabitant in {{edition}}, Brack {{rate (sum "tonnes" year="edition" town="Brack" material="*") of=(value "people" year="edition" town="Brack") per=1000}} kg and Colne {{rate (sum "tonnes" year="edition" town="Colne" material="*") of=(value "people" year="edition" town="Colne") per=1000}} kg.
    "
  `);
});

test('says for what a number of one unit is told by another', async () => {
  const rows = [2023, 2024].flatMap((year) =>
    ['Alder', 'Brack', 'Colne'].map(
      (town, index) =>
        `${year},${town},${(17_211.3 + 6133.7 * index * index + year).toFixed(1)},${31_207 + 5119 * index}`,
    ),
  );
  const data = await describedData({ 'waste.csv': ['year,town,waste,people', ...rows, ''].join('\n') });
  const fields = data.waste?.fields.map((each) => ({
    ...each,
    unit: each.name === 'waste' ? 'tonnes' : 'inhabitants',
  }));
  const { draft } = await convertedWith(
    texts('In 2024 Alder had 0.616 t for each inhabitant, Brack 0.698 t and Colne 1.056 t.'),
    { waste: { ...(data.waste as PublishedDataset), fields: fields ?? [] } },
  );
  expect(draft.template).toContain('measure="people") per="inhabitants" digits=3}} t for each inhabitant');
});

test.each(['2023/24', '2023 and 2024', '2023–2024'])('leaves a year that is half of %s', async (pair) => {
  const body = texts(
    `In ${pair} children made 4,320 visits. In 2024 adults made 5,916 visits, and 5,699 in 2023.`,
  );
  const { template } = (await converted(body, { 'visits.csv': visits })).draft;
  expect(template).toContain(`In ${pair} children`);
  expect(template).toContain('In {{edition}} adults');
});

test('a sum over a run of years goes on with the edition', async () => {
  const { draft } = await converted(
    texts(
      'From 2022 to 2024 children made 12,960 visits.',
      'In 2024 children made 4,537 visits, and adults 5,916.',
    ),
    { 'visits.csv': visits },
  );
  expect(draft.template).toContain('{{sum "visits" from=2022 to="edition" reader="Children"}} visits');
});

test('knows months by their names, and the last one of a series without it', async () => {
  const months = Array.from({ length: 24 }, (_, index) =>
    new Date(Date.UTC(2023, index + 1, 0)).toISOString().slice(0, 10),
  );
  const row = (name: string, of: (index: number) => number): string =>
    [name, ...months.map((_, index) => of(index))].join(',');
  const { draft } = await converted(
    texts(
      'In March 2024 the heart ward had 4,317 patients on its waiting list.',
      'Of the eye ward there are 9,214 patients on the waiting list, 2,004 more than a year before.',
    ),
    {
      'waiting-list.csv': [
        ['ward', ...months].join(','),
        row('Heart', (index) => 3063 + 167 * index - (index % 5) * 271),
        row('Eye', (index) => 5373 + 167 * index),
        '',
      ].join('\n'),
    },
  );
  expect(draft.template).toMatchInlineSnapshot(`
    "---
    title: "Report {edition}"
    ---

    In March 2024 the heart ward had {{value "waiting-list" ward="Heart" month="2024-03"}} patients on its waiting list.

    Of the eye ward there are {{value "waiting-list" ward="Eye" month="2024-12"}} patients on the waiting list, {{change "waiting-list" ward="Eye" from="2023-12" to="2024-12" absolute=true}} more than a year before.
    "
  `);
});

test('a change to the year before moves as a whole, unless its sentence names both years', async () => {
  const { template } = (
    await converted(
      texts(
        ...Array.from({ length: 6 }, () => 'In 2024 there were 300 visits.'),
        'The number of visits has fallen every year: by 50 in 2022, by 40 in 2023 and by 20 in 2024.',
        'From 2022 to 2023 visits fell by 40.',
      ),
      { 'visits.csv': 'year,visits\n2021,410\n2022,360\n2023,320\n2024,300\n' },
    )
  ).draft;
  expect(template).toContain(
    'by {{change "visits" from="edition-2" to="edition-1" absolute=true}} in {{edition -1}}',
  );
  expect(template).toContain('by {{change "visits" from=2022 to="edition-1" absolute=true}}');
});

test('reads numbers that are written as words', async () => {
  const made = await converted(
    texts(
      'In 2024 children made 4,537 visits, and adults twenty-one visits.',
      'In 2023 adults made sixty-four visits. Adults made sixty-four per cent of the visits in 2023.',
    ),
    {
      'visits.csv':
        'year,reader,visits\n2023,Children,4320\n2023,Adults,64\n2024,Children,4537\n2024,Adults,21\n',
    },
  );
  const filled = made.found.numbers.filter(({ pick }) => pick !== undefined);
  expect(filled.map(({ context }) => context.typed.text)).toEqual(['4,537', 'twenty-one', 'sixty-four']);
});

test.each([
  [
    'among several years only that of the report goes without a word',
    'In 2024 adults made 5,916 visits, and 5,699 in 2023. Those of children rose to {4,320}.',
  ],
  ['a year that is said', 'In 2023 children made {4,537} visits.'],
  ['a year right behind the number', 'Adults made 5,916 visits in 2024 and {5,916} in 2023.'],
  ['a year of a later sentence', 'Children made {4,320} visits. In 2023 adults had made 5,699.'],
  ['a year in brackets', 'Adults made 5,916 visits (5,699 in 2023). Children made {4,320} visits.'],
  [
    'the year before of another number',
    'Adults made 5,916 visits, after 5,699 the year before, and children {4,320}.',
  ],
  ['the year before that is compared with', 'Children made {4,320} visits, more than in the year before.'],
  ['a year right before the number', 'Adults came more often in 2024 than in 2023 ({5,916}).'],
  ['what it rose from', 'Visits of children rose from {4,537} to 4,537.'],
  ['the name right behind the number', 'In 2024 {5,916} children and 5,916 adults came.'],
])('fills in nothing against %s', async (_, text) => {
  const body = texts(text.replace(/[{}]/g, ''), 'Adults made 5,916 visits.', 'Children made 4,537 visits.');
  const { draft, found } = await converted(body, { 'visits.csv': visits });
  const [asked] = found.numbers.filter(({ pick }) => pick === undefined);
  expect(asked?.context.typed.text).toBe(/\{(.*)\}/.exec(text)?.[1]);
  expect(asked?.candidates[0]?.missing).toHaveLength(1);
  expect(draft.template.match(/\{\{value/g)).toHaveLength(found.numbers.length - 1);
});

test('a long number of another year is asked for though the data have it once', async () => {
  const long = rows(['Children', 'Adults'], 'year,reader,visits', 41_033);
  const { template } = (
    await converted(texts('In 2024 children made 41,467 visits. Adults made 42,629.'), { 'v.csv': long })
  ).draft;
  expect(template).toContain('Adults made 42,629.');
});

test.each([
  ['In 2022 adults made 5,482 visits. Children made 4,103.', 'year=2022 reader="Children"'],
  ['Since 2022, when children made 4,103 visits, they rose.', 'year=2022 reader="Children"'],
  ['Adults made 5,916 visits in 2024, more than in 2022 (5,482).', 'year=2022 reader="Adults"'],
])('the year before a number is said: %s', async (text, keys) => {
  const body = texts(text, 'Adults made 5,916 visits. Children made 4,537.');
  expect((await converted(body, { 'visits.csv': visits })).draft.template).toContain(keys);
});

test('fills in nothing where the data are those of another report, and says so', async () => {
  const { draft, found, edition } = await converted(
    texts('In 2024 children made 9,999 visits, 8,888 in 2023 and 4,103 in 2022.', 'Adults made 7,777.'),
    { 'visits.csv': visits },
  );
  expect(draft.template).not.toContain('{{');
  expect(listOf({ name: 'r', template: 't', draft, found, edition, claims: [] })).toContain(
    '**These data are not those of the report**',
  );
});

test('says nothing of data with which no long number was compared', async () => {
  const { draft, found, edition } = await converted(texts('It has 12 rooms.'), { 'visits.csv': visits });
  expect(found.agreement).toBeUndefined();
  const list = listOf({ name: 'r', template: 't', draft, found, edition });
  expect(list).not.toContain('not those of the report');
  expect(list).toContain('`build --draft` lists them');
});

test('a picture is asked what it shows, and is no heading', async () => {
  const drawing =
    '<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="r0"/></w:drawing>';
  const { questions } = (
    await convert({
      report: read({
        body: paragraph(`<w:r>${drawing}</w:r>`),
        pictures: { 'logo.png': new Uint8Array([1]) },
      }),
      data: {},
      ...{ lastYear: 2024, title: 'Report 2024', tool: memoryHost({}).tool },
    })
  ).draft;
  expect(questions.map(({ text }) => text)).toEqual([
    expect.stringContaining('a picture: say in its brackets'),
  ]);
});

test('the caption of a picture is its own, above or below it, and one of another program stays text', async () => {
  const drawing = `<w:r><w:drawing><wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" descr="Bars"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="r1"/></w:drawing></w:r>`;
  const sequence = `<w:fldSimple w:instr=" SEQ Figure ">${run('1')}</w:fldSimple>`;
  const caption = (inner: string): string => paragraph(inner, undefined, '<w:pStyle w:val="c"/>');
  const templateOf = async (name: string, body: string) =>
    (
      await convert({
        report: read({
          body,
          parts: { styles: '<w:style w:styleId="c"><w:name w:val="caption"/></w:style>' },
          pictures: { [name]: new Uint8Array([1]) },
        }),
        data: {},
        ...{ lastYear: 2024, title: 'Report 2024', tool: memoryHost({}).tool },
      })
    ).draft.template;
  const below = caption(`${run('Figure ')}${sequence}${run('. Water "delivered" [m]')}`);
  expect(await templateOf('a.png', `${texts('Before.')}${paragraph(drawing)}${below}`)).toContain(
    'Before.\n\n![Bars](media/a.png){#fig-1 caption="Water \\"delivered\\" \\[m\\]"}\n',
  );
  expect(await templateOf('a.png', below + paragraph(drawing))).toContain('![Bars](media/a.png){#fig-1');
  expect(await templateOf('a.emf', paragraph(drawing) + below)).toContain('\nWater "delivered" \\[m\\]\n');
});

test('columns of numbers are to the right, also with signs of money, shares and gaps', () => {
  const rows = [
    ['Year', 'Paid', 'Share', 'Left', 'Mixed', 'None'],
    ['2023', '€1.84', '12%', '–', '7', ''],
    ['2024', '€1,340', '1.5%', '-3', 'seven', '–'],
  ];
  const table = markdownTable(
    { kind: 'table', rows },
    { caption: '', id: 't', read: numberReader('.'), written: [] },
  );
  expect(table.split('\n')[1]).toBe('| :-- | --: | --: | --: | :-- | :-- |');
});

test('gives each file an id of its own', () => {
  const ids = new Set<string>();
  const body = wordFile({ body: texts('a') });
  for (const name of ['2024.docx', 'Извештај.docx', 'Годишњи.docx', 'A b.docx', 'a-b.docx'])
    openReport(name, body, standardLimits, ids);
  expect([...ids]).toEqual(['report-2024', 'report', 'report-2', 'a-b', 'a-b-2']);
});

test('reads numbers of damaged files within bounds', () => {
  const cell = (span: string): string =>
    `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr>${texts('a')}</w:tc>`;
  const item = (level: string): string =>
    paragraph(run('b'), undefined, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);
  const { blocks } = read({
    body: `<w:tbl><w:tr>${cell('0')}${cell('two')}</w:tr></w:tbl>${paragraph(run('c'), undefined, '<w:outlineLvl w:val="x"/>')}${item('-5')}${item('99999')}`,
  });
  expect(blocks).toMatchObject([
    { rows: [['a', 'a']] },
    { kind: 'paragraph' },
    { kind: 'item', level: 1 },
    { kind: 'item', level: 9 },
  ]);
});

test('keeps the escapes of an address, and lets no bracket end it', () => {
  const href = 'https://x.org/a%20b(1)?q=%25 č';
  const block = { kind: 'paragraph', text: 'law', isOrdered: false, isBold: false, level: 1 } as const;
  const spans = [{ at: 0, end: 3, href }];
  const { text } = inlineOf({ ...block, spans }, { numbers: [], edition: 2024, pathOf: () => undefined });
  expect(text).toBe('[law](https://x.org/a%20b\\(1\\)?q=%25%20%C4%8D)');
});

test('loses no words beside titles, tables and figures, and tells which marks it leaves out', async () => {
  const styled = (style: string, inner: string): string =>
    paragraph(inner, undefined, `<w:pStyle w:val="${style}"/>`);
  const note = '<w:r><w:footnoteReference w:id="2"/></w:r>';
  const { draft } = await converted(
    [
      styled('t', run('Report 2024')),
      styled('t', run('of the library')),
      styled('c', `${run('Table 1: Rooms')}${note}`),
      `<w:tbl><w:tr><w:tc>${paragraph(`${run('Hall')}${note}`)}</w:tc></w:tr></w:tbl>`,
      styled('c', run('Figure 1: Rooms')),
    ].join(''),
    { 'visits.csv': visits },
    {
      styles:
        '<w:style w:styleId="t"><w:name w:val="title"/></w:style><w:style w:styleId="c"><w:name w:val="caption"/></w:style>',
      footnotes: `<w:footnote w:id="2">${paragraph(run('As counted.'))}</w:footnote>`,
    },
  );
  expect(draft.template).toContain('of the library');
  expect(draft.template.match(/Rooms/g)).toHaveLength(2);
  expect(draft.questions.flatMap(({ text = [] }) => text)).toEqual([
    'the mark `[^note-2]` of a note in “Rooms” is left out',
    'the mark `[^note-2]` of a note in a table is left out',
  ]);
});

test('prints tables that the data have, keeps others as they are, and cuts numbers that the build gives', async () => {
  const table = (cells: readonly (readonly string[])[]): string =>
    `<w:tbl>${cells.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${texts(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;
  const caption = (text: string): string => paragraph(run(text), undefined, '<w:pStyle w:val="c"/>');
  const heading = (text: string): string => paragraph(run(text), undefined, '<w:outlineLvl w:val="0"/>');
  const { draft } = await converted(
    [
      heading('1. Visits'),
      caption('Table 3: Visits by reader'),
      table([
        ['Reader', '2023', '2024'],
        ['Children', '4,320', '4,537'],
        ['Adults', '5,699', '5,916'],
      ]),
      heading('2. Rooms'),
      table([
        ['Room', 'Seats'],
        ['Hall', '40'],
        ['Attic', '12'],
      ]),
      caption('Table 4. Rooms'),
    ].join(''),
    { 'visits.csv': visits },
    { styles: '<w:style w:styleId="c"><w:name w:val="caption"/></w:style>' },
  );
  expect(draft.template).toContain(`# Visits

{{table "visits" rows="reader" columns="year" from="edition-1" to="edition" caption="Visits by reader" id="tbl-1"}}

# Rooms

| Room | Seats |
| :-- | --: |
| Hall | 40 |
| Attic | 12 |

: Rooms {#tbl-2}
`);
  expect(draft.files.get('tables/table-2.csv')).toBe('Room,Seats\nHall,40\nAttic,12\n');
  expect(draft.questions.map(({ text = '' }) => text).join()).toContain('table 2 is in no dataset');
});

test.each([
  [
    'years that go back',
    ['2024', '2023'],
    [
      ['Children', '4,537', '4,320'],
      ['Adults', '5,916', '5,699'],
    ],
  ],
  [
    'years with a gap',
    ['2022', '2024'],
    [
      ['Children', '4,103', '4,537'],
      ['Adults', '5,482', '5,916'],
    ],
  ],
  [
    'a category twice',
    ['2023', '2024'],
    [
      ['Adults', '5,699', '5,916'],
      ['Adults', '5,699', '5,916'],
    ],
  ],
])('keeps a table typed that has %s, since the helper would print another', (_, years, body) => {
  const table = { kind: 'table' as const, rows: [['Reader', ...years], ...body] };
  return describedData({ 'visits.csv': visits }).then((data) =>
    expect(findTable(table, tablesOf(data, new Set()), numberReader('.'))).toBeUndefined(),
  );
});

const both = `year,reader,visits,loans
2023,Children,4320,811
2023,Adults,5699,902
2023,Total,10019,1713
2024,Children,4537,815
2024,Adults,5916,977
2024,Total,10453,1792
`;

test.each([
  [
    'years as rows',
    [
      ['Year', 'Children', 'Adults', 'All'],
      ['2023', '4,320', '5,699', '10,019'],
      ['2024', '4,537', '5,916', '10,453'],
    ],
    'rows="year" columns="reader" measure="visits" from="edition-1" to="edition"',
  ],
  [
    'a column of values of one year, in another order',
    [
      ['Reader', 'Visits in 2023'],
      ['Adults', '5,699'],
      ['Children', '4,320'],
    ],
    'rows="reader" measure="visits" reader="Adults|Children" year="edition-1"',
  ],
  [
    'measures in columns',
    [
      ['Reader', 'Visits', 'Loans'],
      ['Children', '4,537', '815'],
      ['Adults', '5,916', '977'],
      ['All', '10,453', '1,792'],
    ],
    'rows="reader" year="edition"',
  ],
  [
    'years of one category',
    [
      ['', 'Loans', 'Visits'],
      ['2023', '902', '5,699'],
      ['2024', '977', '5,916'],
    ],
    'rows="year" measure="loans|visits" from="edition-1" to="edition" reader="Adults"',
  ],
])('prints a table that has %s from the data', async (_, table, expected) => {
  const tables = tablesOf(await describedData({ 'library.csv': both }), new Set());
  const found = findTable({ kind: 'table', rows: table }, tables, numberReader('.'));
  expect(found && tableText(found, 2024, '', 't')).toBe(`{{table "library" ${expected} id="t"}}`);
});

test.each([
  [
    'sq',
    rows(['Fëmijë', 'Të rritur'], 'viti,lexuesi,vizita', 4103),
    'Në vitin 2024 fëmijët bënë 4.537 vizita, kurse 16 nga 29 prej tyre ishin në vitin 2009. Vizitat e fëmijëve u rritën për 217 krahasuar me 2023.',
    ['4.537', '217'],
  ],
  [
    'sr-Cyrl',
    rows(['Деца', 'Одрасли'], 'година,читалац,посете', 4103),
    'У 2024. години било је 4.537 посета (деца), а 16 од 29 било је 2009. године. Посете деце су порасле за 217 у односу на 2023.',
    ['4.537', '217'],
  ],
])('knows the words of %s', async (language, csv, text, expected) => {
  const made = await converted(texts(text), { 'v.csv': csv });
  expect(made.language).toBe(language);
  const filled = made.found.numbers.filter(({ pick }) => pick !== undefined);
  expect(filled.map(({ context }) => context.typed.text)).toEqual(expected);
  expect(made.draft.template).toMatch(/(?:Në vitin|У) \{\{edition\}\}/);
});

test('tables with gaps and merged heads are data, without the marks of their language between thousands', async () => {
  const tables = async (words: string, cells: readonly (readonly string[])[]) => {
    const row = (each: readonly string[]) =>
      `<w:tr>${each.map((cell) => `<w:tc>${cell.startsWith('+') ? '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' : ''}${texts(cell.replace('+', ''))}</w:tc>`).join('')}</w:tr>`;
    const report = read({ body: `${texts(words)}<w:tbl>${cells.map(row).join('')}</w:tbl>` });
    const data = await dataIn(report, memoryHost({}).tool);
    return [...data.values()].map((bytes) => new TextDecoder().decode(bytes));
  };
  expect(
    await tables('These are all the visits of the year.', [
      ['Branch', '+2023', '+2024'],
      ['', 'Visits', 'Loans', 'Visits', 'Loans'],
      ['Central', '64,771', '', '–', '1,234,567.5'],
      ['Harbour', '', '…', '312', ''],
      ['Hillside', '8', '9', '7', '5'],
    ]),
  ).toEqual([
    'Branch,2023,,2024,\n,Visits,Loans,Visits,Loans\nCentral,64771,,–,1234567.5\nHarbour,,…,312,\nHillside,8,9,7,5\n',
  ]);
  expect(
    await tables('Këto janë vizitat e vitit dhe huazimet që u bënë.', [
      ['Dega', '2023', '2024'],
      ['Qendra', '64.771', '12,5'],
      ['Porti', '', '1.250,5'],
    ]),
  ).toEqual(['Dega,2023,2024\nQendra,64771,"12,5"\nPorti,,"1250,5"\n']);
});

test('a cell merged down the side is said of each row, and neither a head nor a number is', () => {
  const cell = (text: string, merge?: string) =>
    `<w:tc><w:tcPr>${merge === undefined ? '' : `<w:vMerge${merge}/>`}</w:tcPr>${texts(text)}</w:tc>`;
  const start = ' w:val="restart"';
  const cells = [
    [cell('Region', start), cell('Year', start), cell('Visits')],
    [cell('', ''), cell('', ''), cell('Guests')],
    [cell('North', start), cell('Girls', start), cell('5', start)],
    [cell('', ''), cell('', ''), cell('', ''), cell('7')],
    [cell('', ''), cell('Boys'), cell('')],
  ];
  const { blocks } = read({
    body: `<w:tbl>${cells.map((row) => `<w:tr>${row.join('')}</w:tr>`).join('')}</w:tbl>`,
  });
  expect(blocks.flatMap((each) => ('rows' in each ? each.rows : []))).toEqual([
    ['Region', 'Year', 'Visits'],
    ['', '', 'Guests'],
    ['North', 'Girls', '5'],
    ['North', 'Girls', '', '7'],
    ['North', 'Boys', ''],
  ]);
});

test('takes no number of a known report for another one, and finds four in five', async () => {
  const known = knownReport('finance');
  const { tallies, wrong } = await lookUpKnown(known, await describedData(known.data));
  expect(wrong).toEqual([]);
  const data = [...tallies].filter(([type]) => type !== 'other').map(([, tally]) => tally);
  const sum = (key: 'all' | 'right'): number => data.reduce((all, each) => all + each[key], 0);
  expect(sum('right') / sum('all')).toBeGreaterThan(0.8);
});

test('a year in the heading of a column is said, or the number of another year is not taken', async () => {
  const { draft } = await converted(
    texts(
      'Courts had 6,113 complaints received in 2024, after 5,871 in 2023.',
      'Police had 4,702 complaints received in 2024.',
    ),
    {
      'complaints.csv':
        'body,received 2023,received 2024\nCourts,5871,6113\nPolice,4702,4988\nSchools,3316,3522\n',
    },
  );
  expect(draft.template).toContain('{{value "complaints" body="Courts" measure="received-2024"}} complaints');
  expect(draft.template).toContain('{{value "complaints" body="Courts" measure="received-2023"}} in 2023');
  expect(draft.template).toContain('Police had 4,702');
});

const libraries = `Branch,visits 2023,visits 2024
Northgate,24138,25691
Harbour,9854,10322
Mill Lane,8721,8446
All town branches,42713,44459
Boards,31,33
`;

test('a total that no package declares needs no word, and changes are told between columns of single years', async () => {
  const { draft } = await converted(
    texts(
      'In 2024 there were 44,459 visits, 1,746 more than in 2023.',
      'Northgate had 25,691 visits in 2024, an increase of 6.4%.',
    ),
    { 'visits.csv': libraries },
  );
  expect(draft.template).toContain(
    '{{value "visits" Branch="All town branches" measure="visits-2024"}} visits',
  );
  expect(draft.template).toContain(
    '{{change (value "visits" Branch="All town branches" measure="visits-2024") from=(value "visits" Branch="All town branches" measure="visits-2023") absolute=true}} more',
  );
  expect(draft.template).toContain(
    '{{percent-change (value "visits" Branch="Northgate" measure="visits-2024")',
  );
});

test('numbers in millions, in thousands and rounded ones are printed as they were typed', async () => {
  const { draft } = await converted(
    texts(
      'In 2024 spending on salaries was EUR 8.6 million. Rent cost EUR 1,118 thousand, about 1,120,000 euro.',
      'In 2024 rent cost EUR 1,118,000, and salaries EUR 8,597,000. In 2023 rent cost EUR 1,090,000.',
    ),
    {
      'spending.csv':
        'year,item,spending (EUR thousand)\n2023,Salaries,8120\n2023,Rent,1090\n2024,Salaries,8597\n2024,Rent,1118\n',
    },
  );
  expect(draft.template).toContain('EUR {{millions "spending" year="edition" item="Salaries"}}.');
  expect(draft.template).toContain('EUR {{thousands "spending" year="edition" item="Rent"}} thousand');
  expect(draft.template).toContain('about {{value "spending" year="edition" item="Rent" digits=-4}} euro');
  expect(draft.template).toContain('cost EUR {{value "spending" year="edition" item="Rent"}}, and');
});

test('a long whole number is a cell that was rounded, and none that was cut', async () => {
  const { draft } = await converted(
    texts(
      'In 2024 the network had 3,212 km of mains in Marsh and 1,049 km in Linton. The staff walked 1,048 km.',
    ),
    { 'mains.csv': 'year,district,mains km\n2024,Marsh,3212.4\n2024,Linton,1048.6\n' },
  );
  const mains = (district: string): string =>
    `{{value "mains" year="edition" district="${district}" digits=0}} km`;
  expect(draft.template).toContain(`${mains('Marsh')} of mains in Marsh and ${mains('Linton')} in Linton.`);
  expect(draft.template).toContain('walked 1,048 km');
});

test('changes between school years are found where the text names the first, and nowhere else', async () => {
  const { draft } = await converted(
    texts(
      'In 2023/24 the county had 12,410 pupils. In 2024/25 it had 13,262 pupils, 852 more than in 2023/24 and 2,151 more than in 2020/21. The number of pupils rose by 10.8% in the same time.',
    ),
    { 'pupils.csv': 'year,pupils\n2020/21,11111\n2021/22,11969\n2023/24,12410\n2024/25,13262\n' },
  );
  const since = (year: string): string => `{{change "pupils" from="${year}" to="2024/25" absolute=true}}`;
  expect(draft.template).toContain(
    `${since('2023/24')} more than in 2023/24 and ${since('2020/21')} more than`,
  );
  // 13,262 is 10.8 % more than in 2021/22, which nothing says.
  expect(draft.template).toContain('rose by 10.8% in');
});

test('columns of two years and of a day in the second are those of an edition of two years', async () => {
  const { draft } = await converted(
    texts(
      'In 2024/25 the trust performed 61,682 operations.',
      'The waiting list of Alder fell by 5.08% to 16,935 patients. In Birch the number of operations fell by 6.2%.',
      // The list of Cedar fell by 2.54 %, of which the sentence does not speak.
      'In Alder the number of operations rose to 6,339, in Cedar by 2.54%.',
    ),
    {
      'trust.csv': 'year,operations\n2023/24,58956\n2024/25,61682\n',
      'hospitals.csv': [
        'hospital,operations 2023/24,operations 2024/25,"waiting list, March 2024","waiting list, March 2025"',
        'Alder,5901,6339,17842,16935',
        'Birch,6339,5946,2450,2480',
        'Cedar,812,970,1300,1267',
        '',
      ].join('\n'),
    },
  );
  const list = (year: number): string =>
    `(value "hospitals" hospital="Alder" measure="waiting-list-march-${year}")`;
  expect(draft.template).toContain(
    `fell by {{percent-change ${list(2025)} from=${list(2024)} absolute=true digits=2}} to {{value "hospitals" hospital="Alder" measure="waiting-list-march-2025"}} patients`,
  );
  expect(draft.template).toContain('in Cedar by 2.54%');
});

test('a sheet whose row of totals has no days is data without that row, in a report of a year before they end', async () => {
  const data = await describedData({
    'projects.csv':
      'project,start,finish,cost in euros\nWeirside,2022-03-14,2027-09-30,8412350\nKelsall,2023-01-10,2026-06-30,6980120\nPriory,2024-02-01,2026-11-15,1912350\nAll projects,,,17304820\n',
  });
  expect(data.projects?.rows).toHaveLength(3);
  const { edition } = await convert({
    report: read({
      body: texts('Yearly report 2024', ...Array.from({ length: 6 }, () => 'It works.'), 'Two end in 2026.'),
    }),
    ...{ data, lastYear: 2027, title: 'Report', tool: memoryHost({}).tool },
  });
  expect(edition).toBe(2024);
});

test('a list of contents is made anew where the Word file had one, and a list of figures is not', async () => {
  const field = (instruction: string): string =>
    paragraph(`<w:r><w:instrText>${instruction}</w:instrText></w:r>`) + texts('It works.');
  const data = { 'staff.csv': 'year,staff\n2023,412\n' };
  const templateOf = async (body: string) => (await converted(body, data)).draft.template;
  expect(await templateOf(field('TOC \\o "1-3" \\h'))).toMatch(/^---\n\n::contents\n\nIt works/mu);
  expect(await templateOf(field('TOC \\h \\z \\c "Figure"'))).not.toContain('::contents');
});

test.each([
  [['National Road Safety Agency of Caldermark', 'Road safety'], 'National Road Safety Agency of Caldermark'],
  [['Ministarstvo prosvete', 'Godišnji izveštaj'], 'Ministarstvo prosvete'],
  [
    ['Annual report of the Ministry of Education', 'Farms, land and support', 'Portalis, March 2026'],
    undefined,
  ],
])('the cover %j names the publisher', async (lines, publisher) => {
  const body = texts(...lines) + paragraph(run('Summary'), undefined, '<w:outlineLvl w:val="0"/>');
  const agency = texts('The Agency of Roads counts them');
  expect((await converted(body + agency, { 'staff.csv': 'year,staff\n2023,412\n' })).publisher).toBe(
    publisher,
  );
});

test('headings of one level below a higher one stay beside each other', async () => {
  const heading = (text: string, level: number): string =>
    paragraph(run(text), undefined, `<w:outlineLvl w:val="${level - 1}"/>`);
  const { draft } = await converted(heading('Water', 1) + heading('Sources', 3) + heading('Contact', 3), {
    'staff.csv': 'year,staff\n2023,412\n',
  });
  expect(draft.template).toMatch(/^# Water\n+## Sources\n+## Contact$/mu);
});

const hospitals = [
  'hospital,waiting-2023,waiting-2024,operations-2024,median-wait',
  'Alder,9731,9042,15687,9.4',
  'Brack,4418,4107,8863,8.1',
  'Colne,2069,1913,3391,11.2',
  'Trust,16218,15062,27941,9.2',
  '',
].join('\n');

/** The change of a hospital's list from 2023 to 2024. */
const changeOf = (kind: string, hospital: string): string =>
  `{{${kind} (value "hospitals" hospital="${hospital}" measure="waiting-2024") from=(value "hospitals" hospital="${hospital}" measure="waiting-2023") absolute=true}}`;

test.each([
  [
    'what something changed by, before what it came to',
    'The list of Brack fell by 7.0% to 4,107.',
    changeOf('percent-change', 'Brack'),
  ],
  [
    'what it was before',
    'At Alder the list fell from 9,731 to 9,042.',
    'from {{value "hospitals" hospital="Alder" measure="waiting-2023"}} to {{value',
  ],
  [
    'the same change behind it',
    'At Colne the list fell by 156 (7.5%) to 1,913.',
    `${changeOf('change', 'Colne')} (${changeOf('percent-change', 'Colne')})`,
  ],
  [
    'the share of one in the other, in whole per cents',
    'At Brack 8,863 operations were carried out, and 4,107 people wait (46%).',
    '({{share (value "hospitals" hospital="Brack" measure="waiting-2024") of=(value "hospitals" hospital="Brack" measure="operations-2024") digits=0}})',
  ],
  [
    'their difference',
    'At Brack 4,107 people wait and at Colne 1,913, a difference of 2,194.',
    'difference of {{change (value "hospitals" hospital="Brack" measure="waiting-2024") from=(value "hospitals" hospital="Colne" measure="waiting-2024") absolute=true}}',
  ],
])('numbers beside one say %s', async (_, text, helper) => {
  const { draft } = await converted(texts(text), { 'hospitals.csv': hospitals });
  expect(draft.template).toContain(helper);
});

test('a total that two sheets call alike is one figure, and two words of a long name are enough', async () => {
  const { draft } = await converted(
    texts('In 2024 there were 15,062 people who wait for operations; at Harrow Fell 4,107 people wait.'),
    {
      'hospitals.csv': hospitals.replaceAll('Brack', 'Harrow Fell Community Hospital'),
      'specialties.csv': 'specialty,waiting-2024\nEyes,9000\nHeart,6062\nTrust,15062\n',
    },
  );
  expect(draft.template).not.toMatch(/15,062|4,107/u);
});

test.each([
  [
    'a quotient of several that have numbers of their own',
    'The list of Brack fell by 46.3% to 4,107, and that of Colne by 7.5%.',
    '46.3%',
  ],
  [
    'a number of another name in brackets',
    'At Alder 9,042 (9,731 in 2023) wait, at Brack (9,042) 4,107.',
    '(9,042)',
  ],
  ['a level where a change is told', 'Alder waited for 9,042 (7.1% more) and Brack for 4,107.', '7.1%'],
  ['a column of an earlier year', 'Alder now has 9,731 patients who wait, and Brack 4,107.', '9,731'],
  ['a limit', 'Of 27,941 operations 56% or more are to be at Alder, which had 15,687.', '56%'],
])('fills in no %s', async (_, text, typed) => {
  const { draft } = await converted(texts(text), { 'hospitals.csv': hospitals });
  expect(draft.template).toContain(typed);
  expect(draft.template).toContain('{{value');
});

test('knows a total that is called otherwise by what it adds up to, and that a mean adds up to nothing', async () => {
  const data = await describedData({ 'hospitals.csv': hospitals });
  const fields = data.hospitals?.fields ?? [];
  expect(fields.find(({ name }) => name === 'hospital')?.total).toBe('Trust');
  expect(fields.find(({ name }) => name === 'median-wait')?.additive).toBe(false);
});

test('takes no day of something else for the year of a number, and no volume for money', async () => {
  const money = [
    'year,line,EUR',
    ...[2023, 2024].flatMap((year) => [`${year},Interest,${year * 2411}`, `${year},Staff,${year * 7013}`]),
    '',
  ];
  const water = [
    'year,district,delivered',
    ...[2023, 2024].flatMap((year) => [`${year},Alder,${year * 3307}`, `${year},Brack,${year * 5501}`]),
    '',
  ];
  const { draft } = await converted(
    texts(
      `Interest rose to €${(2023 * 2411).toLocaleString('en')} as the loan of 12 September 2023 was drawn. Staff cost €${(2024 * 7013).toLocaleString('en')}.`,
      `The surplus was €${(2024 * 3307).toLocaleString('en')} in 2024. Of water, Brack was delivered ${(2024 * 5501).toLocaleString('en')} m³.`,
    ),
    { 'costs.csv': money.join('\n'), 'water.csv': water.join('\n') },
  );
  expect(draft.template).toContain('rose to €4,877,453');
  expect(draft.template).toContain('surplus was €6,693,368');
  expect(draft.template).toMatch(/Staff cost €\{\{value .*Brack was delivered \{\{value/s);
});

test('reads the numbers of a report in the form that most of them have, and its school years', async () => {
  const pupils = [
    'year,stage,pupils',
    ...[2023, 2024].flatMap((year) => [
      `${year}/${year - 1999},Primary,${year * 91}`,
      `${year}/${year - 1999},Secondary,${year * 37}`,
    ]),
    '',
  ].join('\n');
  const { draft } = await converted(
    texts(
      'In the school year 2024/25 there were 184.184 pupils in primary and 74.888 in secondary schools.',
      'A lesson cost 12,5, a meal 3,4 and a book 7,9 crowns.',
    ),
    { 'pupils.csv': pupils },
  );
  expect(draft.template).toContain('{{value "pupils" year="2024/25" stage="Primary"}} pupils');
  expect(draft.template).toContain('stage="Secondary"}} in secondary');
});

test('a column called pct holds percentages, and is no base of a rate', async () => {
  const data = await describedData({
    'water.csv': 'zone,nitrate,compliance_pct\nAlder,18.4,99.93\nBrack,22.7,99.64\n',
  });
  const [table] = tablesOf(data, new Set());
  expect(table?.measures.map(({ name, isPercent }) => [name, isPercent])).toEqual([
    ['nitrate', false],
    ['compliance_pct', true],
  ]);
});

test('decimals up to 100 below a title in per cent hold percentages, and rows that name their units are of these', async () => {
  const data = await describedData({
    'cover.csv': 'year,first_dose,seen\n2023,94.3,5466\n2024,95.6,5391\n',
    'series.csv':
      'indicator,unit,year,figure\nApproved,no.,2023,5466\nApproved,no.,2024,5391\nRate,%,2023,83.3\nRate,%,2024,82.4\nPaid,EUR m,2023,250.2\nPaid,EUR m,2024,304.2\n',
  });
  const tables = tablesOf(data, new Set(), new Map([['cover', 'Coverage in per cent of the age group']]));
  const read = tables.map(({ measures }) =>
    measures.map(({ name, isPercent, isMoney, scale }) => [name, isPercent, isMoney, scale]),
  );
  expect(read).toEqual([
    [
      ['first_dose', true, false, 1],
      ['seen', false, false, 1],
    ],
    [
      ['figure', false, false, 1],
      ['figure', true, false, 1],
      ['figure', false, true, 1e6],
    ],
  ]);
});

const crashes = `region,kind,year,count
${['North', 'South'].flatMap((region, at) => ['Injury crashes', 'Killed'].flatMap((kind, of) => [2023, 2024].map((year, index) => `${region},${kind},${year},${4103 + 1379 * at - 3500 * of + 217 * index}`))).join('\n')}
`;

test('what something moved from is the year before, of two figures too', async () => {
  const { draft } = await converted(
    texts('In 2024 the fleet had 83 electric and 418 diesel buses.', 'Electric buses rose from 57 to 83.'),
    {
      'fleet.csv':
        'drive,year,buses\nElectric,2022,39\nElectric,2023,57\nElectric,2024,83\nDiesel,2022,446\nDiesel,2023,431\nDiesel,2024,418\n',
    },
  );
  expect(draft.template).toContain(
    'from {{value "fleet" drive="Electric" year="edition-1"}} to {{value "fleet" drive="Electric" year="edition"}}.',
  );
});

test('what the number before is about, the next one is about, where its sentence names a region alone', async () => {
  const { draft } = await converted(
    texts(
      'In 2024 there were 4,320 injury crashes in North, on whose long roads through the plain 820 persons were killed. The largest number was in South with 5,699.',
    ),
    { 'crashes.csv': crashes },
  );
  expect(draft.template).toContain(
    'in South with {{value "crashes" region="South" kind="Injury crashes" year="edition"}}.',
  );
});
