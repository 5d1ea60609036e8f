import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { ExceptionRule } from '../../model/chart/exceptions.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { type Fault, type FaultCall, faultOf, type ProblemId } from '../../problems/problem.js';
import { foundBy, type Rule, type Things } from '../../problems/rule.js';
import type { Datums, Shown, UnitDatums } from '../compose/composition.js';
import { rowsBehindOf } from '../datasets/parts.js';
import { rowsBehind } from '../provenance/members.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import type { Scene } from '../scene/scene.js';
import { type PlacedItem, placedItems } from '../scene/scene.js';
import { type ChildView, type JsonObject, toObject, viewsIn } from '../spec.js';
import {
  type Channel,
  encodedField,
  type Plot,
  plotsOf,
  type Stack,
  stackOf,
  type Unit,
  unitNamed,
  unitsOf,
} from '../unit.js';
import { type CheckContext, positionOf, useException } from './context.js';

/** What is wrong with a part of a chart. */
export interface ChartFault extends Fault {
  /** A JSON pointer of the specification, or a place in the template. */
  readonly at: string | Position;
  /** What an author may allow with a reason. */
  readonly unless?: ExceptionRule;
  /** Of what layers share: said of the first of them alone. */
  readonly once?: true;
}

/** What is wrong, by the id of its words; of what an author may allow, and of what layers share, with that beside the place. */
export const fault = <Id extends ProblemId>(
  where: ChartFault['at'] | Omit<ChartFault, keyof Fault>,
  ...call: FaultCall<Id>
): ChartFault => ({
  ...(typeof where === 'object' && 'at' in where ? where : { at: where }),
  ...faultOf(...call),
});

/** A channel of a unit, with the field that it encodes. */
export interface Encoded extends Channel {
  readonly unit: Unit;
  readonly name: string;
  readonly scale: JsonObject;
  readonly field: Field | undefined;
}

/** What a rule on specifications can look at. */
export interface SpecParts {
  readonly chart: JsonObject;
  readonly view: ChildView;
  readonly plot: Plot;
  readonly unit: Unit;
  readonly channel: Encoded;
}

/** A rule on what an author wrote. */
export type SpecRule = Rule<SpecParts, CheckContext, ChartFault>;

/** Every part of a specification that a rule can look at. */
export function partsOf(spec: JsonObject, dataset: PublishedDataset): Things<SpecParts> {
  const units = unitsOf(spec);
  return {
    chart: [spec],
    view: viewsIn(spec),
    plot: plotsOf(spec, units),
    unit: units,
    channel: units.flatMap((unit) => channelsOf(unit, dataset)),
  };
}

const channelsOf = (unit: Unit, { fields }: PublishedDataset): readonly Encoded[] =>
  Object.entries(unit.channels).map(([name, channel]) => ({
    ...channel,
    unit,
    name,
    scale: toObject(channel.definition.scale),
    field: encodedField(channel.definition, fields),
  }));

/** What came out of drawing a chart. */
export interface Drawing {
  readonly scene: Scene;
  readonly units: readonly Unit[];
  readonly language: Language;
  /** The dataset as the chart labels it. */
  readonly labelled: PublishedDataset;
  /** The rows behind the marks of each unit, by its name. */
  readonly drawn: UnitDatums;
  /** What came through the filters to each unit, by its name. */
  readonly reached: UnitDatums;
  /** The categories of the whole chart, by their field. */
  readonly shown: Shown;
}

/** A drawing with its marks. */
export interface Drawn extends Drawing {
  readonly placed: readonly PlacedItem[];
  readonly parts: readonly DrawnUnit[];
}

/** A unit with its marks and rows. */
export interface DrawnUnit {
  readonly unit: Unit;
  readonly items: readonly PlacedItem[];
  readonly drawn: Datums;
  readonly reached: Datums;
}

/** A channel of a unit that was drawn. */
export interface DrawnEncoded extends Encoded, DrawnUnit {
  /** The layers that share its axes, as they are specified. */
  readonly plot: readonly Unit[];
  readonly drawing: Drawn;
}

/** Rows that a chart draws, by the dataset that they are of. */
export type Behind = Pick<PublishedDataset, 'name' | 'fields' | 'rows'>;

/** What a rule on drawings can look at. */
export interface DrawnParts {
  readonly drawing: Drawn;
  readonly behind: readonly Behind[];
  readonly unit: DrawnUnit & { readonly drawing: Drawn };
  readonly channel: DrawnEncoded;
}

/** A rule on what was drawn. */
export type DrawnRule<Kind extends keyof DrawnParts = keyof DrawnParts> = Rule<
  DrawnParts,
  CheckContext,
  ChartFault,
  Kind
>;

/** A stack that was drawn. */
export interface DrawnStack extends Stack {
  /** What came through the filters to it. */
  readonly datums: Datums;
  /** All units of its chart. */
  readonly units: readonly Unit[];
}

/** A rule on stacks that were drawn. */
export type StackRule = Rule<{ readonly stack: DrawnStack }, CheckContext, ChartFault>;

/** The stacks of a drawing. */
export const stacksIn = (
  { units, reached }: Drawing,
  dataset: PublishedDataset,
): Things<{ readonly stack: DrawnStack }> => ({
  stack: units.flatMap((unit) => {
    const stack = stackOf(unit, dataset);
    return stack === undefined ? [] : [{ ...stack, units, datums: reached[unit.name] ?? [] }];
  }),
});

/** A rule on the numbers of a channel that the chart calculated. */
export type CalculatedRule = Rule<{ readonly calculated: CalculatedChannel }, CheckContext, ChartFault>;

/** Every part of a drawing that a rule can look at. */
export function drawnParts(drawing: Drawing, { chart, dataset }: CheckContext): Things<DrawnParts> {
  const placed = placedItems(drawing.scene);
  const parts = drawing.units.map((unit) => ({
    unit,
    items: placed.filter(({ mark }) => unitNamed(mark.name, drawing.units) === unit),
    drawn: drawing.drawn[unit.name] ?? [],
    reached: drawing.reached[unit.name] ?? [],
  }));
  const whole = { ...drawing, placed, parts };
  // A drawing for a phone may set panels in another order than the specification.
  const plots = plotsOf(chart.spec, unitsOf(chart.spec));
  const plotOf = ({ name }: Unit) => plots.find(({ units }) => units.some((unit) => unit.name === name));
  const channels = parts.flatMap((part) =>
    channelsOf(part.unit, dataset).map((channel) => ({
      ...part,
      ...channel,
      plot: plotOf(part.unit)?.units ?? [],
      drawing: whole,
    })),
  );
  const rows = new Set(Object.values(drawing.reached).flatMap((datums) => datums.flatMap(rowsBehind)));
  return {
    drawing: [whole],
    behind: [rowsBehindOf(dataset, rows)],
    unit: parts.map((part) => ({ ...part, drawing: whole })),
    channel: channels,
  };
}

/** Holds parts of a chart to rules, one rule after the other. */
export function hold<Kinds>(
  rules: readonly Rule<Kinds, CheckContext, ChartFault>[],
  things: Things<Kinds>,
  context: CheckContext,
): void {
  for (const rule of rules) for (const found of foundBy(rule, things, context)) tell(found, context);
}

function tell(found: ChartFault, context: CheckContext): void {
  const { message, unless, once } = found;
  if (unless !== undefined && useException(context, unless)) return;
  if (once && context.diagnostics.some((known) => known.message === message)) return;
  context.diagnostics.push(diagnosticOf(found, context));
}

/** What is wrong, at its place in the template. */
export const diagnosticOf = (
  { at, unless: _, once: __, ...found }: ChartFault,
  { chart }: CheckContext,
): Diagnostic => ({ ...found, position: typeof at === 'string' ? positionOf(chart, at) : at });
