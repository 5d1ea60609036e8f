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
