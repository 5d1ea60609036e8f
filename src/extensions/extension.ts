import type { ContentExtension } from '../content/extension.js';
import type { BlockResolvers } from '../content/markdown/resolution.js';
import type {
  AttachmentExtension,
  DataExtension,
  PublishingExtension,
  QuerySource,
} from '../data/extension.js';
import type { CodeMeanings } from '../diagnostic-codes.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { SourceProblem } from '../model/dataset/source-table.js';
import type { Project } from '../model/project/project.js';
import type { Editions } from '../model/snapshot/editions.js';
import type { Snapshot } from '../model/snapshot/snapshot.js';
import type { FinishedReport } from '../outputs/output.js';
import type { RecordReader } from '../project/resolve.js';
import type { ResourceLimits } from '../resource-limits.js';
import type { FoundShapes } from './found-shapes.js';
import type { ReturnForm } from './return-form.js';

/** The data of a project beside what was published of them before. */
export interface ComparedData {
  readonly data: PublishedData;
  readonly editions: Editions;
  readonly diagnostics: readonly Diagnostic[];
}

/** A figure or a text that two sides do not agree on; one may be absent. */
export interface Unexplained {
  /** `visits/visits?year=2013&reader=adults`, `visits/reader=adults label` */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * A part of the tool that is whole in its own folder. What it does not have, it leaves out. It is registered in `extensions.ts`, its
 * commands in `programs.ts`, and its operations, judges of claims and forms of charts in the lists beside these.
 */
export interface Extension {
  readonly codes?: CodeMeanings;
  readonly data?: DataExtension;
  /** Decides what may be published of datasets. */
  readonly publishing?: PublishingExtension;
  /** Reads resources that are no tables. */
  readonly attachments?: AttachmentExtension;
  /** What a file of shapes says of them, for whoever describes it. */
  readonly inspectShapes?: (
    file: { readonly file: string; readonly text: string },
    limits: ResourceLimits,
  ) => FoundShapes | SourceProblem;
  /** Answers the queries of data packages. */
  readonly queries?: QuerySource;
  readonly content?: ContentExtension;
  /** How the blocks that its helpers print become part of the tree. */
  readonly blocks?: Partial<BlockResolvers>;
  /** Compares the data with what was published before. */
  readonly compare?: (project: Project, data: PublishedData, host: Host) => Promise<ComparedData>;
  /** Reads a file of its own beside `tallybook.yaml`. */
  readonly records?: RecordReader;
  /** JSON Schemas of files that authors write by hand, by their names. */
  readonly schemas?: Readonly<Record<string, () => Record<string, unknown>>>;
  /** Faults of a finished page. */
  readonly checkPage?: (
    page: string,
    report: Pick<FinishedReport, 'target' | 'document'>,
    project: Project,
  ) => readonly Diagnostic[];
  /** The forms that institutions are to fill in and return (`collect` sends them), given a data package as it is written. */
  readonly returnForms?: (
    written: unknown,
    data: PublishedData,
    report: { readonly edition: number; readonly language: Language },
  ) => readonly ReturnForm[];
  /**
   * What `before` published, what `after` has otherwise, and what no reason explains. Snapshots of one edition are drafts of it, which need
   * no reasons: nothing is returned for them, or figures alone where `withinEdition` is true.
   */
  readonly unexplained?: (
    before: readonly Snapshot[],
    after: readonly Snapshot[],
    withinEdition: boolean,
  ) => readonly Unexplained[];
}
