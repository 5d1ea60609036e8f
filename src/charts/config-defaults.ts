import type { Position } from '../diagnostics.js';
import type { PublishedDataset } from '../model/dataset.js';
import {
  childViews,
  isObject,
  type JsonObject,
  listKeys,
  markType,
  point,
  toArray,
  toObject,
} from './spec.js';
import { encodedField } from './unit.js';

/**
 * A spec in which what `config` says of all scales and marks stands where it holds, so that it is checked there: whether scales begin at
 * zero, and what becomes of rows without a number.
 *
 * @param positions Takes the places of what is put in.
 */
export function withConfigDefaults(
  spec: JsonObject,
  { fields }: Pick<PublishedDataset, 'fields'>,
  positions: Record<string, Position>,
): JsonObject {
  const { scale, mark, ...config } = toObject(spec.config);
  if (scale === undefined && mark === undefined) return spec;
  const isOpen = toObject(scale).zero === false;
  const invalid = 'invalid' in toObject(mark) ? { invalid: toObject(mark).invalid } : {};
  const openScale = (channel: JsonObject, at: string): JsonObject => {
    const own = toObject(channel.scale);
    const isNumber = channel.type === 'quantitative' || encodedField(channel, fields)?.role === 'measure';
    const isStated = own.zero !== undefined || own.domain !== undefined || channel.scale === null;
    if (!isNumber || channel.bin !== undefined || isStated) return channel;
    const position = positions['/config/scale/zero'];
    if (position !== undefined) positions[point(at, 'scale', 'zero')] = position;
    return { ...channel, scale: { ...own, zero: false } };
  };
  const visit = (view: JsonObject, pointer: string, around: JsonObject): JsonObject => {
    const all = { ...around, ...toObject(view.encoding) };
    const lists = Object.fromEntries(
      listKeys.flatMap((key) =>
        view[key] === undefined
          ? []
          : [
              [
                key,
                toArray(view[key]).map((each, at) => visit(toObject(each), point(pointer, key, at), all)),
              ],
            ],
      ),
    );
    const inner = isObject(view.spec) ? { spec: visit(view.spec, point(pointer, 'spec'), all) } : {};
    if (childViews(view, pointer).length > 0) return { ...view, ...lists, ...inner };
    const type = markType(view);
    const ofType = toObject(toObject(config)[type]);
    const standard = 'invalid' in ofType ? {} : invalid;
    // Bars and areas begin at zero whatever is said of all scales.
    const begins = (axis: string): boolean =>
      (type === 'bar' || type === 'area') && all[`${axis}2`] === undefined;
    const opened = ['x', 'y'].flatMap((axis) => {
      const channel = { ...toObject(around[axis]), ...toObject(all[axis]) };
      const at = point(pointer, 'encoding', axis);
      return isOpen && all[axis] !== undefined && !begins(axis) ? [[axis, openScale(channel, at)]] : [];
    });
    return {
      ...view,
      mark: { ...standard, ...(typeof view.mark === 'string' ? { type } : toObject(view.mark)) },
      encoding: { ...toObject(view.encoding), ...Object.fromEntries(opened) },
    };
  };
  return { ...visit(spec, '', {}), config };
}
