import { type Diagnostic, type Position, shownPlace } from '../../diagnostics.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { countsPersons } from '../../model/dataset/few-persons.js';
import { hidesCells } from '../../model/dataset/protection.js';
import { isNumeric } from '../../model/dataset/value.js';
import { ownOf } from '../../model/own.js';
import type { CellKey, LedgerEntry } from '../../model/quantity.js';
import { problem } from '../../problems/problem.js';
import { valueCall } from '../numbers/call-text.js';
import type { ListedWord } from '../numbers/lint/report.js';
import { stemOf, unitForms } from '../numbers/units.js';
import { callsIn, nameOf, startOf, stringIn } from '../template/ast.js';
import type { ParsedTemplate } from '../template/parse-template.js';

/** Cells that a hint names at most. */
const mostNamed = 3;

/**
 * One error for each call in a sentence whose number is hidden to protect persons. A sentence has room for what may be
 * said, and `[c]` in it only says that there is something to hide. The hint names cells nearby that are printed.
 */
export function hiddenInSentences(ledger: readonly LedgerEntry[], data: PublishedData): Diagnostic[] {
  const seen = new Set<string>();
  return ledger.flatMap(({ place, quantity }): Diagnostic[] => {
    const { value, at, cells } = quantity;
    if (place !== 'text' || !('kind' in value) || value.kind !== 'suppressed') return [];
    const key = shownPlace(at);
    if (seen.has(key)) return [];
    seen.add(key);
    const [hidden] = cells.flatMap((cell) => hiddenCell(cell, data) ?? []);
    const calls = hidden === undefined ? [] : callsNear(hidden).slice(0, mostNamed);
    return [
      problem('protect/sentence', at, {
        words: hidden === undefined ? '' : `: ${wordsOf(hidden)}`,
        calls:
          calls.length === 0 ? '' : `name ${calls.map((call) => `\`${call}\``).join(' or ')} instead, or `,
      }),
    ];
  });
}

interface HiddenCell {
  readonly dataset: PublishedDataset;
  readonly row: Row;
  readonly measure: string;
}

function hiddenCell({ dataset: name, field, keys }: CellKey, data: PublishedData): HiddenCell | undefined {
  const dataset = ownOf(data, name);
  const row = dataset?.rows.find((each) =>
    Object.entries(keys).every(([dimension, category]) => each.keys[dimension] === category),
  );
  return dataset !== undefined && row?.measures[field]?.kind === 'suppressed'
    ? { dataset, row, measure: field }
    : undefined;
}

const wordsOf = ({ row, measure }: HiddenCell): string =>
  [`\`${measure}\``, ...Object.entries(row.keys).map(([name, category]) => `${name} \`${category}\``)].join(
    ', ',
  );

/** Calls of cells that differ in one category and are printed: totals and what the category is part of first. */
function callsNear({ dataset, row, measure }: HiddenCell): string[] {
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  const near = dataset.rows.flatMap((other) => {
    const value = other.measures[measure];
    const changed = dimensions.filter(({ name }) => other.keys[name] !== row.keys[name]);
    const [only] = changed;
    if (only === undefined || changed.length > 1 || value === undefined || !isNumeric(value)) return [];
    const category = other.keys[only.name];
    const own = only.categories.find((each) => each.value === row.keys[only.name]);
    const rank = category === only.total ? 0 : category === own?.parent ? 1 : 2;
    return [{ rank, call: valueCall(dataset, other.keys, { name: measure }) }];
  });
  return near.toSorted((a, b) => a.rank - b.rank).map(({ call }) => call);
}

interface Written {
  readonly value: number;
  /** The words behind it, or its declared unit. */
  readonly noun: string;
  readonly at: Position;
}

/**
 * Warnings for numbers of persons below the threshold that an author wrote, in words or by `literal`, into a report on a protected
 * dataset: no audit knows of them.
 */
export function smallInWords(
  templates: readonly ParsedTemplate[],
  words: readonly ListedWord[],
  data: PublishedData,
  lexicon: Lexicon,
): Diagnostic[] {
  const guarded = usedIn(templates, data);
  if (guarded.length === 0) return [];
  const told = words.flatMap(({ value, after, position }): Written[] =>
    value === undefined || after === undefined ? [] : [{ value, noun: after, at: position }],
  );
  const nouns = guarded.map((dataset) => ({ dataset, stems: stemsOf(dataset, lexicon) }));
  return [...told, ...literalsIn(templates)].flatMap(({ value, noun, at }): Diagnostic[] => {
    const found = nouns.find(
      ({ dataset: { protection }, stems }) =>
        value > 0 && value < (protection?.threshold ?? 0) && isOf(noun, stems, lexicon),
    );
    if (found === undefined) return [];
    const { name, protection } = found.dataset;
    return [problem('protect/literal', at, { name, threshold: protection?.threshold })];
  });
}

/** The datasets with hidden counts that the calls of templates name. */
function usedIn(templates: readonly ParsedTemplate[], data: PublishedData): PublishedDataset[] {
  const named = templates.flatMap(({ program }) =>
    [...callsIn(program)].map(({ params: [first] }) => stringIn(first) ?? ''),
  );
  return [...new Set(named)].flatMap((name) => {
    const dataset = ownOf(data, name);
    return dataset !== undefined && hidesCells(dataset) && !dataset.disclosed ? [dataset] : [];
  });
}

const literalsIn = (templates: readonly ParsedTemplate[]): Written[] =>
  templates.flatMap(({ program, file }) =>
    [...callsIn(program)].flatMap((call): Written[] => {
      const value = stringIn(call.params[0]) ?? '';
      const noun = stringIn(call.hash?.pairs.find(({ key }) => key === 'unit')?.value);
      if (nameOf(call) !== 'literal' || noun === undefined || !/^\d+$/u.test(value)) return [];
      return [{ value: Number(value), noun, at: startOf(call, file) }];
    }),
  );

/** What the persons of a dataset are called: by its title and its measures, or by a noun of the language for anybody. */
function stemsOf({ title, fields, ...dataset }: PublishedDataset, lexicon: Lexicon): ReadonlySet<string> {
  const { persons, roles } = lexicon.neighbours;
  const counts = fields.filter((field) => countsPersons(field, dataset));
  const units = counts.flatMap(({ unit }) => (unit === undefined ? [] : [unit]));
  const nouns = [...units, ...persons, ...roles.flat()].flatMap((noun) => unitForms(noun, lexicon));
  const heads = [title, ...counts.map((field) => field.title)].flatMap((text) =>
    plainWords(text).slice(0, 1),
  );
  return new Set([...nouns, ...heads].map((word) => stemOf(word.toLowerCase(), lexicon.neighbours.endings)));
}

/** Whether words begin with one of these nouns, behind one word more at most. */
function isOf(text: string, stems: ReadonlySet<string>, lexicon: Lexicon): boolean {
  const { between, stops } = lexicon.numberWords;
  const rest = text.replace(new RegExp(`^[\\s-]+${between}`, 'iu'), '');
  const [first = '', second = ''] = plainWords(rest).map((word) => word.toLowerCase());
  const isNoun = (word: string): boolean => {
    const own = stemOf(word, lexicon.neighbours.endings);
    // "klientë" loses a letter more than "klientët".
    return own.length > 3
      ? [...stems].some((stem) => isNear(own, stem) || isNear(stem, own))
      : stems.has(own);
  };
  return isNoun(first) || (!stops.has(first) && isNoun(second));
}

const isNear = (long: string, short: string): boolean =>
  long.startsWith(short) && short.length >= 4 && long.length - short.length <= 1;

const plainWords = (text: string): string[] => text.split(/[.,;:!?()]/u)[0]?.match(/\p{L}[\p{L}-]*/gu) ?? [];
