import type { SourceProblem } from '../../../model/dataset/source-table.js';

/** A place on the earth: degrees east, then degrees north, of WGS 84. */
export type LonLat = readonly [number, number];

/** A closed line: its last place is its first. */
export type Ring = readonly LonLat[];

/** A piece of land: its edge, which goes round clockwise, then its holes, which go round the other way, as `d3-geo` reads them. */
export type LandPiece = readonly Ring[];

/** An area with its borders as its file has them. */
export interface GeoShape {
  /** By which categories find it. */
  readonly key: string;
  readonly label: string;
  readonly pieces: readonly LandPiece[];
}

/** A file of shapes that is to be read. */
export interface GeometryFile {
  readonly file: string;
  readonly text: string;
  readonly format: GeometryFormat;
  /** `id`, or `properties.NAME`: which member of each feature is its key, and which its label. */
  readonly key: string;
  readonly label: string;
  /** Of TopoJSON: the object that is read, where the file has several. */
  readonly object?: string;
}

export const geometryFormats = ['geojson', 'topojson'] as const;
export type GeometryFormat = (typeof geometryFormats)[number];

/** What a file of shapes holds. With an error among the problems there are no shapes. */
export interface ReadGeometry {
  readonly shapes: readonly GeoShape[];
  readonly problems: readonly (SourceProblem & { readonly severity: 'error' | 'warning' })[];
}
