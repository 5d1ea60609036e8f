/** How small counts of persons are kept from giving one away, and why some are printed. */
import type { BlockContent, PhrasingContent } from 'mdast';
import type { Language } from '../../language/language.js';
import { labelOf } from '../../model/category.js';
import type { PublishedDataset } from '../../model/dataset.js';
import { isCountOf } from '../../model/few-persons.js';
import { ownOf } from '../../model/own.js';
import type { ProtectionPolicy } from '../../model/protection.js';
import { isNumeric } from '../../model/value.js';
import { list, paragraph, quoted, say } from './prose.js';
import type { MethodsRun } from './run.js';

/** The policies of the protected datasets that the report uses: each once, with how many counts it hides, not which of them are small. */
export function rulesOfProtection({ language, publisher, used }: MethodsRun): BlockContent[] {
  const groups = new Map<string, Ruled[]>();
  for (const dataset of used.datasets) {
    const { protection } = dataset;
    if (protection === undefined || dataset.disclosed) continue;
    const { threshold, level, zeros, round, singletons } = protection;
    const rule = JSON.stringify([threshold, level, zeros, round, singletons]);
    groups.set(rule, [...(groups.get(rule) ?? []), { dataset, protection }]);
  }
  if (groups.size === 0) return [];
  const items = [...groups.values()].map((ruled) => [
    ...quoted(language.labels(ruled.map(({ dataset }) => dataset.title))),
    ...say(language, 'colon'),
    ...quoted(' '),
    ...wordsOf(ruled, language),
  ]);
  const together = used.datasets.flatMap((dataset) => mergedIn(dataset, language));
  const decided = used.datasets.flatMap((dataset) => decidedIn(dataset, language));
  const hides = [...groups.values()].some(([first]) => first?.protection.round === undefined);
  return [
    paragraph(say(language, 'protected', { publisher })),
    ...list([...items, ...together]),
    ...(hides ? [paragraph(say(language, 'protected-assumed'))] : []),
    ...(decided.length === 0 ? [] : [paragraph(say(language, 'small-published')), ...list(decided)]),
  ];
}

/** Which categories of a dataset are several; those that they were are not told apart any more. */
function mergedIn(
  { title, fields, protection, disclosed }: PublishedDataset,
  language: Language,
): PhrasingContent[][] {
  if (disclosed) return [];
  const labels = (protection?.merge ?? []).flatMap(({ dimension, into }) => {
    const field = fields.find(({ name }) => name === dimension);
    return field === undefined ? [] : [labelOf(field, into)];
  });
  if (labels.length === 0) return [];
  return [
    [
      ...quoted(title),
      ...say(language, 'colon'),
      ...quoted(' '),
      ...say(language, 'protected-merged'),
      ...quoted(` ${language.labels(labels)}.`),
    ],
  ];
}

/** The small counts that are printed by somebody's decision: each with its categories, the reason and the day. */
function decidedIn(
  { title, fields, protection, disclosed }: PublishedDataset,
  language: Language,
): PhrasingContent[][] {
  if (disclosed) return [];
  return (protection?.publish ?? []).map(({ where, reason, by, date, named }) => {
    const labels = fields.flatMap((field) => {
      const category = ownOf(where, field.name);
      return category === undefined ? [] : [labelOf(field, category)];
    });
    const day = language.date(date);
    return [
      ...quoted(language.labels([title, ...labels])),
      ...say(language, 'colon'),
      ...quoted(` ${reason} (${named ? `${by}, ${day}` : day})`),
    ];
  });
}

interface Ruled {
  readonly dataset: PublishedDataset;
  readonly protection: ProtectionPolicy;
}

function wordsOf(ruled: readonly Ruled[], language: Language): PhrasingContent[] {
  const [first] = ruled;
  if (first === undefined) return [];
  const { threshold, level, zeros, round, singletons } = first.protection;
  if (round !== undefined) return say(language, 'protected-rounded', { base: String(round) });
  const counts = ruled.flatMap(({ dataset }) => {
    const measures = dataset.fields.filter((field) => isCountOf(field, dataset));
    return dataset.rows.flatMap((row) => measures.flatMap(({ name }) => row.measures[name] ?? []));
  });
  const hidden = counts.filter(({ kind }) => kind === 'suppressed').length;
  const rule = say(language, 'protected-rule', {
    least: zeros === 'sensitive' ? '0' : '1',
    most: String(threshold - 1),
    hidden,
    counts: hidden + counts.filter(isNumeric).length,
    level,
  });
  return singletons === 'protected'
    ? [...rule, ...quoted(' '), ...say(language, 'protected-singletons')]
    : rule;
}

/** Why counts of 1 to 4 persons are printed, each reason once with the datasets that it is given for. */
export function printedSmall({ language, used }: MethodsRun): BlockContent[] {
  const titles = new Map<string, string[]>();
  for (const { title, accepted = [] } of used.datasets) {
    for (const { code, reason, by, date } of accepted) {
      if (code !== 'protect/small') continue;
      const said = `${reason} (${by}, ${language.date(date)})`;
      titles.set(said, [...(titles.get(said) ?? []), title]);
    }
  }
  if (titles.size === 0) return [];
  const items = [...titles].map(([said, own]) => [
    ...quoted(language.labels(own)),
    ...say(language, 'colon'),
    ...quoted(` ${said}`),
  ]);
  return [paragraph(say(language, 'small-printed')), ...list(items)];
}
