import { neutral } from '../../model/chart/palette.js';
import { ownOf } from '../../model/own.js';
import { type ChosenNumber, chosenIn, facetChannels, type JsonObject, toObject } from '../spec.js';
import { labelSize, separator } from '../theme.js';
import { encodedField, type Unit } from '../unit.js';
import { composeChannel } from './channel.js';
import { type Composition, isFirstDrawing } from './composition.js';
import { breaksAtGaps, withBothEnds } from './gaps.js';
import { namesAbove, wordsAbove } from './names-above.js';
import { discreteField } from './order.js';
import { segmentOrder, stackedChannel, standsInCircle } from './stacking.js';
import type { AxisTitles } from './titles.js';

/** The mark and channels of a unit as they are drawn, and the transforms that come after those of its author. */
export function composeUnit(
  view: JsonObject,
  unit: Unit,
  titles: AxisTitles,
  composition: Composition,
): JsonObject {
  const { encoding, choices } = composeEncoding(view, unit, titles, composition);
  const stacked = stackedChannel(unit, composition);
  const segments =
    stacked === undefined || encoding.order !== undefined ? {} : segmentOrder(stacked, unit, composition);
  return {
    name: unit.name,
    mark: composeMark(view, unit, stacked !== undefined, composition),
    encoding: segments.order === undefined ? encoding : { ...encoding, order: segments.order },
    transform: [
      ...choices,
      ...(segments.transform ?? []),
      ...withBothEnds(unit, composition),
      ...breaksAtGaps(unit, composition),
    ],
  };
}

/** The channels of a unit, and what calculates the numbers that it takes from chosen rows. */
function composeEncoding(
  view: JsonObject,
  unit: Unit,
  titles: AxisTitles,
  composition: Composition,
): { readonly encoding: JsonObject; readonly choices: readonly JsonObject[] } {
  const written = Object.keys(toObject(view.encoding));
  const encoding: Record<string, unknown> = {};
  const choices: JsonObject[] = [];
  for (const [name, { definition }] of Object.entries(unit.channels)) {
    // The facet of a view around is composed there.
    if (facetChannels.includes(name) && !written.includes(name)) continue;
    // `detail 1` is the second of several definitions of one channel.
    const [channel = name, index] = name.split(' ');
    const chosen = typeof definition.field === 'string' ? chosenIn(definition.field) : undefined;
    const isChosen =
      chosen !== undefined && encodedField(definition, composition.dataset.fields) === undefined;
    if (isChosen) choices.push({ calculate: numberOfRow(chosen), as: choiceOf(channel) });
    const own = isChosen ? { ...definition, field: choiceOf(channel) } : definition;
    const composed = composeChannel({ channel, definition: own, unit, titles, composition });
    encoding[channel] = index === undefined ? composed : [encoding[channel], composed].flat();
  }
  if (unit.mark === 'text' && standsInCircle(unit))
    encoding.theta = { stack: true, ...toObject(encoding.theta) };
  return { encoding, choices };
}

/** Vega-lite takes a path into a row for the name of a field where it stacks: the number has a name of its own. */
const choiceOf = (channel: string): string => `__chosen_${channel}`;

const numberOfRow = ({ row, field }: ChosenNumber): string =>
  `datum[${JSON.stringify(row)}] ? datum[${JSON.stringify(row)}][${JSON.stringify(field)}] : null`;

/** A mark: the lines and points of the house, over them what the author says, and over that what a drawing needs. */
function composeMark(view: JsonObject, unit: Unit, isStacked: boolean, composition: Composition): JsonObject {
  const isFilled = unit.mark === 'bar' || unit.mark === 'area' || unit.mark === 'arc';
  return {
    // A line of paper between neighbours tells them apart where their colours do not: in grey, or to who sees few colours.
    ...(isStacked && isFilled ? { stroke: neutral.paper, strokeWidth: separator } : {}),
    ...pointsOf(unit, composition),
    ...writtenMark(view, composition),
    ...movedAbove(unit, composition),
    // The first drawing asks what there is to draw, missing numbers included.
    ...(isFirstDrawing(composition) ? { invalid: 'show' } : {}),
  };
}

/** A point on a line through which those of other lines are seen. */
const hollow = { filled: false, fill: neutral.paper, size: 36, strokeWidth: 1.5 };

/** So few points along a line are marked: only they are numbers, and not the way between them. */
const mostMarked = 8;

/** Points along a line where they are few, and on a path to which numbers belong that stand alone between gaps. */
function pointsOf(unit: Unit, composition: Composition): JsonObject {
  if (unit.mark === 'line' && hasFewPoints(unit, composition)) return { point: hollow };
  return composition.layout.dotted?.includes(unit.name) === true ? { point: true } : {};
}

function hasFewPoints({ channels }: Unit, { dataset, layout }: Composition): boolean {
  const along = encodedField(channels.x?.definition, dataset.fields);
  if (along === undefined || along.role === 'measure') return false;
  const count = ownOf(layout.shown, along.name)?.length ?? 0;
  return count > 1 && count <= mostMarked;
}

/** The mark as the author wrote it; on a phone no word of it is set smaller than others. */
function writtenMark({ mark }: JsonObject, { frame }: Composition): JsonObject {
  const written = typeof mark === 'string' ? { type: mark } : toObject(mark);
  const isSmall = typeof written.fontSize === 'number' && written.fontSize < labelSize;
  return frame.isNarrow && isSmall ? { ...written, fontSize: labelSize } : written;
}

/** Words beside a plot in which names stand above their bars stand there too. */
function movedAbove(unit: Unit, composition: Composition): JsonObject {
  const field = discreteField(unit.channels.y?.definition, composition.dataset.fields);
  if (field === undefined || namesAbove(field, composition) === undefined) return {};
  return wordsAbove(field.name, composition.units)[unit.name] ?? {};
}
