/** The part of `topojson-client` (which ships no types) that is read. */
declare module 'topojson-client' {
  export interface Topology {
    readonly type: 'Topology';
    readonly arcs: readonly (readonly (readonly [number, number])[])[];
  }
  /** The arcs of a geometry put together as GeoJSON; of a collection the features of all. */
  export function feature(topology: Topology, object: never): unknown;
}
