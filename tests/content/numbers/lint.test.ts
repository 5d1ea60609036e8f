import { describe, expect, test } from 'vitest';
import { forDraft } from '../../../src/diagnostics.js';
import { plainText } from '../../../src/report/tree.js';
import { composeSmall } from '../small-project.js';

const lines = async (template: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> => {
  const { problems } = await composeSmall(template, more);
  return problems.map((problem) => problem.split('\n')[0] ?? '');
};

const typed = (place: string, number: string): string =>
  `${place} error number/hard-typed: The number \`${number}\` is typed by hand`;

const at = (place: string, number: string): string => typed(`templates/small.md:${place}`, number);

const hintOf = async (template: string): Promise<string> => {
  const { problems } = await composeSmall(template);
  return problems[0]?.split('\n')[1]?.trim() ?? '';
};

describe('number/hard-typed', () => {
  test('is reported at the numeral, wherever a reader meets it', async () => {
    const template = `---
title: "Report on 12 things"
---

# The 34 chapters {#sec-5}

Text with **56** and \`78\`, a [link of 90](https://example.org/91 "at 92").[^1]

> Said of 93.

- An item
  over two lines with 94

| Head 95 | B |
| :------ | :- |
| 96 | {{value "cases" year=2010 offence="total"}} |

: Caption 97 {#tbl-8}

:::note

Noted 98.

:::

[^1]: A footnote of 99.
`;
    expect(await lines(template)).toEqual([
      at('5:7', '34'),
      at('7:13', '56'),
      at('7:23', '78'),
      at('7:39', '90'),
      at('9:11', '93'),
      at('12:23', '94'),
      at('14:8', '95'),
      at('16:3', '96'),
      at('18:11', '97'),
      at('22:7', '98'),
      at('26:21', '99'),
      at('7:70', '92'),
      at('2:19', '12'),
    ]);
  });

  test('is found in branches that are not taken, in partials, and once in what is repeated', async () => {
    const template = `{{#if (eq 1 2)}}It was 11.{{else}}It was 22.{{/if}}

{{#each (rows "cases" offence="theft")}}
- {{year}}: 33
{{/each}}

{{> part}}
`;
    expect(await lines(template, { 'templates/partials/part.md': 'A part with 44.' })).toEqual([
      at('1:24', '11'),
      at('1:42', '22'),
      at('4:13', '33'),
      typed('templates/partials/part.md:1:13', '44'),
    ]);
  });

  test('is found around charts: titles and description', async () => {
    const chart = `name: fig-x
title:
  text: Theft in {{value "cases" year=2010 offence="theft"}} of 77 cases
  subtitle: 'Counted 78 times'
data: {name: cases}
transform: [{filter: datum.offence == 'theft'}]
mark: {type: bar, size: 20}
encoding:
  x: {field: year, type: ordinal}
  y: {field: cases, type: quantitative, axis: {title: Cases, tickCount: 4}}
description: >-
  A long description
  with 80 in it.
`;
    const fence = `\`\`\`vega-lite\n${chart}\`\`\`\n\n{{chart "charts/y.yaml"}}\n`;
    const file = chart.replace('fig-x', 'fig-y');
    expect(await lines(fence, { 'templates/charts/y.yaml': file })).toEqual([
      at('4:65', '77'),
      at('5:22', '78'),
      at('14:8', '80'),
      typed('templates/charts/y.yaml:3:65', '77'),
      typed('templates/charts/y.yaml:4:22', '78'),
      typed('templates/charts/y.yaml:13:8', '80'),
    ]);
  });

  test('is found in arguments that helpers print, and not in others', async () => {
    const template = '{{table "cases" rows="offence" columns="year" caption="The 17 offences" id="tbl-18"}}';
    expect(await lines(template)).toEqual([at('1:60', '17')]);
  });

  test('is found where a partial prints what it was told', async () => {
    const more = { 'templates/partials/part.md': 'From {{year}} on, {{count}} were seen.' };
    expect(await lines('{{> part year="2010" count="23"}}', more)).toEqual([
      typed('templates/partials/part.md:1:19', '23'),
    ]);
  });

  test('is found in titles of the project file that are printed', async () => {
    const project =
      'title: "The 19 towns"\npublisher: Office of 20\nreports:\n  small: {title: "21 towns"}\n';
    expect(await lines('Text.', { 'tallybook.yaml': project })).toEqual([
      typed('tallybook.yaml:1:13', '19'),
      typed('tallybook.yaml:2:22', '20'),
      typed('tallybook.yaml:4:19', '21'),
    ]);
  });

  test('is not found in comments, ids, addresses, code blocks, list markers and words of others', async () => {
    const template = `{{!-- 1 --}}

# Head {#sec-2}

1. One
2. Two, see [](#sec-2) and https://example.org/56 or <https://example.org/57>

\`\`\`
89
\`\`\`
`;
    expect(await lines(template)).toEqual([]);
  });

  test('is not found in a column of articles or pages', async () => {
    const template = '| Offence | Article | Cases |\n| :- | :- | :- |\n| Theft | 171(2) | 12 |\n';
    expect(await lines(template)).toEqual([at('3:20', '12')]);
  });

  test('is a warning in a draft, which its author may still be filling in', () => {
    const position = { file: 'templates/small.md', line: 1, column: 1 };
    const fault = { severity: 'error', code: 'number/hard-typed', message: '', position } as const;
    expect(forDraft([fault])).toEqual([{ ...fault, severity: 'warning', isOfDraft: true }]);
  });
});

describe('numerals of every kind', () => {
  test.each([
    ['\u00BD of the cases', '\u00BD'],
    ['about \u00B2 cases', '\u00B2'],
    ['\u2461 cases', '\u2461'],
    ['\u2163 cases', '\u2163'],
    ['\u4E94\u5341 cases', '\u4E94\u5341'],
    ['\u0661\u0664 cases', '\u0661\u0664'],
    ['a rise of +130 on the day', '130'],
    ['costs of EUR54 million', '54'],
    ['costs of EUR-54 million', '54'],
    ['a result of 54:29', '54'],
    ['at 13 am', '13'],
  ])('%s is reported', async (words, number) => {
    expect(await lines(`There were ${words}.`)).toContain(at(`1:${12 + words.indexOf(number)}`, number));
  });

  test.each(['m\u00B2', 'at 10:30', 'at 9.15 am', 'Call +383 38 500 100', '\u4E09\u83F1', 'CO\u2082'])(
    '%s is none',
    async (words) => {
      expect(await lines(`See ${words} there.`)).toEqual([]);
    },
  );

  test('a list that begins with another number than 1 is reported, unless it goes on with the one before', async () => {
    expect(await lines('61. of them\n62. and more\n')).toEqual([
      'templates/small.md:1:1 error number/hard-typed: This list begins with 61 instead of 1',
    ]);
    expect(await lines('1. one\n2. two\n\nBetween.\n\n3. three\n')).toEqual([]);
    expect(await lines('> 5. of them')).toEqual([expect.stringContaining('1:3 error number/hard-typed')]);
  });
});

describe('the hint', () => {
  test('names the cell that has the value, by year, category and unit', async () => {
    expect(await hintOf('In 2010, there were 1,500 cases of theft.')).toBe(
      'hint: write `{{value "cases" year=2010 offence="theft"}}`',
    );
    expect(await hintOf('In 2010, there were 2500 cases.')).toBe('hint: write `{{value "cases" year=2010}}`');
  });

  test('has a cell of another year than the sentence names only as a possible one', async () => {
    const hint = await hintOf('In 2009, there were 1,500 cases of theft.');
    expect(hint).toMatch(
      /^hint: if it is this one, write `\{\{value "cases" year=2010 offence="theft"\}\}`; if no/,
    );
    expect(await hintOf('There were 1,500 cases of theft.')).toMatch(/^hint: write/);
  });

  test('names a fact', async () => {
    expect(await hintOf('It drifts by 2 million people, worldwide.')).toContain('{{fact "worldwide"}}');
  });

  test('asks for a source where no dataset has the value', async () => {
    expect(await hintOf('It is 350 metres away.')).toBe(
      'hint: if no dataset has it, write `{{literal "350" unit="metres" source="..."}}` with its source',
    );
    expect(await hintOf('It rose by 37 per cent.')).toMatch(
      /^hint: if it is a share .*`share` or `percent-change`; if no/,
    );
    expect(await hintOf('It was so in 1987 too.')).toContain('{{literal "1987" unit="year" source="..."}}');
  });

  test('tells a year from a count', async () => {
    expect(await hintOf('In 2011 cases were few.')).toBe('hint: if it is a year, put a comma after it');
  });
});

describe('number/word', () => {
  test('is reported beside a unit of the data', async () => {
    const { problems } = await composeSmall('There were twelve cases, in two towns.');
    expect(problems[0]).toContain(
      'templates/small.md:1:12 error number/word: The number `twelve` beside `cases` is typed in words',
    );
    expect(problems).toHaveLength(1);
  });

  test('names no cell that merely has the same digits, and none in what somebody said', async () => {
    expect(await hintOf('At 1,500 in the morning.')).toContain('{{literal "1,500"');
    const cell = '1,500 cases of theft in 2010';
    for (const quoted of [
      `> ${cell}`,
      `“${cell},” she said.`,
      `"${cell}", she said.`,
      `‘${cell}’, she said.`,
      `'${cell}', she said.`,
      `She said: '${cell}, and don't ask the ministries' lawyers.'`,
      `„${cell}“, tha ajo.`,
      `„${cell}”, tha ajo.`,
      `»${cell}«, rekla je.`,
      `‚${cell}‘, rekla je.`,
      `’${cell}’, rekla je.`,
    ]) {
      expect(await hintOf(quoted)).toContain('if no dataset has it, write `{{literal "1,500"');
    }
    expect(await hintOf(`“Yes,” she said. There were ${cell}.`)).toContain('{{value "cases"');
    expect(await hintOf(`The court’s list has ${cell}, the judges’ too.`)).toContain('{{value "cases"');
    expect(await hintOf(`They don't know: the court's list has ${cell}, the judges' too.`)).toContain(
      '{{value "cases"',
    );
  });

  test('names no cell for a sentence that speaks of other things, whatever its block speaks of', async () => {
    const literal = 'if no dataset has it, write `{{literal "1,500"';
    const block = 'Cases of theft in 2010 were few.';
    expect(await hintOf(`There were 1,500 cats. ${block}`)).toContain(literal);
    expect(await hintOf(`${block} There were 1,500 cats! ${block}`)).toContain(literal);
    expect(await hintOf(`${block} In 2010, 1,500 cats came.`)).toContain(literal);
    const cell = '{{value "cases" year=2010 offence="theft"}}';
    expect(await hintOf('Cases fell; in 2010 there were 1,500.')).toContain(cell);
    expect(await hintOf('Of the cases in 2010, 1,500 ended.')).toContain(literal);
    expect(await hintOf(`${block} In the south there were 60.`)).toContain('region="south"');
  });

  test('proposes calls alone that expand, and print what was typed where they declare a number', async () => {
    const typedNumbers = [
      '1,500',
      '2500',
      '04',
      '100 000',
      '0800 77777',
      '12.50',
      '\u00BD',
      '\u2163',
      '7.25',
      '1987',
    ];
    const following = ['cases of theft in 2010', 'metres', 'per cent', 'people', 'and more'];
    for (const [at, number] of typedNumbers.entries()) {
      // Each number and each word in every run, all pairs by `npm run test:deep`.
      for (const words of process.env.DEEP ? following : following.slice(at % 5, (at % 5) + 1)) {
        const hint = await hintOf(`There were ${number} ${words}.`);
        const calls = [...hint.matchAll(/`(\{\{.*?\}\})`/g)].map(([, call = '']) => call);
        for (const call of calls) {
          const { content, problems } = await composeSmall(`There: ${call}`);
          expect([call, problems]).toEqual([call, []]);
          const printed = plainText(content?.body.children ?? []).slice('There: '.length);
          const same = (text: string): string => text.replace(/,(?=\d{3})/g, '');
          if (call.startsWith('{{literal')) expect(same(printed)).toBe(same(number));
        }
      }
    }
  });
});
