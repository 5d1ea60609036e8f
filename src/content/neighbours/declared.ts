import type { Diagnostic, Position } from '../../diagnostics.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { isNumeric, toExact } from '../../model/dataset/value.js';
import { compare, type Exact, toNumber, toPlainText } from '../../model/exact.js';
import type { Literal } from '../../model/tree/literal.js';
import { problem } from '../../problems/problem.js';
import { valueCall } from '../numbers/call-text.js';
import { placeholder } from '../numbers/number-words.js';
import { sentenceBounds } from '../numbers/sentence.js';
import type { TextRun } from '../numbers/text-runs.js';
import { unitForms } from '../numbers/units.js';
import type { NeighbourContext } from './place.js';
import { percentBehind } from './right-beside.js';

/** A cell that a sentence may mean, and what stands in it. */
interface Meant {
  /** The call that prints it. */
  readonly call: string;
  readonly value: Exact;
  readonly unit: string;
}

/**
 * "In 2014 the police identified 54 victims", where 54 is declared with `literal` and the data have 42. The sentence
 * has no other number, names one cell alone, and says nothing that the dataset does not say of itself.
 */
export function checkDeclared(
  runs: readonly TextRun[],
  context: NeighbourContext,
  isFreed: (place: Position) => boolean,
): Diagnostic[] {
  return runs.flatMap((run) =>
    run.declared.flatMap(({ literal, from }) => {
      const { number } = literal ?? {};
      if (literal === undefined || number === undefined || isFreed(literal.at)) return [];
      const sign = percentBehind(literal.text, literal.unit, run.text.slice(from + 1), context.lexicon);
      if (sign !== undefined) return [{ severity: 'error', position: literal.at, ...sign }];
      const [meant, ...others] = meantBy(literal, from, run, context);
      const isOther = meant !== undefined && others.length === 0 && !isSame(meant.value, number);
      return isOther ? [contradicted(literal, meant)] : [];
    }),
  );
}

function meantBy({ unit }: Literal, at: number, run: TextRun, context: NeighbourContext): Meant[] {
  const { data, lexicon, vocabulary } = context;
  const bounds = sentenceBounds(run.text, at, lexicon.statements.abbreviations);
  const sentence = run.text.slice(...bounds);
  if (sentence.split(placeholder).length !== 2) return [];
  const forms = unitForms(unit, lexicon);
  return Object.values(data).flatMap((dataset) => {
    const keys = keysIn(sentence, bounds, run, dataset, context);
    const row =
      keys &&
      dataset.rows.find((each) => Object.entries(keys).every(([name, key]) => each.keys[name] === key));
    return dataset.fields.flatMap((field): Meant[] => {
      const value = row?.measures[field.name];
      const isCounted =
        field.unit !== undefined && unitForms(field.unit, lexicon).some((form) => forms.includes(form));
      if (keys === undefined || value === undefined || !isNumeric(value) || !isCounted) return [];
      const isAll = vocabulary.saysOnly(sentence, dataset.name, context.title);
      return isAll
        ? [{ call: valueCall(dataset, keys, field), value: toExact(value), unit: field.unit ?? '' }]
        : [];
    });
  });
}

/** The one year and the one category of each dimension that a sentence names, or else its total; undefined where it names several. */
function keysIn(
  sentence: string,
  [start, end]: readonly [number, number],
  run: TextRun,
  { name: dataset, fields }: PublishedDataset,
  { names }: NeighbourContext,
): Record<string, string> | undefined {
  const all = names.wordsIn(run);
  const words = all.filter(({ from }) => start <= from && from < end);
  const years = [...new Set(sentence.match(/(?<!\d)[12]\d{3}(?!\d)/g))];
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const timed = dimensions.some(({ type }) => type === 'year');
  if (!timed && years.length > 0) return undefined;
  const keys = dimensions.map((field): [string, string | undefined] => {
    const named =
      field.type === 'year'
        ? years
        : names.in(words, [0, words.length], dataset, field).map(({ category }) => category.value);
    const [first = field.total, ...others] = new Set(named);
    return [field.name, others.length === 0 ? first : undefined];
  });
  const known = keys.flatMap(([name, key]): [string, string][] => (key === undefined ? [] : [[name, key]]));
  return known.length === keys.length ? Object.fromEntries(known) : undefined;
}

/** "About 40" of 42 is no other number. */
function isSame(value: Exact, number: Exact): boolean {
  if (compare(value, number) === 0) return true;
  const typed = toPlainText(number);
  const tens = 10 ** (/0*$/.exec(typed)?.[0].length ?? 0);
  return tens > 1 && Math.round(toNumber(value) / tens) * tens === Number(typed);
}

const contradicted = ({ text, at }: Literal, { call, value, unit }: Meant): Diagnostic =>
  problem('number/declared', at, { text, value: toPlainText(value), unit, call });
