import { feature, type Topology } from 'topojson-client';
import { didYouMean, listNames } from '../../../diagnostics.js';
import { phrase } from '../../../problems/problem.js';
import { type Feature, piecesIn, typeOfArea } from './geojson.js';
import { listOf, type Members, membersOf, nameOf, oneOf, type Reading } from './members.js';
import { PlacedFault } from './placed-json.js';

/**
 * The features of an object of a TopoJSON file. Throws a `PlacedFault` where it is none: `topojson-client` puts the arcs together, and would
 * read past the end of what a broken file has, so that all it relies on is looked at before.
 */
export function topoJsonFeatures(object: string | undefined, reading: Reading): readonly Feature[] {
  const { json } = reading;
  const root = membersOf(json.value, 'a TopoJSON file', json.value, reading);
  if (root.type === 'FeatureCollection')
    throw new PlacedFault(phrase('maps/topojson.geojson'), 0, 'write `format: geojson`');
  oneOf(root.type, ['Topology'], '`type` of the file', root, reading);
  checkTransform(root, reading);
  const arcs = checkArcs(root, reading);
  const objects = membersOf(root.objects, '`objects`', root, reading);
  const names = Object.keys(objects);
  const name = object ?? (names.length === 1 ? names[0] : undefined);
  const found = name !== undefined && Object.hasOwn(objects, name) ? objects[name] : undefined;
  if (name === undefined || found === undefined) {
    const near = name === undefined ? undefined : didYouMean(name, names).hint;
    throw new PlacedFault(
      name === undefined
        ? phrase('maps/topojson.objects', { count: names.length })
        : phrase('maps/topojson.object', { name }),
      json.at(objects),
      near ?? `write \`object:\` with one of ${listNames(names)}`,
    );
  }
  const collection = membersOf(found, `\`${name}\``, objects, reading);
  oneOf(collection.type, ['GeometryCollection'], `\`type\` of \`${name}\``, collection, reading);
  return listOf(collection.geometries, '`geometries`', collection, reading).map((each): Feature => {
    const members = membersOf(each, 'a geometry', collection, reading);
    return {
      members,
      at: json.at(members),
      piecesOf: (label) => {
        checkGeometry(members, label, arcs, reading);
        const made = feature(root as unknown as Topology, members as never) as { readonly geometry: unknown };
        return piecesIn(made.geometry, members, label, reading);
      },
    };
  });
}

function checkTransform(root: Members, reading: Reading): void {
  if (root.transform === undefined || root.transform === null) return;
  const transform = membersOf(root.transform, '`transform`', root, reading);
  for (const key of ['scale', 'translate']) {
    const pair = listOf(transform[key], `\`${key}\` of \`transform\``, transform, reading);
    if (pair.length !== 2 || !pair.every((each) => typeof each === 'number' && Number.isFinite(each)))
      throw new PlacedFault(phrase('maps/topojson.transform', { key }), reading.json.at(pair));
  }
}

/** How many arcs there are, each of at least two places. */
function checkArcs(root: Members, reading: Reading): number {
  const arcs = listOf(root.arcs, '`arcs`', root, reading);
  for (const each of arcs) {
    const arc = listOf(each, 'an arc', arcs, reading);
    reading.countPlaces(arc.length, reading.json.at(arc));
    if (arc.length < 2)
      throw new PlacedFault(phrase('maps/topojson.places', { count: arc.length }), reading.json.at(arc));
    for (const place of arc) {
      const isPlace = Array.isArray(place) && place.length >= 2 && place.slice(0, 2).every(Number.isFinite);
      if (!isPlace)
        throw new PlacedFault(
          phrase('maps/topojson.arc', { name: nameOf(place) }),
          reading.json.at(place) || reading.json.at(arc),
        );
    }
  }
  return arcs.length;
}

/** The arcs of a polygon by their numbers, counted from 0, and backwards from -1. */
function checkGeometry(geometry: Members, name: string, count: number, reading: Reading): void {
  const type = typeOfArea(geometry, name, reading);
  const own = listOf(geometry.arcs, `\`arcs\` of \`${name}\``, geometry, reading);
  const rings =
    type === 'Polygon' ? own : own.flatMap((each) => [...listOf(each, 'a polygon', own, reading)]);
  for (const ring of rings) {
    const arcs = listOf(ring, 'a ring', own, reading);
    if (arcs.length === 0)
      throw new PlacedFault(phrase('maps/topojson.ring', { name }), reading.json.at(arcs));
    for (const arc of arcs) {
      const index = typeof arc === 'number' ? (arc < 0 ? ~arc : arc) : Number.NaN;
      if (Number.isInteger(arc) && index < count) continue;
      throw new PlacedFault(
        phrase('maps/topojson.file', { arc: String(arc), name, count }),
        reading.json.at(arcs),
      );
    }
  }
}
