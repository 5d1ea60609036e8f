import type { BlockResolver } from '../../content/markdown/resolution.js';
import type { Label, TableBlock } from '../../content/printable.js';
import type { Position } from '../../diagnostics.js';
import type { MessageIn } from '../../language/message-id.js';

/**
 * The concepts of the Single Integrated Metadata Structure in their order, as far as a data package and a run can fill
 * them. *Source:* Eurostat, Euro SDMX Metadata Structure (ESMS) 2.0. Concepts 1 to 8 are contact (1), statistical
 * presentation (3), unit of measure (4), reference period (5), institutional mandate (6), confidentiality (7), release
 * policy (8). Concepts 13 to 19 are accuracy (13), timeliness (14), coherence and comparability (15), data revision
 * (17), statistical processing (18), comment (19). The heading of a section is the message `content.methods.heading.` and its name.
 */
export const methodsSections = [
  { name: 'contact', parts: ['contact'] },
  { name: 'presentation', parts: ['sources'] },
  { name: 'units', parts: ['units'] },
  { name: 'period', parts: ['period'] },
  { name: 'mandate', parts: ['mandate'] },
  { name: 'confidentiality', parts: ['confidentiality'] },
  { name: 'release', parts: ['release'] },
  { name: 'accuracy', parts: ['accuracy', 'missing', 'findings', 'small-bases', 'exceptions', 'typed'] },
  { name: 'timeliness', parts: ['timeliness'] },
  { name: 'comparability', parts: ['comparability'] },
  { name: 'revisions', parts: ['revisions'] },
  { name: 'processing', parts: ['rounding', 'formulas', 'literals', 'unchecked'] },
  { name: 'comment', parts: ['illustrative'] },
] as const satisfies readonly { name: MessageIn<'content.methods.heading'>; parts: readonly string[] }[];

export type MethodsPart = (typeof methodsSections)[number]['parts'][number];

/** What a methods annex is made of, in the order in which it is printed. */
export const methodsParts: readonly MethodsPart[] = methodsSections.flatMap(({ parts }) => parts);

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
