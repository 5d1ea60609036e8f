/** Random reports, printed: the words of each page are on its paper, and a word that is taken away is missed. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Printer } from '../../src/host/host.js';
import { houseTheme } from '../../src/model/project/theme.js';
import { loadAssets } from '../../src/outputs/html/assets.js';
import type { HtmlReport } from '../../src/outputs/html/html-report.js';
import { screenContent } from '../../src/outputs/html/page.js';
import { pageText } from '../../src/outputs/html/page-text.js';
import { printContent, renderPrintHtml } from '../../src/outputs/html/print-page.js';
import { pageEdges } from '../../src/outputs/html/running-heads.js';
import { formProblems, wordProblems } from '../../src/outputs/words/check-paper.js';
import { shownWords } from '../../src/outputs/words/paper-words.js';
import { seededRandom } from '../commands/verify/mutations.js';
import { memoryHost } from '../memory-host.js';
import { printPdf } from '../outputs/pdf/print-pdf.js';
import { openTestPrinter } from '../outputs/pdf/test-printer.js';
import { parseReport, positionOf } from '../report/markdown.js';
import { meta, sampleChart, sampleDrawing, sampleTable } from '../report/samples.js';
import { english } from '../support/english.js';
import { finishReport } from '../support/finished-report.js';
import { seedOf } from './seed.js';

const reports = 60;
let printer: Printer;
beforeAll(async () => {
  printer = await openTestPrinter();
}, 60_000);
afterAll(() => printer.close());

const vocabulary =
  'the police recorded more cases Приштина ë ç → ≤ office affluent AVATAR To. Wa “quoted” – — … a/b non\u2011breaking 50\u00A0% x\u0308 m² CO₂ https\\://example.org/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t soft\u00ADhyphen\u00ADated (brackets) [x] Q&A'.split(
    ' ',
  );
const forms = ['**W**', '*W*', '***W***', '`W`', '~~W~~', '[W](https://example.org)', '%88', 'W[^n]'];

/** Text of a report made by chance. */
class Author {
  private readonly once = new Set(['@cases', '@line']);

  constructor(private readonly random: () => number) {}

  report(): string {
    const parts = [this.isLikely(0.3) ? this.block() : '', ...this.times(3, () => this.chapter())];
    if (this.isLikely(0.4)) parts.push(`::::annex\n\n${this.chapter()}\n\n::::`);
    if (this.isLikely(0.4)) parts.push(this.words(30));
    if (this.isLikely(0.3)) parts.push('# Contents {.unnumbered}\n\n::contents\n\n::figures\n\n::tables');
    return [...parts, '[^n]: The note.'].join('\n\n');
  }

  isLikely(share: number): boolean {
    return this.random() < share;
  }

  private chapter(): string {
    const sections = this.times(
      2,
      () => `## ${this.words(10)}\n\n${this.times(3, () => this.block()).join('\n\n')}`,
    );
    return [`# ${this.words(12)}`, ...this.times(4, () => this.block()), ...sections].join('\n\n');
  }

  private block(): string {
    const choice = Math.floor(this.random() * 14);
    if (choice < 4) return this.words(80);
    if (choice < 6)
      return this.times(
        6,
        () => `${choice === 4 ? '-' : '7.'} ${this.words(15)}\n   1. ${this.words(6)}`,
      ).join('\n');
    if (choice === 6) return `> ${this.words(30)}`;
    if (choice === 7) return `\`\`\`\n${vocabulary.join('  ')}\n\`\`\``;
    if (choice === 8)
      return `| A | B |\n|---|--:|\n${this.times(50, () => `| ${this.words(8)} | ${this.words(2)} |`).join('\n')}`;
    if (choice === 9) return `:::cards\n- **%255** ${this.words(6)}\n- **%12** ${this.words(6)}\n:::`;
    if (choice < 12) return `:::${['note', 'summary'][choice - 10] ?? 'note'}\n${this.words(30)}\n:::`;
    if (choice === 12) return `:::landscape\n${this.words(30)}\n:::`;
    const [block] = this.once;
    if (block === undefined) return this.words(5);
    this.once.delete(block);
    return block;
  }

  private words(most: number): string {
    return `Some ${this.times(most, () => {
      const word = this.pick(vocabulary);
      return this.isLikely(0.2) ? this.pick(forms).replace('W', word) : word;
    }).join(' ')}`;
  }

  private times(most: number, make: () => string): string[] {
    return Array.from({ length: 1 + Math.floor(this.random() * most) }, make);
  }

  private pick(from: readonly string[]): string {
    return from[Math.floor(this.random() * from.length)] ?? '';
  }
}

function reportOf(text: string, author: Author): HtmlReport {
  const rows = Array.from({ length: 40 }, (_, row) => `Row ${row} | ${row} | -`).join('\n');
  const blocks = {
    cases: sampleTable('tbl-cases', 'Cases by offence', `Offence | 2013 | 2014\n${rows}`),
    line: sampleChart('fig-line', 'Cases fell'),
  };
  const paragraphs = author.isLikely(0.3) ? { paragraphs: 'numbered' as const } : {};
  return finishReport({
    meta: { ...meta, ...paragraphs, draft: author.isLikely(0.2) },
    body: parseReport(text, blocks),
    charts: { 'fig-line': sampleDrawing('fig-line') },
    language: english,
    positionOf,
  }).value;
}

async function problemsOf(report: HtmlReport, change: (html: string) => string): Promise<string[]> {
  const assets = await loadAssets(pageText(report, english), memoryHost({}).tool);
  const html = change(renderPrintHtml(report, assets, english));
  const about = { title: 'T', author: 'A', language: 'en', epochSeconds: 1_451_520_000, producer: 'P' };
  const { value, diagnostics } = await printPdf({ html, meta: about }, printer);
  const { words, pages, pageCount } = value;
  if (words === undefined) return diagnostics.map(({ message }) => message);
  const template = { file: 'report.md', line: 1, column: 1 };
  const places = { positionOf: () => template, template };
  const paper = printContent(report, english);
  const edgesOf = pageEdges(report, english, pageCount);
  return [
    ...formProblems(screenContent(report, english), paper, places),
    ...wordProblems(words, { ...places, shown: shownWords(paper, pages), pageCount, edgesOf }),
  ].map(({ message }) => message);
}

test(`${reports} random reports are printed word for word, and a lost word is noticed`, async () => {
  const seed = seedOf('words of random reports on paper');
  const random = seededRandom(seed);
  const wrong: string[] = [];
  for (let run = 0; run < reports; run++) {
    const author = new Author(random);
    const report = reportOf(author.report(), author);
    const found = await problemsOf(report, (html) => html);
    if (found.length > 0) wrong.push(`report ${run}: ${found[0]}`);
    const changed = await problemsOf(report, (html) => html.replace(/(<p[^>]*>)Some (?=[^<]*<\/p>)/, '$1'));
    const hasPlain = /<p[^>]*>Some (?=[^<]*<\/p>)/.test(
      renderPrintHtml(
        report,
        { fonts: [], shared: '', screen: '', print: '', house: '', theme: houseTheme },
        english,
      ),
    );
    if (hasPlain && changed.length === 0) wrong.push(`report ${run}: a lost word was not noticed`);
  }
  process.stdout.write(`  ${reports - wrong.length} of ${reports} as they should be\n`);
  expect(wrong, `seed ${seed}`).toEqual([]);
});
