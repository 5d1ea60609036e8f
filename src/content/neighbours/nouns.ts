import { compare, exact } from '../../model/exact.js';
import { isExact } from '../../model/quantity.js';
import { faultOf } from '../../problems/problem.js';
import type { NeighbourRule, NumberPlace } from './place.js';
import type { Noun } from './vocabulary.js';

/** A word, or a sign of money, with what stands before it and the two characters after it. */
const nextWord = /^[\s\u00A0]+(\p{L}+|[€$£])/u;

/** Units of what is calculated, after which any noun may stand: "twice the arrests". */
export const calculated: ReadonlySet<string> = new Set(['%', 'percentage points', 'times', '']);

/** "88 arrests" where the cell counts victims: only a noun of another measure, right after the number or one adjective. */
export const nounAfter: NeighbourRule = (place, { vocabulary, lexicon }) => {
  const { quantity, text } = place.entry;
  if (calculated.has(quantity.unit)) return undefined;
  const first = nextWord.exec(place.after);
  if (first === null) return undefined;
  const word = first[1] ?? '';
  const rest = place.after.slice(first[0].length);
  const second = lexicon.neighbours.adjectives.test(word) ? nextWord.exec(rest) : null;
  const candidates = [
    { word, rest },
    ...(second === null ? [] : [{ word: second[1] ?? '', rest: rest.slice(second[0].length) }]),
  ];
  for (const each of candidates) {
    const noun = vocabulary.foreign(each.word, quantity);
    if (noun === undefined || !isWhole(each.word, each.rest, noun, place)) continue;
    return faultOf('number/noun.after', { word: each.word, text, unit: quantity.unit, nounUnit: noun.unit });
  }
  return undefined;
};

/** "66 arrest warrants" and "66 victims' families" count neither arrests nor victims. */
function isWhole(word: string, rest: string, { forms, isAmount }: Noun, { entry }: NumberPlace): boolean {
  if (/^(?:['’](?!\s*s?\b\s*$)|-\p{L})/u.test(rest)) return false;
  if (isAmount || !/^[\s\u00A0]+\p{L}/u.test(rest)) return true;
  const { value } = entry.quantity;
  const isOne = isExact(value) && compare(value, exact(1)) === 0;
  return isOne || !isSingular(word.toLowerCase(), forms);
}

/** True for the form that another one goes on from: "arrest" beside "arrests", "person" beside "people". */
const isSingular = (word: string, forms: readonly string[]): boolean =>
  forms.length > 1 &&
  (forms.includes(`${word}s`) || forms.includes(`${word}es`) || (forms[0] === word && !word.endsWith('s')));

/** `€{{value}}` of persons. */
export const moneyBefore: NeighbourRule = ({ entry, before }, { vocabulary }) => {
  const sign = /[€$£](?=[\s\u00A0]?$)/u.exec(before)?.[0];
  const noun = sign === undefined ? undefined : vocabulary.foreign(sign, entry.quantity);
  if (sign === undefined || noun === undefined) return undefined;
  return faultOf('number/noun.before', { sign, text: entry.text, unit: entry.quantity.unit });
};
