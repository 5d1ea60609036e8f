/**
 * The node types that Tallybook adds to mdast. Content and report make them, and whatever makes something of a finished tree has a handler
 * for each of them.
 */

import type { BlockContent, DefinitionContent, Image, Node, Parent, Table } from 'mdast';
import type { Position } from '../../diagnostics.js';
import type { AllowedException } from '../chart/exceptions.js';
import type { Imprint } from '../project/imprint.js';
import type { Submission } from '../project/profile.js';
import type { Release } from '../project/release.js';
import type { CellKey, Quantity } from '../quantity.js';
import type { Verdict } from '../snapshot/claim-record.js';
import type { ClassedPart } from './classed-text.js';
import type { Literal } from './literal.js';
import type {
  BibliographyEntryNode,
  CaptionNode,
  CitationNode,
  DefinitionDescriptionNode,
  DefinitionTermNode,
  DescriptionNode,
  DrawingNode,
  EndnoteNode,
  ListingEntryNode,
  PartNodes,
  SaidNode,
  SpeakerNode,
  SubtitleNode,
  TestedFiguresNode,
  TitleNode,
} from './part-nodes.js';
import type { LabelNode, MathNode, PhrasingNodes } from './phrasing-nodes.js';
import type {
  DataBodyNode,
  DataHeadNode,
  LegendNode,
  NotesNode,
  SourcesNode,
  TallyNode,
} from './table-nodes.js';

/** Kinds of tables by name, each a class of pages. An extension declares its own by augmentation, and styles them. */
// biome-ignore lint/suspicious/noEmptyInterface: extensions fill it
export interface TableLayouts {}

export type TableLayout = keyof TableLayouts;

/** What is said above a table or figure: that all its numbers rest on illustrative data, or those that are marked. */
export type Badge = 'all' | 'part';

/** A table made from a dataset: caption, head, body, notes, legend and source as one unit. */
export interface DataTableNode extends Parent {
  type: 'dataTable';
  id: string;
  /** The subtitle says what the numbers count: "2009-2014 · victims". */
  children: [
    CaptionNode,
    SubtitleNode,
    DataHeadNode,
    DataBodyNode,
    TallyNode,
    LegendNode,
    NotesNode,
    SourcesNode,
  ];
  /** What kind of table it is, where its columns need widths of their own. */
  layout?: TableLayout;
  /** Its letters are not set smaller in an annex. */
  keepsSize?: true;
  /** On a narrow screen each row stands as a record, its cells below each other with their heads. */
  records?: true;
  /** It stands on paper where its author put it. */
  stays?: true;
  /** True when the helper made it from illustrative data. */
  illustrative: boolean;
  at: Position;
  /** How wide each column is, in per cent, where its author says so. */
  widths?: readonly number[];
  /** Set by report: how many columns each part has of a table that is too wide for a sheet. */
  parts?: readonly number[];
  /** Set by report: the number of the table ("3", "A.2"). */
  enumerator?: string;
  /** Set by report. */
  badge?: Badge;
}

/** A table written in Markdown, with the caption below it: number, caption, table and source as one unit. */
export interface CaptionedTableNode extends Parent {
  type: 'captionedTable';
  id: string;
  /**
   * The legend is filled by report: the symbols in the table and what they mean. The sources are written in the caption,
   * else those of the datasets whose numbers stand in the table.
   */
  children: [CaptionNode, Table, LegendNode, SourcesNode];
  /** It stands on paper where its author put it. */
  stays?: true;
  at: Position;
  /** Set by report; counted with the tables made from datasets. */
  enumerator?: string;
  /** Set by report; of a table of words by its author, who alone knows that they are made up. */
  badge?: Badge;
}

/** The sides of a text on which a picture may stand. */
export const sides = ['left', 'right'] as const;
export type Side = (typeof sides)[number];

/** A picture from a file as a figure: `![what it shows](o.png){#fig-o caption="..."}`. */
export interface PictureNode extends Parent {
  type: 'picture';
  id: string;
  children: [CaptionNode, Image, SourcesNode];
  /** How wide it is, in per cent of the text. */
  width?: number;
  /** Where it stands beside the text. */
  beside?: Side;
  /** Its attributes as written, and where in the expanded text; until they are read. */
  written?: { readonly text: string; readonly offset: number };
  /** Set by report; counted with the charts. */
  enumerator?: string;
}

/** A claim in the title of a chart: the cells that it is about, and all that it compares. */
export interface ClaimedTitle {
  readonly own: readonly CellKey[];
  readonly all: readonly CellKey[];
  readonly at: Position;
}

/** A text around a chart, and what its words say of the data. */
export interface NamedWords {
  /** JSON pointer of the text: `/title`, `/description`, `/encoding/x/title`. */
  readonly where: string;
  readonly text: string;
  readonly names: readonly NamedThing[];
  /** A word leaves out what is named: "other than Kosovar". */
  readonly isExcluding: boolean;
  /** A word names it as one part of all: "most of them Kosovar". */
  readonly isOfAll: boolean;
  /** The one year that it is about: "in 2014". */
  readonly year?: string;
  /** The years that it says it is of, from one to another or one alone: "2011 to 2014", "Victims, 2014". */
  readonly span?: { readonly from: number; readonly to: number };
  /** It begins as the title of an axis of shares. */
  readonly isOfShares: boolean;
  /** The types of time whose title it is: "Month". */
  readonly periods: readonly string[];
}

/** A name in a text and what it may mean: what a dataset counts, or a category of one. */
export interface NamedThing {
  readonly name: string;
  /** It says little of what is counted: "persons", "euros", and whatever persons are beside a number of persons. */
  readonly isGeneral: boolean;
  readonly meanings: readonly {
    readonly dataset: string;
    readonly dimension?: string;
    readonly category?: string;
    readonly isYear?: boolean;
  }[];
}

/** A number that a helper alone put into the spec of a chart, and where: a JSON pointer. */
export interface ChartConstant {
  readonly pointer: string;
  readonly quantity: Quantity;
  /** Of a declared number: what the list of them tells. */
  readonly literal?: Literal;
}

/** A chart, before it is drawn and after. */
export interface ChartNode extends Parent {
  type: 'chart';
  id: string;
  /** The description stands there until the chart is drawn: then it is part of what the drawing says of itself. */
  children: [TitleNode, SubtitleNode, ...(DescriptionNode | DrawingNode)[]];
  /** Name of the dataset that views draw which name none. */
  dataset: string;
  /** Names of the datasets that single views draw, or look numbers up in. */
  others?: readonly string[];
  /** The levels of its hierarchies that are drawn: "district"; several with `|` between. */
  level?: string;
  /** The short form whose helper made it; absent of a chart that was written by hand. */
  form?: string;
  /** The rules that it breaks, and why its author means it. */
  allowed?: readonly AllowedException[];
  /** The Vega-Lite part of what the author wrote, tokens resolved: without its words, and without what has a key of its own here. */
  spec: Readonly<Record<string, unknown>>;
  /** The numbers that helpers put into the spec: cells, what is calculated from them, or declared with their source. */
  constants?: readonly ChartConstant[];
  /** True when a number that helpers put into the spec is illustrative. */
  illustrative?: boolean;
  /** The claims in its title and subtitle. */
  claimed?: readonly ClaimedTitle[];
  /** What its author's words around it name of the data. */
  named?: readonly NamedWords[];
  /** JSON pointer in the author's YAML ("/encoding/x/field") -> where it stands; "" is the chart itself. */
  positions: Readonly<Record<string, Position>>;
  /** It stands on paper where its author put it. */
  stays?: true;
  at: Position;
  enumerator?: string;
  /** Set by report. */
  badge?: Badge;
}

/** What somebody else said, with the verdict of the figures on it and the figures themselves. */
export interface TestedQuotationNode extends Parent {
  type: 'testedQuotation';
  /**
   * `finding` is what the figures say, in a sentence: "Not every year is above the one before (2012, 2014)." `subject` is what
   * they count. The last labels quote what the test leaves open, each `as` a `cause` or a `statement`.
   */
  children: [
    said: SaidNode,
    by: SpeakerNode,
    source: CitationNode,
    finding: LabelNode,
    subject: LabelNode,
    figures: TestedFiguresNode,
    legend: LegendNode,
    sources: SourcesNode,
    ...untested: LabelNode[],
  ];
  verdict: Verdict;
  /** What the verdict is about. */
  family: 'trend' | 'level' | 'rank' | 'share' | 'count' | 'comparison';
  /** True when all of its figures are. */
  illustrative: boolean;
  at: Position;
}

/** Terms and what they mean: `Term`, and `: what it means` on the line below. */
export interface DefinitionListNode extends Parent {
  type: 'definitionList';
  children: (DefinitionTermNode | DefinitionDescriptionNode)[];
}

/** `::references`: the works that the report cites. Filled by the extension of citations. */
export interface BibliographyNode extends Parent {
  type: 'bibliography';
  children: BibliographyEntryNode[];
  at: Position;
}

/** `:::name ... :::` for a declared name. */
export interface ContainerNode extends Parent {
  type: 'container';
  name: ContainerName;
  children: (BlockContent | DefinitionContent)[];
  at: Position;
  /** Set by report, for cards: all their numbers rest on illustrative data. */
  badge?: 'all';
}

/**
 * - `cards`: key figures; holds one list, each item a card: strong = the number, the rest its label.
 * - `note`: a boxed remark; `tip`, `warning`: others, which say so. `summary`: the boxed main points. `landscape`: wide pages in print.
 * - `side-by-side`: tables and charts beside each other where there is room. `annex`: chapters in it are lettered.
 * - `keep`: stays on one page of paper. `page-break`: what follows begins one; it is written as `::page-break`, and holds nothing.
 */
export const containerNames = [
  'cards',
  'note',
  'tip',
  'warning',
  'summary',
  'landscape',
  'side-by-side',
  'annex',
  'keep',
  'page-break',
] as const;
/** Boxes with a word above them that says what they are. */
export type Callout = 'note' | 'tip' | 'warning';
export type ContainerName = (typeof containerNames)[number];

/** `::contents`, `::figures`, `::tables`: lists with page numbers in print. */
export const listingNames = ['contents', 'figures', 'tables'] as const;
export type ListingName = (typeof listingNames)[number];

export interface ListingNode extends Parent {
  type: 'listing';
  name: ListingName;
  at: Position;
  /** Filled by report. What stands in them stands elsewhere too: they hold no number of their own. */
  children: ListingEntryNode[];
}

/** What a chapter holds below its heading: the contents alone, lists alone (the contents may be among them), or text. */
export type ChapterContent = 'contents' | 'lists' | 'text';

/** A chapter (`depth` 1) or section with its heading as first child. Made by report. */
export interface SectionNode extends Parent {
  type: 'section';
  depth: number;
  id: string;
  /** "3.2", "A"; empty when unnumbered. */
  enumerator: string;
  annex: boolean;
  children: (BlockContent | DefinitionContent)[];
  /** Set by report on chapters; `text` where nothing is said. */
  holds?: ChapterContent;
  /** Set by report on chapters: all their numbers are illustrative, and a band along their edge says so in place of marks. */
  banded?: true;
  /** Of a chapter with `{.brief}`: one page that says all. */
  brief?: true;
}

/** The footnotes of a chapter, after its text. Made by report. */
export interface EndnotesNode extends Parent {
  type: 'endnotes';
  children: EndnoteNode[];
}

/** What the mark of illustrative numbers means, or the band of a chapter, at the start of a chapter that has some. Made by report. */
export interface IllustrativeNoteNode extends Node {
  type: 'illustrativeNote';
  about: 'mark' | 'band';
}

/** The one chapter of its template that a report is. */
export interface OnlyChapter {
  /** The id behind its heading. */
  readonly chapter: string;
  /** Where the project says so. */
  readonly position: Position;
}

/** What a title page says. */
export interface ContentMeta {
  readonly title: string;
  /** What heads of pages say in place of the title. */
  readonly shortTitle?: string;
  readonly subtitle?: string;
  readonly publisher: string;
  readonly edition: number;
  readonly language: string;
  /** Who answers for it and how it is cited, and the languages that it exists in. */
  readonly imprint?: Imprint & { readonly languages: readonly string[] };
  /** How far it is on its way to its readers; absent where nothing is said. */
  readonly release?: Release;
  /** The body that it is submitted to; absent where it is for any reader. */
  readonly submission?: Submission;
  /** True when anything in the report rests on illustrative data. */
  readonly illustrative: boolean;
  /** True when the report is built in spite of faults: every page says so. */
  readonly draft: boolean;
  /** Where it is not for publication: every page says so. */
  readonly audience?: 'confidential';
  /** `numbered`: the paragraphs of the body bear numbers. */
  readonly paragraphs?: 'numbered';
  /** The one chapter that is printed; absent where all are. */
  readonly only?: OnlyChapter;
  /** `new-page`: each chapter begins a page; absent where one begins below the other. */
  readonly chapters?: 'new-page';
}

/** The nodes that stand as blocks, by the name of their type. */
export interface BlockNodes {
  dataTable: DataTableNode;
  captionedTable: CaptionedTableNode;
  chart: ChartNode;
  picture: PictureNode;
  math: MathNode;
  container: ContainerNode;
  definitionList: DefinitionListNode;
  bibliography: BibliographyNode;
  testedQuotation: TestedQuotationNode;
  listing: ListingNode;
  section: SectionNode;
  endnotes: EndnotesNode;
  /** At the end of a chapter: the symbols and marks in its text. Made by report. */
  legend: LegendNode;
  illustrativeNote: IllustrativeNoteNode;
}

/**
 * Every node that Tallybook adds to mdast, by the name of its type, with those that are declared beside what makes them. What a report may hold, the
 * registry of each output and the places of a node all follow from it. A new node does not compile until every output
 * says what it makes of it.
 */
export interface ReportNodes extends PhrasingNodes, BlockNodes, PartNodes {}

/** The types of the nodes that Tallybook adds. */
export type OwnType = keyof ReportNodes;

declare module 'mdast' {
  interface PhrasingContentMap extends PhrasingNodes {}
  interface BlockContentMap extends BlockNodes {}
  interface RootContentMap extends ReportNodes {}
  interface HeadingData {
    id?: string;
    enumerator?: string;
    /** `{.unnumbered}` */
    unnumbered?: boolean;
    /** `{.brief}`: the chapter is one page that says all. */
    brief?: boolean;
  }
  interface ParagraphData {
    /** `{#par-x}`, or made from the number. */
    id?: string;
    /** Set by report, in reports whose paragraphs are numbered. */
    number?: number;
  }
  interface TableCellData {
    /** Set by report, in the head of a column: all its numbers rest on illustrative data. */
    illustrative?: true;
  }
  interface TableData {
    /** How wide each column is, in per cent: as its author says, else set by report, where tables that follow each other are to read as one. */
    widths?: readonly number[];
    /** True for the table of declared numbers, until it is filled. */
    literals?: boolean;
  }
  interface FootnoteDefinitionData {
    /** What marks it in place of a number. */
    sign?: string;
  }
  interface TextData {
    /** Where words in another language begin or end, until they are a node. Such a text is empty. */
    edge?: { readonly tag: string; readonly opens: boolean; readonly at: Position };
    /** True for words of the data, such as the label of a category. */
    fromData?: boolean;
    /** Where a helper prints words that the author typed as an argument. */
    typedAt?: Position;
  }
  interface LinkData {
    /** The key of the work that a citation leads to. Made by content. */
    cites?: string;
    /** The words that show when a reader points at it, cut at the numbers in them. Made by content. */
    spokenTitle?: readonly ClassedPart[];
    titleClasses?: string;
  }
  interface LinkReferenceData {
    /** That of the definition, printed here. Made by report. */
    spokenTitle?: readonly ClassedPart[];
    titleClasses?: string;
  }
  interface InlineCodeData {
    /** The code, cut at the numbers that helpers print in it; absent where there are none. Made by content. */
    printed?: readonly ClassedPart[];
  }
  interface CodeData {
    printed?: readonly ClassedPart[];
  }
  interface DefinitionData {
    spokenTitle?: readonly ClassedPart[];
    titleClasses?: string;
  }
  interface ImageData {
    /** The image itself, inlined: a data URL. */
    source?: string;
    width?: number;
    height?: number;
    /** The words for those who do not see it, and its caption, cut at the numbers in them. Made by content. */
    spoken?: { readonly alt: readonly ClassedPart[]; readonly title: readonly ClassedPart[] };
    /** The classes of the numerals in both, as `data-n` states them. */
    altClasses?: string;
    titleClasses?: string;
  }
}
