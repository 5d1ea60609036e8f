/** How small counts of persons are kept from giving one away, and why some are printed. */
import type { BlockContent, PhrasingContent } from 'mdast';
import type { PublishedDataset } from '../../model/dataset.js';
import { isCountOf } from '../../model/few-persons.js';
import type { ProtectionPolicy } from '../../model/protection.js';
import { isNumeric } from '../../model/value.js';
import { list, paragraph, quoted, say } from './prose.js';
import type { MethodsRun } from './run.js';

/** The policy of each protected dataset that the report uses: the rule and how many counts it hides, not which of them are small. */
export function rulesOfProtection({ language, publisher, used }: MethodsRun): BlockContent[] {
  const rules = used.datasets.flatMap((dataset) =>
    dataset.protection === undefined
      ? []
      : [
          [
            ...quoted(dataset.title),
            ...say(language, 'colon'),
            ...quoted(' '),
            ...ruleOf(dataset, dataset.protection),
          ],
        ],
  );
  if (rules.length === 0) return [];
  return [
    paragraph(say(language, 'protected')),
    ...list(rules),
    paragraph(say(language, 'protected-by', { publisher })),
  ];

  function ruleOf(
    dataset: PublishedDataset,
    { threshold, level, zeros, round }: ProtectionPolicy,
  ): PhrasingContent[] {
    if (round !== undefined) return say(language, 'protected-rounded', { base: String(round) });
    const measures = dataset.fields.filter((field) => isCountOf(field, dataset));
    const values = dataset.rows.flatMap((row) => measures.map(({ name }) => row.measures[name]));
    const hidden = values.filter((value) => value?.kind === 'suppressed').length;
    const shown = values.filter((value) => value !== undefined && isNumeric(value)).length;
    return say(language, 'protected-rule', {
      least: zeros === 'sensitive' ? '0' : '1',
      most: String(threshold - 1),
      hidden,
      counts: hidden + shown,
      level,
    });
  }
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
