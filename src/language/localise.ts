import type {
  Category,
  Counts,
  Field,
  PublishedData,
  PublishedDataset,
  Row,
  Source,
  Stated,
} from '../model/dataset/dataset.js';
import { isNumeric, type Missing, type Suppressed } from '../model/dataset/value.js';
import type { About } from '../model/project/about.js';
import { isCount, titleSaysUnit, unitParts } from '../model/unit.js';
import { toSerbianLatin } from './serbian-latin.js';

/** The texts of a data package in another language. */
export interface Translation {
  /** What a text is in it, wherever it stands. */
  readonly texts: ReadonlyMap<string, string>;
  /** What it is at one place, where one text needs two translations. */
  readonly at: ReadonlyMap<string, string>;
  /** Serbian in Latin letters, made from the Cyrillic. */
  readonly isLatin?: true;
  /** What stays in Cyrillic then. */
  readonly kept?: RegExp;
}

/**
 * A text of a dataset, by the place that `at` names it by: `victims/sex=female`. One that may be a code stays, unless it is named by
 * its place.
 */
export type Translate = (text: string, place: string, mayBeCode?: true) => string;

/** The datasets with their texts in the language of the translation, each when it is asked for. */
export function localise(data: PublishedData, translation: Translation | undefined): PublishedData {
  if (translation === undefined) return data;
  const made = new Map<string, PublishedDataset | undefined>();
  const translate: Translate = (text, place, mayBeCode) => {
    const found = translation.at.get(place) ?? (mayBeCode ? undefined : translation.texts.get(text)) ?? text;
    return translation.isLatin ? toSerbianLatin(found, translation.kept) : found;
  };
  return new Proxy(data, {
    get(target, name) {
      if (typeof name !== 'string' || !Object.hasOwn(target, name)) return Reflect.get(target, name);
      const dataset = target[name];
      const known = made.get(name) ?? (dataset && withTexts(dataset, translate));
      made.set(name, known);
      return known;
    },
  });
}

/** What a data package says of itself, in the language of a translation. */
export const translateAbout = (about: About, { texts, at }: Translation): About =>
  withTextsOfAbout(about, (text, place) => at.get(place) ?? texts.get(text) ?? text);

/** What a data package says of itself, with every text that is printed as `translate` makes it. Names and addresses stay. */
export function withTextsOfAbout(about: About, translate: Translate): About {
  const reasons = (key: string, list: About['typed']): About['typed'] =>
    list.map((each, index) => ({ ...each, reason: translate(each.reason, `${key}/${index + 1}`) }));
  return {
    ...about,
    ...(about.description !== undefined && { description: translate(about.description, 'description') }),
    statements: Object.fromEntries(
      Object.entries(about.statements).map(([subject, text]) => [subject, translate(text, subject)]),
    ),
    typed: reasons('typed', about.typed),
    unchecked: reasons('unchecked', about.unchecked),
  };
}

/** A text that a reader would have to have in another language: one with letters. */
const isWords = (text: string): boolean => /\p{L}/u.test(text);

/** A dataset whose every text is what `translate` makes of it; what names things (values, fields, files) stays. */
export function withTexts(dataset: PublishedDataset, translate: Translate): PublishedDataset {
  const { name } = dataset;
  const own: Translate = (text, place, mayBeCode) =>
    isWords(text) ? translate(text, place === '' ? name : `${name}/${place}`, mayBeCode) : text;
  const titled = (key: string, list: readonly Source[]): readonly Source[] =>
    list.map((each, index) => ({ ...each, title: own(each.title, `${key}/${index + 1}`) }));
  const { description, claims, counts, accepted, attachments, protection } = dataset;
  return {
    ...dataset,
    title: own(dataset.title, 'title'),
    ...(description !== undefined && { description: own(description, 'description') }),
    ...(claims && {
      claims: claims.map((claim, index) => ({ ...claim, words: own(claim.words, `claims/${index + 1}`) })),
    }),
    fields: dataset.fields.map((field) => ofField(field, own)),
    rows: ofRows(dataset, own),
    missingValues: dataset.missingValues.map((missing) => ({
      ...missing,
      meaning: own(missing.meaning, missing.symbol),
    })),
    sources: titled('sources', dataset.sources),
    licences: titled('licences', dataset.licences),
    ...(counts && { counts: ofCounts(counts, own) }),
    ...(accepted && {
      accepted: accepted.map((each, index) => ({
        ...each,
        reason: own(each.reason, `accepts/${index + 1}`),
        // A person has one name, an office may have another in each language.
        by: own(each.by, `accepts/${index + 1}/by`, true),
      })),
    }),
    ...(protection?.publish && {
      protection: {
        ...protection,
        publish: protection.publish.map((each, index) => ({
          ...each,
          reason: own(each.reason, `publish/${index + 1}`),
          by: each.named ? own(each.by, `publish/${index + 1}/by`, true) : each.by,
        })),
      },
    }),
    ...(attachments && {
      attachments: Object.fromEntries(
        Object.entries(attachments).map(([key, attachment]) => [
          key,
          { ...attachment, attribution: translate(attachment.attribution, `${key}/attribution`) },
        ]),
      ),
    }),
  };
}

/** The word that scales a unit is told by it, and printed by a message. */
function ofUnit(unit: string, translate: (noun: string) => string): string {
  const { scale, noun } = unitParts(unit);
  return scale === undefined ? translate(noun) : `${scale} ${translate(noun)}`;
}

function ofField(field: Field, own: Translate): Field {
  const { name, description, unit, reason, remainder, levels } = field;
  const ofCategory = (category: Category): Category => ({
    ...category,
    label: own(category.label, `${name}=${category.value}`),
  });
  return {
    ...field,
    title: own(field.title, `${name}/title`),
    ...(description !== undefined && { description: own(description, `${name}/description`) }),
    ...(unit !== undefined && {
      unit: ofUnit(unit, (noun) => own(noun, `${name}/unit`)),
      inOwnLanguage: { unit, counts: isCount(field), titleSaysUnit: titleSaysUnit(field) },
    }),
    ...(reason !== undefined && { reason: own(reason, `${name}/reason`) }),
    ...(remainder !== undefined && { remainder: own(remainder, `${name}/remainder`) }),
    ...(levels && { levels: levels.map((level, index) => own(level, `${name}/levels/${index + 1}`)) }),
    categories: field.categories.map(ofCategory),
  };
}

/**
 * Texts of rows: remarks, why a number is missing, and columns of text. The cells of a column without a space in any may be codes
 * as well as words.
 */
function ofRows({ fields, rows }: PublishedDataset, own: Translate): readonly Row[] {
  const columns = fields.filter(
    ({ role, type, categories }) => role === 'attribute' && type === 'string' && categories.length === 0,
  );
  const wordy = new Set(
    columns
      .map(({ name }) => name)
      .filter((name) => rows.some(({ attributes }) => /\s/.test(attributes[name] ?? ''))),
  );
  const missing = new Map<Missing | Suppressed, Missing | Suppressed>();
  const inWords = (value: Missing | Suppressed): Missing | Suppressed => {
    const { meaning, reason, symbol } = value;
    const made = missing.get(value) ?? {
      ...value,
      meaning: own(meaning, symbol),
      ...(reason !== undefined && { reason: own(reason, `${symbol}/reason`) }),
    };
    missing.set(value, made);
    return made;
  };
  return rows.map((row) => {
    const place = Object.values(row.keys).join(',');
    const texts = columns.flatMap(({ name }) => {
      const text = row.attributes[name];
      if (text === undefined) return [];
      const isUnit = name === 'unit';
      const said = (noun: string): string =>
        own(noun, `${name}@${place}`, isUnit || wordy.has(name) ? undefined : true);
      // What a fact counts is no code, and is scaled as the unit of a measure is: "million people".
      return [[name, isUnit ? ofUnit(text, said) : said(text)] as const];
    });
    return {
      ...row,
      measures: Object.fromEntries(
        Object.entries(row.measures).map(([field, value]) => [
          field,
          isNumeric(value) ? value : inWords(value),
        ]),
      ),
      ...(row.derivations && {
        derivations: Object.fromEntries(
          Object.entries(row.derivations).map(([field, each]) => [
            field,
            { ...each, value: 'kind' in each.value ? inWords(each.value) : each.value },
          ]),
        ),
      }),
      attributes: { ...row.attributes, ...Object.fromEntries(texts) },
      notes: row.notes.map((note, index) => own(note, `notes@${place}/${index + 1}`)),
    };
  });
}

function ofCounts(counts: Counts, own: Translate): Counts {
  const stated = (key: string, text: Stated): Stated =>
    typeof text === 'string'
      ? own(text, `counts/${key}`)
      : Object.fromEntries(
          Object.entries(text).map(([status, each]) => [status, own(each, `counts/${key}/${status}`)]),
        );
  const { unit, definition, dated } = counts;
  return {
    ...counts,
    unit: own(unit, 'counts/unit'),
    ...(definition !== undefined && { definition: stated('definition', definition) }),
    ...(dated !== undefined && { dated: stated('dated', dated) }),
  };
}
