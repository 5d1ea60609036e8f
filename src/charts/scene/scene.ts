import type { LabelBox, RenderedChart } from '../../model/chart/chart.js';
import { isObject, type JsonObject } from '../spec.js';
import type { Scene, SceneItem, SceneMark } from './scene-items.js';

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
