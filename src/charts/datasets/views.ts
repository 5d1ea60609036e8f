import { childViews, isObject, type JsonObject, toArray } from '../spec.js';
import { type DataName, dataKey, ownData } from './parts.js';

/** Which datasets a chart draws, and which of them share a plot. */
export interface ViewData {
  /** In the order in which the chart names them, the default one first where a view draws it. */
  readonly drawn: readonly DataName[];
  /** The keys of those in one plot, or in the panels of one facet. */
  readonly plots: readonly ReadonlySet<string>[];
}

/** Reads off a spec which datasets its views draw. */
export function viewData(spec: JsonObject, standard: DataName): ViewData {
  const drawn = new Map<string, DataName>();
  const plots: ReadonlySet<string>[] = [];
  const visit = (view: JsonObject, around: DataName, plot: Set<string> | undefined): void => {
    const own = ownData(view) ?? around;
    const children = childViews(view, '');
    const isPlot = view.layer !== undefined || view.facet !== undefined || children.length === 0;
    const shared = plot ?? (isPlot ? new Set<string>() : undefined);
    if (plot === undefined && shared !== undefined) plots.push(shared);
    if (children.length === 0) {
      drawn.set(dataKey(own), own);
      shared?.add(dataKey(own));
    }
    for (const child of children) visit(child.view, own, shared);
  };
  visit(spec, standard, undefined);
  const isStandard = (each: DataName): boolean => dataKey(each) === dataKey(standard);
  const all = [...drawn.values()];
  return { drawn: [...all.filter(isStandard), ...all.filter((each) => !isStandard(each))], plots };
}

/** True where a view of a spec names a dataset, or looks up numbers in one. */
export function namesData(view: JsonObject): boolean {
  const looksUp = toArray(view.transform).some((each) => isObject(each) && 'lookup' in each);
  return view.data !== undefined || looksUp || childViews(view, '').some((child) => namesData(child.view));
}
