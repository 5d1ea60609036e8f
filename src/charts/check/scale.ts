import type { Field } from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { childViews, facetChannels, type JsonObject, point, toArray, toObject } from '../spec.js';
import { encodedField, isCategorical, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, isAllowed, isLeftSide, report } from './context.js';

/** Scales on which equal steps are equal, or which every reader knows to be otherwise. */
const positionScales = ['linear', 'log', 'time', 'utc', 'band', 'point'];

/**
 * Checks the scales of positions and sizes: equal steps are drawn equal, numbers grow upwards and to the right, time runs
 * forward, and the layers of a plot share their axes.
 */
export function checkScales(spec: JsonObject, context: CheckContext): void {
  for (const unit of unitsOf(spec)) {
    for (const name of ['x', 'y'] as const) checkPosition(unit, name, context);
    checkPanels(unit, context);
    checkShades(unit, context);
    checkWidths(unit, context);
    const size = unit.channels.size;
    const { type } = toObject(size?.definition.scale);
    if (size !== undefined && type !== undefined && type !== 'linear')
      refuseUnusual(
        point(size.pointer, 'scale', 'type'),
        `\`type: ${String(type)}\` of sizes`,
        '`linear`',
        context,
      );
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

/** What a reader has to be told of, but may be meant. */
function refuseUnusual(
  pointer: string,
  actual: string,
  expected: string,
  context: CheckContext,
  way?: string,
): void {
  if (isAllowed(context, 'unusual-scale')) return;
  const reason = 'if it is meant, give the reason: `allow: {unusual-scale: ...}`';
  refuse(pointer, actual, expected, context, way === undefined ? reason : `${way}; ${reason}`);
}

function checkPosition(unit: Unit, name: 'x' | 'y', context: CheckContext): void {
  const channel = unit.channels[name];
  if (channel === undefined) return;
  const { definition, pointer } = channel;
  const field = encodedField(definition, context.dataset.fields);
  const scale = toObject(definition.scale);
  const at = (key: string): string => point(pointer, 'scale', key);
  if (scale.type !== undefined && !positionScales.includes(String(scale.type)))
    refuseUnusual(
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
  const isMirrored = name === 'x' && isLeftSide(context, unit.pointer);
  if (counts && scale.reverse !== undefined && scale.reverse !== false && !isMirrored)
    refuseUnusual(
      at('reverse'),
      `\`reverse\` of \`${name}\``,
      'numbers that grow and time that runs forward',
      context,
    );
  // For a scale of numbers Vega-Lite turns the axis round, as `reverse` does.
  const isNumbers = definition.type === 'quantitative' || (counts && field !== undefined && !isTime(field));
  if (isNumbers && definition.sort === 'descending')
    refuseUnusual(
      point(pointer, 'sort'),
      `\`sort: descending\` of \`${name}\``,
      'numbers that grow upwards and to the right',
      context,
      'sort the categories by size, not the axis of the numbers',
    );
  const ends = toArray(scale.domain).filter((end) => typeof end === 'number');
  if (counts && ends.some((end, index) => index > 0 && end < Number(ends[index - 1])))
    refuse(at('domain'), `\`domain: ${JSON.stringify(scale.domain)}\``, 'the smaller number first', context);
  const isName = definition.type === 'nominal' || definition.type === 'ordinal';
  if (isName && field?.role === 'measure' && definition.bin === undefined)
    refuseUnusual(
      point(pointer, 'type'),
      `type \`${String(definition.type)}\` of the measure \`${field.name}\``,
      '`quantitative`',
      context,
    );
  if (field !== undefined && isTime(field)) {
    checkOrder(unit, name, definition, pointer, context);
    checkPath(unit, context);
  }
}

const isTime = ({ type }: Field): boolean => isTimeType(type);

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
  if (isAllowed(context, 'order-of-years')) return;
  refuse(
    point(pointer, 'sort'),
    `\`sort\` of years on \`${name}\``,
    'time in its own order',
    context,
    orderHint,
  );
}

const orderHint =
  'sort categories by size, not years; if it is meant, give the reason: `allow: {order-of-years: ...}`';

/** A line goes through time as time goes. */
function checkPath({ mark, channels }: Unit, context: CheckContext): void {
  const { order } = channels;
  if (!['line', 'area', 'trail'].includes(mark) || order === undefined) return;
  const field = encodedField(order.definition, context.dataset.fields);
  const isForward = order.definition.sort !== 'descending' && order.definition.field !== undefined;
  if ((field !== undefined && isTime(field) && isForward) || order.definition.value !== undefined) return;
  if (mark === 'area' && field !== undefined && isCategorical(field)) return;
  if (isAllowed(context, 'order-of-years')) return;
  refuse(
    order.pointer,
    `\`order\` of a \`${mark}\` through years`,
    'time in its own order',
    context,
    orderHint,
  );
}

/** Shades get darker, and sizes larger, with their number. */
function checkShades({ channels }: Unit, context: CheckContext): void {
  for (const name of ['color', 'fill', 'stroke', 'opacity', 'size']) {
    const channel = channels[name];
    const field = encodedField(channel?.definition, context.dataset.fields);
    const { scale, sort, type } = channel?.definition ?? {};
    const isNumber = type === 'quantitative' || (type === undefined && field?.role === 'measure');
    const key = toObject(scale).reverse === true ? 'scale' : sort === 'descending' ? 'sort' : undefined;
    if (channel === undefined || key === undefined || !isNumber) continue;
    const [actual, expected] = [`\`${key === 'scale' ? 'reverse' : 'sort: descending'}\``, 'more for more'];
    refuseUnusual(point(channel.pointer, key), `${actual} of \`${name}\``, expected, context);
  }
}

/** A bar that is as wide as one number and as long as another has an area that is neither. */
function checkWidths({ mark, channels }: Unit, context: CheckContext): void {
  const field = encodedField(channels.size?.definition, context.dataset.fields);
  if (mark !== 'bar' || channels.size === undefined || field?.role !== 'measure') return;
  refuseUnusual(
    channels.size.pointer,
    `\`size\` of \`bar\` by \`${field.name}\``,
    'bars of one width, whose length says how much',
    context,
  );
}

/** Panels of years stand as years follow one another. */
function checkPanels({ channels }: Unit, context: CheckContext): void {
  for (const name of facetChannels) {
    const channel = channels[name];
    const field = encodedField(channel?.definition, context.dataset.fields);
    const sort = channel?.definition.sort;
    if (channel === undefined || field === undefined || !isTime(field)) continue;
    if (sort === undefined || sort === null || sort === 'ascending') continue;
    if (isAllowed(context, 'order-of-years')) continue;
    refuse(
      point(channel.pointer, 'sort'),
      '`sort` of panels of years',
      'time in its own order',
      context,
      orderHint,
    );
  }
}

/**
 * Two scales for one axis let any two lines meet wherever one likes, and panels with scales of their own make small numbers
 * look like large ones. Whoever means it says why.
 */
function checkResolve(view: JsonObject, pointer: string, context: CheckContext): void {
  for (const part of ['scale', 'axis']) {
    const chosen = toObject(toObject(view.resolve)[part]);
    for (const name of ['x', 'y'] as const) {
      const isApart = chosen[name] === 'independent' && isOfNumbers(view, pointer, name, context);
      if (!isApart || (part === 'axis' && view.layer === undefined)) continue;
      if (isAllowed(context, 'two-axes')) continue;
      const [actual, expected] =
        view.layer === undefined
          ? [`\`${name}\` scale of its own in every panel`, 'one that all panels share']
          : [`second \`${name}\` axis`, 'one that all layers share'];
      refuse(point(pointer, 'resolve', part, name), actual, expected, context, axesHint);
    }
  }
  checkBeside(view, pointer, context);
  for (const child of childViews(view, pointer)) checkResolve(child.view, child.pointer, context);
}

const axesHint =
  'set two measures side by side with `hconcat` or `vconcat`; if it is meant, give the reason, which is printed: `allow: {two-axes: ...}`';

/** Charts side by side that show one measure share its scale. */
function checkBeside(view: JsonObject, pointer: string, context: CheckContext): void {
  const key = (['hconcat', 'vconcat', 'concat'] as const).find((name) => view[name] !== undefined);
  if (key === undefined) return;
  const children = childViews(view, pointer);
  for (const name of ['x', 'y'] as const) {
    if (toObject(toObject(view.resolve).scale)[name] === 'shared') continue;
    if (name === 'x' && context.isMirrored) continue;
    const measures = children.map((child) => new Set(measuresOn(child.pointer, name, context)));
    const twice = measures.flatMap((own, index) =>
      [...own].filter((field) => measures.some((other, at) => at < index && other.has(field))),
    )[0];
    if (twice === undefined || isAllowed(context, 'two-axes')) continue;
    refuse(
      point(pointer, key),
      `\`${twice}\` on several \`${name}\` scales`,
      `one: \`resolve: {scale: {${name}: shared}}\``,
      context,
      axesHint,
    );
  }
}

/** The measures on an axis of the views below a place. */
function measuresOn(pointer: string, name: 'x' | 'y', { chart, dataset }: CheckContext): readonly string[] {
  return unitsOf(chart.spec)
    .filter((unit) => `${unit.pointer}/`.startsWith(`${pointer}/`))
    .flatMap(({ channels }) => {
      const field = encodedField(channels[name]?.definition, dataset.fields);
      return field?.role === 'measure' ? [field.name] : [];
    });
}

/** Names and times on scales of their own hide nothing. */
function isOfNumbers(view: JsonObject, pointer: string, name: 'x' | 'y', context: CheckContext): boolean {
  if (view.layer !== undefined) return true;
  return unitsOf(context.chart.spec)
    .filter((unit) => `${unit.pointer}/`.startsWith(`${pointer}/`))
    .some(({ channels }) => {
      const definition = channels[name]?.definition;
      const field = encodedField(definition, context.dataset.fields);
      return field === undefined
        ? definition?.type === 'quantitative'
        : !isCategorical(field) && !isTime(field);
    });
}
