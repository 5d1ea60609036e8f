import { z } from 'zod';
import { text } from '../text-spec.js';

/** What templates write in `{{param "..."}}` and in `{...}` of a title. */
const parameterName = /^\p{L}[\p{L}\p{N}_-]*$/u;

const overExample = '`{municipality: {dataset: population}}`';

const categoriesSpec = z.strictObject(
  {
    dataset: text('the name of a dataset such as `population`').describe(
      'The dataset whose categories the parameter takes, its totals left out.',
    ),
    dimension: text('the name of a dimension such as `municipality`')
      .optional()
      .describe('The dimension of that dataset. Default: the one that is named like the parameter.'),
    level: text('the name of a level such as `municipality`')
      .optional()
      .describe('Of a dimension with several levels, the one that is meant. Default: the lowest.'),
  },
  { error: 'a mapping such as `{dataset: population}`' },
);

/** The grammar of `matrix`: what a report is made for, once for each. */
export const matrixSpec = z
  .strictObject(
    {
      over: z
        .record(
          z
            .string()
            .regex(parameterName, { error: 'a name of letters, digits and hyphens, such as `municipality`' })
            .refine((name) => name !== 'slug', { error: 'another name than `slug`' }),
          categoriesSpec,
          { error: `a mapping such as ${overExample}` },
        )
        .refine((over) => Object.keys(over).length > 0, { error: 'at least one parameter' })
        .optional()
        .describe('Parameters that take the categories of a dimension; of several, all combinations.'),
      file: text('the path of a CSV file such as `data/items.csv`')
        .optional()
        .describe(
          'Path of a CSV file with a row for each item, relative to the project: its columns are parameters, a column `slug` the names of their folders.',
        ),
    },
    { error: `a mapping such as \`{over: {municipality: {dataset: population}}}\`` },
  )
  .refine(({ over, file }) => over !== undefined || file !== undefined, {
    error: '`over` or `file`',
  });

export type MatrixSpec = z.infer<typeof matrixSpec>;
