import { z } from 'zod';

/** A cell by its address: `cases-by-offence/cases?year=2013&offence=trafficking` (see `cell-address.ts`). */
const address = z.string();

const row = z.strictObject({
  keys: z.record(z.string(), z.string()).describe('The category of every dimension.'),
  values: z
    .record(z.string(), z.string())
    .describe('Numbers by measure, with the decimals of the data file.'),
  missing: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Symbols such as `[z]` by measure, where there is no number.'),
});

const dataset = z.strictObject({
  name: z.string(),
  title: z.string(),
  dimensions: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      total: z.string().exactOptional().describe('The category that stands for the total.'),
    }),
  ),
  measures: z.array(z.strictObject({ name: z.string(), unit: z.string() })),
  period: z.string().exactOptional().describe('`2009/2014`, where no column says so.'),
  derived: z.boolean().describe('True when Tallybook made it from other datasets.'),
  illustrative: z.boolean(),
  symbols: z
    .array(
      z.strictObject({
        symbol: z.string(),
        meaning: z.string(),
        adds: z.literal(0).exactOptional().describe('A sum counts it as nothing.'),
      }),
    )
    .describe('The missing values that occur.'),
  rows: z.array(row),
});

/** What was done to which cells. Operands stand in their order, and only where one was calculated itself. */
interface OperandShape {
  readonly operation: string;
  readonly cells: readonly string[];
  readonly operands?: readonly OperandShape[] | undefined;
}
const operand: z.ZodType<OperandShape> = z.lazy(() =>
  z.strictObject({
    operation: z.string(),
    cells: z.array(address),
    operands: z.array(operand).optional(),
  }),
);

const number = z.strictObject({
  text: z.string().describe('Exactly as printed.'),
  place: z.string().describe('`text`, `table`, `chart` or `alternative`.'),
  operation: z.string(),
  cells: z.array(address),
  operands: z.array(operand).exactOptional(),
  value: z.string().exactOptional().describe('The exact number: `7`, `-3/8`; absent where there is none.'),
  high: z.string().exactOptional().describe('The upper end, where a source states a range.'),
  missing: z.string().exactOptional().describe('The symbol that is printed in place of a number.'),
  unit: z.string(),
  digits: z.number().int().min(0).max(20).describe('Decimals that are printed.'),
  signed: z.literal(true).exactOptional().describe('Printed with a plus sign when positive.'),
  qualifier: z.string().exactOptional(),
  fraction: z
    .strictObject({
      part: z.string(),
      whole: z.string(),
      form: z.enum(['of', 'from']),
      digits: z.number().int().min(0).max(20),
    })
    .exactOptional()
    .describe('A percentage on a small base, printed as what it is made from: "3 of 7", or "+3 from 7".'),
  at: z.string().describe('`file:line:column` of the template.'),
});

const claim = z.strictObject({
  kind: z.string(),
  verdict: z.string(),
  text: z.string(),
  cells: z.array(address),
  at: z.string(),
});

const part = z.strictObject({
  id: z.string().describe('Id of a section, figure or table; `_head`, `_contents` and `_foot` around them.'),
  title: z.string(),
  text: z.string().describe('Its own text in reading order, `{}` for every number of `numbers`.'),
  numbers: z.array(z.number().int().min(0)).describe('Which of `numbers` stand in it, in reading order.'),
  labels: z.string().describe('SHA-256 of what only some readers meet: alternative texts, labels, origins.'),
});

const revision = z.strictObject({
  cell: address,
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
  reason: z.string(),
  date: z.string(),
});

const snapshotSchema = z.strictObject({
  format: z.literal('tallybook-published'),
  version: z.literal(1),
  report: z.string(),
  language: z.string(),
  title: z.string(),
  edition: z.number().int(),
  draft: z.boolean(),
  datasets: z.array(dataset).describe('Every dataset that the report draws on, whole.'),
  numbers: z.array(number).describe('Every printed number in reading order, charts last.'),
  claims: z.array(claim),
  parts: z.array(part).describe('The text of the page in reading order.'),
  revisions: z.array(revision).describe('What differs from the edition before, and why.'),
});

/**
 * What a report published in one edition: its cells, numbers, claims and text, from which a later edition can tell
 * what changed. Holds nothing that a protection policy hides, and no place in a data file.
 */
export type Snapshot = z.infer<typeof snapshotSchema>;
export type SnapshotDataset = z.infer<typeof dataset>;
export type SnapshotRow = z.infer<typeof row>;
export type SnapshotNumber = z.infer<typeof number>;
export type SnapshotOperand = OperandShape;
export type SnapshotClaim = z.infer<typeof claim>;
export type SnapshotPart = z.infer<typeof part>;

/** A snapshot, or in one phrase why the text is none. */
export type ParsedSnapshot =
  | { readonly snapshot: Snapshot; readonly fault?: undefined }
  | { readonly snapshot?: undefined; readonly fault: string };

/** Reads the text of a `published.json`. */
export function parseSnapshot(text: string): ParsedSnapshot {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: 'text that is not JSON' };
  }
  if (typeof json !== 'object' || json === null || !('format' in json)) {
    return { fault: 'JSON that is no snapshot' };
  }
  if (json.format === 'tallybook-published' && 'version' in json && json.version !== 1) {
    return { fault: `snapshot of version \`${JSON.stringify(json.version)}\`` };
  }
  const parsed = snapshotSchema.safeParse(json);
  if (parsed.success) return { snapshot: parsed.data };
  const [issue] = parsed.error.issues;
  const key = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...key].join('.');
  return { fault: `snapshot whose \`${path}\` is not as Tallybook writes it` };
}

/** The JSON Schema of `published.json`; it ships in the package as `dist/schemas/published.json`. */
export function snapshotJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(snapshotSchema, { target: 'draft-2020-12' }), title: 'published.json' };
}
