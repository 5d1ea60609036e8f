import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { review } from '../../../src/extensions/review/review.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { firstOf, someOf } from '../../support/runs.js';
import { sharedSessions } from '../../support/shared-session.js';
import { wordFile } from '../../support/word-file.js';
import { Colleague } from './colleague.js';
import { wordFileOfReport } from './word-file-of.js';

const root = temporaryFolder(afterAll);

const template = `# Visits {#sec-visits}

In 2014 there were {{value "visits" year=2014}} visits to the library. Most of them were made in *winter*, when it is
cold outside ([](#tbl-hours)).

The library was closed for two weeks.

- Books were lent to everybody.
- Journals were **read** in the hall.

| Day | Hours |
|---|---|
| Monday | morning |
| Sunday | closed |

: Hours of a week {#tbl-hours}

What is lent is brought back within a month.[^late]

[^late]: Who is late pays a fine.
`;

const files: Readonly<Record<string, string>> = {
  'tallybook.yaml': `title: Library
publisher: The town
edition: 2014
reports:
  visits: {template: templates/visits.md, formats: [docx]}
  other: {template: templates/other.md, formats: [docx]}
`,
  'templates/visits.md': template,
  'templates/other.md': '# Other {#sec-other}\n\nNothing of the library is said here.\n',
  'data/datapackage.yaml': `name: library
resources:
  - name: visits
    path: visits.csv
    title: Visits
    sources: [{title: Counter at the door}]
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
`,
  'data/visits.csv': 'year,visits\n2013,3920\n2014,4200\n',
};

let word: Uint8Array;

const put = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
const read = (path = 'templates/visits.md'): string => readFileSync(join(root, path), 'utf8');

beforeEach(async () => {
  for (const [path, text] of Object.entries(files)) put(path, text);
  word ??= await wordFileOfReport(root, 'visits', sharedSessions.open());
});

/** What is said of files that colleagues send back. */
async function reviewed(
  returned: Readonly<Record<string, Uint8Array>>,
  options: { apply?: boolean; report?: string } = {},
) {
  for (const [name, bytes] of Object.entries(returned)) put(name, bytes);
  const { apply = false, report } = options;
  const result = await review({
    ...{ root, cwd: root, files: Object.keys(returned), report, language: undefined, apply, env: { CI: '' } },
  });
  return { ...result, said: result.diagnostics.map(formatDiagnostic) };
}

/** What a colleague does to the file of another template. */
async function editedOf(
  text: string,
  edit: (colleague: Colleague) => void,
  tracks = true,
): Promise<Uint8Array> {
  put('templates/visits.md', text);
  const colleague = new Colleague(
    await wordFileOfReport(root, 'visits', sharedSessions.open()),
    'Ana',
    tracks,
  );
  edit(colleague);
  return colleague.save();
}

/** What a colleague does to the file. */
const edited = (edit: (colleague: Colleague) => void, author = 'Ana', tracks = true): Uint8Array => {
  const colleague = new Colleague(word, author, tracks);
  edit(colleague);
  return colleague.save();
};

test('a number that a colleague types is listed, since no report would be built of it', async () => {
  const returned = edited((ana) => {
    ana.addBelow(ana.find('two weeks'), 'There were 4,900 visits of children.');
    ana.replace(ana.find('two weeks'), 'closed', 'shut');
  });
  const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
  expect(applied).toBe(1);
  expect(said).toContainEqual(
    expect.stringMatching(/4,900.*\n {2}hint: change the template by hand: with this change the report/),
  );
  expect(read()).toBe(template.replace('was closed', 'was shut'));
});

test('words of a caption are told at their line', async () => {
  const returned = edited((ana) => ana.replace(ana.find('Hours of a week'), 'week', 'month'));
  expect((await reviewed({ 'a.docx': returned })).said).toEqual([
    expect.stringMatching(/^templates\/visits.md:16:3 warning review\/change: .*“month” in place of “week”/),
  ]);
});

test('what is in the template by now is not told again', async () => {
  const returned = edited((ana) => ana.replace(ana.find('two weeks'), 'closed', 'shut'));
  expect((await reviewed({ 'a.docx': returned }, { apply: true })).applied).toBe(1);
  expect((await reviewed({ 'a.docx': returned })).said).toEqual([]);
});

test('the project says how large a file may be', async () => {
  put('tallybook.yaml', `${files['tallybook.yaml']}limits: {wordBytes: 1000}\n`);
  expect((await reviewed({ 'a.docx': word })).said).toEqual([
    expect.stringContaining('a.docx:1:1 error limit/exceeded'),
  ]);
});

test('the file of another project, whose report has the same name, is refused', async () => {
  put('tallybook.yaml', (files['tallybook.yaml'] ?? '').replace('title: Library', 'title: Archive'));
  expect((await reviewed({ 'a.docx': word })).said.filter((each) => each.includes('word/file'))).toEqual([]);
  put(
    'tallybook.yaml',
    (files['tallybook.yaml'] ?? '').replace('Library\npublisher: The town', 'Archive\npublisher: Us'),
  );
  expect(await reviewed({ 'a.docx': word }, { apply: true })).toMatchObject({
    said: [
      'a.docx:1:1 error word/file: The file is “Library”, and `visits` of this project is “Archive”, of another publisher\n' +
        '  hint: name the folder of its own project by `--project`',
    ],
    written: [],
  });
});

test('a file that nobody changed says nothing', async () => {
  expect(await reviewed({ 'a.docx': word })).toMatchObject({ said: [], applied: 0, left: 0 });
});

test('comments, changes and numbers stand at their lines, with who and when', async () => {
  const returned = edited((ana) => {
    ana.comment(ana.find('Journals'), 'in the hall', 'In which one?');
    ana.setNumber('4,200', '4,300');
    ana.replace(ana.find('two weeks'), 'two', 'three');
  });
  const { said, applied, left } = await reviewed({ 'a.docx': returned });
  expect(said).toEqual([
    'templates/visits.md:9:26 warning review/comment: Ana (2026-03-02) in a.docx says of “in the hall”: “In which one?”',
    'templates/visits.md:3:20 error review/number: Ana (2026-03-02) in a.docx writes “4,300” for “4,200”, which is the cell data/visits.csv:3\n  hint: if it is right, that cell would have to be 4300',
    'templates/visits.md:6:28 warning review/change: Ana (2026-03-02) in a.docx writes “three” in place of “two”',
  ]);
  expect({ applied, left }).toEqual({ applied: 0, left: 2 });
  expect(read()).toBe(template);
});

describe.each([
  ['as Word tracks them', true],
  ['silently', false],
])('changes that are made %s', (_, tracks) => {
  const edits: readonly (readonly [string, (colleague: Colleague) => void, readonly [string, string]])[] = [
    ['a word', (ana) => ana.replace(ana.find('two weeks'), 'two', 'three'), ['two weeks', 'three weeks']],
    [
      'words beside a mark',
      (ana) => ana.replace(ana.find('Most of them'), ', when it is cold outside', ', as always'),
      [', when it is\ncold outside', ', as always'],
    ],
    [
      'a sentence with signs of Markdown',
      (ana) =>
        ana.replace(ana.find('two weeks'), 'The library was closed for two weeks.', 'It *never* shut_.'),
      ['The library was closed for two weeks.', 'It \\*never\\* shut\\_.'],
    ],
    [
      'words that are taken out',
      (ana) => ana.replace(ana.find('two weeks'), ' for two weeks', ''),
      [' for two weeks', ''],
    ],
    [
      'a new paragraph',
      (ana) => ana.addBelow(ana.find('two weeks'), '- It opened again.'),
      ['two weeks.\n', 'two weeks.\n\n\\- It opened again.\n'],
    ],
    [
      'a new item',
      (ana) => ana.addBelow(ana.find('Books'), 'Films too.'),
      ['everybody.\n', 'everybody.\n- Films too.\n'],
    ],
    [
      'a paragraph that goes',
      (ana) => ana.remove(ana.find('two weeks')),
      ['The library was closed for two weeks.\n\n', ''],
    ],
    ['an item that goes', (ana) => ana.remove(ana.find('Books')), ['- Books were lent to everybody.\n', '']],
    [
      'a cell',
      (ana) => ana.replace(ana.find('Sunday'), 'Sunday', 'Sunday | feasts'),
      ['Sunday', 'Sunday \\| feasts'],
    ],
    [
      'a note',
      (ana) => ana.replace(ana.find('brought back'), 'a month', 'two months'),
      ['a month', 'two months'],
    ],
  ];
  test.each(tracks ? firstOf(edits, 6) : someOf(edits, ['a word', 'an item that goes']))(
    '%s is written into the template',
    async (_name, edit, [was, is]) => {
      const result = await reviewed({ 'a.docx': edited(edit, 'Ana', tracks) }, { apply: true });
      expect(result.said.filter((line) => !line.includes('note review/applied'))).toEqual([]);
      expect(result).toMatchObject({ applied: 1, left: 0, written: ['templates/visits.md'] });
      expect(read()).toBe(template.replace(was, is));
    },
  );

  test('a paragraph that is moved takes its numbers along', async () => {
    const returned = edited((ana) => ana.move(ana.find('4,200'), ana.find('two weeks')), 'Ana', tracks);
    const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
    expect(said).toEqual([expect.stringMatching(/ moves the paragraph /)]);
    expect(applied).toBe(1);
    const [first = '', second = ''] = template.split('\n\n').slice(1);
    expect(read()).toBe(template.replace(`${first}\n\n${second}`, `${second}\n\n${first}`));
  });
});

test('what is changed silently in a paragraph is not laid to who tracked something else in it', async () => {
  const tracked = edited((ana) => ana.replace(ana.find('4,200'), 'winter', 'spring'));
  const silent = new Colleague(tracked, 'Ana', false);
  silent.replace(silent.find('4,200'), 'library', 'museum');
  silent.setNumber('4,200', '4,300');
  const { said } = await reviewed({ 'a.docx': silent.save() });
  expect(said.map((line) => line.split('\n')[0]?.replace(/^\S+ /, ''))).toEqual([
    'error review/number: Somebody, without tracking, in a.docx writes “4,300” for “4,200”, which is the cell data/visits.csv:3',
    'warning review/change: Somebody, without tracking, in a.docx writes “museum” in place of “library”',
    'warning review/change: Ana (2026-03-02) in a.docx writes “spring” in place of “winter”',
  ]);
});

test('what has no words is not shown as an unknown character', async () => {
  const { said } = await reviewed({ 'a.docx': edited((ana) => ana.remove(ana.find('brought back'))) });
  expect(said[0]).toContain('takes out the paragraph “What is lent is brought back within a month.…”');
});

test('where the project has errors they are said, and nothing is compared', async () => {
  put('templates/visits.md', template.replace('year=2014', 'year=2019'));
  const { said } = await reviewed({ 'a.docx': word });
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((line) => !line.includes(' error ') || line.includes('review/'))).toEqual([]);
});

test('a report that the project does not have is an error as in other commands', async () => {
  const { said } = await reviewed({ 'a.docx': word }, { report: 'none' });
  expect(said).toEqual([expect.stringContaining('project/unknown-target')]);
});

test.each([
  ['a row', ['Monday', 'morning']],
  ['the words of a first cell', ['Sunday']],
])('%s that goes is listed', async (_, cells) => {
  const returned = edited((ana) => {
    for (const words of cells) ana.remove(ana.find(words));
  });
  const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
  expect(said).toEqual(cells.map(() => expect.stringContaining('hint: change the table by hand')));
  expect(applied).toBe(0);
  expect(read()).toBe(template);
});

test('a new heading is listed, and new text below a heading is written into the template', async () => {
  const returned = edited((ana) => {
    ana.addBelow(ana.find('two weeks'), 'Closed', 'Heading1');
    ana.addBelow(ana.find('Visits'), 'Text.', 'Normal');
  });
  const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
  expect(said).toEqual([
    expect.stringContaining('note review/applied'),
    expect.stringMatching(
      /adds the paragraph “Closed”\n {2}hint: write it into the template by hand: it is a heading/,
    ),
  ]);
  expect(applied).toBe(1);
  expect(read()).toBe(template.replace('{#sec-visits}\n', '{#sec-visits}\n\nText.\n'));
});

test('where a half of a split is not for the tool to make, the other is not made either', async () => {
  const returned = edited((ana) => {
    const sentence = 'Most of them were made in winter, when it is cold outside (';
    ana.replace(ana.find('Most of them'), sentence, '');
    ana.addBelow(ana.find('two weeks'), sentence, 'Heading1');
  });
  const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
  expect(said).toEqual([
    expect.stringMatching(/takes out “Most .*\n {2}hint: change the template by hand: another change/),
    expect.stringMatching(
      /adds the paragraph “Most .*\n {2}hint: write it into the template by hand: it is a heading/,
    ),
  ]);
  expect(applied).toBe(0);
});

test.each([
  [true, 'Table 9'],
  [false, 'Chart 1'],
])('words over what Word calculates are listed (tracked: %s)', async (tracks, typed) => {
  const returned = edited((ana) => ana.replace(ana.find('Most of them'), 'Table 1', typed), 'Ana', tracks);
  const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
  expect(said).toEqual([
    expect.stringMatching(
      `writes “${typed}” in place of “Table 1”\n  hint: change the template or the data file by hand: a helper prints`,
    ),
  ]);
  expect(applied).toBe(0);
});

test('a table that a program counts anew is no change of a colleague', async () => {
  const returned = edited((ana) => ana.replace(ana.find('Most of them'), 'Table 1', 'Table 2'), 'Ana', false);
  expect((await reviewed({ 'a.docx': returned })).said).toEqual([]);
});

describe('numbers of the report', () => {
  const two = template.replace(
    ' visits to the library.',
    ' visits, and {{value "visits" year=2013}} before.',
  );

  test('one in place of another is told', async () => {
    const returned = await editedOf(two, (ana) => ana.copyNumber('3,920', '4,200'));
    expect((await reviewed({ 'a.docx': returned })).said).toEqual([
      expect.stringMatching(
        /error review\/number: .* writes “3,920” for “4,200”, which is the cell data\/visits.csv:3/,
      ),
    ]);
  });

  test('words that are typed inside the control of one belong to it', async () => {
    const returned = edited((ana) => ana.setNumber('4,200', '4,200 or 4,300'));
    const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
    expect(said).toEqual([expect.stringContaining('writes “4,200 or 4,300” for “4,200”')]);
    expect(said.join()).not.toContain('42004300');
    expect(applied).toBe(0);
  });

  test('a copy of one in other words is listed, since it would be typed digits', async () => {
    const returned = edited((ana) => ana.copyNumber('4,200', ana.find('two weeks')));
    const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
    expect(said).toEqual([
      expect.stringMatching(
        / adds “.*4,200”\n {2}hint: change the template or the data file by hand: a helper prints/,
      ),
    ]);
    expect(applied).toBe(0);
  });

  test('one that is written over without its control is told as a whole', async () => {
    const returned = edited((ana) => {
      ana.forgetIds();
      ana.replace(ana.find('4,200'), '4,200', '3,920');
    });
    expect((await reviewed({ 'a.docx': returned }, { report: 'visits' })).said).toEqual([
      expect.stringContaining('writes “3,920” for “4,200”'),
    ]);
  });
});

test('words among which a helper stands, or that cross a mark, are listed', async () => {
  const returned = edited((ana) => {
    ana.replace(ana.find('4,200'), 'In 2014 there', 'There');
    ana.replace(ana.find('Journals'), 'were read', 'lay about');
    ana.remove(ana.find('brought back'));
  });
  const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
  expect(said.join('\n')).toContain('hint: change the template by hand: the words cross');
  expect(said.join('\n')).toContain('hint: change the template by hand: with this change');
  expect(applied).toBe(1);
});

test('what several colleagues change in one place is listed side by side, and what they agree on is applied', async () => {
  const change = (author: string, weeks: string): Uint8Array =>
    edited((one) => {
      one.replace(one.find('two weeks'), 'two', weeks);
      one.replace(one.find('Books'), 'Books', 'Films');
    }, author);
  const files = { 'a.docx': change('Ana', 'three'), 'b.docx': change('Besa', 'four') };
  const { said, applied, left } = await reviewed(files, { apply: true });
  expect(said).toEqual([
    'templates/visits.md:6:28 error review/conflict: Colleagues differ: Ana (2026-03-02) in a.docx writes “three” in place of “two”; Besa (2026-03-02) in b.docx writes “four” in place of “two”\n  hint: nothing was changed: write into the template what is right',
    'templates/visits.md:8:3 note review/applied: Ana (2026-03-02), Besa (2026-03-02) in a.docx writes “Films” in place of “Books”',
  ]);
  expect({ applied, left }).toEqual({ applied: 1, left: 1 });
  expect(read()).toBe(template.replace('Books', 'Films'));
});

test('files of one name in two folders are two files, and one that is named twice is one', async () => {
  const change = (author: string, weeks: string): Uint8Array =>
    edited((one) => one.replace(one.find('two weeks'), 'two', weeks), author);
  const files = { 'ana/r.docx': change('Ana', 'three'), 'besa/r.docx': change('Besa', 'four') };
  const { said } = await reviewed(files, { apply: true });
  expect(said).toEqual([
    expect.stringMatching(/Colleagues differ: Ana \(2026-03-02\) in ana\/r\.docx .* in besa\/r\.docx /),
  ]);
  const twice = await reviewed({
    'ana/r.docx': change('Ana', 'three'),
    './ana/r.docx': change('Ana', 'three'),
  });
  expect(twice.said).toEqual([expect.stringContaining('Ana (2026-03-02) in r.docx writes “three”')]);
});

test('a template keeps its mark of UTF-8 and the ends of its lines', async () => {
  const written = `\uFEFF${template.replace('weeks.\n', 'weeks.\r\n')}`;
  put('templates/visits.md', written);
  const returned = edited((ana) => {
    ana.replace(ana.find('Books'), 'Books', 'Films');
    ana.replace(ana.find('two weeks'), 'two', 'three');
  });
  await reviewed({ 'a.docx': returned }, { apply: true });
  expect(read()).toBe(written.replace('Books', 'Films').replace('two', 'three'));
});

test('a comment that is resolved says so', async () => {
  const body = '<w:p><w:r><w:t>Books</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>';
  const comments =
    '<w:comment w:id="0" w:author="Ana"><w:p w14:paraId="0A"><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>';
  const parts = { comments, commentsExtended: '<w15:commentEx w15:paraId="0A" w15:done="1"/>' };
  const properties = { 'Tallybook report': 'visits', 'Tallybook language': 'en' };
  const { said } = await reviewed({ 'a.docx': wordFile({ body, parts, properties }) });
  expect(said).toContainEqual(
    expect.stringContaining('Ana in a.docx says: “Why?”, which is marked as resolved'),
  );
});

test('colleagues who correct two numbers of one paragraph do not differ', async () => {
  put(
    'templates/visits.md',
    template.replace('visits to the', 'visits, and {{value "visits" year=2013}} before, to the'),
  );
  const both = await wordFileOfReport(root, 'visits', sharedSessions.open());
  const change = (author: string, was: string, text: string): Uint8Array => {
    const colleague = new Colleague(both, author);
    colleague.setNumber(was, text);
    return colleague.save();
  };
  const files = { 'a.docx': change('Ana', '4,200', '4,300'), 'b.docx': change('Besa', '3,920', '4,300') };
  expect((await reviewed(files)).said).toEqual([
    expect.stringMatching(/“4,300” for “4,200”, which is the cell data\/visits\.csv:3\n/),
    expect.stringMatching(/“4,300” for “3,920”, which is the cell data\/visits\.csv:2\n/),
  ]);
});

describe('a file of another build', () => {
  const newer = template.replace('# Visits', '# New {#sec-new}\n\nThis chapter is new.\n\n# Visits');

  test('is put where its words stand now', async () => {
    put('templates/visits.md', newer);
    put('data/visits.csv', 'year,visits\n2013,3920\n2014,4500\n');
    const returned = edited((ana) => ana.replace(ana.find('two weeks'), 'two', 'three'), 'Ana', false);
    const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
    expect(said.filter((line) => line.includes('two'))).toEqual([
      expect.stringContaining(
        'templates/visits.md:10:28 note review/applied: Somebody, without tracking, in a.docx',
      ),
    ]);
    expect(applied).toBe(1);
    expect(read()).toBe(newer.replace('two weeks', 'three weeks'));
  });

  test('where its words changed since, both are listed', async () => {
    put('templates/visits.md', template.replace('for two weeks', 'for a long time'));
    const returned = edited((ana) => ana.replace(ana.find('two weeks'), 'two', 'three'));
    const { said } = await reviewed({ 'a.docx': returned }, { apply: true });
    expect(said).toEqual([
      expect.stringMatching(
        /“three” in place of “two”\n {2}hint: compare both by hand: the template has changed since/,
      ),
    ]);
  });

  test('undoes nothing of what the author did since', async () => {
    const [first = '', second = ''] = template.split('\n\n').slice(1);
    const changes: Readonly<Record<string, string>> = {
      deleted: template.replace(`${second}\n\n`, ''),
      exchanged: template.replace(`${first}\n\n${second}`, `${second}\n\n${first}`),
      rewritten: template.replace(second, 'Nobody came.'),
    };
    for (const [name, now] of Object.entries(changes)) {
      put('templates/visits.md', now);
      const { said, applied } = await reviewed({ 'a.docx': word }, { apply: true });
      expect({ name, applied, is: read() }).toEqual({ name, applied: 0, is: now });
      expect(
        said.filter((line) => !line.includes('hint: compare both by hand: the template has changed since')),
      ).toEqual([]);
    }
  });

  test('has the cells of its tables where they stand, though each has the offset of another by now', async () => {
    const now = (text: string): string =>
      template
        .replace('two weeks', text)
        .replace('morning |', '{{value "visits" year=2013}} |')
        .replace('closed |', '{{value "visits" year=2014}} |');
    const returned = await editedOf(now('two weeks'), () => {});
    for (let more = 14; more <= 20; more++) {
      put('templates/visits.md', now(`two ${'long '.repeat(more)}weeks`.slice(0, more + 9)));
      const { said } = await reviewed({ 'a.docx': returned });
      expect({ more, said: said.filter((line) => /moves|error/.test(line)) }).toEqual({ more, said: [] });
    }
  });

  test('lays to nobody what the tool prints otherwise since', async () => {
    put('tallybook.yaml', files['tallybook.yaml']?.replace('The town', 'The old town') ?? '');
    const { said } = await reviewed({ 'a.docx': word });
    expect(said).toEqual([
      expect.stringContaining(
        'a.docx was made before the last build, and reads “The town” where the report now reads “The old town”',
      ),
    ]);
  });

  test('that has no bookmarks puts old words back nowhere', async () => {
    const now = template.replace('two weeks', 'three weeks').replace('Books', 'Old books');
    put('templates/visits.md', now);
    const returned = edited((ana) => ana.forgetIds());
    const { applied } = await reviewed({ 'a.docx': returned }, { apply: true, report: 'visits' });
    expect({ applied, is: read() }).toEqual({ applied: 0, is: now });
  });

  test('gives what a colleague tracked as new', async () => {
    put('templates/visits.md', newer);
    const returned = edited((ana) => ana.addBelow(ana.find('two weeks'), 'It opened again.'));
    const { applied } = await reviewed({ 'a.docx': returned }, { apply: true });
    expect({ applied, is: read() }).toEqual({
      applied: 1,
      is: newer.replace('two weeks.\n', 'two weeks.\n\nIt opened again.\n'),
    });
  });
});

test.each(['docx]', 'docx], audience: confidential'])(
  'a template of which another report is made (formats: [%s) is left as it is',
  async (other) => {
    const yaml = files['tallybook.yaml'] ?? '';
    put('tallybook.yaml', yaml.replace('other.md, formats: [docx]', `visits.md, formats: [${other}`));
    const returned = edited((ana) => ana.replace(ana.find('two weeks'), 'two', 'three'));
    const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true });
    expect(said).toEqual([expect.stringContaining('hint: change it by hand: other texts use the file')]);
    expect(applied).toBe(0);
    expect(read()).toBe(template);
  },
);

test('a file of a program that keeps no ids is known by its words', async () => {
  const returned = edited((ana) => {
    ana.forgetIds();
    ana.replace(ana.find('two weeks'), 'two', 'three');
    ana.replace(ana.find('4,200'), '4,200', '4,300');
  });
  expect((await reviewed({ 'a.docx': returned })).said).toEqual([
    expect.stringContaining('a.docx:1:1 error word/file: The file does not say which report it is of'),
  ]);
  const { said, applied } = await reviewed({ 'a.docx': returned }, { apply: true, report: 'visits' });
  expect(said).toEqual([
    expect.stringContaining(
      'templates/visits.md:3:20 error review/number: Ana (2026-03-02) in a.docx writes “4,300” for “4,200”',
    ),
    expect.stringContaining('templates/visits.md:6:28 note review/applied'),
  ]);
  expect(applied).toBe(1);
});

test.each(['word: {numbers: plain}', 'audience: confidential'])(
  'a file without fingerprints (%s) is known by its words and ids',
  async (said) => {
    put('tallybook.yaml', (files['tallybook.yaml'] ?? '').replace('visits.md,', `visits.md, ${said},`));
    const quiet = await wordFileOfReport(root, 'visits', sharedSessions.open());
    expect((await reviewed({ 'a.docx': quiet })).said).toEqual([]);
    const ana = new Colleague(quiet, 'Ana', true);
    ana.replace(ana.find('two weeks'), 'two', 'three');
    expect((await reviewed({ 'a.docx': ana.save() })).said).toEqual([
      expect.stringContaining(
        'templates/visits.md:6:28 warning review/change: Ana (2026-03-02) in a.docx writes “three”',
      ),
    ]);
  },
);

test('a file that cannot be read says why, and the others are read', async () => {
  const other = wordFile({
    body: '',
    properties: { 'Tallybook report': 'none', 'Tallybook language': 'en' },
  });
  const { said } = await reviewed({
    'text.docx': new TextEncoder().encode('text'),
    'old.docx': new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]),
    'cut.docx': word.slice(0, 4000),
    'other.docx': other,
    'good.docx': edited((ana) => ana.replace(ana.find('Books'), 'Books', 'Films')),
  });
  expect(said.map((line) => line.split('\n', 1)[0])).toEqual([
    'text.docx:1:1 error word/file: The file is a file of another kind, and not a Word file',
    'old.docx:1:1 error word/file: The file has an older format, such as .doc',
    expect.stringContaining('cut.docx:1:1 error word/file: The file is damaged: '),
    'other.docx:1:1 error word/file: The file is of the report `none` in `en`, which this project does not have',
    expect.stringContaining('good.docx writes “Films” in place of “Books”'),
  ]);
});
