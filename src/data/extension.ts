import type { z } from 'zod';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { AskedQuery, Attachment, Dataset, PublishedDataset } from '../model/dataset/dataset.js';
import type { CellLinks } from '../model/dataset/protection.js';
import type { AskEngine } from '../model/dataset/query.js';
import type { ParsedYaml, YamlPath } from '../yaml/positions.js';
import type { FieldContract, Queried, ResourceContract } from './contract.js';
import type { Mapping } from './package/grammar.js';
import type { PackageSpec, ResourceSpec } from './package/package-schema.js';
import type { ReportFault, ReportFaultAt } from './report.js';
import type { LoadTools, QueryTools } from './table-context.js';
import type { CheckedTable, RawTable } from './tables.js';

/** A data package as an extension sees it. */
export interface WrittenPackage {
  readonly spec: PackageSpec;
  readonly parsed: ParsedYaml;
  /** Those of the resources that have no fault. */
  readonly resources: readonly ResourceContract[];
}

/** What an extension derives datasets from. */
export interface PublishedTables {
  readonly edition: number;
  /**
   * The table of a resource: what may be published of it, or, where it has faults and nothing may be derived from it, as
   * far as it could be read. Undefined where it could not.
   */
  tableOf(resource: string): CheckedTable | undefined;
  /** True for the name of a resource that has a fault, at the moment of asking. */
  isFaulty(resource: string): boolean;
  /** True where a fault was reported before. */
  isReported(position: Position): boolean;
  faultIn(resource: string): ReportFault;
  warn(diagnostic: Omit<Diagnostic, 'severity'>): void;
}

/** What the part of a package that belongs to an extension makes of its tables. */
export interface Derivations {
  derive(tables: PublishedTables): readonly Dataset[];
}

/** A key that an extension adds to data packages, or to each of their resources. */
export interface AddedKey {
  readonly key: string;
  readonly description: string;
  readonly grammar: (mapping: Mapping) => z.ZodType;
}

/** What an extension adds to data packages: a key of its own, and datasets that are derived. */
export interface DataExtension extends AddedKey {
  /** Reads what stands under the key of the extension; the derivations are absent without it, and when it has a fault. */
  resolve(written: WrittenPackage): {
    readonly value?: Derivations;
    readonly diagnostics: readonly Diagnostic[];
  };
}

/** Where the keys of a resource stand, and how what is wrong with them is reported. */
interface KeyPlaces {
  readonly report: ReportFaultAt;
  readonly at: (path: YamlPath) => Position;
}

/** What may be published of datasets, one for each in their order, and what was said of it. */
export interface Published {
  readonly published: readonly PublishedDataset[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Decides what may be published of all datasets of a package together. `names` are those of all its resources, with a fault or
 * without.
 */
export type Publish = (
  datasets: readonly Dataset[],
  links: CellLinks,
  names: readonly string[],
) => Promise<Published>;

/** Decides what may be published, for as long as it is open. */
export interface Publisher {
  /** Makes ready while tables are still to be read, and says what is wrong with what was decided before. */
  begin(edition: number, host: Host): Promise<Outcome<Publish>>;
  /** The data of a compile are done. */
  rest(): void;
  close(): void;
}

/**
 * A key of resources that says how a dataset is published, and what goes by it. They are one: where nobody publishes by the key,
 * no package may have it.
 */
export interface PublishingExtension extends AddedKey {
  /** What stands under the key, as the grammar has read it. */
  resolve(
    written: unknown,
    resource: ResourceSpec,
    around: KeyPlaces & { readonly fields: readonly FieldContract[] },
  ): Pick<ResourceContract, 'protection' | 'confidential'>;
  open(): Publisher;
}

/** What is read of a resource that is no table. */
export interface ReadAttachment {
  readonly attachment?: Attachment;
  readonly diagnostics: readonly Diagnostic[];
}

/** A resource that is no table, such as shapes of a map. */
export interface AttachmentContract {
  load(host: Host): Promise<ReadAttachment>;
}

/** A key of resources that are no tables, and how what they hold comes to datasets. What it reads is of the kind that its key says. */
export interface AttachmentExtension extends AddedKey {
  /** What stands under the key, as the grammar has read it; undefined where something of the resource is reported. */
  resolve(
    written: unknown,
    resource: ResourceSpec,
    around: KeyPlaces & {
      /** Where its file is; undefined where that has been reported. */
      readonly source: Pick<ResourceContract, 'file' | 'pathPosition'> | undefined;
      /** What other extensions add to resources that are tables. */
      readonly tableKeys: readonly string[];
    },
  ): AttachmentContract | undefined;
  /** True of a dataset that it has something for. */
  isFor(attachment: Attachment, dataset: PublishedDataset): boolean;
}

/** Where a resource of a data package stands, and how its faults are reported. */
interface ResourceSurroundings extends KeyPlaces {
  /** The folder of the data package, to which paths are relative. */
  readonly folder: string;
  readonly packageFile: string;
}

/** How resources come about that are no files of data: answers to queries. */
export interface QuerySource {
  /** The query of a resource and where it stands; undefined where that has a fault, which is reported. */
  resolve(
    resource: ResourceSpec,
    around: ResourceSurroundings,
  ): Pick<ResourceContract, 'query' | 'file' | 'pathPosition'> | undefined;
  /** The answer, made of the tables before it; undefined where there is none, which is reported. */
  load(contract: Queried, tools: QueryTools): Promise<RawTable | undefined>;
  /** What was asked for an answer that is kept as a file; undefined where that is not the answer, which is reported. */
  checkKept(contract: Queried, tools: LoadTools): Promise<AskedQuery | undefined>;
  /** What answers queries, until it is closed. */
  open(): { readonly ask: AskEngine; close(): void };
}
