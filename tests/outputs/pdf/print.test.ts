import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Printer, PrintPage } from '../../../src/host/host.js';
import { readContentStreams } from '../../../src/outputs/pdf/content/page-content.js';
import type { PdfMeta } from '../../../src/outputs/pdf/pdf-finisher.js';
import { everyElement, type InspectedElement, taggedWords } from './inspect/tree.js';
import { type Inspection, inspectPdf } from './inspect.js';
import { printPdf } from './print-pdf.js';
import { openTestPrinter, richReport, smallDocument, testPrinter } from './test-printer.js';

const meta: PdfMeta = {
  title: 'Road safety & more in Example Land',
  author: 'Statistical Office',
  subject: 'Annual report',
  language: 'en',
  epochSeconds: 1_451_520_000,
  producer: 'Tallybook 0.1.0',
};

function fileId(pdf: Uint8Array): string | undefined {
  return /\/ID \[ <([^>]*)>/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
}

let printer: Printer;
beforeAll(async () => {
  printer = await testPrinter();
}, 60_000);

/** Counts what a print asks of the page. */
function counting(of: Printer): Printer & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    version: of.version,
    calls,
    close: () => of.close(),
    print: (html, work) =>
      of.print(html, (page) =>
        work({
          reservePageNumbers: (text) => {
            calls.push('reserve');
            return page.reservePageNumbers(text);
          },
          setPageNumbers: (numbers) => {
            calls.push('numbers');
            return page.setPageNumbers(numbers);
          },
          pdf: (options) => {
            calls.push(options.tagged ? 'tagged' : 'untagged');
            return page.pdf(options);
          },
          picture: (area) => page.picture(area),
        }),
      ),
  };
}

test('has bookmarks with the words of their headings, also where a heading breaks into lines', async () => {
  const style = 'h2{display:flex;width:60mm}h2 .enumerator{flex:none}';
  const heading =
    '<h2><span class="enumerator">1</span> <span class="words">How to read a report on victims of trafficking</span></h2>';
  const { value, diagnostics } = await printPdf({ html: smallDocument(heading, style), meta }, printer);
  expect(diagnostics).toEqual([]);
  const { outline } = await inspectPdf(value.pdf);
  expect(outline.map(({ title }) => title)).toEqual([
    'Small',
    '1 How to read a report on victims of trafficking',
  ]);
});

test('reports a heading that has no bookmark, since a style hides it', async () => {
  const html = smallDocument('<h2>Shown</h2><h2 class="x">Hidden</h2>', '.x{display:none}');
  const { diagnostics } = await printPdf({ html, meta }, printer);
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'output/words The PDF has no bookmark for the heading `Hidden`',
  ]);
});

describe('what is read aloud', () => {
  const narrow = 'body{width:34mm}h2{display:flex;gap:3mm}.number{font-weight:700;display:block}';
  const body = `<h2><span>1</span> <span>How to read a report on victims of trafficking</span></h2>
<p>Nobody in Kosovo was <em>asked</em> in 2013, and <strong>every one of the others</strong> said so; see <a href="#end">the end of it</a>.</p>
<ul><li>first of all the children, and then their parents</li><li>a well-known twenty-first-century problem</li></ul>
<ol><li><p><span class="number">3</span> <span>Not started</span></p></li></ol>
<table><tr><th scope="col">A head of words</th></tr><tr><td>12 of them were late <sup data-spoken="illustrative">[i]</sup></td></tr></table>
<p id="end"><span lang="sq">Policia e Kosovës tha</span> <abbr title="not available">[x]</abbr></p>`;

  test('are the words of the page, also where lines break', async () => {
    const { value, diagnostics } = await printPdf({ html: smallDocument(body, narrow), meta }, printer);
    expect(diagnostics).toEqual([]);
    const { tree, problems } = await inspectPdf(value.pdf);
    expect(problems).toEqual([]);
    const words = body.replace(/<\/?(?:em|strong|a|span|sup|abbr)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' ');
    expect(taggedWords(tree)).toEqual(['Small', ...words.trim().split(/\s+/)]);
    const told = [...everyElement(tree)].flatMap(({ type, text, expansion, language }) =>
      type === 'Document' || expansion + language === ''
        ? []
        : [`${type} ${text.trim()}: ${expansion}${language}`],
    );
    expect(told).toEqual([
      'Span [i]: illustrative',
      'Span Policia e Kosovës tha: sq',
      'Span [x]: not available',
    ]);
  });
});

describe('a rich report', () => {
  let first: Awaited<ReturnType<typeof printPdf>>;
  let inspection: Inspection;
  beforeAll(async () => {
    first = await printPdf({ html: richReport(), meta }, printer);
    inspection = await inspectPdf(first.value.pdf);
  }, 60_000);

  const find = (type: string): InspectedElement[] =>
    [...everyElement(inspection.tree)].filter((element) => element.type === type);

  test('keeps every rule that can be checked', () => {
    expect(first.diagnostics).toEqual([]);
    expect(inspection.problems).toEqual([]);
  });

  test('names in its contents the pages that things are on', () => {
    const { pages, pageCount } = first.value;
    expect(pageCount).toBe(inspection.pageCount);
    expect(pages['ch-crashes']).toBe(3);
    expect(pages.annex).toBe(pageCount);
    const contents = find('TOC')[0]?.kids.map(({ text }) => text.replace(/\s+/g, ' ').trim());
    expect(contents).toEqual([
      `1 Crashes ${pages['ch-crashes']}`,
      `1.1 By age ${pages['sec-by-age']}`,
      `2 Methods ${pages['ch-methods']}`,
      `A Annex ${pages.annex}`,
    ]);
    expect(inspection.text[(pages.annex ?? 0) - 1]).toContain('A wide one');
  });

  test('has headings and an outline that agree', () => {
    expect(inspection.headings).toEqual(inspection.outline);
    expect(inspection.headings.map(({ level, title }) => `${level} ${title}`)).toEqual([
      '1 Road safety in Example Land',
      '2 Contents',
      '2 List of figures',
      '2 List of tables',
      '2 1 Crashes',
      '3 1.1 By age',
      '2 2 Methods',
      '2 A Annex',
    ]);
  });

  test('says which lists are contents, which groups are sections, and what its signs stand for', () => {
    expect(find('TOC').map(({ kids }) => kids.map(({ type }) => type).join(' '))).toEqual([
      'TOCI TOCI TOCI TOCI',
      'TOCI',
      'TOCI',
    ]);
    expect(find('Sect').map(({ kids }) => kids[0]?.text)).toEqual([
      'Contents',
      '1 Crashes',
      '1.1 By age',
      '2 Methods',
      'A Annex',
    ]);
    const signs = find('Span').filter(({ text }) => /^\[z\]/.test(text));
    expect(signs.map(({ expansion }) => expansion)).toEqual(['none recorded', 'not applicable']);
  });

  test('says where each picture stands on its page', () => {
    const [chart, map] = find('Figure').map(({ box }) => box.map(Math.round));
    // 400 by 160 pixels, at three quarters of a point each.
    expect([(chart?.[2] ?? 0) - (chart?.[0] ?? 0), (chart?.[3] ?? 0) - (chart?.[1] ?? 0)]).toEqual([
      300, 120,
    ]);
    expect([(map?.[2] ?? 0) - (map?.[0] ?? 0), (map?.[3] ?? 0) - (map?.[1] ?? 0)]).toEqual([45, 30]);
  });

  test('says what repeats on every page, and what is a rule or a ground', async () => {
    const pdf = await PDFDocument.load(first.value.pdf, { updateMetadata: false });
    const types = readContentStreams(pdf).flatMap(({ bytes }) =>
      [...bytes.toString('latin1').matchAll(/\/Artifact (?:<<(.*?)>>BDC|(BMC))/g)].map(
        ([, type, none]) => type ?? none,
      ),
    );
    expect([...new Set(types)].sort()).toEqual([
      '/Type/Layout',
      '/Type/Pagination',
      '/Type/Pagination/Subtype/Footer/Attached[/Bottom]',
      '/Type/Pagination/Subtype/Header/Attached[/Top]',
    ]);
  });

  test('lets the cells under a heading across a table name it', async () => {
    const row = (name: string) => `<tr><th scope="row">${name}</th><td>1</td></tr>`;
    const group = (name: string) => `<tr><th scope="rowgroup" colspan="2">${name}</th></tr>`;
    const body = `<figure role="group"><figcaption>By place</figcaption><div><table><thead><tr><th scope="col">Place</th><th scope="col">Sum</th></tr></thead><tbody>${group('North')}${row('a')}</tbody><tbody>${group('South')}${row('b')}</tbody></table></div></figure>`;
    const { value } = await printPdf({ html: smallDocument(body), meta }, printer);
    const { tree, problems } = await inspectPdf(value.pdf);
    expect(problems).toEqual([]);
    const all = [...everyElement(tree)];
    const names = new Map(all.map(({ id, text }) => [id, text]));
    const heads = all
      .filter(({ type }) => type === 'TD')
      .map(({ headers }) => headers.map((id) => names.get(id)));
    expect(heads).toEqual([
      ['North', 'Sum', 'a'],
      ['South', 'Sum', 'b'],
    ]);
    expect(all.find(({ type }) => type === 'Table')?.kids[0]?.type).toBe('Caption');
  });

  test('reads a repeated table head once', () => {
    const heads = find('TH').filter(({ scope }) => scope === 'Column');
    expect(heads.map(({ text }) => text.trim())).toEqual(['Age', 'Year', '2013', '2014', 'Place', 'Sum']);
    const shown = inspection.text.filter((text) => text.includes('2013\n') || text.includes('2013'));
    expect(shown.length).toBeGreaterThan(1);
  });

  test('gives each figure the words of its author', () => {
    expect(find('Figure').map(({ alt }) => alt)).toEqual([
      'Line chart: crashes fell from 5,100 in 2013 to 4,802 in 2014.',
      'Map of the land',
      'A square.',
    ]);
  });

  test('leaves margin boxes and backgrounds out of what is read', () => {
    expect(inspection.text[2]).toContain(`page 3 of ${inspection.pageCount}`);
    expect(find('Document')[0]?.text).not.toContain('page 3 of');
    expect(find('Document')[0]?.marks).toEqual([]);
  });

  test('keeps a landscape page', () => {
    expect(inspection.sizes.at(-1)?.width).toBeGreaterThan(inspection.sizes.at(-1)?.height ?? 0);
    expect(inspection.sizes[0]?.width).toBeLessThan(inspection.sizes[0]?.height ?? 0);
  });

  test('describes links by their words', () => {
    expect(inspection.links).toContainEqual({ page: 2, target: '#ch-crashes', description: '1 Crashes' });
    expect(inspection.links).toContainEqual({ page: 3, target: '#fn-1', description: 'Footnote 1' });
    expect(inspection.links.map(({ description }) => description)).toContain('Police data');
  });

  test('says what it was told about itself', () => {
    expect(inspection.title).toBe(meta.title);
    expect(inspection.language).toBe('en');
  });

  test('sets its page numbers into one print', async () => {
    const counted = counting(printer);
    const again = await printPdf({ html: richReport(), meta }, counted);
    expect(counted.calls).toEqual(['reserve', 'tagged']);
    expect(Buffer.from(again.value.pdf).equals(Buffer.from(first.value.pdf))).toBe(true);
  }, 60_000);

  test('prints again where a style leaves a number no place of its own, and shows the same', async () => {
    const counted = counting(printer);
    const loose = richReport().replace(
      '</style>',
      'nav .page{visibility:hidden}nav .page::before{content:""}</style>',
    );
    const again = await printPdf({ html: loose, meta }, counted);
    expect(counted.calls).toEqual(['reserve', 'tagged', 'numbers', 'tagged']);
    expect(again.value.pages).toEqual(first.value.pages);
  }, 60_000);

  test('gives the same bytes in another browser with another history', async () => {
    const other = await openTestPrinter();
    try {
      for (const text of ['one', 'two']) {
        const html = smallDocument(`<table><tr><th scope="col">${text}</th></tr><tr><td>1</td></tr></table>`);
        await printPdf({ html, meta }, other);
      }
      const again = await printPdf({ html: richReport(), meta }, other);
      expect(Buffer.from(again.value.pdf).equals(Buffer.from(first.value.pdf))).toBe(true);
    } finally {
      await other.close();
    }
  }, 60_000);

  test('has another file id with another date', async () => {
    const later = { ...meta, epochSeconds: meta.epochSeconds + 1 };
    const again = await printPdf({ html: richReport(), meta: later }, printer);
    expect(Buffer.from(again.value.pdf).equals(Buffer.from(first.value.pdf))).toBe(false);
    expect(fileId(again.value.pdf)).not.toBe(fileId(first.value.pdf));
    expect(fileId(again.value.pdf)).toMatch(/^[0-9A-F]{32}$/);
  }, 60_000);
});

describe('a document that cannot be printed rightly', () => {
  const codes = async (body: string): Promise<string[]> => {
    const { diagnostics } = await printPdf({ html: smallDocument(body), meta }, printer);
    return diagnostics.map(({ code, message }) => `${code}: ${message}`);
  };

  test('names every page reference without a target', async () => {
    const body =
      '<p><a href="#a">A</a><span data-page-of="a"></span><span data-page-of="b"></span><span data-page-of="c"></span></p><p id="a">a</p><p id="c">not linked</p>';
    expect(await codes(body)).toEqual([
      'output/page-number: The contents ask for the page of `b`, which the PDF does not have',
      'output/page-number: The contents ask for the page of `c`, which the PDF does not have',
    ]);
  });

  test('names every picture without a text alternative, but not a figure that groups', async () => {
    const svg = '<svg role="img" width="20" height="20"><rect width="20" height="20"/></svg>';
    const table = '<table><tr><th scope="col">a</th></tr><tr><td>1</td></tr></table>';
    expect(await codes(`<figure>${table}</figure><p>${svg}</p><figure><p>words</p></figure>`)).toEqual([
      expect.stringMatching(/^output\/figure-alt: .* on page 1 /),
      expect.stringMatching(/^output\/figure-alt: .* on page 1 /),
    ]);
    expect(await codes(`<figure>${table}</figure>`)).toEqual([]);
  });

  test('names every table that lost a cell', async () => {
    const table =
      '<table><tr><th scope="col">a</th><th scope="col">b</th></tr><tr><td>1</td><td></td></tr></table>';
    expect(await codes(table)).toEqual([
      'output/table-shape: A table on page 1 of the PDF has rows of 1 and 2 columns',
    ]);
    expect(await codes(table.replace('<td></td>', '<td>&nbsp;</td>'))).toEqual([]);
  });

  test('counts drawings that would not be read at all', async () => {
    expect(await codes('<svg width="9" height="9"><rect width="9" height="9"/></svg>')).toEqual([
      'output/figure-alt: A drawing (`<svg>`) has no words for readers who hear the page',
    ]);
  });

  test('mends the notes whose roles Chromium does not know in a PDF', async () => {
    const body =
      '<p>a<sup><a href="#n" id="r" role="doc-noteref" aria-label="Note 1">1</a></sup></p><section role="doc-endnotes"><h2>Notes</h2><ol><li id="n"><p>n <a href="#r" role="doc-backlink" aria-label="Back">b</a></p></li></ol></section>';
    const { value, diagnostics } = await printPdf({ html: smallDocument(body), meta }, printer);
    expect(diagnostics).toEqual([]);
    expect((await inspectPdf(value.pdf)).problems).toEqual([]);
  });

  test('names the page with characters that no font has', async () => {
    expect(await codes('<p>fine</p><p style="break-before:page">\u{1F680} \u21a9</p>')).toEqual([
      'output/missing-glyph: Page 2 of the PDF has 2 characters that the fonts of the theme cannot show',
    ]);
  });
});

describe('page numbers that never settle', () => {
  /** A page whose chapter moves with every print. */
  function restless(): { printer: Printer; prints: () => number } {
    let prints = 0;
    const print: Printer['print'] = async (_html, work) => {
      const page: PrintPage = {
        reservePageNumbers: async () => {},
        setPageNumbers: async () => {},
        pdf: async () => {
          prints++;
          const filler = '<p style="break-after:page">x</p>'.repeat(prints);
          return printer.print(smallDocument(`${filler}<p id="a"><a href="#a">a</a></p>`), (real) =>
            real.pdf({ tagged: true }),
          );
        },
        picture: async () => new Uint8Array(),
      };
      return work(page);
    };
    return { printer: { version: 'restless', print, close: async () => {} }, prints: () => prints };
  }

  test('are an error after two prints', async () => {
    const { printer: moving, prints } = restless();
    const html = smallDocument('<p><a href="#a">a</a><span data-page-of="a"></span></p>');
    const { diagnostics } = await printPdf({ html, meta }, moving);
    expect(prints()).toBe(2);
    expect(diagnostics).toMatchObject([
      {
        code: 'output/page-drift',
        message: 'The page numbers of `a` still change after two prints',
        position: { file: 'tallybook', line: 1, column: 1 },
      },
    ]);
  }, 60_000);
});
