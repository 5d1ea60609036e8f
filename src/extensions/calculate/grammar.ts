import { z } from 'zod';
import { type Mapping, text } from '../../data/package/grammar.js';
import { measureBases } from './operations.js';

/** What can be calculated of a row, and beside which numbers. */
const calculations = [
  'sum',
  'difference',
  'share',
  'rate',
  'index',
  'average',
  'change',
  'percent-change',
] as const;

const oneOf = (values: readonly (string | number)[]): string =>
  `one of ${values.map((value) => `\`${value}\``).join(', ')}`;

const perOf = z.union(
  measureBases.map((base) => z.literal(base)),
  { error: oneOf(measureBases) },
);

/** A list of datasets that are calculated, each with its measures. */
export const calculateGrammar = (mapping: Mapping) =>
  z.array(
    mapping({
      name: text.describe('Name of the new dataset.'),
      title: text,
      description: text.optional(),
      from: text.describe('The dataset whose rows it has.'),
      measures: z
        .array(
          mapping({
            name: text,
            title: text.optional(),
            operation: z.enum(calculations, { error: oneOf(calculations) }),
            measure: text.describe('The measure that it is calculated of; of a sum several, joined by `|`.'),
            of: text
              .optional()
              .describe(
                'What a share or rate is of, or what is taken away: `measure`, or `dataset.measure` of another dataset, whose row has the same categories and periods.',
              ),
            per: perOf.optional().describe('Of a rate: for how many.'),
            base: z
              .union([text, z.number()], { error: 'a period' })
              .optional()
              .describe('Of an index: the period that is 100.'),
            over: z
              .int({ error: 'a number of periods' })
              .min(2, { error: 'a number of periods, at least 2' })
              .optional()
              .describe('Of an average: how many periods, of which the last is that of the row.'),
            on: z
              .enum(['period-before', 'year-before'], { error: oneOf(['period-before', 'year-before']) })
              .optional()
              .describe('Of a change: what it is on; default: the period before.'),
            unit: text.optional(),
            digits: z.int({ error: 'a number of decimals' }).min(0).max(6).optional(),
          }),
          { error: 'a list of measures' },
        )
        .min(1, { error: 'a list of measures' }),
    }),
    { error: 'a list of datasets' },
  );

export type CalculatedSpec = z.infer<ReturnType<typeof calculateGrammar>>[number];
export type MeasureSpec = CalculatedSpec['measures'][number];
