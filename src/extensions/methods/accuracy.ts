/** How far the figures can be relied on: what is hidden, missing, questioned, or too small. */

import type { BlockContent, PhrasingContent } from 'mdast';
import { furniture, list, paragraph, quoted, table } from '../../content/markdown/prose.js';
import { measuresOf } from '../../content/selection/fields.js';
import type { Language } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import { labelOf } from '../../model/dataset/category.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { countsPersons, printsSmall } from '../../model/dataset/few-persons.js';
import { bracketed, missingLetterOf } from '../../model/dataset/missing.js';
import type { ProtectionPolicy } from '../../model/dataset/protection.js';
import { isNumeric, type Missing, type Suppressed } from '../../model/dataset/value.js';
import { listAt } from '../../model/group-by.js';
import { ownOf } from '../../model/own.js';
import { groupsOf } from '../../model/totals/groups.js';
import { statement } from './presentation.js';
import { type MethodsRun, reasonsOf, say, titled } from './run.js';
import type { Used, UsedSymbol } from './used.js';

/** ESMS 7. */
export function confidentiality(run: MethodsRun): BlockContent[] {
  const hidden = run.used.symbols.some(
    ({ value }) => value.kind === 'suppressed' || missingLetterOf(value.symbol) === 'c',
  );
  const own = statement(run, 'confidentiality');
  return [
    ...own,
    ...(hidden ? [paragraph(say(run.language, 'hidden'))] : []),
    ...rulesOfProtection(run),
    ...printedSmall(run),
  ];
}

/** ESMS 13, in the words of the data package. */
export const accuracy = (run: MethodsRun): BlockContent[] => statement(run, 'accuracy');

/** The symbols that this report prints, what each means, and what a calculation makes of it. */
export function missing({ language, used }: MethodsRun): BlockContent[] {
  const head = (['symbol', 'meaning', 'in-sums'] as const).map((name) => say(language, `column.${name}`));
  const symbols = symbolRows(used.symbols).map((row) => [
    quoted(row.symbol),
    quoted(row.meanings.join('; ')),
    inSums(row, language),
  ]);
  const marks = used.marks.map((mark) => [
    quoted(bracketed(mark)),
    quoted(language.message(`mark.${mark}`)),
    say(language, 'in-sums.mark'),
  ]);
  const rows = [...symbols, ...marks];
  const said = [...furniture(' '), ...say(language, 'given-totals')];
  return rows.length === 0
    ? [paragraph(say(language, 'none-missing'))]
    : [paragraph(say(language, 'missing'), used.datasets.some(givesTotal) ? said : []), ...table(head, rows)];
}

/** True where a total was given though a part of it has no number: it is no result, and nothing tests it. */
const givesTotal = (dataset: PublishedDataset): boolean =>
  [...groupsOf(dataset)].some(({ total, parts }) =>
    measuresOf(dataset).some(({ name }) => {
      const [whole, ...values] = [total, ...parts].map(({ measures }) => measures[name]);
      return (
        whole !== undefined &&
        isNumeric(whole) &&
        values.some((part) => part?.kind === 'missing' && part.adds !== 0)
      );
    }),
  );

interface SymbolRow {
  readonly symbol: string;
  readonly rule: Rule;
  readonly meanings: readonly string[];
  /** Where the symbol adds nothing in some measures alone: those, while `rule` holds in all others. */
  readonly nothingIn?: readonly string[];
}

/** What a calculation makes of a symbol: as of one of these letters. One that adds nothing is `z`. */
type Rule = 'x' | 'z' | 'c' | 'k';

/** What calculations make of a symbol where it stands for these measures. */
interface RowOfRule extends SymbolRow {
  readonly measures: readonly string[];
}

/** One row for each symbol, in their order; more where calculations treat a symbol in ways that one row cannot say. */
function symbolRows(symbols: Used['symbols']): SymbolRow[] {
  const bySymbol = new Map<string, Map<Rule, UsedSymbol[]>>();
  for (const used of symbols) {
    const rules = bySymbol.get(used.value.symbol) ?? new Map<Rule, UsedSymbol[]>();
    listAt(rules, ruleOf(used.value)).push(used);
    bySymbol.set(used.value.symbol, rules);
  }
  return [...bySymbol]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([symbol, rules]) => joined([...rules].map(([rule, used]) => rowOf(symbol, rule, used))));
}

const rowOf = (symbol: string, rule: Rule, used: readonly UsedSymbol[]): RowOfRule => ({
  symbol,
  rule,
  meanings: used.map(({ value }) => value.meaning),
  measures: [...new Set(used.flatMap(({ measures }) => [...measures]))],
});

/** Of the rows of a symbol, one that adds nothing becomes part of the other, since both mean the same. */
function joined(rows: readonly RowOfRule[]): SymbolRow[] {
  const [nothing, other] = [rows.find(({ rule }) => rule === 'z'), rows.find(({ rule }) => rule !== 'z')];
  if (rows.length !== 2 || nothing === undefined || other === undefined) return [...rows];
  const meanings = [...new Set([...nothing.meanings, ...other.meanings])];
  return [{ ...other, meanings, nothingIn: nothing.measures }];
}

function inSums({ rule, nothingIn }: SymbolRow, language: Language): PhrasingContent[] {
  const words = say(language, `in-sums.${rule}`);
  if (nothingIn === undefined) return words;
  return [
    ...say(language, 'in-sums.z'),
    ...quoted(` (${language.labels(nothingIn)})`),
    ...say(language, 'in-sums.elsewhere'),
    ...words,
  ];
}

/** By the table of `model/dataset/missing.ts`. */
function ruleOf(value: Missing | Suppressed): Rule {
  if (value.kind === 'suppressed') return 'c';
  if (value.adds === 0) return 'z';
  const letter = missingLetterOf(value.symbol);
  return letter === 'c' || letter === 'k' ? letter : 'x';
}

/** What the integrity gate questioned and the data officer accepted. */
export function findings({ language, used }: MethodsRun): BlockContent[] {
  const head = (['dataset', 'finding', 'reason', 'by'] as const).map((name) =>
    say(language, `column.${name}`),
  );
  const rows = used.datasets.flatMap((dataset) =>
    // Why small counts are printed stands with what is confidential.
    (dataset.accepted ?? [])
      .filter((each) => !printsSmall(each))
      .map(({ code, reason, by, date }) => [
        quoted(dataset.title),
        say(language, `finding.${code.replace('/', '-') as MessageIn<'content.methods.finding'>}`),
        quoted(reason),
        quoted(`${by}, ${language.date(date)}`),
      ]),
  );
  const text = rows.length === 0 ? 'no-findings' : 'findings';
  return [paragraph(say(language, text)), ...table(head, rows)];
}

/** The policy of precision, and what is printed in a sentence in spite of it, with the reasons. */
export function smallBases({ language, operations, precision, used }: MethodsRun): BlockContent[] {
  const rules = [...used.operations].map((name) => operations[name].onSmallBase);
  if (rules.every((rule) => rule === 'none')) return [];
  // Operations may share a remark.
  const remarks = new Set(rules.flatMap((rule) => (typeof rule === 'object' ? [rule.remark] : [])));
  const allowed = [...remarks].flatMap((id) => furniture(language.message(id)));
  const reasons = new Set(used.fractions.flatMap(({ quantity }) => quantity.fraction?.reason ?? []));
  return [
    paragraph(say(language, 'small-base', { ...precision }), allowed),
    ...(reasons.size === 0 ? [] : [paragraph(say(language, 'fractions'))]),
    ...list([...reasons].map(quoted)),
  ];
}

/** The rules that numbers, tables and charts of this report break, with the reasons of their authors. */
export function exceptions({ language, used }: MethodsRun): BlockContent[] {
  if (used.exceptions.length === 0) return [];
  return [
    paragraph(say(language, 'exceptions')),
    ...list(
      used.exceptions.map(({ rule, reason }) => [
        ...say(language, `exception.${rule}`),
        ...say(language, 'colon'),
        ...quoted(` ${reason}`),
      ]),
    ),
  ];
}

/** Why texts of the data state figures that do not change with them: of the package, and of the datasets that the report uses. */
export function typed(run: MethodsRun): BlockContent[] {
  const reasons = reasonsOf(run.about?.typed ?? [], run);
  return reasons.length === 0 ? [] : [paragraph(say(run.language, 'typed')), ...list(reasons)];
}

/** How small counts of persons are kept from giving one away, and why some are printed. */

/** The policies of the protected datasets that the report uses: each once, with how many counts it hides, not which of them are small. */
function rulesOfProtection({ language, publisher, used }: MethodsRun): BlockContent[] {
  const groups = new Map<string, Ruled[]>();
  for (const dataset of used.datasets) {
    const { protection } = dataset;
    if (protection === undefined || dataset.disclosed) continue;
    const { threshold, level, zeros, round, singletons } = protection;
    const rule = JSON.stringify([threshold, level, zeros, round, singletons]);
    listAt(groups, rule).push({ dataset, protection });
  }
  if (groups.size === 0) return [];
  const items = [...groups.values()].map((ruled) =>
    titled(language, language.labels(ruled.map(({ dataset }) => dataset.title)), wordsOf(ruled, language)),
  );
  const together = used.datasets.flatMap((dataset) => mergedIn(dataset, language));
  const decided = used.datasets.flatMap((dataset) => decidedIn(dataset, language));
  const hides = [...groups.values()].some(([first]) => first?.protection.round === undefined);
  return [
    paragraph(say(language, 'protected', { publisher })),
    ...list([...items, ...together]),
    ...(hides ? [paragraph(say(language, 'protected-assumed'))] : []),
    ...(decided.length === 0 ? [] : [paragraph(say(language, 'small-published')), ...list(decided)]),
  ];
}

/** Which categories of a dataset are several; those that they were are not told apart any more. */
function mergedIn(
  { title, fields, protection, disclosed }: PublishedDataset,
  language: Language,
): PhrasingContent[][] {
  if (disclosed) return [];
  const labels = (protection?.merge ?? []).flatMap(({ dimension, into }) => {
    const field = fields.find(({ name }) => name === dimension);
    return field === undefined ? [] : [labelOf(field, into)];
  });
  if (labels.length === 0) return [];
  const said = [...say(language, 'protected-merged'), ...quoted(` ${language.labels(labels)}.`)];
  return [titled(language, title, said)];
}

/** The small counts that are printed by somebody's decision: each with its categories, the reason and the day. */
function decidedIn(
  { title, fields, protection, disclosed }: PublishedDataset,
  language: Language,
): PhrasingContent[][] {
  if (disclosed) return [];
  return (protection?.publish ?? []).map(({ where, reason, by, date, named }) => {
    const labels = fields.flatMap((field) => {
      const category = ownOf(where, field.name);
      return category === undefined ? [] : [labelOf(field, category)];
    });
    const day = language.date(date);
    return titled(
      language,
      language.labels([title, ...labels]),
      `${reason} (${named ? `${by}, ${day}` : day})`,
    );
  });
}

interface Ruled {
  readonly dataset: PublishedDataset;
  readonly protection: ProtectionPolicy;
}

function wordsOf(ruled: readonly Ruled[], language: Language): PhrasingContent[] {
  const [first] = ruled;
  if (first === undefined) return [];
  const { threshold, level, zeros, round, singletons } = first.protection;
  if (round !== undefined) return say(language, 'protected-rounded', { base: String(round) });
  const counts = ruled.flatMap(({ dataset }) => {
    const measures = dataset.fields.filter((field) => countsPersons(field, dataset));
    return dataset.rows.flatMap((row) => measures.flatMap(({ name }) => row.measures[name] ?? []));
  });
  const hidden = counts.filter(({ kind }) => kind === 'suppressed').length;
  const rule = say(language, 'protected-rule', {
    least: zeros === 'sensitive' ? '0' : '1',
    most: String(threshold - 1),
    hidden,
    counts: hidden + counts.filter(isNumeric).length,
    level,
  });
  return singletons === 'protected'
    ? [...rule, ...quoted(' '), ...say(language, 'protected-singletons')]
    : rule;
}

/** Why counts of 1 to 4 persons are printed, each reason once with the datasets that it is given for. */
function printedSmall({ language, used }: MethodsRun): BlockContent[] {
  const titles = new Map<string, string[]>();
  for (const { title, accepted = [] } of used.datasets) {
    for (const { reason, by, date } of accepted.filter(printsSmall)) {
      listAt(titles, `${reason} (${by}, ${language.date(date)})`).push(title);
    }
  }
  if (titles.size === 0) return [];
  const items = [...titles].map(([said, own]) => titled(language, language.labels(own), said));
  return [paragraph(say(language, 'small-printed')), ...list(items)];
}
