import { greatest, least } from '../../../model/chart/extremes.js';
import { stepsOf } from './content-lexer.js';
import { NumberReader } from './operands.js';

/** A rectangle with upright sides, in the units of the page. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** `x' = a x + c y + e`, `y' = b x + d y + f`. Source: ISO 32000-1, 8.3.3. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

interface State {
  readonly matrix: Matrix;
  readonly clip: Box;
  readonly colour: string;
  readonly alpha: number;
}

/** An area that was painted, and its colour; undefined where that is not one colour. */
interface Ground {
  readonly box: Box;
  readonly colour: string | undefined;
}

/** Text that lets less than this through of what is behind it is not seen. */
const faintest = 0.1;

/**
 * What decides on whether a glyph can be seen where it is painted: the page, the area that painting is confined to, and
 * the colour behind it. Feed it every operator of a stream in order.
 *
 * Source: ISO 32000-1, 8.4 (graphics state), 8.5 (paths and clipping).
 */
export class GraphicsState {
  private readonly numbers: NumberReader;
  private state: State;
  private readonly saved: State[] = [];
  private readonly grounds: Ground[] = [];
  private path: Box | undefined;
  /** True while the path is one rectangle and nothing else: only then is its whole box painted. */
  private isRectangle = false;
  private clips = false;
  /** What the last operator painted, as far as it can be seen; undefined where it painted nothing. */
  painted: Box | undefined;

  /**
   * @param page The sheet of paper; undefined for a drawing within a page, which may be shown anywhere.
   * @param alphas How opaque what is painted is, by the names of the graphics states of the page.
   * @param bytes The stream.
   */
  constructor(
    page: Box | undefined,
    private readonly alphas: ReadonlyMap<string, number>,
    private readonly bytes: Buffer,
  ) {
    this.numbers = new NumberReader(bytes);
    this.state = { matrix: identity, clip: page ?? everywhere, colour: '0 0 0', alpha: 1 };
    this.grounds.push({ box: everywhere, colour: page && paper });
  }

  get matrix(): Matrix {
    return this.state.matrix;
  }

  /** Takes note of an operator that is no text, with its operands from `start` up to `end`. */
  apply(name: string, start: number, end: number): void {
    this.painted = undefined;
    switch (steps.get(name)) {
      case 'save':
        this.saved.push(this.state);
        break;
      case 'restore':
        this.state = this.saved.pop() ?? this.state;
        break;
      case 'transform': {
        const matrix = this.numbers.begin(start, end).rest() as unknown as Matrix;
        this.set({ matrix: multiply(matrix, this.matrix) });
        break;
      }
      case 'setColour':
        this.set({ colour: colourOf(name, this.source(start, end)) });
        break;
      case 'setGraphics':
        this.set({ alpha: this.alphaOf(this.source(start, end)) });
        break;
      case 'confine':
        this.clips = true;
        break;
      case 'addRectangle':
        this.addRectangle(this.numbers.begin(start, end));
        break;
      case 'addLine':
        this.addLine(this.numbers.begin(start, end));
        break;
      case 'fill':
        this.fill();
        break;
      case 'endPath':
        this.endPath(null);
        break;
      case 'paintObject':
        this.paintObject(name);
    }
  }

  private set(changed: Partial<State>): void {
    this.state = { ...this.state, ...changed };
  }

  private source(start: number, end: number): string {
    return this.bytes.toString('latin1', start, end);
  }

  private alphaOf(source: string): number {
    const [, named = ''] = /\/(\S+)/.exec(source) ?? [];
    return this.alphas.get(named) ?? 1;
  }

  private fill(): void {
    const isPlain = this.isRectangle && this.state.alpha === 1;
    this.endPath(isPlain ? this.state.colour : undefined);
  }

  /** A picture fills the square of one by one, a shading whatever it may. */
  private paintObject(name: string): void {
    const { clip } = this.state;
    this.grounds.push({ box: clip, colour: undefined });
    this.painted = name === 'sh' ? clip : overlap(placed(unit, this.matrix), clip);
  }

  private addRectangle(numbers: NumberReader): void {
    this.isRectangle = this.path === undefined;
    // What is missing in a file of others counts as nought.
    const [x, y] = [numbers.next() || 0, numbers.next() || 0];
    const [width, height] = [numbers.next() || 0, numbers.next() || 0];
    this.extend(x, y);
    this.extend(x + width, y);
    this.extend(x, y + height);
    this.extend(x + width, y + height);
  }

  private addLine(numbers: NumberReader): void {
    this.isRectangle = false;
    for (let x = numbers.next(), y = numbers.next(); !Number.isNaN(y); x = numbers.next(), y = numbers.next())
      this.extend(x, y);
  }

  private extend(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    this.path = around(this.path, [a * x + c * y + e, b * x + d * y + f]);
  }

  /** @param colour Null where the path is not filled. */
  private endPath(colour: string | undefined | null): void {
    if (this.path !== undefined) {
      const box = overlap(this.path, this.state.clip);
      if (!this.clips) this.painted = box;
      if (this.clips) this.set({ clip: box });
      else if (colour !== null) this.grounds.push({ box, colour });
    }
    this.path = undefined;
    this.clips = false;
  }

  /** How much has been painted: what is painted next lies above it. */
  get height(): number {
    return this.grounds.length;
  }

  /** True where an opaque rectangle that was painted later hides some of what lies at this height. */
  hides(box: Box, height: number): boolean {
    for (const { box: ground, colour } of this.grounds.slice(height)) {
      if (colour === undefined) continue;
      const common = overlap(box, ground);
      const isTall = (common.top - common.bottom) * 2 >= box.top - box.bottom;
      if (isTall && common.right - common.left >= narrowest) return true;
    }
    return false;
  }

  /** The area that painting is confined to. */
  get clip(): Box {
    return this.state.clip;
  }

  /** True where what is painted in this box can be told from what is behind it. */
  contrasts(box: Box): boolean {
    const { clip, colour, alpha } = this.state;
    if (alpha < faintest) return false;
    const seen = overlap(box, clip);
    const [x, y] = [(seen.left + seen.right) / 2, (seen.bottom + seen.top) / 2];
    const ground = this.grounds.findLast(
      (one) => x >= one.box.left && x <= one.box.right && y >= one.box.bottom && y <= one.box.top,
    );
    return ground?.colour !== colour;
  }
}

/** In points: rectangles that take less of a line hide no letter. */
const narrowest = 1.5;

const unit: Box = { left: 0, bottom: 0, right: 1, top: 1 };
const paper = '1 1 1';
const everywhere: Box = { left: -1e9, bottom: -1e9, right: 1e9, top: 1e9 };

/** What operators change or paint. */
const steps = stepsOf({
  save: 'q',
  restore: 'Q',
  transform: 'cm',
  setColour: 'rg g k sc scn',
  setGraphics: 'gs',
  confine: 'W W*',
  addRectangle: 're',
  addLine: 'm l c v y',
  fill: 'f F f* B B* b b*',
  endPath: 'n S s',
  paintObject: 'sh Do BI',
});

/** One form for the same colour, whichever way it is set; a pattern is none. */
function colourOf(name: string, source: string): string {
  const numbers = numbersIn(source);
  if (name === 'g') return [numbers[0], numbers[0], numbers[0]].join(' ');
  return numbers.length === 3 ? numbers.join(' ') : source;
}

const numbersIn = (source: string): number[] => (source.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);

/** What the first does, and then the second. */
export function multiply(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

function around(box: Box | undefined, [x, y]: readonly [x: number, y: number]): Box {
  if (box === undefined) return { left: x, right: x, bottom: y, top: y };
  return {
    left: Math.min(box.left, x),
    right: Math.max(box.right, x),
    bottom: Math.min(box.bottom, y),
    top: Math.max(box.top, y),
  };
}

/** The upright box around a box that a matrix moved, turned or scaled. */
export function placed(box: Box, [a, b, c, d, e, f]: Matrix): Box {
  const xs = [box.left, box.right].flatMap((x) => [box.bottom, box.top].map((y) => a * x + c * y + e));
  const ys = [box.left, box.right].flatMap((x) => [box.bottom, box.top].map((y) => b * x + d * y + f));
  return { left: least(xs), right: greatest(xs), bottom: least(ys), top: greatest(ys) };
}

/** The box around two; one of them may be missing. */
export const union = (one: Box | undefined, other: Box): Box =>
  one === undefined
    ? other
    : {
        left: Math.min(one.left, other.left),
        right: Math.max(one.right, other.right),
        bottom: Math.min(one.bottom, other.bottom),
        top: Math.max(one.top, other.top),
      };

function overlap(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
    top: Math.min(one.top, other.top),
  };
}
