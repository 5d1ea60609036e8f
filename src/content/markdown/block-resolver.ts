import type { Paragraph, Root, RootContent } from 'mdast';
import type { FeatureBlocks } from '../blocks.js';
import type { Resolution } from './resolution.js';

/** Turns the text of another place into a tree, as that of the template is. */
export type ResolveTree = (root: Root, inner: Resolution) => Root;

/** How a block of a feature becomes part of the tree. */
export interface BlockResolver<Content> {
  /** What it is, in messages: "Unexpected quotation inside a sentence". */
  readonly noun: string;
  /** What stands where its paragraph stood. */
  resolve(
    content: Content,
    paragraph: Paragraph,
    resolution: Resolution,
    resolveTree: ResolveTree,
  ): RootContent[];
}

/** One resolver for each block of a feature. */
export type BlockResolvers = {
  readonly [Name in keyof FeatureBlocks]: BlockResolver<FeatureBlocks[Name]>;
};
