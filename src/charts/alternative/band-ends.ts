import type { Field } from '../../model/dataset.js';
import { encodedField, type Unit } from '../unit.js';

/** The two measures between which an area lies around a line; undefined where there is none. */
export function bandAround(
  { mark }: Unit,
  units: readonly Unit[],
  fields: readonly Field[],
): readonly [Field, Field] | undefined {
  if (mark !== 'line') return undefined;
  for (const { mark: other, channels } of units) {
    const [lower, upper] = [channels.y, channels.y2].map((channel) =>
      encodedField(channel?.definition, fields),
    );
    if (other === 'area' && lower?.role === 'measure' && upper?.role === 'measure') return [lower, upper];
  }
  return undefined;
}
