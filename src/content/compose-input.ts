import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { About } from '../model/project/about.js';
import type { MatrixItem } from '../model/project/matrix.js';
import type { Project, Report } from '../model/project/project.js';
import type { Editions } from '../model/snapshot/editions.js';
import type { Linted } from './numbers/lint/report.js';
import type { Spoken } from './numbers/spoken.js';
import type { SubjectsOfData } from './numbers/subjects.js';
import type { Parameters } from './parameters.js';
import type { RowIndex } from './selection/fields.js';
import type { TemplateLanguage } from './template-language.js';

/** What a report is made from. */
export interface ComposeInput {
  readonly project: Project;
  readonly report: Report;
  /** Of a report that is made for many, the one that it is made for. */
  readonly item?: MatrixItem;
  readonly data: PublishedData;
  /** Rows of the data by their keys. */
  readonly rows: RowIndex;
  /** Remembers the names in the data; absent where nothing is remembered. */
  readonly subjects?: SubjectsOfData;
  /** The units and years of the data; found in them where nobody did before. */
  readonly spoken?: Spoken;
  /** What the data package says of itself; absent where nothing is known. */
  readonly about?: About;
  readonly language: Language;
  /** The helpers, those of extensions among them, and what extensions add. */
  readonly syntax: TemplateLanguage;
  readonly draft: boolean;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** This edition beside the one before; absent where none is compared. */
  readonly editions?: Editions;
  /** Remembers what was found in written words; absent where nothing is remembered. */
  readonly keepLint?: KeepLint | undefined;
}

/** With what the report knows of itself, and nothing left to be found. */
export interface ItemInput extends ComposeInput {
  readonly parameters: Parameters;
  readonly spoken: Spoken;
  readonly subjects: SubjectsOfData;
}

/**
 * Returns what `make` found in the same texts before, else finds it. Words that an author wrote do not change with the
 * figures, and reading them all takes as long as printing the report. What of the data was looked at meanwhile still
 * counts.
 */
export type KeepLint = (
  of: 'report' | 'data',
  texts: string,
  make: (host: Host, data: PublishedData) => Promise<Linted>,
) => Promise<Linted>;
