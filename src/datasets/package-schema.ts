/** The grammar of `datapackage.yaml`: a Frictionless Data Package (v2) with the additions of Tallybook. */
import { z } from 'zod';
import { type Mapping, tableSchema, text, textOrTexts } from './field-schema.js';

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

const flag = z.boolean({ error: '`true` or `false`' });

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
    commentChar: text.optional(),
    delimiter: text.length(1, { error: 'one character' }).optional(),
    lineTerminator: text.optional(),
    quoteChar: text.length(1, { error: 'one character' }).optional(),
    doubleQuote: flag.optional(),
    escapeChar: text.optional(),
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

const resource = (mapping: Mapping) =>
  mapping({
    $schema: text.optional(),
    profile: text.optional(),
    name: text.regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, {
      error: 'a name of letters, digits, `-`, `_` and `.`',
    }),
    path: textOrTexts.optional(),
    data: z.unknown().optional(),
    type: z.literal('table', { error: '`table`' }).optional(),
    title: text.optional(),
    description: text.optional(),
    homepage: text.optional(),
    format: text.optional(),
    mediatype: text.optional(),
    encoding: text.optional(),
    bytes: z.int({ error: 'a whole number' }).optional(),
    hash: text.optional(),
    sources: sources(mapping).optional(),
    licenses: licenses(mapping).optional(),
    dialect: z.union([text, dialect(mapping)], { error: 'a mapping' }).optional(),
    schema: z.union([text, tableSchema(mapping)], { error: 'a mapping with `fields`' }),
    illustrative: flag
      .optional()
      .describe('`true` marks every number made from this dataset as illustrative, wherever it is printed.'),
    protect: z
      .union([z.boolean(), z.looseObject({})], { error: 'a protection policy' })
      .optional()
      .describe(
        'How small numbers are kept from giving persons away. No message quotes a value of the dataset.',
      ),
    period: z
      .union([text.regex(/^\d{4}(\/\d{4})?$/, { error: 'a year or years such as `2009/2014`' }), z.int()], {
        error: 'a year or years such as `2009/2014`',
      })
      .optional()
      .describe('The years that the data cover, for resources without a year dimension: `2009/2014`.'),
  });

const resourceName = text.describe('Name of the resource that holds them.');

/** The resources that hold a strategy: their fields are described in `docs/data-officer.md`. */
const plan = (mapping: Mapping) =>
  mapping({
    objectives: resourceName,
    institutions: resourceName,
    actions: resourceName,
    indicators: resourceName,
    'indicator-values': resourceName,
  });

const dataPackage = (mapping: Mapping) =>
  mapping({
    plan: plan(mapping)
      .optional()
      .describe('The resources that make up the plan of a strategy; progress is derived from them.'),
    $schema: text.optional(),
    profile: text.optional(),
    name: text.optional(),
    id: text.optional(),
    title: text.optional(),
    description: text.optional(),
    homepage: text.optional(),
    image: text.optional(),
    version: z.union([text, z.number()], { error: 'a text' }).optional(),
    created: text.optional(),
    keywords: z.array(text, { error: 'a list of texts' }).optional(),
    contributors: contributors(mapping).optional(),
    sources: sources(mapping).optional(),
    licenses: licenses(mapping).optional(),
    resources: z
      .array(resource(mapping), { error: 'a list of resources' })
      .min(1, { error: 'at least one resource' }),
  });

const closed: Mapping = (shape) => z.strictObject(shape, { error: 'a mapping' });
const open: Mapping = (shape) => z.object(shape, { error: 'a mapping' });

/** The grammar that names every unknown key. */
export const packageSchema = dataPackage(closed);

/** The same grammar without the unknown keys: to go on reading after `packageSchema` has named them. */
export const forgivingPackageSchema = dataPackage(open);

export type PackageSpec = z.infer<typeof packageSchema>;
export type ResourceSpec = PackageSpec['resources'][number];
export type DialectSpec = Exclude<NonNullable<ResourceSpec['dialect']>, string>;

/** The JSON Schema of `datapackage.yaml`, for completion and checks in editors. */
export function jsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(packageSchema, { io: 'input', unrepresentable: 'any' }), title: 'Data package' };
}
