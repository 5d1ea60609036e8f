import { z } from 'zod';
import { standardLimits } from '../resource-limits.js';
import { parseJson } from '../yaml/json.js';
import { formats } from './formats.js';

/** A cell by its address: `cases-by-offence/cases?year=2013&offence=trafficking` (see `cell-address.ts`). */
const address = z.string();

/** An exact number as text; with bounds, since a longer one takes minutes to calculate with and is none of ours. */
const exactText = z.string().max(10_000);

const row = z.strictObject({
  keys: z.record(z.string(), z.string()).describe('The category of every dimension.'),
  values: z.record(z.string(), exactText).describe('Numbers by measure, with the decimals of the data file.'),
  missing: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Symbols such as `[z]` by measure, where there is no number.'),
  stated: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Of a fact: its unit and qualifier, which stand in its row.'),
  attributes: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Where a claim counts rows: the attributes that it looks at.'),
});

/** What a column is called and stands for; versions before 4 have neither. */
const words = {
  label: z.string().exactOptional().describe('As it is printed.'),
  definition: z.string().exactOptional(),
};

const dataset = z.strictObject({
  name: z.string(),
  title: z.string(),
  dimensions: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      total: z.string().exactOptional().describe('The category that stands for the total.'),
      ...words,
      categories: z
        .array(z.strictObject({ value: z.string(), label: z.string() }))
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
  symbols: z
    .array(
      z.strictObject({
        symbol: z.string(),
        meaning: z.string(),
        adds: z.literal(0).exactOptional().describe('A sum counts it as nothing.'),
        reasons: z
          .array(z.string())
          .exactOptional()
          .describe('Why single cells have it, where more is known; charts are told in these words.'),
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
  readonly absolute?: true | undefined;
}
const operand: z.ZodType<OperandShape> = z.lazy(() =>
  z.strictObject({
    operation: z.string(),
    cells: z.array(address),
    operands: z.array(operand).optional(),
    absolute: z.literal(true).optional().describe('A change without its sign, whichever way it went.'),
  }),
);

const olderNumber = z.strictObject({
  text: z.string().describe('Exactly as printed.'),
  place: z.string().describe('`text`, `table`, `chart` or `alternative`.'),
  operation: z.string(),
  cells: z.array(address),
  operands: z.array(operand).exactOptional(),
  value: exactText.exactOptional().describe('The exact number: `7`, `-3/8`; absent where there is none.'),
  high: exactText.exactOptional().describe('The upper end, where a source states a range.'),
  missing: z.string().exactOptional().describe('The symbol that is printed in place of a number.'),
  unit: z.string(),
  digits: z.number().int().min(0).max(20).describe('Decimals that are printed.'),
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
});

const number = z.strictObject({
  id: z
    .string()
    .describe('`section:hash`, or `section:hash:2` for its second occurrence there; see docs/numbers.md.'),
  ...olderNumber.shape,
});

const claim = z.strictObject({
  kind: z.string(),
  verdict: z.string(),
  text: z.string(),
  cells: z.array(address),
  at: z.string(),
});

const comparedFigure = z.strictObject({
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

const testedClaim = z.strictObject({
  ...claim.shape,
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

const part = z.strictObject({
  id: z.string().describe('Id of a section, figure or table; `_head`, `_contents` and `_foot` around them.'),
  title: z.string(),
  text: z.string().describe('Its own text in reading order, `{}` for every number of `numbers`.'),
  numbers: z.array(z.number().int().min(0)).describe('Which of `numbers` stand in it, in reading order.'),
  labels: z.string().describe('SHA-256 of what only some readers meet: alternative texts, labels, origins.'),
});

const revision = z.strictObject({
  cell: address,
  before: exactText.exactOptional(),
  after: exactText.exactOptional(),
  reason: z.string(),
  date: z.string(),
});

/** Which words of a data package a revision is about. */
export const textKinds = ['unit', 'label', 'definition', 'meaning'] as const;

const revisedText = z.strictObject({
  dataset: z.string(),
  what: z.enum(textKinds),
  field: z.string().exactOptional().describe('The column; absent for the dataset itself and for a symbol.'),
  category: z.string().exactOptional(),
  symbol: z.string().exactOptional().describe('`[z]`, whose meaning it is.'),
  key: z.string().exactOptional().describe('Of a dataset: where its package says it, `counts.dated`.'),
  before: z.string(),
  after: z.string().exactOptional(),
  reason: z.string(),
  date: z.string(),
});

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256.');

const file = z.strictObject({
  name: z.string().describe('Beside this file.'),
  format: z.enum([...formats, 'json']),
  sha256: hash,
});

const markup = z.strictObject({
  id: z
    .string()
    .describe('A part; `_page`, `_window`, `_policy`, `_style` and `_script` are what holds them.'),
  sha256: hash.describe('Of its markup as it stands, without that of the pieces inside it.'),
});

const common = {
  format: z.literal('tallybook-published'),
  report: z.string(),
  language: z.string(),
  title: z.string(),
  edition: z.number().int(),
  draft: z.boolean(),
  datasets: z.array(dataset).describe('Every dataset that the report draws on, whole.'),
  parts: z.array(part).describe('The text of the page in reading order.'),
  revisions: z.array(revision).describe('What differs from the edition before, and why.'),
};

/** As Tallybook 0.1 wrote it first: still read, because a published edition is never written again. */
const firstSchema = z.strictObject({
  ...common,
  version: z.literal(1),
  claims: z.array(claim),
  numbers: z.array(olderNumber),
});

const files = {
  tool: z.string().describe('The version of Tallybook that made it.'),
  inputs: hash.describe('Of `inputs` of the manifest: the datasets of the whole project.'),
  markup: z.array(markup).describe('The pieces of the page in reading order, drawings and styles too.'),
  files: z.array(file).describe('The other files of the report, as they were published with this one.'),
};

/** Numbers had no ids yet. */
const secondSchema = z.strictObject({
  ...common,
  ...files,
  version: z.literal(2),
  claims: z.array(claim),
  numbers: z.array(olderNumber),
});

/** It kept neither labels nor definitions, nor how claims were tested. */
const thirdSchema = z.strictObject({
  ...common,
  ...files,
  version: z.literal(3),
  claims: z.array(claim),
  numbers: z.array(number),
});

const scale = z.strictObject({
  axis: z.enum(['x', 'y']),
  zero: z.number().exactOptional().describe('Where it puts 0 (or 1, where it is logarithmic), in pixels.'),
  unit: z.number().describe('Pixels for 1, or for a power of ten.'),
  log: z.literal(true).exactOptional(),
});

const place = z.number().int().min(0);

const drawing = z.strictObject({
  id: z.string().describe('Of the figure.'),
  dataset: z.string(),
  scales: z.array(scale).describe('In pixels from the corner of the drawing.'),
  axes: z.array(place.nullable()).describe('Of each `data-axis` the scale of its labels.'),
  marks: z
    .array(
      z.strictObject({
        mark: z.string(),
        rows: z.array(place).describe('Of every mark, or corner of a line: its row of the dataset.'),
        channels: z.array(
          z.strictObject({
            scale: place,
            measure: z.string(),
            by: z.enum(['length', 'place', 'end']),
            begins: z
              .number()
              .exactOptional()
              .describe('Where lengths begin that begin on none other, in pixels.'),
          }),
        ),
        shade: z.string().exactOptional().describe('The measure that shades show.'),
        share: z
          .strictObject({ measure: z.string(), axis: z.enum(['x', 'y']) })
          .exactOptional()
          .describe('Of bars that make up 100 per cent: the measure whose shares they show.'),
      }),
    )
    .describe('Of each `data-mark`. Without channels where no length or place is a cell.'),
  names: z
    .array(z.strictObject({ axis: place, dimension: z.string() }))
    .exactOptional()
    .describe('Which `data-axis` names the categories of a dimension, each beside its marks.'),
});

const currentSchema = z.strictObject({
  ...common,
  ...files,
  version: z.literal(4),
  claims: z.array(testedClaim).describe('Every sentence that was tested, with what it was tested on.'),
  numbers: z.array(number).describe('Every printed number in reading order.'),
  drawings: z
    .array(drawing)
    .exactOptional()
    .describe('What the marks of every drawing stand for, and by which scales they were drawn.'),
  revisedTexts: z
    .array(revisedText)
    .describe('Units, labels, definitions and meanings that are not those of the edition before, and why.'),
});

/**
 * What a report published in one edition: its cells, numbers, claims and text, from which a later edition can tell
 * what changed, and hashes of its files and of the pieces of its page. Holds nothing that a protection policy hides,
 * and no place in a data file.
 */
export type CurrentSnapshot = z.infer<typeof currentSchema>;
export type Snapshot =
  | CurrentSnapshot
  | z.infer<typeof firstSchema>
  | z.infer<typeof secondSchema>
  | z.infer<typeof thirdSchema>;
export type SnapshotRevisedText = z.infer<typeof revisedText>;
export type SnapshotDrawing = z.infer<typeof drawing>;
export type SnapshotFile = z.infer<typeof file>;
export type SnapshotMarkup = z.infer<typeof markup>;
export type SnapshotDataset = z.infer<typeof dataset>;
export type SnapshotRow = z.infer<typeof row>;
/** Older ones have no id. */
export type SnapshotNumber = z.infer<typeof olderNumber> & { readonly id?: string };
export type SnapshotOperand = OperandShape;
export type SnapshotClaim = z.infer<typeof claim>;
export type TestedClaim = z.infer<typeof testedClaim>;
export type SnapshotFigure = z.infer<typeof comparedFigure>;
export type SnapshotPart = z.infer<typeof part>;

/** A snapshot, or in one phrase why the text is none, and where. */
export type ParsedSnapshot =
  | { readonly snapshot: Snapshot; readonly fault?: undefined }
  | { readonly snapshot?: undefined; readonly fault: string; readonly offset: number };

const schemas = new Map<
  unknown,
  typeof firstSchema | typeof secondSchema | typeof thirdSchema | typeof currentSchema
>([
  [1, firstSchema],
  [2, secondSchema],
  [3, thirdSchema],
  [4, currentSchema],
]);

/** Reads the text of a `published.json`, of this version or of an earlier one. */
export function parseSnapshot(text: string): ParsedSnapshot {
  const json = parseJson(text, standardLimits.yamlDepth);
  if (json.fault !== undefined) return { fault: json.fault.actual, offset: json.fault.offset };
  const { value } = json;
  if (typeof value !== 'object' || value === null || !('format' in value)) {
    return { fault: 'JSON that is no snapshot', offset: 0 };
  }
  const version = 'version' in value ? value.version : undefined;
  const schema = schemas.get(version) ?? currentSchema;
  if (value.format === 'tallybook-published' && version !== undefined && !schemas.has(version)) {
    const shown = JSON.stringify(version).slice(0, 60);
    return { fault: `snapshot of version \`${shown}\``, offset: json.offsetOf(['version']) };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { snapshot: parsed.data };
  const path = firstFault(parsed.error.issues);
  const fault = `snapshot whose \`${path.join('.').slice(0, 120)}\` is not as Tallybook writes it`;
  return { fault, offset: json.offsetOf(path) };
}

/** Where a schema found its first fault: the key that it does not know, or the value. */
function firstFault([issue]: readonly z.core.$ZodIssue[]): (string | number)[] {
  const key = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...(issue?.path ?? []), ...key].map((step) => (typeof step === 'number' ? step : String(step)));
}

/** The JSON Schema of `published.json`; it ships in the package as `dist/schemas/published.json`. */
export function snapshotJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(currentSchema, { target: 'draft-2020-12' }), title: 'published.json' };
}
