import { greatest } from '../../model/chart/extremes.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { mostHeight } from '../drawing/frame.js';
import { childViews, type JsonObject, listKeys, toArray, toObject } from '../spec.js';
import { barStep, lineStep } from '../theme.js';
import type { Unit } from '../unit.js';
import { fittedNames, leastStep } from './category-labels.js';
import type { Composition, Shown } from './composition.js';
import { namesAbove } from './names-above.js';
import { openWidth } from './open-width.js';
import { discreteField } from './order.js';
import { isMoment } from './temporal.js';
import { panelHeight } from './titles.js';

const plotHeight = 250;
/** Of a circle among others: a slice needs more room than a bar. */
const circlePanelHeight = 180;

/** Height of a bar beside others of its group, and of the lowest that its number is still read beside; what a group takes more than its bars. */
const [barBeside, leastBeside, groupGap] = [16, 12, 1.25];

/** Returns width and height of a plot: the author's, else all the width there is and a height that suits the marks. */
export function viewSize(
  view: JsonObject,
  units: readonly Unit[],
  inFacet: boolean,
  composition: Composition,
): JsonObject {
  const facetted = inFacet || units.some(({ channels }) => channels.row ?? channels.column ?? channels.facet);
  const uses = (channel: string): boolean => units.some(({ channels }) => channels[channel] !== undefined);
  const width = (composition.frame.isNarrow ? undefined : view.width) ?? openWidth;
  const isCircle = units.some(({ mark }) => mark === 'arc') && !uses('x') && !uses('y');
  if (isCircle) return { width, height: view.height ?? (facetted ? circlePanelHeight : plotHeight) };
  return {
    ...(uses('x') ? { width } : {}),
    ...(uses('y') ? { height: heightOf(view, units, facetted, composition) } : {}),
  };
}

/** The author's height, unless names stand above their bars; else one that suits the marks. */
function heightOf(
  view: JsonObject,
  units: readonly Unit[],
  facetted: boolean,
  composition: Composition,
): unknown {
  const rows = units.flatMap(
    ({ channels }) => discreteField(channels.y?.definition, composition.dataset.fields) ?? [],
  );
  const isNamedAbove = rows.some((field) => namesAbove(field, composition) !== undefined);
  const own = isNamedAbove ? undefined : ownHeight(view, rows[0], composition);
  return own ?? height(units, facetted, composition);
}

/** The height that the author gives. A step has room for a word on a phone, where it may be larger, and for names of several lines. */
function ownHeight({ height: own }: JsonObject, rows: Field | undefined, composition: Composition): unknown {
  const { step } = toObject(own);
  if (typeof step !== 'number') return own;
  const names = rows === undefined ? undefined : fittedNames(rows, composition);
  const needed = Math.max(
    composition.frame.isNarrow ? lineStep : 0,
    names === undefined || names.step === barStep ? 0 : names.step,
  );
  const given = Math.max(step, needed);
  if (rows === undefined || names === undefined) return { step: given };
  return { step: stepOnPaper(given, names.least, rowCount(rows, composition), composition) };
}

const rowCount = ({ name, categories }: Field, { layout }: Composition): number =>
  Math.max(ownOf(layout.shown, name)?.length ?? categories.length, 1);

/**
 * The step of `count` rows, less where paper would not hold them all: no figure goes on on the next page. Names keep a line each.
 */
function stepOnPaper(step: number, least: number, count: number, { frame }: Composition): number {
  if (frame.name !== 'paper') return step;
  return Math.max(Math.min(step, Math.floor(mostHeight / count)), Math.min(step, least));
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
    const names = fittedNames(field, composition);
    const [needed, least] = definition?.axis === null ? [barStep, leastStep] : [names.step, names.least];
    const rows = rowCount(field, composition);
    const offset = discreteField(channels.yOffset?.definition, fields);
    if (offset !== undefined) {
      const beside = rowCount(offset, composition);
      const group = stepOnPaper(
        Math.max(needed, beside * barBeside * groupGap),
        Math.max(least, beside * leastBeside * groupGap),
        rows,
        composition,
      );
      return { step: Math.round(group / beside / groupGap) };
    }
    const base = stepOnPaper(needed, least, rows, composition);
    return { step: channels.yOffset === undefined ? base : Math.round(base * 0.7) };
  }
  return facetted ? panelHeight : plotHeight;
}

/**
 * Panels whose names are their own have no step in common, and vega-lite ends in an error of its own: each is as high as the
 * names of the fullest of them.
 */
export function ofOneHeight(
  view: JsonObject,
  facet: unknown,
  units: readonly Unit[],
  composition: Composition,
): JsonObject {
  const { step } = toObject(view.height);
  const rows = units
    .map(({ channels }) => discreteField(channels.y?.definition, composition.dataset.fields))
    .find((field) => field !== undefined);
  if (typeof step !== 'number' || rows === undefined) return view;
  return { ...view, height: step * mostInPanel(rows, facet, units, composition) };
}

/** Rows of the fullest panel; of all rows as long as nobody knows what is drawn. */
function mostInPanel(rows: Field, facet: unknown, units: readonly Unit[], composition: Composition): number {
  const definition = toObject(facet);
  const by = [definition, toObject(definition.row), toObject(definition.column)].flatMap(({ field }) =>
    typeof field === 'string' ? [field] : [],
  );
  const panels = new Map<string, Set<unknown>>();
  for (const { name } of units)
    for (const datum of composition.layout.drawn[name] ?? []) {
      const key = JSON.stringify(by.map((field) => datum[field]));
      panels.set(key, (panels.get(key) ?? new Set()).add(datum[rows.name]));
    }
  return panels.size === 0
    ? rowCount(rows, composition)
    : greatest([...panels.values()].map(({ size }) => size));
}

/** How many plots stand side by side in a view: the width is shared among them. */
export function plotsAcross(view: JsonObject, shown: Shown): number {
  const encoding = toObject(view.encoding);
  const facet = toObject(view.facet);
  const panels = (definition: unknown): number =>
    ownOf(shown, String(toObject(definition).field))?.length ?? 1;
  const wrapped = encoding.facet ?? (facet.field === undefined ? undefined : facet);
  const inner = greatest([1, ...innerCounts(view, shown)]);
  if (wrapped !== undefined) {
    const columns = toObject(wrapped).columns ?? view.columns ?? 3;
    return Math.min(Number(columns), panels(wrapped)) * inner;
  }
  const across = encoding.column ?? facet.column;
  return (across === undefined ? 1 : panels(across)) * inner;
}

function innerCounts(view: JsonObject, shown: Shown): readonly number[] {
  const counts = childViews(view, '').map((child) => plotsAcross(child.view, shown));
  const isRow = view.hconcat !== undefined || view.concat !== undefined;
  if (!isRow || listKeys.every((key) => toArray(view[key]).length === 0)) return counts;
  const columns = typeof view.columns === 'number' ? view.columns : counts.length;
  return [counts.slice(0, columns).reduce((sum, count) => sum + count, 0)];
}
