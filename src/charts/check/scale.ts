import type { Field } from '../../model/dataset.js';
import { childViews, type JsonObject, point, toArray, toObject } from '../spec.js';
import { encodedField, isCategorical, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, report } from './context.js';

/** Scales on which equal steps are equal, or which every reader knows to be otherwise. */
const positionScales = ['linear', 'log', 'time', 'utc', 'band', 'point'];

/**
 * Checks the scales of positions and sizes: equal steps are drawn equal, numbers grow upwards and to the right, time runs
 * forward, and the layers of a plot share their axes.
 */
export function checkScales(spec: JsonObject, context: CheckContext): void {
  for (const unit of unitsOf(spec)) {
    for (const name of ['x', 'y'] as const) checkPosition(unit, name, context);
    const size = unit.channels.size;
    const { type } = toObject(size?.definition.scale);
    if (size !== undefined && type !== undefined && type !== 'linear')
      refuse(point(size.pointer, 'scale', 'type'), `\`type: ${String(type)}\` of sizes`, '`linear`', context);
  }
  checkResolve(spec, '', context);
}

function refuse(
  pointer: string,
  actual: string,
  expected: string,
  context: CheckContext,
  hint?: string,
): void {
  const message = `Unexpected ${actual}, expected ${expected}`;
  // Layers that share a definition share its fault.
  if (context.diagnostics.some((known) => known.message === message)) return;
  report(context, 'chart/scale', pointer, message, hint === undefined ? {} : { hint });
}

function checkPosition(unit: Unit, name: 'x' | 'y', context: CheckContext): void {
  const channel = unit.channels[name];
  if (channel === undefined) return;
  const { definition, pointer } = channel;
  const field = encodedField(definition, context.dataset.fields);
  const scale = toObject(definition.scale);
  const at = (key: string): string => point(pointer, 'scale', key);
  if (scale.type !== undefined && !positionScales.includes(String(scale.type)))
    refuse(
      at('type'),
      `scale type \`${String(scale.type)}\` of \`${name}\``,
      '`linear`, or `log` for points and lines',
      context,
    );
  if (scale.range !== undefined)
    refuse(
      at('range'),
      `\`range\` of \`${name}\``,
      'none: `width` and `height` say how large a plot is',
      context,
    );
  const counts = field === undefined ? false : !isCategorical(field) || isTime(field);
  if (counts && scale.reverse !== undefined && scale.reverse !== false)
    refuse(
      at('reverse'),
      `\`reverse\` of \`${name}\``,
      'numbers that grow and time that runs forward',
      context,
    );
  // For a scale of numbers Vega-Lite turns the axis round, as `reverse` does.
  const isNumbers = definition.type === 'quantitative' || (counts && field !== undefined && !isTime(field));
  if (isNumbers && definition.sort === 'descending')
    refuse(
      point(pointer, 'sort'),
      `\`sort: descending\` of \`${name}\``,
      'numbers that grow upwards and to the right',
      context,
      'sort the categories by size, not the axis of the numbers',
    );
  const [first, last] = toArray(scale.domain).filter((end) => typeof end === 'number');
  if (counts && first !== undefined && last !== undefined && first > last)
    refuse(at('domain'), `\`domain: ${JSON.stringify(scale.domain)}\``, 'the smaller number first', context);
  const isName = definition.type === 'nominal' || definition.type === 'ordinal';
  if (isName && field?.role === 'measure')
    refuse(
      point(pointer, 'type'),
      `type \`${String(definition.type)}\` of the measure \`${field.name}\``,
      '`quantitative`',
      context,
    );
  if (field !== undefined && isTime(field)) checkOrder(unit, name, definition, pointer, context);
}

const isTime = ({ type }: Field): boolean => type === 'year' || type === 'date';

/** Time runs from left to right; down the side it may run either way. The cells of a table stand as they are asked for. */
function checkOrder(
  { mark }: Unit,
  name: 'x' | 'y',
  { sort }: JsonObject,
  pointer: string,
  context: CheckContext,
): void {
  if (sort === undefined || sort === null || sort === 'ascending') return;
  if (sort === 'descending' && name === 'y') return;
  if (Array.isArray(sort)) {
    const steps = sort.slice(1).map((year, index) => Number(year) - Number(sort[index]));
    const isForward = steps.every((step) => step > 0) || (name === 'y' && steps.every((step) => step < 0));
    if (isForward || mark === 'rect' || mark === 'text') return;
  }
  refuse(
    point(pointer, 'sort'),
    `\`sort\` of years on \`${name}\``,
    'time in its own order',
    context,
    'sort categories by size, not years',
  );
}

/** Two scales for one axis let any two lines meet wherever one likes. */
function checkResolve(view: JsonObject, pointer: string, context: CheckContext): void {
  if (view.layer !== undefined) {
    for (const part of ['scale', 'axis']) {
      const chosen = toObject(toObject(view.resolve)[part]);
      for (const name of ['x', 'y']) {
        if (chosen[name] !== 'independent') continue;
        refuse(
          point(pointer, 'resolve', part, name),
          `second \`${name}\` axis`,
          'one that all layers share',
          context,
          'set two measures side by side with `hconcat` or `vconcat`',
        );
      }
    }
  }
  for (const child of childViews(view, pointer)) checkResolve(child.view, child.pointer, context);
}
