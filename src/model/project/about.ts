import type { Position } from '../../diagnostics.js';
import type { DeclaredNouns } from '../../language/noun.js';

/**
 * The subjects of the Single Integrated Metadata Structure (ESMS) on which a data package may say what no program can
 * know. *Source:* Eurostat, Euro SDMX Metadata Structure 2.0.
 */
export const methodSubjects = [
  'contact',
  'mandate',
  'confidentiality',
  'release',
  'accuracy',
  'timeliness',
  'comparability',
] as const;
export type MethodSubject = (typeof methodSubjects)[number];

/** Somebody whom the data package names among its `contributors`. */
export interface Contributor {
  readonly name: string;
  readonly organisation?: string;
  readonly email?: string;
}

/** What a maker of the data says of figures (`typed`) or claims (`unchecked`) in their texts. */
export interface TextReason {
  readonly reason: string;
  readonly dataset?: string;
}

/** A text that the data package has in several languages. */
export interface TextByLanguage {
  /** That of the data package. */
  readonly language: string;
  readonly text: string;
  readonly position: Position;
  readonly others: readonly {
    readonly language: string;
    readonly text: string;
    readonly position: Position;
  }[];
}

/** What a data package says of itself as a whole: what the methods annex is written from, beside the datasets. */
export interface About {
  readonly title?: string;
  readonly description?: string;
  readonly contributors: readonly Contributor[];
  /** The words of its makers, by subject. */
  readonly statements: Readonly<Partial<Record<MethodSubject, string>>>;
  /** Pairs of datasets that state one quantity (`equals`), by name. */
  readonly equals: readonly (readonly [string, string])[];
  /** Why texts of the data state figures, with the dataset that they stand in; none for the package as a whole. */
  readonly typed: readonly TextReason[];
  /** Why texts of the data claim what nothing tests, likewise. */
  readonly unchecked: readonly TextReason[];
  /** The texts that it has in several languages; absent where there are none. */
  readonly byLanguage?: readonly TextByLanguage[];
  /** The forms of its units; absent where it has none. */
  readonly units?: DeclaredNouns;
}

export const nothingKnown: About = { contributors: [], statements: {}, equals: [], typed: [], unchecked: [] };
