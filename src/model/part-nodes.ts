/** The nodes that stand only in a block of ours: captions, titles and their like, each with the words in it as children. */
import type { BlockContent, DefinitionContent, Parent, PhrasingContent } from 'mdast';

/** Words that make a line of their own. */
interface WordsNode extends Parent {
  children: PhrasingContent[];
}

/** What a table shows, as the author says it. */
export interface CaptionNode extends WordsNode {
  type: 'caption';
}

/** A caption of plain words. */
export function captionOf(value: string): CaptionNode {
  return { type: 'caption', children: [{ type: 'text', value }] };
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

/** A footnote where it is printed. `number` counts through the report; `references` are the ids of the marks that point here. */
export interface EndnoteNode extends Parent {
  type: 'endnote';
  id: string;
  number: number;
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

/** The nodes that stand only in a block of ours, by the name of their type. */
export interface PartNodes {
  caption: CaptionNode;
  title: TitleNode;
  subtitle: SubtitleNode;
  description: DescriptionNode;
  said: SaidNode;
  speaker: SpeakerNode;
  citation: CitationNode;
  endnote: EndnoteNode;
  listingEntry: ListingEntryNode;
}
