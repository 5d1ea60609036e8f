/** What `published.json` holds of a sentence that was tested: the words, and the figures or rows compared. */

import { z } from 'zod';
import { address, exactText } from './snapshot-dataset.js';
import { operand } from './snapshot-numbers.js';

export const comparedFigure = z.strictObject({
  operation: z.string(),
  cells: z.array(address),
  operands: z.array(operand).exactOptional(),
  qualifier: z.string().exactOptional(),
  gap: z.literal(true).exactOptional().describe('The data have no such row.'),
});

const countedRows = z.strictObject({
  dataset: z.string(),
  where: z
    .record(z.string(), z.array(z.string()))
    .describe('The categories of the rows that it is about, by dimension or attribute.'),
  condition: z
    .strictObject({
      field: z.string(),
      lacks: z.boolean().describe('It asks that the row has it not.'),
      values: z.array(z.string()).exactOptional(),
    })
    .exactOptional()
    .describe('What it asks of each of them.'),
});

export const claim = z.strictObject({
  kind: z.string(),
  verdict: z.string(),
  text: z.string(),
  cells: z.array(address),
  at: z.string(),
  shape: z.string().describe('How its figures belong together: `series`, `part`, `standing`.'),
  keys: z.record(z.string(), z.string()).describe('The filters and years that it names.'),
  limits: z.strictObject({
    strict: z.boolean().exactOptional(),
    share: exactText.exactOptional().describe('In per cent.'),
    times: exactText.exactOptional(),
    rank: z.number().int().exactOptional(),
  }),
  not: z.literal(true).exactOptional().describe('It says that it does not hold.'),
  acrossBreak: z.literal(true).exactOptional().describe('A break in the series left a comparison open.'),
  rows: countedRows.exactOptional().describe('Of a claim that counts rows: which, and what of them.'),
  groups: z
    .array(z.array(comparedFigure))
    .describe('The figures that were compared with each other; the one that it is about stands first.'),
});
