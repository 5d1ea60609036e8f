/** What the figures are: datasets, units, periods. */

import type { BlockContent } from 'mdast';
import { measuresOf, yearOf } from '../../content/selection/fields.js';
import type { Language } from '../../language/language.js';
import { greatest, least } from '../../model/chart/extremes.js';
import type { CountStatus, PublishedDataset } from '../../model/dataset/dataset.js';
import { listAt } from '../../model/group-by.js';
import { list, paragraph, quoted, say, strong, table, type Words } from './prose.js';
import type { MethodsRun } from './run.js';

/**
 * ESMS 3: each dataset that the report uses, what it counts, and who says so. Years that are asked for with them stand
 * in the same table.
 */
export function sources(run: MethodsRun): BlockContent[] {
  const { language, about, used } = run;
  const withYears = yearsInTable(run);
  const columns = ['dataset', 'counts', ...(withYears ? (['years'] as const) : []), 'source'] as const;
  const head = columns.map((name) => say(language, `column.${name}`));
  const rows = used.datasets.map((dataset) => [
    quoted(dataset.title),
    quoted(definitionOf(dataset)),
    ...(withYears ? [quoted(yearsOf(dataset, language) ?? '')] : []),
    quoted(
      dataset.sources.length === 0
        ? language.message('content.methods.no-source')
        : dataset.sources.map(({ title }) => title).join('; '),
    ),
  ]);
  const description = about?.description;
  return [...(description === undefined ? [] : [paragraph(quoted(description))]), ...table(head, rows)];
}

/** What one count is, as its makers define it; else what they say of the dataset, or what its measures are called. */
function definitionOf(dataset: PublishedDataset): string {
  const definition = dataset.counts?.definition;
  if (typeof definition === 'string') return definition;
  if (definition !== undefined) return statusesOf(definition);
  const measures = measuresOf(dataset).map(({ title }) => title);
  return dataset.description ?? measures.join('; ');
}

const statusesOf = (texts: Readonly<Partial<Record<CountStatus, string>>>): string =>
  Object.values(texts).join(' ');

/** ESMS 4: the datasets by the units of their measures. */
export function units({ language, used }: MethodsRun): BlockContent[] {
  const byUnit = grouped(used.datasets, (dataset) =>
    measuresOf(dataset).flatMap(({ unit }) => (unit === undefined ? [] : [unit])),
  );
  return list(byUnit.map(([unit, titles]) => entry(unit, titles, language.message('content.methods.colon'))));
}

/** ESMS 5: the datasets by the years that they cover. */
export function period(run: MethodsRun): BlockContent[] {
  const { language, used } = run;
  if (yearsInTable(run)) return [];
  const byPeriod = grouped(used.datasets, (dataset) => yearsOf(dataset, language) ?? []);
  return list(
    byPeriod.map(([years, titles]) => entry(years, titles, language.message('content.methods.colon'))),
  );
}

const yearsInTable = ({ block: { only } }: MethodsRun): boolean =>
  only.includes('sources') && only.includes('period');

/** "2009–2014", or "2009" alone. */
function yearsOf(dataset: PublishedDataset, language: Language): string | undefined {
  const { from, to } = coverageOf(dataset) ?? {};
  if (from === undefined || to === undefined) return undefined;
  return from === to ? `${from}` : language.message('content.period', { from: `${from}`, to: `${to}` });
}

/** The first and last year of a dataset; undefined where nothing says so. */
export function coverageOf(dataset: PublishedDataset): PublishedDataset['period'] {
  const year = yearOf(dataset);
  if (year === undefined) return dataset.period;
  const years = year.categories
    .map(({ value }) => value)
    .filter((value) => value !== year.total)
    .map(Number);
  return years.length === 0 ? undefined : { from: least(years), to: greatest(years) };
}

function entry(name: string, titles: readonly string[], colon: string): Words {
  return [strong(quoted(name)), ...quoted(colon), ...quoted(` ${titles.join('; ')}`)];
}

/** Titles of datasets by what each of them has, in order of appearance. */
function grouped(
  datasets: readonly PublishedDataset[],
  keysOf: (dataset: PublishedDataset) => string | readonly string[],
): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const dataset of datasets)
    for (const key of new Set([keysOf(dataset)].flat())) listAt(groups, key).push(dataset.title);
  return [...groups];
}
