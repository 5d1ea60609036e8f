import type { JsonObject } from './spec.js';

/** Colours of the house, chosen to stay apart in greyscale and for colour-blind readers (contrast >= 3.3, grey dL* 12). */
export const palette = {
  series: ['#140f79', '#893528', '#0d798a', '#eb6218'],
  /** For words in a colour of `series` that is too light for words: 5.3 : 1 on white. */
  textShade: { '#eb6218': '#b8470b' } as Readonly<Record<string, string>>,
  /** The rest, after the series that matter. */
  rest: '#b4b4b4',
  ink: '#222222',
  muted: '#595959',
  rule: '#d9d9d9',
  paper: '#ffffff',
} as const;

/** Width of an A4 text block of 170 mm at 96 pixels an inch: what a chart with its labels fills. */
export const chartWidth = 640;

/** Pixels; 12 px is 9 pt in print. */
export const labelSize = 12;

/** Height of one horizontal bar with its gap. */
export const barStep = 26;

/** The part of its step that a bar fills. */
export const barPart = 0.72;

/**
 * Returns the colours of `count` series: the house palette, with grey for a fifth and last; undefined when there
 * are more series than a reader can tell apart.
 */
export function seriesColours(count: number): readonly string[] | undefined {
  if (count <= palette.series.length) return palette.series.slice(0, Math.max(count, 1));
  return count === palette.series.length + 1 ? [...palette.series, palette.rest] : undefined;
}

/** Colours that judge: how far something has come. They fall in lightness from done to given up. */
const judgements: Readonly<Record<string, string>> = {
  implemented: '#140f79',
  reached: '#140f79',
  'on-track': '#0d798a',
  advanced: '#0d798a',
  late: '#eb6218',
  behind: '#eb6218',
  'not-started': '#b4b4b4',
  'not-scored': '#b4b4b4',
  cancelled: '#e6e6e6',
  gap: '#e6e6e6',
};

/**
 * Returns the colours of categories: those that judge where all of them do, so that a status has one colour in every
 * chart; else those of as many series.
 */
export function categoryColours(values: readonly string[]): readonly string[] | undefined {
  const judging = values.flatMap((value) =>
    Object.hasOwn(judgements, value) ? [judgements[value] ?? palette.rest] : [],
  );
  return values.length > 0 && judging.length === values.length ? judging : seriesColours(values.length);
}

/** Returns `count` shades of one hue, from light to the house's first colour, for years and other ordered categories. */
export function orderedColours(count: number): readonly string[] {
  const [light, dark] = [
    [0xb3, 0xb0, 0xdb],
    [0x14, 0x0f, 0x79],
  ] as const;
  return Array.from({ length: count }, (_, index) => {
    const part = count === 1 ? 1 : index / (count - 1);
    const hex = (from: number, to: number): string =>
      Math.round(from + (to - from) * part)
        .toString(16)
        .padStart(2, '0');
    return `#${hex(light[0], dark[0])}${hex(light[1], dark[1])}${hex(light[2], dark[2])}`;
  });
}

/**
 * Returns the one Vega-Lite config of the house. It follows the Office for National Statistics and the Analysis
 * Function: muted horizontal gridlines, horizontal labels that are never cut, no frame, unit above the axis.
 */
export function theme(font: string): JsonObject {
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
    axisQuantitative: { grid: true, gridColor: palette.rule, gridWidth: 0.75, domain: false, ticks: false },
    axisDiscrete: { grid: false, domain: true, domainColor: palette.ink, domainWidth: 1 },
    axisY: {
      titleAngle: 0,
      titleAlign: 'left',
      titleAnchor: 'start',
      titleBaseline: 'bottom',
      titleX: 0,
      titleY: -8,
    },
    axisX: { labelAngle: 0, titlePadding: 8 },
    legend: {
      orient: 'top',
      direction: 'horizontal',
      titleOrient: 'left',
      titleFontSize: labelSize,
      titleFontWeight: 400,
      labelFontSize: labelSize,
      labelColor: palette.ink,
      labelLimit: 0,
      symbolType: 'square',
      symbolSize: 110,
      symbolStrokeWidth: 0,
      columnPadding: 18,
      rowPadding: 4,
      offset: 12,
    },
    header: {
      title: null,
      labelFontSize: labelSize + 0.5,
      labelFontWeight: 700,
      labelColor: palette.ink,
      labelAnchor: 'start',
      labelLimit: 0,
      labelPadding: 8,
    },
    title: {
      fontSize: labelSize + 0.5,
      fontWeight: 700,
      color: palette.ink,
      anchor: 'start',
      limit: 0,
      offset: 10,
      subtitleFontSize: labelSize,
      subtitleColor: palette.muted,
    },
    bar: { color: palette.series[0], discreteBandSize: { band: 1 } },
    line: { color: palette.series[0], strokeWidth: 2.25, strokeCap: 'round', strokeJoin: 'round' },
    area: { color: palette.series[0] },
    point: { filled: true, size: 60, color: palette.series[0], opacity: 1 },
    circle: { size: 60, color: palette.series[0], opacity: 1 },
    square: { size: 60, color: palette.series[0], opacity: 1 },
    tick: { color: palette.series[0], thickness: 2 },
    rule: { color: palette.muted, strokeWidth: 1 },
    rect: { color: palette.series[0] },
    text: { ...text, color: palette.ink, limit: 0 },
    range: {
      category: [...palette.series],
      ordinal: ['#c5c3e6', '#8b87c4', '#4f4a9e', '#140f79'],
      ramp: ['#e9e8f5', '#140f79'],
      heatmap: ['#e9e8f5', '#140f79'],
    },
    scale: { bandPaddingInner: 1 - barPart, bandPaddingOuter: 0.14, facetSpacing: 24 },
    facet: { spacing: { column: 28, row: 24 } },
    concat: { spacing: 28 },
  };
}

function axisStyle(text: { readonly font: string; readonly fontSize: number }): JsonObject {
  return {
    labelFont: text.font,
    titleFont: text.font,
    labelFontSize: text.fontSize,
    titleFontSize: text.fontSize,
    titleFontWeight: 400,
    labelColor: palette.ink,
    titleColor: palette.muted,
    labelLimit: 0,
    titleLimit: 0,
    labelPadding: 6,
    labelFlush: false,
    labelOverlap: false,
    labelLineHeight: text.fontSize + 3,
    tickColor: palette.ink,
    tickSize: 4,
    ticks: false,
    tickCount: 5,
  };
}
