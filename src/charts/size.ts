import { greatest } from '../model/extremes.js';
import { bandStep } from './category-labels.js';
import type { Composition } from './composition.js';
import type { Frame } from './frame.js';
import { namesAbove } from './names-above.js';
import { openWidth } from './open-width.js';
import { discreteField } from './order.js';
import { childViews, type JsonObject, listKeys, toArray, toObject } from './spec.js';
import { isMoment } from './temporal.js';
import { barStep, lineStep } from './theme.js';
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
  const { frame } = composition;
  const namesUp = units.some(({ channels }) => {
    const field = discreteField(channels.y?.definition, composition.dataset.fields);
    return field !== undefined && namesAbove(field, composition) !== undefined;
  });
  const uses = (channel: string): boolean => units.some(({ channels }) => channels[channel] !== undefined);
  return {
    ...(uses('x') ? { width: (frame.isNarrow ? undefined : view.width) ?? openWidth } : {}),
    ...(uses('y')
      ? { height: (namesUp ? undefined : ownHeight(view, frame)) ?? height(units, facetted, composition) }
      : {}),
  };
}

/** The height that the author gives. On a phone words may be larger, so that a step has room for one. */
function ownHeight({ height: own }: JsonObject, { isNarrow }: Frame): unknown {
  const { step } = toObject(own);
  return isNarrow && typeof step === 'number' ? { step: Math.max(step, lineStep) } : own;
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
    const above = namesAbove(field, composition);
    if (above !== undefined) return { step: above.step };
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
