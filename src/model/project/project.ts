import type { Position } from '../../diagnostics.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { Format } from '../dataset/formats.js';
import type { Bibliography } from '../tree/bibliography.js';
import type { OnlyChapter } from '../tree/nodes.js';
import type { Audience } from './audience.js';
import type { Imprint } from './imprint.js';
import type { Matrix, MatrixItem } from './matrix.js';
import type { Precision } from './precision.js';
import type { Profile } from './profile.js';
import { isEmbargoed, type Release } from './release.js';
import type { AgreedTerm } from './terms.js';
import type { Theme } from './theme.js';
import type { WordFile } from './word.js';

/** What a build makes of a page that a careful printer would not send out: say so, stop, or keep silent. */
export type LayoutPolicy = 'warn' | 'error' | 'off';

/** How much of something a report may have, and where that is said. */
interface LengthLimit {
  readonly most: number;
  readonly position: Position;
  /** Which rule of which body, where the report itself does not say it. */
  readonly source?: string;
}

/** How long a report may be. */
export interface LengthLimits {
  readonly words?: LengthLimit;
  readonly pages?: LengthLimit;
}

/** What a number makes that an author typed into the text. */
export type TypedPolicy = 'error' | 'warning' | 'off';

/** A report of the project, every default filled in. */
export interface Report {
  readonly id: string;
  readonly title: string;
  /** What the heads of its pages say in place of the title; absent where nothing is declared. */
  readonly shortTitle?: string;
  readonly publisher: string;
  /** Who answers for it and how it is cited; absent where nothing is declared. */
  readonly imprint?: Imprint;
  /** How far it is on its way to its readers; absent where nothing is said. */
  readonly release?: Release;
  /** Where its sign-off is written. */
  readonly signedOffAt?: Position;
  /** What it looks like. */
  readonly theme: Theme;
  /** Path of the template, relative to the project; in a target, of that in its language. */
  readonly template: string;
  /** Paths of the templates in other languages than the first of the project, by their tags. */
  readonly templates?: Readonly<Record<string, string>>;
  readonly formats: readonly Format[];
  /** Absent where it is public. */
  readonly audience?: 'confidential';
  readonly layout: LayoutPolicy;
  /** The one chapter that it is; absent where it is the whole template. */
  readonly only?: OnlyChapter;
  /** Absent where a chapter begins below the one before. */
  readonly chapters?: 'new-page';
  /** What it cites from, and how; absent where it cites nothing. */
  readonly bibliography?: Bibliography;
  /** How long it may be, where somebody has a rule. */
  readonly length?: LengthLimits;
  /** The body that it is submitted to, and what that asks of its form; absent where it is for any reader. */
  readonly profile?: Profile;
  /** Absent where it is an error. */
  readonly typed?: Exclude<TypedPolicy, 'error'>;
  /** True where its data are handed out beside it. */
  readonly data?: true;
  /** What is asked of its Word file; absent where nothing is. */
  readonly word?: WordFile;
  /** Its items, where it is made once for each; absent where it is one report. */
  readonly matrix?: Matrix;
  readonly position: Position;
  /** Where the template is named: the place to report a missing one. */
  readonly templatePosition: Position;
}

/** The text of a source, with which what is quoted from it is compared. */
export interface QuotedSource {
  /** How sentences name whoever speaks in it. */
  readonly speakers: readonly string[];
  /** Relative to the project. */
  readonly file: string;
  /** BCP 47; that of the first language of the project where nothing else is said. */
  readonly language: string;
  /** Where the file is named. */
  readonly position: Position;
}

/** What is said once in each report of the name of a place, in a language that reports are written in. */
export interface NameNote {
  readonly language: string;
  /** The name, in every form in which a sentence may have it. */
  readonly names: readonly string[];
  readonly text: string;
  readonly position: Position;
  readonly textPosition: Position;
}

/** What extensions read beside `tallybook.yaml`, by their names. Each declares its own by augmentation. */
// biome-ignore lint/suspicious/noEmptyInterface: extensions fill it
export interface ProjectRecords {}

/** A folder for reports that are not for publication, relative to the project, as is that of those that are. */
interface FolderApart {
  readonly folder: string;
  readonly apartFrom: string;
  readonly position: Position;
}

/** A checked `tallybook.yaml`. */
export interface Project {
  readonly title: string;
  readonly publisher: string;
  /** The year that the report is about and is dated by. */
  readonly edition: number;
  /** `required`: words of trend and comparison must be in claims. */
  readonly claims?: 'required';
  /** BCP 47 tags. */
  readonly languages: readonly string[];
  /** Path of the data package, relative to the project. */
  readonly data: string;
  /** Where the data package is named. */
  readonly dataPosition: Position;
  /** Where it holds the confidential reports alone ({@link forAudience}). */
  readonly audience?: 'confidential';
  /** Output folder, relative to the project: that of its audience. */
  readonly output: string;
  /** Where the output folder is named. */
  readonly outputPosition: Position;
  /** The folder of confidential reports, where there are some. */
  readonly confidential?: FolderApart;
  /** The folder of reports under embargo, where some have or had one. */
  readonly embargoed?: FolderApart;
  /** Where nothing in the output folder is to be published: the folder of what is. */
  readonly apartFrom?: string;
  /** The snapshot of the edition before, relative to the project, and where it is named. */
  readonly previous?: { readonly file: string; readonly position: Position };
  /** What this edition published before, the day of its correction, and where that is named. */
  readonly corrigendum?: { readonly file: string; readonly on: string; readonly position: Position };
  readonly quotations?: readonly QuotedSource[];
  /** Of each language that reports are written in; absent where no name has a note. */
  readonly nameNotes?: readonly NameNote[];
  /** The words that it has agreed on; absent where there are none. */
  readonly terms?: readonly AgreedTerm[];
  /** Words that stay in Cyrillic where Serbian is printed in Latin letters; absent where there are none. */
  readonly keptInCyrillic?: readonly string[];
  /** What extensions read beside `tallybook.yaml`; absent where there is nothing. */
  readonly records?: ProjectRecords;
  /** What the project says under `precision`, the standard values filled in. */
  readonly precision: Precision;
  /** What the project asks for under `limits`, the standard ones filled in. */
  readonly limits: ResourceLimits;
  readonly reports: readonly Report[];
}

/**
 * One report, of one item where it has some, in one language, with the formats asked for: what is built together, at `report/language/` or
 * `report/item/language/` under the output folder.
 */
export interface Target {
  readonly report: Report;
  /** Present exactly where the report has a matrix. */
  readonly item?: MatrixItem;
  readonly language: string;
  /** All in which the report is published, itself among them; absent where that is one. */
  readonly languages?: readonly string[];
  readonly formats: readonly Format[];
}

/**
 * The project as it is for one audience: its reports alone, and the folder that they are built into. Whatever is made of it knows
 * nothing of the reports of the other.
 */
export function forAudience(project: Project, audience: Audience): Project {
  const reports = project.reports.filter((report) => (report.audience ?? 'public') === audience);
  const { confidential } = project;
  if (audience === 'public' || confidential === undefined) return { ...project, reports };
  return { ...builtApart(project, confidential), audience, reports };
}

const builtApart = (project: Project, { folder, apartFrom, position }: FolderApart): Project => ({
  ...project,
  output: folder,
  outputPosition: position,
  apartFrom,
});

/** The project with the reports that may be published at a moment, and with those under embargo, which are built apart. */
export function byEmbargo(project: Project, now: number): readonly Project[] {
  const { embargoed } = project;
  if (project.audience !== undefined || embargoed === undefined) return [project];
  const isHeld = ({ release = {} }: Report): boolean => isEmbargoed(release, now);
  return [
    { ...project, reports: project.reports.filter((report) => !isHeld(report)) },
    { ...builtApart(project, embargoed), reports: project.reports.filter(isHeld) },
  ];
}
