/** A member that shapes of a file have. */
export interface FoundMember {
  /** `id`, or `properties.NAME`. */
  readonly path: string;
  /** What the first shape says there. */
  readonly sample: string;
  readonly shapes: number;
  /** How many of the shapes have it. */
  readonly having: number;
  readonly different: number;
}

/** A file of shapes that nobody has described yet. */
export interface FoundShapes {
  /** What its name should end in. */
  readonly format: string;
  /** Of TopoJSON: its objects that hold shapes. */
  readonly objects: readonly string[];
  /** The largest of them. */
  readonly object?: string;
  readonly members: readonly FoundMember[];
}
