import type { Frame } from '../../charts/drawing/frame.js';
import type { Projection } from '../../charts/drawing/vega-module.js';
import type { TextWidth } from '../../charts/text-width.js';
import type { MessageId } from '../../language/message-id.js';
import type { LabelBox } from '../../model/chart/chart.js';
import { neutral, type Palette } from '../../model/chart/palette.js';
import type { Area, MapData } from './areas.js';
import { boxPath, type Canvas } from './canvas.js';
import { land } from './colours.js';
import { type Land, layLand } from './land.js';
import type { MapSpec } from './map-spec.js';
import type { ProjectionName } from './projections.js';

/** What a map is drawn from and with. */
export interface MapDrawing {
  readonly map: MapSpec;
  readonly data: MapData;
  readonly frame: Frame;
  readonly palette: Palette;
  readonly textWidth: TextWidth;
  readonly family: string;
  /** Of vega, new each time. */
  readonly projection: (name: ProjectionName) => Projection;
  /** Words of the tool. */
  readonly say: (id: MessageId) => string;
}

/** A drawn map. */
export interface DrawnMap {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly labels: readonly LabelBox[];
  readonly projection: ProjectionName;
  /** Areas with a row of which nothing is on the map: beyond its edge, or smaller than a tenth of a pixel. */
  readonly lost: readonly Area[];
}

/** Between the shapes in focus and the edge of the map, in pixels. */
const margin = 14;

/** Lays the shapes of a map and draws what is the same on all: lines of the globe, and land without a row. */
export function beginMap({ map, data, frame, projection }: MapDrawing, canvas: Canvas): Land {
  const laid = layLand(data.focus, map.projection as ProjectionName | undefined, frame, projection, margin);
  if (map.graticule === true)
    canvas.add(`<path fill="none" stroke="${neutral.rule}" stroke-width="0.6" d="${linesOf(laid)}"/>`);
  return laid;
}

/** The edge of the map. */
export function frameMap({ width, height }: Land, canvas: Canvas): void {
  canvas.add(
    `<path fill="none" stroke="${land.border}" stroke-width="0.6" d="${boxPath(0.3, 0.3, width - 0.3, height - 0.3)}"/>`,
  );
}

function linesOf({ linePath }: Land): string {
  const degrees = (from: number, to: number, step: number): number[] =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  const coordinates = [
    ...degrees(-180, 170, 10).map((lon) => degrees(-80, 80, 5).map((lat) => [lon, lat])),
    ...degrees(-80, 80, 10).map((lat) => degrees(-180, 180, 5).map((lon) => [lon, lat])),
  ];
  return linePath({ type: 'MultiLineString', coordinates });
}

/** A map and its legend, which ends at a height, as one picture. */
export function finishMap(
  { family }: MapDrawing,
  canvas: Canvas,
  { width, name }: Land,
  end: number,
  lost: readonly Area[],
): DrawnMap {
  const height = Math.ceil(end + 2);
  const svg = canvas.finish(height, family);
  return { svg, width, height, labels: canvas.labels, projection: name, lost };
}

/** The sign of a shade in a legend, with its left edge at `x` and its middle at `y`. */
export const swatchBox = (x: number, y: number, fill: string): string =>
  `<path fill="${fill}" stroke="${land.border}" stroke-width="0.6" d="${boxPath(x, y - 6, x + 20, y + 6)}"/>`;
