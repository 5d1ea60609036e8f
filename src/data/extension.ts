import type { z } from 'zod';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { AskedQuery, Dataset } from '../model/dataset/dataset.js';
import type { AskEngine } from '../model/dataset/query.js';
import type { ParsedYaml, YamlPath } from '../yaml/positions.js';
import type { Queried, ResourceContract } from './contract.js';
import type { Mapping } from './package/grammar.js';
import type { PackageSpec, ResourceSpec } from './package/package-schema.js';
import type { Fault, Report } from './report.js';
import type { LoadTools, QueryTools } from './table-context.js';
import type { CheckedTable, RawTable } from './tables.js';

/** A data package as a feature sees it. */
export interface WrittenPackage {
  readonly spec: PackageSpec;
  readonly parsed: ParsedYaml;
  /** Those of the resources that have no fault. */
  readonly resources: readonly ResourceContract[];
}

/** What a feature derives datasets from. */
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
  faultIn(resource: string): Fault;
  warn(diagnostic: Omit<Diagnostic, 'severity'>): void;
}

/** What the part of a package that belongs to a feature makes of its tables. */
export interface Derivations {
  derive(tables: PublishedTables): readonly Dataset[];
}

/** What a feature adds to data packages: a key of its own, and datasets that are derived. */
export interface DataExtension {
  readonly key: string;
  readonly description: string;
  readonly grammar: (mapping: Mapping) => z.ZodType;
  /** Reads what stands under the key of the feature; the derivations are absent without it, and when it has a fault. */
  resolve(written: WrittenPackage): {
    readonly value?: Derivations;
    readonly diagnostics: readonly Diagnostic[];
  };
}

/** Where a resource of a data package stands, and how its faults are reported. */
interface ResourceSurroundings {
  /** The folder of the data package, to which paths are relative. */
  readonly folder: string;
  readonly packageFile: string;
  readonly report: Report;
  readonly at: (path: YamlPath) => Position;
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
