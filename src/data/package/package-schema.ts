/** The grammar of `datapackage.yaml` without extensions: a Frictionless Data Package (v2) with the additions of Tallybook. */
import { z } from 'zod';
import { nounsForm } from '../../language/nouns-form.js';
import { countStatuses } from '../../model/dataset/dataset.js';
import { gateOfResource } from '../gate/schema.js';
import { shapeOfResource } from '../shape/schema.js';
import { langWords, tableSchema, textOrTexts } from './field-schema.js';
import { flag, type Mapping, text, typed, unchecked } from './grammar.js';

const sources = (mapping: Mapping) =>
  z.array(
    mapping({
      title: text.optional(),
      path: text.optional(),
      email: text.optional(),
      version: text.optional(),
    }),
    { error: 'a list of sources' },
  );

const licenses = (mapping: Mapping) =>
  z.array(mapping({ name: text.optional(), path: text.optional(), title: text.optional() }), {
    error: 'a list of licences',
  });

const contributors = (mapping: Mapping) =>
  z.array(
    mapping({
      title: text.optional(),
      givenName: text.optional(),
      familyName: text.optional(),
      path: text.optional(),
      email: text.optional(),
      role: text.optional(),
      roles: z.array(text, { error: 'a list of texts' }).optional(),
      organization: text.optional(),
    }),
    { error: 'a list of contributors' },
  );

const dialect = (mapping: Mapping) =>
  mapping({
    $schema: text.optional(),
    name: text.optional(),
    title: text.optional(),
    description: text.optional(),
    header: flag.optional(),
    headerRows: z.array(z.int(), { error: 'a list of row numbers' }).optional(),
    headerJoin: text.optional(),
    commentRows: z.array(z.int(), { error: 'a list of row numbers' }).optional(),
    commentChar: text.length(1, { error: 'one character' }).optional(),
    delimiter: text.length(1, { error: 'one character' }).optional(),
    lineTerminator: text.optional(),
    quoteChar: text.length(1, { error: 'one character' }).optional(),
    doubleQuote: flag.optional(),
    escapeChar: text.length(1, { error: 'one character' }).optional(),
    nullSequence: text.optional(),
    skipInitialSpace: flag.optional(),
    property: text.optional(),
    itemType: text.optional(),
    itemKeys: z.array(text).optional(),
    sheetNumber: z.int().optional(),
    sheetName: text.optional(),
    table: text.optional(),
    csvddfVersion: z.unknown().optional(),
    caseSensitiveHeader: z.unknown().optional(),
  });

const stated = (mapping: Mapping) =>
  z.union(
    [text, mapping({ presumed: text.optional(), identified: text.optional(), assisted: text.optional() })],
    { error: 'a text, or one for each of `presumed`, `identified`, `assisted`' },
  );

/** How a resource counts people or things, so that two resources can be told alike or apart. */
const counts = (mapping: Mapping) =>
  mapping({
    unit: text.describe('What is counted: `persons`, `cases`.'),
    status: z
      .union([z.enum(countStatuses), mapping({ field: text })], {
        error: '`presumed`, `identified`, `assisted`, or `{field: ...}`, the dimension that tells them apart',
      })
      .optional()
      .describe('Whether the persons counted are presumed, identified or assisted.'),
    definition: stated(mapping)
      .optional()
      .describe('Who or what is counted, in a sentence; printed under comparisons.'),
    dated: stated(mapping)
      .optional()
      .describe('The event that puts a person or thing into a year: `identification`.'),
  });

/** Where the table comes from. */
const originOfResource = (mapping: Mapping) => ({
  path: textOrTexts.optional(),
  query: text
    .optional()
    .describe(
      'A `SELECT` over the resources before this one, or the file that holds it (`sql/victims.sql`): its result is the table.',
    ),
  source: mapping({
    postgres: text
      .regex(/^env:[A-Za-z_][A-Za-z0-9_]*$/, {
        error:
          '`env:VARIABLE`, the variable of the environment that holds the address: no file has the password',
      })
      .describe('`env:VARIABLE`: the variable that holds `postgres://USER:PASSWORD@HOST/DATABASE`.'),
  })
    .optional()
    .describe('The database that answers the `query`. Its result is kept in `path`.'),
  data: z.unknown().optional(),
});

/** What it is called, and what is said of it. */
const wordsOfResource = {
  type: z.literal('table', { error: '`table`' }).optional(),
  title: text.optional(),
  lang: text.optional().describe(langWords),
  description: text.optional(),
  typed,
  unchecked,
  claims: z
    .array(z.looseObject({ words: text, kind: text }, { error: 'a mapping with `words` and `kind`' }), {
      error: 'a list of claims',
    })
    .optional()
    .describe(
      'What the description says of the rows, tested as claims in templates are: `{words: female victims only, kind: every-row, has: sex=Female}`.',
    ),
};

/** How the file is written, and whose it is. */
const fileOfResource = (mapping: Mapping) => ({
  homepage: text.optional(),
  format: text.optional(),
  mediatype: text.optional(),
  encoding: text.optional(),
  bytes: z.int({ error: 'a whole number' }).optional(),
  hash: text.optional(),
  sources: sources(mapping).optional(),
  licenses: licenses(mapping).optional(),
  dialect: z.union([text, dialect(mapping)], { error: 'a mapping' }).optional(),
  // Of shapes there is none; of a table it is asked for where the package is resolved.
  schema: z.union([text, tableSchema(mapping)], { error: 'a mapping with `fields`' }).default({ fields: [] }),
});

/** What the rows are about. */
const subjectOfResource = (mapping: Mapping) => ({
  period: z
    .union([text.regex(/^\d{4}(\/\d{4})?$/, { error: 'a year or years such as `2009/2014`' }), z.int()], {
      error: 'a year or years such as `2009/2014`',
    })
    .optional()
    .describe('The years that the data cover, for resources without a year dimension: `2009/2014`.'),
  about: z
    .literal('persons', { error: '`persons`' })
    .optional()
    .describe(
      '`persons`: small counts of the dataset may give somebody away, and no build prints them without a decision.',
    ),
  counts: counts(mapping).optional().describe('How the resource counts: what `compare` needs to know.'),
});

const resource = (mapping: Mapping, added: z.ZodRawShape) =>
  mapping({
    $schema: text.optional(),
    profile: text.optional(),
    name: text.regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, {
      error: 'a name of letters, digits, `-`, `_` and `.`',
    }),
    ...originOfResource(mapping),
    ...wordsOfResource,
    ...fileOfResource(mapping),
    ...added,
    illustrative: flag
      .optional()
      .describe('`true` marks every number made from this dataset as illustrative, wherever it is printed.'),
    ...subjectOfResource(mapping),
    ...shapeOfResource(mapping),
    ...gateOfResource(mapping),
  });

/** What no program can know of the data; printed by `{{methods}}`. */
const methods = (mapping: Mapping) =>
  mapping({
    contact: text.optional().describe('Whom to ask.'),
    mandate: text.optional().describe('The law or decision by which the figures are collected.'),
    confidentiality: text.optional().describe('How persons are protected.'),
    release: text.optional().describe('When the figures are published, and who sees them before.'),
    accuracy: text.optional().describe('What the figures leave out, and how sure they are.'),
    timeliness: text.optional().describe('How long after the period the figures are available.'),
    comparability: text.optional().describe('What makes it hard to compare years, places or datasets.'),
  });

/** A package as written; `mapping` says what becomes of keys that are not in the grammar. `added` are keys of resources by extensions. */
export const dataPackage = (mapping: Mapping, added: z.ZodRawShape = {}) =>
  mapping({
    methods: methods(mapping).optional().describe('What the methods annex says in the words of its authors.'),
    $schema: text.optional(),
    profile: text.optional(),
    name: text.optional(),
    id: text.optional(),
    title: text.optional(),
    description: text.optional(),
    typed,
    unchecked,
    homepage: text.optional(),
    image: text.optional(),
    version: z.union([text, z.number()], { error: 'a text' }).optional(),
    created: text.optional(),
    keywords: z.array(text, { error: 'a list of texts' }).optional(),
    contributors: contributors(mapping).optional(),
    sources: sources(mapping).optional(),
    licenses: licenses(mapping).optional(),
    units: nounsForm
      .optional()
      .describe(
        'The forms of units beside the declared one: `{victims: {one: victim}}`; see docs/languages.md.',
      ),
    resources: z
      .array(resource(mapping, added), { error: 'a list of resources' })
      .min(1, { error: 'at least one resource' }),
  });

export type PackageSpec = z.infer<ReturnType<typeof dataPackage>>;
export type ResourceSpec = PackageSpec['resources'][number];
export type DialectSpec = Exclude<NonNullable<ResourceSpec['dialect']>, string>;
