import type { Projection } from '../../charts/drawing/vega-module.js';
import type { Geometry } from './geometry.js';
import type { GeoShape, LonLat } from './shapes/shapes.js';

/** The projections that vega has, by the name it has for each. `identity` is none: degrees are no plane. */
export const projectionNames = [
  'albers',
  'albersUsa',
  'azimuthalEqualArea',
  'azimuthalEquidistant',
  'conicConformal',
  'conicEqualArea',
  'conicEquidistant',
  'equalEarth',
  'equirectangular',
  'gnomonic',
  'mercator',
  'mollweide',
  'naturalEarth1',
  'orthographic',
  'stereographic',
  'transverseMercator',
] as const;

export type ProjectionName = (typeof projectionNames)[number];

/** Those on which a square kilometre is as large everywhere. *Source:* J. P. Snyder, "Map Projections: A Working Manual", 1987; Šavrič et al., 2018. */
export const equalArea: readonly ProjectionName[] = [
  'albers',
  'azimuthalEqualArea',
  'conicEqualArea',
  'equalEarth',
  'mollweide',
];

/** Those that cannot be turned: the place of each part is fixed, or has a form of its own. */
const fixed: readonly ProjectionName[] = ['albersUsa'];

/** What GeoJSON calls a shape. */
export const asGeoJson = (shapes: readonly GeoShape[]): object => ({
  type: 'MultiPolygon',
  coordinates: shapes.flatMap(({ pieces }) => pieces),
});

/** Where shapes lie on the globe, in degrees. */
interface Extent {
  readonly middle: LonLat;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** The projection of shapes where the author names none: of a continent or less a conic, of a cap round a pole an azimuthal, of the world one of its own. */
export function chooseProjection(shapes: Geometry['shapes']): ProjectionName {
  const { west, east, south, north } = extentOf(shapes);
  if (south > 50 && north > 80) return 'azimuthalEqualArea';
  if (north < -50 && south < -80) return 'azimuthalEqualArea';
  const isWide = east - west > 120 || north - south > 90;
  if (isWide) return 'equalEarth';
  // A cone through both sides of the equator is none.
  return Math.abs(south + north) / 2 < 15 ? 'azimuthalEqualArea' : 'conicEqualArea';
}

/** A projection turned towards the shapes, its parallels a sixth of the way from their southern and northern ends. */
export function turnedTo(
  make: () => Projection,
  name: ProjectionName,
  shapes: Geometry['shapes'],
): Projection {
  const projection = make();
  if (fixed.includes(name)) return projection;
  const { middle, south, north } = extentOf(shapes);
  const isConic = name.startsWith('conic') || name === 'albers';
  const isAzimuthal = /^(?:azimuthal|gnomonic|orthographic|stereographic)/.test(name);
  projection.rotate?.([-middle[0], isAzimuthal ? -middle[1] : 0, 0]);
  if (isConic) projection.parallels?.([south + (north - south) / 6, north - (north - south) / 6]);
  return projection;
}

/** The smallest stretch of longitudes that holds all places, and their latitudes. */
function extentOf(shapes: Geometry['shapes']): Extent {
  const places = shapes.flatMap(({ pieces }) => pieces.flatMap(([edge = []]) => edge));
  let [south, north] = [90, -90];
  const longitudes = new Set<number>();
  for (const [lon, lat] of places) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
    longitudes.add(Math.round(lon * 10) / 10);
  }
  const ordered = [...longitudes].sort((a, b) => a - b);
  // What is widest open is outside.
  let gap = (ordered[0] ?? 0) + 360 - (ordered.at(-1) ?? 0);
  let west = ordered[0] ?? 0;
  ordered.forEach((lon, index) => {
    const before = ordered[index - 1];
    if (before !== undefined && lon - before > gap) [gap, west] = [lon - before, lon];
  });
  const east = west + 360 - gap;
  const centre = (west + east) / 2;
  return { west, east, south, north, middle: [centre > 180 ? centre - 360 : centre, (south + north) / 2] };
}
