import type { Paragraph, Root, RootContent } from 'mdast';
import type { Resolution } from './markdown/resolution.js';

/**
 * What helpers of features print as a block, by name. A feature declares its own by augmentation, and names a resolver
 * for each in its extension: one that is forgotten does not compile where the features are listed.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features fill it
export interface FeatureBlocks {}

/** A block of a feature that stands where its paragraph stood. */
export type FeatureBlock = {
  [Name in keyof FeatureBlocks]: {
    readonly kind: 'block';
    readonly name: Name;
    readonly content: FeatureBlocks[Name];
  };
}[keyof FeatureBlocks];

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
