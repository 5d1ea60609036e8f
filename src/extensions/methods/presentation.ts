import type { BlockContent, PhrasingContent } from 'mdast';
import {
  furniture,
  list,
  paragraph,
  quoted,
  strong,
  table,
  type Words,
} from '../../content/markdown/prose.js';
import { measuresOf, yearOf } from '../../content/selection/fields.js';
import type { Language } from '../../language/language.js';
import { aloneOf } from '../../language/nouns.js';
import { greatest, least } from '../../model/chart/extremes.js';
import type { CountStatus, PublishedDataset } from '../../model/dataset/dataset.js';
import { listAt } from '../../model/group-by.js';
import type { MethodSubject } from '../../model/project/about.js';
import { type MethodsRun, say } from './run.js';

/** What the figures are: datasets, units, periods. */

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
  // A table in a PDF has no cell without text.
  return dataset.description ?? (measures.length === 0 ? '–' : measures.join('; '));
}

const statusesOf = (texts: Readonly<Partial<Record<CountStatus, string>>>): string =>
  Object.values(texts).join(' ');

/** ESMS 4: the datasets by the units of their measures. */
export function units({ language, used }: MethodsRun): BlockContent[] {
  const byUnit = grouped(used.datasets, (dataset) =>
    measuresOf(dataset).flatMap(({ unit }) => (unit === undefined ? [] : [unit])),
  );
  return list(
    byUnit.map(([unit, titles]) =>
      entry(aloneOf(unit, language), titles, language.message('content.methods.colon')),
    ),
  );
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
function coverageOf(dataset: PublishedDataset): PublishedDataset['period'] {
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

/** Who answers for the figures: contact, mandate, release. */

/** What the data package says on a subject in its own words. */
export function statement({ about }: MethodsRun, subject: MethodSubject): BlockContent[] {
  const text = about?.statements[subject];
  return text === undefined ? [] : [paragraph(quoted(text))];
}

/** ESMS 1: the publisher of the report, then whoever the data package names. */
export function contact(run: MethodsRun): BlockContent[] {
  const { language, publisher, about } = run;
  const sentence = language.message('content.methods.publisher', { publisher });
  return [
    paragraph(quoted(sentence)),
    ...list((about?.contributors ?? []).map((each) => nameOf(each, language))),
    ...statement(run, 'contact'),
  ];
}

type Contributor = NonNullable<MethodsRun['about']>['contributors'][number];

function nameOf({ name, organisation, email }: Contributor, language: Language): PhrasingContent[] {
  const names = language.labels([name, organisation].filter((part) => part !== undefined));
  if (email === undefined) return quoted(names);
  const address: PhrasingContent = { type: 'link', url: `mailto:${email}`, children: quoted(email) };
  return [...quoted(names), ...furniture(language.message('document.between-labels')), address];
}

/** ESMS 6. */
export const mandate = (run: MethodsRun): BlockContent[] => statement(run, 'mandate');

/** ESMS 8: which edition this is, and which one it is compared with. */
export function release(run: MethodsRun): BlockContent[] {
  const { language, edition, editions } = run;
  const previous = editions?.previous;
  const text =
    previous === undefined
      ? language.message('content.methods.edition', { year: String(edition) })
      : language.message('content.methods.edition-after', {
          year: String(edition),
          previous: String(previous.edition),
        });
  return [paragraph(quoted(text)), ...statement(run, 'release')];
}

/** ESMS 14: the last year of the data beside the edition. Later years, of targets, stand beside figures up to the edition. */
export function timeliness(run: MethodsRun): BlockContent[] {
  const { language, used, edition } = run;
  const last = used.datasets
    .flatMap((dataset) => coverageOf(dataset) ?? [])
    .filter(({ from }) => from <= edition)
    .map(({ to }) => Math.min(to, edition));
  const values = { last: String(greatest(last)), year: String(edition) };
  return [
    ...(last.length === 0 ? [] : [paragraph(quoted(language.message('content.methods.latest', values)))]),
    ...statement(run, 'timeliness'),
  ];
}

/** ESMS 15: what was checked to agree, what dates a count, where series break. */
export function comparability(run: MethodsRun): BlockContent[] {
  const { language, used, about, data } = run;
  const isUsed = (name: string): boolean => used.datasets.some((dataset) => dataset.name === name);
  const pairs = (about?.equals ?? []).filter((pair) => pair.every(isUsed));
  const titles = pairs.map((pair) => quoted(pair.map((name) => data[name]?.title ?? name).join('; ')));
  const dated = used.datasets.flatMap((dataset) => datingOf(dataset));
  const breaks = used.datasets.flatMap((dataset) => breaksIn(dataset, language));
  const part = (id: 'equals' | 'dated' | 'breaks', items: ReturnType<typeof quoted>[]): BlockContent[] =>
    items.length === 0 ? [] : [paragraph(say(language, id)), ...list(items)];
  return [
    ...part('equals', titles),
    ...part('dated', dated.map(quoted)),
    ...part('breaks', breaks.map(quoted)),
    ...statement(run, 'comparability'),
  ];
}

/** "Victims: identification". */
function datingOf({ title, counts }: PublishedDataset): string[] {
  const { dated } = counts ?? {};
  if (dated === undefined) return [];
  return [`${title}: ${typeof dated === 'string' ? dated : [...new Set(Object.values(dated))].join('; ')}`];
}

/** "Victims: 2013", for each year that was counted anew. */
function breaksIn(dataset: PublishedDataset, language: Language): string[] {
  const year = yearOf(dataset);
  if (year === undefined) return [];
  const broken = dataset.rows.filter(({ marks = {} }) =>
    Object.values(marks).some((own) => own.includes('b')),
  );
  const years = new Set(broken.flatMap(({ keys }) => keys[year.name] ?? []));
  return years.size === 0 ? [] : [`${dataset.title}: ${language.labels([...years])}`];
}

/** What was done to the figures: rounding and formulas. */

/** ESMS 18: how a number becomes the one that is printed. */
export function rounding({ language, used }: MethodsRun): BlockContent[] {
  const shares = used.operations.has('share') ? say(language, 'rounding-shares') : [];
  const byVega = used.operations.has('vega') ? say(language, 'rounding-vega') : [];
  return [paragraph(say(language, 'rounding'), byVega, shares)];
}

/** ESMS 18: the formula of every operation by which a number of this report came about. */
export function formulas({ language, operations, used }: MethodsRun): BlockContent[] {
  const head = (['figure', 'formula', 'decimals'] as const).map((name) => say(language, `column.${name}`));
  const rows = [...used.operations].flatMap((name) => {
    const { explained, digits } = operations[name];
    if (explained === undefined) return [];
    return [
      [
        furniture(language.message(explained.name)),
        furniture(language.message(explained.formula)),
        digits === undefined ? say(language, 'decimals-of-data') : furniture(`${digits}`),
      ],
    ];
  });
  return rows.length === 0 ? [] : [paragraph(say(language, 'formulas')), ...table(head, rows)];
}
