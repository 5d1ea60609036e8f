/**
 * What a chart may say. Everything else is refused by name: a key that vega would ignore is a typing error of the
 * author, and a key that vega would obey may load, loop or lie.
 */

/** Upper bounds, checked before anything is drawn. */
export const limits = {
  rows: 5_000,
  views: 40,
  size: 2_000,
  step: 200,
  bins: 60,
  ticks: 50,
  list: 200,
  number: 10_000,
  expression: 500,
  transforms: 20,
} as const;

export const marks = [
  'bar',
  'line',
  'area',
  'point',
  'circle',
  'square',
  'tick',
  'rule',
  'text',
  'rect',
] as const;

const sizes = ['width', 'height'];
const layout = ['align', 'bounds', 'center', 'spacing', 'columns'];
const everyView = ['transform', 'resolve', 'title'];

/** Keys of a view, by its kind. */
export const viewKeys = {
  unit: [...everyView, ...sizes, 'mark', 'encoding'],
  layer: [...everyView, ...sizes, 'layer', 'encoding'],
  concat: [...everyView, ...layout, 'hconcat', 'vconcat', 'concat'],
  facet: [...everyView, ...layout, 'facet', 'spec'],
} as const;

/** Keys that a spec may bear at its root and that change nothing. */
export const ignoredKeys: readonly string[] = ['$schema', 'usermeta'];

export const channels = [
  'x',
  'y',
  'x2',
  'y2',
  'xOffset',
  'yOffset',
  'color',
  'fill',
  'stroke',
  'opacity',
  'fillOpacity',
  'strokeOpacity',
  'strokeWidth',
  'strokeDash',
  'size',
  'angle',
  'shape',
  'detail',
  'order',
  'text',
  'row',
  'column',
  'facet',
] as const;

export const channelKeys = [
  'field',
  'type',
  'aggregate',
  'bin',
  'timeUnit',
  'title',
  'axis',
  'scale',
  'sort',
  'stack',
  'legend',
  'header',
  'value',
  'datum',
  'condition',
  'bandPosition',
  'test',
] as const;

/** Keys of channels that split a chart into panels, besides those of every channel. */
export const facetKeys = ['columns', 'spacing', 'align', 'center'] as const;

export const transforms = {
  filter: ['filter'],
  calculate: ['calculate', 'as'],
  fold: ['fold', 'as'],
  aggregate: ['aggregate', 'groupby'],
  joinaggregate: ['joinaggregate', 'groupby'],
  window: ['window', 'groupby', 'sort', 'frame', 'ignorePeers'],
  stack: ['stack', 'groupby', 'sort', 'offset', 'as'],
  bin: ['bin', 'field', 'as'],
} as const;

export type TransformName = keyof typeof transforms;

export const aggregates = [
  'count',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'distinct',
  'valid',
  'missing',
] as const;

/** Operations of `window` besides the aggregates. */
export const windowOperations = [
  'row_number',
  'rank',
  'dense_rank',
  'lag',
  'lead',
  'first_value',
  'last_value',
];

/** Functions of expressions: arithmetic, tests and text, none that reads, loops, draws lots or asks the clock. */
export const functions = [
  'abs',
  'ceil',
  'clamp',
  'floor',
  'if',
  'indexof',
  'inrange',
  'isBoolean',
  'isFinite',
  'isNaN',
  'isNumber',
  'isString',
  'isValid',
  'length',
  'lower',
  'max',
  'min',
  'round',
  'slice',
  'split',
  'substring',
  'toBoolean',
  'toNumber',
  'toString',
  'trim',
  'upper',
] as const;

const text = (prefix: string): string[] =>
  ['Align', 'Angle', 'Baseline', 'Color', 'FontSize', 'FontStyle', 'FontWeight', 'LineHeight', 'Opacity'].map(
    (key) => prefix + key,
  );
const line = (prefix: string): string[] => ['Color', 'Dash', 'Opacity', 'Width'].map((key) => prefix + key);

export const axisKeys: readonly string[] = [
  'title',
  'titleAnchor',
  'titlePadding',
  'titleX',
  'titleY',
  ...text('title'),
  'labels',
  'labelExpr',
  'labelBound',
  'labelFlush',
  'labelOffset',
  'labelOverlap',
  'labelPadding',
  ...text('label'),
  'grid',
  ...line('grid'),
  'domain',
  ...line('domain'),
  'ticks',
  'tickBand',
  'tickCount',
  'tickMinStep',
  'tickOffset',
  'tickSize',
  ...line('tick'),
  'bandPosition',
  'format',
  'maxExtent',
  'minExtent',
  'offset',
  'orient',
  'values',
  'zindex',
];

export const scaleKeys: readonly string[] = [
  'type',
  'domain',
  'domainMax',
  'domainMin',
  'range',
  'zero',
  'nice',
  'reverse',
  'round',
  'padding',
  'paddingInner',
  'paddingOuter',
  'align',
  'base',
  'scheme',
];

export const legendKeys: readonly string[] = [
  'title',
  'titleAnchor',
  'titleOrient',
  'titlePadding',
  ...text('title'),
  'labelExpr',
  'labelOffset',
  'labelPadding',
  ...text('label'),
  'symbolType',
  'symbolSize',
  'symbolOpacity',
  'symbolStrokeWidth',
  'columns',
  'columnPadding',
  'rowPadding',
  'direction',
  'format',
  'legendX',
  'legendY',
  'offset',
  'orient',
  'padding',
  'values',
  'zindex',
];

export const headerKeys: readonly string[] = [
  'title',
  'titleAnchor',
  'titleOrient',
  'titlePadding',
  ...text('title'),
  'labels',
  'labelExpr',
  'labelAnchor',
  'labelOrient',
  'labelPadding',
  ...text('label'),
  'orient',
];

export const markKeys: readonly string[] = [
  'type',
  'align',
  'angle',
  'bandSize',
  'baseline',
  'clip',
  'color',
  'cornerRadius',
  'cornerRadiusEnd',
  'dx',
  'dy',
  'fill',
  'fillOpacity',
  'filled',
  'fontSize',
  'fontStyle',
  'fontWeight',
  'height',
  'interpolate',
  'invalid',
  'line',
  'lineBreak',
  'lineHeight',
  'opacity',
  'order',
  'orient',
  'point',
  'shape',
  'size',
  'stroke',
  'strokeCap',
  'strokeDash',
  'strokeJoin',
  'strokeOpacity',
  'strokeWidth',
  'text',
  'thickness',
  'width',
  'x',
  'x2',
  'x2Offset',
  'xOffset',
  'y',
  'y2',
  'y2Offset',
  'yOffset',
];

/** Keys of the objects inside a style: what a colour depends on. */
export const conditionKeys = [
  'condition',
  'test',
  'value',
  'expr',
  'and',
  'or',
  'not',
  'field',
  'equal',
  'oneOf',
  'lt',
  'lte',
  'gt',
  'gte',
  'range',
  'valid',
  'step',
  'opacity',
  'color',
  'filled',
  'size',
  'fill',
  'stroke',
  'strokeWidth',
  'strokeDash',
  'text',
  'subtitle',
];
