import { mix } from '../../model/chart/colour.js';
import { neutral, type Palette } from '../../model/chart/palette.js';
import { facetChannels, isObject, type JsonObject, listKeys, paints, toArray, toObject } from '../spec.js';
import { axisOf } from './titles.js';

/** Channels that a legend may explain. */
const explained = ['color', 'fill', 'stroke', 'shape', 'strokeDash', 'opacity', 'size'];

/**
 * A composed spec without what stands around its marks: axes, legends, heads of panels, titles. It draws the same
 * marks from the same rows, in less than half the time: enough to see what a chart will show.
 */
export function withoutSurroundings(view: JsonObject): JsonObject {
  const { title: _, ...bare } = view;
  const views: Record<string, unknown> = {};
  for (const key of listKeys) {
    if (view[key] !== undefined)
      views[key] = toArray(view[key]).map((each) => withoutSurroundings(toObject(each)));
  }
  if (isObject(view.spec)) views.spec = withoutSurroundings(view.spec);
  if (isObject(view.facet)) {
    views.facet =
      view.facet.field === undefined ? bareChannels(view.facet) : bareChannel('facet', view.facet);
  }
  if (isObject(view.encoding)) views.encoding = bareChannels(view.encoding);
  return { ...bare, ...views };
}

function bareChannels(channels: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(channels).map(([name, channel]) => [
      name,
      isObject(channel) ? bareChannel(name, channel) : channel,
    ]),
  );
}

function bareChannel(name: string, channel: JsonObject): JsonObject {
  if (axisOf(name) !== undefined) return { ...channel, axis: null };
  if (facetChannels.includes(name)) return { ...channel, header: null };
  if (!explained.includes(name)) return channel;
  const { condition } = channel;
  const branch = isObject(condition) ? { condition: { ...condition, legend: null } } : {};
  return { ...channel, ...branch, legend: null };
}

/** The colours that a spec may call by name, since each house has its own. */
const namedColours = ({ accent, second, soft }: Palette): Readonly<Record<string, string>> => ({
  accent,
  second,
  soft,
  'accent-light': mix(neutral.paper, accent, 0.6),
  'accent-pale': mix(neutral.paper, accent, 0.32),
  'second-light': mix(neutral.paper, second, 0.6),
  'second-pale': mix(neutral.paper, second, 0.32),
  ink: neutral.ink,
  muted: neutral.muted,
  rest: neutral.rest,
});

/** A spec in which every named colour of a mark, condition or channel is that of the house. */
export function withHouseColours(spec: JsonObject, palette: Palette): JsonObject {
  const colours = namedColours(palette);
  const named = (value: unknown): unknown =>
    typeof value === 'string' && Object.hasOwn(colours, value) ? colours[value] : value;
  const withRange = (scale: unknown): unknown =>
    isObject(scale) && Array.isArray(scale.range) ? { ...scale, range: scale.range.map(named) } : scale;
  const visit = (value: unknown, isPaint: boolean): unknown => {
    if (Array.isArray(value)) return value.map((each) => visit(each, isPaint));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        if (isPaint && key === 'scale') return [key, withRange(part)];
        const isOfPaint = paints.includes(key) || (isPaint && key === 'condition');
        return [key, visit(isOfPaint || (isPaint && key === 'value') ? named(part) : part, isOfPaint)];
      }),
    );
  };
  return visit(spec, false) as JsonObject;
}

/** Panels up to this number stand below each other, more of them two by two. */
const mostInOneColumn = 4;

/** What an author says of the room that a part takes, which a narrow frame does not have. */
const ofWideFrames: Readonly<Record<string, readonly string[]>> = {
  axis: [
    'tickCount',
    'labelFontSize',
    'titleFontSize',
    'labelLimit',
    'labelAngle',
    'labelAlign',
    'labelPadding',
    'offset',
    'titleX',
    'titleY',
    'titleAnchor',
  ],
  legend: [
    'labelFontSize',
    'titleFontSize',
    'orient',
    'direction',
    'columns',
    'legendX',
    'legendY',
    'titleOrient',
    'offset',
    'padding',
  ],
  header: ['labelFontSize', 'labelOrient', 'labelAngle', 'labelLimit'],
};

/**
 * A spec whose plots stand below each other instead of side by side: the same views with the same marks in the same order, so that
 * the same names are given to them.
 *
 * @param isPair True of plots that stay side by side.
 */
export function oneColumn(
  view: JsonObject,
  panelsOf: (field: unknown) => number,
  isPair = false,
): JsonObject {
  const { hconcat, concat, width: _, columns: __, ...rest } = view;
  const side = isPair ? [] : toArray(hconcat ?? concat);
  const within = (views: readonly unknown[]): readonly JsonObject[] =>
    views.map((each) => oneColumn(toObject(each), panelsOf));
  const columnsFor = (definition: unknown): number =>
    panelsOf(toObject(definition).field) > mostInOneColumn ? 2 : 1;
  const { facet } = view;
  const grid = isObject(facet) && facet.field === undefined ? facet : undefined;
  return {
    ...rest,
    ...(view.layer === undefined ? {} : { layer: within(toArray(view.layer)) }),
    ...(view.vconcat === undefined ? {} : { vconcat: within(toArray(view.vconcat)) }),
    ...(isPair ? { hconcat: within(toArray(hconcat)) } : {}),
    ...(side.length === 0 ? {} : { vconcat: within(side) }),
    ...(isObject(view.spec) ? { spec: oneColumn(view.spec, panelsOf) } : {}),
    ...(isObject(view.encoding) ? { encoding: narrowChannels(view.encoding, columnsFor) } : {}),
    ...(isObject(facet) && grid === undefined ? { columns: columnsFor(facet) } : {}),
    ...(grid?.column !== undefined && grid.row === undefined
      ? { facet: grid.column, columns: columnsFor(grid.column) }
      : {}),
  };
}

function narrowChannels(encoding: JsonObject, columnsFor: (definition: unknown) => number): JsonObject {
  const channels = Object.entries(encoding).map(([name, channel]): [string, unknown] => {
    const own = isObject(channel) ? narrowStyles(channel) : channel;
    // A row of panels becomes a column of them; a grid of rows and columns stays one.
    if (name === 'column' && encoding.row === undefined && isObject(own))
      return ['facet', { ...own, columns: columnsFor(own) }];
    return name === 'facet' && isObject(own) ? [name, { ...own, columns: columnsFor(own) }] : [name, own];
  });
  return Object.fromEntries(channels);
}

function narrowStyles(channel: JsonObject): JsonObject {
  const styles = Object.entries(ofWideFrames).flatMap(([key, names]) => {
    const style = channel[key];
    if (!isObject(style)) return [];
    return [[key, Object.fromEntries(Object.entries(style).filter(([name]) => !names.includes(name)))]];
  });
  return { ...channel, ...Object.fromEntries(styles) };
}
