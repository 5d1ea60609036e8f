import { describe, expect, test } from 'vitest';
import { fromLatex, readBib } from '../../../src/extensions/citations/read-bib.js';
import type { Bibliography } from '../../../src/model/tree/bibliography.js';
import { plainText } from '../../../src/report/tree.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { composeSmall } from '../../content/small-project.js';

const works = `@book{hoxha, author={Hoxha, Ana and Petrovi{\\'c}, M. and Doe, J.}, title={Visits}, year=2010}
@misc{office-a, author={{The Office}}, title={Doors}, year={2012}, doi={10.1/x}}
@misc{office-b, author={{The Office}}, title={Bars}, year={2012}, langid={albanian}}
@misc{nobody, title={A Sign}}
`;

const bibliography = (more: Partial<Bibliography> = {}): Bibliography => ({
  file: 'refs.bib',
  style: 'author-date',
  position: { file: 'tallybook.yaml', line: 3, column: 1 },
  own: false,
  ...more,
});

const cited = async (template: string, more: Partial<Bibliography> = {}, bib = works) => {
  const files = { 'refs.bib': bib, 'refs.json': bib };
  const { content, problems } = await composeSmall(template, files, standardLimits, {
    bibliography: bibliography(more),
  });
  return { problems, lines: content?.body.children.map((node) => plainText([node])) ?? [] };
};

test('citations are words, and what they cite is a list in the order of names and years', async () => {
  const { lines, problems } = await cited(
    'So [see @hoxha, pp. 3–4; @office-a], as @office-b [p. 7] says; again [-@office-a] and [@nobody].\n\n::references',
  );
  expect(problems).toEqual([]);
  expect(lines).toEqual([
    'So (see Hoxha et al. 2010, pp. 3–4; The Office 2012b), as The Office (2012a, p. 7) says; again (2012b) and (A Sign n.d.).',
    expect.stringContaining('Hoxha, Ana, M. Petrović and J. Doe (2010). Visits.'),
  ]);
  expect(lines[1]).toContain('The Office (2012a). Bars.The Office (2012b). Doors. https://doi.org/10.1/x');
});

test('in the numeric style works are numbered as they are first cited', async () => {
  const { lines, problems } = await cited('A [@office-b; @hoxha, p. 3]. B [@office-b].\n\n::references', {
    style: 'numeric',
  });
  expect(problems).toEqual([]);
  expect(lines[0]).toBe('A [1; 2, p. 3]. B [1].');
  expect(lines[1]).toMatch(/^The Office\. Bars\. 2012\.Hoxha/);
});

test('a list names the first author by the family, a journal without "in", a publisher once, and the day of a visit', async () => {
  const bib = `@article{a, author={Ng, Ann and Li, Bo and Wu, Cy}, title={Doors}, journal={Walls}, volume=3, number=2, pages={4--5}, year=2011}
@incollection{b, author={Ng, Ann}, title={Bars}, booktitle={Gates}, year=2012}
@report{c, author={{The Office}}, title={Locks}, institution={The Office}, year=2013, url={https://office.example}, urldate={2024-03-01}}
@misc{d, title={A Sign}}`;
  const text = 'A [@a], [@b], [@c], [@d].\n\n::references';
  const { lines, problems } = await cited(text, {}, bib);
  expect(problems).toEqual([]);
  const entries = [
    'A Sign (n.d.).',
    'Ng, Ann (2012). Bars. In Gates.',
    'Ng, Ann, Bo Li and Cy Wu (2011). Doors. Walls, 3(2), 4–5.',
    'The Office (2013). Locks. https://office.example (accessed 1 March 2024)',
  ];
  expect(lines[1]).toBe(entries.join(''));
  const numeric = await cited(text, { style: 'numeric' }, bib);
  expect(numeric.lines[1]).toContain('A Sign. n.d.');
  expect(numeric.lines[1]).not.toContain('..');
});

test.each(['f. 3', 'стр. 3–5', 'str. 3', 'вол. 2', 'vëll. 2', 'čl. 12', 'чл. 12', 'pag. 4', 'S. 9'])(
  'where in a work may be said in the language of the report: %s',
  async (where) => {
    const { lines, problems } = await cited(`A [@hoxha, ${where}].\n\n::references`);
    expect(problems).toEqual([]);
    expect(lines[0]).toBe(`A (Hoxha et al. 2010, ${where}).`);
  },
);

test('CSL-JSON is read as well', async () => {
  const json = JSON.stringify([
    {
      id: 'a',
      type: 'article-journal',
      title: 'T',
      'container-title': 'J',
      URL: 'https://j.example',
      accessed: { 'date-parts': [[2024, 3, 1]] },
      author: [{ family: 'F', given: 'G' }],
      issued: { 'date-parts': [[2001]] },
    },
  ]);
  const { lines, problems } = await cited('See [@a].\n\n::references', { file: 'refs.json' }, json);
  expect(problems).toEqual([]);
  expect(lines).toEqual(['See (F 2001).', 'F, G (2001). T. J. https://j.example (accessed 1 March 2024)']);
});

const list = '\n\n::references';

describe('what is wrong is told at its place', () => {
  test.each<[string, string, string, Partial<Bibliography>?, string?]>([
    ['unknown key', `A [@hoxa].${list}`, '1:3 error content/citation: No work has the key `hoxa`'],
    ['no list', 'A [@hoxha].', '1:3 error content/citation: The report cites a work and prints no list'],
    ['two lists', `A [@hoxha].${list}${list}`, '5:1 error content/citation: The report has a second'],
    ['a number that is no place', `A [@hoxha, 500 rose].${list}`, '1:3 error content/lookalike'],
    [
      'never cited',
      `A [@hoxha].${list}`,
      'refs.bib:2:1 warning content/uncited: No text cites these 3 works',
      { own: true },
    ],
    [
      'a key twice',
      `A [@x].${list}`,
      'refs.bib:2:1 error content/bibliography: Two works have',
      {},
      '@book{x,}\n@book{x,}',
    ],
    [
      'no brace',
      `A.`,
      'refs.bib:2:15 error content/bibliography: The file ends inside',
      {},
      '\n@book{x,title={a',
    ],
    ['no such file', 'A.', 'tallybook.yaml:3:1 error content/missing-file', { file: 'none.bib' }],
    ['no list of works', 'A.', 'refs.json:1:1 error content/bibliography', { file: 'refs.json' }, '{"a": 1}'],
  ])('%s', async (_, template, message, more, bib) => {
    const { problems } = await cited(template, more ?? {}, bib);
    expect(problems.join('\n')).toContain(message);
  });

  test('a citation without a file of references, and a list', async () => {
    const { problems } = await composeSmall(`A [@hoxha].${list}`);
    expect(problems.join('\n')).toMatch(/1:3 error content\/citation.*bibliography: refs.bib/);
    expect(problems.join('\n')).toMatch(/3:1 error content\/citation: `::references` has nothing to list/);
  });
});

test('addresses, names with @ and code are no citations', async () => {
  const { lines } = await cited('Write to a@hoxha.org or @somebody, `[@hoxha]`, \\[@hoxha].');
  expect(lines).toEqual(['Write to a@hoxha.org or @somebody, [@hoxha], [@hoxha].']);
});

test('accents of LaTeX are letters', () => {
  expect(
    fromLatex('Petrovi{\\\'c}, {\\v S}kola \\c{c} \\"e na{\\"\\i}ve \\ss{} {\\dj} A--B \\& \\foo{x}'),
  ).toBe('Petrović, Škola ç ë naïve ß đ A–B & \\foox');
});

test('a hostile file is read to its end, or to its twentieth fault', () => {
  const hostile = [
    '{'.repeat(100_000),
    `@book{a,${'x={'.repeat(60_000)}`,
    `@book{a,x=${'"'.repeat(100_000)}`,
    '@book{a,'.repeat(20_000),
    `@string{a="x"}${'@string{a=a#a}'.repeat(40)}@book{b,title=a}`,
    `@book{a,title={${'\\"'.repeat(100_000)}}}`,
    `@book{a,author={${' and '.repeat(50_000)}}}`,
    '@'.repeat(200_000),
  ];
  const faults = hostile.map((text) => readBib(text, 'a.bib', 5000).diagnostics.length);
  expect(faults.every((count) => count <= 20)).toBe(true);
});
