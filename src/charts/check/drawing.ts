import { listNames, shownPlace } from '../../diagnostics.js';
import { cellOrigin } from '../../model/cell.js';
import type { Field, PublishedDataset } from '../../model/dataset.js';
import { ownOf } from '../../model/own.js';
import { colourOf } from '../../model/paint.js';
import { isCounted } from '../../model/periods.js';
import { isNumeric } from '../../model/value.js';
import { isPart } from '../composite/parts.js';
import type { Datums } from '../composition.js';
import { limits } from '../limits.js';
import { countMembers, rowsBeneath } from '../provenance/members.js';
import { rowField } from '../rows.js';
import { isObject, type JsonObject, point, toObject } from '../spec.js';
import { categoryColours, mostColours } from '../theme.js';
import { encodedFields, isCategorical, type Unit } from '../unit.js';
import { checkCalculated } from './calculated.js';
import { type CheckContext, isAllowed, report } from './context.js';
import { checkDrawnScales } from './drawn-scales.js';
import { checkLongAxes } from './long-axis.js';
import { checkMadeWords } from './made-words.js';
import { checkMarks, type DrawnMarks } from './marks.js';
import { checkMovedLabels } from './moved-labels.js';
import { checkSeries } from './named.js';
import { checkNamed } from './named-words.js';
import { checkDrawnStacks } from './stack.js';
import { checkClaimed, checkStated } from './stated.js';
import { checkTickLabels, type Labelled } from './tick-labels.js';

/**
 * Checks that every row falls into a band of a chart. A row without a number falls into none, and the bands would add
 * up to fewer rows than there are without anybody saying so.
 */
function checkBands(
  units: readonly Unit[],
  reached: Readonly<Record<string, Datums>>,
  context: CheckContext,
): void {
  const { rows } = context.dataset;
  for (const unit of units) {
    for (const { definition, pointer } of Object.values(unit.channels)) {
      const { bin, field } = definition;
      if (bin === undefined || bin === null || bin === false || typeof field !== 'string') continue;
      const lost = (reached[unit.name] ?? [])
        .filter((datum) => isOutside(datum, field))
        .flatMap((datum) => [...rowsBeneath(datum)].flatMap((index) => rows[index] ?? []))
        .find(({ measures }) => {
          const cell = Object.hasOwn(measures, field) ? measures[field] : undefined;
          return cell !== undefined && !isNumeric(cell);
        });
      if (lost === undefined || isAllowed(context, 'missing-values')) continue;
      const at = shownPlace(cellOrigin(lost, field));
      const message = `Unexpected bands of \`${field}\` over a missing value (${at}), expected numbers only`;
      report(context, 'chart/missing-value', pointer, message, {
        hint: `leave out what has no number: \`filter: isValid(datum.${field})\`, or with a reason that is printed: \`allow: {missing-values: ...}\``,
      });
    }
  }
}

/** Vega keeps the beginning of a band under a name that ends with the field. */
const isOutside = (datum: Datums[number], field: string): boolean =>
  Object.entries(datum).some(
    ([name, value]) => name.startsWith('bin_') && name.endsWith(`_${field}`) && value === null,
  );

/** What was drawn, as far as a check needs it. */
export interface DrawnUnits extends DrawnMarks, Labelled {
  /** The dataset as the chart labels it. */
  readonly labelled: PublishedDataset;
  readonly drawn: Readonly<Record<string, Datums>>;
  readonly shown: Readonly<Record<string, readonly string[]>>;
}

/**
 * Checks what only drawing can tell: that what is there is seen, that no mark covers another of the same categories,
 * and that the colours can be told apart. A layer alone may be empty: one that says "none recorded" is, once the data
 * are complete.
 */
export function checkDrawing(drawing: DrawnUnits, context: CheckContext): void {
  const { units, drawn, shown } = drawing;
  checkMarks(drawing, context);
  checkMovedLabels(drawing, context);
  checkLongAxes(drawing, context);
  const parts = countMembers(units.flatMap(({ name }) => drawn[name] ?? []));
  if (parts > limits.parts) {
    const message = `Unexpected ${parts} rows behind the numbers of a chart, expected at most ${limits.parts}`;
    report(context, 'chart/limit', '', message, {
      hint: 'put rows together with `aggregate` before they are compared, or calculate in the data',
    });
    return;
  }
  checkDrawnStacks(units, drawing.reached, context);
  checkCalculated(units, drawn, context);
  checkMadeWords(units, drawn, context);
  checkBands(units, drawing.reached, context);
  checkDrawnScales({ units, shown, drawn }, context);
  checkSeries(context.chart.spec, { shown, drawn }, context);
  checkStated(drawing.reached, context);
  checkClaimed(drawing.reached, context);
  checkNamed(drawing.reached, context);
  checkTickLabels(drawing, drawing.labelled.fields, context);
  for (const unit of units) {
    if (!isPart(unit)) checkRowsPerMark(unit, drawn[unit.name] ?? [], context);
    checkColours(unit, shown, context);
  }
}

/** Only for units that draw cells of one measure: points of two measures, and calculated groups, may coincide. */
function checkRowsPerMark(unit: Unit, datums: Datums, context: CheckContext): void {
  const { dataset } = context;
  const encoded = [...encodedFields(unit, dataset.fields).keys()];
  const names = Object.values(unit.channels).flatMap(({ definition }) => definition.field ?? []);
  const known = names.every((name) => dataset.fields.some((field) => field.name === name));
  const measures = encoded.filter(({ role }) => role === 'measure');
  if (!known || measures.length !== 1) return;
  const dimensions = encoded.filter(({ role }) => role === 'dimension');
  const clash = firstClash(datums, dimensions);
  if (clash === undefined || isAllowed(context, 'several-rows')) return;
  const open = dataset.fields.filter(
    ({ name, role }) => role === 'dimension' && clash.some((datum) => datum[name] !== clash[0]?.[name]),
  );
  // Without a dimension left open, a transform such as `fold` has made several rows of one.
  const way =
    open.length === 0
      ? 'encode what the transform makes'
      : `encode ${listNames(open.map(({ name }) => name))} or filter it to one value`;
  const expected = `expected one: ${way}`;
  report(
    context,
    'chart/rows-per-mark',
    unit.pointer,
    `Unexpected ${clash.length} rows for one \`${unit.mark}\`, ${expected}`,
    {
      hint: 'if each has a mark of its own and may lie on another, give the reason: `allow: {several-rows: ...}`',
    },
  );
}

function firstClash(datums: Datums, dimensions: readonly Field[]): Datums | undefined {
  const groups = new Map<string, JsonObject[]>();
  for (const datum of datums) {
    if (datum[rowField] === undefined) continue;
    const key = JSON.stringify(dimensions.map(({ name }) => datum[name]));
    groups.set(key, [...(groups.get(key) ?? []), datum]);
  }
  return [...groups.values()].find((group) => group.length > 1);
}

function checkColours(unit: Unit, shown: DrawnUnits['shown'], context: CheckContext): void {
  for (const name of ['color', 'fill', 'stroke']) {
    const channel = unit.channels[name];
    const { range, scheme } = toObject(channel?.definition.scale);
    const field = context.dataset.fields.find((candidate) => candidate.name === channel?.definition.field);
    const isOrdered = isCounted(field?.type ?? '') || channel?.definition.type === 'ordinal';
    if (channel === undefined || !isCategorical(field) || isOrdered) continue;
    const values = ownOf(shown, field.name) ?? [];
    const count = values.length;
    checkRegistered(channel, field, values, context);
    if (range !== undefined || scheme !== undefined) continue;
    if (count > mostColours) {
      if (!isAllowed(context, 'many-colours')) reportMany(count, field.name, channel.pointer, context);
    } else reportUncoloured(values, field, channel.pointer, context);
  }
}

function reportMany(count: number, field: string, pointer: string, context: CheckContext): void {
  const message = `Unexpected ${count} colours for \`${field}\`, expected at most ${mostColours - 1} and a rest`;
  report(context, 'chart/colours', pointer, message, {
    hint: 'filter the categories, set them in panels with `facet`, or colour only the one that matters; if all are meant, give the reason: `allow: {many-colours: ...}`',
  });
}

/** A house has colours for the first categories of a dimension only: those after them must say which they have. */
function reportUncoloured(
  values: readonly string[],
  field: Field,
  pointer: string,
  context: CheckContext,
): void {
  const bare = values.filter((value) => categoryColours([value], field, context.palette) === undefined);
  if (bare.length === 0) return;
  const message = `Unexpected ${listNames(bare)} of \`${field.name}\` without a colour, expected one for every category that is told apart by it`;
  report(context, 'chart/colours', pointer, message, {
    hint: 'the colours of the house go to the first categories of a column: declare `color` for these in the data package, or tell them apart by place',
  });
}

interface Coloured {
  readonly definition: JsonObject;
  readonly pointer: string;
}

/**
 * Holds a chart to the colours that its categories have everywhere else: a reader who has learnt that trafficking is navy
 * would take another navy for it. A `range` that says the same again is let be; a `scheme` knows nothing of categories.
 */
function checkRegistered(
  { definition, pointer }: Coloured,
  field: Field,
  shown: readonly string[],
  context: CheckContext,
): void {
  const { range, scheme, domain } = toObject(definition.scale);
  // Series that are lost or alike have been reported, and leaving out the same `range` mends that too.
  if ((range === undefined && scheme === undefined) || context.diagnostics.length > 0) return;
  const paints = new Map(field.categories.map(({ value, paint }) => [value, paint]));
  const order = Array.isArray(domain) ? domain.map(String) : shown;
  const given = Array.isArray(range) ? range.filter((each) => !isObject(each)).map(String) : [];
  const wrong = order.flatMap((value, index) => {
    const own = colourOf(paints.get(value), context.palette);
    const colour = given[index % Math.max(given.length, 1)]?.toLowerCase();
    return own === undefined || own === colour || !shown.includes(value) ? [] : [{ value, own, colour }];
  });
  const [first] = wrong;
  if (first === undefined) return;
  const key = range === undefined ? 'scheme' : 'range';
  const found = first.colour === undefined ? `\`${key}\`` : `colour \`${first.colour}\``;
  const message = `Unexpected ${found} for \`${first.value}\` of \`${field.name}\`, expected \`${first.own}\`, which it has in every other chart`;
  report(context, 'chart/colours', point(pointer, 'scale', key), message, {
    hint: `leave out \`${key}\`; a colour of its own stands with the category in the data package (\`color:\`), and a \`condition\` makes one stand out`,
  });
}
