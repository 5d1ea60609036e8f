/** Every way in which a PDF was found to lose, hide or add words, tried on a real print of one small report. */

import { beforeAll, describe, expect, test } from 'vitest';
import type { Printer } from '../../../src/host/host.js';
import { loadAssets } from '../../../src/outputs/html/assets.js';
import type { HtmlReport } from '../../../src/outputs/html/html-report.js';
import { renderHtml, screenContent } from '../../../src/outputs/html/page.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { printContent, renderPrintHtml } from '../../../src/outputs/html/print-page.js';
import { pageEdges } from '../../../src/outputs/html/running-heads.js';
import { readMarkup } from '../../../src/outputs/snapshot/read-markup.js';
import { formProblems, wordProblems } from '../../../src/outputs/words/check-paper.js';
import { lettersOf } from '../../../src/outputs/words/letters.js';
import { pageAsPaper } from '../../../src/outputs/words/page-as-paper.js';
import { type ShownWords, shownWords } from '../../../src/outputs/words/paper-words.js';
import { memoryHost } from '../../memory-host.js';
import { parseReport, positionOf } from '../../report/markdown.js';
import { meta, sampleChart, sampleDrawing, sampleTable } from '../../report/samples.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { someOf } from '../../support/runs.js';
import { printPdf } from '../pdf/print-pdf.js';
import { testPrinter } from '../pdf/test-printer.js';

const text = `
Front matter stands before the first chapter.

# Counting {#sec-counting}

The police recorded %88 cases in 2013. That was the most of all years.[^first] A soft\u00ADhyphenated\u00ADword\u00ADof\u00ADgreat\u00ADlength\u00ADthat\u00ADgoes\u00ADon\u00ADand\u00ADon\u00ADand\u00ADon breaks.

1. Sexual exploitation
2. Forced labour

- An ordinary item

   - one below it

**Bold _and italic_ words → ≤ Ω α** ***e\u0308 ë № ½ Приштина*** \`code → α\` **\`bold code\`** ~~struck~~ m² CO₂ ﬁ ﬂ µ μ Ω.
A hyphen that does not break\u2011so, a\u200Bb, a\u00A0b, https\\://example.org/a/path/that/goes/on/and/on/and/on/and/on/and/on/and/on/and/on.

- [ ] open task
- [x] done task

\`\`\`
code  with   spaces
\`\`\`

| A | B |
|:--|--:|
| x |   |

[^first]: Kosovo Police, statistics of 2013.

# Tables {#sec-tables}

@cases

@line

:::annex

# Questions {#sec-questions}

What was asked.

:::

Words that follow the annex.

# A long → x\u0308 soft\u00ADhyphen\u00ADated https\\://example.org/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z {#sec-long}

Its title stands in the running head.

# Invented {#sec-invented}

All that stands here was made up.

@invented
`;

const rows = Array.from({ length: 40 }, (_, row) => `Row ${row} | ${row} | ${row + 1}`).join('\n');
const blocks = {
  cases: sampleTable('tbl-cases', 'Cases by offence', `Offence | 2013 | 2014\n${rows}`),
  line: sampleChart('fig-line', 'Cases fell'),
  invented: {
    ...sampleTable('tbl-invented', 'Invented cases', 'Offence | 2013\nTheft | -'),
    illustrative: true,
  },
};

let report: HtmlReport;
let html: string;
let printer: Printer;

beforeAll(async () => {
  printer = await testPrinter();
  report = finishReport({
    meta,
    body: parseReport(text, blocks),
    charts: { 'fig-line': sampleDrawing('fig-line') },
    language: english,
    positionOf,
  }).value;
  html = renderPrintHtml(report, await loadAssets(pageText(report, english), memoryHost({}).tool), english);
}, 60_000);

const places = {
  template: { file: 'report.md', line: 1, column: 1 },
  positionOf: (offset: number) => ({
    file: 'report.md',
    line: text.slice(0, offset).split('\n').length,
    column: 1,
  }),
};

/** What is said of a print of this HTML, each as "line: message". */
async function printed(changed: string): Promise<string[]> {
  const about = { title: 'T', author: 'A', language: 'en', epochSeconds: 1_451_520_000, producer: 'P' };
  const { value, diagnostics } = await printPdf({ html: changed, meta: about }, printer);
  const { words, pages, pageCount } = value;
  if (words === undefined) throw new Error(JSON.stringify(diagnostics));
  const shown = shownWords(printContent(report, english), pages);
  const edgesOf = pageEdges(report, english, pageCount);
  return wordProblems(words, { ...places, shown, pageCount, edgesOf }).map(
    ({ position, message }) => `${position.line}: ${message}`,
  );
}

const styled = (css: string): string => html.replace('</head>', `<style>${css}</style></head>`);

function without(part: string | RegExp, by = ''): string {
  const changed = html.replace(part, by);
  expect(changed).not.toBe(html);
  return changed;
}

describe('a PDF whose words are those of the report', () => {
  test('passes: synthetic fonts, ligatures, soft hyphens, lists, notes, a table over two pages, a chart, words behind an annex', async () => {
    expect(await printed(html)).toEqual([]);
    expect(
      shownWords(printContent(report, english))
        .reading.map((piece) => piece.text)
        .join(''),
    ).toContain('Words that follow the annex.');
  });

  test('has its bands where the finished page has them', async () => {
    const assets = await loadAssets(pageText(report, english), memoryHost({}).tool);
    const page = renderHtml(report, assets, english);
    const banded = ({ reading }: ShownWords): string =>
      lettersOf(reading.flatMap(({ text: words, isBanded }) => (isBanded ? [words] : [])).join(''));
    const known = banded(shownWords(pageAsPaper(page, readMarkup(page), []).content));
    expect(known).toContain('Allthatstandsherewasmadeup.');
    expect(known).toBe(banded(shownWords(printContent(report, english))));
  });

  test('has the words that follow an annex on paper as on the page', () => {
    expect(formProblems(screenContent(report, english), printContent(report, english), places)).toEqual([]);
  });
});

describe('a PDF that lacks', () => {
  test('a block', async () => {
    const [first] = await printed(without(/<p data-short>What was asked\.<\/p>/));
    expect(first).toMatch(/^41: “What was asked\.” is missing on page \d of the PDF$/);
  });

  test('a word', async () => {
    expect(await printed(without('the most of', 'most of'))).toEqual([
      '4: “the” is missing on page 3 of the PDF',
    ]);
  });

  test('a row of a table', async () => {
    const [first, ...more] = await printed(without(/<tr><th[^>]*>Row 7<.*?<\/tr>/));
    expect(first).toMatch(/“Row 778” is missing/);
    expect(more).toEqual([]);
  });

  test('a footnote', async () => {
    const [first] = await printed(without(/Kosovo Police, statistics of 2013\./, '\u00A0'));
    expect(first).toMatch(/“Kosovo Police, statistics of 2013\.” is missing/);
  });

  test('a digit', async () => {
    expect(await printed(without('>88</data>', '>89</data>'))).toEqual([
      '1: Page 3 of the PDF has “9” where the report has “8”',
    ]);
  });

  test('a label of a chart', async () => {
    const [first] = await printed(without(/<text[^>]*>2011<\/text>/));
    expect(first).toMatch(/“2011” is missing on page \d of the PDF$/);
  });

  test('the band of a chapter, or has it elsewhere', async () => {
    const [band = ''] = /@right-middle\{content[^}]*\}/.exec(html) ?? [];
    const problems = await printed(without(band).replace('@page c0{', `@page c0{${band}`));
    expect(problems.join('\n')).toMatch(
      /Page 3 of the PDF has “Illustrative: examples, not facts.*”, which the report does not have there\n[\s\S]*“Illustrative: examples, not facts” is missing at the edge or in the signs of page \d+ of the PDF$/,
    );
  });

  test('the number of a page', async () => {
    const [first] = await printed(styled('@page c0{@bottom-right{content:none}}'));
    expect(first).toMatch(/“Page 3 of \d” is missing at the edge .* page 3 /);
  });
});

describe('a PDF that hides its words', () => {
  const ways: readonly (readonly [string, string])[] = [
    ['by `display: none`', 'ol li { display: none }'],
    ['by `visibility: hidden`', 'ol li { visibility: hidden }'],
    ['by no opacity', 'ol { opacity: 0 }'],
    ['in a box that cuts them off', 'ol { height: 0; overflow: hidden; margin: 0 }'],
    ['in white on white', 'ol, ol ::marker { color: #fff }'],
    ['in the colour of a box', 'ol { background: #abcdef } ol, ol ::marker { color: #abcdef }'],
    ['beside the page', 'ol { position: relative; left: 400mm }'],
    ['by a size of nothing', 'ol li { font-size: 0 }'],
  ];

  test.each(someOf(ways, ['by no opacity', 'in white on white', 'beside the page']))(
    '%s',
    async (_how, css) => {
      const problems = await printed(styled(css));
      expect(problems.join('\n')).toMatch(/“.*Sexual exploitation.*” is missing/);
    },
  );

  test('at the edge of a box, which cuts a line', async () => {
    const problems = await printed(styled('ol li { width: 20mm; overflow: hidden; white-space: nowrap }'));
    expect(problems.join('\n')).toMatch(/itation|tation|ation/);
  });
});

describe('a PDF that adds', () => {
  test('words by a style', async () => {
    const problems = await printed(styled('ol::before { content: "Not in the report" }'));
    expect(problems.join('\n')).toContain(
      'Page 3 of the PDF has “Not in the reportNot in the report”, which the report does not have',
    );
  });

  test('words at the edge of a page', async () => {
    const problems = await printed(styled('@page { @bottom-center { content: "2099" } }'));
    expect(problems[0]).toMatch(/Page 2 of the PDF has “.*2099.*”, which the report does not have there$/);
  });
});
