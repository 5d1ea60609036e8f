import { greatest, least } from '../../model/chart/extremes.js';
import type { Datums } from '../compose/composition.js';
import { point, toArray, toObject } from '../spec.js';
import { encodedField, type Unit } from '../unit.js';
import { type CheckContext, isAllowed, report } from './context.js';

/** What was drawn: the categories of the whole chart by their field, and the rows of each unit. */
interface DrawnScales {
  readonly units: readonly Unit[];
  readonly shown: Readonly<Record<string, readonly string[]>>;
  readonly drawn: Readonly<Record<string, Datums>>;
}

/** Checks what only the numbers tell of a scale: that its shades reach to all of them, and that equal steps of time are equal. */
export function checkDrawnScales({ units, shown, drawn }: DrawnScales, context: CheckContext): void {
  for (const unit of units) {
    checkShadesReach(unit, drawn[unit.name] ?? [], context);
    checkSteps(unit, shown, context);
  }
}

/** Numbers beyond the end of a scale of shades or sizes look like its end. */
function checkShadesReach({ channels }: Unit, datums: Datums, context: CheckContext): void {
  for (const name of ['color', 'fill', 'stroke', 'opacity', 'size']) {
    const channel = channels[name];
    const { field, scale, bin } = channel?.definition ?? {};
    const { domain, domainMin, domainMax, type = 'linear' } = toObject(scale);
    const ends = toArray(domain).filter((end) => typeof end === 'number');
    const isNumber = encodedField(channel?.definition, context.dataset.fields)?.role === 'measure';
    if (channel === undefined || typeof field !== 'string' || !isNumber || bin !== undefined) continue;
    if (type !== 'linear') continue;
    const [low, high] = [
      Number(domainMin ?? least(ends.map(Number))),
      Number(domainMax ?? greatest(ends.map(Number))),
    ];
    const beyond = datums
      .map((datum) => datum[field])
      .find((value) => typeof value === 'number' && ((ends.length > 0 && value < low) || value > high));
    const isMeant = ends.length === 0 && domainMax === undefined;
    if (beyond === undefined || isMeant || isAllowed(context, 'unusual-scale')) continue;
    const message = `The scale of \`${name}\` ends at ${high}, and \`${field}\` reaches ${String(beyond)}`;
    report(context, 'chart/scale', point(channel.pointer, 'scale'), message, {
      hint: 'leave `domain` out, or give it room; if it is meant, give the reason: `allow: {unusual-scale: ...}`',
    });
  }
}

/** A line through years at equal steps that are of one, two or five years is steeper here and flatter there. */
function checkSteps({ mark, channels }: Unit, shown: DrawnScales['shown'], context: CheckContext): void {
  if (!['line', 'area', 'trail'].includes(mark)) return;
  for (const axis of ['x', 'y']) {
    const channel = channels[axis];
    const field = encodedField(channel?.definition, context.dataset.fields);
    const { type } = channel?.definition ?? {};
    if (channel === undefined || field?.type !== 'year' || field.gaps === true) continue;
    if (type !== 'ordinal' && type !== 'nominal') continue;
    const years = (shown[field.name] ?? [])
      .filter((year) => year !== field.total)
      .map(Number)
      .sort((a, b) => a - b);
    const steps = new Set(years.slice(1).map((year, index) => year - Number(years[index])));
    if (steps.size < 2 || isAllowed(context, 'unusual-scale')) continue;
    const message = `A \`${mark}\` through ${years.join(', ')} stands at equal steps, and these years are not equally far apart`;
    report(context, 'chart/scale', point(channel.pointer, 'type'), message, {
      hint: `leave out \`type: ${String(type)}\`: years then stand where they are; if it is meant, give the reason: \`allow: {unusual-scale: ...}\``,
    });
  }
}
