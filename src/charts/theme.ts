import { mix } from '../model/chart/colour.js';
import { colourOf } from '../model/chart/paint.js';
import { neutral, type Palette } from '../model/chart/palette.js';
import type { Field } from '../model/dataset/dataset.js';
import type { Frame } from './drawing/frame.js';
import type { JsonObject } from './spec.js';

/** Pixels; 12 px is 9 pt in print. */
export const labelSize = 12;

/** Of the heads of panels: a little larger than labels, and bold. */
export const [headSize, headWeight] = [labelSize + 0.5, 700];

/** Height of one line of a label with what keeps it from the next. */
export const lineStep = 15;

/** Height of one horizontal bar with its gap. */
export const barStep = 26;

/** Width of the line of paper between parts of a stack, in pixels. */
export const separator = 1.5;

/** The part of its step that a bar fills. */
export const barPart = 0.72;

/** Most colours that a reader can tell apart in one chart, and the grey ones beside them. */
export const mostColours = 5;

/** Returns the colours of categories in a house; undefined when it has none left for one of them. */
export function categoryColours(
  values: readonly string[],
  { categories }: Pick<Field, 'categories'>,
  palette: Palette,
): readonly string[] | undefined {
  const paints = new Map(categories.map(({ value, paint }) => [value, paint]));
  const colours = values.flatMap((value) => colourOf(paints.get(value), palette) ?? []);
  return colours.length === values.length ? colours : undefined;
}

/** Returns `count` shades of one hue, from light to the accent of the house, for years and other ordered categories. */
export function orderedColours(count: number, { accent }: Palette): readonly string[] {
  const light = mix(neutral.paper, accent, 0.32);
  return Array.from({ length: count }, (_, index) =>
    mix(light, accent, count === 1 ? 1 : index / (count - 1)),
  );
}

/**
 * Returns the one Vega-Lite config of the house. It follows the Office for National Statistics and the Analysis
 * Function: muted horizontal gridlines, horizontal labels that are never cut, no frame, unit above the axis.
 */
export function theme(font: string, palette: Palette, { isNarrow }: Frame): JsonObject {
  const text = { font, fontSize: labelSize };
  return {
    font,
    background: null,
    padding: { left: 1, right: 1, top: 2, bottom: 2 },
    aria: false,
    customFormatTypes: false,
    numberFormat: ',~f',
    view: { stroke: null },
    axis: axisStyle(text),
    axisQuantitative: {
      ...{ grid: true, gridColor: neutral.rule, gridWidth: 0.75, domain: false, ticks: false },
      ...noTouch,
    },
    axisTemporal: noTouch,
    axisDiscrete: { grid: false, domain: true, domainColor: neutral.ink, domainWidth: 1 },
    // Above bars, whose lines of paper would part it.
    axisBand: { zindex: 1 },
    axisX: { labelAngle: 0, titlePadding: 8 },
    legend: legendStyle(isNarrow),
    header: headerStyle,
    title: {
      fontSize: labelSize + 0.5,
      fontWeight: 700,
      color: neutral.ink,
      anchor: 'start',
      limit: 0,
      offset: 10,
      subtitleFontSize: labelSize,
      subtitleColor: neutral.muted,
    },
    bar: { color: palette.accent, discreteBandSize: { band: 1 } },
    line: { color: palette.accent, strokeWidth: 2.25, strokeCap: 'round', strokeJoin: 'round' },
    area: { color: palette.accent },
    trail: { color: palette.accent },
    point: { filled: true, size: 60, color: palette.accent, opacity: 1 },
    circle: { size: 60, color: palette.accent, opacity: 1 },
    square: { size: 60, color: palette.accent, opacity: 1 },
    tick: { color: palette.accent, thickness: 2, opacity: 1 },
    rule: { color: neutral.muted, strokeWidth: 1 },
    rect: { color: palette.accent },
    text: { ...text, color: neutral.ink, limit: 0 },
    range: {
      category: [...palette.series],
      ordinal: [...orderedColours(4, palette)],
      ramp: [mix(neutral.paper, palette.accent, 0.1), palette.accent],
      heatmap: [mix(neutral.paper, palette.accent, 0.1), palette.accent],
    },
    scale: { bandPaddingInner: 1 - barPart, bandPaddingOuter: 0.14, facetSpacing: 24 },
    facet: { spacing: { column: 28, row: 24 } },
    concat: { spacing: 28 },
  };
}

/** Labels of numbers, days and bands are left out where they would touch, every other one: the rest say where they stand. */
export const noTouch = { labelOverlap: 'parity', labelSeparation: 4 } as const;

const headerStyle: JsonObject = {
  title: null,
  labelFontSize: headSize,
  labelFontWeight: headWeight,
  labelColor: neutral.ink,
  labelAnchor: 'start',
  labelLimit: 0,
  labelPadding: 8,
};

const legendStyle = (isNarrow: boolean): JsonObject => ({
  orient: 'top',
  direction: 'horizontal',
  titleOrient: isNarrow ? 'top' : 'left',
  titleFontSize: labelSize,
  titleFontWeight: 400,
  labelFontSize: labelSize,
  labelColor: neutral.ink,
  labelLimit: 0,
  symbolType: 'square',
  symbolSize: 110,
  symbolStrokeWidth: 0,
  columnPadding: isNarrow ? 12 : 18,
  layout: { margin: 20 },
  rowPadding: 4,
  offset: 12,
});

function axisStyle(text: { readonly font: string; readonly fontSize: number }): JsonObject {
  return {
    labelFont: text.font,
    titleFont: text.font,
    labelFontSize: text.fontSize,
    titleFontSize: text.fontSize,
    titleFontWeight: 400,
    labelColor: neutral.ink,
    titleColor: neutral.muted,
    labelLimit: 0,
    titleLimit: 0,
    labelPadding: 6,
    labelFlush: false,
    labelOverlap: false,
    labelLineHeight: text.fontSize + 3,
    tickColor: neutral.ink,
    tickSize: 4,
    ticks: false,
    tickCount: 5,
  };
}
