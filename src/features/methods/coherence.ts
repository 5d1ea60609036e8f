/** When the figures come, and what they can be compared with. */

import type { BlockContent } from 'mdast';
import { yearOf } from '../../content/selection/fields.js';
import type { Language } from '../../language/language.js';
import type { PublishedDataset } from '../../model/dataset.js';
import { greatest } from '../../model/extremes.js';
import { statement } from './institution.js';
import { coverageOf } from './presentation.js';
import { list, paragraph, quoted, say } from './prose.js';
import type { MethodsRun } from './run.js';

/** ESMS 14: the last year of the data beside the edition. Later years are those of targets. */
export function timeliness(run: MethodsRun): BlockContent[] {
  const { language, used, edition } = run;
  const last = used.datasets
    .flatMap((dataset) => coverageOf(dataset)?.to ?? [])
    .filter((year) => year <= edition);
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
