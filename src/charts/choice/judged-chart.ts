import type { LabelBox } from '../../model/chart/chart.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { ownOf } from '../../model/own.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import type { Layout } from '../compose/composition.js';
import { discreteField, drawnOrder } from '../compose/order.js';
import type { DrawnForm } from '../form.js';
import type { Channel, Unit } from '../unit.js';

/** A chart as it was drawn for paper, as far as its choices are judged. */
export interface JudgedChart {
  readonly chart: ChartNode;
  readonly form: DrawnForm;
  readonly dataset: PublishedDataset;
  readonly units: readonly Unit[];
  readonly layout: Pick<Layout, 'drawn' | 'shown'>;
  /** Its visible texts. */
  readonly labels: readonly LabelBox[];
  /** Of the drawing, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a stranger would ask the author of a chart: a choice that another one would serve better. */
export interface Doubt {
  /** JSON pointer of what was chosen. */
  readonly pointer: string;
  /** "6 lines in one plot", after "Unexpected". */
  readonly found: string;
  /** After "expected". */
  readonly expected: string;
  /** What to do instead, with the call or key. */
  readonly hint: string;
}

/** Looks at a chart for one choice; undefined where nothing speaks against it. */
export type ChoiceRule = (judged: JudgedChart) => Doubt | undefined;

/** The first of what some things give. */
export function firstOf<T, R>(all: readonly T[], look: (each: T) => R | undefined): R | undefined {
  for (const each of all) {
    const found = look(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A dimension of names on an axis, and its categories in the order in which they are drawn. */
export interface NamedAxis {
  readonly field: Field;
  readonly channel: Channel;
  readonly order: readonly string[];
}

/** The axes of a unit that hold names: no years, quarters or days. */
export function namedAxes(unit: Unit, { dataset, units, layout }: JudgedChart): readonly NamedAxis[] {
  return (['x', 'y'] as const).flatMap((name) => {
    const channel = unit.channels[name];
    const field = discreteField(channel?.definition, dataset.fields);
    if (channel === undefined || field === undefined || isTimeType(field.type)) return [];
    return [{ field, channel, order: drawnOrder(channel, field, { units, layout, dataset }) }];
  });
}

const paints = ['color', 'fill', 'stroke'] as const;

/** The dimension whose categories a unit tells apart by colour. */
export function colouredBy(
  unit: Unit,
  { dataset }: Pick<JudgedChart, 'dataset'>,
): { readonly field: Field; readonly channel: Channel } | undefined {
  return firstOf(paints, (name) => {
    const channel = unit.channels[name];
    const field = discreteField(channel?.definition, dataset.fields);
    return channel === undefined || field === undefined ? undefined : { field, channel };
  });
}

/** The categories of a field that a chart shows, its total left out. */
export const partsShown = ({ name, total }: Field, { layout }: JudgedChart): readonly string[] =>
  (ownOf(layout.shown, name) ?? []).filter((value) => value !== total);
