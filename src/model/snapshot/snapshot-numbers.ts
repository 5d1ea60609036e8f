/** What `published.json` holds of a printed number: its text, and what was done to which cells. */

import { z } from 'zod';
import { address, exactText } from './snapshot-dataset.js';

/** What was done to which cells. Operands stand in their order, and only where one was calculated itself. */
export interface OperandShape {
  readonly operation: string;
  readonly cells: readonly string[];
  readonly operands?: readonly OperandShape[] | undefined;
  readonly absolute?: true | undefined;
}
export const operand: z.ZodType<OperandShape> = z.lazy(() =>
  z.strictObject({
    operation: z.string(),
    cells: z.array(address),
    operands: z.array(operand).optional(),
    absolute: z.literal(true).optional().describe('A change without its sign, whichever way it went.'),
  }),
);

export const number = z
  .strictObject({
    id: z
      .string()
      .describe('`section:hash`, or `section:hash:2` for its second occurrence there; see docs/numbers.md.'),
    text: z.string().describe('Exactly as printed.'),
    place: z.string().describe('`text`, `table`, `chart` or `alternative`.'),
    operation: z.string(),
    cells: z.array(address),
    beside: z.array(address).exactOptional().describe('Cells that a rule read to choose which are counted.'),
    operands: z.array(operand).exactOptional(),
    declared: z
      .strictObject({ number: exactText, source: z.string() })
      .exactOptional()
      .describe('Of a number that rests on no cell: what was stated, and by whom.'),
    vega: z
      .strictObject({
        transform: z.string().describe('What of Vega calculated it: `regression`, `window mean`.'),
        version: z.string(),
        chart: z.string().describe('In whose flow it is: see `flows`.'),
        unit: z.string(),
        item: z.number().int().min(0),
        field: z.string(),
      })
      .exactOptional()
      .describe('Of a number that the charting library calculated: no operation of Tallybook does.'),
    value: exactText
      .exactOptional()
      .describe('The exact number: `7`, `-3/8`; absent where there is no number.'),
    high: exactText.exactOptional().describe('The upper end, where a source states a range.'),
    missing: z.string().exactOptional().describe('The symbol that is printed in place of a number.'),
    unit: z.string(),
    digits: z.number().int().min(-6).max(20).describe('Decimals that are printed; `-3` is whole thousands.'),
    signed: z.literal(true).exactOptional().describe('Printed with a plus sign when positive.'),
    qualifier: z.string().exactOptional(),
    fraction: z
      .strictObject({
        part: exactText,
        whole: exactText,
        form: z.enum(['of', 'from']),
        digits: z.number().int().min(0).max(20),
      })
      .exactOptional()
      .describe('A percentage on a small base, printed as what it is made from: "3 of 7", or "+3 from 7".'),
    at: z.string().describe('`file:line:column` of the template.'),
  })
  .refine(({ operation, vega }) => (operation === 'vega') === (vega !== undefined), { path: ['vega'] });
