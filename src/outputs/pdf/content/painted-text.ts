import type { PDFRef } from '@cantoo/pdf-lib';
import { greatest, least } from '../../../model/chart/extremes.js';
import { type Fonts, noGlyphs, unknownGlyph } from './fonts.js';
import { type Box, type GraphicsState, type Matrix, multiply, placed, union } from './graphics-state.js';
import { NumberReader } from './operands.js';
import { type ContentStream, markOf } from './page-content.js';

/** A place on a page, in points. */
type Point = readonly [x: number, y: number];

/** What a line of text takes, which is straight: what hangs below it, and what stands on it. */
function textBox([, , c, d]: Matrix, size: number, from: Point, to: Point): Box {
  const [low, high] = [-size / 5, (size * 3) / 4];
  return {
    left: Math.min(from[0], to[0]) + Math.min(c * low, c * high),
    right: Math.max(from[0], to[0]) + Math.max(c * low, c * high),
    bottom: Math.min(from[1], to[1]) + Math.min(d * low, d * high),
    top: Math.max(from[1], to[1]) + Math.max(d * low, d * high),
  };
}

/** True where a box reaches further than this beyond the one around it. */
const leaves = (box: Box, around: Box, by: number): boolean =>
  box.left < around.left - by ||
  box.right > around.right + by ||
  box.bottom < around.bottom - by ||
  box.top > around.top + by;

/** About what a glyph takes around its place: a third as wide as it is high, with what hangs below the line. */
function glyphBox([a, b, c, d]: Matrix, size: number): Box {
  const [width, low, high] = [size / 3, -size / 5, (size * 3) / 4];
  const xs = [c * low, a * width + c * low, c * high, a * width + c * high];
  const ys = [d * low, b * width + d * low, d * high, b * width + d * high];
  return { left: least(xs), right: greatest(xs), bottom: least(ys), top: greatest(ys) };
}

/** A box at another place. */
const moved = ({ left, right, bottom, top }: Box, x: number, y: number): Box => ({
  left: left + x,
  right: right + x,
  bottom: bottom + y,
  top: top + y,
});

/** Text that a page paints in one go: a line, or the part of one that is set in one font. */
export interface PaintedText {
  readonly text: string;
  /** The id of the marked content (MCID) around it in its stream; undefined for what repeats or decorates. */
  readonly mark: number | undefined;
  /** True for the heads of a table that goes on, in a finished PDF: an artifact that repeats, but at no edge of the page. */
  readonly repeats: boolean;
  /** The font and size that it is set in, by the name that the stream has for the font. */
  readonly font: string;
  readonly size: string;
  /** The offset in the stream of the instruction that shows its first glyph. */
  readonly start: number;
  /** The offset in the stream behind the instruction that shows its last glyph. */
  readonly end: number;
  /** The area that it takes, from the foot of its lowest letters to the head of its highest. */
  readonly box: Box;
  /** True where an edge that painting is confined to runs through it. */
  readonly isCut: boolean;
}

/** What a stream paints. */
export interface Painting {
  readonly texts: readonly PaintedText[];
  /** The area that each marked content (MCID) takes. */
  readonly boxes: ReadonlyMap<number, Box>;
  /** The area that each tagged form in it takes, by the `tag` of the form. */
  readonly forms: ReadonlyMap<string, Box>;
  readonly fonts: Fonts;
}

/** Follows the instructions of one stream. */
export class Painter {
  private readonly texts: PaintedText[] = [];
  /** For each text, how much had been painted before it. */
  private readonly heights: number[] = [];
  private readonly boxes = new Map<number, Box>();
  private readonly forms = new Map<string, Box>();
  private readonly open: (number | undefined)[] = [];
  private readonly bytes: Buffer;
  private readonly numbers: NumberReader;
  private font = noGlyphs;
  private text = '';
  private repeats = false;
  private fontName = '';
  private fontSize = '0';
  private size = 0;
  /** Before the first instruction that showed something of the text. */
  private shownFrom = 0;
  /** Behind the last instruction that showed something. */
  private shownTo = 0;
  /** Where the first glyph of the text that is seen begins, and the last one ends. */
  private fromX = 0;
  private fromY = 0;
  private toX = 0;
  private toY = 0;
  /** From text to what the page measures in, where the line begins. */
  private line: Matrix = [1, 0, 0, 1, 0, 0];
  /** Where the next glyph begins on the page, and what a glyph takes around that; undefined until a line has one. */
  private x = 0;
  private y = 0;
  private shape: Box | undefined;
  private isSeen = true;
  private onPage: Matrix = [1, 0, 0, 1, 0, 0];
  private a = 1;
  private b = 0;
  private c = 0;
  private d = 1;

  constructor(
    private readonly stream: ContentStream,
    private readonly fonts: Fonts,
    private readonly graphics: GraphicsState,
    private readonly formBox: (form: PDFRef) => Box | undefined,
  ) {
    this.bytes = stream.bytes;
    this.numbers = new NumberReader(this.bytes);
  }

  paint(): Painting {
    const { operations } = this.stream;
    let next = 0;
    for (const index of operations.others) {
      if (next < index) this.showGlyphs(next, index);
      this.read(operations.nameAt(index), operations.startAt(index), operations.endAt(index));
      next = index + 1;
    }
    this.showGlyphs(next, operations.length);
    this.end();
    const { heights, boxes, forms, fonts } = this;
    const texts = this.texts.filter(({ box }, index) => !this.graphics.hides(box, heights[index] ?? 0));
    return { texts, boxes, forms, fonts };
  }

  private read(name: string, start: number, end: number): void {
    switch (name) {
      case 'TJ':
        this.show(start, end);
        return;
      case 'BDC':
        this.end();
        this.open.push(markOf(this.bytes, start, end));
        this.repeats = repeating.test(this.source(start, end));
        return;
      case 'BMC':
        this.end();
        this.open.push(undefined);
        return;
      case 'EMC':
        this.end();
        this.open.pop();
        return;
      case 'BT':
      case 'ET':
        this.end();
        return;
      case 'Tm':
        this.end();
        this.line = this.numbers.begin(start, end).rest() as unknown as Matrix;
        this.shape = undefined;
        return;
      case 'Tf': {
        this.end();
        const [, font = '', size = '0'] = /\/(\S+)\s+(\S+)/.exec(this.source(start, end)) ?? [];
        [this.fontName, this.fontSize] = [font, size];
        this.font = this.fonts.get(font)?.table ?? noGlyphs;
        this.size = Number(size);
        this.shape = undefined;
        return;
      }
      default:
        this.graphics.apply(name, start, end);
        if (this.graphics.painted !== undefined) this.take(this.graphics.painted);
        if (name === 'Do') this.takeForm(this.source(start, end));
    }
  }

  private source(start: number, end: number): string {
    return this.bytes.toString('latin1', start, end);
  }

  private get mark(): number | undefined {
    return this.open.findLast((mark) => mark !== undefined);
  }

  private take(box: Box): void {
    const { mark } = this;
    if (mark !== undefined) this.boxes.set(mark, union(this.boxes.get(mark), box));
  }

  private takeForm(source: string): void {
    const form = this.stream.taggedForms.get(/\/(\S+)/.exec(source)?.[1] ?? '');
    const box = form && this.formBox(form);
    if (box !== undefined) this.forms.set(form?.tag ?? '', placed(box, this.graphics.matrix));
  }

  /**
   * What stands between two other operators: glyphs, and before every one but the first of a line where it is placed. It is the one
   * thing that is done a hundred thousand times, so that nothing is made for a glyph but its part of the text.
   */
  private showGlyphs(from: number, to: number): void {
    const { operations } = this.stream;
    for (let index = from; index < to; index++) {
      const [start, end] = [operations.startAt(index), operations.endAt(index)];
      if (operations.isShown(index)) this.show(start, end);
      else this.move(start, end);
    }
  }

  private move(start: number, end: number): void {
    const numbers = this.numbers.begin(start, end);
    const x = numbers.next();
    const y = numbers.next();
    if (this.shape === undefined) {
      this.line = multiply([1, 0, 0, 1, x, y], this.line);
      return;
    }
    this.x += this.a * x + this.c * y;
    this.y += this.b * x + this.d * y;
  }

  /** Codes are hexadecimal, of two bytes; a font that the browser makes itself, such as bold italics, has one. */
  private show(start: number, end: number): void {
    if (this.shape === undefined) this.beginLine();
    if (!this.isSeen || !this.isInside()) return;
    if (this.text === '') {
      this.fromX = this.x;
      this.fromY = this.y;
      this.shownFrom = start;
    }
    this.shownTo = end;
    const { bytes } = this;
    const { digits, glyphs } = this.font;
    let advance = 0;
    for (let at = start; at < end; at++) {
      if (bytes[at] !== opening) continue;
      let close = at;
      while (close < end && bytes[close] !== closing) close++;
      for (at++; at + digits <= close; at += digits) {
        const glyph = glyphs.get(codeAt(bytes, at, digits)) ?? unknownGlyph;
        this.text += glyph.text;
        advance += glyph.advance;
      }
    }
    this.toX = this.x + this.a * advance * this.size;
    this.toY = this.y + this.b * advance * this.size;
  }

  /** A line is of one colour, and stands on one ground. */
  private beginLine(): void {
    this.onPage = multiply(this.line, this.graphics.matrix);
    const [a, b, c, d, x, y] = this.onPage;
    [this.a, this.b, this.c, this.d] = [a, b, c, d];
    [this.x, this.y] = [x, y];
    this.shape = glyphBox(this.onPage, this.size);
    this.isSeen = this.graphics.contrasts(moved(this.shape, x, y));
  }

  private isInside(): boolean {
    const { shape, x, y } = this;
    if (shape === undefined) return true;
    const { left, right, bottom, top } = this.graphics.clip;
    return (
      x + shape.right > left && x + shape.left < right && y + shape.top > bottom && y + shape.bottom < top
    );
  }

  private end(): void {
    if (this.text !== '') {
      const { text, mark, repeats, fontName: font, fontSize: size } = this;
      const { shownFrom: start, shownTo: end } = this;
      const box = textBox(this.onPage, this.size, [this.fromX, this.fromY], [this.toX, this.toY]);
      const isCut = leaves(box, this.graphics.clip, this.size / 10);
      this.texts.push({ text, mark, repeats, font, size, start, end, box, isCut });
      this.heights.push(this.graphics.height);
      this.take(box);
    }
    this.text = '';
  }
}

/** As `artifacts.ts` writes what repeats within the text. */
const repeating = /\/Artifact\s*<<\s*\/Type\s*\/Pagination\s*>>/;

/** Around the codes of glyphs. */
const [opening, closing] = [0x3c, 0x3e];

/** A code of so many hexadecimal digits, as fonts write them; -1 for what is none. */
function codeAt(bytes: Buffer, start: number, digits: number): number {
  let code = 0;
  for (let at = start; at < start + digits; at++) {
    const digit = hexadecimal[bytes[at] ?? 0] ?? -1;
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

const hexadecimal = Int8Array.from({ length: 256 }, (_, byte) =>
  '0123456789ABCDEF'.indexOf(String.fromCharCode(byte)),
);
