/** What is asked of each institution: the parts of the plan that it answers for, and what was last said of them. */

import { z } from 'zod';
import { open } from '../../data/package/grammar.js';
import type { Language } from '../../language/language.js';
import type { Field, PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { decimalsOf, isNumeric, toExact, type Value } from '../../model/dataset/value.js';
import { toDecimalText } from '../../model/exact.js';
import type { AskedField, AskedSheet, ReturnForm } from '../return-form.js';
import type { PlanPart } from './data/model.js';
import { planGrammar, planKey } from './data/resolve-plan.js';

/** The resources of the plan in a data package; undefined where it has none. */
function planNames(written: unknown): Readonly<Record<PlanPart, string>> | undefined {
  return z.object({ [planKey]: planGrammar(open) }).safeParse(written).data?.[planKey];
}

/** The forms of all institutions that answer for anything, in their order; none where a data package has no plan. */
export function returnForms(
  written: unknown,
  data: PublishedData,
  { edition, language }: { readonly edition: number; readonly language: Language },
): readonly ReturnForm[] {
  const names = planNames(written);
  if (names === undefined) return [];
  const { institutions, actions, indicators, 'indicator-values': values } = mapNames(names, data);
  if (institutions === undefined) return [];
  return institutions.rows.flatMap(({ keys, attributes }) => {
    const institution = keys.code ?? '';
    const sheets = [
      ...(actions === undefined ? [] : [actionSheet(actions, institution, language)]),
      ...(indicators === undefined || values === undefined
        ? []
        : [indicatorSheet({ indicators, values }, institution, edition, language)]),
    ].filter(({ items }) => items.length > 0);
    return sheets.length === 0
      ? []
      : [{ institution, title: attributes.title ?? institution, edition, sheets }];
  });
}

const mapNames = (
  names: Readonly<Record<PlanPart, string>>,
  data: PublishedData,
): Readonly<Partial<Record<PlanPart, PublishedDataset>>> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([part, name]) => (data[name] === undefined ? [] : [[part, data[name]]])),
  );

function actionSheet(actions: PublishedDataset, institution: string, language: Language): AskedSheet {
  const { message: say } = language;
  const spent = fieldOf(actions, 'spent');
  const unit = spent?.unit === undefined ? '' : ` (${spent.unit})`;
  const status = fieldOf(actions, 'status');
  const labels = new Map(status?.categories.map(({ value, label }) => [value, label]));
  const own = actions.rows.filter(({ attributes }) => attributes.institution === institution);
  return {
    resource: actions.name,
    name: say('content.collect.actions'),
    title: say('content.collect.actions-title'),
    heads: [
      say('content.collect.code'),
      say('content.collect.action'),
      say('content.collect.start'),
      say('content.collect.deadline'),
      say('content.collect.planned', { unit }),
      say('content.collect.last-status'),
      say('content.collect.last-spent', { unit }),
    ],
    fields: [
      {
        ...asked('status', say('content.collect.status'), 'choice', true),
        choices: status?.categories ?? [],
      },
      asked('completed', say('content.collect.completed'), 'day', false),
      { ...asked('spent', say('content.collect.spent', { unit }), 'number', true), codes: codesOf(actions) },
      asked('note', say('content.collect.note'), 'text', false),
    ],
    items: own.map((row) => {
      const code = row.keys.code ?? '';
      const { title = code, start = '', deadline = '', completed = '', status: last = '' } = row.attributes;
      const planned = textOf(row.measures.planned);
      const before = textOf(row.measures.spent);
      return {
        code,
        title,
        keys: { code },
        about: [code, title, start, deadline, planned, labels.get(last) ?? last, before],
        last: { status: last, completed, spent: before, note: row.notes.join(' ') },
      };
    }),
  };
}

interface Indicators {
  readonly indicators: PublishedDataset;
  readonly values: PublishedDataset;
}

function indicatorSheet(
  { indicators, values }: Indicators,
  institution: string,
  edition: number,
  language: Language,
): AskedSheet {
  const { message: say } = language;
  const year = String(edition);
  const valueIn = (code: string, at: string): Row | undefined =>
    values.rows.find(({ keys }) => keys.indicator === code && keys.year === at);
  const own = indicators.rows.filter(
    ({ keys, attributes }) =>
      attributes.institution === institution && valueIn(keys.code ?? '', year) !== undefined,
  );
  return {
    resource: values.name,
    name: say('content.collect.indicators'),
    title: say('content.collect.indicators-title', { year }),
    heads: [
      say('content.collect.code'),
      say('content.collect.indicator'),
      say('content.collect.unit'),
      say('content.collect.target', { year }),
      say('content.collect.last-actual', { year: String(edition - 1) }),
    ],
    fields: [
      { ...asked('actual', say('content.collect.actual', { year }), 'number', true), codes: codesOf(values) },
      asked('note', say('content.collect.note'), 'text', false),
    ],
    items: own.map(({ keys, attributes }) => {
      const code = keys.code ?? '';
      const row = valueIn(code, year);
      const before = valueIn(code, String(edition - 1));
      const { name = code, unit = '' } = attributes;
      return {
        code,
        title: name,
        keys: { indicator: code, year },
        about: [code, name, unit, textOf(row?.measures.target), textOf(before?.measures.actual)],
        last: { actual: textOf(row?.measures.actual), note: row?.notes.join(' ') ?? '' },
      };
    }),
  };
}

const asked = (name: string, title: string, kind: AskedField['kind'], isRequired: boolean): AskedField => ({
  name,
  title,
  kind,
  isRequired,
  choices: [],
  codes: [],
});

const fieldOf = ({ fields }: PublishedDataset, name: string): Field | undefined =>
  fields.find((field) => field.name === name);

const codesOf = ({ missingValues }: PublishedDataset): readonly string[] =>
  missingValues.map(({ code }) => code);

/** A number in plain decimals, or the code that stands for none in the file. */
function textOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (isNumeric(value)) return toDecimalText(toExact(value), decimalsOf(value));
  return value.kind === 'missing' ? value.code : value.symbol;
}
