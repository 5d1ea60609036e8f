import type { BlockResolver } from '../../content/markdown/resolution.js';
import type { Label, TableBlock } from '../../content/printable.js';
import type { Position } from '../../diagnostics.js';
import type { MethodsPart } from './parts.js';

/** The methods annex, where its paragraph stood; written when everything else of the report is known. */
export interface MethodsBlock {
  /** The parts asked for; empty: all. */
  readonly only: readonly MethodsPart[];
  /** What was revised since the edition before: a table, or a sentence that says that nothing was. */
  readonly revisions: TableBlock | Label | undefined;
  readonly at: Position;
}

declare module '../../content/printable.js' {
  interface ExtensionBlocks {
    methods: MethodsBlock;
  }
}

declare module 'mdast' {
  interface ParagraphData {
    /** Where the methods annex stands, until it is written. */
    methods?: MethodsBlock;
  }
}

/** Keeps a place for the annex. */
export const methodsBlock: BlockResolver<MethodsBlock> = {
  noun: 'annex',
  resolve: (content, paragraph) => [{ ...paragraph, children: [], data: { methods: content } }],
};
