import { z } from 'zod';
import { standardLimits } from '../resource-limits.js';
import { parseJson } from '../yaml/json.js';
import type { Audience } from './audience.js';
import { annexFormats, formats } from './formats.js';
import { claim, type comparedFigure, testedClaim } from './snapshot-claims.js';
import { address, dataset, exactText, type row } from './snapshot-dataset.js';
import { drawing } from './snapshot-drawings.js';
import { number, type OperandShape, olderNumber } from './snapshot-numbers.js';

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
  format: z.enum([...formats, ...annexFormats, 'json']),
  sha256: hash,
});

const markup = z.strictObject({
  id: z
    .string()
    .describe('A part; `_page`, `_window`, `_policy`, `_style` and `_script` are what holds them.'),
  sha256: hash.describe('Of its markup as it stands, without that of the pieces inside it.'),
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
    .describe('How many of the paragraphs and lists that follow it on the page stand before it on paper.'),
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

const currentSchema = z.strictObject({
  ...common,
  ...files,
  version: z.literal(4),
  item: z.string().exactOptional().describe('The slug of an item, of a report that is made for many.'),
  audience: z
    .literal('confidential')
    .exactOptional()
    .describe('Of a report that is not for publication and prints every count; absent of a public one.'),
  claims: z.array(testedClaim).describe('Every sentence that was tested, with what it was tested on.'),
  numbers: z.array(number).describe('Every printed number in reading order.'),
  drawings: z
    .array(drawing)
    .exactOptional()
    .describe('What the marks of every drawing stand for, and by which scales they were drawn.'),
  house: z
    .array(houseFile)
    .exactOptional()
    .describe(
      'The files of the publisher that the page carries: its logo, the picture of its cover, its fonts and its style sheet.',
    ),
  moved: z
    .array(moved)
    .exactOptional()
    .describe('The figures and tables that stand later on paper than on the page, since they did not fit.'),
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
export type SnapshotHouseFile = z.infer<typeof houseFile>;
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

/** For whom a snapshot is; before there were confidential reports, for everybody. */
export const audienceOf = (snapshot: Snapshot): Audience =>
  ('audience' in snapshot ? snapshot.audience : undefined) ?? 'public';

/** Which item of its report a snapshot is of. */
export const itemOf = (snapshot: Snapshot): { readonly item?: string } =>
  'item' in snapshot && snapshot.item !== undefined ? { item: snapshot.item } : {};

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
