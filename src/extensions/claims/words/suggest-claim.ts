import type { PlacedWord } from '../../../content/extension.js';
import type { Meaning } from '../../../content/numbers/subjects.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { kindNamed } from '../kinds.js';
import { eachYearKind, likewiseKind } from './find-words.js';

/** Words of a kind of their own, with the claim that most often tests them. */
const usual: Readonly<Record<string, string>> = {
  all: 'at-least-share',
  half: 'at-least-share',
  [eachYearKind]: 'increasing',
  [likewiseKind]: '...',
  graded: 'higher-than',
  extreme: 'highest',
  fraction: 'at-least-share',
};

const limits: Readonly<Record<string, string>> = {
  'at-least-share': ' share=...',
  'at-most-share': ' share=...',
  'stable-within': ' share=...',
  'at-least-times': ' times=...',
  'about-times': ' times=... share=...',
  rises: ' times=...',
  falls: ' times=...',
  recorded: ' times=...',
  rank: ' rank=...',
  'count-rows': ' times=...',
  'every-row': ' has="..."',
};

/** The opening of the claim that would test a word, with what its sentence names; dots stand for what the author knows. */
export function suggestClaim(word: PlacedWord, data: PublishedData): string {
  const { name, dataset, named } = claimFor(word, data);
  return `{{#claim "${name}" "${dataset}"${named}}}`;
}

/** The same as an entry under the `claims` of a description, whose dataset it is about. */
export function suggestEntry(word: PlacedWord, data: PublishedData): string {
  const { name, named } = claimFor(word, data);
  const keys = named.replace(/ ([^\s=]+)=("[^"]*"|\S+)/gu, ', $1: $2');
  return `{words: "${word.text.replace(/\s+/gu, ' ')}", kind: ${name}${keys}}`;
}

function claimFor({ kind, about, nearby }: PlacedWord, data: PublishedData) {
  const name = usual[kind] ?? kind;
  const dataset = datasetFor(about, nearby, data);
  const shape = kindNamed(name)?.shape;
  const own = about.filter((meaning) => meaning.dataset === dataset);
  const categories = new Map(
    own.flatMap(({ dimension, category, isYear }) =>
      isYear === true || dimension === undefined ? [] : [[dimension, category ?? '']],
    ),
  );
  const years = [
    ...new Set(own.flatMap(({ category, isYear }) => (isYear === true ? [category ?? ''] : []))),
  ].sort();
  const filters = [...categories].map(([dimension, category]) => ` ${dimension}="${category}"`).join('');
  const named = `${filters}${timesOf(shape, years)}${limits[name] ?? ''}${shape === 'pair' ? ' than=...' : ''}`;
  return { name, dataset: dataset ?? '...', named };
}

function timesOf(shape: string | undefined, years: readonly string[]): string {
  const [first, last] = [years[0], years.at(-1)];
  if (shape === 'series' || shape === 'change') {
    return first === undefined || first === last ? ' from=... to=...' : ` from=${first} to=${last}`;
  }
  if (first === undefined) return '';
  return first === last ? ` year=${first}` : ` from=${first} to=${last}`;
}

/** The dataset that most of the names in the sentence belong to, the nearest among equals. */
function datasetFor(
  about: readonly Meaning[],
  nearby: readonly string[],
  data: PublishedData,
): string | undefined {
  const counts = new Map<string, number>();
  for (const { dataset, dimension } of about) {
    counts.set(dataset, (counts.get(dataset) ?? 0) + (dimension === undefined ? 1 : 2));
  }
  const names = [...new Set([...nearby, ...counts.keys()])].filter((name) => Object.hasOwn(data, name));
  const score = (name: string): number =>
    (counts.get(name) ?? 0) + (nearby[0] === name ? 2 : nearby.includes(name) ? 1 : 0);
  return names.sort((a, b) => score(b) - score(a))[0];
}
