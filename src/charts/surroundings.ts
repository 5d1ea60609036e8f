import { facetChannels, isObject, type JsonObject, listKeys, toArray, toObject } from './spec.js';
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
