import { printInWords } from '../language/print.js';
import type { ChartTable } from '../model/chart.js';
import type { TableCell } from '../model/table-parts.js';
import { headsOf, linesOf } from './calculated-lines.js';
import { markLegend, symbolLegend } from './ledger.js';
import type { CalculatedChannel } from './provenance/numbers.js';
import { countCell, inReadingOrder, measuresOfParts, partTitle, tellsCounts } from './statistic-columns.js';
import { type TableInput, tableEntries } from './table.js';

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
  const isMixed =
    measures.size > 0 ||
    shown.some(({ definition }) => definition?.kind === 'line' || definition?.kind === 'density');
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
