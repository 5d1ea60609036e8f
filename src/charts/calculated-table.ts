import { printInWords } from '../language/print.js';
import type { ChartTable } from '../model/chart/chart.js';
import { exact } from '../model/exact.js';
import type { Operand, Quantity } from '../model/quantity.js';
import type { TableCell } from '../model/tree/table-parts.js';
import { headsOf, type Line, linesOf } from './calculated-lines.js';
import { authorTitle } from './compose/titles.js';
import { isPart, partNumber, readingOrder } from './composite/parts.js';
import { markLegend, symbolLegend } from './ledger.js';
import type { Definition } from './provenance/definition.js';
import type { CalculatedChannel } from './provenance/numbers.js';
import { type TableInput, tableEntries } from './table.js';

/** True where lines say of how many numbers they are: of statistics always, of averages where it is not the same for all. */
function tellsCounts(lines: readonly Line[]): boolean {
  const counts = lines.flatMap((line) => countOf(line) ?? []);
  const isDescribed = lines.some(({ numbers }) =>
    [...numbers.values()].some(({ quantity }) => quantity !== undefined && hasStatistic(quantity)),
  );
  return isDescribed || new Set(counts.map(({ cells }) => cells.length)).size > 1;
}

/** What of Vega says nothing where nobody knows of how many numbers it is. */
const describing =
  /(?:aggregate|window) (?:mean|average|median|q1|q3|variancep?|stdevp?|stderr|product|distinct)\b|regression|loess|quantile|density/;

const hasStatistic = ({ operation, operands = [], vega }: Operand & Pick<Quantity, 'vega'>): boolean =>
  operation === 'median' || describing.test(vega?.transform ?? '') || operands.some(hasStatistic);

/** Of how many numbers the statistics of a line are; undefined where it has none. */
function countOf({ numbers }: Line): Quantity | undefined {
  const described = [...numbers.values()].flatMap(({ quantity }) =>
    quantity === undefined ? [] : countedIn(quantity),
  );
  const [most] = described.toSorted((a, b) => b.length - a.length);
  const [first] = [...numbers.values()].flatMap(({ quantity }) => quantity ?? []);
  if (most === undefined || first === undefined) return undefined;
  const { dataset, illustrative, at } = first;
  return {
    ...{ kind: 'quantity', operation: 'count', unit: '', digits: 0, dataset, illustrative, at },
    value: exact(most.length),
    cells: most,
  };
}

/** The cells of the statistics in a calculation, itself or among its operands: one of each row, since others may say where it stands. */
function countedIn(of: Operand & Pick<Quantity, 'vega'>): readonly Operand['cells'][] {
  if (of.operation === 'median' || of.operation === 'average') return [of.cells];
  if (!describing.test(of.vega?.transform ?? '')) return (of.operands ?? []).flatMap(countedIn);
  return [[...new Map(of.cells.map((cell) => [JSON.stringify([cell.dataset, cell.keys]), cell])).values()]];
}

function countCell(line: Line, language: TableInput['language']): TableCell {
  const quantity = countOf(line);
  if (quantity === undefined) return { kind: 'text', text: '' };
  return { kind: 'value', entry: printInWords(quantity, 'table', language) };
}

/** What each part of a composite mark is a statistic of: the title of its axis, which its other end shares. */
function measuresOfParts(
  channels: readonly CalculatedChannel[],
): ReadonlyMap<CalculatedChannel['unit'], string> {
  const found = new Map<CalculatedChannel['unit'], string>();
  for (const { unit, title } of channels) if (isPart(unit) && !found.has(unit)) found.set(unit, title);
  return found;
}

/** What a number of a composite mark is, besides what it is of. */
function partTitle(
  { unit, key, title, channel, definition }: CalculatedChannel,
  measures: ReadonlyMap<CalculatedChannel['unit'], string>,
  { dataset, language }: Pick<TableInput, 'dataset' | 'language'>,
): string | undefined {
  if (definition?.kind === 'curve' && ['regression', 'loess'].includes(definition.transform))
    return lineTitle(definition, channel.definition, dataset, language);
  if (!isPart(unit)) return undefined;
  const op = definition?.kind === 'aggregate' ? definition.op : '';
  const number = op === 'q1' ? 'lower-box' : op === 'q3' ? 'upper-box' : partNumber(key);
  const name = language.message(`chart.part.${number ?? 'beyond'}`);
  const isOneOfSeveral = new Set(measures.values()).size > 1;
  return isOneOfSeveral
    ? language.message('chart.part.of', { part: name, title: measures.get(unit) ?? title })
    : name;
}

/** A line is told apart from the numbers that it goes through. */
function lineTitle(
  { fields: read, isStraight }: Extract<Definition, { kind: 'curve' }>,
  own: Parameters<typeof authorTitle>[0],
  { fields }: TableInput['dataset'],
  language: TableInput['language'],
): string {
  const field = read.at(-1) ?? '';
  const measure = fields.find(({ name }) => name === field);
  const title = authorTitle(own);
  if (typeof title === 'string' && title !== measure?.title && title !== field) return title;
  // Several curves through the same points have names of their own.
  if (typeof own.field === 'string' && own.field !== field && !/\p{Nd}/u.test(own.field)) return own.field;
  return language.message(isStraight ? 'chart.curve.value' : 'chart.curve.polynomial', {
    title: measure?.title ?? field,
  });
}

/** The titles of the columns, each once: parts of a composite mark from the least number to the greatest. */
function inReadingOrder(channels: readonly CalculatedChannel[]): readonly string[] {
  const rank = ({ unit, key }: CalculatedChannel): number =>
    isPart(unit) ? readingOrder.indexOf(partNumber(key)) : -1;
  return [...new Set(channels.toSorted((a, b) => rank(a) - rank(b)).map(({ title }) => title))];
}

/**
 * Returns the table of a chart that draws numbers which it calculated. It has a line for each place of a number, with
 * its categories, bands and times, and a column for each kind of number. Undefined where the chart draws none.
 */
export function calculatedTable(
  channels: readonly CalculatedChannel[],
  { dataset, language }: Pick<TableInput, 'dataset' | 'language'>,
): ChartTable | undefined {
  const shown = channels.filter(({ numbers }) => numbers.length > 0);
  const measures = measuresOfParts(shown);
  const told = shown.map((channel) => ({
    ...channel,
    title: partTitle(channel, measures, { dataset, language }) ?? channel.title,
  }));
  const titles = inReadingOrder(told);
  const isMixed = measures.size > 0 || shown.some(({ definition }) => definition?.kind === 'curve');
  const lines = linesOf(told, dataset, language);
  const [stub, ...others] = headsOf(lines);
  if (lines.length === 0) return undefined;
  const hasCount = tellsCounts(lines);
  const rows = lines.map((line) => ({
    label: line.heads.get(stub?.name ?? '')?.label ?? dataset.title,
    total: stub !== undefined && line.heads.get(stub.name)?.isTotal === true,
    cells: [
      ...others.map(({ name }): TableCell => ({ kind: 'text', text: line.heads.get(name)?.label ?? '' })),
      ...(hasCount ? [countCell(line, language)] : []),
      ...titles.map((title): TableCell => {
        const quantity = line.numbers.get(title)?.quantity;
        // What lies beyond the whiskers has no quartiles, a box no single number, and a line is not at every point.
        if (quantity === undefined && isMixed) return { kind: 'text', text: '' };
        if (quantity === undefined) return { kind: 'text', text: language.message('chart.no-figure') };
        return { kind: 'value', entry: printInWords(quantity, 'table', language) };
      }),
    ],
  }));
  const entries = tableEntries({ rows });
  return {
    stub: stub?.title ?? '',
    columns: [
      ...others.map(({ title }) => ({ label: title, total: false, align: 'left' as const })),
      ...[...(hasCount ? [language.message('chart.part.count')] : []), ...titles].map((title) => ({
        label: title,
        total: false,
        align: 'right' as const,
      })),
    ],
    rows,
    legend: [...symbolLegend(entries), ...markLegend(entries, language)],
  };
}
