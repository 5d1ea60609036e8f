import { greatest } from '../model/extremes.js';
import { bandStep } from './category-labels.js';
import type { Composition } from './composition.js';
import { openWidth } from './open-width.js';
import { discreteField } from './order.js';
import { childViews, type JsonObject, listKeys, toArray, toObject } from './spec.js';
import { isMoment } from './temporal.js';
import { barStep } from './theme.js';
import type { Unit } from './unit.js';

const plotHeight = 250;
const panelHeight = 140;

/** Returns width and height of a plot: the author's, else all the width there is and a height that suits the marks. */
export function viewSize(
  view: JsonObject,
  units: readonly Unit[],
  inFacet: boolean,
  composition: Composition,
): JsonObject {
  const facetted = inFacet || units.some(({ channels }) => channels.row ?? channels.column ?? channels.facet);
  const uses = (channel: string): boolean => units.some(({ channels }) => channels[channel] !== undefined);
  return {
    ...(uses('x') ? { width: view.width ?? openWidth } : {}),
    ...(uses('y') ? { height: view.height ?? height(units, facetted, composition) } : {}),
  };
}

function height(units: readonly Unit[], facetted: boolean, composition: Composition): number | JsonObject {
  const { fields } = composition.dataset;
  for (const { channels } of units) {
    const definition = channels.y?.definition;
    const field = discreteField(definition, fields);
    const isContinuous =
      definition?.type === 'quantitative' ||
      isMoment(definition ?? {}, field) ||
      (field?.type === 'year' && composition.continuousYears);
    if (field === undefined || isContinuous) continue;
    // Without an axis no label asks for room.
    const base = definition?.axis === null ? barStep : bandStep(field, composition);
    return { step: channels.yOffset === undefined ? base : Math.round(base * 0.7) };
  }
  return facetted ? panelHeight : plotHeight;
}

/** How many plots stand side by side in a view: the width is shared among them. */
export function plotsAcross(view: JsonObject, shown: Readonly<Record<string, readonly string[]>>): number {
  const encoding = toObject(view.encoding);
  const facet = toObject(view.facet);
  const panels = (definition: unknown): number => shown[String(toObject(definition).field)]?.length ?? 1;
  const wrapped = encoding.facet ?? (facet.field === undefined ? undefined : facet);
  const inner = greatest([1, ...innerCounts(view, shown)]);
  if (wrapped !== undefined) {
    const columns = toObject(wrapped).columns ?? view.columns ?? 3;
    return Math.min(Number(columns), panels(wrapped)) * inner;
  }
  const across = encoding.column ?? facet.column;
  return (across === undefined ? 1 : panels(across)) * inner;
}

function innerCounts(
  view: JsonObject,
  shown: Readonly<Record<string, readonly string[]>>,
): readonly number[] {
  const counts = childViews(view, '').map((child) => plotsAcross(child.view, shown));
  const isRow = view.hconcat !== undefined || view.concat !== undefined;
  if (!isRow || listKeys.every((key) => toArray(view[key]).length === 0)) return counts;
  const columns = typeof view.columns === 'number' ? view.columns : counts.length;
  return [counts.slice(0, columns).reduce((sum, count) => sum + count, 0)];
}
