import { listNames } from '../../diagnostics.js';
import { labelOf } from '../../model/dataset/category.js';

import type { Datums } from '../compose/composition.js';
import { childViews, type JsonObject, point, toArray, toObject } from '../spec.js';
import { type CategoricalField, encodedField, isCategorical, plotsOf, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, isAllowed, report } from './context.js';

/** Channels that tell series apart by how they look. */
const looks = ['color', 'fill', 'stroke', 'shape', 'strokeDash', 'opacity', 'fillOpacity', 'strokeWidth'];
const places = ['x', 'y', 'xOffset', 'yOffset', 'facet', 'row', 'column', 'text'];

/** What was drawn: the categories of the whole chart by their field, and the rows of each unit. */
interface DrawnSeries {
  readonly shown: Readonly<Record<string, readonly string[]>>;
  readonly drawn: Readonly<Record<string, Datums>>;
}

/**
 * Checks that every series has its name and its own look: a legend that lists all of them or names beside the marks, no
 * colour twice, no category off its scale.
 */
export function checkSeries(spec: JsonObject, { shown, drawn }: DrawnSeries, context: CheckContext): void {
  for (const { units } of plotsOf(spec, unitsOf(spec))) {
    const named = new Set(
      units.flatMap(({ channels }) => places.map((name) => channels[name]?.definition.field)),
    );
    for (const unit of units) {
      for (const [name, { definition, pointer }] of Object.entries(unit.channels)) {
        const field = encodedField(definition, context.dataset.fields);
        if (!isCategorical(field)) continue;
        const values = shown[field.name] ?? [];
        checkDomain(definition, field.name, values, pointer, context);
        if (!looks.includes(name) || values.length < 2) continue;
        const isNamed = named.has(field.name) || isTitled(spec, units, field, drawn);
        if (definition.legend === null && !isNamed) reportNameless(field.name, pointer, context);
        checkLegend(definition, values, pointer, context);
        checkRange(definition, values, pointer, context);
      }
    }
  }
}

/** True for a panel of one category whose name is its title. */
function isTitled(
  spec: JsonObject,
  units: readonly Unit[],
  field: CategoricalField,
  drawn: DrawnSeries['drawn'],
): boolean {
  const values = new Set(
    units.flatMap(({ name }) => (drawn[name] ?? []).map((datum) => String(datum[field.name]))),
  );
  const [only = '', ...more] = values;
  if (more.length > 0) return false;
  const names = [only, labelOf(field, only)].map((name) => name.toLowerCase());
  return units.every(({ pointer }) => names.includes(titleAt(spec, pointer).trim().toLowerCase()));
}

/** The title of the panel that a view stands in. */
function titleAt(spec: JsonObject, pointer: string): string {
  const own = titleOf(spec);
  const inner = childViews(spec, '').find((child) => `${pointer}/`.startsWith(`${child.pointer}/`));
  const found = inner === undefined ? '' : titleAt(inner.view, pointer.slice(inner.pointer.length));
  return found === '' ? own : found;
}

function titleOf({ title }: JsonObject): string {
  const { text } = toObject(title);
  return [title, text].find((each) => typeof each === 'string') ?? '';
}

function reportOnce(
  code: 'chart/hidden' | 'chart/colours',
  at: string,
  message: string,
  hint: string,
  context: CheckContext,
): void {
  if (context.diagnostics.some((known) => known.message === message)) return;
  report(context, code, at, message, { hint });
}

function reportNameless(field: string, pointer: string, context: CheckContext): void {
  const message = `Unexpected series of \`${field}\` without names, expected a legend or names beside the marks`;
  const hint = `leave out \`legend: null\`, or print \`text: {field: ${field}}\` beside the marks`;
  reportOnce('chart/hidden', point(pointer, 'legend'), message, hint, context);
}

function checkLegend(
  definition: JsonObject,
  shown: readonly string[],
  pointer: string,
  context: CheckContext,
): void {
  const { values } = toObject(definition.legend);
  if (!Array.isArray(values)) return;
  const listed = values.map(String);
  reportStrange('legend', listed, shown, point(pointer, 'legend', 'values'), context);
  const left = shown.filter((value) => !listed.includes(value));
  if (left.length === 0) return;
  const message = `Unexpected legend without ${listNames(left)}, expected every series that is drawn`;
  const hint = 'leave out `values`; what should not be drawn is left out by `filter`';
  reportOnce('chart/hidden', point(pointer, 'legend', 'values'), message, hint, context);
}

/** A name in a legend or beside an axis without any mark would read as none, and the table has no line for it. */
function reportStrange(
  what: string,
  listed: readonly string[],
  shown: readonly string[],
  at: string,
  context: CheckContext,
): void {
  const strange = listed.filter((value) => !shown.includes(value));
  if (strange.length === 0) return;
  const message = `Unexpected ${what} with ${listNames(strange)}, expected categories that are drawn`;
  if (context.diagnostics.some((known) => known.message === message)) return;
  report(context, 'chart/unknown-category', at, message, {
    hint: 'what has no mark has no number: say in the text that there is none',
  });
}

/** A category that is on no place of its scale is not drawn, or drawn where another one is. */
function checkDomain(
  definition: JsonObject,
  field: string,
  shown: readonly string[],
  pointer: string,
  context: CheckContext,
): void {
  const { domain } = toObject(definition.scale);
  const isName =
    definition.type === 'nominal' ||
    definition.type === 'ordinal' ||
    toArray(domain).some((each) => typeof each === 'string');
  if (!Array.isArray(domain) || !isName) return;
  const listed = domain.map(String);
  reportStrange(`\`domain\` of \`${field}\``, listed, shown, point(pointer, 'scale', 'domain'), context);
  const left = shown.filter((value) => !listed.includes(value));
  if (left.length === 0) return;
  const message = `Unexpected \`domain\` of \`${field}\` without ${listNames(left)}, expected every category that is there`;
  reportOnce(
    'chart/hidden',
    point(pointer, 'scale', 'domain'),
    message,
    'leave categories out by `filter`: then the page says so',
    context,
  );
}

function checkRange(
  definition: JsonObject,
  shown: readonly string[],
  pointer: string,
  context: CheckContext,
): void {
  const { range } = toObject(definition.scale);
  const used = toArray(range)
    .slice(0, shown.length)
    .map((each) => JSON.stringify(each).toLowerCase());
  const twice = used.find((each, index) => used.indexOf(each) !== index);
  if (twice === undefined && (used.length === 0 || used.length >= shown.length)) return;
  const message = `Unexpected \`range\` that gives two series one look, expected ${shown.length} that differ`;
  reportOnce(
    'chart/colours',
    point(pointer, 'scale', 'range'),
    message,
    'leave out `range`: the colours of the house can be told apart',
    context,
  );
}

/** Checks that no bar of a series stands behind that of another: bars that are not stacked stand side by side. */
export function checkCovered(spec: JsonObject, context: CheckContext): void {
  for (const unit of unitsOf(spec)) {
    const axis = (['x', 'y'] as const).find((name) => {
      const stack = unit.channels[name]?.definition.stack;
      return stack === null || stack === false;
    });
    if (axis === undefined || !isCovering(unit, context)) continue;
    // Each is seen through the other, with its end.
    const isClear = opacityOf(unit) <= mostOpaque;
    if (isClear && isAllowed(context, 'several-rows')) continue;
    const at = point(unit.channels[axis]?.pointer ?? unit.pointer, 'stack');
    const message = `Unexpected \`stack: null\` of \`${unit.mark}\`, expected series that do not cover each other`;
    report(context, 'chart/hidden', at, message, {
      hint: `set the bars side by side with \`xOffset\`, set them in panels with \`facet\`, or draw lines${
        isClear ? '; if they are meant to shine through, give the reason: `allow: {several-rows: ...}`' : ''
      }`,
    });
  }
}

/** A bar of more ink than this hides what is behind it. */
const mostOpaque = 0.8;

function opacityOf({ channels, style }: Unit): number {
  const found = [channels.opacity, channels.fillOpacity].map((channel) => channel?.definition.value);
  const own = [...found, style.opacity, style.fillOpacity].filter((each) => typeof each === 'number');
  return own.reduce((least, each) => Math.min(least, each), 1);
}

function isCovering({ mark, channels }: Unit, { dataset }: CheckContext): boolean {
  if (mark !== 'bar' && mark !== 'area') return false;
  const placed = new Set(places.map((name) => channels[name]?.definition.field));
  return [...looks, 'detail'].some((name) => {
    const field = encodedField(channels[name]?.definition, dataset.fields);
    return isCategorical(field) && !placed.has(field.name);
  });
}
