import { listNames } from '../../diagnostics.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ownData, partNamed } from '../datasets/parts.js';
import { mentions } from '../mentions.js';
import { childViews, type JsonObject, point, toArray, toObject } from '../spec.js';
import { encodedField, plotsOf, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, report } from './context.js';

/**
 * Checks what views inherit from those around them where they draw different datasets. A channel that a view inherits
 * names a field of its own dataset too, and layers that share an axis measure in one unit.
 */
export function checkDatasets(spec: JsonObject, context: CheckContext): void {
  if (context.dataset.parts === undefined) return;
  const units = unitsOf(spec);
  for (const unit of units) checkInherited(unit, context);
  for (const plot of plotsOf(spec, units)) {
    checkUnits(plot.units, context);
    checkNamed(plot.units, context);
  }
  checkPanels(spec, '', units, [], context);
}

/** What is done to the rows of several datasets before panels split them is a filter by fields that all of them have. */
function checkPanels(
  view: JsonObject,
  pointer: string,
  units: readonly Unit[],
  around: readonly Around[],
  context: CheckContext,
): void {
  const below = units.filter((unit) => `${unit.pointer}/`.startsWith(`${pointer}/`));
  // Rows of another dataset come from no view around.
  const before = ownData(view) === undefined ? around : [];
  const all = [
    ...before,
    ...toArray(view.transform).map((each, index) => ({ each, pointer: point(pointer, 'transform', index) })),
  ];
  const parts = new Set(below.map(({ data }) => partNamed(context.dataset, data)));
  if (view.facet !== undefined && parts.size > 1) {
    const foreign = context.dataset.fields.filter(({ name }) =>
      [...parts].some((part) => !part?.names.has(name)),
    );
    const isFit = ({ each }: Around): boolean =>
      toObject(each).filter !== undefined &&
      !foreign.some(({ name }) => mentions(each, name, context.parseExpression));
    const wrong = all.find((each) => !isFit(each));
    if (wrong === undefined) return;
    const message =
      'Unexpected transform before panels of several datasets, expected a `filter` by fields that all of them have';
    report(context, 'chart/spec', wrong.pointer, message, { hint: 'write it into the views of the panels' });
    return;
  }
  for (const child of childViews(view, pointer)) checkPanels(child.view, child.pointer, units, all, context);
}

/** A transform of a view around. */
interface Around {
  readonly each: unknown;
  readonly pointer: string;
}

function checkInherited({ channels, data }: Unit, context: CheckContext): void {
  const { dataset } = context;
  const part = partNamed(dataset, data);
  if (part === undefined) return;
  for (const { definition, pointer } of Object.values(channels)) {
    const field = encodedField(definition, dataset.fields);
    if (field === undefined || part.names.has(field.name)) continue;
    const known = part.fields.filter(({ role }) => role !== 'note').map(({ name }) => name);
    const expected = `expected one of ${listNames(known)} (dataset \`${part.dataset.name}\`)`;
    report(context, 'chart/unknown-field', pointer, `Unexpected field \`${field.name}\`, ${expected}`, {
      hint: `a view of \`${part.dataset.name}\` takes this channel from a view around it: give it one of its own, or \`null\``,
    });
    return;
  }
}

/** Channels whose legend names what a layer draws. */
const naming = ['color', 'fill', 'stroke', 'shape', 'strokeDash', 'opacity'];

/** Of layers over several datasets a reader must know which is which: all but those of one have a name. */
function checkNamed(units: readonly Unit[], context: CheckContext): void {
  const { dataset } = context;
  const hasName = ({ channels }: Unit): boolean =>
    naming.some((name) => {
      const { field, datum, legend } = channels[name]?.definition ?? {};
      return (field !== undefined || datum !== undefined) && legend !== null;
    });
  const isTold = (data: Unit['data']): boolean =>
    units.some(
      ({ mark, data: own, channels: { text } }) =>
        mark === 'text' &&
        partNamed(dataset, own) === partNamed(dataset, data) &&
        encodedField(text?.definition, dataset.fields)?.role !== 'measure',
    );
  const bare = units.filter(
    (unit) =>
      unit.mark !== 'text' &&
      ['x', 'y'].some(
        (axis) => encodedField(unit.channels[axis]?.definition, dataset.fields)?.role === 'measure',
      ) &&
      !hasName(unit) &&
      !isTold(unit.data),
  );
  const [first] = bare;
  const other = bare.find((unit) => partNamed(dataset, unit.data) !== partNamed(dataset, first?.data));
  if (first === undefined || other === undefined) return;
  const [one, two] = [first, other].map(({ data }) => partNamed(dataset, data)?.dataset.name);
  const message = `Unexpected \`${other.mark}\` of \`${two}\` without a name beside \`${first.mark}\` of \`${one}\`, expected a reader to know which is which`;
  report(context, 'chart/hidden', other.pointer, message, {
    hint: 'name the layers in a legend: `color: {datum: ...}`',
  });
}

/** An axis has one unit, or a reader compares what cannot be compared. */
function checkUnits(units: readonly Unit[], context: CheckContext): void {
  if (new Set(units.map(({ data }) => data)).size < 2) return;
  for (const axis of ['x', 'y']) {
    const measures = units.flatMap(({ channels }) => {
      const field = encodedField(channels[axis]?.definition, context.dataset.fields);
      return field?.role === 'measure' ? [{ field, pointer: channels[axis]?.pointer ?? '' }] : [];
    });
    const [first] = measures;
    const other = measures.find(({ field }) => unitOf(field) !== unitOf(first?.field));
    if (first === undefined || other === undefined) continue;
    const message = `Unexpected \`${other.field.name}\` in ${unitOf(other.field)} on the axis of \`${first.field.name}\` in ${unitOf(first.field)}, expected one unit for one axis`;
    report(context, 'chart/scale', other.pointer, message, {
      hint: 'set the two side by side with `hconcat` or `vconcat`',
    });
    return;
  }
}

const unitOf = (field: Field | undefined): string => (field?.unit ? `\`${field.unit}\`` : 'no unit');
