import { roundScaled } from '../../model/exact.js';
import { isExact } from '../../model/quantity.js';
import { faultOf, phrase } from '../../problems/problem.js';
import { placeholder } from '../numbers/read-numerals.js';
import type { NeighbourRule, NumberPlace } from './place.js';

/** Units whose numbers print what they are: a sign of per cent, or the words "percentage points". */
const ofPercent: ReadonlySet<string> = new Set(['%', 'percentage points']);

/** `{{value}}%`: a count is no percentage, and a percentage prints its own sign. */
export const percentAfter: NeighbourRule = ({ entry, after }, { lexicon }) => {
  const sign = lexicon.neighbours.percent.exec(after)?.[0].trim();
  const { unit } = entry.quantity;
  if (sign === undefined || (!ofPercent.has(unit) && lexicon.neighbours.percent.test(unit))) return undefined;
  const isPercent = ofPercent.has(unit);
  return faultOf(
    'number/sign.after',
    {
      sign,
      text: entry.text,
      theNumber: isPercent ? 'the number alone' : 'words that say what it counts',
    },
    { hint: isPercent ? phrase('number/sign.number', { sign }) : phrase('number/sign.percentage') },
  );
};

/** `-{{value}}`: the number has its own sign, or none. */
export const signBefore: NeighbourRule = ({ entry, before }, { lexicon }) => {
  const sign = lexicon.neighbours.signs
    .exec(before)?.[0]
    .replace(/^[\s([“"]/u, '')
    .trim();
  if (sign === undefined) return undefined;
  return faultOf('number/sign.before', { sign, text: entry.text });
};

/** `{{value}} million`: ten times as much, or a million times. */
export const scaleAfter: NeighbourRule = ({ entry, after }, { lexicon }) => {
  const scale = lexicon.neighbours.scales.exec(after)?.[0].trim();
  // "5 m wide" of metres.
  if (scale === undefined || entry.quantity.unit.toLowerCase() === scale.toLowerCase()) return undefined;
  return faultOf('number/sign.after-number', { scale, text: entry.text });
};

/** Characters that a reader takes for a part of a number: "12.34", "12 345" with a space that does not break. */
const joining = /^[.,'’·/\u00A0\u2009\u202F\u200B-\u200D\u2060]?$/u;

/** `{{value}}{{value}}`: two numbers that read as one. */
export const numberBeside: NeighbourRule = (place) => {
  const { entry, after } = place;
  const next = numberAfter(place);
  const isDigit = /^\p{N}/u.test(after) || /\p{N}$/u.test(place.before);
  if (next === undefined && !isDigit) return undefined;
  return faultOf('number/sign.right', { next: next ?? 'typed', text: entry.text });
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
  const scale = 10n ** BigInt(digits);
  if (roundScaled(value, digits) * value.denominator === value.numerator * scale) return undefined;
  return faultOf('number/rounded', { word, text: entry.text, digits: digits + 1 });
};
