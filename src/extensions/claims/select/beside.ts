import { requireSameUnit } from '../../../content/helpers/calculate.js';
import { type Call, type DataScope, describe, toText } from '../../../content/helpers/call.js';
import { fail } from '../../../content/helpers/problem.js';
import { isQuantity } from '../../../content/printable.js';
import type { Keys } from '../../../content/selection/fields.js';
import { otherKeys } from '../../../content/selection/other-cell.js';
import type { PublishedData, PublishedDataset } from '../../../model/dataset/dataset.js';
import type { Quantity } from '../../../model/quantity.js';
import { type Figure, figureOf } from '../figure.js';
import type { Group } from '../kinds.js';
import { figureAt, keysOfAll, readSubject, type Subject } from './subject.js';

/** An argument that names a figure beside the one that the claim is about, and what stands for it by default. */
export interface Named {
  readonly name: 'of' | 'than' | 'least' | 'most';
  readonly otherwise?: string;
}

/** The figure of a claim with each of those that it names, for one year or for each. */
export function readBeside(call: Call, scope: DataScope, names: readonly Named[]): readonly Group[] {
  const [first] = call.params;
  if (isQuantity(first)) {
    return [[figureOf(first), ...names.map(({ name }) => sameUnit(call, scope, first, name))]];
  }
  const subject = readSubject(call, scope);
  const others = names.map((named) => otherFigure(subject, named, scope));
  return keysOfAll(subject).map((keys) => [figureAt(subject, keys), ...others.map((other) => other(keys))]);
}

/** How to find a named figure beside the cell with some keys: one quantity for all, or another cell of the dataset. */
function otherFigure(subject: Subject, { name, otherwise }: Named, scope: DataScope): (keys: Keys) => Figure {
  const { call, dataset, filters, measure } = subject;
  const given = call.hash[name];
  const text = given === undefined ? otherwise : toText(given);
  if (text === undefined) {
    const own = { unit: measure.unit ?? '', dataset: dataset.name, cells: [] };
    const figure = sameUnit(call, scope, own, name);
    return () => figure;
  }
  const changed = otherKeys(call, dataset, filters, { name, text });
  return (keys) => figureAt(subject, { ...keys, ...changed });
}

function sameUnit(
  call: Call,
  { data }: DataScope,
  own: Pick<Quantity, 'unit' | 'dataset' | 'cells'>,
  name: string,
): Figure {
  const given = call.hash[name];
  if (!isQuantity(given)) {
    return fail('content/argument.quantity-2', call.hashAt(name), { given: describe(given), name });
  }
  if (!areCountedAlike(own, given, data))
    requireSameUnit({ ...given, unit: own.unit }, given, call.hashAt(name));
  return figureOf(given);
}

/** "Victims" and "persons" are both persons, where both datasets say that they count these. */
function areCountedAlike(...[own, other, data]: readonly [Counted, Counted, PublishedData]): boolean {
  const [units, others] = [own, other].map((each) => unitsCounted(each, data));
  const [unit] = units ?? [];
  return unit !== undefined && [...(units ?? []), ...(others ?? [])].every((each) => each === unit);
}

type Counted = Pick<Quantity, 'dataset' | 'cells' | 'unit'>;

/** What the cells of a count count, by `counts` of their datasets; nothing of a percentage. */
function unitsCounted({ dataset, cells, unit }: Counted, data: PublishedData): (string | undefined)[] {
  const names = [...new Set([dataset, ...cells.map((cell) => cell.dataset)])];
  return calculated.has(unit) ? [undefined] : names.map((name) => unitOf(data[name]));
}

/** What a dataset counts; nothing is known of one that has several measures, such as persons and euro. */
function unitOf(dataset: PublishedDataset | undefined): string | undefined {
  const measures = (dataset?.fields ?? []).filter(({ role }) => role === 'measure');
  return measures.length === 1 ? dataset?.counts?.unit : undefined;
}

/** Units of what is calculated: of how many per cent something is says nothing of what is counted. */
const calculated: ReadonlySet<string> = new Set(['%', 'percentage points', 'times', '']);
