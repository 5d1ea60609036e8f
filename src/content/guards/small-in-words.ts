import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { isCountOf } from '../../model/dataset/few-persons.js';
import { hidesCells } from '../../model/dataset/protection.js';
import { ownOf } from '../../model/own.js';
import { problem } from '../../problems/problem.js';
import type { ListedWord } from '../numbers/lint/report.js';
import { stemOf, unitForms } from '../numbers/units.js';
import { callsIn, nameOf, startOf, stringIn } from '../template/ast.js';
import type { ParsedTemplate } from '../template/parse-template.js';

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
  const counts = fields.filter((field) => isCountOf(field, dataset));
  const units = counts.flatMap(({ unit }) => (unit === undefined ? [] : [unit]));
  const nouns = [...units, ...persons, ...roles.flat()].flatMap((noun) => unitForms(noun, lexicon));
  const heads = [title, ...counts.map((field) => field.title)].flatMap((text) => wordsOf(text).slice(0, 1));
  return new Set([...nouns, ...heads].map((word) => stemOf(word.toLowerCase(), lexicon.neighbours.endings)));
}

/** Whether words begin with one of these nouns, behind one word more at most. */
function isOf(text: string, stems: ReadonlySet<string>, lexicon: Lexicon): boolean {
  const { between, stops } = lexicon.numberWords;
  const rest = text.replace(new RegExp(`^[\\s-]+${between}`, 'iu'), '');
  const [first = '', second = ''] = wordsOf(rest).map((word) => word.toLowerCase());
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

const wordsOf = (text: string): string[] => text.split(/[.,;:!?()]/u)[0]?.match(/\p{L}[\p{L}-]*/gu) ?? [];
