import type { Node, Paragraph, Root, RootContent } from 'mdast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { plainMark, printQuantity } from '../../language/print.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { LedgerEntry, Place, Quantity } from '../../model/quantity.js';
import type { ClassedPart } from '../../model/tree/classed-text.js';
import { type FaultCall, type ProblemId, problem } from '../../problems/problem.js';
import type { ExtensionBlocks, TokenContent } from '../printable.js';
import { lineStarts, locate, type PlacedText, splitTokens } from '../template/marks.js';

/** What resolving one report's Markdown needs and gathers; lives for one run of the content stage. */
export class Resolution {
  readonly diagnostics: Diagnostic[] = [];
  #lineStarts: readonly number[] | undefined;

  constructor(
    readonly placed: PlacedText,
    readonly tokens: readonly TokenContent[],
    readonly marks: readonly Position[],
    readonly data: PublishedData,
    readonly language: Language,
  ) {}

  /** The template position that a node starts at. */
  at(node: Pick<Node, 'position'>): Position {
    return locate(this.placed.map, node.position?.start.offset ?? 0);
  }

  /** Where each line of the expanded text starts. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= lineStarts(this.placed.text);
    return this.#lineStarts;
  }

  /** Says what is wrong with a node, or at a place of a template. */
  refuse<Id extends ProblemId>(
    where: Pick<Node, 'position'> | Position,
    ...[id, ...given]: FaultCall<Id>
  ): void {
    this.diagnostics.push(problem(id, 'file' in where ? where : this.at(where), ...given));
  }

  /** Prints a quantity, to be kept by the node that shows it. */
  print(quantity: Quantity, place: Place): LedgerEntry {
    return printQuantity(quantity, place, this.language);
  }

  /** Words that cannot hold a node, such as inline code and alternative texts, cut at what helpers print in them. */
  parts(text: string, place: Place): ClassedPart[] {
    return splitTokens(text).map((part) =>
      typeof part === 'string' ? { text: part } : this.#part(part, place),
    );
  }

  #part(index: number, place: Place): ClassedPart {
    const token = this.tokens[index];
    switch (token?.kind) {
      case 'quantity': {
        const entry = this.print(token, place);
        // Plain text cannot carry a node, so the mark of an illustrative number is part of it, in brackets since nothing is raised there.
        const mark = token.illustrative ? plainMark(this.language) : '';
        return { text: entry.text + mark, class: 'ledger', entry };
      }
      case 'literal':
        return { text: token.text, class: 'literal' };
      case 'label':
        return { text: token.text, class: 'label' };
      default:
        return { text: '', class: 'label' };
    }
  }
}

/** Turns the text of another place into a tree, as that of the template is. */
export type ResolveTree = (root: Root, inner: Resolution) => Root;

/** How a block of an extension becomes part of the tree. */
export interface BlockResolver<Content> {
  /** What it is, in messages: "This quotation is inside a sentence". */
  readonly noun: string;
  /** What stands where its paragraph stood. */
  resolve(
    content: Content,
    paragraph: Paragraph,
    resolution: Resolution,
    resolveTree: ResolveTree,
  ): RootContent[];
}

/** One resolver for each block of an extension. */
export type BlockResolvers = {
  readonly [Name in keyof ExtensionBlocks]: BlockResolver<ExtensionBlocks[Name]>;
};
