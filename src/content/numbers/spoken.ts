import type { Position } from '../../diagnostics.js';
import { greatest, least } from '../../model/chart/extremes.js';
import { originPosition } from '../../model/dataset/cell.js';
import type { Field, PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { ownOf } from '../../model/own.js';

/**
 * What reports speak of as a matter of course because the data do, whichever dataset they print: kept apart from the data,
 * since it rarely changes with them.
 */
export interface Spoken {
  /** Of measures, and of facts, in their order. */
  readonly units: readonly string[];
  /** Those of categories, days and declared periods, both included; none where the data have none. */
  readonly years: readonly [number, number] | readonly [];
  /** The names of what each dataset counts and tells apart. */
  readonly names: readonly SpokenNames[];
  /** The data package; undefined without datasets. */
  readonly file: string | undefined;
  /** Datasets whose description has claims. */
  readonly claimed: readonly string[];
  /** What rows say in words, each text once a dataset. */
  readonly texts: readonly SpokenText[];
  /** Other words of the project for what the data name, in the language of a report. */
  readonly synonyms: readonly SpokenSynonym[];
}

/** A word of the project for a measure or unit of a dataset, or for one of its categories. */
export interface SpokenSynonym {
  readonly word: string;
  readonly dataset: string;
  /** What the word counts. */
  readonly unit?: string | undefined;
  readonly dimension?: string;
  readonly category?: string;
  readonly isYear?: boolean;
}

/** A note or a textual attribute of a row. */
export interface SpokenText {
  readonly dataset: string;
  /** The column that it stands in; of a note all that it may stand in. */
  readonly columns: readonly string[];
  readonly isNote: boolean;
  readonly words: string;
  /** The row. */
  readonly at: Position;
}

/** How one dataset may be spoken of. */
export interface SpokenNames {
  readonly dataset: string;
  readonly title: string;
  /** What it counts: "victims". */
  readonly units: readonly string[];
  /** Its measures, those without a unit too. */
  readonly measures: readonly { readonly name: string; readonly title: string; readonly unit?: string }[];
  /** The titles of its measures that have a unit. */
  readonly titles: readonly string[];
  /** Its categories, without totals. */
  readonly categories: readonly SpokenCategory[];
  /** What it tells apart by words, each with its title: "Age group". */
  readonly dimensions: readonly { readonly name: string; readonly title: string }[];
}

/** One category of a dimension as it is printed. */
export interface SpokenCategory {
  readonly dimension: string;
  readonly value: string;
  readonly label: string;
  readonly isYear: boolean;
}

/** The units and the years of all data. */
export function spokenOf(data: PublishedData): Spoken {
  const years = yearsIn(data);
  return {
    units: [...new Set(unitsIn(data))],
    years: years.length === 0 ? [] : [least(years), greatest(years)],
    names: Object.values(data).map(namesOf),
    file: Object.values(data)[0]?.position.file,
    claimed: Object.values(data).flatMap(({ name, claims = [] }) => (claims.length > 0 ? [name] : [])),
    texts: Object.values(data).flatMap(textsOf),
    synonyms: [],
  };
}

function textsOf({ name, fields, rows }: PublishedDataset): SpokenText[] {
  const written = fields.filter(({ type }) => type === 'string');
  // The unit of a fact is no text: it says what a number is measured in.
  const columns = written.filter((field) => field.role === 'attribute' && field.name !== 'unit');
  const notes = written.filter(({ role }) => role === 'note').map((field) => field.name);
  const found = new Map<string, SpokenText>();
  for (const row of rows) {
    const at = originPosition(row.origin);
    const inColumns = columns.map((column) => ({
      columns: [column.name],
      isNote: false,
      words: row.attributes[column.name] ?? '',
    }));
    const noted = row.notes.map((words) => ({ columns: notes, isNote: true, words }));
    for (const { columns: own, isNote, words } of [...inColumns, ...noted]) {
      const key = JSON.stringify([own, words]);
      if (words !== '' && !found.has(key)) found.set(key, { dataset: name, columns: own, isNote, words, at });
    }
  }
  return [...found.values()];
}

function namesOf({ name, title, fields, rows, counts }: PublishedDataset): SpokenNames {
  const measures = fields.filter(({ role, unit }) => role === 'measure' && unit !== undefined);
  const ofFacts = fields.some((field) => field.name === 'unit' && field.role === 'attribute')
    ? rows.flatMap(({ attributes }) => attributes.unit ?? [])
    : [];
  const units = [
    ...measures.flatMap(({ unit }) => unit ?? []),
    ...(counts === undefined ? [] : [counts.unit]),
    ...ofFacts,
  ];
  return {
    dataset: name,
    title,
    units: [...new Set(units)],
    measures: fields
      .filter(({ role }) => role === 'measure')
      .map(({ name: field, title, unit }) => ({ name: field, title, ...(unit !== undefined && { unit }) })),
    titles: measures.map(({ title }) => title),
    categories: fields.filter(({ role }) => role === 'dimension').flatMap(categoriesOf),
    dimensions: fields
      .filter(({ role, type }) => role === 'dimension' && type === 'string')
      .map((field) => ({ name: field.name, title: field.title })),
  };
}

function categoriesOf({ name, type, total, categories }: Field): SpokenCategory[] {
  return categories
    .filter(({ value }) => value !== total)
    .map(({ value, label }) => ({ dimension: name, value, label, isYear: type === 'year' }));
}

function unitsIn(data: PublishedData): string[] {
  return Object.values(data).flatMap(({ fields, rows }) => [
    ...fields.flatMap(({ role, unit }) => (role === 'measure' && unit !== undefined ? [unit] : [])),
    ...(fields.some(({ name, role }) => name === 'unit' && role === 'attribute')
      ? rows.flatMap(({ attributes }) => attributes.unit ?? [])
      : []),
  ]);
}

function yearsIn(data: PublishedData): number[] {
  const years: number[] = [];
  for (const { fields, rows, period } of Object.values(data)) {
    if (period !== undefined) years.push(period.from, period.to);
    const dated = fields.filter(({ type }) => isTimeType(type));
    for (const { name } of dated) {
      for (const { keys, attributes } of rows) {
        const own = Object.hasOwn(keys, name) ? keys : attributes;
        for (const each of yearIn(ownOf(own, name) ?? '')) years.push(each);
      }
    }
  }
  return years;
}

function yearIn(text: string): number[] {
  const year = /^(\d{4})(?:-\d{2}-\d{2}|-(?:Q|W)?\d{1,2}|\/\d{2})?$/.exec(text)?.[1];
  return year === undefined ? [] : [Number(year)];
}

/** The years that a report speaks of as a matter of course, both included. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
}

/** The years of a project: those of its data, and of its edition with the year before and after it. */
export function yearSpan({ years }: Pick<Spoken, 'years'>, edition: number): YearSpan {
  const all = [edition - 1, edition + 1, ...years];
  return { from: least(all), to: greatest(all) };
}
