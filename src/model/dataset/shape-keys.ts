import type { Geometry } from './geometry.js';

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
