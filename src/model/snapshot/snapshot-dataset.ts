/** What `published.json` holds of a dataset: every row that a report draws on. */

import { z } from 'zod';

/** A cell by its address: `cases-by-offence/cases?year=2013&offence=trafficking` (see `cell-address.ts`). */
export const address = z.string();

/** An exact number as text; with bounds, since a longer one takes minutes to calculate with and is none of ours. */
export const exactText = z.string().max(10_000);

export const row = z.strictObject({
  keys: z.record(z.string(), z.string()).describe('The category of every dimension.'),
  values: z.record(z.string(), exactText).describe('Numbers by measure, with the decimals of the data file.'),
  missing: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Symbols such as `[z]` by measure, where there is no number.'),
  stated: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Of a fact: its unit and qualifier, which are in its row.'),
  attributes: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe(
      'Where a claim counts rows: the attributes that it looks at. The `title` of a row that is known by its code.',
    ),
});

/** What a column is called and stands for. */
const words = {
  label: z.string().describe('As it is printed.'),
  definition: z.string().exactOptional(),
};

export const dataset = z.strictObject({
  name: z.string(),
  title: z.string(),
  dimensions: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      total: z.string().exactOptional().describe('The category that stands for the total.'),
      ...words,
      categories: z
        .array(
          z.strictObject({
            value: z.string(),
            label: z.string(),
            bounds: z
              .tuple([z.number(), z.number()])
              .exactOptional()
              .describe('Of a band: where it begins, and where the next one would.'),
            parent: z.string().exactOptional().describe('The category that it is part of.'),
          }),
        )
        .exactOptional()
        .describe('All that the data package knows, in its order.'),
    }),
  ),
  measures: z.array(
    z.strictObject({
      name: z.string(),
      unit: z.string(),
      adds: z
        .literal(true)
        .exactOptional()
        .describe('Its totals are the sums of their parts: the build found none that is not.'),
      ...words,
    }),
  ),
  definition: z.string().exactOptional(),
  counts: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('What is counted: `unit`, `status`, `definition`, `dated`, also `definition.identified`.'),
  period: z.string().exactOptional().describe('`2009/2014`, where no column says so.'),
  derived: z.boolean().describe('True when Tallybook made it from other datasets.'),
  illustrative: z.boolean(),
  sources: z.array(z.string()).exactOptional().describe('Their titles.'),
  symbols: z
    .array(
      z.strictObject({
        symbol: z.string(),
        meaning: z.string(),
        adds: z.literal(0).exactOptional().describe('A sum counts it as nothing.'),
        reasons: z
          .array(z.string())
          .exactOptional()
          .describe('Why single cells have it, where more is known; charts are described in these words.'),
      }),
    )
    .describe('The missing values that occur.'),
  rows: z.array(row),
});
