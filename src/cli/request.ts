import type { Failure } from '../commands/diff/fail-on.js';
import type { Format } from '../model/dataset/formats.js';
import type { Shard } from '../model/project/shard.js';

/** What every command may be asked. */
export interface SharedRequest {
  readonly json: boolean;
  readonly debug: boolean;
  /** Say nothing but what is wrong. */
  readonly quiet: boolean;
}

/** What is asked of reports of a project. */
interface ReportsRequest extends SharedRequest {
  /** As typed. */
  readonly project: string;
  readonly only: readonly string[];
  readonly languages: readonly string[];
}

/** What is asked to be built of them. */
interface OutputsRequest extends ReportsRequest {
  readonly formats: readonly Format[];
  readonly draft: boolean;
}

export interface BuildRequest extends OutputsRequest {
  readonly command: 'build' | 'check';
  /** Publish what could be made, where some reports have errors. */
  readonly keepGoing?: boolean;
  /** As typed: the folder for finished reports, of which nothing is published. */
  readonly part?: string;
  readonly shard?: Shard;
  /** As typed: the parts that are published. */
  readonly merge?: readonly string[];
  /** As typed: the private key that signs what is published. */
  readonly sign?: string;
  /** False makes everything anew. */
  readonly cache?: false;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** List data cells that no report uses. */
  readonly unused?: boolean;
  /** Print the reports, and list what is wrong with their pages. */
  readonly layout?: boolean;
}

export interface PreviewRequest extends ReportsRequest {
  readonly command: 'preview';
  /** 0: one that is free. */
  readonly port: number;
  /** Show it in the browser of the user. */
  readonly open: boolean;
  /** The words of a command that opens a place in an editor. */
  readonly editor?: readonly string[];
}

export interface InitRequest extends SharedRequest {
  readonly command: 'init';
  /** As typed. */
  readonly folder: string;
  /** As typed: files of data that the project is made from. */
  readonly from: readonly string[];
}

export interface DescribeRequest extends SharedRequest {
  readonly command: 'describe';
  /** As typed. */
  readonly files: readonly string[];
}

export interface DataRequest extends SharedRequest {
  readonly command: 'data';
  /** Only this dataset. */
  readonly name: string | undefined;
  /** Ask the databases again: write what they answer, or hold what is kept against it. */
  readonly databases?: 'refresh' | 'live';
  /** As typed. */
  readonly project: string;
}

export interface ProtectRequest extends SharedRequest {
  readonly command: 'protect';
  /** As typed. */
  readonly project: string;
  /** How long a better choice is looked for. */
  readonly seconds: number | undefined;
  /** Only tell what would be hidden. */
  readonly isDry: boolean;
  /** As typed: files in which other tools say what is hidden. */
  readonly imports: readonly string[];
  /** As typed: where tables for other tools go, instead of a choice. */
  readonly exportTo: string | undefined;
}

export interface CollectRequest extends SharedRequest {
  readonly command: 'collect';
  readonly step: 'prepare' | 'merge';
  /** As typed: where workbooks go, or where those lie that came back. */
  readonly folder: string;
  /** As typed. */
  readonly project: string;
  /** The day by which they are due: `2016-01-31`. */
  readonly due: string | undefined;
  readonly language: string | undefined;
  /** Institutions whose values are taken over. */
  readonly accept: readonly string[];
}

export interface AccessibilityRequest extends ReportsRequest {
  readonly command: 'accessibility';
}

export interface TranslateRequest extends SharedRequest {
  readonly command: 'translate';
  readonly step: 'status' | 'export' | 'import' | 'new';
  readonly language?: string;
  /** As typed: the list of texts that came back. */
  readonly file?: string;
  /** Texts whose translation is current too. */
  readonly all: boolean;
  /** As typed. */
  readonly project: string;
}

export interface DoctorRequest extends SharedRequest {
  readonly command: 'doctor';
  readonly installBrowser: boolean;
}

export interface DiffRequest extends SharedRequest {
  readonly command: 'diff';
  /** As typed: a project, an output folder, a snapshot or a git revision each. */
  readonly before: string;
  readonly after: string;
  readonly failOn: Failure;
}

export interface VerifyRequest extends SharedRequest {
  readonly command: 'verify';
  /** As typed. */
  readonly output: string;
  /** Print the one hash that stands for all outputs. */
  readonly digest: boolean;
  /** What that hash must be. */
  readonly expected?: string;
  /** As typed: the public key of whoever signed them. */
  readonly key?: string;
  /** Build them again and compare. */
  readonly rebuild?: true;
  /** As typed: from this project instead of the one above them. */
  readonly project?: string;
}

export interface TraceRequest extends SharedRequest {
  readonly command: 'trace';
  readonly report: string;
  /** What is looked for, as typed. */
  readonly query: string;
  /** As typed. */
  readonly project: string;
  readonly language?: string;
}

/** Which queue, and the directory beside it. */
interface QueueRequest {
  /** As typed; it may hold a password. */
  readonly queue: string | undefined;
  /** As typed. */
  readonly share: string;
}

export interface EnqueueRequest extends OutputsRequest, QueueRequest {
  readonly command: 'enqueue';
  readonly wait: boolean;
  readonly keepGoing: boolean;
}

export interface WorkerRequest extends SharedRequest, QueueRequest {
  readonly command: 'worker';
  readonly concurrency: number;
  /** Seconds. */
  readonly lease: number;
  readonly untilEmpty: boolean;
}

/** What a command line asks for. */
export type Request =
  | BuildRequest
  | PreviewRequest
  | TraceRequest
  | InitRequest
  | DescribeRequest
  | DataRequest
  | ProtectRequest
  | CollectRequest
  | AccessibilityRequest
  | TranslateRequest
  | EnqueueRequest
  | WorkerRequest
  | DoctorRequest
  | DiffRequest
  | VerifyRequest;
