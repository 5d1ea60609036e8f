/** The nodes that stand only in a block of ours: captions, titles and their like, each with the words in it as children. */
import type { BlockContent, DefinitionContent, Parent, PhrasingContent, Text } from 'mdast';
import type { OtherDrawing } from '../chart/chart.js';
import type { ChartFlow } from '../chart/flow.js';
import type { LabelNode, NumeralNode, ValueNode } from './phrasing-nodes.js';
import type {
  DataBodyNode,
  DataHeadNode,
  LegendNode,
  NotesNode,
  SourcesNode,
  TableNodes,
} from './table-nodes.js';

/** Words that make a line of their own. */
interface WordsNode extends Parent {
  children: PhrasingContent[];
}

/** A last line of a block quotation that says who said what stands above it: "— The Ministry, 2014". */
export const attribution = /^\s*(?:[\u2014\u2013\u2015]|--?)\s*(?=\p{L})/u;

/** What a table shows, as the author says it. */
export interface CaptionNode extends WordsNode {
  type: 'caption';
}

/** A caption of plain words, or of words and numbers. */
export function captionOf(words: string | readonly PhrasingContent[]): CaptionNode {
  const children = typeof words === 'string' ? [{ type: 'text' as const, value: words }] : [...words];
  return { type: 'caption', children };
}

/** The finding of a chart, as the author states it. */
export interface TitleNode extends WordsNode {
  type: 'title';
}

/** Measure, geography, period. May be empty. */
export interface SubtitleNode extends WordsNode {
  type: 'subtitle';
}

/** The author's own addition to the computed text alternative of a chart. May be empty. */
export interface DescriptionNode extends WordsNode {
  type: 'description';
}

/** What somebody said, in their words. */
export interface SaidNode extends Parent {
  type: 'said';
  children: BlockContent[];
}

/** Who said it. */
export interface SpeakerNode extends WordsNode {
  type: 'speaker';
}

/** Where it was said. May be empty. */
export interface CitationNode extends WordsNode {
  type: 'citation';
}

/**
 * A footnote where it is printed. `number` counts through the report, and is absent of a note with a sign of its own; `references` are the
 * ids of the marks that point here.
 */
export interface EndnoteNode extends Parent {
  type: 'endnote';
  id: string;
  label: string;
  number?: number;
  references: readonly string[];
  children: (BlockContent | DefinitionContent)[];
}

/** A line of a list: of the contents, of figures or of tables. */
export interface ListingEntryNode extends WordsNode {
  type: 'listingEntry';
  id: string;
  /** "3.2", "Figure 4": may be empty for unnumbered chapters. */
  enumerator: string;
  /** 1 for chapters. */
  depth: number;
}

/** A figure that a quoted claim was tested on: what tells it from the others ("2012"), and the figure where there is one. A part of a whole has both. */
export interface TestedFigureNode extends Parent {
  type: 'testedFigure';
  /** What stands between a part and its whole: " of ". */
  between?: string;
  children: [LabelNode, ...ValueNode[]];
  /** True when it contradicts the claim, or leaves it open. */
  pointed: boolean;
}

/** The figures that a quoted claim was tested on. */
export interface TestedFiguresNode extends Parent {
  type: 'testedFigures';
  children: TestedFigureNode[];
}

/** A chart as it is drawn: the numbers in it, what it says of itself, and what it draws as a table. Notes say what is not in it. */
export interface DrawingNode extends Parent {
  type: 'drawing';
  children: [DrawnLabelsNode, TellingNode, LegendNode, NotesNode, SourcesNode, ...DrawnTableNode[]];
  /** Self-contained SVG. In it `data-key` names the place of a number among those of the labels, then of the telling. */
  svg: string;
  /** CSS pixels. */
  width: number;
  /** The same drawing for windows of another width. They print nothing that the first does not print. */
  others: readonly OtherDrawing[];
  illustrative: boolean;
  /** By which Vega calculates again what it calculated. */
  flow?: ChartFlow;
}

/** The numbers that a drawing prints, in drawing order, then its words. Where they stand is the drawing's own. */
export interface DrawnLabelsNode extends Parent {
  type: 'drawnLabels';
  children: (ValueNode | LabelNode)[];
}

/** What a drawing says of itself to those who do not see it: what is drawn, then what is to be seen in it. */
export interface TellingNode extends Parent {
  type: 'telling';
  children: ToldLineNode[];
}

/** A line of what a drawing says of itself. */
export interface ToldLineNode extends Parent {
  type: 'toldLine';
  children: (Text | NumeralNode | ValueNode)[];
}

/** What a chart draws, as a table; headed by the title of its dataset where there is one for each. */
export interface DrawnTableNode extends Parent {
  type: 'drawnTable';
  children: [DataHeadNode, DataBodyNode, LegendNode, ...LabelNode[]];
}

/** A work in the list of references. */
export interface BibliographyEntryNode extends WordsNode {
  type: 'bibliographyEntry';
  id: string;
  /** In the numeric style. */
  number?: number;
}

/** A term that is defined. */
export interface DefinitionTermNode extends Parent {
  type: 'definitionTerm';
  children: PhrasingContent[];
  /** `{#id}`, else made by report from its words. */
  id?: string;
}

/** What the terms before it mean. */
export interface DefinitionDescriptionNode extends Parent {
  type: 'definitionDescription';
  children: BlockContent[];
}

/** The nodes that stand only in a block of ours, by the name of their type. */
export interface PartNodes extends TableNodes {
  testedFigures: TestedFiguresNode;
  testedFigure: TestedFigureNode;
  drawing: DrawingNode;
  drawnLabels: DrawnLabelsNode;
  telling: TellingNode;
  toldLine: ToldLineNode;
  drawnTable: DrawnTableNode;
  caption: CaptionNode;
  title: TitleNode;
  subtitle: SubtitleNode;
  description: DescriptionNode;
  said: SaidNode;
  speaker: SpeakerNode;
  citation: CitationNode;
  endnote: EndnoteNode;
  listingEntry: ListingEntryNode;
  bibliographyEntry: BibliographyEntryNode;
  definitionTerm: DefinitionTermNode;
  definitionDescription: DefinitionDescriptionNode;
}
