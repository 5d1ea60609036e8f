import { PDFDict, type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import type { Operation } from './content-lexer.js';
import { type ContentStream, markOf, pageNumberOf } from './page-content.js';
import { type FontMaps, FontReader, type UnicodeMap } from './unicode-maps.js';

/** A run of digits on a page: `2014`, of `1,234` the runs `1` and `234`. */
export interface PrintedDigits {
  readonly text: string;
  /** From 1. */
  readonly page: number;
  /** True for what repeats or decorates: running heads, page numbers, heads of tables that go on. */
  readonly isArtifact: boolean;
}

const nothing: UnicodeMap = new Map();

/**
 * Every run of digits that a PDF paints, in the order of painting. Chromium places each glyph by itself and begins a
 * text object (`BT`) with every line and every element, so that digits of one object belong together and those of
 * two do not.
 */
export function readDigits(pdf: PDFDocument, streams: readonly ContentStream[]): PrintedDigits[] {
  const reader = new FontReader(pdf);
  return streams.flatMap((stream) => {
    const page = pageNumberOf(pdf, stream.page);
    return new DigitScanner(stream, reader.fontsOf(resourcesOf(pdf, stream)))
      .scan()
      .map((run) => ({ ...run, page }));
  });
}

function resourcesOf(pdf: PDFDocument, { page, isForm, stream }: ContentStream): PDFDict | undefined {
  if (isForm) return stream.dict.lookupMaybe(PDFName.of('Resources'), PDFDict);
  return pdf
    .getPages()
    .find(({ ref }) => ref === page)
    ?.node.Resources();
}

class DigitScanner {
  private readonly runs: { text: string; isArtifact: boolean }[] = [];
  private readonly open: boolean[] = [];
  private font = nothing;
  private digits = '';
  private readonly digitMaps = new Map<string, UnicodeMap>();

  constructor(
    private readonly stream: ContentStream,
    private readonly fonts: FontMaps,
  ) {}

  scan(): readonly { readonly text: string; readonly isArtifact: boolean }[] {
    for (const operation of this.stream.operations) this.read(operation);
    this.end();
    return this.runs;
  }

  private read(operation: Operation): void {
    switch (operation.name) {
      case 'BDC':
        this.end();
        this.open.push(markOf(this.stream.bytes, operation) !== undefined);
        return;
      case 'BMC':
        this.end();
        this.open.push(false);
        return;
      case 'EMC':
        this.end();
        this.open.pop();
        return;
      case 'BT':
      case 'ET':
      case 'Tm':
        this.end();
        return;
      case 'Tf':
        this.end();
        this.font = this.digitsIn(/\/(\S+)/.exec(this.source(operation))?.[1] ?? '');
        return;
      case 'Tj':
      case 'TJ':
        this.show(this.source(operation));
    }
  }

  /** Of a page's hundred thousand glyphs few are digits, so that the rest is not looked at twice. */
  private digitsIn(font: string): UnicodeMap {
    const known = this.digitMaps.get(font);
    if (known !== undefined) return known;
    const all = [...(this.fonts.get(font) ?? [])];
    const digits = all.filter(([, text]) => /^\p{Nd}+$/u.test(text));
    const map = new Map(
      digits.flatMap(([code, text]) => [[code, text] as const, [code.toLowerCase(), text] as const]),
    );
    this.digitMaps.set(font, map);
    return map;
  }

  private show(source: string): void {
    for (const [, codes = ''] of source.matchAll(/<([0-9A-Fa-f]*)>/g)) {
      for (let at = 0; at < codes.length; at += 4) {
        const digit = this.font.get(codes.slice(at, at + 4));
        if (digit === undefined) this.end();
        else this.digits += digit;
      }
    }
  }

  private end(): void {
    if (this.digits !== '') this.runs.push({ text: this.digits, isArtifact: !this.open.includes(true) });
    this.digits = '';
  }

  private source({ start, end }: Operation): string {
    return this.stream.bytes.toString('latin1', start, end);
  }
}
