import type { ElementContent } from 'hast';
import type { Nodes, RootContentMap } from 'mdast';
import type { State } from 'mdast-util-to-hast';
import type { Language } from '../../language/language.js';
import type { RenderedChart } from '../../model/chart.js';
import type { ClassedPart } from '../../model/classed-text.js';
import type { PublishedData } from '../../model/dataset.js';
import type { Operations } from '../../model/operations/operations.js';
import type { LedgerEntry } from '../../model/quantity.js';

declare module 'hast' {
  /** What an element keeps for whoever reads the tree, and no output prints. */
  interface ElementData {
    /** The quantity that the element prints. */
    entry?: LedgerEntry;
    /** The quantities that a drawing prints, in its order. */
    entries?: readonly LedgerEntry[];
    /** The words that a drawing says of itself: its alternative, then the lines of its description. */
    told?: readonly (readonly ClassedPart[])[];
  }
}

/** What handlers may ask for besides their node. */
export interface HastContext {
  /** Drawn charts by id. */
  readonly charts: Readonly<Record<string, RenderedChart>>;
  readonly language: Language;
  readonly operations: Operations;
  /** The data behind the numbers, for the words in which they answer; absent where only their addresses are known. */
  readonly data?: PublishedData;
}

/** Types that mdast has of its own, or that other tools declare and content never hands on. */
type StandardType =
  | Exclude<keyof import('mdast').PhrasingContentMap, OwnPhrasing>
  | Exclude<keyof import('mdast').BlockContentMap, OwnBlock>
  | 'definition'
  | 'footnoteDefinition'
  | 'listItem'
  | 'tableCell'
  | 'tableRow'
  | 'yaml';
type OwnPhrasing = 'value' | 'numeral' | 'reference' | 'noteMark';
type OwnBlock =
  | 'dataTable'
  | 'captionedTable'
  | 'chart'
  | 'container'
  | 'quotedClaim'
  | 'listing'
  | 'section'
  | 'endnotes';

/** The node types that Tallybook adds: what the registry must have a handler for. */
export type OwnType = Exclude<keyof RootContentMap, StandardType>;

/** Turns one of our nodes into hast. `state` turns the Markdown inside it. */
export type NodeHandler<T extends OwnType> = (
  node: Extract<Nodes, { type: T }>,
  context: HastContext,
  state: State,
) => ElementContent | ElementContent[];
