import { z } from 'zod';
import type { ChartFlow } from '../chart/flow.js';
import { address } from './snapshot-dataset.js';

const row = z.strictObject({
  cells: z.record(z.string(), address).describe('The fields that are cells.'),
  values: z.record(z.string(), z.unknown()).describe('Fields of words and places, and where the row is.'),
});

/** The data flow of a chart, in the form in which it is published. */
export const flow = z.strictObject({
  chart: z.string().describe('The id of the figure.'),
  version: z.string().describe('Of Vega.'),
  rows: z.record(z.string(), z.array(row)).describe('The rows of each source of data, by its name.'),
  spec: z.record(z.string(), z.unknown()).describe('A Vega specification without anything that is seen.'),
}) satisfies z.ZodType<ChartFlow>;
