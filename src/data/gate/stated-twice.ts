import { compare, exact } from '../../model/exact.js';
import { wording } from '../../problems/problem.js';
import type { CheckedRow, CheckedTable } from '../tables.js';
import { figure, isAbove, numberIn, partnersIn, rowsWith, type Tables } from './cells.js';
import { describeKeys, type Finding, type GateContext, type GateRule } from './gate-rule.js';
import { areFacts, twinsOfFacts } from './twice/facts.js';
import { type ResourceWords, wordsIn } from './twice/names.js';
import { type Twin, twinsOfTables } from './twice/tables.js';

/** Up to this figure, two agree by chance. */
const byChance = exact(9);

/**
 * Finds quantities that a table states and an earlier one states too, without an `equals` that would hold them
 * together. It is an error where the figures differ, else a warning, since an edition later they may.
 */
export const statedTwice: GateRule<'gate/stated-twice'> = {
  codes: ['gate/stated-twice'],
  on: 'table',
  *check(table, { tables, known, words }) {
    const all = [...tables.values()];
    const earlier = all.slice(0, all.indexOf(table));
    let labels: string[][] | undefined;
    const categories = () => {
      labels ??= categoriesOf(all);
      return labels;
    };
    for (const other of earlier) {
      if (!other.complete || other.contract.confidential) continue;
      for (const twin of twinsOf(table, other, { categories, words })) yield* wrongTwin(twin, tables, known);
    }
  },
};

/** What names are compared by; the labels of categories are asked for by facts alone. */
interface Names {
  readonly words: ResourceWords;
  categories(): readonly (readonly string[])[];
}

function twinsOf(table: CheckedTable, other: CheckedTable, { categories, words }: Names): Twin[] {
  const [isFacts, areOthers] = [areFacts(table), areFacts(other)];
  if (isFacts && areOthers) return [];
  if (isFacts) return twinsOfFacts(table, other, categories());
  if (!areOthers) return twinsOfTables(table, other, words);
  return twinsOfFacts(other, table, categories()).map(({ own, other: of, isCertain }) => ({
    own: of,
    other: own,
    isCertain,
  }));
}

/** The labels of all categories, in words. */
const categoriesOf = (tables: readonly CheckedTable[]): string[][] =>
  tables.flatMap(({ contract }) =>
    contract.fields.flatMap(({ categories, total }) =>
      categories
        .filter(({ value }) => value !== total)
        .map(({ label }) => wordsIn(label))
        .filter((words) => words.length > 0),
    ),
  );

interface Pair {
  readonly row: CheckedRow;
  readonly partner: CheckedRow;
}

function* wrongTwin(
  twin: Twin,
  tables: Tables,
  known: GateContext['known'],
): Iterable<Finding<'gate/stated-twice'>> {
  const pairs = pairsOf(twin, tables).filter(
    ({ row, partner }) => !known().has(twin.own, row, twin.other, partner),
  );
  const numbers = pairs.map(({ row, partner }) => [
    numberIn(row, twin.own.measure),
    numberIn(partner, twin.other.measure),
  ]);
  const differ = pairs.filter((_, index) => {
    const [a, b] = numbers[index] ?? [];
    return a !== undefined && b !== undefined && compare(a, b) !== 0;
  });
  if (differ.length > 0) {
    if (twin.isCertain) for (const pair of differ) yield toFinding(twin, pair, 'differ');
    return;
  }
  const told = numbers.findIndex(([a, b]) => a !== undefined && b !== undefined && isAbove(a, byChance));
  const first = pairs[told];
  if (first !== undefined) yield toFinding(twin, first, 'agree');
}

/** The rows that meet. */
function pairsOf({ own, other }: Twin, tables: Tables): Pair[] {
  const table = tables.get(own.dataset);
  if (table === undefined) return [];
  const partnerOf = partnersIn(other, tables);
  return rowsWith(table, own.where).flatMap((row) => {
    const partner = partnerOf(row);
    return partner === undefined ? [] : [{ row, partner }];
  });
}

/** Its words are made where they are read: of thousands of tables of one name most findings are only counted. */
function toFinding(twin: Twin, pair: Pair, how: 'agree' | 'differ'): Finding<'gate/stated-twice'> {
  const { own } = twin;
  const { row } = pair;
  let made: ReturnType<typeof inWords> | undefined;
  const words = () => {
    made ??= inWords(twin, pair, how);
    return made;
  };
  return {
    code: 'gate/stated-twice',
    severity: how === 'agree' ? 'warning' : 'error',
    keys: row.keys,
    measure: own.measure,
    position: row.place(own.measure),
    get message() {
      return words().message;
    },
    get hint() {
      return words().hint ?? '';
    },
    get see() {
      return words().see ?? [];
    },
  };
}

function inWords({ own, other }: Twin, { row, partner }: Pair, how: 'agree' | 'differ') {
  const actual = `${figure(row.measures[own.measure])} in \`${own.measure}\`${describeKeys(row.keys)}`;
  const as = `\`${other.measure}\` of \`${other.dataset}\`${describeKeys(partner.keys)}`;
  const value = figure(partner.measures[other.measure]);
  const declared = `\`equals: [${written(own, other)}]\` to \`${own.dataset}\``;
  return wording(
    how === 'agree' ? 'data/check.equals' : 'data/check.states',
    { actual, as, declared, value },
    { see: partner.place(other.measure) },
  );
}

/** An entry of `equals` as an author writes it. */
function written(own: Twin['own'], other: Twin['other']): string {
  const to = [
    `resource: ${plain(other.dataset)}`,
    `measure: ${plain(other.measure)}`,
    ...writtenWhere(other.where),
  ];
  const inner = [`measure: ${plain(own.measure)}`, ...writtenWhere(own.where), `to: {${to.join(', ')}}`];
  return `{${inner.join(', ')}}`;
}

function writtenWhere(where: Readonly<Record<string, string>>): string[] {
  const parts = Object.entries(where).map(([name, category]) => `${plain(name)}: ${plain(category)}`);
  return parts.length === 0 ? [] : [`where: {${parts.join(', ')}}`];
}

/** A text as YAML takes it within braces. */
const plain = (text: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(text) ? text : JSON.stringify(text);
