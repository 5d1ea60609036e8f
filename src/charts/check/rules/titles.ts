import { faultOf } from '../../../problems/problem.js';
import { axisTitles } from '../../compose/titles.js';
import { type JsonObject, toObject } from '../../spec.js';
import { encodedField } from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { SpecRule } from '../rule.js';

const legendChannels = ['color', 'fill', 'stroke', 'opacity', 'size', 'shape', 'strokeDash', 'strokeWidth'];

/** An axis of calculated numbers has a title by the author: the dataset has none for them, and vega would make one up in English. */
export const axesWithTitles: SpecRule = {
  on: 'plot',
  *check({ units, inFacet }, { dataset }) {
    const titles = axisTitles(units, dataset, inFacet);
    for (const { channels } of units)
      for (const name of ['x', 'y'] as const) {
        const channel = channels[name];
        const axis = channel?.definition.axis;
        if (channel === undefined || titles[name] !== undefined || axis === null || axis === false) continue;
        if (isCalculated(channel.definition, dataset))
          yield {
            at: channel.pointer,
            ...faultOf('chart/axis-title.axis', { name: nameOf(channel.definition) }),
          };
      }
  },
};

/** Neither has a legend of calculated numbers. */
export const legendsWithTitles: SpecRule = {
  on: 'channel',
  *check({ name, definition, pointer }, { dataset }) {
    if (!legendChannels.includes(name)) return;
    const { legend, title, type, aggregate } = definition;
    const isTitled = title !== undefined || toObject(legend).title !== undefined || legend === null;
    const counts = type === 'quantitative' || aggregate !== undefined;
    if (!isTitled && counts && isCalculated(definition, dataset))
      yield { at: pointer, ...faultOf('chart/axis-title.legend', { name: nameOf(definition) }) };
  },
};

function isCalculated({ field, aggregate, type }: JsonObject, { fields }: CheckContext['dataset']): boolean {
  if (aggregate !== undefined && aggregate !== 'sum') return true;
  const isName = type === 'nominal' || type === 'ordinal';
  return typeof field === 'string' && !isName && encodedField({ field }, fields) === undefined;
}

const nameOf = ({ field, aggregate }: JsonObject): string =>
  [aggregate, field].filter((part) => typeof part === 'string').join(' of ');
