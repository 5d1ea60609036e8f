import { type Diagnostic, type Outcome, type Position, sortDiagnostics } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { paintCategories } from '../model/chart/paint-categories.js';
import type {
  Attachment,
  Dataset,
  Field,
  PublishedData,
  PublishedDataset,
} from '../model/dataset/dataset.js';
import type { CellLinks } from '../model/dataset/protection.js';
import type { AskEngine } from '../model/dataset/query.js';
import type { Sources } from '../model/dataset/source-table.js';
import type { About } from '../model/project/about.js';
import type { ResourceContract } from './contract.js';
import type {
  AttachmentContract,
  AttachmentExtension,
  Publish,
  PublishedTables,
  ReadAttachment,
} from './extension.js';
import { examine } from './gate/examine.js';
import type { GateRules } from './gate/rules.js';
import type { PackageGrammar } from './package/package-grammar.js';
import { readPackage } from './package/read-package.js';
import { asPublished, disclose } from './publish.js';
import { readTables } from './read-tables.js';
import { Findings } from './report.js';
import { checkAlphabets, checkCase, checkTwinsAcross } from './rows/check-letters.js';
import type { CheckedTable } from './tables.js';
import { publishedTable, type ReadDataset, toDataset } from './to-dataset.js';

/** Where the data package is, and where `tallybook.yaml` names it. */
export interface DataInput {
  readonly path: string;
  readonly position: Position;
  /** The year at whose end the data are examined. */
  readonly edition: number;
}

/** Published data, and what their package says of itself. */
export interface PreparedData extends Outcome<PublishedData> {
  readonly about: About;
}

/** What the stage is given to work with. */
export interface DataTools {
  readonly grammar: PackageGrammar;
  readonly sources: Sources;
  /** Decides what may be published; `disclosed` where every count is to be there, for who may see them. */
  readonly publish: Publish | 'disclosed';
  /** Answers the queries of the package. */
  readonly ask: AskEngine;
}

/**
 * The data stage: reads the data package, then loads, validates, examines and protects every dataset, and returns what
 * may be published, in the order of the package, then what extensions derive from it. Every problem of every file is
 * collected. A table with a fault of its own, such as a cell that is no number, is not in the value. A table of which the
 * gate says something, such as that a total is wrong, is in it.
 *
 * | From | To | By |
 * | --- | --- | --- |
 * | data package | contracts | read-package, resolve-package |
 * | contract | raw table | read-tables, which opens a source, or has a query ask the tables before it |
 * | raw table | checked table | rows/validate |
 * | checked tables | problems | foreign keys (in read-tables), check-letters, gate/ |
 * | checked table | dataset | to-dataset |
 * | all datasets | published | the extension that publishes |
 * | published | derived | what extensions add |
 * | all of them | coloured | paint-categories |
 * | coloured | with attachments | what extensions read |
 */
export async function prepare(
  input: DataInput,
  host: Host,
  { grammar, sources, publish, ask }: DataTools,
): Promise<PreparedData> {
  const contracts = await readPackage(input, host, { grammar, sources });
  const found = new Findings(contracts.diagnostics);
  const tables = await readTables(
    contracts.value.resources,
    { packageFile: input.path, host, open: sources.open, ask, queries: grammar.queries },
    found,
  );
  found.add(tables.flatMap(checkCase));
  found.add(tables.flatMap(checkAlphabets));
  found.add(checkTwinsAcross(tables));
  // What the gate finds leaves tables that can be read, and a draft may print them.
  const { rules, derivations, about } = contracts.value;
  const { edition, path: packageFile } = input;
  const gate = examine({ tables, rules, edition, packageFile, limits: host.limits });
  found.add(gate.diagnostics);
  const whole = tables.filter(({ contract: { name } }) => !found.isFaulty(name));
  const finished = whole.map((table) => toDataset(table, gate.accepted.get(table.contract.name)));
  const raw = finished.map(({ dataset }) => dataset);
  const loaded =
    publish === 'disclosed'
      ? { published: raw.map(disclose), diagnostics: [] }
      : await publish(raw, linksOf(rules), contracts.value.names);
  found.add(loaded.diagnostics);
  const readable = publishedTables({ edition, tables, finished, published: loaded.published, found });
  const derived = derivations.flatMap((each) => each.derive(readable));
  const all = [...loaded.published, ...derived.map(publish === 'disclosed' ? disclose : asPublished)];
  const publishable = all.filter(({ name }) => !found.isFaulty(name));
  const painted = paintCategories(publishable, isDeclaredIn(contracts.value.resources));
  const read = await readAttachments(contracts.value.attachments, host);
  found.add(read.diagnostics);
  const datasets = painted.map((dataset) => withAttachments(dataset, read.attachments, grammar.attachments));
  return {
    about,
    value: Object.fromEntries(datasets.map((dataset) => [dataset.name, dataset])),
    diagnostics: sortDiagnostics(found.diagnostics),
  };
}

/** The resources without rows, and what was said of their files. */
async function readAttachments(
  contracts: readonly AttachmentContract[],
  host: Host,
): Promise<{ readonly attachments: readonly Attachment[]; readonly diagnostics: readonly Diagnostic[] }> {
  const read: ReadAttachment[] = [];
  for (const contract of contracts) read.push(await contract.load(host));
  return {
    attachments: read.flatMap(({ attachment }) => attachment ?? []),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** A dataset with those that have something for it, so that what is drawn or checked of it has them at hand. */
function withAttachments(
  dataset: PublishedDataset,
  attachments: readonly Attachment[],
  kinds: readonly AttachmentExtension[],
): PublishedDataset {
  const own = attachments.filter((each) =>
    kinds.some(({ key, isFor }) => key === each.kind && isFor(each, dataset)),
  );
  if (own.length === 0) return dataset;
  return { ...dataset, attachments: Object.fromEntries(own.map((each) => [each.name, each])) };
}

/** Whether the package, or an extension, lists the categories of a field; else its rows alone tell them. */
const isDeclaredIn =
  (resources: readonly ResourceContract[]) =>
  (field: Field, { name }: Dataset): boolean => {
    const resource = resources.find((each) => each.name === name);
    if (resource === undefined) return true;
    return resource.fields.some((contract) => contract.name === field.name && contract.categories.length > 0);
  };

interface Readable {
  readonly edition: number;
  readonly tables: readonly CheckedTable[];
  readonly finished: readonly ReadDataset[];
  readonly published: readonly PublishedDataset[];
  readonly found: Findings;
}

/** The tables as extensions may read them. Which of their rows have been reported is what was known before they are asked. */
function publishedTables({ edition, tables, finished, published, found }: Readable): PublishedTables {
  const place = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;
  const reported = new Set(found.diagnostics.map(({ position }) => place(position)));
  return {
    edition,
    tableOf(resource) {
      const index = finished.findIndex(({ dataset }) => dataset.name === resource);
      const [table, dataset] = [finished[index], published[index]];
      return table === undefined || dataset === undefined
        ? // Of a protected one nothing is known as it may be published.
          tables.find(({ contract }) => contract.name === resource && !contract.confidential)
        : publishedTable(table, dataset);
    },
    isFaulty: (resource) => found.isFaulty(resource),
    isReported: (position) => reported.has(place(position)),
    faultIn: (resource) => found.faultIn(resource),
    warn: (diagnostic) => found.add([{ severity: 'warning', ...diagnostic }]),
  };
}

/** What the rules of the integrity gate say of numbers that have to do with one another. */
function linksOf(rules: Readonly<Record<string, GateRules>>): CellLinks {
  const all = Object.entries(rules);
  return {
    pairs: all.flatMap(([, { equals, within }]) => [
      ...equals.map(({ own, other }) => ({ kind: 'equals' as const, own, other })),
      ...within.map(({ own, other }) => ({ kind: 'within' as const, own, other })),
    ]),
    rates: all.flatMap(([dataset, { rates }]) => rates.map((rate) => ({ dataset, ...rate }))),
  };
}
