/** What a body asks of the form of a report that is submitted to it. */
import type { Position } from '../../diagnostics.js';
import type { WordSetting } from './word.js';

/** The bodies that Tallybook knows rules of; each has a file of its name. */
export const profileNames = ['upr', 'cedaw', 'hrc-statement'] as const;

export type ProfileName = (typeof profileNames)[number];

/** What a rule may be about. */
export const ruleNames = [
  'words',
  'pages',
  'languages',
  'paragraphs',
  'summary',
  'country',
  'website',
  'word',
] as const;

export type RuleName = (typeof ruleNames)[number];

/** A rule, with the document that states it. */
export interface ProfileRule {
  readonly rule: RuleName;
  /** Words or pages. */
  readonly most?: number | undefined;
  /** BCP 47 tags. */
  readonly languages?: readonly string[] | undefined;
  /** How a Word file is to be set. */
  readonly setting?: WordSetting | undefined;
  /** "OHCHR, Technical guidelines, 2008-07-01, https://..." */
  readonly source: string;
}

/** What a report says of the body that it is for, and the rules that it has to keep. */
export interface Profile {
  readonly name: ProfileName;
  /** Without those that the report declares not to keep. */
  readonly rules: readonly ProfileRule[];
  /** The country that the report is about. */
  readonly country?: string | undefined;
  /** Whether the body may publish the report. */
  readonly website?: boolean | undefined;
  /** False where it is written for the body and not handed in. */
  readonly submitted?: boolean | undefined;
  /** The languages in which it is submitted; absent where these are all. */
  readonly languages?: readonly string[] | undefined;
  readonly position: Position;
}

/** Which rule of which body, for a hint. */
export const saidBy = (name: ProfileName, { rule, source }: ProfileRule): string =>
  `rule \`${rule}\` of \`${name}\`: ${source}`;

/** What the imprint says of a submission. */
export interface Submission {
  readonly to: ProfileName;
  readonly country?: string | undefined;
  readonly website?: boolean | undefined;
  readonly submitted?: boolean | undefined;
  /** As they are counted for limits. */
  readonly words: number;
  /** Of a translation: the languages that are submitted. */
  readonly submittedIn?: readonly string[] | undefined;
}
