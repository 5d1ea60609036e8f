import { phrase } from '../../../problems/problem.js';
import { isMembers, listOf, type Members, membersOf, nameOf, oneOf, type Reading } from './members.js';
import { PlacedFault } from './placed-json.js';
import type { LandPiece, LonLat, Ring } from './shapes.js';

interface Edge {
  readonly from: LonLat;
  readonly to: LonLat;
  readonly low: number;
  readonly high: number;
  readonly place: number;
}

/** More crossings than this are not counted. */
const mostCrossings = 100;

/**
 * How often a closed line crosses itself, at most {@link mostCrossings}; touching is no crossing. Edges are swept from west to east, so that each is held
 * only against those beside it.
 */
function crossings(ring: Ring): number {
  const edges = ring.slice(1).map((to, place): Edge => {
    const from = ring[place] ?? to;
    return { from, to, low: Math.min(from[0], to[0]), high: Math.max(from[0], to[0]), place };
  });
  const ordered = edges.toSorted((a, b) => a.low - b.low);
  let [count, active] = [0, [] as Edge[]];
  for (const edge of ordered) {
    active = active.filter(({ high }) => high >= edge.low);
    for (const other of active) {
      if (!cross(edge, other)) continue;
      count += 1;
      if (count >= mostCrossings) return count;
    }
    active.push(edge);
  }
  return count;
}

function cross(a: Edge, b: Edge): boolean {
  const isAbove = Math.min(a.from[1], a.to[1]) > Math.max(b.from[1], b.to[1]);
  const isBelow = Math.max(a.from[1], a.to[1]) < Math.min(b.from[1], b.to[1]);
  if (isAbove || isBelow) return false;
  return (
    side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0 &&
    side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0
  );
}

/** On which side of a line a place lies; 0 on it. */
const side = ([x1, y1]: LonLat, [x2, y2]: LonLat, [x, y]: LonLat): number =>
  Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));

/** What `d3-geo` takes for inside is to the right of a line; a ring the wrong way round would fill the rest of the globe. */
type Way = 'edge' | 'hole';

/**
 * The rings of a polygon as they stand in the file: each closed, of at least four places, within the globe. Which way round they are
 * written is mended, since files follow two rules (RFC 7946, and that of older tools) and say nothing of it. A ring that encloses nothing is
 * left out, and one that crosses itself is drawn; both are told.
 *
 * @param where Where to report what is wrong, when the rings bear no place of their own.
 */
function pieceOf(rings: unknown, where: unknown, name: string, reading: Reading): LandPiece {
  const { json } = reading;
  const read = listOf(rings, 'the rings of a polygon', where, reading).map((each): Placed => {
    const at = json.at(each) || json.at(where);
    return { ring: ringOf(each, where, at, reading), at };
  });
  const whole = read.filter(({ ring, at }, index) => {
    const isEmpty = turn(ring) === 0;
    if (isEmpty)
      reading.warn(phrase('maps/geojson.encloses', { ring: index === 0 ? 'ring' : 'hole', name }), at);
    return !isEmpty;
  });
  // Holes without an edge have nothing to be cut from.
  if (whole.length === 0 || whole[0] !== read[0]) return [];
  for (const { ring, at } of whole) {
    const count = crossings(unwrapped(ring));
    if (count > 0)
      reading.warn(
        phrase('maps/geojson.border', { name, times: timesOf(count) }),
        at,
        phrase('maps/geojson.drawn'),
      );
  }
  return whole.map(({ ring }, index) => directed(ring, index === 0 ? 'edge' : 'hole'));
}

/** How often a border crosses itself, which is counted so far and no further. */
const timesOf = (count: number): string =>
  count === mostCrossings ? `at least ${count} times` : count === 1 ? 'once' : `${count} times`;

interface Placed {
  readonly ring: Ring;
  readonly at: number;
}

function ringOf(value: unknown, where: unknown, at: number, reading: Reading): Ring {
  const places = listOf(value, 'a ring', where, reading);
  reading.countPlaces(places.length, at);
  const ring = places.map((place): LonLat => placeOf(place, at, reading));
  if (ring.length < 4) throw new PlacedFault(phrase('maps/geojson.places', { count: ring.length }), at);
  const [first, last] = [ring[0], ring.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    throw new PlacedFault(phrase('maps/geojson.ends', { last: String(last), first: String(first) }), at);
  return ring;
}

function placeOf(value: unknown, ringAt: number, { json }: Reading): LonLat {
  const at = json.at(value) || ringAt;
  if (!Array.isArray(value) || value.length < 2)
    throw new PlacedFault(phrase('maps/geojson.place', { name: nameOf(value) }), at);
  const [lon, lat] = value as readonly unknown[];
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat))
    throw new PlacedFault(
      phrase('maps/geojson.number', { name: nameOf(typeof lon === 'number' ? lat : lon) }),
      at,
    );
  // What was written with fewer digits may lie a hair outside.
  const hair = 1e-6;
  if (Math.abs(lon) > 180 + hair || Math.abs(lat) > 90 + hair) {
    const isSwapped = Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
    const hint = isSwapped
      ? 'write the longitude first'
      : 'convert the metres of a national grid to degrees: `ogr2ogr -t_srs EPSG:4326 OUT.geojson IN`';
    throw new PlacedFault(phrase('maps/geojson.degrees', { lon, lat }), at, hint);
  }
  return [Math.max(-180, Math.min(180, lon)), Math.max(-90, Math.min(90, lat))];
}

/** A ring whose longitudes go on beyond 180 where it crosses the line at which they begin anew. */
function unwrapped(ring: Ring): Ring {
  let [turns, before] = [0, ring[0]?.[0] ?? 0];
  return ring.map(([lon, lat]): LonLat => {
    if (lon - before > 180) turns -= 360;
    else if (before - lon > 180) turns += 360;
    before = lon;
    return [lon + turns, lat];
  });
}

/** Twice the area on a flat map of degrees: above 0 against the clock. Of a ring round a pole how it goes round that. */
function turn(ring: Ring): number {
  const flat = unwrapped(ring);
  const round = (flat.at(-1)?.[0] ?? 0) - (flat[0]?.[0] ?? 0);
  if (Math.abs(round) > 180) {
    const isSouth = ring.reduce((sum, [, lat]) => sum + lat, 0) < 0;
    // Eastwards round the south pole keeps it to the right, as clockwise does.
    return isSouth ? -round : round;
  }
  return flat.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = flat[(index + 1) % flat.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function directed(ring: Ring, way: Way): Ring {
  const isClockwise = turn(ring) < 0;
  return isClockwise === (way === 'edge') ? ring : [...ring].reverse();
}

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
    throw new PlacedFault(phrase('maps/geojson.topojson'), 0, 'write `format: topojson`');
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
    phrase('maps/geojson.system', { name: String(name ?? 'unnamed') }),
    json.at(root.crs),
    'convert the file: `ogr2ogr -t_srs EPSG:4326 OUT.geojson IN`',
  );
}

/** Whether an area is one polygon or several; fails for any other geometry. */
export const typeOfArea = (geometry: Members, name: string, reading: Reading): 'Polygon' | 'MultiPolygon' =>
  oneOf(
    geometry.type,
    ['Polygon', 'MultiPolygon'],
    `the geometry of \`${name}\``,
    geometry,
    reading,
    'use a file of areas: a map draws no points and lines',
  );

/** The pieces of a polygon or of several. */
export function piecesIn(
  value: unknown,
  around: unknown,
  name: string,
  reading: Reading,
): readonly LandPiece[] {
  const geometry = membersOf(value, `the geometry of \`${name}\``, around, reading);
  const type = typeOfArea(geometry, name, reading);
  const own = geometry.coordinates;
  // What TopoJSON was made into has no place of its own.
  const where = reading.json.at(geometry) > 0 ? geometry : around;
  const polygons = type === 'Polygon' ? [own] : listOf(own, 'the polygons of an area', where, reading);
  const pieces = polygons
    .map((rings) => pieceOf(rings, where, name, reading))
    .filter(({ length }) => length > 0);
  if (pieces.length === 0)
    throw new PlacedFault(phrase('maps/geojson.shape', { name }), reading.json.at(where));
  return pieces;
}
