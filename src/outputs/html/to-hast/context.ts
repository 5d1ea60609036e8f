import type { ElementContent } from 'hast';
import type { State } from 'mdast-util-to-hast';
import type { Position } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import type { FinishedEntry } from '../../../model/quantity.js';
import type { Provenance } from '../../../model/snapshot/provenance.js';
import type { ClassedPart } from '../../../model/tree/classed-text.js';
import type { ChapterContent, ReportNodes } from '../../../model/tree/nodes.js';
import type { PartNodes } from '../../../model/tree/part-nodes.js';
import type { PrintedPlace } from '../../ledger/numeral.js';
import type { FormPart } from '../elements.js';

declare module 'hast' {
  /** What an element keeps for whoever reads the tree, and no output prints. */
  interface ElementData {
    /** Where the helper stands that made the block. */
    at?: Position;
    /** The quantity that the element prints. */
    entry?: FinishedEntry;
    /** Where that comes from. */
    provenance?: Provenance;
    /** True where it prints a quantity that stands elsewhere, once more. */
    repeats?: boolean;
    /** The quantities that a drawing prints. */
    entries?: readonly FinishedEntry[];
    /** The words that a drawing says of itself: its alternative, then the lines of its description. */
    told?: readonly (readonly ClassedPart[])[];
    /** Where it puts the numerals in it, of those around them the innermost. */
    place?: PrintedPlace;
    /** Set on a part of the text that one form of a report shows and the other does not: why. */
    only?: FormPart;
    /** Set on a chapter. */
    chapter?: { readonly id: string; readonly holds: ChapterContent };
    /** True for a chapter along whose edge a band stands. */
    banded?: true;
    /** True for a link that leads somewhere on a screen alone: on paper its words stand by themselves. */
    leadsOnScreen?: true;
    /** Set on a line that screen and cover both have, each in its own place: what it is compared under. */
    coverLine?: 'title' | 'publisher' | 'series' | 'subtitle' | 'edition' | 'banner' | 'imprint';
    /** What the theme paints beside it without telling a reader who listens. */
    painted?: string;
    /** True for a figure that stands on paper where its author put it. */
    stays?: true;
  }
}

/** What handlers may ask for besides their node. */
export interface HastContext {
  readonly language: Language;
}

/** Names of parts, so that none stays in the list below that there is no more. */
type Part<Name extends keyof PartNodes> = Name;

/**
 * The parts that the handler of the block around them prints, since how depends on the whole: on the badge, or on other
 * rows. A part that is neither here nor in the registry does not compile.
 */
type PrintedByBlock = Part<
  | 'caption'
  | 'citation'
  | 'dataBody'
  | 'dataCell'
  | 'dataColumn'
  | 'dataHead'
  | 'dataRow'
  | 'dataRowHead'
  | 'description'
  | 'drawing'
  | 'drawnLabels'
  | 'drawnTable'
  | 'legendEntry'
  | 'notes'
  | 'said'
  | 'source'
  | 'sources'
  | 'speaker'
  | 'subtitle'
  | 'tally'
  | 'tallyEntry'
  | 'telling'
  | 'testedFigure'
  | 'testedFigures'
  | 'title'
  | 'toldLine'
>;

/** A handler for each type of node that stands by itself; what lacks one does not compile. */
export type NodeHandlers<Types extends object = ReportNodes> = {
  readonly [T in Exclude<keyof Types, PrintedByBlock>]: (
    node: Types[T],
    context: HastContext,
    state: State,
  ) => ElementContent | ElementContent[];
};

/** Turns one of our nodes into hast. `state` turns the Markdown inside it. */
export type NodeHandler<T extends keyof NodeHandlers> = NodeHandlers[T];
