import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import type { Lexicon } from '../language/lexicon/lexicon.js';
import type { PublishedData, PublishedDataset } from '../model/dataset/dataset.js';
import type { Operations } from '../model/operations/operations.js';
import type { About } from '../model/project/about.js';
import type { Precision } from '../model/project/precision.js';
import type { ClaimRecord, UncheckedPassage } from '../model/snapshot/claim-record.js';
import type { Editions } from '../model/snapshot/editions.js';
import type { Bibliography } from '../model/tree/bibliography.js';
import type { HelperDefinition } from './helpers/definition.js';
import type { Counted } from './neighbours/vocabulary.js';
import type { Meaning, Subjects } from './numbers/subjects.js';
import type { Kept, TokenContent } from './printable.js';
import type { RowIndex } from './selection/fields.js';
import type { PositionMap } from './template/marks.js';
import type { ParsedTemplate } from './template/parse-template.js';

/** Everything that is known of a report when its tree stands. */
export interface ResolvedReport {
  readonly data: PublishedData;
  readonly about: About | undefined;
  readonly language: Language;
  readonly operations: Operations;
  readonly precision: Precision;
  readonly publisher: string;
  readonly edition: number;
  readonly editions: Editions | undefined;
  /** The passages that no data can test. */
  readonly unchecked: readonly UncheckedPassage[];
  /** How many numbers in the text its author typed, where the report lets that pass. */
  readonly typed: number;
  /** Where a node of its tree stands in the templates. */
  at(node: Nodes): Position;
}

/** A sentence of a block of author text; one object for all of its words. */
export interface Sentence {
  readonly text: string;
  /** Where it begins in its block. */
  readonly from: number;
  /** All of its block. */
  readonly block: string;
  /** Nouns for persons in its block, by their first form: "woman". */
  readonly persons: readonly string[];
  /** True where it points to a time without its year ("the year before"), or is the title of what shows its years. */
  readonly isTimed: boolean;
}

/** A word that a rule of an extension looks for, and its place in the text that was read. */
export interface WatchedWord {
  readonly text: string;
  /** Where it begins in its block. */
  readonly offset: number;
  /** What the rule takes it to be. */
  readonly kind: string;
  readonly sentence: Sentence;
  /** What it names of the data, or else its sentence. */
  readonly about: readonly Meaning[];
  /** True where it claims something of the data by itself; else it matters within a claim alone. */
  readonly claims: boolean;
  /** True where the words before turn it into its opposite: "did not rise". */
  readonly isNegated: boolean;
  /** Of "most" and its like: what stands after it is nothing that the data count, but may be their rows. */
  readonly countsOther?: true;
  /** Of a year: that in which its sentence says something was, and names no other: "in 2014", not "from 2014". */
  readonly isWhen?: true;
  /** Of a name that is an ordinary word too: it matters within a claim alone. */
  readonly isOrdinary?: true;
  /** Of a cause that is told as a fact: it claims something where its sentence has a claim. */
  readonly besideClaim?: boolean;
  /** 3 for "tripled", 2 for "second". */
  readonly factor?: number;
  /** Of a name of what data count: that the sentence tells of it, or of it together with the one before it. */
  readonly role?: 'subject' | 'joined';
}

/** A word that a rule looks for, and where it stands. */
export interface PlacedWord extends WatchedWord {
  readonly position: Position;
  /** Names of the datasets that helpers use around it, the nearest first. */
  readonly nearby: readonly string[];
  /** Of a word in a text of the data: how it may be freed there. Absent in templates. */
  readonly inData?: 'by-claim' | 'by-reason';
}

/** One block of author text as a rule reads it. */
export interface WordBlock {
  readonly text: string;
  /** Where a helper prints something, or a figure was typed, in order. */
  readonly printed: readonly number[];
  /** All words of the block quotation that it is part of; absent where it is part of none. */
  readonly quotation?: string;
  /** True for titles and captions of data, which speak of them without naming them. */
  readonly isTitle: boolean;
  /** True for labels and titles of columns: names of what is counted, and no sentences. */
  readonly isName?: boolean;
}

/** What words are read with. */
export interface WordReader {
  readonly lexicon: Lexicon;
  readonly subjects: Subjects;
}

/** What an extension says of the words of authors. */
export interface WordRule {
  /** The words of one block of text that it looks for, in order. */
  read(block: WordBlock, reader: WordReader): readonly WatchedWord[];
  /** What is said of them, given the templates in which they stand. */
  judge(words: readonly PlacedWord[], around: WordSurroundings): readonly Diagnostic[];
  /** Those of the words that something around them tests. */
  tested(words: readonly PlacedWord[], templates: readonly ParsedTemplate[]): readonly PlacedWord[];
}

/** What words are judged with. */
export interface WordSurroundings {
  readonly templates: readonly ParsedTemplate[];
  readonly data: PublishedData;
  /** The unit of a noun that does not say what is counted; undefined of one that does, or of another word. */
  foreignUnit(noun: string, counted: Counted): string | undefined;
  /** True of a name whose words all say what is counted, by unit, title or description. */
  saysCounted(name: string, counted: Counted): boolean;
  /** True where no word of a sentence might narrow what a dataset counts. */
  saysOnly(sentence: string, dataset: string): boolean;
  /** What words outside of claims are; absent where they are let pass. */
  readonly severity?: 'error' | 'note';
}

/** What datasets are looked at with. */
export interface DataSurroundings {
  readonly data: PublishedData;
  readonly rows: RowIndex;
  readonly language: Language;
}

/** What an extension tells when everything is expanded. */
export interface Concluded {
  readonly claims: readonly ClaimRecord[];
  readonly unchecked: readonly UncheckedPassage[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The works of a file of references, for whatever cites them. */
export interface Citing {
  /** True for the key of a work. */
  isKnown(key: string): boolean;
  /** Puts citations into words and fills lists of references, in place; gives what is wrong with them. */
  cite(body: Root, language: Language, positions: PositionMap): readonly Diagnostic[];
}

/** What an extension adds to the content stage. All of it is called in the order in which the extensions are listed. */
export interface ContentExtension {
  readonly helpers: readonly HelperDefinition[];
  readonly words?: WordRule;
  /** Opens what a report cites from, which may be nothing. */
  readonly citing?: (bibliography: Bibliography | undefined, host: Host) => Promise<Citing>;
  /** Tests what datasets say of themselves that the report prints numbers of: what was tested, and what is wrong with it. */
  readonly inData?: (
    datasets: readonly PublishedDataset[],
    around: DataSurroundings,
  ) => Pick<Concluded, 'claims' | 'diagnostics'>;
  /** Completes the tree, in place, when everything in it is resolved. */
  readonly complete?: (body: Root, report: ResolvedReport) => void;
  /** Tells what its helpers kept, once everything is expanded. */
  readonly conclude?: (
    kept: readonly Kept[],
    tokens: readonly TokenContent[],
    language: Language,
  ) => Concluded;
}
