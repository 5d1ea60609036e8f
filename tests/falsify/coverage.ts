import type { PublishedData } from '../../src/model/dataset/dataset.js';
import { type FalsifyList, sentencesNamed } from './list.js';
import type { PageSentence } from './page-sentences.js';

/** What a list and a page do not know of each other. */
export interface Coverage {
  /** Sentences of the list that the page does not have. */
  readonly stale: readonly string[];
  /** Sentences with a number, a measure or a category that the list does not have. */
  readonly unlisted: readonly PageSentence[];
  /** How many sentences are named as those that nothing falsifies. */
  readonly unfalsifiable: number;
  /** How many have no number, measure or category, and stand in no list. */
  readonly silent: number;
}

/** Holds a list against the page, both ways. */
export function coverageOf(
  { falsified, unfalsifiable }: FalsifyList,
  sentences: readonly PageSentence[],
  data: PublishedData,
): Coverage {
  const listed = new Set<PageSentence>();
  const apart = new Set<PageSentence>();
  const stale: string[] = [];
  const name = (into: Set<PageSentence>, entry: { readonly in: string; readonly says: string }): void => {
    const found = sentencesNamed(entry, sentences);
    if (found.length === 0) stale.push(`${entry.in}: ${entry.says}`);
    for (const sentence of found) into.add(sentence);
  };
  for (const entry of falsified) name(listed, entry);
  for (const { in: section, says } of unfalsifiable)
    if (says !== 'all else') for (const each of says) name(apart, { in: section, says: each });
  for (const { in: section, says } of unfalsifiable) {
    if (says !== 'all else') continue;
    const rest = sentences.filter(
      (each) => each.section === section && !listed.has(each) && !apart.has(each),
    );
    if (rest.length === 0) stale.push(`${section}: all else`);
    for (const sentence of rest) apart.add(sentence);
  }
  const asserts = assertion(data);
  const open = sentences.filter((each) => !listed.has(each) && !apart.has(each));
  const unlisted = open.filter(({ text }) => asserts(text));
  return { stale, unlisted, unfalsifiable: apart.size, silent: open.length - unlisted.length };
}

const words =
  'no none one two three four five six seven eight nine ten twice double doubled half third quarter most few every each all only ' +
  'more less fewer rose fell grew increase increased decrease decreased higher highest lower lowest larger largest smaller';

/** True for a text with a numeral, a number in words, a quantifier, a trend, a measure, or a category of the package. */
function assertion(data: PublishedData): (text: string) => boolean {
  const fields = Object.values(data).flatMap((dataset) => dataset.fields);
  const measures = fields.flatMap(({ role, title, unit = '' }) => (role === 'measure' ? [title, unit] : []));
  // "Other" and "total" are words of every language before they are categories.
  const categories = fields.flatMap((field) =>
    field.categories.flatMap(({ value, label }) =>
      value === 'other' || value === field.total ? [] : [label],
    ),
  );
  const names = [...measures, ...categories].filter((name) => /^\p{L}[\p{L} -]*$/u.test(name));
  const pattern = new RegExp(`\\d|\\b(?:${[...names, ...words.split(' ')].join('|')})\\b`, 'iu');
  return (text) => pattern.test(text);
}
