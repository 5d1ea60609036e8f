import { overlappingLabels } from '../../src/charts/scene/scene.js';
import type { LabelBox, RenderedChart } from '../../src/model/chart/chart.js';

/** What two words of a line keep between them, in pixels: less reads as one word. */
const leastGap = 3;

/**
 * Texts of a drawing that cannot be told apart: those that lie over each other, and names along an axis that touch. Each as
 * "frame role `text` over role `text`"; every drawing of the chart is looked at.
 */
export function textOverlaps(chart: Pick<RenderedChart, 'labels' | 'others'>): readonly string[] {
  const drawings = [{ frame: 'paper', labels: chart.labels }, ...chart.others];
  return drawings.flatMap(({ frame, labels }) => [
    ...overlappingLabels(labels).map((pair) => `${frame}: ${pair.map(told).join(' over ')}`),
    ...touchingLabels(labels).map((pair) => `${frame}: ${pair.map(told).join(' touches ')}`),
  ]);
}

const told = ({ role, text }: LabelBox): string => `${role} \`${text}\``;

/** Labels of axes in one line with less between them than a space. */
function touchingLabels(labels: readonly LabelBox[]): readonly (readonly [LabelBox, LabelBox])[] {
  const own = labels.filter(({ role }) => role === 'axis');
  return own.flatMap((a, index) =>
    own
      .slice(index + 1)
      .filter((b) => {
        const gap = Math.max(a.x1, b.x1) - Math.min(a.x2, b.x2);
        const isInLine = Math.abs((a.y1 + a.y2) / 2 - (b.y1 + b.y2) / 2) < 2;
        return isInLine && gap > -1 && gap < leastGap;
      })
      .map((b) => [a, b] as const),
  );
}
