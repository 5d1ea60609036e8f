import { type Call, type Scope, toText } from '../../content/helpers/call.js';
import { aloneOf } from '../../language/nouns.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field, PublishedData } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { ClaimRecord, ClaimTest } from '../../model/snapshot/claim-record.js';
import type { Figure } from './figure.js';
import type { Judgement } from './judge.js';

/** A tested claim whose words are still as they were expanded, with marks and tokens in them. */
export interface ExpandedClaim extends Omit<ClaimRecord, 'text'> {
  readonly marked: string;
}

declare module '../../content/printable.js' {
  interface KeptThings {
    claim: ExpandedClaim;
    unchecked: { readonly reason: string };
  }
}

/** A judgement as it is kept, told and printed. */
export function expandedClaim(
  call: Call,
  judgement: Judgement,
  scope: Pick<Scope, 'data' | 'language'>,
  marked: string,
): ExpandedClaim {
  const { kind, figures, because, pointed, verdict } = judgement;
  const labels = labelsOf(figures, scope);
  return {
    kind: kind.name,
    dataset: figures[0]?.dataset ?? '',
    keys: writtenKeys(call, scope.data),
    figures: figures.map((figure, index) => ({
      label: labels[index] ?? '',
      quantity: figure.quantity,
      decides: because.includes(figure),
      pointed: pointed.includes(figure),
      ...(figure.says !== undefined && { says: figure.says }),
      ...(figure.hides && { hides: figure.hides }),
    })),
    cells: figures.flatMap(({ quantity }) => quantity?.cells ?? []),
    verdict,
    test: testOf(judgement, call.hash.not === true),
    marked,
    at: call.at,
  };
}

/** What the judgement rests on. A cell that is not there is named as its neighbours are. */
function testOf({ kind, limits, groups, acrossBreak, rows, lookedAt }: Judgement, not: boolean): ClaimTest {
  const measure = groups.flat().flatMap(({ quantity }) => quantity?.cells ?? [])[0]?.field ?? '';
  return {
    shape: kind.shape,
    limits,
    ...(not ? { not } : {}),
    ...(acrossBreak ? { acrossBreak } : {}),
    ...(rows && { rows }),
    ...(lookedAt && { lookedAt }),
    groups: groups.map((group) =>
      group.map(({ quantity, dataset, keys }) =>
        quantity === undefined ? { gap: { dataset, measure, keys: keys[0] ?? {} } } : { quantity },
      ),
    ),
  };
}

/** The filters and years of a call as written. */
function writtenKeys(call: Call, data: PublishedData): Record<string, string> {
  const dataset = ownOf(data, toText(call.params[1]) ?? '');
  const filtered = (dataset?.fields ?? []).filter(({ role }) => role === 'dimension' || role === 'attribute');
  return Object.fromEntries(
    [...filtered.map(({ name }) => name), 'from', 'to', 'level', 'has', 'lacks'].flatMap((name) => {
      const text = toText(ownOf(call.hash, name));
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** What figures are put into words with. */
type Words = Pick<Scope, 'data' | 'language'>;

/**
 * What tells the figures of a claim apart, in words: the categories in which they differ, and the dataset or measure
 * where there are several. A sum of cells is named by all of its categories.
 */
function labelsOf(figures: readonly Figure[], { data, language }: Words): string[] {
  const described = figures.map((figure) => categoriesOf(figure, data));
  const names = [...new Set(described.flatMap((words) => [...words.keys()]))];
  const differing = names.filter((name) => new Set(described.map((words) => words.get(name))).size > 1);
  const severalDatasets = new Set(figures.map(({ dataset }) => dataset)).size > 1;
  const measures = figures.map((figure) => measureOf(figure, data));
  const severalMeasures = !severalDatasets && new Set(measures.filter(isNamed)).size > 1;
  return figures.map(({ dataset, counted }, index) => {
    if (counted !== undefined) return language.message(`content.claim.${counted}`);
    const categories = differing.flatMap((name) => described[index]?.get(name) ?? []);
    const words = [...(severalMeasures ? [measures[index]].filter(isNamed) : []), ...categories];
    const title = data[dataset]?.title ?? dataset;
    const shown = severalDatasets || words.length === 0 ? [title, ...words] : words;
    return language.labels(shown);
  });
}

const isNamed = (title: string | undefined): title is string => title !== undefined;

/** The title of the measure that a figure is of. */
function measureOf({ dataset, quantity }: Figure, data: PublishedData): string | undefined {
  const name = quantity?.cells[0]?.field;
  return data[dataset]?.fields.find((field) => field.name === name)?.title;
}

/** The printed categories of a figure by dimension; those that are not shown are left out. */
function categoriesOf(
  { dataset, keys }: Figure,
  data: PublishedData,
  isShown: (field: Field, value: string) => boolean = () => true,
): Map<string, string> {
  const fields = (data[dataset]?.fields ?? []).filter(({ role }) => role === 'dimension');
  return new Map(
    fields.flatMap((field) => {
      const all = new Set(keys.flatMap((each) => each[field.name] ?? []));
      const values = [...all].filter((value) => isShown(field, value));
      return values.length === 0
        ? []
        : [[field.name, values.map((value) => labelOf(field, value)).join(' + ')] as const];
    }),
  );
}

/** What all figures of a claim have in common, in words: "Visits, Reader: Adults (persons)". A unit that is the title is not said twice. */
export function subjectOf(figures: readonly Figure[], { data, language }: Words): string {
  const titles = [...new Set(figures.map(({ dataset }) => data[dataset]?.title ?? dataset))];
  const fields = figures.flatMap(({ dataset }) => data[dataset]?.fields ?? []);
  const described = figures.map((figure) => categoriesOf(figure, data, isPart));
  const categories = [...(described[0] ?? [])]
    .filter(([name, words]) => described.every((each) => each.get(name) === words))
    .map(([name, words]) => `${fields.find((field) => field.name === name)?.title}: ${words}`);
  const units = [...new Set(figures.flatMap(({ quantity }) => quantity?.unit || []))]
    .map((unit) => aloneOf(unit, language))
    .filter((unit) => !titles.some((title) => title.toLowerCase() === unit.toLowerCase()));
  return [
    language.labels([language.list(titles), ...categories]),
    ...(units.length === 0 ? [] : [`(${language.list(units)})`]),
  ].join(' ');
}

const isPart = (field: Field, value: string): boolean => value !== field.total;
