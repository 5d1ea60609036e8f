import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { compare, exact, roundTo } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { isExact } from '../../model/quantity.js';
import { unitParts } from '../../model/unit.js';
import { faultOf } from '../../problems/problem.js';
import { baseIn, basesSaid } from '../numbers/bases.js';
import { placeholder } from '../numbers/number-words.js';
import { dimensionsOf } from '../selection/fields.js';
import type { NeighbourContext, NeighbourProblem, NeighbourRule, NumberPlace } from './place.js';
import type { Noun } from './vocabulary.js';

/** Units whose numbers print what they are: a sign of per cent, or the words "percentage points". */
const ofPercent: ReadonlySet<string> = new Set(['%', 'percentage points']);

/** `{{value}}%`: a count is no percentage, and a percentage prints its own sign. */
export const percentAfter: NeighbourRule = ({ entry, after }, { lexicon }) =>
  percentBehind(entry.text, entry.quantity.unit, after, lexicon);

/** The same of any number, such as one that its author declared. */
export function percentBehind(
  text: string,
  unit: string,
  after: string,
  { neighbours }: Lexicon,
): NeighbourProblem | undefined {
  const sign = neighbours.percent.exec(after)?.[0].trim();
  const isPercent = ofPercent.has(unit);
  if (sign === undefined || (!isPercent && neighbours.percent.test(unit))) return undefined;
  return faultOf(isPercent ? 'number/sign.after' : 'number/sign.after-count', { sign, text });
}

/** `-{{value}}`: the number has its own sign, or none. */
export const signBefore: NeighbourRule = ({ entry, before }, { lexicon }) => {
  const sign = lexicon.neighbours.signs
    .exec(before)?.[0]
    .replace(/^[\s([“"]/u, '')
    .trim();
  if (sign === undefined) return undefined;
  return faultOf('number/sign.before', { sign, text: entry.text });
};

/** "Fell by −480", "a surplus of −62,600": the words have the direction already, or the other one. */
export const signDenied: NeighbourRule = ({ entry, before }, { lexicon }) => {
  const words = /^[-−]/u.test(entry.text) ? lexicon.neighbours.sized.exec(before)?.[0].trim() : undefined;
  return words === undefined ? undefined : faultOf('number/sign.denied', { words, text: entry.text });
};

/** `{{value}} million`: ten times as much, or a million times. */
export const scaleAfter: NeighbourRule = ({ entry, after }, { lexicon }) => {
  const scale = lexicon.neighbours.scales.exec(after)?.[0].trim();
  const { unit } = entry.quantity;
  // "5 m wide" of metres, and "644 thousand euros" of a number that is counted in thousands. Millions are printed.
  const isOwn = scale !== undefined && `${unit} `.toLowerCase().startsWith(`${scale.toLowerCase()} `);
  if (scale === undefined || (isOwn && unitParts(unit).scale === undefined)) return undefined;
  return faultOf('number/sign.after-number', { scale, text: entry.text });
};

/** "62.8 per 100 prisoners" of a rate per 1,000: the base behind a rate, up to the next number that is printed, is its own. */
export const baseAfter: NeighbourRule = ({ entry, after }, { spoken, lexicon }) => {
  const own = baseIn(entry.quantity.unit);
  if (own === undefined) return undefined;
  const known = spoken.units.flatMap((unit) => baseIn(unit) ?? []);
  const [before = ''] = after.split(placeholder);
  const said = basesSaid(before, [own, ...known])[0];
  if (said === undefined) return undefined;
  const isOther = known.some(
    ({ noun }) => noun !== own.noun && noun.startsWith(said.noun) && said.noun !== '',
  );
  const isNamed = !own.noun.startsWith(said.noun) && (isOther || isOtherNoun(said.noun, own.noun, lexicon));
  if (said.number === own.number && !isNamed) return undefined;
  return faultOf('number/sign.base', { base: said.text, text: entry.text, unit: entry.quantity.unit });
};

/** True of a base that is another thing or other persons: "inhabitants" for "prisoners", and not "people" for either. */
function isOtherNoun(said: string, own: string, { units, neighbours }: Lexicon): boolean {
  const groupOf = (text: string) =>
    units.find((forms) => (text.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => forms.includes(word)));
  const [one, other] = [groupOf(said), groupOf(own)];
  const isAnybody = [one, other].some((forms) => neighbours.persons.some((noun) => forms?.includes(noun)));
  return one !== undefined && other !== undefined && one !== other && !isAnybody;
}

/** Characters that a reader takes for a part of a number: "12.34", "12 345" with a space that does not break. */
const joining = /^[.,'’·/\u00A0\u2009\u202F\u200B-\u200D\u2060]?$/u;

/** `{{value}}{{value}}`: two numbers that read as one. */
export const numberBeside: NeighbourRule = (place) => {
  const { entry, after } = place;
  const next = numberAfter(place);
  const isDigit = /^\p{N}/u.test(after) || /\p{N}$/u.test(place.before);
  if (next === undefined && !isDigit) return undefined;
  return faultOf('number/sign.right', { text: entry.text });
};

/** The text of the number that nothing but a joining character parts from this one. */
function numberAfter({ run, from }: NumberPlace): string | undefined {
  const next = run.values.find((value) => value.from > from);
  if (next === undefined || !joining.test(run.text.slice(from + placeholder.length, next.from)))
    return undefined;
  return next.node.entry.text;
}

/** `{{value}} times as many`: a number of victims is no ratio. */
export const timesAfter: NeighbourRule = ({ entry, after }, { lexicon }) => {
  const times = lexicon.neighbours.times.exec(after)?.[0].trim();
  const { unit, operation } = entry.quantity;
  if (times === undefined || unit === 'times' || operation === 'ratio' || unit.includes(' per '))
    return undefined;
  return faultOf('number/sign.makes', { times, text: entry.text, unit });
};

/** `exactly {{share}}` of what is rounded. */
export const exactlyBefore: NeighbourRule = ({ entry, before }, { lexicon }) => {
  const word = lexicon.neighbours.exactly.exec(before)?.[0].trim();
  const { value, digits, fraction, high } = entry.quantity;
  if (word === undefined || fraction !== undefined || high !== undefined || !isExact(value)) return undefined;
  if (compare(roundTo(value, digits), value) === 0) return undefined;
  return faultOf('number/rounded', { word, text: entry.text, digits: digits + 1 });
};

/** A word, or a sign of money, with what stands before it and the two characters after it. */
const nextWord = /^[\s\u00A0]+(\p{L}+|[€$£])/u;

/** Units of scaled numbers whose data have none: they may be of money, or of anything. */
const scalesAlone: ReadonlySet<string> = new Set(['thousand', 'million', 'billion']);

/** Units of what is calculated, after which any noun may stand: "twice the arrests", and signs that languages write out: "hours". */
export const calculated: ReadonlySet<string> = new Set([
  'h',
  'min',
  '%',
  'percentage points',
  'times',
  '',
  ...scalesAlone,
]);

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

/** "12% of all prisoners" of a share of visits: the noun that says of what a share is. */
export const wholeAfter: NeighbourRule = (place, { vocabulary, lexicon: { evidence, neighbours }, data }) => {
  const { quantity, text } = place.entry;
  const [cell] = quantity.cells;
  const unit = ownOf(data, cell?.dataset ?? '')?.fields.find(({ name }) => name === cell?.field)?.unit;
  if (quantity.operation !== 'share' || unit === undefined) return undefined;
  const words = [...place.after.slice(0, 80).matchAll(/\p{L}+/gu)];
  const led = words.findIndex(({ index }) => evidence.ofAll.test(`1${place.after.slice(0, index)}`));
  const noun = words
    .slice(led < 0 ? words.length : led)
    .find(({ 0: word }) => !evidence.stopWords.has(word.toLowerCase()) && !neighbours.adjectives.test(word));
  const other = noun && vocabulary.foreign(noun[0], { unit, cells: quantity.cells });
  if (noun === undefined || other === undefined) return undefined;
  if (!isWhole(noun[0], place.after.slice(noun.index + noun[0].length), other, place)) return undefined;
  return faultOf('number/noun.of', { word: noun[0], text, unit });
};

/** `{{count "visits"}} visits`: the noun is printed already. */
export const nounTwice: NeighbourRule = ({ entry, after }) => {
  const word = /^\s*(\p{L}{4,})\s+\1(?!\p{L})/iu.exec(after)?.[1];
  return word === undefined ? undefined : faultOf('number/noun.twice', { word, text: entry.text });
};

/** "86% of Kosovars were victims", where 86% of the victims were Kosovar: the part of a share right behind it, as if it were its whole. */
export const partAfter: NeighbourRule = (place, context) => {
  const { quantity, text } = place.entry;
  const { evidence } = context.lexicon;
  const named = [...place.after.slice(0, 80).matchAll(/\p{L}+/gu)].find(
    ({ 0: word, index }) =>
      !evidence.stopWords.has(word.toLowerCase()) && evidence.ofAll.test(`1${place.after.slice(0, index)}`),
  );
  if (quantity.operation !== 'share' || named === undefined) return undefined;
  const part = partNamed(place, place.from + placeholder.length + named.index, context);
  return part === undefined ? undefined : faultOf('number/noun.part', { text, part });
};

/** The category of the part of a share that words from some place on name. */
function partNamed(
  { entry: { quantity }, run }: NumberPlace,
  from: number,
  { data, names }: NeighbourContext,
): string | undefined {
  const [part, base, ...others] = quantity.cells;
  const dataset = ownOf(data, quantity.dataset);
  if (part === undefined || base === undefined || others.length > 0 || dataset === undefined)
    return undefined;
  if (part.dataset !== base.dataset) return undefined;
  const words = names.wordsIn(run);
  const first = words.findIndex((word) => word.from >= from);
  return dimensionsOf(dataset)
    .filter(({ name, total }) => total !== undefined && (base.keys[name] ?? total) === total)
    .flatMap((field) =>
      names.in(words, [first, words.length], dataset.name, field).map((named) => ({ field, named })),
    )
    .find(({ field, named }) => named.from === first && named.category.value === part.keys[field.name])?.named
    .category.label;
}

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
  const { quantity, text } = entry;
  const isKnown = !scalesAlone.has(quantity.unit);
  const noun = sign && isKnown ? vocabulary.foreign(sign, quantity) : undefined;
  if (sign === undefined || noun === undefined) return undefined;
  return faultOf('number/noun.before', { sign, text, unit: quantity.unit });
};
