import type { Call, DataScope } from '../../../content/helpers/call.js';
import { datasetOf } from '../../../content/helpers/cell-helpers.js';
import { findMeasure, type Keys, timeOf } from '../../../content/selection/fields.js';
import { type Filters, readFilters, singleKeys } from '../../../content/selection/filters.js';
import { cellQuantity } from '../../../model/dataset/cell.js';
import type { Field, PublishedDataset } from '../../../model/dataset/dataset.js';
import { allBetween, isCounted } from '../../../model/dataset/periods.js';
import type { Figure } from '../figure.js';

/** What a claim is about: cells of one measure of one dataset. */
export interface Subject {
  readonly call: Call;
  readonly dataset: PublishedDataset;
  readonly measure: Field;
  readonly filters: Filters;
}

/** The call of a claim without its kind: as the readers of filters take it, whose first argument is the dataset. */
export function asSelection(call: Call): Call {
  const site = { ...call.site, params: call.site.params.slice(1) };
  return call.with({ params: call.params.slice(1), site });
}

/** A call without some of its named arguments. */
export function without(call: Call, names: readonly string[]): Call {
  const hash = Object.fromEntries(Object.entries(call.hash).filter(([name]) => !names.includes(name)));
  return call.with({ hash });
}

/** Reads the dataset, the measure and the filters of a claim. */
export function readSubject(call: Call, scope: DataScope): Subject {
  const dataset = datasetOf(call, scope);
  const measure = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
  return { call, dataset, measure, filters: readFilters(call, dataset) };
}

/** The keys of every year from `from` to `to`, where the claim says these, else the one set of keys. */
export function keysByYear({ call, dataset, filters }: Subject): readonly Keys[] {
  const year = timeOf(dataset);
  if (year === undefined || !('from' in call.hash || 'to' in call.hash)) {
    return [singleKeys(call, dataset, filters)];
  }
  const rest = singleKeys(call, dataset, filters, [year]);
  return allBetween(year.type, filters.get(year) ?? []).map((value) => ({ ...rest, [year.name]: value }));
}

/** The keys of every category that the claim names, where it names several ("a|b"), and of each of its years. */
export function keysOfAll(subject: Subject): readonly Keys[] {
  const several = [...subject.filters].find(([{ type }, values]) => !isCounted(type) && values.length > 1);
  if (several === undefined) return keysByYear(subject);
  const [field, values] = several;
  return values.flatMap((value) => {
    const filters = new Map([...subject.filters]).set(field, [value]);
    return keysOfAll({ ...subject, filters });
  });
}

/** The figure at some keys; without a row it is a gap. */
export function figureAt({ dataset, measure, call }: Subject, keys: Keys): Figure {
  const row = call.rowAt(dataset, keys);
  const quantity = row === undefined ? undefined : cellQuantity(dataset, row, measure, call.at);
  return { quantity, dataset: dataset.name, keys: [keys] };
}
