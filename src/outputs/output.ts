import type { Element } from 'hast';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Printer } from '../host/host.js';
import type { Language } from '../language/language.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { Format } from '../model/dataset/formats.js';
import type { House } from '../model/project/house.js';
import type { Target } from '../model/project/project.js';
import type { ClaimRecord } from '../model/snapshot/claim-record.js';
import type { Editions } from '../model/snapshot/editions.js';
import type { Snapshot } from '../model/snapshot/snapshot.js';
import type { Document } from '../model/tree/document.js';
import type { MovedFigure } from '../model/tree/moved-figure.js';
import type { ResourceLimits } from '../resource-limits.js';
import type { Assets } from './html/assets.js';
import type { HtmlReport } from './html/html-report.js';
import type { PrintedNumeral } from './ledger/numeral.js';
import type { FinishedFile, Manifest } from './manifest/manifest.js';
import type { PrintTools } from './pdf/print/report-prints.js';

/** A finished report, as every output looks at it. */
export interface FinishedReport {
  readonly target: Target;
  readonly language: Language;
  readonly document: Document;
  readonly claims: readonly ClaimRecord[];
  /** The datasets of its charts, in their order. */
  readonly charted: readonly string[];
  readonly data: PublishedData;
  /** Its datasets with the hash of what each publishes. */
  readonly inputs: Manifest['inputs'];
  readonly editions: Editions;
  /** What its pages carry from files of the publisher. */
  readonly house: House;
  /** Where an offset of its text stands in the templates. */
  positionOf(offset: number): Position;
}

/** What outputs are made with. */
export interface OutputTools {
  /** Style sheets and fonts, for outputs that are pages. */
  readonly assets: Assets;
  /** Of Tallybook: `0.2.0`. */
  readonly version: string;
  /** Dates the outputs. Seconds since 1970. */
  readonly epochSeconds: number;
  /** How large a file may be that an output takes something from. */
  readonly limits: ResourceLimits;
  /** Hands over the browser and tells that it is being printed. Rejects with an `EnvironmentProblem`. */
  print<T>(work: (printer: Pick<Printer, 'print'>) => Promise<T>): Promise<T>;
  /** What finishes and remembers what it printed. */
  readonly prints: PrintTools;
  /** The report as elements, made once: what every page of it is made of. */
  elements(): HtmlReport;
  /** What a page shows that has no files beside it, made once. */
  screen(): readonly Element[];
  /** The page for browsers, which is made once: what is published has its text, whatever formats are asked for. */
  page(): string;
}

/** What an output makes of a report. */
export interface MadeOutput<Id extends string = Format> {
  readonly files: readonly FinishedFile<Id>[];
  /** The numerals that a reader meets in this output alone, or in the page that all share. */
  readonly numerals: readonly PrintedNumeral[];
  readonly diagnostics: readonly Diagnostic[];
  /** Page number (from 1) by id, where it has pages. */
  readonly pages?: Readonly<Record<string, number>>;
  /** The figures that stand elsewhere in it than on the page. */
  readonly moved?: readonly MovedFigure[];
}

/** The output of each format, under its name. One that is missing does not compile. */
export type Outputs<Id extends string = Format> = { readonly [Each in Id]: Output<Each> };

/** A file as it was published. */
export interface PublishedFile {
  /** Its path below the output folder. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What a published file is held against. */
export interface PublishedReport {
  /** The page beside it, in which nothing is wrong. */
  readonly page: { readonly html: string; readonly file: string };
  readonly snapshot: Snapshot;
  readonly language: Language;
}

/** A format that reports are published in. What it needs, and whether it is binary, is known before it is loaded: `model/dataset/formats.ts`. */
export interface Output<Id extends string = Format> {
  readonly id: Id;
  /** It only looks at the report. Rejects with an `EnvironmentProblem`. */
  make(report: FinishedReport, tools: OutputTools): Promise<MadeOutput<Id>>;
  /** What is wrong with the form of a file, so that nothing else is read of it, such as that it unpacks to more than any report. */
  refuse?(file: PublishedFile, limits: ResourceLimits): Diagnostic | undefined;
  /** Reads a file as a stranger would, and says where it does not say what the page says. That its hash is right is looked at elsewhere. */
  verify?(file: PublishedFile, about: PublishedReport): Promise<readonly Diagnostic[]>;
}
