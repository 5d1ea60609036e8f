/** What can be wrong with maps. */
export const mapCodes = {
  'geometry/form':
    'A file of shapes is not GeoJSON or TopoJSON of areas in WGS 84, or a shape has no key of its own.',
  'geometry/ring': 'A border of a shape crosses itself or encloses nothing (a warning).',
  'map/shape': 'A category has no shape in the geometry of a map, or two have one.',
  'map/geometry':
    'A map names a geometry that the data package does not have, or that has nothing of its data.',
  'map/classes': 'The classes of a map are too many, empty, or do not hold every number.',
  'map/form': 'A map is asked for something that maps do not have.',
} as const;

type Codes = typeof mapCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
