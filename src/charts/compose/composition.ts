import type { Palette } from '../../model/chart/palette.js';
import type { ChartDataset } from '../datasets/parts.js';
import type { Frame } from '../drawing/frame.js';
import type { Vega } from '../drawing/vega.js';
import type { ChartRow } from '../rows.js';
import type { JsonObject } from '../spec.js';
import type { TextWidth } from '../text-width.js';
import type { Unit } from '../unit.js';

/** What vega drew of one unit: the rows behind its items. */
export type Datums = readonly JsonObject[];

/** What each unit drew, by its name. */
export type UnitDatums = Readonly<Record<string, Datums>>;

/** The categories that a chart shows, by field, in declared order. */
export type Shown = Readonly<Record<string, readonly string[]>>;

/** What is known of a chart's look before it is drawn (again). */
export interface Layout {
  /** Width of one plot, in pixels, where the author gives none. */
  readonly width: number;
  /** Category values that are drawn, by field; undefined before the first drawing. */
  readonly shown?: Shown;
  /** What each unit drew the last time, by unit name. */
  readonly drawn: UnitDatums;
  /** What came through the filters to each unit, missing numbers too; undefined before the first drawing. */
  readonly reached?: UnitDatums;
  /** Lines and areas in which a number stands alone between gaps: no stroke leads to it, so points are drawn. */
  readonly dotted?: readonly string[];
}

/** The layout of what was drawn. */
export type DrawnLayout = Required<Layout>;

/** What it takes to turn an author's spec into one for vega-lite. */
export interface CompositionInput {
  readonly spec: JsonObject;
  readonly dataset: ChartDataset;
  readonly rows: readonly ChartRow[];
  readonly layout: Layout;
  /** The room that it is drawn for. */
  readonly frame: Frame;
  readonly parseExpression: Vega['parseExpression'];
  readonly textWidth: TextWidth;
  /** Of the publisher's house. */
  readonly palette: Palette;
}

/** What the parts of one composition share. */
export interface Composition extends CompositionInput {
  /** Whether years run along a scale (lines, areas) instead of standing side by side. */
  readonly continuousYears: boolean;
  readonly units: readonly Unit[];
  /** Dimensions whose labels stand beside the marks, which makes a legend superfluous. */
  readonly labelled: ReadonlySet<string>;
}

/** The first drawing finds out which rows reach each unit; every later one is given them. */
export const isFirstDrawing = ({ layout }: CompositionInput): boolean => layout.reached === undefined;
