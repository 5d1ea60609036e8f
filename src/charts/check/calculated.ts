import { listNames, shownPlace } from '../../diagnostics.js';
import { isCount } from '../../model/counted.js';
import { labelOf } from '../../model/dataset/category.js';
import { cellOrigin, cellQuantity } from '../../model/dataset/cell.js';
import { addendOf } from '../../model/dataset/missing.js';
import { isNumeric, type Value } from '../../model/dataset/value.js';
import { compare, hundred, toFractionText } from '../../model/exact.js';
import { coreOperations } from '../../model/operations/core.js';
import { printedOn } from '../../model/project/precision.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { Datums } from '../compose/composition.js';
import { type ChartDataset, dataBehind } from '../datasets/parts.js';
import { rowsBeneath } from '../provenance/members.js';
import { type CalculatedChannel, calculatedChannels, passesOver } from '../provenance/numbers.js';
import { rowField } from '../rows.js';
import { isObject, type JsonObject } from '../spec.js';
import { isCategorical, type Unit } from '../unit.js';
import { type CheckContext, isAllowed, report } from './context.js';
import { childNodes, fieldOf } from './expression.js';
import { checkStatistics } from './statistics.js';

/** The fields of the dataset that each calculated field of a chart was made from, by its name. */
export type CalculatedFields = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads off a spec what its `calculate` transforms are made from, through each other too. */
export function calculatedFields(spec: JsonObject, { parseExpression }: CheckContext): CalculatedFields {
  const made = new Map<string, ReadonlySet<string>>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) visit(part);
    if (!isObject(value)) return;
    if (typeof value.calculate === 'string' && typeof value.as === 'string') {
      const read = fieldsIn(parseExpression(value.calculate));
      const bases = read.flatMap((name) => [...(made.get(name) ?? [name])]);
      made.set(value.as, new Set([...(made.get(value.as) ?? []), ...bases]));
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(spec);
  return made;
}

function fieldsIn(node: Parameters<typeof fieldOf>[0]): readonly string[] {
  const own = fieldOf(node);
  if (own !== undefined) return [own];
  return isObject(node) ? childNodes(node as Parameters<typeof childNodes>[0]).flatMap(fieldsIn) : [];
}

/** True for a cell that no calculation may take for a number: in JavaScript a missing one counts as 0. */
export function isUnknown(cell: Value | undefined): boolean {
  return cell !== undefined && !isNumeric(cell) && addendOf(cell) === undefined;
}

/**
 * Checks what a chart calculated. Every number that it draws can be made again from cells, by an operation that a
 * reader knows, and every category has the name of the data package.
 */
export function checkCalculated(
  units: readonly Unit[],
  drawn: Readonly<Record<string, Datums>>,
  context: CheckContext,
): void {
  const { chart, dataset, precision, parseExpression: parse } = context;
  const made = calculatedFields(chart.spec, context);
  for (const each of calculatedChannels(chart.spec, units, drawn, {
    dataset,
    at: chart.at,
    parse,
    precision,
    passesOver: passesOver(chart),
  })) {
    checkNumbers(each, made, context);
    checkShares(each, context);
    checkRatios(each, context);
    checkCounted(each, context);
    checkStatistics(each, context);
  }
  for (const unit of units) checkNamed(unit, drawn[unit.name] ?? [], made, context);
}

function checkNumbers(
  { channel, unit, definition, numbers }: CalculatedChannel,
  made: CalculatedFields,
  context: CheckContext,
): void {
  const unknown = numbers.filter(({ quantity }) => quantity === undefined);
  if (unknown.length === 0) return;
  const { field, aggregate } = channel.definition;
  const name = String(field ?? aggregate);
  const bases = [...(made.get(name) ?? [])];
  const isAggregate =
    ['aggregate', 'curve', 'window'].includes(definition?.kind ?? '') || aggregate !== undefined;
  if (isAggregate && reportGap(unknown, channel, context)) return;
  for (const { datum, value } of unknown) {
    const row = context.dataset.rows[Number(datum[rowField] ?? Number.NaN)];
    const lost = bases.find((base) => isUnknown(row?.measures[base]));
    if (row === undefined || lost === undefined) continue;
    const at = shownPlace(cellOrigin(row, lost));
    const message = `Unexpected ${String(value)} drawn for a missing \`${lost}\` (${at}), expected a gap`;
    report(context, 'chart/missing-value', channel.pointer, message, {
      hint: `filter with \`isValid(datum.${lost})\` before it is calculated`,
    });
    return;
  }
  const what =
    definition?.kind === 'refused' || definition?.kind === 'running'
      ? definition.why
      : aggregate === undefined
        ? `calculation \`${name}\``
        : `\`${String(aggregate)}\` of \`${name}\``;
  const message = `Unexpected ${what} drawn as \`${unit.mark}\`, expected a cell, or an operation that can be repeated`;
  report(context, 'chart/calculated', channel.pointer, message, { hint: operationsHint });
}

/** A statistic of what has a number alone would look as if it were of all: which cell is missing is told. */
function reportGap(
  unknown: CalculatedChannel['numbers'],
  { pointer }: CalculatedChannel['channel'],
  context: CheckContext,
): boolean {
  const { rows, fields } = context.dataset;
  const measures = fields.filter(({ role }) => role === 'measure');
  for (const { datum } of unknown)
    for (const index of rowsBeneath(datum))
      for (const { name } of measures) {
        if (isAllowed(context, 'missing-values')) return false;
        const [row, used] = [rows[index], JSON.stringify(context.chart.spec).includes(JSON.stringify(name))];
        const cell = row?.measures[name];
        if (!used || row === undefined || cell === undefined || isNumeric(cell)) continue;
        const at = shownPlace(cellOrigin(row, name));
        const message = `Unexpected calculation over a missing \`${name}\` (${at}), expected numbers only`;
        report(context, 'chart/missing-value', pointer, message, {
          hint: `leave out what has no number: \`filter: isValid(datum.${name})\`, or with a reason that is printed: \`allow: {missing-values: ...}\``,
        });
        return true;
      }
  return false;
}

const operationsHint =
  'charts may draw `sum`, `mean`, `median`, quartiles, deviations, `min`, `max` and `count` of cells, a running `sum` over the years, `a + b`, `a - b`, `a / b`, ' +
  'and `100 * a / b` where `a` is a part of `b`; anything else is a measure of a dataset in the data package';

function checkShares({ channel, numbers }: CalculatedChannel, context: CheckContext): void {
  const isBeyond = numbers.some(
    ({ quantity }) =>
      quantity?.operation === 'share' && isExact(quantity.value) && compare(quantity.value, hundred) > 0,
  );
  if (!isBeyond) return;
  const message = 'Unexpected share above 100 per cent, expected a part that is no greater than its whole';
  report(context, 'guard/beyond-whole', channel.pointer, message, { hint: 'draw the ratio, `a / b`' });
}

/** A ratio to few things moves as a percentage of them does, and says no counts in its place. */
function checkRatios({ channel, numbers }: CalculatedChannel, context: CheckContext): void {
  const { dataset, precision } = context;
  const by = { data: dataBehind(dataset), operations: coreOperations };
  const base = numbers
    .flatMap(({ quantity, divisors }) => [
      ...divisors,
      quantity?.operation === 'ratio' ? baseOf(quantity, dataset) : undefined,
    ])
    .find((each) => each !== undefined && isCount(each, by) && isSmall(each.value, precision));
  if (base === undefined || !isExact(base.value) || isAllowed(context, 'small-base')) return;
  const message = `Unexpected ratio on a base of ${toFractionText(base.value)}, expected a base of ${precision.percentages} or more`;
  report(context, 'guard/small-base', channel.pointer, message, {
    hint: 'draw the counts, or give the reason: `allow: {small-base: ...}`',
  });
}

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
function checkCounted({ channel, numbers }: CalculatedChannel, context: CheckContext): void {
  const status = context.dataset.counts?.statusField;
  if (status === undefined) return;
  const mixed = numbers
    .map(({ quantity }) => [...new Set(quantity?.cells.map(({ keys }) => keys[status] ?? ''))])
    .find((statuses) => statuses.length > 1);
  if (mixed === undefined || isAllowed(context, 'counts')) return;
  const message = `Unexpected calculation with ${listNames(mixed)}, expected numbers that were counted alike`;
  report(context, 'guard/unlike-counts', channel.pointer, message, {
    hint: `filter \`${status}\` to one of them, or give the reason: \`allow: {counts: ...}\``,
  });
}

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

function checkNamed(unit: Unit, datums: Datums, made: CalculatedFields, context: CheckContext): void {
  for (const [channel, { definition, pointer }] of Object.entries(unit.channels)) {
    const { field } = definition;
    const key = naming[channel];
    const bases = typeof field === 'string' ? made.get(field) : undefined;
    if (bases === undefined || key === undefined || definition[key] === null) continue;
    const other = datums
      .map((datum) => otherName(datum, String(field), bases, context))
      .find((name) => name !== undefined);
    if (other === undefined) continue;
    const message = `Unexpected name \`${other}\` made by the chart, expected names of the data package`;
    report(context, 'chart/relabelled', pointer, message, {
      hint: 'change labels and group categories in the data package; to make one stand out, colour it by a `condition`',
    });
  }
}

/** A text that a chart made and that is not the name of the category in its row. */
function otherName(
  datum: Datums[number],
  field: string,
  bases: ReadonlySet<string>,
  { dataset }: CheckContext,
): string | undefined {
  const text = datum[field];
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const row = dataset.rows[Number(datum[rowField] ?? Number.NaN)];
  const isOwn = dataset.fields.some((each) => {
    if (!bases.has(each.name) || !isCategorical(each) || row === undefined) return false;
    const value = each.role === 'dimension' ? row.keys[each.name] : row.attributes[each.name];
    const names = [value ?? '', labelOf(each, value ?? '')];
    return names.some((name) => name.toLowerCase() === text.trim().toLowerCase());
  });
  return isOwn ? undefined : text;
}
