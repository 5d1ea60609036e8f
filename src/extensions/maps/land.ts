import type { Frame } from '../../charts/drawing/frame.js';
import type { Box, Path, Projection } from '../../charts/drawing/vega-module.js';
import { greatest } from '../../model/chart/extremes.js';
import { asGeoJson, chooseProjection, type ProjectionName, turnedTo } from './projections.js';
import type { GeoShape } from './shapes/shapes.js';

/** Shapes on paper. */
export interface Land {
  readonly name: ProjectionName;
  readonly width: number;
  readonly height: number;
  /** A shape as a path, cut at the edge of the map; empty where none of it is on the map. */
  pathOf(shape: unknown): string;
  /** Lines as a path. */
  linePath(lines: unknown): string;
  /** The middle of the largest piece of a shape, in pixels. */
  middleOf(shape: GeoShape): { readonly x: number; readonly y: number };
}

/** The most that a map takes of a page, in pixels, by how wide it is. */
const mostHeight = { paper: 280, desk: 400, phone: 300 } as const;
const leastHeight = 140;

/** Puts shapes on a map as wide as its frame: those in focus fill it, the others are cut where it ends. */
export function layLand(
  focus: readonly GeoShape[],
  named: ProjectionName | undefined,
  frame: Frame,
  make: (name: ProjectionName) => Projection,
  margin: number,
): Land {
  const name = named ?? chooseProjection(focus);
  const projection = turnedTo(() => make(name), name, focus);
  const shape = asGeoJson(focus);
  const { width } = frame;
  const wide: Box = [
    [margin, margin],
    [width - margin, 10_000],
  ];
  projection.fitExtent(wide, shape);
  const [[, top], [, bottom]] = projection.path.bounds(shape);
  // A projection that has no place for the shapes fits nothing: then nothing of them is drawn, and that is reported.
  const fitted = Math.ceil(bottom - top + 2 * margin);
  const natural = Number.isFinite(fitted) ? fitted : leastHeight;
  const height = Math.max(leastHeight, Math.min(mostHeight[frame.name], natural));
  const room: Box = [
    [margin, margin],
    [width - margin, height - margin],
  ];
  projection.fitExtent(room, shape);
  // Middles are those of whole shapes.
  const middles = new Map(focus.map((each) => [each, middleOf(each, projection.path)]));
  const middle = (each: GeoShape) => middles.get(each) ?? middleOf(each, projection.path);
  projection.clipExtent?.([
    [0, 0],
    [width, height],
  ]);
  const path = projection.path.digits(1);
  return {
    name,
    width,
    height,
    pathOf: (each) => {
      const drawn = path(each) ?? '';
      return /NaN|Infinity/.test(drawn) ? '' : withoutStanding(drawn);
    },
    linePath: (lines) => path(lines) ?? '',
    middleOf: middle,
  };
}

function middleOf({ pieces }: GeoShape, path: Path): { readonly x: number; readonly y: number } {
  const polygons = pieces.map((coordinates) => ({ type: 'Polygon', coordinates }));
  const areas = polygons.map((each) => path.area(each));
  const largest = polygons[areas.indexOf(greatest(areas))];
  const [x, y] = path.centroid(largest);
  return { x, y };
}

/** A path without the steps that lead nowhere once it is rounded to tenths of a pixel, and without pieces that come to a point. */
function withoutStanding(path: string): string {
  return path
    .split('Z')
    .flatMap((piece) => {
      const steps = piece.slice(1).split('L');
      const kept = steps.filter((step, index) => step !== steps[index - 1]);
      return kept.length < 3 ? [] : [`M${kept.join('L')}Z`];
    })
    .join('');
}
