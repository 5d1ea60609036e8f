import { describe, expect, test } from 'vitest';
import { composeSmall } from './small-project.js';

/** [what is wrong, template, line:column code, part of the message or hint] */
const faults: [string, string, string, RegExp][] = [
  [
    'unknown dataset',
    'A {{value "case" year=2010}}',
    '1:11 error content/unknown-dataset',
    /did you mean `cases`/,
  ],
  [
    'unknown dimension',
    '{{value "cases" yeer=2010}}',
    '1:17 error content/unknown-parameter',
    /did you mean `year`/,
  ],
  [
    'unknown category',
    '{{value "cases" year=2010 offence="thef"}}',
    '1:27 error content/unknown-category',
    /did you mean `theft`/,
  ],
  [
    'label in place of a category',
    '{{value "cases" year=2010 offence="Total"}}',
    '1:27 error content/unknown-category',
    /write `total`, which has this label|did you mean `total`/,
  ],
  [
    'year without data',
    '{{value "cases" year=2019}}',
    '1:17 error content/unknown-category',
    /its categories are `2010`, `2011`, `2012`/,
  ],
  [
    'dimension without total left out',
    '{{value "cases" offence="theft"}}',
    '1:1 error content/argument',
    /no total over `year`/,
  ],
  [
    'measure not chosen',
    '{{value "rates" region="north"}}',
    '1:1 error content/argument',
    /`rate`, `people`/,
  ],
  [
    'unknown measure',
    '{{value "rates" region="north" measure="rat"}}',
    '1:32 error content/unknown-field',
    /no measure `rat`/,
  ],
  [
    'unknown table field',
    '# A\n\n{{table "cases" rows="ofence"}}',
    '3:17 error content/unknown-field',
    /did you mean `offence`/,
  ],
  [
    'sum of a measure that does not add up',
    '{{sum "rates" measure="rate" region="north|south"}}',
    '1:1 error content/argument',
    /`rate` does not add up.*\n.*additive: false/,
  ],
  [
    'percentage of a negative base',
    '{{percent-change "balance" from=2010 to=2011}}',
    '1:28 error content/division-by-zero',
    /The base of this percentage change is negative, so it cannot be calculated/,
  ],
  [
    'qualifier that would be lost',
    '{{fact "vague"}}',
    '1:8 error content/argument',
    /`roughly` is not a qualifier/,
  ],
  [
    'empty digits',
    '{{value "cases" year=2010 digits=""}}',
    '1:27 error content/argument',
    /whole number from -6 to 6/,
  ],
  [
    'image path with a stray percent sign',
    '![A map](images/50%.png)',
    '1:1 error content/missing-image',
    /`images\/50%\.png`/,
  ],
  [
    'image whose kind is a word of JavaScript',
    '![A map](images/a.constructor)',
    '1:1 error content/image',
    /PNG, JPEG or SVG/,
  ],
  [
    'missing value as a number of a chart',
    '```vega-lite\nname: fig-a\ntitle: T\ndata: {name: cases}\nmark: bar\nencoding: {y: {datum: {{value "cases" year=2012}} }}\n```',
    '6:23 error content/missing-value',
    /This chart prints \[x\] \(not available\)/,
  ],
  ['unknown helper', '{{vaule "cases"}}', '1:1 error content/unknown-helper', /did you mean `value`/],
  [
    'unknown helper in an untaken branch',
    '{{#if false}}\n{{vaule "cases"}}\n{{/if}}',
    '2:1 error content/unknown-helper',
    /did you mean/,
  ],
  [
    'unknown dataset in an untaken branch',
    '{{#if true}}x{{else}}{{value "case" year=2010}}{{/if}}',
    '1:30 error content/unknown-dataset',
    /did you mean/,
  ],
  [
    'unknown name in a loop',
    '{{#each (rows "cases")}}{{caes}}{{/each}}',
    '1:25 error content/unknown-name',
    /did you mean `cases`/,
  ],
  [
    'a year beside the edition',
    'In {{edition-1}}.',
    '1:4 error content/unknown-name',
    /write `\{edition-1\}`/,
  ],
  [
    'unknown name passed on in a loop',
    '{{#each (rows "cases")}}{{value "cases" year=yaer offence="total"}}{{/each}}',
    '1:46 error content/unknown-name',
    /did you mean `year`/,
  ],
  [
    'unknown category in a Markdown table',
    '| a | b |\n|---|---|\n| x | {{value "cases" year=2010 offence="no"}} |',
    '3:33 error content/unknown-category',
    /`offence` has no category `no`/,
  ],
  [
    'unknown parameter',
    '{{share "cases" year=2010 offence="theft" off="total"}}',
    '1:43 error content/unknown-parameter',
    /did you mean `of`/,
  ],
  [
    'missing parameter',
    '{{share "cases" year=2010 offence="theft"}}',
    '1:1 error content/argument',
    /no `of`/,
  ],
  [
    'block that is no block',
    '{{#value "cases"}}x{{/value}}',
    '1:1 error content/unknown-helper',
    /is not a block/,
  ],
  [
    'calculation with a range',
    '{{ratio (fact "worldwide") of=(fact "penalty") per="years"}}',
    '1:1 error content/missing-value',
    /This calculation includes a range, which is not exact/,
  ],
  [
    'calculation with "at least"',
    '{{change (fact "penalty") from=(fact "penalty")}}',
    '1:1 error content/missing-value',
    /a figure with the qualifier `at least`/,
  ],
  ['unknown fact', '{{fact "worldwid"}}', '1:8 error content/unknown-fact', /did you mean `worldwide`/],
  ['unknown partial', '{{> nope}}', '1:1 error content/unknown-partial', /`partials\/nope\.md`/],
  ['unclosed block', 'A\n\n{{#if (eq 1 1)}}\nB', '3:1 error content/unclosed-block', /write `{{\/if}}`/],
  [
    'block closed by another name',
    '{{#each (rows "cases")}}\n{{/if}}',
    '2:1 error content/unclosed-block',
    /write `{{\/each}}`/,
  ],
  ['helper that is not closed', 'A\nB {{value "cases"\n', '2:18 error content/template-syntax', /helper/],
  ['brace after a helper', '# A {#sec-{{slug "b"}}}', '1:21 error content/template-syntax', /a space/],
  [
    'bare number',
    '{{#each (rows "cases")}}{{@index}}{{/each}}',
    '1:25 error content/bare-number',
    /comes from no dataset/,
  ],
  [
    'quantity as a condition',
    '{{#if (value "cases" year=2010)}}x{{/if}}',
    '1:7 error content/quantity-in-condition',
    /gt/,
  ],
  ['helper in a URL', '[a](https://example.org/{{edition}})', '1:1 error content/token-in-url', /slug/],
  ['helper in an id', '# A {#sec-{{edition}} }', '1:1 error content/token-in-url', /slug/],
  ['raw HTML', 'A <b>b</b>', '1:3 error content/raw-html', /`<b` is HTML/],
  ['HTML comment', '# A\n\n<!-- note -->', '3:1 error content/raw-html', /{{!--/],
  ['command of another program', 'A \\newpage', '1:3 error content/lookalike', /as it is/],
  ['undeclared container', ':::nope\nA\n:::', '1:1 error content/unknown-directive', /There is no `:::nope`/],
  ['undeclared leaf', '::content', '1:1 error content/unknown-directive', /did you mean `contents`/],
  [
    'table inside a sentence',
    'A {{table "cases" rows="offence" columns="year"}}',
    '1:1 error content/block-inline',
    /inside a sentence/,
  ],
  [
    'missing value in a condition',
    'Text {{#if (gt (value "cases" offence="theft" year=2012) 5)}}x{{/if}}',
    '1:16 error content/missing-value',
    /data\/cases.csv:8/,
  ],
  [
    'share of 0',
    '{{share "cases" year=2012 offence="theft" of=(value "cases" year=2012 offence="fraud")}}',
    '1:43 error content/division-by-zero',
    /base/,
  ],
  [
    'units mixed',
    '{{share "rates" region="north" measure="rate" of=(value "cases" year=2010)}}',
    '1:47 error content/unit',
    /mixes `%` and `cases`/,
  ],
  [
    'years the wrong way round',
    '{{sum "cases" offence="theft" from=2012 to=2010}}',
    '1:31 error content/argument',
    /the earlier time first/,
  ],
  ['missing image', '![A map](map.png)', '1:1 error content/missing-image', /templates\/map.png/],
  ['image from the network', '![A map](https://example.org/a.png)', '1:1 error content/image', /network/],
  [
    'path that leaves the project',
    '![A map](../../map.png)',
    '1:1 error content/path-outside',
    /out of the project/,
  ],
  ['missing chart file', '{{chart "charts/x.yaml"}}', '1:9 error content/missing-file', /charts\/x.yaml/],
  ['private-use character', 'A \uE101 b', '1:3 error content/private-use', /U\+E101/],
  ['control character', 'A \t\0 b', '1:4 error content/character', /control character U\+0000/],
  ['control character of a terminal', 'A\n\n\x1b[31m b', '3:1 error content/character', /U\+001B/],
  [
    'box with a space before its name',
    '::: note\nText\n:::',
    '1:1 error content/unknown-directive',
    /as in `:::note`/,
  ],
  ['line that closes no box', 'Text\n\n:::', '3:1 error content/unknown-directive', /nor closes a box/],
  [
    'quotations in quotations without end',
    `${'>'.repeat(3000)} x`,
    '1:101 error limit/exceeded',
    /may have 100 lists, quotations/,
  ],
  ['heading that skips a level', '# A\n\n### B', '3:1 error content/heading-depth', /write level 2/],
  [
    'chart with bad YAML',
    '```vega-lite\nname: fig-a\ntitle: "x\n```',
    '3:10 error content/chart-yaml',
    /YAML|quot/i,
  ],
  [
    'chart without title',
    '```vega-lite\nname: fig-a\ndata: {name: cases}\nmark: bar\n```',
    '1:1 error content/chart-spec',
    /no `title`/,
  ],
  [
    'chart with data of its own',
    '```vega-lite\nname: fig-a\ntitle: T\ndata: {values: [1]}\n```',
    '4:7 error chart/data',
    /dataset/,
  ],
  [
    'chart of an unknown dataset',
    '```vega-lite\nname: fig-a\ntitle: T\ndata: {name: case}\n```',
    '4:14 error content/unknown-dataset',
    /did you mean `cases`/,
  ],
  ['no text', '---\ntitle: X\n---\n', '1:1 error content/empty', /begin with a chapter/],
  ['front matter without an end', '---\ntitle: Roads\n\nA', '1:1 error content/front-matter', /has no end/],
  ['front matter that is a list', '---\n- title\n---\nA', '2:1 error content/front-matter', /`title: ...`/],
  [
    'front matter that does not parse',
    '---\ntitle: [x\n---\nA',
    '2:8 error content/yaml',
    /This `\[` is not closed/,
  ],
  [
    'unknown key in the imprint',
    '---\nimprint: {contct: Office}\n---\nA',
    '2:11 error content/front-matter',
    /`contct` is not a key of the front matter\n {2}hint: did you mean `contact`/,
  ],
  [
    'imprint that is a text',
    '---\nimprint: Office\n---\nA',
    '2:10 error content/front-matter',
    /`\{contact: /,
  ],
  [
    'unknown key in the front matter',
    '---\ntitel: X\n---\nA',
    '2:1 error content/front-matter',
    /did you mean `title`/,
  ],
];

describe('a template with', () => {
  test.each(faults)('%s is reported where it stands', async (_, template, place, words) => {
    const { problems } = await composeSmall(template);
    const [first = 'no problem'] = problems.filter((problem) => problem.includes(place));
    expect(problems.length === 0 ? 'no problem' : problems.join('\n')).toContain(
      `templates/small.md:${place}`,
    );
    expect(first).toMatch(words);
  });

  test('several faults reports each once', async () => {
    const { problems } = await composeSmall(
      '{{value "case" year=2010}} {{nope}} <b>\n\n{{value "cases" year=1}}',
    );
    expect(problems.map((problem) => problem.replace(/: .*/s, ''))).toEqual([
      'templates/small.md:1:9 error content/unknown-dataset',
      'templates/small.md:1:28 error content/unknown-name',
      'templates/small.md:3:17 error content/unknown-category',
      'templates/small.md:1:37 error content/raw-html',
    ]);
  });

  test('a partial that includes itself is reported and not expanded', async () => {
    const { problems } = await composeSmall('{{> a}}', { 'templates/partials/a.md': 'x\n\n{{> a}}' });
    expect(problems).toEqual([
      'templates/partials/a.md:3:1 error content/partial-circle: The partial `a` is called inside itself\n  hint: take one of the calls out',
    ]);
  });

  test('a fault in a partial is reported in the partial', async () => {
    const { problems } = await composeSmall('A\n\n{{> a name="x"}}', {
      'templates/partials/a.md': '{{name}}\n\n  {{value "case"}}',
    });
    expect(problems[0]).toContain('templates/partials/a.md:3:11 error content/unknown-dataset');
  });

  test('names near an existing file say so', async () => {
    const more = { 'templates/partials/intro.md': 'x', 'templates/map.svg': '<svg viewBox="0 0 4 3"/>' };
    const { problems } = await composeSmall('{{> intor}} ![A map](mpa.svg)', more);
    expect(problems.map((problem) => problem.split('\n')[1])).toEqual([
      '  hint: did you mean `intro`?',
      '  hint: did you mean `map.svg`?',
    ]);
  });

  test('a chart whose YAML does not parse keeps its name', async () => {
    const { content } = await composeSmall('```vega-lite\nname: fig-a\ntitle: "x\n```');
    expect(content?.body.children[0]).toMatchObject({ type: 'chart', id: 'fig-a', dataset: '' });
  });

  test('a table that fails keeps its id', async () => {
    const { content, problems } = await composeSmall('# A\n\n{{table "cases" rows="no" id="tbl-a"}}');
    expect(problems).toHaveLength(1);
    expect(content?.body.children[1]).toMatchObject({ type: 'dataTable', id: 'tbl-a' });
  });
});

test('a chart file that draws in a chart is refused, and ends', async () => {
  const { problems } = await composeSmall('{{chart "a.yaml"}}', {
    'templates/a.yaml': 'name: fig-a\n{{chart "a.yaml"}}\n',
  });
  expect(problems.join('\n')).toMatch(
    /^templates\/a\.yaml:2:9 error content\/block-inline: This chart file asks for another chart/m,
  );
});

test('a chart file may use a partial that the template does not', async () => {
  const { problems } = await composeSmall('{{chart "a.yaml"}}', {
    'templates/a.yaml': '{{> spec}}\n',
    'templates/partials/spec.md':
      'name: fig-a\ntitle: T\ndata: {name: cases}\nmark: bar\nencoding: {x: {field: year}}\n',
  });
  expect(problems).toEqual([]);
});

test('colons inside a sentence are text', async () => {
  const { problems } = await composeSmall('At 10:30, a:b, Total:many, https://example.org::a, `a::b`.');
  expect(problems).toEqual([]);
});

test('partials that double at each step are refused before they are expanded', async () => {
  const steps = Array.from({ length: 25 }, (_, step) => [
    `templates/partials/p${step}.md`,
    `{{> p${step + 1}}}{{> p${step + 1}}}`,
  ]);
  const { problems } = await composeSmall('A {{> p0}}', {
    ...Object.fromEntries(steps),
    'templates/partials/p25.md': 'x',
  });
  expect(problems).toEqual([expect.stringContaining('small.md:1:3 error content/nesting')]);
});
