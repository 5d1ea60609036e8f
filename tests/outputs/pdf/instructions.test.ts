import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Kept } from '../../../src/outputs/pdf/content/instructions.js';
import { openPdfFinisher } from '../../../src/outputs/pdf/finish.js';
import type { ReadInput, ReadPrint } from '../../../src/outputs/pdf/pdf-finisher.js';

/** What a print can differ in. */
interface Variant {
  /** What each page says, in the glyphs `1` to `4`. */
  readonly pages: readonly string[];
  /** What the glyphs stand for, by the number of the map. */
  readonly letters: number;
  /** How wide they are. */
  readonly width: number;
  readonly sheet: number;
  readonly alpha: number;
  /** True where a space stands between the lines of the report. */
  readonly spaced: boolean;
}

const letters = ['abc ', 'abd ', 'xyz ', 'abc-'];
const plain: Variant = { pages: ['123', '21'], letters: 0, width: 500, sheet: 200, alpha: 1, spaced: true };

/** A print as Chromium writes it: each page has two lines of one paragraph, and a coloured bar that is no text. */
function printOf({ pages, letters: map, width, sheet, alpha }: Variant): Uint8Array {
  const lines = (glyphs: string): string =>
    [glyphs, glyphs]
      .map((line, row) => {
        const shown = [...line].map((glyph) => `<000${glyph}> Tj 6 0 Td`).join(' ');
        return `/P <</MCID ${row}>>BDC\nBT\n/F4 10 Tf\n1 0 0 1 20 ${100 - 20 * row} Tm\n${shown}\nET\nEMC\n`;
      })
      .join('');
  const stream = (text: string): string => {
    const packed = deflateSync(Buffer.from(text, 'latin1')).toString('latin1');
    return `<</Filter /FlateDecode\n/Length ${packed.length}>> stream\n${packed}\nendstream`;
  };
  const characters = [...(letters[map] ?? '')].map(
    (letter, index) => `<000${index + 1}> <00${letter.charCodeAt(0).toString(16)}>`,
  );
  // From 10 on, three objects a page: itself, what it draws, and its paragraph.
  const place = (index: number): number => 10 + 3 * index;
  const refs = (offset: number): string => pages.map((_, index) => `${place(index) + offset} 0 R`).join(' ');
  const objects = new Map<number, string>([
    [1, '<</Title (T)>>'],
    [2, '<</Type /Catalog\n/Pages 3 0 R\n/StructTreeRoot 4 0 R\n/MarkInfo <</Marked true>>>>'],
    [3, `<</Type /Pages\n/Count ${pages.length}\n/Kids [${refs(0)}]>>`],
    [4, '<</Type /StructTreeRoot\n/K 5 0 R>>'],
    [5, `<</Type /StructElem\n/S /Document\n/P 4 0 R\n/K [${refs(2)}]>>`],
    [6, '<</Type /Font\n/Subtype /Type0\n/DescendantFonts [7 0 R]\n/ToUnicode 8 0 R>>'],
    [7, `<</Type /Font\n/W [1 [${width} ${width} ${width} 250]]>>`],
    [8, stream(`4 beginbfchar\n${characters.join('\n')}\nendbfchar`)],
    [9, `<</ca ${alpha}>>`],
  ]);
  pages.forEach((glyphs, index) => {
    const [own, resources] = [place(index), '<</Font <</F4 6 0 R>>\n/ExtGState <</G3 9 0 R>>>>'];
    objects.set(
      own,
      `<</Type /Page\n/Parent 3 0 R\n/MediaBox [0 0 ${sheet} 200]\n/Resources ${resources}\n/Contents ${own + 1} 0 R\n/StructParents ${index}>>`,
    );
    objects.set(own + 1, stream(`q 1 0 0 rg 0 0 9 9 re f Q\n/G3 gs\n${lines(glyphs)}`));
    objects.set(own + 2, `<</Type /StructElem\n/S /P\n/P 5 0 R\n/Pg ${own} 0 R\n/K [0 1]>>`);
  });
  const body = [...objects].map(([number, object]) => `${number} 0 obj\n${object}\nendobj\n`).join('');
  const end = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 99\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n9\n%%EOF\n`;
  return Buffer.from(`%PDF-1.4\n%\xd3\xeb\xe9\xe1\n${body}${end}`, 'latin1');
}

type Pass = { readonly read: ReadPrint; readonly pdf: string };
type Made = Awaited<ReturnType<typeof openPdfFinisher>>['held'];

async function pass(pdfFinisher: Made, variant: Variant): Promise<Pass> {
  const { value, held } = await pdfFinisher.read(inputOf(variant));
  const pdf = Buffer.from(await held.finish()).toString('latin1');
  await held.drop();
  return { read: value, pdf };
}

function inputOf(variant: Variant): ReadInput {
  const said = (glyphs: string): string =>
    [...glyphs].map((glyph) => letters[variant.letters]?.[Number(glyph) - 1]).join('');
  const words = variant.pages.map((glyphs) => ({
    text: [said(glyphs), said(glyphs)].join(variant.spaced ? ' ' : ''),
    opensBlock: true,
  }));
  const meta = { title: 'T', author: '', language: 'en', epochSeconds: 0, producer: 'P', words };
  const position = { file: 'report.md', line: 1, column: 1 };
  return { printed: printOf(variant), named: undefined, meta, position };
}

const fresh = async (variant: Variant): Promise<Pass> => await pass((await openPdfFinisher()).held, variant);

describe('what the finisher of PDFs remembers', () => {
  test('makes a print of the same report the same to the last byte', async () => {
    const { held } = await openPdfFinisher();
    const first = await pass(held, plain);
    expect(first.read.words?.reading.map(({ text }) => text)).toEqual(['abc', 'abc', 'ba', 'ba']);
    expect(await pass(held, plain)).toEqual(first);
    expect(first).toEqual(await fresh(plain));
  });

  test.each<[string, Partial<Variant>]>([
    ['the letters of a font', { letters: 1 }],
    ['the space of a font', { letters: 3 }],
    ['the widths of a font', { width: 700 }],
    ['the sheet', { sheet: 30 }],
    ['how much shows through', { alpha: 0.05 }],
    ['the words of the report', { spaced: false }],
    ['a page', { pages: ['123', '22'] }],
    ['the order of pages', { pages: ['21', '123'] }],
    ['how often a page stands there', { pages: ['123', '123', '123'] }],
    ['a long report', { pages: Array.from({ length: 120 }, (_, page) => `${page}`.replace(/[05-9]/g, '2')) }],
  ])('is not believed where %s is another', async (_, other) => {
    const { held } = await openPdfFinisher();
    const [before, expected] = [await pass(held, plain), await fresh({ ...plain, ...other })];
    expect(await pass(held, { ...plain, ...other })).toEqual(expected);
    expect(expected).not.toEqual(before);
    expect(await pass(held, plain)).toEqual(before);
  });

  test('holds nothing of a page but what was found in it, however long the report is', async () => {
    const page = (_: unknown, index: number): string => ['1', '12', '123', '321'][index % 4] ?? '';
    const long = { ...plain, pages: Array.from({ length: 120 }, page) };
    const { read } = await fresh(long);
    const short = await fresh({ ...plain, pages: long.pages.slice(0, 60) });
    const texts = (pass: Pick<Pass, 'read'>): unknown =>
      pass.read.words?.reading.map(({ text, box }) => [text, box]);
    expect(texts({ read })).toEqual([texts(short), texts(short)].flat());
  });

  test('never changes a print, whatever was printed before', async () => {
    const variant = fc.record<Variant>({
      pages: fc.array(fc.constantFrom('1', '12', '123', '321', '414'), { minLength: 1, maxLength: 3 }),
      letters: fc.nat(3),
      width: fc.constantFrom(500, 700),
      sheet: fc.constantFrom(30, 200),
      alpha: fc.constantFrom(1, 0.05),
      spaced: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(variant, { minLength: 2, maxLength: 5 }), async (variants) => {
        const { held } = await openPdfFinisher();
        for (const each of variants) expect(await pass(held, each)).toEqual(await fresh(each));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a print that is set aside', () => {
  /** How often it is read, and what becomes of it. */
  async function setAside(variant: Variant): Promise<{ readonly reads: number; readonly pdf: string }> {
    const { printed, ...input } = inputOf(variant);
    let reads = 0;
    const counted: ReadInput = {
      ...input,
      get printed() {
        reads++;
        return printed;
      },
    };
    const { held } = await (await openPdfFinisher()).held.read(counted);
    await held.setAside();
    const pdf = Buffer.from(await held.finish()).toString('latin1');
    await held.setAside();
    await held.drop();
    return { reads, pdf };
  }

  test('is read again where it is long and is kept after all, with the same bytes', async () => {
    const long = { ...plain, pages: Array.from({ length: 101 }, (_, page) => `${(page % 4) + 1}`) };
    expect(await setAside(long)).toEqual({ reads: 2, pdf: (await fresh(long)).pdf });
  });

  test('is held open where it is short', async () => {
    const short = { ...plain, pages: Array.from({ length: 100 }, (_, page) => `${(page % 4) + 1}`) };
    expect(await setAside(short)).toEqual({ reads: 1, pdf: (await fresh(short)).pdf });
  });
});

test('what nobody asked for lately is let go', () => {
  const kept = new Kept<string>(10);
  for (const key of ['a', 'b', 'c', 'd']) kept.set(key, key, 3);
  expect(kept.get('a')).toBe('a');
  for (const key of ['e', 'f']) kept.set(key, key, 3);
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => kept.get(key))).toEqual([
    'a',
    undefined,
    undefined,
    'd',
    'e',
    'f',
  ]);
});
