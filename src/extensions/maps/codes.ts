/** What can be wrong with maps. */
export const mapCodes = {
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
