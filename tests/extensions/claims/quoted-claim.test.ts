import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Nodes } from 'mdast';
import { expect, test } from 'vitest';
import type { Content } from '../../../src/content/compose.js';
import { locate } from '../../../src/content/template/marks.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { ledgerOf } from '../../support/ledger-of.js';
import { composeClaims, visits } from './claims-project.js';

const quote = (claim: string, words = '‘It grew every year.’'): string =>
  `# A\n\nBefore.\n\n{{#quoted-claim ${claim}}}\n${words}\n{{/quoted-claim}}\n\nAfter.\n`;

const grew =
  '"increasing" "visits" reader="adults" from=2010 to=2011 by="the Ministry" source="Report on reading"';

function html(content: Content | undefined): string {
  if (content === undefined) throw new Error('Nothing was composed');
  const { value } = finishReport({
    meta: content.meta,
    body: content.body,
    charts: {},
    language: english,
    positionOf: (node: Nodes) => locate(content.positions, node.position?.start.offset ?? 0),
  });
  const text = toHtml(value.body as unknown as Element);
  return /<figure class="quoted-claim[\s\S]*<\/figure>/.exec(text)?.[0] ?? text;
}

test('prints what was said, who said it, the verdict and the figures, each in the ledger', async () => {
  const { content, problems } = await composeClaims(quote(grew));
  expect(problems).toEqual([]);
  expect(ledgerOf(content).map(({ text }) => text)).toEqual(['20', '20']);
  expect(content?.claims).toMatchObject([
    {
      kind: 'increasing',
      verdict: 'false',
      text: '‘It grew every year.’',
      quoted: { by: 'the Ministry', source: 'Report on reading' },
    },
  ]);
  const printed = html(content);
  expect(printed).toContain('<blockquote>\n<p>‘It grew every year.’</p>\n</blockquote>');
  expect(printed).toContain('<cite>Report on reading</cite>');
  expect(printed).toContain('The figures do not support what is said about the trend.');
  expect(printed).toContain('>Visits, Reader: Adults</p>');
  expect(printed).toMatch(
    /<li><span class="label"[^>]*>2010<\/span> <span class="number"><data[^>]*>20<\/data>/,
  );
  expect(printed).toMatch(/<li class="pointed"><span class="label"[^>]*>2011</);
  expect(printed).toContain('>Not every year is above the one before.</p>');
  expect(printed).toContain('Source: Counters at the doors');
});

test('stands between paragraphs as a block of its own', async () => {
  const { content } = await composeClaims(quote(grew));
  expect(content?.body.children.map(({ type }) => type)).toEqual([
    'heading',
    'paragraph',
    'testedQuotation',
    'paragraph',
  ]);
});

test('says that figures support it, or cannot test it', async () => {
  const supported = await composeClaims(
    quote('"increasing" "visits" reader="children" from=2010 to=2012 by="the Ministry"'),
  );
  expect(supported.verdicts).toEqual(['true']);
  expect(html(supported.content)).toContain('The figures support what is said about the trend.');
  expect(html(supported.content)).not.toContain('<cite>');
  const open = await composeClaims(quote('"increasing" "visits" reader="adults" by="the Ministry"'));
  expect(open.problems).toEqual([]);
  const printed = html(open.content);
  expect(printed).toContain('The figures do not support what is said about the trend.');
  const untestable = await composeClaims(quote('"increasing" "visits" reader="children" by="the Ministry"'));
  expect(html(untestable.content)).toContain('The figures cannot test what is said about the trend.');
  expect(html(untestable.content)).toContain('>Not decided because of: 2013.</p>');
  expect(html(untestable.content)).toContain('<span class="gap">no figure</span>');
});

test('a verdict that is no longer the one written down is an error with the figures', async () => {
  expect((await composeClaims(quote(`${grew} expect="false"`))).problems).toEqual([]);
  expect((await composeClaims(quote(`${grew} expect=false`))).problems).toEqual([]);
  const changed = visits.replace('2011,adults,20', '2011,adults,21');
  expect((await composeClaims(quote(`${grew} expect="false"`), changed)).problems).toEqual([
    'templates/claims.md:5:118 error claim/verdict: The quoted claim `increasing` on `visits` (reader `adults`, 2010-2011) is `true`, and `expect` says `false`\n' +
      '  hint: read the text around the quotation again, then correct `expect`\n' +
      '  see: data/visits.csv:3:1, 2010 is 20\n' +
      '  see: data/visits.csv:7:1, 2011 is 21',
  ]);
});

test('reports what is missing, no words, and a place inside a sentence', async () => {
  expect(
    (
      await composeClaims(
        [
          '# A',
          quote('"rose" "visits" from=2010 to=2011'),
          quote('"rose" "visits" from=2010 to=2011 by="X" expect="maybe"'),
          quote('"rose" "visits" from=2010 to=2011 by="X"', ''),
          quote('"rose" "visits" from=2010 to=2011 by="X"', '- a list'),
          'They said {{#quoted-claim "rose" "visits" from=2010 to=2011 by="X"}}so{{/quoted-claim}}',
          '{{quoted-claim "rose" "visits" from=2010 to=2011 by="X"}}',
        ].join('\n\n'),
      )
    ).problems,
  ).toMatchInlineSnapshot(`
    [
      "templates/claims.md:7:1 error content/argument: \`quoted-claim\` has no \`by\`
      hint: add \`by="..."\`",
      "templates/claims.md:18:58 error content/argument: \`expect\` cannot be \`maybe\`
      hint: write one of \`true\`, \`false\`, \`untestable\`",
      "templates/claims.md:49:1 error content/argument: \`{{quoted-claim}}\` encloses no words
      hint: write \`{{#quoted-claim ...}}\`, the words, and \`{{/quoted-claim}}\`",
      "templates/claims.md:29:1 error content/argument: \`quoted-claim\` has no words that were said
      hint: write them between \`{{#quoted-claim ...}}\` and \`{{/quoted-claim}}\`",
      "templates/claims.md:41:1 error content/argument: \`quoted-claim\` has a block in it that is not a paragraph
      hint: leave only the words that were said between \`{{#quoted-claim ...}}\` and \`{{/quoted-claim}}\`",
      "templates/claims.md:47:1 error content/block-inline: This quotation is inside a sentence, where it cannot be printed
      hint: put blank lines before and after the helper, and nothing else on its line",
    ]
  `);
});

test('numbers in the words are those of the data', async () => {
  const { content, problems } = await composeClaims(
    quote(grew, '‘It **grew** to {{value "visits" reader="adults" year=2011}}.’'),
  );
  expect(problems).toEqual([]);
  expect(ledgerOf(content).map(({ place, text }) => `${place} ${text}`)).toEqual([
    'text 20',
    'table 20',
    'table 20',
  ]);
  expect(content?.claims[0]?.text).toBe('‘It grew to 20.’');
});

/** What the printed block says of the words that the test leaves open. */
const openIn = async (words: string, claim = grew): Promise<string[]> =>
  [
    ...html((await composeClaims(quote(claim, words))).content).matchAll(
      /<p class="untested"[^>]*>([^<]*)</g,
    ),
  ].map(([, text = '']) => text);

test('the verdict names what was tested, by the kind of the claim', async () => {
  const said = async (claim: string): Promise<string> =>
    html((await composeClaims(quote(`${claim} by="X"`, 'So it was.'))).content);
  expect(await said('"none" "visits" reader="guests" year=2010')).toContain('what is said about the level');
  expect(await said('"highest" "visits" reader="adults" year=2010')).toContain('what is said about the rank');
  expect(await said('"majority" "visits" reader="adults" year=2010')).toContain(
    'what is said about the share',
  );
  expect(await said('"higher-than" "visits" reader="adults" year=2010 than="children"')).toContain(
    'what is said about the comparison',
  );
});

test('names every clause of a quotation that no test reached, behind "and" too, and no noun of a list', async () => {
  const open = '"increasing" "visits" by="X" source="Y"';
  expect(await openIn('‘Visits have increased every year and all readers are satisfied.’', open)).toEqual([
    'Not tested: “and all readers are satisfied”',
  ]);
  expect(await openIn('‘Visits have increased, and loans fell in the towns.’', open)).toEqual([
    'Not tested: “and loans fell in the towns”',
  ]);
  expect(await openIn('‘Visits of men and women in towns and villages have increased.’', open)).toEqual([]);
  expect(await openIn('‘Visits rose in the first year and rose again.’', open)).toEqual([]);
});

test('names the cause and the second statements of a quotation as not tested', async () => {
  expect(await openIn('‘It grew every year.’')).toEqual([]);
  expect(await openIn('‘It grew every year, because of the new doors, and the heating.’')).toEqual([
    'The cause is not tested: “because of the new doors, and the heating”',
  ]);
  expect(await openIn('‘Because of the new doors, it grew every year.’')).toEqual([
    'The cause is not tested: “Because of the new doors”',
  ]);
  expect(await openIn('‘People read. It grew every year, and adults were the majority.’')).toEqual([
    'Not tested: “People read”',
    'Not tested: “and adults were the majority”',
  ]);
  expect(
    await openIn('It grew to {{value "visits" reader="adults" year=2011}} thanks to us.\n\nA success!'),
  ).toEqual(['The cause is not tested: “thanks to us”', 'Not tested: “A success”']);
});
