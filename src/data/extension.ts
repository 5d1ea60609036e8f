import type { z } from 'zod';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Dataset } from '../model/dataset/dataset.js';
import type { ParsedYaml } from '../yaml/positions.js';
import type { ResourceContract } from './contract.js';
import type { Mapping } from './package/grammar.js';
import type { PackageSpec } from './package/package-schema.js';
import type { Fault } from './report.js';
import type { CheckedTable } from './tables.js';

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
