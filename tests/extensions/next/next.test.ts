import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { next, undoNext } from '../../../src/extensions/next/next.js';
import { unread } from '../../../src/extensions/next/unread.js';
import { sha256 } from '../../../src/sha256.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';

const root = temporaryFolder(afterAll);
const template = 'templates/annual-report.md';
const published = 'output/annual-report/en/published.json';

const text = `---
title: "Visits: annual report 2024"
---

# Visits {#sec-visits}

In 2024 the library opened on Sundays. There were {{value "visits" year=2024}} visits, after
{{value "visits" year=2023}} in 2023 and {{value "visits" year=2021}} in 2021.
{{#claim "increasing" "visits" from=2022 to=2024}}Visits increased each year{{/claim}}.

{{table "visits" rows="reader" columns="year" from=2021 to=2024 caption="Visits from 2021 to 2024" id="tbl-visits"}}
`;

const put = (path: string, words: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), words);
};
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What a build of the edition would leave, as far as the move asks for it. */
function publish(edition: number, more: { language?: string; draft?: boolean } = {}): void {
  const language = more.language ?? 'en';
  const snapshot = {
    ...{ format: 'tallybook-published', version: 1, tool: '0', inputs: '0'.repeat(64) },
    ...{
      report: 'annual-report',
      language: 'en',
      title: 'Visits',
      edition,
      draft: false,
      datasets: [],
      numbers: [],
    },
    ...{ claims: [], parts: [], revisions: [], revisedTexts: [], markup: [], files: [] },
    ...more,
  };
  const words = JSON.stringify(snapshot);
  put(`output/annual-report/${language}/published.json`, words);
  const output = {
    path: `annual-report/${language}/published.json`,
    sha256: sha256(words),
    bytes: words.length,
    ...{ report: 'annual-report', language, format: 'json' },
  };
  const manifest = {
    version: 1,
    tool: { name: 'tallybook', version: '0' },
    edition,
    draft: false,
    inputs: [],
  };
  put('output/manifest.json', JSON.stringify({ ...manifest, outputs: [output] }));
}

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  for (const part of ['tallybook.yaml', 'data', 'templates'])
    cpSync(join(repository, 'src/project/starter', part), join(root, part), { recursive: true });
  put(template, text);
  publish(2024);
});

const run = async (write = false, edition?: number, unchanged = false) => {
  const asked = { root, report: undefined, write, edition, unchanged, env: {} };
  const { diagnostics, ...result } = await next(asked);
  return { ...result, said: diagnostics.map(formatDiagnostic) };
};

test('shows what moves as a diff, lists the years that somebody typed, and changes nothing', async () => {
  const { diff, said, written } = await run();
  expect(diff).toContain('-edition: 2024\n+edition: 2025\n+previous: data/editions/2024.json\n');
  expect(diff).toContain('+title: "Visits: annual report {edition}"');
  expect(diff).toContain('{{value "visits" year="edition"}} visits, after');
  // The year before follows; the beginning of the series, and what is said of it, does not.
  expect(diff).toContain(
    '+{{value "visits" year="edition-1"}} in {edition-1} and {{value "visits" year=2021}} in 2021.',
  );
  expect(diff).toContain('from="edition-2" to="edition"');
  expect(diff).toContain('from=2021 to="edition" caption="Visits from 2021 to {edition}"');
  expect(said).toEqual([
    expect.stringContaining(`${template}:7:4 warning next/year: “In 2024 the library opened on Sundays.`),
  ]);
  expect(written).toEqual([]);
  expect(read(template)).toBe(text);
});

test('the year that a file without years is of moves too', async () => {
  put(
    'data/datapackage.yaml',
    read('data/datapackage.yaml').replace('    illustrative', '    period: 2024/2024\n    illustrative'),
  );
  expect((await run()).diff).toContain('-    period: 2024/2024\n+    period: 2025/2025');
});

test('the last year of a span in a caption moves where a table has all years of its data', async () => {
  const table = (more: string): string =>
    `\n\n{{table "visits" rows="year" columns="reader"${more} caption="Visits, 2021 to 2024" id="tbl-all"}}\n`;
  put(template, text + table(''));
  expect((await run()).diff).toContain('caption="Visits, 2021 to {edition}" id="tbl-all"');
  put(template, text + table(' year="2021|2022"'));
  expect((await run()).diff).not.toContain('id="tbl-all"');
});

test('a file with the year in its name is listed, and found in the year of the edition where it says so', async () => {
  const describeAs = (path: string): void =>
    put('data/datapackage.yaml', read('data/datapackage.yaml').replace(/path: .*/, `path: ${path}`));
  describeAs('visits_2024.csv');
  put('data/visits_2024.csv', read('data/visits.csv'));
  expect((await run()).said).toContainEqual(
    expect.stringMatching(/names 2024\n {2}hint: .*write `\{edition\}`/),
  );
  describeAs('visits_{edition}.csv');
  expect((await run()).said.join()).not.toContain('path');
  await run(true);
  expect((await run()).said.join()).toContain('There is no file `data/visits_2025.csv`');
});

test('what somebody signed or corrected is of the old edition', async () => {
  const signed = 'status: final\nsigned-off:\n  by: Ana Berisha\n  on: 2025-02-01\n';
  put('tallybook.yaml', `${signed}${read('tallybook.yaml')}`);
  const { diff } = await run();
  const added = diff.split('\n').filter((line) => line.startsWith('+') && /status|signed|by:|on:/.test(line));
  expect(added.slice(0, 4)).toEqual([
    '+status: provisional',
    '+# signed-off:',
    '+#   by: Ana Berisha',
    '+#   on: 2025-02-01',
  ]);
});

test('moves, says once more what is still old, and is undone', async () => {
  const { written } = await run(true);
  expect(written).toEqual(['data/editions/2024.json', 'tallybook.yaml', template]);
  expect(read('data/editions/2024.json')).toBe(read(published));
  // Next year's data come in, and one claim no longer holds.
  const data = read('data/visits.csv');
  put('data/visits.csv', `${data.trimEnd()}\n2025,children,100\n2025,adults,200\n2025,total,300\n`);
  const again = await run();
  expect(again).toMatchObject({ diff: '', edition: 2024 });
  expect(again.said).toEqual([
    expect.stringContaining(`${template}:7:4 warning next/year`),
    expect.stringContaining(`${template}:9:1 warning claim/false`),
  ]);
  expect((await undoNext(root)).diagnostics).toEqual([]);
  expect(read(template)).toBe(text);
  expect(read('tallybook.yaml')).toContain('edition: 2024\n#');
  expect((await undoNext(root)).diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining('next/undo: There is nothing to undo here'),
  ]);
});

test('stays at the edition begun when that is built, and goes on only when it is told to', async () => {
  await run(true);
  put(
    'data/visits.csv',
    `${read('data/visits.csv').trimEnd()}\n2025,children,100\n2025,adults,200\n2025,total,300\n`,
  );
  publish(2025);
  const again = await run(true);
  expect(again).toMatchObject({ diff: '', written: [] });
  // What was left of the edition before is of this one, not of the year before it.
  expect(again.said[0]).toContain('write `{edition}` in place of it');
  expect((await run(true, 2027)).said).toEqual([
    expect.stringContaining('next/edition: Edition 2027 does not follow edition 2025'),
  ]);
  expect((await run(true, 2026)).written).toContain('data/editions/2025.json');
  expect(read('tallybook.yaml')).toContain('edition: 2026\n');
});

test('a passage that nothing tests is listed until somebody writes it anew', async () => {
  const passage = '{{#unchecked "no table has it"}}Most readers\ncame by bus{{/unchecked}}';
  put(template, `${text}\n${passage}, and {{#unchecked "nor that"}}few on foot{{/unchecked}}.\n`);
  const listed = (said: readonly string[]) => said.filter((each) => each.includes('next/unchecked'));
  expect(listed((await run(true)).said)).toEqual([
    expect.stringContaining(
      `${template}:13:1 warning next/unchecked: Nothing tests “Most readers came by bus”`,
    ),
    expect.stringContaining(`${template}:14:32 warning next/unchecked: Nothing tests “few on foot”`),
  ]);
  put(template, read(template).replace('few on foot', 'some on foot'));
  expect(listed((await run()).said)).toEqual([expect.stringContaining('Most readers came by bus')]);
});

test('until the new data are there, says once how many calls wait for them', async () => {
  await next({ root, report: undefined, edition: undefined, write: true, env: {} });
  const said = (await next({ root, report: undefined, edition: undefined, write: false, env: {} }))
    .diagnostics;
  const waiting = said.filter(({ code }) => code === 'next/waiting');
  expect(waiting.map(formatDiagnostic)).toEqual([
    expect.stringMatching(
      /annual-report\.md:\d+:\d+ warning next\/waiting: Calls that wait for the data of 2025: [2-9];/,
    ),
  ]);
  expect(said.filter(({ code }) => code.endsWith('/unknown-category'))).toEqual([]);
});

test('tells of new data that a range cuts off, beside the calls that wait for them', async () => {
  await run(true);
  const described = read('data/datapackage.yaml');
  put('data/datapackage.yaml', described.replace('    title:', '    table: {range: "A1:C13"}\n    title:'));
  put('data/visits.csv', `${read('data/visits.csv')}2025,children,1\n2025,adults,2\n2025,total,3\n`);
  expect((await run()).said.slice(1)).toEqual([
    expect.stringContaining('next/waiting'),
    expect.stringContaining(
      'A14 below it says `2025`\n  hint: if it is part of the table, write `range: "A1:C16"`',
    ),
  ]);
});

test('what lay ahead, and words that point, are left out once their sentence was changed', async () => {
  put(
    template,
    `${text}\nDoors open in March 2025. The roof was mended last year. Trams stop here from 2026 on.\n`,
  );
  expect((await run(true)).said.join()).toMatch(/names 2025.*says “last year”.*names 2026/s);
  put(template, read(template).replace('March 2025', 'May 2026').replace('was mended last year', 'is new'));
  const { said } = await run();
  expect(said.join()).not.toMatch(/May|roof/);
  expect(said.join()).toContain('names 2026');
});

test('what names no time is counted until somebody has changed it, and listed when asked for', async () => {
  put(
    template,
    `${text}\nWe have appointed a nurse. The lift is broken.\n\n- Moved into the new hall\n\n| Who | What |\n| :-- | :-- |\n| Children | Free of charge |\n\n\`\`\`vega-lite\nmark: {type: line, color: red}\n\`\`\`\n`,
  );
  await run(true);
  put(template, read(template).replace('is broken', 'works again'));
  expect((await run()).said.at(-1)).toContain(
    `${template}:13:1 warning next/unchanged: Sentences without a figure that are still those of 2024: 3`,
  );
  expect(await unread(root)).toEqual([
    expect.stringContaining('word for word those of the edition of 2024: 4.'),
  ]);
  const listed = (await run(false, undefined, true)).said.filter((each) => each.includes('next/unchanged'));
  expect(listed).toEqual([
    expect.stringContaining(':13:1 warning next/unchanged: Nobody has changed “We have appointed a nurse.”'),
    expect.stringContaining(':15:1 warning next/unchanged: Nobody has changed “- Moved into the new hall”'),
    expect.stringContaining(':19:1 warning'),
  ]);
});

test('says that no claim was tested where the data have errors', async () => {
  await run(true);
  put('data/visits.csv', `${read('data/visits.csv').trimEnd()}\n2025,children,x\n`);
  expect((await run()).said.at(-1)).toContain('next/claims: The data have errors, so no claim');
});

/** Sentences of an edition that are false in the next, and the words by which each is found. */
const planted = [
  ['# The year 2024 in brief {#sec-brief}', '“# The year 2024'],
  ['In 2024 the library had {{value "visits" year=2024}} visits.', 'In {edition} the library'],
  ['The counters were read on 31 December 2024.[^late]', '31 December 2024'],
  ['[^late]: Readings that came by 15 February 2025 are included.', '15 February 2025'],
  ['From 2025 on the counters will tell boys from girls.', '“From 2025 on'],
  ['The council will decide on a second house in the autumn of 2025.', 'autumn of 2025'],
  ['The aim is that by 2025 each school has a card.', 'by 2025 each'],
  ['- The new fees enter into force on 1.7.2025.', '1.7.2025'],
  ['The next report will be published in March 2026.', 'March 2026'],
  [
    '{{table "visits" rows="reader" columns="year" caption="Visits, 2021 to 2024" id="tbl-a"}}',
    'Visits, 2021 to {edition}',
  ],
  [
    '{{bars "visits" by="reader" year=2024 title="Readers in 2024" id="fig-a"}}',
    'title="Readers in {edition}"',
  ],
  ['{{bars "visits" by="year" title="Visits up to 2024" id="fig-b"}}', '“Visits up to 2024”'],
  ['![The house](images/house.svg){#fig-c caption="The house as it was in 2024"}', 'as it was in 2024'],
  [
    '{{line "visits" from=2021 to=2024 title="Visits from 2021 to 2024" id="fig-d"}}',
    'Visits from 2021 to {edition}',
  ],
  [
    '{{donut "visits" by="reader" year=2024 title="Who came" id="fig-e"}}',
    '{{donut "visits" by="reader" year="edition"',
  ],
  ['```vega-lite\nname: fig-f\ntransform: [{filter: datum.year == 2024}]\n```', 'datum.year == 2024'],
  ['Since the last year the library has had a lift.', 'says “last year”'],
  ['Over the four years {{sum "visits" from=2021 to=2024}} visits were counted.', 'says “the four years”'],
  ["This year's report is the first with figures on films.", "says “This year's”"],
  [
    '{{#unchecked "no table has it"}}Most readers came by bus.{{/unchecked}}',
    'Nothing tests “Most readers came by bus.”',
  ],
  ['The lease is due on 31/12/2025.', 'due on 31/12/2025'],
  ['The budget was {{literal "184,000" unit="euros" source="Budget"}}.', 'has a number that somebody typed'],
  ['It was held for the first time in the spring.', 'says “for the first time”'],
  ['Send it in by 30 June.', 'says “by 30 June”'],
] as const;

test('finds each of some twenty sentences that are old in the next edition, and what is typed outside of templates', async () => {
  put(template, planted.map(([sentence]) => sentence).join('\n\n'));
  put('tallybook.yaml', `${read('tallybook.yaml')}imprint: {as-at: 2024-12-31, next: 2026-04}\n`);
  const described = read('data/datapackage.yaml');
  put('data/datapackage.yaml', described.replace('title: Visits by readers', 'title: "Visits, 2021-2024"'));
  const { diff, said } = await run();
  const found = diff.replaceAll(/^-.*$/gm, '') + said.join('\n');
  expect(planted.flatMap(([, words]) => (found.includes(words) ? [] : [words]))).toEqual([]);
  for (const words of [
    '“as-at: 2024-12-31” names 2024',
    '“next: 2026-04” names 2026',
    '“Visits, 2021-2024” names 2024',
  ])
    expect(found).toContain(words);
  expect(said.length).toBe(new Set(said).size);
});

test('a day whose year a call writes is not old', async () => {
  put(template, 'Send it in by 30 June {{edition}}, or after 1 July, {{edition}}.\n');
  expect((await run()).said.join()).not.toMatch(/June|July/);
});

test('a list of years moves as a whole or not at all', async () => {
  put(
    template,
    '{{sum "visits" year="2023|2024"}} came, and {{sum "visits" year="2021|2022|2023|2024"}} in all.\n',
  );
  const { diff, said } = await run();
  expect(diff).toContain(
    '+{{sum "visits" year="edition-1|edition"}} came, and {{sum "visits" year="2021|2022|2023|2024"}}',
  );
  expect(said.join()).toContain('“year=2021|2022|2023|2024” names 2024');
});

test('years of a list in words are listed together, and move only where each of them does', async () => {
  put(
    template,
    `In 2022 and 2024 some came on foot, in 2021 and 2023 none. In 2022 and {{edition}} it rained.

In 2023 and 2024 there were {{value "visits" year=2023}} and {{value "visits" year=2024}} visits.

In 2022 and 2024 there were {{value "visits" year=2022}} and {{value "visits" year=2024}} visits.
`,
  );
  const { diff, said } = await run();
  expect(said.map((each) => /:(\d+:\d+) .* names (.*)/.exec(each)?.slice(1))).toEqual([
    ['1:4', '2022 and 2024'],
    ['1:40', '2021 and 2023'],
    ['1:63', '2022 and {{edition}}'],
    ['5:4', '2022 and 2024'],
  ]);
  expect(said[0]).toContain('move together or not at all');
  expect(diff).toContain('+In {edition-1} and {edition} there were {{value "visits" year="edition-1"}} and');
});

test('a year that its sentence counts in moves with the call, and what begins a span in words stays', async () => {
  put(
    template,
    `In 2024 {{value "visits" year="edition"}} came. The law of 2024 helped: {{value "visits" year="edition"}} came.

{{#claim "increasing" "visits" from=2022 to=2024}}More came each year since 2022, from 2022 to 2024{{/claim}}.
`,
  );
  const { diff, said } = await run();
  expect(diff).toContain('+In {edition} {{value "visits" year="edition"}} came. The law of 2024 helped');
  expect(diff).toContain('from=2022 to="edition"}}More came each year since 2022, from 2022 to {edition}{{');
  expect(said).toEqual([expect.stringContaining(`${template}:1:60 warning next/year: `)]);
});

test('the years of a quotation stay, and are listed', async () => {
  put(
    template,
    '{{#quoted-claim "rose" "visits" from=2021 to=2024 by="The mayor"}}More came{{/quoted-claim}}\n',
  );
  const { diff, said } = await run();
  expect(diff).not.toContain('quoted-claim');
  expect(said.join()).toContain(`${template}:1:46 warning next/year: “to=2024” names 2024`);
});

test.each([
  ['sq', 'Dërgojeni deri më 30 qershor.', 'deri më 30 qershor'],
  ['sr-Cyrl', 'Пошаљите до 30. јуна.', 'до 30. јуна'],
  ['sq', 'Vitin e kaluar u hap salla.', 'Vitin e kaluar'],
  ['sq', 'Gjatë gjashtë viteve u numëruan vizitat.', 'gjashtë viteve'],
  ['sr-Cyrl', 'Прошле године је отворена сала.', 'Прошле године'],
  ['sr-Latn', 'Tokom šest godina brojane su posete.', 'Tokom šest godina'],
  ['mk', 'Минатата година е отворена салата.', 'Минатата година'],
])('words of %s that point to a year: %s', async (tag, sentence, words) => {
  put(template, `${sentence}\n`);
  put('tallybook.yaml', `${read('tallybook.yaml')}languages: [${tag}]\n`);
  publish(2024, { language: tag });
  const { diagnostics } = await next({ root, report: undefined, write: false, edition: undefined, env: {} });
  expect(diagnostics.map(formatDiagnostic).join()).toMatch(new RegExp(`next/words: .* says “${words}”`));
});

test('a project file that is one mapping in braces is told', async () => {
  put(
    'tallybook.yaml',
    `{${read('tallybook.yaml').replaceAll(/#.*$/gm, '').trim().replace('reports:\n  ', 'reports: {').split('\n').filter(Boolean).join(', ')}}}`,
  );
  expect((await run(true)).said).toEqual([expect.stringContaining('error next/settings: ')]);
});

test('a file that was changed since is not put back', async () => {
  await run(true);
  put(template, `${read(template)}\nMore.\n`);
  expect((await undoNext(root)).diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining(`${template}:1:1 error next/undo: `),
  ]);
  expect(read('tallybook.yaml')).toContain('edition: 2025');
});

test.each([
  ['nothing was built', () => rmSync(join(root, 'output'), { recursive: true }), 'There is no `output/'],
  ['another edition was built', () => publish(2023), 'is of edition 2023, and the project of 2024'],
  ['a draft was built', () => publish(2024, { draft: true }), 'is a draft'],
  [
    'it was changed since',
    () => put(published, `${read(published)} `),
    'is not the file that the last build wrote',
  ],
  [
    'it is of another version',
    () => put(published, read(published).replace('"version":1', '"version":2')),
    'cannot be read',
  ],
  ['another is kept', () => put('data/editions/2024.json', '{}'), '`data/editions/2024.json` exists already'],
])('stops with a word where %s', async (_, change, words) => {
  change();
  const { said, written } = await run(true);
  expect(said).toEqual([expect.stringContaining('error next/kept: ')]);
  expect(said[0]).toContain(words);
  expect(written).toEqual([]);
  expect(read(template)).toBe(text);
  expect(existsSync(join(root, '.tallybook/next.json'))).toBe(false);
});

test('words that count back without a number, and sums of what is known, are looked at again', async () => {
  put(
    template,
    `# A\n\nNobody came the year before.\n\nThere were {{value "visits" year="edition"}} visits, after {{value "visits" year="edition-1"}} the year before.\n\nIn all {{sum "visits" year="2023|2024" partial=true}} came; one is missing.\n`,
  );
  expect((await run()).said.map((each) => each.split('\n')[0])).toEqual([
    expect.stringContaining(`${template}:3:17 warning next/words: “Nobody came the year before.” says`),
    expect.stringContaining(`${template}:7:48 warning next/words`),
  ]);
});
