import type { Scene, SceneItem, SceneMark } from '../scene-items.js';

/** A mark of the scene with the place of its group in the SVG. */
export interface PlacedMark {
  readonly mark: SceneMark;
  readonly group: SceneItem;
  readonly x: number;
  readonly y: number;
}

/** What a group of an SVG by vega is, by its class: marks that stand for rows, or the labels of an axis. */
const classPattern = / class="mark-(?:(text) role-axis-label|(?!text |group )\w+ role-mark ([^"]*))"/g;
const unitPattern = /(?:^|_)unit_\d+(?:_|$)/;

/** Marks that stand for rows, in drawing order: a length, a place or a shade, and no text. */
export const datumMarks = (scene: Scene): readonly PlacedMark[] =>
  placedMarks(scene).filter(
    ({ mark }) =>
      mark.role === 'mark' &&
      mark.marktype !== 'text' &&
      mark.marktype !== 'group' &&
      unitPattern.test(mark.name ?? ''),
  );

/** The rows of labels along axes, in drawing order. */
export const axisLabels = (scene: Scene): readonly PlacedMark[] =>
  placedMarks(scene).filter(({ mark }) => mark.role === 'axis-label' && mark.marktype === 'text');

/** An SVG by vega whose groups say which of {@link datumMarks} and {@link axisLabels} they are: `data-mark`, `data-axis`. */
export function withMarkNumbers(svg: string): string {
  let [marks, axes] = [0, 0];
  return svg.replace(classPattern, (whole, text?: string, name = '') => {
    if (text !== undefined) return ` data-axis="${axes++}"`;
    return unitPattern.test(name) ? ` data-mark="${marks++}"` : whole;
  });
}

function placedMarks(scene: Scene): readonly PlacedMark[] {
  const found: PlacedMark[] = [];
  const visit = (group: SceneItem, x: number, y: number): void => {
    for (const mark of group.items ?? []) {
      found.push({ mark, group, x, y });
      if (mark.marktype === 'group')
        for (const item of mark.items) visit(item, x + (item.x ?? 0), y + (item.y ?? 0));
    }
  };
  for (const root of scene.root.items)
    visit(root, scene.origin.x + (root.x ?? 0), scene.origin.y + (root.y ?? 0));
  return found;
}
