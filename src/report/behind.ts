import type { Diagnostic } from '../diagnostics.js';
import type { PublishedData, PublishedDataset } from '../model/dataset/dataset.js';
import { isCounted } from '../model/dataset/periods.js';
import { ownOf } from '../model/own.js';
import type { Target } from '../model/project/project.js';
import type { CellKey, LedgerEntry } from '../model/quantity.js';
import type { ContentMeta } from '../model/tree/nodes.js';
import { problem } from '../problems/problem.js';

/**
 * A report whose numbers all are of years before its edition though their data have that, or whose title names the year before and not
 * its own: the text of last year. `as-at` of the imprint says that it is so on purpose.
 */
export function behindEdition(
  { ledger, meta }: { readonly ledger: readonly LedgerEntry[]; readonly meta: ContentMeta },
  data: PublishedData,
  { report }: Target,
): Diagnostic[] {
  const { title, edition, imprint } = meta;
  const due = Math.min(edition, Number(imprint?.asAt?.slice(0, 4) ?? edition));
  const cells = ledger.flatMap(({ quantity }) => quantity.cells);
  const last = latest(cells.map((cell) => lastYearOf(cell, data)));
  const inTitle = latest((title.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []).map(Number));
  const used = [...new Set(cells.map(({ dataset }) => dataset))];
  return [
    ...(last > 0 && last < due && used.some((name) => reaches(due, ownOf(data, name)))
      ? [problem('report/behind.numbers', report.position, { year: last, edition })]
      : []),
    ...(inTitle === due - 1
      ? [problem('report/behind.title', report.position, { year: inTitle, edition })]
      : []),
  ];
}

/** The last year that a cell is of, by its keys or the period of its dataset; 0 where nothing says it. */
function lastYearOf({ dataset, keys }: CellKey, data: PublishedData): number {
  const { fields = [], period } = ownOf(data, dataset) ?? {};
  const own = yearsAmong(
    fields.flatMap(({ name, type }) => (isCounted(type) && keys[name] !== undefined ? [keys[name]] : [])),
  );
  return own.length > 0 ? latest(own) : Number(period?.to ?? 0);
}

/** True of a dataset whose periods come to that year. */
const reaches = (year: number, { fields = [] }: Partial<PublishedDataset> = {}): boolean =>
  fields.some(
    ({ type, categories }) =>
      isCounted(type) && latest(yearsAmong(categories.map(({ value }) => value))) >= year,
  );

const yearsAmong = (values: readonly string[]): readonly number[] =>
  values.filter((value) => /^(?:19|20)\d\d(?=$|[-/])/.test(value)).map((value) => Number(value.slice(0, 4)));

const latest = (years: readonly number[]): number => years.reduce((last, year) => Math.max(last, year), 0);
