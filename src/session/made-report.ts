import type { Content } from '../content/compose.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Answer, RecordingHost } from '../host/recording.js';
import type { Language } from '../language/language.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { About } from '../model/project/about.js';
import type { House } from '../model/project/house.js';
import type { Target } from '../model/project/project.js';
import type { Editions } from '../model/snapshot/editions.js';
import type { Document } from '../model/tree/document.js';

/** A report as a finished tree, and what it was made of on the way. */
export interface CompiledReport {
  readonly target: Target;
  readonly language: Language;
  readonly content: Content;
  readonly document: Document;
  /** What its pages carry from files of the publisher. */
  readonly house: House;
  /** What drawing asked of the tool. */
  readonly answers: readonly Answer[];
}

/** What all reports of a project rest on, in whatever language. */
export interface SharedData {
  /** With the texts of the data package. */
  readonly data: PublishedData;
  /** What the data package says of itself. */
  readonly about: About;
  readonly editions: Editions;
}

/** What came of a target. */
export interface MadeReport {
  readonly target: Target;
  /** Undefined where its template cannot be read as one, or its item is not published. */
  readonly report: CompiledReport | undefined;
  /** The data with the texts of its language. */
  readonly data: PublishedData;
  /** The cells as it publishes them, with the texts of its language. */
  readonly editions: Editions;
  readonly diagnostics: readonly Diagnostic[];
  /** Everything that it asks of the files goes through here, so that it is known what the report depends on. */
  readonly host: RecordingHost;
}

/** A report whose tree stands, so that its pages can be made; its diagnostics are those that were found on the way. */
export interface StandingReport extends MadeReport {
  /** The same with all that is said of it, which is found out when it is asked for, and once. */
  check(): Promise<MadeReport>;
}
