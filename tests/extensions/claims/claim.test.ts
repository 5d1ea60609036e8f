import { expect, test } from 'vitest';
import { ledgerOf } from '../../support/ledger-of.js';
import { composeClaims, visits } from './claims-project.js';

async function problemsOf(claim: string, rows = visits): Promise<string[]> {
  return (await composeClaims(`# A\n\n${claim}\n`, rows)).problems;
}

test('a false claim names the cells that contradict it, at the place of the claim', async () => {
  const { problems } = await composeClaims(
    '# A\n\nIt {{#claim "increasing" "visits" reader="adults" from=2010 to=2011}}rose{{/claim}} to 2011.\n',
  );
  expect(problems).toEqual([
    'templates/claims.md:3:4 error claim/false: The claim `increasing` is false of `visits` (reader `adults`, 2010-2011): a year is not above the one before\n' +
      '  hint: write what the figures show, and choose the kind of claim that says it\n' +
      '  see: data/visits.csv:3:1, 2010 is 20\n' +
      '  see: data/visits.csv:7:1, 2011 is 20',
  ]);
});

test('only the cells that contradict are named', async () => {
  const [problem = ''] = await problemsOf(
    '{{claim "decreasing" "visits" reader="guests" from=2010 to=2012 text="It fell."}}',
  );
  expect(problem.split('\n').slice(2)).toEqual([
    '  see: data/visits.csv:4:1, 2010 is [z]',
    '  see: data/visits.csv:8:1, 2011 is 1',
    '  see: data/visits.csv:12:1, 2012 is 2',
  ]);
  const [highest = ''] = await problemsOf('{{claim "highest" "visits" reader="adults" year=2014 text="x"}}');
  expect(highest).toBe(
    'templates/claims.md:3:1 error claim/false: The claim `highest` is false of `visits` (year `2014`, reader `adults`): another is equal or higher\n' +
      '  hint: write what the figures show, and choose the kind of claim that says it\n' +
      '  see: data/visits.csv:14:1, Children is 31\n' +
      '  see: data/visits.csv:15:1, Adults is 15',
  );
});

test('a trend, a rank among years and a first number hold of each category that is named', async () => {
  const said = (claim: string, words = 'These readers.') =>
    problemsOf(`{{#claim ${claim}}}${words}{{/claim}}`);
  expect(await said('"rose" "visits" reader="children|guests" from=2011 to=2012')).toEqual([]);
  expect(await said('"increasing" "visits" reader="children|guests" from=2010 to=2012')).toEqual([]);
  expect(await said('"highest" "visits" reader="children|guests" year=2012 among="year" to=2012')).toEqual(
    [],
  );
  expect(await said('"known" "visits" reader="children|guests" year=2011')).toEqual([]);
  const [fell = ''] = await said('"rose" "visits" reader="children|adults" from=2010 to=2011');
  expect(fell.split('\n')).toEqual([
    expect.stringContaining(
      'claim/false: The claim `rose` is false of `visits` (reader `children|adults`, 2010-2011)',
    ),
    expect.stringContaining('hint'),
    '  see: data/visits.csv:3:1, 2010, Adults is 20',
    '  see: data/visits.csv:7:1, 2011, Adults is 20',
  ]);
  expect((await said('"first-known" "visits" reader="children|guests" year=2011'))[0]).toContain(
    'claim/false',
  );
  // "Did not rise" of two would be true where one of them did.
  const denied = '"rose" "visits" reader="children|adults" from=2010 to=2011 not=true';
  expect((await said(denied))[0]).toContain('`reader` takes one category here');
});

test('a change without its sign has a claim beside it about its years, for a fall would read as a rise', async () => {
  const number = '{{change "visits" from=2010 to=2014 absolute=true}}';
  const said = async (words: string) =>
    (await composeClaims(`# A\n\n${words}\n`, visits, { project: { claims: 'required' } })).problems.filter(
      (each) => each.includes('leaves out the sign'),
    );
  expect(await said(`Visits have grown by ${number}.`)).toEqual([
    expect.stringContaining('hint: put `{{#claim "rose" "visits" from=2010 to=2014}}`, or `"fell"`'),
  ]);
  expect(
    await said(`Visits {{#claim "rose" "visits" from=2010 to=2014}}rose{{/claim}} by ${number}.`),
  ).toEqual([]);
  expect(
    await said(
      `Visits {{#claim "rose" "visits" from=2012 to=2014}}rose{{/claim}}; all in all they have grown by ${number}.`,
    ),
  ).toHaveLength(1);
  expect(await said(`Visits {{direction "visits" from=2010 to=2014}} by ${number}.`)).toEqual([]);
  expect(await said(`That is ${number.replace(' absolute=true', '')}.`)).toEqual([]);
});

test('a category that is an ordinary word is one within a claim', async () => {
  const said = async (words: string, filter = '') =>
    (
      await problemsOf(
        `{{#claim "rose" "visits"${filter} from=2010 to=2014}}${words} from 2010 to 2014{{/claim}}`,
      )
    )
      .filter((each) => each.includes('claim/scope'))
      .map((each) => /`(\w+)` does not fit/.exec(each)?.[1]);
  expect(await said('What was lent to adults rose')).toEqual(['adults']);
  expect(await said('What was lent to children rose', ' reader="children"')).toEqual([]);
  expect(await said('What adults and children lend rose', ' reader="children"')).toEqual(['adults']);
});

test('of many that are higher the highest are named first, and how many more there are', async () => {
  const readers = ['children', 'adults', 'guests', 'total'];
  const rows = [...Array(11).keys()].flatMap((index) =>
    readers.map((reader) => `${2000 + index},${reader},${index + 1}`),
  );
  const table = ['year,reader,visits', ...rows, ''].join('\n');
  const [problem = ''] = await problemsOf(
    '{{claim "highest" "visits" reader="children" year=2000 among="year" from=2000 to=2010 text="x"}}',
    table,
  );
  const see = problem.split('\n').filter((line) => line.includes('see:'));
  expect(see.map((line) => line.replace(/.*:1, /, ''))).toEqual([
    ...[2000, 2010, 2009, 2008, 2007, 2006, 2005].map((year) => `${year} is ${year - 1999}`),
    '2004 is 5, and 3 more',
  ]);
});

test('figures of two measures are named by these', async () => {
  const [problem = ''] = await problemsOf(
    '{{claim "higher-than" (value "facts" key="range" measure="low") than=(value "facts" key="range" measure="high") text="x"}}',
  );
  expect(problem.split('\n').slice(2)).toEqual([
    expect.stringContaining('Low is 20'),
    expect.stringContaining('High is 30'),
  ]);
});

test('a claim that cannot be tested says what is missing', async () => {
  expect(await problemsOf('{{claim "increasing" "visits" reader="children" text="It rose."}}')).toEqual([
    'templates/claims.md:3:1 error claim/untestable: The claim `increasing` cannot be tested on `visits` (reader `children`), which has no row for `2013`\n' +
      '  hint: test years and categories that the data have, or add the rows\n' +
      '  see: data/visits.csv:10:1, 2012 is 30\n' +
      '  see: data/visits.csv:14:1, 2014 is 31',
  ]);
  expect(
    await problemsOf('{{claim "rose" "visits" reader="adults" from=2010 to=2012 text="It rose."}}'),
  ).toEqual([
    'templates/claims.md:3:1 error claim/untestable: The claim `rose` cannot be tested on `visits` (reader `adults`, 2010-2012): its figures do not decide it\n' +
      '  hint: a number is missing or not exact, or the series has a break: test other years or categories\n' +
      '  see: data/visits.csv:3:1, 2010 is 20\n' +
      '  see: data/visits.csv:11:1, 2012 is [x]',
  ]);
});

test('a block prints its Markdown and its numbers, and is kept with its words and cells', async () => {
  const { content, problems } = await composeClaims(
    '# A\n\n{{#claim "increasing" "visits" reader="children" from=2010 to=2012}}\nIt **rose** to {{value "visits" reader="children" year=2012}}.\n{{/claim}}\n\nThen {{claim "rose" "visits" from=2010 to=2011 text="more came"}}.\n',
  );
  expect(problems).toEqual([]);
  expect(ledgerOf(content).map(({ text }) => text)).toEqual(['30']);
  const [block, inline] = content?.claims ?? [];
  expect(block).toMatchObject({
    kind: 'increasing',
    dataset: 'visits',
    keys: { reader: 'children', from: '2010', to: '2012' },
    verdict: 'true',
    text: 'It rose to 30.',
    at: { file: 'templates/claims.md', line: 3, column: 1 },
  });
  expect(block?.cells.map(({ origin }) => origin.line)).toEqual([2, 6, 10]);
  expect(inline).toMatchObject({ kind: 'rose', text: 'more came', at: { line: 7, column: 6 } });
  expect(content?.body.children.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'paragraph']);
});

test('what is written wrong is reported at its place, in branches that are not taken too', async () => {
  expect(
    await problemsOf(
      [
        '{{#if (gt 1 2)}}{{#claim "grows" "visits" reader="kids"}}x{{/claim}}{{/if}}',
        '{{claim "rose" "visits" from=2010 to=2011}}',
        '{{claim "rose" "visits" from=2010 text="x"}}',
        '{{claim "rose" "visits" from=2010 to=2011 rank=2 text="x"}}',
        '{{claim "rank" "visits" year=2010 reader="adults" text="x"}}',
        '{{claim "at-least-share" "visits" year=2010 reader="adults" share="half" text="x"}}',
        '{{claim "higher-than" "visits" year=2010 than=3 text="x"}}',
        '{{claim "highest" "visits" reader="total" year=2010 text="x"}}',
        '{{claim "increasing" "visits" from=2010 to=2010 text="x"}}',
        '{{claim "increasing" "facts" key="range" measure="low" text="x"}}',
        '{{claim "highest" "visits" text="x"}}',
        '{{claim "highest" "visits" among="year" text="x"}}',
        '{{claim "higher-than" (value "visits" year=2010) than="adults" text="x"}}',
        '{{#claim "rose" "visits" from=2010 to=2011}}x{{else}}y{{/claim}}',
        '{{#value "visits"}}x{{/value}}',
      ].join('\n\n'),
    ),
  ).toMatchInlineSnapshot(`
    [
      "templates/claims.md:3:26 error content/argument: There is no kind of claim \`grows\`
      hint: write one of \`increasing\`, \`decreasing\`, \`unchanged\`, \`stable-within\`, \`rises\`, \`falls\`, \`recorded\`, \`rose\`, \`fell\`, \`doubled\`, \`halved\`, \`at-least-times\`, \`about-times\`, \`higher-than\`, \`lower-than\`, \`equal\`, \`between\`, \`none\`, \`highest\`, \`lowest\`, \`rank\`, \`only\`, \`majority\`, \`minority\`, \`at-least-share\`, \`at-most-share\`, \`higher-limit\`, \`lower-limit\`, \`equal-limit\`, \`missing\`, \`known\`, \`first-known\`, \`last-known\`, \`every-row\`, \`some-rows\`, \`no-row\`, \`most-rows\`, \`count-rows\`",
      "templates/claims.md:3:43 error content/unknown-category: \`reader\` has no category \`kids\`
      hint: its categories are \`children\`, \`adults\`, \`guests\`, \`total\`",
      "templates/claims.md:29:54 error content/argument: \`claim\` is one text, and has an \`{{else}}\`
      hint: write \`{{#if (gt ...)}}\` around a sentence that depends on the figures",
      "templates/claims.md:31:1 error content/unknown-helper: There is no block \`value\`
      hint: \`value\` is not a block: write \`{{value ...}}\`",
      "templates/claims.md:5:1 error content/argument: \`claim\` has no \`text\`
      hint: add \`text="..."\`",
      "templates/claims.md:7:1 error content/argument: \`claim\` has no \`to\`
      hint: add \`to="..."\`",
      "templates/claims.md:9:43 error content/unknown-parameter: \`claim\` has no parameter \`rank\`
      hint: its parameters are \`measure\`, \`from\`, \`to\`, \`text\`, \`not\`, \`year\`, \`reader\`",
      "templates/claims.md:11:1 error content/argument: The claim \`rank\` has no \`rank\`
      hint: add a place such as \`rank=2\`",
      "templates/claims.md:13:61 error content/argument: \`share\` cannot be \`half\`
      hint: write a percentage such as \`share=80\`",
      "templates/claims.md:15:42 error content/unknown-category: \`than\` names \`3\`, and no other category of \`year\` is called that
      hint: name one of \`2010\`, \`2011\`, \`2012\`, \`2014\`",
      "templates/claims.md:17:28 error content/argument: \`total\` is not among the categories of \`reader\` that this claim compares
      hint: write one of \`children\`, \`adults\`, \`guests\`",
      "templates/claims.md:19:1 error content/argument: This claim compares years, and has fewer than two
      hint: name the first and the last with \`from\` and \`to\`",
      "templates/claims.md:21:22 error content/argument: \`facts\` has no dimension of time, and this claim compares years
      hint: name a dataset with years, or a kind that compares no years, such as \`higher-than\`",
      "templates/claims.md:23:1 error content/argument: This claim compares categories, and names none
      hint: name the one that it is about, such as \`year=2012\`",
      "templates/claims.md:25:1 error content/argument: This claim does not name one \`year\` of \`visits\`
      hint: name the one that is compared with the others: \`year="..."\`",
      "templates/claims.md:27:50 error content/argument: \`than\` needs a number, and gets \`adults\`
      hint: write a helper in parentheses, such as \`than=(value ...)\`",
    ]
  `);
});

test('a comparison across a break in the series is not made', async () => {
  const marked = `
name: claims
resources:
  - name: visits
    path: visits.csv
    title: Visits
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
        - {name: state, type: string, role: status}
`;
  const rows = 'year,visits,state\n2010,10,\n2011,20,\n2012,15,b\n2013,30,\n2014,40,\n';
  const verdictOf = async (claim: string): Promise<string | undefined> =>
    (await composeClaims(`# A\n\n{{claim ${claim} text="x"}}\n`, rows, { package: marked })).verdicts[0];
  expect(await verdictOf('"rose" "visits" from=2010 to=2014')).toBe('untestable');
  expect(await verdictOf('"rose" "visits" from=2012 to=2014')).toBe('true');
  expect(await verdictOf('"increasing" "visits" from=2010 to=2011')).toBe('true');
  expect(await verdictOf('"increasing" "visits"')).toBe('untestable');
  expect(await verdictOf('"decreasing" "visits"')).toBe('false');
  expect(await verdictOf('"highest" "visits" year=2014')).toBe('untestable');
  expect(await verdictOf('"highest" "visits" year=2014 from=2012 to=2014')).toBe('true');
  expect(await verdictOf('"higher-than" "visits" year=2014 than="2010"')).toBe('untestable');
});

test.each([
  '{{#claim "rose" "visits" reader="children" from=2010 to=2012}}{{/claim}}',
  '{{#claim "rose" "visits" reader="children" from=2010 to=2012}} {{! later }} {{/claim}}',
  '{{claim "rose" "visits" reader="children" from=2010 to=2012 text=" "}}',
])('a claim without words is refused: %s', async (claim) => {
  expect(await problemsOf(`It ${claim} so.`)).toEqual([
    'templates/claims.md:3:4 error content/argument: The claim `rose` has no words\n' +
      '  hint: write them between `{{#claim ...}}` and `{{/claim}}`',
  ]);
});

test('a superlative needs no dimension around its own: each action is of one objective', async () => {
  const nested = `
resources:
  - name: visits
    path: visits.csv
    schema:
      primaryKey: [objective, action]
      fields:
        - {name: objective, type: string, role: dimension}
        - {name: action, type: string, role: dimension}
        - {name: visits, title: Put off by, type: integer, role: measure, unit: months}
`;
  const verdictsOf = async (rows: string): Promise<string[]> => {
    const claims = ['"highest" "visits" action="a2"', '"highest" "visits" action="a2" strict=false'];
    const text = claims.map((claim) => `{{claim ${claim} text="x"}}`).join('\n\n');
    return (await composeClaims(`# A\n\n${text}\n`, `objective,action,visits\n${rows}`, { package: nested }))
      .verdicts;
  };
  expect(await verdictsOf('o1,a1,3\no1,a2,9\no2,a3,8\n')).toEqual(['true', 'true']);
  expect(await verdictsOf('o1,a1,3\no1,a2,9\no2,a3,9\n')).toEqual(['false', 'true']);
  expect(await verdictsOf('o1,a1,3\no1,a2,9\no2,a3,10\n')).toEqual(['false', 'false']);
  // An action of two objectives has no one place: the claim has to say which.
  expect(await verdictsOf('o1,a1,3\no1,a2,9\no2,a2,8\n')).toEqual([]);
});
