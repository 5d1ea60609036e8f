import { PDFDocument, PDFHexString, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { saveWithContentId } from '../../../src/outputs/pdf/file-id.js';
import { srgbProfile, writeMetadata } from '../../../src/outputs/pdf/metadata.js';
import type { PdfMeta } from '../../../src/outputs/pdf/pdf-finisher.js';
import { describeLinks } from '../../../src/outputs/pdf/structure/links.js';

const meta: PdfMeta = {
  title: 'Crashes & <victims> ë',
  author: 'Office',
  language: 'sq',
  epochSeconds: 1_451_520_000,
  producer: 'Tallybook 0.1.0',
};

describe('metadata', () => {
  test('says the same in the information dictionary and in XMP, and forgets the clock', async () => {
    const pdf = await PDFDocument.create();
    pdf.setKeywords(['left', 'over']);
    pdf.addPage();
    writeMetadata(pdf, meta);
    const read = await PDFDocument.load(await saveWithContentId(pdf), { updateMetadata: false });
    expect(read.getTitle()).toBe(meta.title);
    expect(read.getKeywords()).toBeUndefined();
    expect(read.getCreationDate()?.toISOString()).toBe('2015-12-31T00:00:00.000Z');
    const packet = read.catalog.lookup(PDFName.of('Metadata'));
    const xmp = packet instanceof PDFRawStream ? Buffer.from(packet.contents).toString('utf8') : '';
    expect(xmp).toContain('<rdf:li xml:lang="x-default">Crashes &#38; &#60;victims&#62; ë</rdf:li>');
    expect(xmp).toContain('<xmp:ModifyDate>2015-12-31T00:00:00+00:00</xmp:ModifyDate>');
    expect(xmp).not.toContain('dc:description');
    expect(String(read.catalog.lookup(PDFName.of('Lang')))).toBe('(sq)');
  });
});

describe('the file id', () => {
  const saved = async (title: string): Promise<string> => {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.addPage();
    writeMetadata(pdf, { ...meta, title });
    return Buffer.from(await saveWithContentId(pdf)).toString('latin1');
  };
  const idOf = (bytes: string): string | undefined => /\/ID \[ <(\w{32})> <\1> \]/.exec(bytes)?.[1];

  test('comes from the content', async () => {
    const [a, again, b] = await Promise.all([saved('a'), saved('a'), saved('b')]);
    expect(a).toBe(again);
    expect(idOf(a)).toMatch(/^[0-9A-F]{32}$/);
    expect(idOf(b)).not.toBe(idOf(a));
  });

  test('spares the same characters in the text', async () => {
    expect(await saved('0123456789ABCDEF0123456789ABCDEF')).toContain('0123456789ABCDEF0123456789ABCDEF');
  });
});

describe('links', () => {
  test('are described by the words for their target, else by the target', async () => {
    const pdf = await PDFDocument.create();
    const page = pdf.addPage();
    const { context } = pdf;
    const links = [
      context.obj({ Subtype: 'Link', Dest: PDFName.of('sec-%C3%AB') }),
      context.obj({ Subtype: 'Link', Dest: PDFName.of('unknown') }),
      context.obj({
        Subtype: 'Link',
        A: { S: 'URI', URI: PDFHexString.fromText('https://police.example/') },
      }),
      context.obj({ Subtype: 'Text' }),
    ];
    page.node.set(PDFName.of('Annots'), context.obj(links));
    describeLinks(pdf, { '#sec-ë': 'Section 2', 'https://police.example': 'Police' });
    const contents = links.map((link) => link.lookup(PDFName.of('Contents')));
    expect(contents.map((text) => (text instanceof PDFHexString ? text.decodeText() : text))).toEqual([
      'Section 2',
      '#unknown',
      'Police',
      undefined,
    ]);
  });
});

describe('the sRGB profile', () => {
  const profile = srgbProfile();

  test('has a header that tells its size and class', () => {
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
  });

  test('has every tag inside it, and primaries that add up to its white', () => {
    const tags = Array.from({ length: profile.readUInt32BE(128) }, (_, index) => {
      const at = 132 + 12 * index;
      return [
        profile.toString('latin1', at, at + 4),
        profile.readUInt32BE(at + 4),
        profile.readUInt32BE(at + 8),
      ] as const;
    });
    for (const [, offset, size] of tags) expect(offset + size).toBeLessThanOrEqual(profile.length);
    const colour = (name: string): number[] => {
      const offset = tags.find(([tag]) => tag === name)?.[1] ?? 0;
      return [8, 12, 16].map((part) => profile.readInt32BE(offset + part) / 65536);
    };
    const [red, green, blue, white] = ['rXYZ', 'gXYZ', 'bXYZ', 'wtpt'].map(colour);
    white?.forEach((part, index) => {
      expect((red?.[index] ?? 0) + (green?.[index] ?? 0) + (blue?.[index] ?? 0)).toBeCloseTo(part, 3);
    });
  });
});
