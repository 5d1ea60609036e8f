import type { MessageIn } from '../../language/message-id.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { partOf } from '../composite/parts.js';
import { boundFields } from '../rows.js';
import { axes, toObject } from '../spec.js';
import { encodedField, type Unit } from '../unit.js';
import type { ChartFacts } from './facts.js';

/** The kinds of chart that the text alternative has a name for. */
export type Kind = MessageIn<'chart.kind'>;

/** Names the kind of chart by its main mark and what that encodes. A short form may have a name of its own. */
export function chartKind(facts: ChartFacts, dataset: PublishedDataset): Kind {
  const part = partOf(facts.main);
  if (part !== undefined) return part.startsWith('error') ? 'error' : 'box';
  if (isTimeline(facts.main, dataset)) return 'timeline';
  if (isTileBoard(facts, dataset)) return 'tiles';
  return kinds[facts.main.mark]?.(facts) ?? 'other';
}

/** One number makes a point, however it is drawn. */
const lineKind = ({ series }: ChartFacts): Kind =>
  series.length > 0 && series.every(({ points }) => points.length < 2) ? 'dot' : 'line';

/** A circle in parts; one whose parts are told by their length as well has no name. */
function circleKind({ main: { channels, style } }: ChartFacts): Kind {
  if (channels.theta === undefined || channels.radius !== undefined) return 'other';
  return typeof style.innerRadius === 'number' && style.innerRadius > 0 ? 'donut' : 'pie';
}

function barKind({ main, along, split, panels, measures }: ChartFacts): Kind {
  const { channels } = main;
  // Along a scale of numbers, each bar as wide as its band.
  if (along !== undefined && channels.x?.definition.field === boundFields(along)[0]) return 'histogram';
  if (channels.xOffset !== undefined || channels.yOffset !== undefined) return 'grouped-bar';
  const isStacked = split.some((field) => !panels.includes(field) && isColour(main, field));
  const isShare = [channels.x, channels.y].some((channel) => channel?.definition.stack === 'normalize');
  if (isStacked) return isShare ? 'share-bar' : 'stacked-bar';
  return measures.length > 1 ? 'bullet' : 'bar';
}

const kinds: Readonly<Record<string, (facts: ChartFacts) => Kind>> = {
  bar: barKind,
  line: lineKind,
  trail: lineKind,
  area: () => 'area',
  arc: circleKind,
  rect: () => 'heat',
  point: () => 'dot',
  circle: () => 'dot',
  square: () => 'dot',
  tick: ({ measures }) => (measures.length > 1 ? 'bullet' : 'dot'),
};

function isColour({ channels }: Unit, { name }: Field): boolean {
  return ['color', 'fill', 'detail'].some((channel) => channels[channel]?.definition.field === name);
}

/** Marks from one date to another. */
function isTimeline({ channels }: Unit, { fields }: PublishedDataset): boolean {
  return axes.some((axis) =>
    [channels[axis], channels[`${axis}2`]].every(
      (channel) => encodedField(channel?.definition, fields)?.type === 'date',
    ),
  );
}

/** Marks that stand for one row each, at places that the chart counts out. */
function isTileBoard({ main, measure }: ChartFacts, { fields }: PublishedDataset): boolean {
  const isTile = ['rect', 'square', 'circle', 'point', 'text'].includes(main.mark);
  const isCounted = axes.some((axis) => {
    const { field, aggregate } = toObject(main.channels[axis]?.definition);
    return typeof field === 'string' && aggregate === undefined && !fields.some(({ name }) => name === field);
  });
  return isTile && isCounted && measure === undefined;
}
