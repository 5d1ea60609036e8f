import type { LabelBox, RenderedChart } from '../../model/chart/chart.js';
import { isObject, type JsonObject } from '../spec.js';
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

/** An item of the scene with its mark and the place of its group in the SVG. */
export interface PlacedItem {
  readonly item: SceneItem;
  readonly mark: SceneMark;
  /** The group that the mark stands in: items of one group share coordinates. */
  readonly group: SceneItem;
  readonly x: number;
  readonly y: number;
}

/** Every item of a scene except groups, in drawing order. */
export function placedItems(scene: Pick<Scene, 'root' | 'origin'>): readonly PlacedItem[] {
  const found: PlacedItem[] = [];
  const visit = (group: SceneItem, x: number, y: number): void => {
    for (const mark of group.items ?? []) {
      for (const item of mark.items) {
        if (mark.marktype === 'group') visit(item, x + (item.x ?? 0), y + (item.y ?? 0));
        else found.push({ item, mark, group, x, y });
      }
    }
  };
  for (const root of scene.root.items)
    visit(root, scene.origin.x + (root.x ?? 0), scene.origin.y + (root.y ?? 0));
  return found;
}

/** The row behind an item, when it was drawn from one. */
export function datumOf(item: SceneItem): JsonObject | undefined {
  return isObject(item.datum) ? item.datum : undefined;
}

/** What a text item prints, its lines joined by spaces; empty when it prints nothing. */
export function textOf({ text }: SceneItem): string {
  return [text]
    .flat()
    .filter((line) => line !== undefined && line !== null)
    .map(String)
    .join(' ');
}

/** The visible texts of a scene with their boxes, in drawing order. */
export function sceneLabels(scene: Scene): readonly LabelBox[] {
  return placedItems(scene)
    .filter(({ item, mark }) => mark.marktype === 'text' && item.opacity !== 0 && textOf(item) !== '')
    .map(({ item, mark, x, y }) => ({
      text: textOf(item),
      role: roleOf(mark.role ?? ''),
      x1: hundredths(x + item.bounds.x1),
      y1: hundredths(y + item.bounds.y1),
      x2: hundredths(x + item.bounds.x2),
      y2: hundredths(y + item.bounds.y2),
    }));
}

/** Pairs of labels that cover each other by more than `tolerance` pixels both ways. */
export function overlappingLabels(
  labels: readonly LabelBox[],
  tolerance = 1,
): readonly (readonly [LabelBox, LabelBox])[] {
  return labels.flatMap((a, index) =>
    labels
      .slice(index + 1)
      .filter(
        (b) =>
          Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1) > tolerance &&
          Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1) > tolerance,
      )
      .map((b) => [a, b] as const),
  );
}

/** Labels that reach outside the SVG by more than `tolerance` pixels. */
export function cutLabels(
  { labels, width, height }: Pick<RenderedChart, 'labels' | 'width' | 'height'>,
  tolerance = 1,
): readonly LabelBox[] {
  return labels.filter(
    ({ x1, y1, x2, y2 }) =>
      x1 < -tolerance || y1 < -tolerance || x2 > width + tolerance || y2 > height + tolerance,
  );
}

function roleOf(role: string): LabelBox['role'] {
  if (role.startsWith('axis')) return 'axis';
  if (role.startsWith('legend')) return 'legend';
  return role === 'mark' ? 'label' : 'title';
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
