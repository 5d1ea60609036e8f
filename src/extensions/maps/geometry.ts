import type { Position } from '../../diagnostics.js';
import type { Attachment } from '../../model/dataset/dataset.js';
import type { GeoShape } from './shapes/shapes.js';

/** The shapes of a file of the data package. */
export interface Geometry extends Attachment {
  readonly kind: 'geometry';
  /** Categories that are called otherwise in the file, and the keys of their shapes. */
  readonly names: Readonly<Record<string, string>>;
  readonly shapes: readonly GeoShape[];
  /** Relative to the project. */
  readonly file: string;
  readonly position: Position;
}

export const isGeometry = (attachment: Attachment): attachment is Geometry => attachment.kind === 'geometry';

/** The geometries that have shapes for a dataset, by their names. */
export const geometriesOf = ({
  attachments = {},
}: {
  readonly attachments?: Readonly<Record<string, Attachment>>;
}): ReadonlyMap<string, Geometry> =>
  new Map(
    Object.entries(attachments).flatMap(([name, each]) => (isGeometry(each) ? [[name, each] as const] : [])),
  );

/**
 * Finds the key of the shape of a category: the one that `names` declares, else that which is its value, else that which is its label or has
 * it. Letters have to agree; nothing is guessed.
 */
export function shapeKeysOf({ names, shapes }: Pick<Geometry, 'names' | 'shapes'>) {
  const keys = new Set(shapes.map(({ key }) => key));
  const byLabel = new Map(shapes.map(({ key, label }) => [label, key]));
  return (value: string, label: string): string | undefined => {
    if (Object.hasOwn(names, value)) return names[value];
    if (keys.has(value)) return value;
    return keys.has(label) ? label : byLabel.get(label);
  };
}
