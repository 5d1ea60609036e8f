import type { TextWidth } from '../text-width.js';

/** A box in the coordinates of a group. */
export interface Bounds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  translate(dx: number, dy: number): Bounds;
  set(x1: number, y1: number, x2: number, y2: number): Bounds;
}

/** An item of the drawn scene: a bar, a text, or a group that holds marks. */
export interface SceneItem {
  x?: number;
  y?: number;
  /** Of rules: the other end. */
  readonly x2?: number;
  readonly y2?: number;
  /** Of bars and cells; of groups: the plot. */
  readonly width?: number;
  readonly height?: number;
  /** Of symbols: their area in square pixels. */
  readonly size?: number;
  readonly shape?: string;
  /** Of slices of a circle: from where to where they go, in radians from the top, and between which radii, in pixels. */
  readonly startAngle?: number;
  readonly endAngle?: number;
  readonly innerRadius?: number;
  readonly outerRadius?: number;
  readonly padAngle?: number;
  readonly cornerRadius?: number;
  /** Of points along a line or area: false where it breaks. */
  readonly defined?: boolean;
  /** Of points along a line: how it goes from one to the next. */
  readonly interpolate?: string;
  readonly datum?: unknown;
  text?: unknown;
  /** How far a text stands from its place. */
  readonly dx?: number;
  readonly dy?: number;
  readonly align?: string;
  readonly baseline?: string;
  readonly angle?: number;
  fontSize?: number;
  fill?: string;
  stroke?: string;
  readonly lineHeight?: number;
  readonly opacity?: number;
  readonly fillOpacity?: number;
  readonly strokeOpacity?: number;
  strokeWidth?: number;
  /** What the SVG says of the item as `aria-label`. */
  description?: string;
  /** False hides the item from ARIA, with its description. */
  aria?: boolean;
  readonly bounds: Bounds;
  /** Of groups: the marks in them. */
  readonly items?: readonly SceneMark[];
}

/** A set of items drawn by one mark. */
export interface SceneMark {
  readonly marktype: string;
  readonly role?: string;
  readonly name?: string;
  /** True when nothing of it is drawn outside its group; vega keeps a path here where the edge is not straight. */
  readonly clip?: unknown;
  readonly items: readonly SceneItem[];
}

/** A chart after its dataflow has run. */
export interface Scene {
  readonly root: SceneMark;
  /** Where the coordinates of the root group start, in pixels from the corner of the SVG. */
  readonly origin: { readonly x: number; readonly y: number };
  /** Of the SVG, in pixels, known without printing it. */
  readonly size: { readonly width: number; readonly height: number };
  /** Prints the scene as it stands, changes to its items included. */
  toSvg(): Promise<string>;
  dispose(): void;
}

/** Puts other words into a text of a finished scene, and its box around them: it stays where it is aligned to. */
export function setText(item: SceneItem, text: string, textWidth: TextWidth): void {
  const { bounds, align = 'left', fontSize = 11 } = item;
  const change = textWidth(text, fontSize) - (bounds.x2 - bounds.x1);
  item.text = text;
  const left = align === 'right' ? change : align === 'center' ? change / 2 : 0;
  bounds.set(bounds.x1 - left, bounds.y1, bounds.x2 + change - left, bounds.y2);
}
