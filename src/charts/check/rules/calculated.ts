/** Every number that a chart calculates can be made again from cells, by an operation that a reader knows. */
import { listNames } from '../../../diagnostics.js';
import { isCount } from '../../../model/counted.js';
import { labelOf } from '../../../model/dataset/category.js';
import { cellQuantity } from '../../../model/dataset/cell.js';
import { compare, hundred, toFractionText } from '../../../model/exact.js';
import { coreOperations } from '../../../model/operations/core.js';
import { printedOn } from '../../../model/project/precision.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import type { Datums } from '../../compose/composition.js';
import { type ChartDataset, dataBehind } from '../../datasets/parts.js';
import { rowsBeneath } from '../../provenance/members.js';
import type { CalculatedChannel } from '../../provenance/numbers.js';
import { rowOf, textIn } from '../../rows.js';
import { isCategorical } from '../../unit.js';
import { type CheckContext, useException } from '../context.js';
import type { CalculatedRule, DrawnRule } from '../rule.js';
import { fault } from '../rule.js';
import { calculatedFields, isUnknown, lostAmong, placeOf } from './sums.js';

/** What cannot be made again from cells is no number of a chart; which cell is missing is told. */
export const repeatable: CalculatedRule = {
  on: 'calculated',
  *check({ channel, unit, definition, numbers }, context) {
    const unknown = numbers.filter(({ quantity }) => quantity === undefined);
    if (unknown.length === 0) return;
    const at = channel.pointer;
    const { field, aggregate } = channel.definition;
    const name = String(field ?? aggregate);
    const isAggregate =
      ['aggregate', 'curve', 'window'].includes(definition?.kind ?? '') || aggregate !== undefined;
    const gap = isAggregate ? gapIn(unknown, context) : undefined;
    const lost = lostIn(unknown, name, context);
    if (gap !== undefined) yield fault(at, 'chart/missing-value.calculation', gap);
    else if (lost !== undefined) yield fault(at, 'chart/missing-value.drawn', lost);
    else {
      const plain =
        aggregate === undefined ? `the calculation \`${name}\`` : `\`${String(aggregate)}\` of \`${name}\``;
      const what = definition?.kind === 'refused' || definition?.kind === 'running' ? definition.why : plain;
      yield fault(at, 'chart/calculated.unknown', { what, mark: unit.mark });
    }
  },
};

type Unknown = CalculatedChannel['numbers'];

/** A statistic of what has a number alone would look as if it were of all. */
function gapIn(unknown: Unknown, context: CheckContext) {
  const { rows, fields } = context.dataset;
  const spec = JSON.stringify(context.chart.spec);
  const measures = fields.filter(
    ({ role, name }) => role === 'measure' && spec.includes(JSON.stringify(name)),
  );
  const beneath = unknown.flatMap(({ datum }) =>
    [...rowsBeneath(datum)].flatMap((index) => rows[index] ?? []),
  );
  if (beneath.length === 0 || useException(context, 'missing-values')) return undefined;
  return lostAmong(
    beneath,
    measures.map(({ name }) => name),
  );
}

/** A number that is drawn where one of those that it was made from is missing. */
function lostIn(unknown: Unknown, name: string, context: CheckContext) {
  const bases = [...(calculatedFields(context.chart.spec, context).get(name) ?? [])];
  for (const { datum, value } of unknown) {
    const row = rowOf(context.dataset, datum);
    const lost = bases.find((base) => isUnknown(row?.measures[base]));
    if (row !== undefined && lost !== undefined)
      return { value: String(value), lost, place: placeOf(row, lost) };
  }
  return undefined;
}

/** A part is no greater than its whole. */
export const sharesOfWhole: CalculatedRule = {
  on: 'calculated',
  *check({ channel, numbers }) {
    const isBeyond = numbers.some(
      ({ quantity }) =>
        quantity?.operation === 'share' && isExact(quantity.value) && compare(quantity.value, hundred) > 0,
    );
    if (isBeyond) yield fault(channel.pointer, 'guard/beyond-whole.chart');
  },
};

/** A ratio to few things moves as a percentage of them does, and says no counts in its place. */
export const ratiosOfMany: CalculatedRule = {
  on: 'calculated',
  *check({ channel, numbers }, { dataset, precision }) {
    const by = { data: dataBehind(dataset), operations: coreOperations };
    const base = numbers
      .flatMap(({ quantity, divisors }) => [
        ...divisors,
        quantity?.operation === 'ratio' ? baseOf(quantity, dataset) : undefined,
      ])
      .find((each) => each !== undefined && isCount(each, by) && isSmall(each.value, precision));
    if (base === undefined || !isExact(base.value)) return;
    const said = { base: toFractionText(base.value), least: precision.percentages };
    yield fault({ at: channel.pointer, unless: 'small-base' }, 'guard/small-base.ratio', said);
  },
};

const isSmall = (value: Quantity['value'], precision: CheckContext['precision']): boolean =>
  isExact(value) && printedOn(value, precision) === 'counts';

/** What a ratio was divided by: the second of its operands, or of its cells. */
function baseOf(
  { operands, cells: [, cell], at }: Quantity,
  drawn: ChartDataset,
): Parameters<typeof isCount>[0] | undefined {
  const [, whole] = operands ?? [];
  if (whole !== undefined || cell === undefined) return whole && { ...whole, unit: '' };
  const dataset = dataBehind(drawn)[cell.dataset];
  const row = dataset?.rows.find(({ keys }) => keys === cell.keys);
  const measure = dataset?.fields.find(({ name }) => name === cell.field);
  return dataset && row && measure && cellQuantity(dataset, row, measure, at);
}

/** Numbers that were not counted alike are neither added up nor divided. */
export const calculatedAlike: CalculatedRule = {
  on: 'calculated',
  *check({ channel, numbers }, { dataset }) {
    const status = dataset.counts?.statusField;
    if (status === undefined) return;
    const mixed = numbers
      .map(({ quantity }) => [...new Set(quantity?.cells.map(({ keys }) => keys[status] ?? ''))])
      .find((statuses) => statuses.length > 1);
    if (mixed === undefined) return;
    yield fault({ at: channel.pointer, unless: 'counts' }, 'guard/unlike-counts.calculation', {
      names: listNames(mixed),
      status,
    });
  },
};

/** Channels whose categories are printed, unless their axis, legend or header is left out. */
const naming: Readonly<Record<string, string>> = {
  x: 'axis',
  y: 'axis',
  color: 'legend',
  fill: 'legend',
  stroke: 'legend',
  shape: 'legend',
  strokeDash: 'legend',
  facet: 'header',
  row: 'header',
  column: 'header',
};

/** Every category has the name of the data package. */
export const namesOfData: DrawnRule = {
  on: 'drawing',
  *check({ parts }, context) {
    const made = calculatedFields(context.chart.spec, context);
    for (const { unit, drawn } of parts)
      for (const [channel, { definition, pointer }] of Object.entries(unit.channels)) {
        const { field } = definition;
        const key = naming[channel];
        const bases = typeof field === 'string' ? made.get(field) : undefined;
        if (bases === undefined || key === undefined || definition[key] === null) continue;
        const other = drawn
          .map((datum) => otherName(datum, String(field), bases, context))
          .find((name) => name !== undefined);
        if (other !== undefined) yield fault(pointer, 'chart/relabelled.made-name', { other });
      }
  },
};

/** A text that a chart made and that is not the name of the category in its row. */
function otherName(
  datum: Datums[number],
  field: string,
  bases: ReadonlySet<string>,
  { dataset }: CheckContext,
): string | undefined {
  const text = datum[field];
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const row = rowOf(dataset, datum);
  const isOwn = dataset.fields.some((each) => {
    if (!bases.has(each.name) || !isCategorical(each) || row === undefined) return false;
    const value = textIn(row, each) ?? '';
    const names = [value, labelOf(each, value)];
    return names.some((name) => name.toLowerCase() === text.trim().toLowerCase());
  });
  return isOwn ? undefined : text;
}
