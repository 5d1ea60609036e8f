import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { FontReader } from './fonts.js';
import { type Box, GraphicsState, placed } from './graphics-state.js';
import type { ContentStream } from './page-content.js';
import { type PaintedText, Painter, type Painting } from './painted-text.js';

/**
 * The text that each stream paints, in the order of painting, without what nobody can see. That is beside the page, cut
 * off, in the colour of what is behind it, or under a rectangle that is painted over it. Chromium places each glyph by
 * itself and begins a text object (`BT`) with every line and every element, so that glyphs of one object belong
 * together.
 */
export function readPaintedText(
  pdf: PDFDocument,
  streams: readonly ContentStream[],
): ReadonlyMap<ContentStream, Painting> {
  const painter = new PagePainter(pdf);
  return new Map(streams.map((stream) => [stream, painter.paint(stream)]));
}

/** Paints the streams of a PDF, whose pages share their fonts. */
export class PagePainter {
  private readonly fonts: FontReader;
  private readonly pages: ReadonlyMap<PDFRef, PDFPage>;
  private readonly used = new Set<readonly PaintedText[]>();

  constructor(private readonly pdf: PDFDocument) {
    this.fonts = new FontReader(pdf);
    this.pages = new Map(pdf.getPages().map((page) => [page.ref, page]));
  }

  paint(stream: ContentStream): Painting {
    const page = stream.isForm ? undefined : this.pages.get(stream.page);
    const resources = stream.isForm
      ? stream.stream.dict.lookupMaybe(PDFName.of('Resources'), PDFDict)
      : page?.node.Resources();
    const fonts = this.fonts.fontsOf(resources);
    const [sheet, alphas] = [page && sheetOf(page), alphasIn(resources)];
    const paint = (): Painting => {
      const graphics = new GraphicsState(sheet, alphas, stream.bytes);
      const formBox = (form: PDFRef): Box | undefined => boxOfForm(this.pdf, form);
      return new Painter(stream, fonts, graphics, formBox).paint();
    };
    // What a form takes is known of this print alone.
    if (stream.isForm || stream.taggedForms.size > 0) return paint();
    const keys = [...fonts].map(([name, font]) => [name, font.key]);
    const key = JSON.stringify([sheet, [...alphas], keys]);
    let painting = stream.instructions.last<Pick<Painting, 'texts' | 'boxes'>>('painted', key);
    if (painting === undefined) {
      const { texts, boxes } = paint();
      painting = { texts, boxes };
      stream.instructions.remember('painted', key, painting);
    }
    const { boxes } = painting;
    const texts = this.own(painting.texts);
    return { texts, boxes, forms: new Map(), fonts };
  }

  /** Texts are known by what they are, and not by what they say: where two pages are the same, each has its own. */
  private own(texts: readonly PaintedText[]): readonly PaintedText[] {
    if (this.used.has(texts)) return texts.map((text) => ({ ...text }));
    this.used.add(texts);
    return texts;
  }
}

function sheetOf(page: PDFPage): Box {
  const { x, y, width, height } = page.getMediaBox();
  return { left: x, bottom: y, right: x + width, top: y + height };
}

function alphasIn(resources: PDFDict | undefined): ReadonlyMap<string, number> {
  const states = resources?.lookupMaybe(PDFName.of('ExtGState'), PDFDict);
  return new Map(
    (states?.keys() ?? []).flatMap((name) => {
      const alpha = states?.lookupMaybe(name, PDFDict)?.lookup(PDFName.of('ca'));
      return alpha instanceof PDFNumber ? [[name.decodeText(), alpha.asNumber()] as const] : [];
    }),
  );
}

/** What a form may fill, in the units of what shows it. */
function boxOfForm(pdf: PDFDocument, form: PDFRef): Box | undefined {
  const stream = pdf.context.lookup(form);
  if (!(stream instanceof PDFRawStream)) return undefined;
  const numbers = (name: string): number[] =>
    (stream.dict.lookupMaybe(PDFName.of(name), PDFArray)?.asArray() ?? []).map((entry) =>
      entry instanceof PDFNumber ? entry.asNumber() : 0,
    );
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers('BBox');
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers('Matrix');
  return placed({ left, bottom, right, top }, [a, b, c, d, e, f]);
}
