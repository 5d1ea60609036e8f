import { greatest, least } from '../../model/extremes.js';
import type { Datums } from '../composition.js';
import { toObject } from '../spec.js';
import { encodedField, isCategorical } from '../unit.js';
import type { ChartFacts } from './facts.js';
import { type Description, describe, namedCategory, silence, type Telling } from './telling.js';

/**
 * Where a chart of calculated numbers is highest and lowest, in words alone: vega has worked the numbers out, so that
 * none of them could answer for itself.
 */
export function describeCalculated(
  { main, split }: ChartFacts,
  drawn: Readonly<Record<string, Datums>>,
  { dataset, language }: Telling,
): Description {
  const axes = [main.channels.x, main.channels.y].map((channel) => toObject(channel?.definition));
  const along = axes.map((axis) => encodedField(axis, dataset.fields)).find(isCategorical);
  const key = axes.map(calculatedKey).find((name) => name !== undefined);
  if (along === undefined || key === undefined || split.length > 0) return silence;
  const points = (drawn[main.name] ?? []).flatMap((datum) => {
    const value = datum[key];
    return typeof value === 'number'
      ? [{ label: namedCategory(along, String(datum[along.name])), value }]
      : [];
  });
  const values = points.map(({ value }) => value);
  const labels = (wanted: number): string =>
    language.list(points.filter(({ value }) => value === wanted).map(({ label }) => label));
  const [high, low] = [greatest(values), least(values)];
  if (points.length < 2 || high === low) return silence;
  return describe(language.message('chart.calculated', { highest: labels(high), lowest: labels(low) }), []);
}

/** The name under which vega keeps what it calculated. */
function calculatedKey({ field, aggregate, bin, type }: Record<string, unknown>): string | undefined {
  if (bin !== undefined) return undefined;
  if (aggregate === 'count') return '__count';
  if (typeof field !== 'string') return undefined;
  if (typeof aggregate === 'string') return `${aggregate}_${field}`;
  return type === 'quantitative' ? field : undefined;
}
