import { z } from 'zod';
import { formats, pageFormat } from '../../model/dataset/formats.js';
import { marks } from '../../model/dataset/missing.js';
import { type ReadPublished, readPublished } from '../../model/snapshot/read-published.js';
import { numberClasses } from './numeral.js';

const text = z.string();

const cell = z.strictObject({
  dataset: text,
  field: text.describe('the measure'),
  keys: z.record(text, text).describe('the category of each dimension'),
});

interface OperandShape {
  readonly operation: string;
  readonly keys: readonly z.infer<typeof cell>[];
  readonly operands?: readonly OperandShape[] | undefined;
  readonly absolute?: true | undefined;
}

const operand: z.ZodType<OperandShape> = z.lazy(() =>
  z.strictObject({
    operation: text,
    keys: z.array(cell).readonly(),
    operands: z.array(operand).readonly().optional(),
    absolute: z.literal(true).optional().describe('a change without its sign, whichever way it went'),
  }),
);

const section = z.strictObject({ id: text, title: text });

const shared = {
  text: text.describe('exactly as printed'),
  place: text.describe(
    'text, table, chart, alternative, heading, caption, card, footnote, contents, cover, ...',
  ),
  section: text.optional().describe('id of the chapter or section'),
  only: z
    .enum(formats.filter((format) => format !== pageFormat))
    .optional()
    .describe('the format that alone shows it'),
};

const anchor = text.optional().describe('id of the element around it, else of the heading above');

const quantity = {
  value: z.number().describe('the number itself: in percent for shares, before rounding'),
  high: z.number().optional().describe('the upper end, where a source states a range'),
  exact: text.optional().describe('the number as a fraction, where `value` is not all of it'),
  unit: text,
  dataset: text,
  keys: z.array(cell).describe('the cells that it rests on'),
  operation: text,
  operands: z.array(operand).optional(),
  declared: z
    .strictObject({ number: text, source: text })
    .optional()
    .describe('of a number that rests on no cell: what was stated, as a fraction, and by whom'),
  calculated: z
    .strictObject({ by: z.literal('Vega'), version: text, transform: text })
    .optional()
    .describe('of a number that the charting library calculated'),
  marks: z
    .array(z.enum(marks))
    .readonly()
    .optional()
    .describe('beside the number: unreliable, provisional, revised, break in the series, estimated'),
  at: text.describe('file:line:column of the template that prints it'),
};

const ledgerLine = z.strictObject({
  class: z.literal('ledger'),
  id: text.describe('of the number, the same in every output: `section:hash`, or `section:hash:2`'),
  repeats: z
    .literal(true)
    .optional()
    .describe('set where a list or a description prints a number that is elsewhere, once more'),
  ...shared,
  anchor,
  ...quantity,
});

const others = Object.keys(numberClasses).filter((name) => name !== 'ledger');
const otherLine = z.strictObject({ class: z.enum(others), ...shared, anchor });

const claim = z.strictObject({
  kind: text,
  verdict: text,
  text: text.describe('the words of the claim as printed'),
  by: text.optional().describe('who said it, where it is quoted: such a claim may be false'),
  cells: z.array(cell),
  keys: z.record(text, text).describe('the filters and years that it names'),
  limits: z
    .strictObject({
      strict: z.boolean().optional(),
      share: text.optional().describe('in per cent'),
      times: text.optional(),
      rank: z.number().optional(),
    })
    .describe('what it sets as its threshold'),
  not: z.literal(true).optional().describe('it says that it does not hold'),
  at: text.describe('file:line:column of the claim'),
});

/** The version of `numbers.json` that is written and read. */
export const numbersVersion = 1;

/** `numbers.json`. */
export const numbersSchema = z.strictObject({
  $schema: text.optional(),
  version: z.literal(numbersVersion),
  report: text,
  item: text.exactOptional().describe('the slug of an item of a matrix'),
  language: text,
  sections: z.array(section).describe('chapters and sections, in order'),
  claims: z.array(claim).describe('every sentence that was tested against the data'),
  numbers: z
    .array(z.union([ledgerLine, otherLine]))
    .describe('every numeral that a reader can meet, in reading order; what only the PDF shows comes last'),
});

export type NumbersFile = z.infer<typeof numbersSchema>;
export type LedgerLine = z.infer<typeof ledgerLine>;

/** Reads the text of a `numbers.json`. */
export const readNumbers = (text: string): ReadPublished<NumbersFile> =>
  readPublished(text, { schema: numbersSchema, version: numbersVersion }, (path) =>
    path === '' ? 'content' : `\`${path}\``,
  );

/** The JSON Schema of `numbers.json`, for whoever reads it. */
export function numbersJsonSchema(): Record<string, unknown> {
  return { title: 'Every printed number of a Tallybook report', ...z.toJSONSchema(numbersSchema) };
}
