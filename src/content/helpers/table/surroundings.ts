import type { Language } from '../../../language/language.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { bracketed, type Mark, marks } from '../../../model/dataset/missing.js';
import { isExact, type LedgerEntry } from '../../../model/quantity.js';
import type { LegendEntry, TableRow } from '../../../model/tree/table-parts.js';
import { isCount } from '../../../model/unit.js';
import { timeOf } from '../../selection/fields.js';
import { shownOf, type TableArrangement } from './arrangement.js';

/** "Number of cases, 2009–2014": what the numbers of a table count, and of when. */
export function subtitleOf(arrangement: TableArrangement, language: Language): { subtitle?: string } {
  const counts = countsIn(arrangement);
  const unit = unitOf(arrangement);
  const areCounts = counts.length > 0 && counts.every((column) => isCount(column.measure));
  const parts = [unitText(unit, areCounts, language), periodText(arrangement, language)].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? {} : { subtitle: language.labels(parts) };
}

/** A share column beside its counts names itself; shares alone are the unit of the whole table. */
const countsIn = ({ columns }: TableArrangement): TableArrangement['columns'] =>
  columns.filter((column) => column.shows === 'value');

/** The unit that stands above a table, where its numbers have one. */
export function unitOf(arrangement: TableArrangement): string | undefined {
  const counts = countsIn(arrangement);
  const units = new Set(counts.length > 0 ? counts.map((column) => column.measure.unit) : ['%']);
  return units.size === 1 ? [...units][0] : undefined;
}

function unitText(unit: string | undefined, areCounts: boolean, language: Language): string {
  if (unit === undefined || unit === '') return '';
  if (unit === '%') return language.message('content.unit-percent');
  // A rate or an amount is no number of anything: its unit says it all.
  return areCounts
    ? language.message('content.unit-count', { unit })
    : unit.charAt(0).toUpperCase() + unit.slice(1);
}

function periodText(arrangement: TableArrangement, language: Language): string {
  const { dataset, fixed } = arrangement;
  const time = timeOf(dataset);
  const shown = time === undefined ? [] : (shownOf(arrangement, time) ?? [fixed[time.name] ?? '']);
  const times =
    shown.includes(time?.total ?? '') && shown.length === 1
      ? (time?.categories.map(({ value }) => value) ?? [])
      : shown;
  return spanText(dataset, time, times, language);
}

/** "2009–2014", "Jan 2023 to Dec 2024": from the first to the last of some times, else the period that the dataset declares. */
export function spanText(
  { period }: PublishedDataset,
  time: Field | undefined,
  times: readonly string[],
  language: Language,
): string {
  const known = times.filter((value) => value !== time?.total).toSorted();
  const [first, last] = [known[0], known.at(-1)];
  const wordsIn = (value: string): string => (time === undefined ? value : labelOf(time, value));
  // Years are names, not quantities: they are passed as text so that no number format touches them.
  const from = first === undefined ? period && String(period.from) : wordsIn(first);
  const to = last === undefined ? period && String(period.to) : wordsIn(last);
  if (from === undefined || to === undefined) return '';
  // A dash between words of their own would join "2024–Dec".
  const id = /\s/u.test(`${from}${to}`) ? 'chart.dimension.run' : 'content.period';
  return from === to ? from : language.message(id, { from, to });
}

/**
 * The description of the dataset, then the notes on all cells that the table shows and the reasons of the findings
 * about them that were accepted, each once.
 */
export function notesOf(dataset: PublishedDataset, used: readonly Row[], notes: readonly string[]): string[] {
  const description = dataset.description === undefined ? [] : [dataset.description];
  return [...new Set([...description, ...notes, ...acceptedReasons(dataset, used)])];
}

/** Why findings about these rows, or about the dataset as a whole, were accepted. Why small counts are printed stands in the methods. */
export function acceptedReasons({ accepted = [] }: PublishedDataset, used: readonly Row[]): string[] {
  return accepted
    .filter(
      ({ code, where }) =>
        code !== 'protect/small' &&
        used.some(({ keys }) => Object.entries(where).every(([name, category]) => keys[name] === category)),
    )
    .map(({ reason }) => reason);
}

/** The symbols that stand in the cells, in order of appearance, then the marks beside numbers. */
export function legendOf(rows: readonly TableRow[], language: Language): LegendEntry[] {
  const legend = new Map<string, LegendEntry>();
  for (const cell of rows.flatMap((row) => row.cells)) {
    if (cell.kind !== 'value') continue;
    const { value } = cell.entry.quantity;
    if (isExact(value)) continue;
    const { symbol, meaning } = value;
    // Two measures may give one symbol two meanings; a reader must see both.
    legend.set(JSON.stringify([symbol, meaning]), { symbol, meaning });
  }
  const used = new Set(
    rows.flatMap((row) => row.cells).flatMap((cell) => (cell.kind === 'value' ? marksIn(cell.entry) : [])),
  );
  const marked = marks.filter((mark) => used.has(mark));
  return [
    ...legend.values(),
    ...marked.map((mark) => ({ symbol: bracketed(mark), meaning: language.message(`mark.${mark}`) })),
  ];
}

const marksIn = ({ quantity }: LedgerEntry): readonly Mark[] => quantity.marks ?? [];
