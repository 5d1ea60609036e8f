import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { faultOf } from '../../problems/problem.js';
import { factsName } from '../helpers/fact.js';
import { placeholder } from '../numbers/number-words.js';
import { sentenceBounds } from '../numbers/sentence.js';
import { stemOf } from '../numbers/units.js';
import type { NeighbourRule } from './place.js';

/** Words shorter than this name no body. */
const shortest = 4;

/** "The Ministry registered 42" where 42 is the count of the coalition: who counts is the source of another dataset. */
export const countedBy: NeighbourRule = ({ entry, run, from: at }, { data, lexicon, title }) => {
  const names = new Set(entry.quantity.cells.map(({ dataset }) => dataset));
  const own = [...names].flatMap((name) => ownOf(data, name) ?? []);
  if (own.length === 0 || names.has(factsName)) return undefined;
  const [start, end] = sentenceBounds(run.text, at, lexicon.statements.abbreviations);
  const who = teller(run.text.slice(start, end), at - start, lexicon);
  if (who === undefined) return undefined;
  const said = wordsOf(who, lexicon);
  const known = wordsOf([title, ...own.map(saidOf)].join(' '), lexicon);
  // The police whose cases the coalition counts are told of by both.
  if (said.some((word) => hasForm(known, word))) return undefined;
  const others = Object.values(data).filter(({ name }) => !names.has(name));
  const isOther = others.some(({ sources }) =>
    sources.some((source) => wordsOf(source.title, lexicon).some((word) => hasForm(said, word))),
  );
  if (!isOther) return undefined;
  const source = own.flatMap(({ sources }) => sources.map((each) => each.title)).join(', ');
  return faultOf('number/counted-by', { text: entry.text, who: who.trim(), source });
};

/** Who is said to have counted the number at a place of a sentence. */
function teller(sentence: string, at: number, { neighbours }: Lexicon): string | undefined {
  const told = [...sentence.matchAll(neighbours.countedBy)].find(
    ({ 0: words, index }) => index + words.indexOf(placeholder) === at,
  );
  return told?.slice(1).find((group) => group !== undefined);
}

/** All that a dataset says of itself. */
const saidOf = ({ title, description = '', counts, sources, fields }: PublishedDataset): string =>
  [
    title,
    description,
    JSON.stringify(counts ?? ''),
    ...sources.map((source) => source.title),
    ...fields.flatMap(({ categories }) => categories.map(({ label }) => label)),
  ].join(' ');

const wordsOf = (text: string, { neighbours }: Lexicon): string[] =>
  (text.toLowerCase().match(/\p{L}+/gu) ?? [])
    .filter((word) => word.length >= shortest)
    .map((word) => stemOf(word, neighbours.endings));

/** Of long words one form may be the beginning of another: "policia" and "policisë". */
const hasForm = (words: readonly string[], word: string): boolean =>
  words.some(
    (each) =>
      each === word ||
      (Math.min(each.length, word.length) > shortest && (each.startsWith(word) || word.startsWith(each))),
  );
