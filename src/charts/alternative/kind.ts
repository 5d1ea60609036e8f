import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { partOf } from '../composite/parts.js';
import { boundFields } from '../rows.js';
import { toObject } from '../spec.js';
import { encodedField, isCategorical, type Unit } from '../unit.js';
import type { ChartFacts } from './facts.js';

/** The kinds of chart that the text alternative has a name for. */
export type Kind =
  | 'bar'
  | 'pie'
  | 'donut'
  | 'stacked-bar'
  | 'share-bar'
  | 'diverging-bar'
  | 'grouped-bar'
  | 'bullet'
  | 'line'
  | 'slope'
  | 'dumbbell'
  | 'histogram'
  | 'waterfall'
  | 'pyramid'
  | 'area'
  | 'dot'
  | 'heat'
  | 'timeline'
  | 'tiles'
  | 'box'
  | 'error'
  | 'other';

/** Names the kind of chart by its main mark and what that encodes. */
export function chartKind(facts: ChartFacts, dataset: PublishedDataset): Kind {
  const { main, along, series, measures } = facts;
  const part = partOf(main);
  if (part !== undefined) return part === 'bar' || part === 'band' || part === 'end' ? 'error' : 'box';
  if (isTimeline(main, dataset)) return 'timeline';
  if (isTileBoard(facts, dataset)) return 'tiles';
  switch (main.mark) {
    case 'bar':
      return barKind(facts);
    case 'line':
    case 'trail':
      if (isLying(facts, dataset)) return 'dumbbell';
      // One number makes a point, however it is drawn.
      if (series.length > 0 && series.every(({ points }) => points.length < 2)) return 'dot';
      return along?.type === 'year' && series.length > 0 && series.every(({ points }) => points.length <= 2)
        ? 'slope'
        : 'line';
    case 'area':
      return 'area';
    case 'arc':
      return circleKind(main);
    case 'rect':
      return 'heat';
    case 'point':
    case 'circle':
    case 'square':
    case 'tick':
      return measures.length > 1 && main.mark === 'tick' ? 'bullet' : 'dot';
    default:
      return 'other';
  }
}

/** A circle in parts; one whose parts are told by their length as well has no name. */
function circleKind({ channels, style }: Unit): Kind {
  if (channels.theta === undefined || channels.radius !== undefined) return 'other';
  return typeof style.innerRadius === 'number' && style.innerRadius > 0 ? 'donut' : 'pie';
}

function barKind({ main, along, split, panels, measures, isMoved }: ChartFacts): Kind {
  const { channels } = main;
  if (along !== undefined && channels.x?.definition.field === boundFields(along)[0]) return 'histogram';
  if (channels.xOffset !== undefined || channels.yOffset !== undefined) return 'grouped-bar';
  const isStacked = split.some((field) => !panels.includes(field) && isColour(main, field));
  const isShare = [channels.x, channels.y].some((channel) => channel?.definition.stack === 'normalize');
  if (isStacked && channels.x2 !== undefined) return 'diverging-bar';
  if (isStacked) return isShare ? 'share-bar' : 'stacked-bar';
  if (isMoved && split.length === 0) return 'waterfall';
  return measures.length > 1 ? 'bullet' : 'bar';
}

function isColour({ channels }: Unit, { name }: Field): boolean {
  return ['color', 'fill', 'detail'].some((channel) => channels[channel]?.definition.field === name);
}

/** Lines that stay on the row of their category, from one number to another. */
function isLying({ main: { channels } }: ChartFacts, { fields }: PublishedDataset): boolean {
  const row = encodedField(channels.y?.definition, fields);
  return isCategorical(row) && encodedField(channels.x?.definition, fields)?.role === 'measure';
}

/** Marks from one date to another. */
function isTimeline({ channels }: Unit, { fields }: PublishedDataset): boolean {
  return (['x', 'y'] as const).some((axis) =>
    [channels[axis], channels[`${axis}2`]].every(
      (channel) => encodedField(channel?.definition, fields)?.type === 'date',
    ),
  );
}

/** Marks that stand for one row each, at places that the chart counts out. */
function isTileBoard({ main, measure }: ChartFacts, { fields }: PublishedDataset): boolean {
  const isTile = ['rect', 'square', 'circle', 'point', 'text'].includes(main.mark);
  const isCounted = (['x', 'y'] as const).some((axis) => {
    const { field, aggregate } = toObject(main.channels[axis]?.definition);
    return typeof field === 'string' && aggregate === undefined && !fields.some(({ name }) => name === field);
  });
  return isTile && isCounted && measure === undefined;
}
