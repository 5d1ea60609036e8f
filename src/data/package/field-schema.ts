/** The grammar of a Table Schema in a data package: Frictionless v2 with the additions of Tallybook. */
import { z } from 'zod';
import { periodTypes } from '../../model/dataset/periods.js';
import { gateOfField } from '../gate/schema.js';
import { flag, type Mapping, text, typed, unchecked } from './grammar.js';

export const textOrTexts = z.union([text, z.array(text, { error: 'a list of texts' })], {
  error: 'a text or a list of texts',
});
const limit = z.union([z.number(), z.string()], { error: 'a number or a text' });
const length = z.int({ error: 'a whole number' });

const missingValues = (mapping: Mapping) =>
  z.array(
    z.union(
      [
        text,
        mapping({
          value: text.describe('The code as it is in the file.'),
          label: text
            .optional()
            .describe(
              'What the code means, for the legend. Default: what `[x]`, `[z]`, `[c]` and `[k]` stand for.',
            ),
          symbol: text
            .min(1, { error: 'a symbol to print' })
            .optional()
            .describe('What is printed in its place, such as `[z]`. Default: the code.'),
          adds: z
            .literal(0, { error: '`0`' })
            .optional()
            .describe('`0` when a sum may count the cell as nothing; without it the sum is missing too.'),
        }),
      ],
      { error: 'a text or a mapping with `value` and `label`' },
    ),
    { error: 'a list' },
  );

export const langWords =
  'The language of the words where it is not that of the report, such as `sq`. Default: that of the field, then of the resource.';

const listedCategories = (mapping: Mapping) =>
  z.array(
    z.union(
      [
        text,
        z.int(),
        mapping({
          value: z.union([text, z.int()], { error: 'a text or a whole number' }),
          label: text.optional().describe('What is printed. Default: the value.'),
          lang: text.optional().describe(langWords),
          parent: z
            .union([text, z.int()], { error: 'a category value' })
            .optional()
            .describe('The category that it is part of, such as the region of a district.'),
          bounds: z
            .tuple([z.number(), z.number()], { error: 'two numbers' })
            .optional()
            .describe(
              'Of bands of age or size: where it begins and where the next one would, such as `[15, 18]` for ages of 15 to 17.',
            ),
          stock: flag
            .optional()
            .describe('`true` for a state at a date (cases that are pending): it does not add up over time.'),
          color: text
            .optional()
            .describe(
              'Its colour in every chart, such as `#0b5d3b`, or `grey`. Default: one of the house, by its place in the list.',
            ),
        }),
      ],
      { error: 'a text or a mapping with `value` and `label`' },
    ),
    { error: 'a list' },
  );

/** The categories in the data package, or the file that lists them. */
const categories = (mapping: Mapping) =>
  z.union(
    [
      listedCategories(mapping),
      mapping({
        from: text.describe('A CSV file with the columns `value`, and if need be `label` and `parent`.'),
      }),
    ],
    { error: 'a list, or `{from: codes.csv}`' },
  );

const constraints = (mapping: Mapping) =>
  mapping({
    required: flag.optional(),
    unique: flag.optional(),
    minLength: length.optional(),
    maxLength: length.optional(),
    minimum: limit.optional(),
    maximum: limit.optional(),
    exclusiveMinimum: limit.optional(),
    exclusiveMaximum: limit.optional(),
    jsonSchema: z.unknown().optional(),
    pattern: text.optional(),
    enum: z.array(z.unknown(), { error: 'a list' }).optional(),
  });

/** The types of Table Schema that are read; the others are known, and refused by name. */
export const readableTypes = [
  'string',
  'integer',
  'number',
  'year',
  ...periodTypes,
  'boolean',
  'date',
] as const;

const otherTypes = [
  'object',
  'array',
  'list',
  'datetime',
  'time',
  'yearmonth',
  'duration',
  'geopoint',
  'geojson',
  'any',
] as const;

const roles = ['dimension', 'measure', 'attribute', 'note', 'status'] as const;

const oneOf = (values: readonly string[]): string =>
  `one of ${values.map((value) => `\`${value}\``).join(', ')}`;

/** What Table Schema says of a field, and the language of its words. */
const standardField = (mapping: Mapping) => ({
  name: text,
  type: z.enum([...readableTypes, ...otherTypes], { error: oneOf(readableTypes) }).optional(),
  format: text.optional(),
  title: text.optional(),
  lang: text.optional().describe(langWords),
  description: text.optional(),
  typed,
  unchecked,
  example: z.unknown().optional(),
  constraints: constraints(mapping).optional(),
  rdfType: text.optional(),
  missingValues: missingValues(mapping).optional(),
  categories: categories(mapping).optional(),
  categoriesOrdered: flag
    .optional()
    .describe(
      '`true` where the order of the categories has a meaning; bars of other dimensions are sorted by size.',
    ),
  decimalChar: text.optional(),
  groupChar: text.optional(),
  bareNumber: flag.optional(),
  trueValues: z.array(text, { error: 'a list of texts' }).optional(),
  falseValues: z.array(text, { error: 'a list of texts' }).optional(),
  delimiter: text.optional(),
  itemType: text.optional(),
});

/** What Tallybook adds: what a column is for, and how its numbers are read, added up and printed. */
const ownField = {
  role: z
    .enum(roles, { error: oneOf(roles) })
    .optional()
    .describe(
      'What the column is for. Default: keys are dimensions, other numbers measures, the rest attributes.',
    ),
  unit: text.optional().describe('What a measure counts or is measured in: "victims", "%".'),
  about: z
    .literal('persons', { error: '`persons`' })
    .optional()
    .describe(
      'For a measure that counts persons. The other measures of the dataset then count none, and are not protected.',
    ),
  status: text
    .optional()
    .describe(
      'The column with the marks of a measure (`role: status`). Default: the only such column, if there is one.',
    ),
  additive: flag
    .optional()
    .describe('`false` for a measure whose totals are not sums (a rate, an average): they are not checked.'),
  stock: flag
    .optional()
    .describe(
      '`true` for a measure that is a state at a date (a population, persons in custody): it does not add up over time.',
    ),
  reason: text
    .min(3, { error: 'a sentence' })
    .optional()
    .describe('Why the parts of a measure with `additive: false` need not add up; printed under tables.'),
  remainder: text
    .min(2, { error: 'words such as `not known`' })
    .optional()
    .describe(
      'What totals over this dimension include beside its categories: `not known`. Their parts may then come to less, never to more.',
    ),
  digits: z
    .int({ error: 'a whole number from 0 to 20' })
    .min(0, { error: 'a whole number from 0 to 20' })
    .max(20, { error: 'a whole number from 0 to 20' })
    .optional()
    .describe('Decimals that a measure is printed with. Default: those of the cell.'),
  times: z
    .int({ error: '10, 100, 1000 and so on' })
    .refine((value) => /^10{1,12}$/.test(String(value)), { error: '10, 100, 1000 and so on' })
    .optional()
    .describe('What each number of the file is multiplied by, exactly: `1000` where it counts in thousands.'),
  total: z
    .union([text, z.int()], { error: 'a category value' })
    .optional()
    .describe('The category that holds totals over this dimension.'),
  levels: z
    .array(text, { error: 'a list of names' })
    .min(2, { error: 'at least two names' })
    .optional()
    .describe('What the levels of categories with a `parent` are called, the topmost first.'),
};

const field = (mapping: Mapping) =>
  mapping({ ...standardField(mapping), ...ownField, ...gateOfField(mapping) });

const foreignKey = (mapping: Mapping) =>
  mapping({
    fields: textOrTexts,
    reference: mapping({
      resource: text.optional().describe('Empty or absent: the same resource.'),
      fields: textOrTexts,
    }),
  });

/** A Table Schema. */
export const tableSchema = (mapping: Mapping) =>
  mapping({
    $schema: text.optional(),
    fields: z.array(field(mapping), { error: 'a list of fields' }).min(1, { error: 'at least one field' }),
    fieldsMatch: z.unknown().optional(),
    missingValues: missingValues(mapping).optional(),
    primaryKey: textOrTexts.optional(),
    uniqueKeys: z.array(z.array(text), { error: 'a list of lists of field names' }).optional(),
    foreignKeys: z.array(foreignKey(mapping), { error: 'a list' }).optional(),
  });

export type TableSchemaSpec = z.infer<ReturnType<typeof tableSchema>>;
export type FieldSpec = TableSchemaSpec['fields'][number];
export type CategorySpec = Exclude<NonNullable<FieldSpec['categories']>, { readonly from: string }>[number];
export type MissingSpec = NonNullable<FieldSpec['missingValues']>[number];
export type ConstraintsSpec = NonNullable<FieldSpec['constraints']>;

/** The categories that a field lists; none where nothing lists them, or a file that could not be read. */
export const categoriesIn = ({ categories = [] }: Pick<FieldSpec, 'categories'>): readonly CategorySpec[] =>
  Array.isArray(categories) ? categories : [];
