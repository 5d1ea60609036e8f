import { type MapPlace, middleOfPath } from '../../model/drawn-measures.js';
import { greatest, least } from '../../model/extremes.js';
import { isText, type MarkupElement, type MarkupNode, textIn } from './read-markup.js';
import { type Slice, sliceOf } from './read-slice.js';
import { trailPoints } from './read-trail.js';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A mark as it was drawn, or a corner of a line, in pixels from the corner of the SVG. */
export interface MeasuredMark {
  /** Of a box and a symbol the middle, of a line its first end. */
  readonly place: Place;
  /** The other end of a line. */
  readonly end: Place;
  readonly length: Place;
  /** Of a line of changing width: how wide it is there. */
  readonly width?: number;
  /** Set of a box, whose `place` is its middle. */
  readonly isBox?: true;
  /** Set of a corner with which a path begins, anew where it has several pieces. */
  readonly begins?: true;
  /** Set of a slice of a circle. */
  readonly slice?: Slice;
  /** The colour that it is filled with. */
  readonly fill?: string | undefined;
  /** Offset in the page. */
  readonly start: number;
}

/** A shape of a group of marks: an area of a map, or a circle. */
export interface DrawnShape {
  readonly fill?: string | undefined;
  /** Of a circle around the place that it is moved to, in pixels. */
  readonly radius?: number | undefined;
  /** The middle of it; undefined of a form that maps do not draw. */
  readonly middle?: MapPlace | undefined;
  /** Offset in the page. */
  readonly start: number;
}

/** A text beside an axis. */
export interface MeasuredLabel extends MeasuredMark {
  readonly text: string;
}

/** What a drawing of a finished page shows, by the numbers of its groups. */
export interface MeasuredDrawing {
  /** By `data-mark`; undefined where the shapes are none that can be measured. */
  readonly marks: ReadonlyMap<string, readonly MeasuredMark[] | undefined>;
  /** By `data-mark`, each shape of it as one, whatever its form. */
  readonly shapes: ReadonlyMap<string, readonly DrawnShape[]>;
  /** By `data-axis`. */
  readonly axes: ReadonlyMap<string, readonly MeasuredLabel[] | undefined>;
}

/** Measures the marks and the labels of the axes of a drawing. */
export function readDrawing(svg: MarkupElement): MeasuredDrawing {
  const marks = new Map<string, readonly MeasuredMark[] | undefined>();
  const axes = new Map<string, readonly MeasuredLabel[] | undefined>();
  const shapes = new Map<string, readonly DrawnShape[]>();
  const visit = (nodes: readonly MarkupNode[], around: Place | undefined): void => {
    for (const node of nodes) {
      if (isText(node)) continue;
      const place = moved(around, node);
      const [mark, axis] = [node.attributes.get('data-mark'), node.attributes.get('data-axis')];
      // Of two groups with one number neither can be measured.
      if (mark !== undefined) marks.set(mark, marks.has(mark) ? undefined : measured(node, place, marksOf));
      // Of two groups with one number neither has shapes.
      if (mark !== undefined) shapes.set(mark, shapes.has(mark) ? [] : shapesOf(node, place));
      if (axis !== undefined) axes.set(axis, axes.has(axis) ? undefined : measured(node, place, labelsOf));
      visit(node.children, place);
    }
  };
  visit(svg.children, { x: 0, y: 0 });
  return { marks, axes, shapes };
}

function shapesOf({ children }: MarkupElement, around: Place | undefined): DrawnShape[] {
  return children.flatMap((child) => {
    if (isText(child) || child.name !== 'path') return [];
    const { attributes, start } = child;
    const d = attributes.get('d') ?? '';
    const [radius, at] = [radiusOf(d), moved(around, child)];
    const [x, y] = radius === undefined ? (middleOfPath(d) ?? []) : [0, 0];
    const middle = at && x !== undefined && y !== undefined ? ([at.x + x, at.y + y] as const) : undefined;
    return [{ fill: attributes.get('fill'), radius, middle, start }];
  });
}

/** The radius of a path that is one circle around nothing; undefined for any other. */
function radiusOf(d: string): number | undefined {
  const [, start, ...radii] =
    /^M([\d.]+),0A([\d.]+),([\d.]+),0,1,1,-([\d.]+),0A([\d.]+),([\d.]+),0,1,1,([\d.]+),0Z?$/.exec(d) ?? [];
  return start !== undefined && radii.every((radius) => Math.abs(Number(radius) - Number(start)) < 0.015)
    ? Number(start)
    : undefined;
}

/** The place of what an element holds; undefined where it is turned, stretched or not known. */
function moved(around: Place | undefined, { attributes }: MarkupElement): Place | undefined {
  const transform = attributes.get('transform');
  if (around === undefined || transform === undefined) return around;
  const match = /^translate\(([-\d.e]+),([-\d.e]+)\)$/.exec(transform);
  if (match === null) return undefined;
  const [x, y] = [around.x + Number(match[1]), around.y + Number(match[2])];
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined;
}

function measured<T extends MeasuredMark>(
  { children }: MarkupElement,
  place: Place | undefined,
  read: (element: MarkupElement, place: Place) => readonly T[] | undefined,
): readonly T[] | undefined {
  const found: T[] = [];
  for (const child of children) {
    const at = isText(child) ? undefined : moved(place, child);
    const shapes = isText(child) || at === undefined ? undefined : read(child, at);
    if (shapes === undefined) return undefined;
    for (const shape of shapes) found.push(shape);
  }
  return found;
}

function labelsOf({ name, children, start }: MarkupElement, at: Place): MeasuredLabel[] | undefined {
  return name === 'text' ? [{ text: textIn(children), ...between(at, at, start) }] : undefined;
}

function marksOf({ name, attributes, start }: MarkupElement, at: Place): MeasuredMark[] | undefined {
  if (name === 'line') {
    const of = (key: string): number => Number(attributes.get(key) ?? 0);
    const first = { x: at.x + of('x1'), y: at.y + of('y1') };
    return [between(first, { x: at.x + of('x2'), y: at.y + of('y2') }, start)];
  }
  if (name !== 'path') return undefined;
  // A symbol is drawn around its place, and moved there.
  if (attributes.has('transform')) {
    const slice = sliceOf(attributes.get('d') ?? '');
    return [{ ...between(at, at, start), ...(slice && { slice }), fill: attributes.get('fill') }];
  }
  const trail = trailPoints(attributes.get('d') ?? '');
  if (trail !== undefined)
    return trail.map(({ x, y, width, begins }) => {
      const point = { x: at.x + x, y: at.y + y };
      return { ...between(point, point, start), width, ...(begins && { begins }) };
    });
  const path = cornersOf(attributes.get('d') ?? '');
  if (path === undefined) return undefined;
  const points = path.points.map(({ x, y }) => ({ x: at.x + x, y: at.y + y }));
  if (!path.isBox)
    return points.map((point, index) => ({
      ...between(point, point, start),
      ...(path.begins.has(index) && { begins: true }),
    }));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [low, high] = [
    { x: least(xs), y: least(ys) },
    { x: greatest(xs), y: greatest(ys) },
  ];
  const middle = { x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 };
  return [{ ...between(low, high, start), place: middle, isBox: true, fill: attributes.get('fill') }];
}

const between = (place: Place, end: Place, start: number): MeasuredMark => ({
  place,
  end,
  length: { x: Math.abs(end.x - place.x), y: Math.abs(end.y - place.y) },
  start,
});

interface Corners {
  readonly points: readonly Place[];
  /** With which of them a piece begins. */
  readonly begins: ReadonlySet<number>;
  readonly isBox: boolean;
}

const steps: Readonly<Record<string, number>> = { M: 2, L: 2, C: 6, A: 7, h: 1, v: 1, H: 1, V: 1, Z: 0 };

/**
 * The corners of a path; undefined for one with steps that vega does not write. It closes the path of a lone point too, and
 * says the sides of boxes alone by their length.
 */
function cornersOf(d: string): Corners | undefined {
  const points: Place[] = [];
  const begins = new Set<number>();
  let at: Place = { x: 0, y: 0 };
  for (const [, name = '', list = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*(?:e-?\d+[^A-Za-z]*)*)/g)) {
    const numbers = list.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/g)?.map(Number) ?? [];
    if (numbers.length !== steps[name]) return undefined;
    if (name === 'Z') continue;
    const [x, y] = [numbers.at(-2) ?? 0, numbers.at(-1) ?? 0];
    if (name === 'h' || name === 'H') at = { ...at, x: name === 'h' ? at.x + y : y };
    else if (name === 'v' || name === 'V') at = { ...at, y: name === 'v' ? at.y + y : y };
    else at = { x, y };
    if (name === 'M') begins.add(points.length);
    points.push(at);
  }
  return { points, begins, isBox: /[hvHVA]/.test(d) };
}
