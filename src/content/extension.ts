import type { Root } from 'mdast';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { Lexicon } from '../language/lexicon/lexicon.js';
import type { About } from '../model/about.js';
import type { ClaimRecord } from '../model/claim-record.js';
import type { PublishedData } from '../model/dataset.js';
import type { Editions } from '../model/editions.js';
import type { Operations } from '../model/operations/operations.js';
import type { HelperDefinition } from './helpers/definition.js';
import type { Kept } from './kept.js';
import type { TokenContent } from './printable.js';
import type { ParsedTemplate } from './template/parse-template.js';

/** Everything that is known of a report when its tree stands. */
export interface ResolvedReport {
  readonly data: PublishedData;
  readonly about: About | undefined;
  readonly language: Language;
  readonly operations: Operations;
  readonly publisher: string;
  readonly edition: number;
  readonly editions: Editions | undefined;
}

/** A word that a rule of a feature looks for, and its place in the text that was read. */
export interface WatchedWord {
  readonly text: string;
  readonly offset: number;
  /** What the rule takes it to be. */
  readonly kind: string;
}

/** A word that a rule looks for, and where it stands. */
export type PlacedWord = WatchedWord & { readonly position: Position };

/** What a feature says of the words of authors. */
export interface WordRule {
  /** The words of one block of text that it looks for, in order. */
  read(text: string, lexicon: Lexicon): readonly WatchedWord[];
  /** What is said of them, given the templates in which they stand; nothing unless it is required or asked for. */
  judge(
    words: readonly PlacedWord[],
    templates: readonly ParsedTemplate[],
    severity: 'error' | 'note',
  ): readonly Diagnostic[];
}

/** What a feature adds to the content stage. All of it is called in the order in which the features are listed. */
export interface ContentExtension {
  readonly helpers: readonly HelperDefinition[];
  readonly words?: WordRule;
  /** Completes the tree, in place, when everything in it is resolved. */
  readonly complete?: (body: Root, report: ResolvedReport) => void;
  /** Tells what its helpers kept, once everything is expanded. */
  readonly conclude?: (
    kept: readonly Kept[],
    tokens: readonly TokenContent[],
    language: Language,
  ) => { readonly claims: readonly ClaimRecord[]; readonly diagnostics: readonly Diagnostic[] };
}
