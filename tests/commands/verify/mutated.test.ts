/** What readers could be shown or told falsely on a finished page, each noticed although the manifest matches. */
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { type Diagnostic, formatDiagnostic } from '../../../src/diagnostics.js';
import { memoryHost } from '../../memory-host.js';
import { firstOf } from '../../support/runs.js';
import { withFile, withPublished } from './mutations.js';
import { outputOf, sampleProject, type Texts, textOf } from './sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const page = 'visits/en/visits.html';
const published = 'visits/en/published.json';
const numbers = 'visits/en/numbers.json';
let output: Output;

const project: Texts = {
  ...sampleProject,
  'templates/visits.md': `${sampleProject['templates/visits.md']}
{{#quoted-claim "increasing" "visits" from=2013 to=2014 by="The mayor" source="A speech" expect="true"}}
Visits rose.
{{/quoted-claim}}

1. Read [the law](https://law.test/).
2. Read [again](#sec-visits).
`,
};

beforeAll(async () => {
  output = await outputOf(project);
});

async function found(files: Output): Promise<readonly Diagnostic[]> {
  const { project: folder, tool } = memoryHost(files);
  return (await verifyFiles(folder, tool)).diagnostics;
}

const errorsIn = async (files: Output): Promise<string[]> =>
  (await found(files)).filter(({ severity }) => severity === 'error').map(formatDiagnostic);

function replaced(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing matches ${from}`);
  return changed;
}

test('the page itself has no problem', async () => {
  expect(await found(output)).toEqual([]);
});

/** What is done to the page, by its name; `own`: also noticed when the snapshot is forged to match. */
const mutations: readonly (readonly [name: string, from: string | RegExp, to: string, own: boolean])[] = [
  ['a style sheet that hides a part', '</style>', '#fig-visits{display:none}</style>', false],
  ['a style sheet that prints a number', '</style>', '.value::after{content:"000"}</style>', false],
  ['a second style sheet', '</head>', '<style>p{color:red}</style></head>', true],
  ['an added script', '</main>', '</main><script>alert(1)</script>', true],
  ['a changed script', '</script>', ';document.title="x"</script>', true],
  ['a policy that is gone', /<meta http-equiv="Content-Security-Policy"[^>]*>/, '', true],
  ['a policy that allows more', "default-src 'none'", 'default-src *', true],
  ['a description for machines', '</head>', '<meta name="description" content="x"></head>', true],
  [
    'a page that leads on by itself',
    '</head>',
    '<meta http-equiv="refresh" content="0;url=https://a.test/"></head>',
    true,
  ],
  ['a hidden paragraph', '<p>', '<p hidden>', true],
  ['a hidden tooltip with words in it', /(<div id="_origin"[^>]*)><\/div>/, '$1><p>More</p></div>', true],
  ['a template', '</main>', '<template><p>x</p></template></main>', true],
  ['a page in the page', '</main>', '<iframe srcdoc="&lt;p&gt;9&lt;/p&gt;"></iframe></main>', true],
  ['an object', '</main>', '<object data="data:text/html,9"></object></main>', true],
  ['a field with a value', '</main>', '<input value="9"></main>', true],
  ['text in another direction', /In (<[^>]*>)?2014/, '<bdo dir="rtl">In</bdo> 2014', true],
  ['a list that begins elsewhere', '<ol>', '<ol start="7">', false],
  ['a base for its links', '</head>', '<base href="https://a.test/"></head>', true],
  ['a handler of clicks', '<main', '<main onclick="x()"', true],
  ['a link elsewhere', 'https://law.test/', 'https://law.example/', false],
  ['a link that runs a script', 'https://law.test/', 'javascript:alert(1)', true],
  ['a link within the page elsewhere', 'href="#sec-visits"', 'href="#sec-changed"', false],
  ['a picture from elsewhere', '</main>', '<img src="https://a.test/a.png" alt=""></main>', true],
  ['a moved path of a chart', /(<path [^>]*d="M)(\d)/, '$19$2', false],
  ['a halved bar', /(data-mark="0"><path )d="M0,([\d.]+)h(\d+)/, '$1d="M0,$2h9$3', false],
  ['a chart that is made invisible', /(id="fig-visits"[\s\S]*?<svg )/, '$1opacity="0" ', false],
  ['another class of a number', 'class="value"', 'class="value x"', false],
  ['a comment', '</main>', '<!-- x --></main>', true],
  ['a second value of a number', 'value="4200"', 'value="4200" value="4201"', true],
  ['another language', '<html lang="en"', '<html lang="sq"', false],
  ['another kind of document', '<!doctype html>', '', false],
  ['words in the name of the window', '<title', '<title class="x"', false],
];

describe('is noticed on a page', () => {
  test.each(mutations)('%s', async (_, from, to) => {
    const errors = await errorsIn(withFile(output, page, replaced(textOf(output, page), from, to)));
    expect(errors).not.toEqual([]);
    expect(errors.every((each) => each.startsWith(`${page}:`))).toBe(true);
  });

  test.each(mutations.filter(([, , , own]) => own))('%s, the snapshot forged too', async (_, from, to) => {
    const forged = replaced(textOf(output, page), from, to);
    expect(await errorsIn(withPublished(output, page, forged))).not.toEqual([]);
  });
});

test('names the changed piece with its line and column', async () => {
  const html = textOf(output, page);
  const errors = await errorsIn(
    withFile(output, page, replaced(html, /(id="fig-visits"[\s\S]*?<svg )/, '$1data-x="1" ')),
  );
  const before = html.slice(0, html.search(/<figure[^>]* id="fig-visits"/)).split('\n');
  const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
  expect(errors).toEqual([
    `${page}:${place} error verify/markup: The markup in the part \`fig-visits\` is not as it was published`,
  ]);
});

test('another style sheet of the same version is an error, and of another version a warning, when everything was forged to match', async () => {
  const html = replaced(textOf(output, page), '</style>', '.value::after{content:"000"}</style>');
  const forged = withPublished(output, page, html);
  expect(await found(forged)).toMatchObject([{ severity: 'error', code: 'verify/markup' }]);
  const snapshot = replaced(textOf(forged, published), /"tool":"[^"]*"/, '"tool":"0.0.9"');
  const manifest = replaced(
    textOf(forged, 'manifest.json'),
    /("name": ?"tallybook",\s*"version": ?)"[^"]*"/,
    '$1"0.0.9"',
  );
  const older = withFile(
    { ...forged, 'manifest.json': new TextEncoder().encode(manifest) },
    published,
    snapshot,
  );
  expect(await found(older)).toMatchObject([{ severity: 'warning', code: 'verify/other-version' }]);
});

test.each(
  firstOf(
    [
      ['the number in a cell', '"2,640",', '"9,640",'],
      ['a category', '"Children"', '"Elderly"'],
      ['a source', 'Source: Counter at the door', 'Source: United Nations'],
      ['that data are illustrative', /("notes":\[)/, '$1"Illustrative data",'],
      ['a word of the panel', 'Copy with citation', 'Official figure'],
    ],
    4,
  ),
)(
  'the list of where numbers come from tells the published cells: %s, everything forged to match',
  async (_, from, to) => {
    const [before = '', block = ''] = textOf(output, page).split(/(?=<script id="_origins")/);
    expect(await errorsIn(withPublished(output, page, before + replaced(block, from, to)))).not.toEqual([]);
  },
);

describe('is noticed in a list of numbers', () => {
  test.each(
    firstOf(
      [
        ['a value', '"value":4200', '"value":4201'],
        ['a unit', '"unit":"visits"', '"unit":"readers"'],
        ['a cell', '"year":"2014"', '"year":"2013"'],
        ['an operation', '"operation":"share"', '"operation":"ratio"'],
        ['a text', '"text":"4,200"', '"text":"4,300"'],
        ['a place', '"place":"table"', '"place":"text"'],
        ['a class', '"class":"date"', '"class":"label"'],
        ['a section', '"title":"1 Visits"', '"title":"1 Guests"'],
        ['a verdict', '"verdict":"true"', '"verdict":"false"'],
        ['the report', '"report":"visits"', '"report":"guests"'],
        ['a field that it does not have', '"class":"ledger"', '"class":"ledger","note":"x"'],
      ],
      4,
    ),
  )('%s', async (_, from, to) => {
    const text = textOf(output, numbers).replaceAll(/": /g, '":');
    const forged = replaced(textOf(output, numbers), looseSpaces(from), to);
    expect(text).toContain(from);
    expect(await errorsIn(withFile(output, numbers, forged))).not.toEqual([]);
  });

  const looseSpaces = (text: string): RegExp =>
    new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('":', '": ?'));
});

describe('is noticed in a snapshot', () => {
  const changedSnapshot = (from: string | RegExp, to: string): Promise<string[]> =>
    errorsIn(withFile(output, published, replaced(textOf(output, published), from, to)));

  test('an operation that nobody knows, whose number could be any', async () => {
    const errors = await changedSnapshot('"operation":"share"', '"operation":"estimate"');
    expect(errors).toContainEqual(
      expect.stringContaining(
        'verify/calculation: Tallybook cannot repeat the operation `estimate` of the number `62.9%`',
      ),
    );
  });

  test('a cell of another year, which has the same number', async () => {
    const same = {
      ...project,
      'data/visits.csv': project['data/visits.csv']?.replaceAll('2512', '2640').replace('3920', '4048') ?? '',
    };
    const built = await outputOf(same);
    const cell = 'visits/visits?year=2014&reader=children';
    const forged = replaced(
      textOf(built, published),
      `"cells":["${cell}"]`,
      `"cells":["${cell.replace('2014', '2013')}"]`,
    );
    const errors = await errorsIn(withFile(built, published, forged));
    expect(errors).toContainEqual(
      expect.stringContaining('The page names the cell `2014, Children: 2,640` behind the number `2,640`'),
    );
  });

  test('a flipped verdict', async () => {
    expect(await changedSnapshot('"verdict":"true"', '"verdict":"false"')).not.toEqual([]);
  });

  test('a field that it does not have', async () => {
    expect(await changedSnapshot('"format":', '"note":"x","format":')).toEqual([
      expect.stringContaining(
        'verify/form: `published.json` cannot be read: snapshot whose `note` is not as Tallybook writes it',
      ),
    ]);
  });
});
