import { isObject, type JsonObject, toArray, toObject } from '../spec.js';

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
