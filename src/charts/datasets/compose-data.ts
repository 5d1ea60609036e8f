import type { Composition } from '../compose/composition.js';
import { chooseTotals, type OpenTotal, openTotals, type TotalChoice } from '../compose/totals.js';
import { mentions } from '../mentions.js';
import { partField } from '../rows.js';
import { childViews, type JsonObject } from '../spec.js';
import type { Unit } from '../unit.js';
import { dataKey, ownData, type Part, partNamed } from './parts.js';

/** What the views around a view say of its rows. */
export interface DataPlace {
  readonly open: readonly OpenTotal[];
  /** True in panels that split the rows of several datasets. */
  readonly isSplit: boolean;
  /** Encodings and facets of the views around. */
  readonly around: readonly JsonObject[];
}

/** The rows of a view as vega-lite takes them, where they are others than those around it, and which of them it draws. */
export interface DataOfView extends TotalChoice {
  readonly data?: JsonObject;
  readonly isSplit: boolean;
}

/** The rows of a dataset as vega-lite takes them; all where none is named. */
export function rowsNamed(key: string | undefined, { rows }: Pick<Composition, 'rows'>): JsonObject {
  const values = key === undefined ? rows : rows.filter((row) => row[partField] === key);
  // Rows have their types; vega-lite would read a year of `total` as a number that is none.
  return { values, format: { parse: null } };
}

/**
 * The rows that a view names. The panels of a facet split the rows of all datasets in them alike, and each view inside
 * takes its own from its panel. Vega-lite would draw all rows of another dataset in every panel.
 */
export function dataOfView(
  view: JsonObject,
  below: readonly Unit[],
  place: DataPlace,
  composition: Composition,
): DataOfView {
  const { dataset, parseExpression: parse } = composition;
  const own = ownData(view);
  const isUnit = childViews(view, '').length === 0;
  const part = partNamed(dataset, own === undefined ? below[0]?.data : dataKey(own));
  const begins = !place.isSplit && view.facet !== undefined && drawsSeveral(below);
  if (begins || place.isSplit) {
    const around = [...place.around, { facet: view.facet }];
    if (begins || part === undefined || (own === undefined && !isUnit)) {
      // Of what splits the panels the totals have none; all else is chosen by each view for its own rows.
      const splitting = openTotals(dataset).filter(({ field }) => mentions(view.facet, field.name, parse));
      const { filters } = chooseTotals(view, splitting, parse);
      const data = begins ? { data: rowsNamed(undefined, composition) } : {};
      return { ...data, filters, open: [], isSplit: true };
    }
    const isOwn = { filter: { field: partField, equal: part.key } };
    const { filters, open } = chooseTotals(view, openIn(part, around, composition), parse);
    return { filters: [isOwn, ...filters], open, isSplit: true };
  }
  if (own === undefined || part === undefined)
    return { ...chooseTotals(view, place.open, parse), isSplit: false };
  const chosen = chooseTotals(view, openIn(part, place.around, composition), parse);
  return { ...chosen, data: rowsNamed(part.key, composition), isSplit: false };
}

/** The totals that a view of a dataset chooses; the channels that it takes from views around it count as its own. */
function openIn(
  part: Part,
  around: readonly JsonObject[],
  { dataset, parseExpression: parse }: Composition,
): readonly OpenTotal[] {
  return openTotals(dataset, part).map((each) => ({
    ...each,
    mentioned: around.some((view) => mentions(view, each.field.name, parse)),
  }));
}

const drawsSeveral = (units: readonly Unit[]): boolean => new Set(units.map(({ data }) => data)).size > 1;
