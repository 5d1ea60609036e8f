import type { LandPiece } from '../../model/geometry.js';
import { isMembers, listOf, type Members, membersOf, oneOf, type Reading } from './members.js';
import { PlacedFault } from './placed-json.js';
import { pieceOf } from './rings.js';

/** A feature of a file, its pieces not read yet. */
export interface Feature {
  readonly members: Members;
  readonly at: number;
  /** @param name What the feature is called in messages. */
  piecesOf(name: string): readonly LandPiece[];
}

/** The ways in which WGS 84 with the longitude first is written. */
const wgs84 = /(?:CRS84|EPSG:(?:[\d.]*:)?4326|WGS ?84)$/i;

/** The features of a GeoJSON file (RFC 7946). Throws a `PlacedFault` where it is none. */
export function geoJsonFeatures(reading: Reading): readonly Feature[] {
  const root = membersOf(reading.json.value, 'a GeoJSON file', reading.json.value, reading);
  checkCrs(root, reading);
  if (root.type === 'Topology')
    throw new PlacedFault('Unexpected TopoJSON, expected GeoJSON', 0, 'write `format: topojson`');
  oneOf(root.type, ['FeatureCollection'], '`type` of the file', root, reading);
  return listOf(root.features, '`features`', root, reading).map((each): Feature => {
    const members = membersOf(each, 'a feature', root, reading);
    oneOf(members.type, ['Feature'], '`type` of a feature', members, reading);
    const at = reading.json.at(members);
    return { members, at, piecesOf: (name) => piecesIn(members.geometry, members, name, reading) };
  });
}

function checkCrs(root: Members, { json }: Reading): void {
  if (root.crs === undefined || root.crs === null) return;
  const properties = isMembers(root.crs) && isMembers(root.crs.properties) ? root.crs.properties : {};
  const { name } = properties;
  if (typeof name === 'string' && wgs84.test(name)) return;
  throw new PlacedFault(
    `Unexpected coordinate system \`${String(name ?? 'without a name')}\`, expected WGS 84 (EPSG:4326)`,
    json.at(root.crs),
    '`ogr2ogr -t_srs EPSG:4326 OUT.geojson IN` makes degrees of WGS 84 of it',
  );
}

/** The pieces of a polygon or of several. */
export function piecesIn(
  value: unknown,
  around: unknown,
  name: string,
  reading: Reading,
): readonly LandPiece[] {
  const geometry = membersOf(value, `the geometry of \`${name}\``, around, reading);
  const type = oneOf(
    geometry.type,
    ['Polygon', 'MultiPolygon'],
    `the geometry of \`${name}\``,
    geometry,
    reading,
    'a map needs areas: points and lines have none',
  );
  const own = geometry.coordinates;
  // What TopoJSON was made into has no place of its own.
  const where = reading.json.at(geometry) > 0 ? geometry : around;
  const polygons = type === 'Polygon' ? [own] : listOf(own, 'the polygons of an area', where, reading);
  const pieces = polygons
    .map((rings) => pieceOf(rings, where, name, reading))
    .filter(({ length }) => length > 0);
  if (pieces.length === 0)
    throw new PlacedFault(`Unexpected \`${name}\` without an area, expected a shape`, reading.json.at(where));
  return pieces;
}
