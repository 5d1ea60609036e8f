import { z } from 'zod';
import { fileFormats } from '../dataset/formats.js';
import type { Audience } from '../project/audience.js';
import { flow } from './flow-schema.js';
import { type ReadPublished, readPublished } from './read-published.js';
import { releaseSchema } from './release-schema.js';
import { address, dataset, exactText, type row } from './snapshot-dataset.js';
import { number, type OperandShape, operand } from './snapshot-numbers.js';

/** What `published.json` holds of a sentence that was tested: the words, and the figures or rows compared. */

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

const claim = z.strictObject({
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
    .describe('The figures that were compared with each other; the one that it is about is the first.'),
});

/** The version of `published.json` that is written and read. */
const snapshotVersion = 1;

const part = z.strictObject({
  id: z.string().describe('Id of a section, figure or table; `_head`, `_contents` and `_foot` around them.'),
  title: z.string(),
  text: z.string().describe('Its own text in reading order, `{}` for every number of `numbers`.'),
  numbers: z.array(z.number().int().min(0)).describe('Which of `numbers` are in it, in reading order.'),
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
  format: z.enum(fileFormats),
  sha256: hash,
});

const markup = z.strictObject({
  id: z
    .string()
    .describe('A part; `_page`, `_window`, `_policy`, `_style` and `_script` are what holds them.'),
  sha256: hash.describe('Of its markup as it is written, without that of the pieces inside it.'),
});

const houseFile = z.strictObject({
  what: z.enum(['logo', 'picture', 'font', 'style']).describe('What it is on the page.'),
  sha256: hash,
});

const moved = z.strictObject({
  id: z.string().describe('Of a figure or table.'),
  past: z
    .number()
    .int()
    .positive()
    .describe('How many of the paragraphs and lists that follow it on the page are before it on paper.'),
});

const schema = z.strictObject({
  format: z.literal('tallybook-published'),
  version: z.literal(snapshotVersion),
  tool: z.string().describe('The version of Tallybook that made it.'),
  inputs: hash.describe('Of `inputs` of the manifest: the datasets of the whole project.'),
  report: z.string(),
  item: z.string().exactOptional().describe('The slug of an item, of a report that is made for many.'),
  language: z.string(),
  title: z.string(),
  shortTitle: z.string().exactOptional().describe('What the heads of its pages say, where that is declared.'),
  edition: z.number().int(),
  draft: z.boolean(),
  audience: z
    .literal('confidential')
    .exactOptional()
    .describe('Of a report that is not for publication and prints every count; absent of a public one.'),
  release: releaseSchema
    .exactOptional()
    .describe('How far it is on its way to its readers, where that is declared.'),
  signedBeside: z
    .array(hash)
    .exactOptional()
    .describe(
      'Hashes of the units, and of datasets that are not here: with those of `datasets` they are the figures that were signed off.',
    ),
  datasets: z.array(dataset).describe('Every dataset that the report draws on, whole.'),
  numbers: z.array(number).describe('Every printed number in reading order.'),
  flows: z
    .array(flow)
    .exactOptional()
    .describe(
      'How the data of charts flow in which Vega calculates numbers; `verify` lets them do so again.',
    ),
  claims: z.array(claim).describe('Every sentence that was tested, with what it was tested on.'),
  parts: z.array(part).describe('The text of the page in reading order.'),
  revisions: z.array(revision).describe('What differs from the edition before, and why.'),
  revisedTexts: z
    .array(revisedText)
    .describe('Units, labels, definitions and meanings that are not those of the edition before, and why.'),
  corrections: z
    .array(revision)
    .exactOptional()
    .describe(
      'Of an edition that is published again: the cells that it published otherwise before, and why.',
    ),
  correctedTexts: z.array(revisedText).exactOptional().describe('The same of units, labels and definitions.'),
  house: z
    .array(houseFile)
    .exactOptional()
    .describe(
      'The files of the publisher that the page carries: its logo, the picture of its cover, its fonts and its style sheet.',
    ),
  moved: z
    .array(moved)
    .exactOptional()
    .describe('The figures and tables that are later on paper than on the page, since they did not fit.'),
  markup: z.array(markup).describe('The pieces of the page in reading order, drawings and styles too.'),
  files: z.array(file).describe('The other files of the report, as they were published with this one.'),
});

/**
 * What a report published in one edition: its cells, numbers, claims and text, from which a later edition can tell
 * what changed, and hashes of its files and of the pieces of its page. Holds nothing that a protection policy hides,
 * and no place in a data file.
 */
export type Snapshot = z.infer<typeof schema>;
export type SnapshotRevisedText = z.infer<typeof revisedText>;
export type SnapshotHouseFile = z.infer<typeof houseFile>;
export type SnapshotFile = z.infer<typeof file>;
export type SnapshotMarkup = z.infer<typeof markup>;
export type SnapshotDataset = z.infer<typeof dataset>;
export type SnapshotRow = z.infer<typeof row>;
export type SnapshotNumber = z.infer<typeof number>;
export type SnapshotOperand = OperandShape;
export type SnapshotClaim = z.infer<typeof claim>;
export type SnapshotFigure = z.infer<typeof comparedFigure>;
export type SnapshotPart = z.infer<typeof part>;

/** For whom a snapshot is. */
export const audienceOf = ({ audience }: Snapshot): Audience => audience ?? 'public';

/** Reads the text of a `published.json`. */
export const parseSnapshot = (text: string): ReadPublished<Snapshot> =>
  readPublished(text, { schema, version: snapshotVersion }, (path, value) =>
    typeof value === 'object' && value !== null && 'format' in value
      ? `snapshot whose \`${path}\` is not as Tallybook writes it`
      : 'JSON that is no snapshot',
  );

/** The JSON Schema of `published.json`; it ships in the package as `dist/schemas/published.json`. */
export function snapshotJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(schema, { target: 'draft-2020-12' }), title: 'published.json' };
}
