import type { Field } from '../datasets/dataset.js';
import type { JsonObject } from './spec.js';

/** One channel of a unit as the author wrote it, with its place. */
export interface Channel {
  readonly definition: JsonObject;
  readonly pointer: string;
}

/** The channels of a view by name, those of the views around it included. */
export type Channels = Readonly<Record<string, Channel>>;

/** A view with one mark: what a chart is made of. */
export interface Unit {
  /** Name of its marks in the drawn scene. */
  readonly name: string;
  readonly pointer: string;
  readonly mark: string;
  readonly channels: Channels;
}

/** The unit whose marks bear this name in the scene; vega-lite adds to names when it facets. */
export function unitNamed(name: string | undefined, units: readonly Unit[]): Unit | undefined {
  const match = /(?:^|_)(unit_\d+)(?:_|$)/.exec(name ?? '');
  return match === null ? undefined : units.find((unit) => unit.name === match[1]);
}

/** The field of the dataset that a definition encodes; undefined for computed fields and constants. */
export function encodedField(
  definition: JsonObject | undefined,
  fields: readonly Field[],
): Field | undefined {
  return fields.find(({ name }) => name === definition?.field);
}

/** The fields of the dataset that a unit encodes in any channel, each once, with the channel that does so first. */
export function encodedFields(unit: Unit, fields: readonly Field[]): ReadonlyMap<Field, string> {
  const found = new Map<Field, string>();
  for (const [channel, { definition }] of Object.entries(unit.channels)) {
    const field = encodedField(definition, fields);
    if (field !== undefined && !found.has(field)) found.set(field, channel);
  }
  return found;
}
