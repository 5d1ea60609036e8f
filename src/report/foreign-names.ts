import { isSameLanguage } from '../language/language-tag.js';
import type { Dataset, PublishedData } from '../model/dataset.js';
import { ownOf } from '../model/own.js';
import type { LedgerEntry } from '../model/quantity.js';

/**
 * The titles and labels that a report in `own` may print in another language, each with its BCP 47 tag, of the datasets that its
 * numbers are of. A text that another of these datasets has without a language, or in another one, is left out: it tells nothing.
 */
export function foreignNames(
  ledger: readonly LedgerEntry[],
  data: PublishedData,
  own: string,
): Readonly<Record<string, string>> | undefined {
  const names = new Set(
    ledger.flatMap(({ quantity: { dataset, cells } }) => [dataset, ...cells.map((cell) => cell.dataset)]),
  );
  const datasets = [...names].flatMap((name) => ownOf(data, name) ?? []);
  const tags = new Map<string, Set<string>>();
  for (const dataset of datasets) {
    const { languages = {} } = dataset;
    for (const text of new Set([...Object.keys(languages), ...textsOf(dataset)])) {
      tags.set(text, (tags.get(text) ?? new Set()).add(ownOf(languages, text) ?? own));
    }
  }
  const foreign = [...tags].flatMap(([text, [tag = own, ...others]]) =>
    others.length > 0 || isSameLanguage(tag, own) ? [] : [[text, tag] as const],
  );
  return foreign.length === 0 ? undefined : Object.fromEntries(foreign);
}

const textsOf = ({ title, fields }: Dataset): string[] => [
  title,
  ...fields.flatMap((field) => [field.title, ...field.categories.map(({ label }) => label)]),
];
