import { isTimeType } from '../../../model/dataset/periods.js';
import { faultOf } from '../../../problems/problem.js';
import { type ChildView, childViews, point, toObject } from '../../spec.js';
import { encodedField, isCategorical, unitsOf } from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { SpecRule } from '../rule.js';

/** Said once of what layers share. */
const apart = { unless: 'two-axes', once: true } as const;

/**
 * Two scales for one axis let any two lines meet wherever one likes, and panels with scales of their own make small numbers
 * look like large ones. Whoever means it says why.
 */
export const oneScaleForAxis: SpecRule = {
  on: 'view',
  *check({ view, pointer }, context) {
    const isLayered = view.layer !== undefined;
    for (const part of isLayered ? ['scale', 'axis'] : ['scale'])
      for (const name of ['x', 'y']) {
        const chosen = toObject(toObject(view.resolve)[part])[name];
        if (chosen !== 'independent' || !(isLayered || hasNumbers(pointer, name, context))) continue;
        const id = isLayered ? 'chart/scale.second-axis' : 'chart/scale.scale-of-panel';
        yield { at: point(pointer, 'resolve', part, name), ...faultOf(id, { name }), ...apart };
      }
  },
};

/** Charts side by side that show one measure share its scale. */
export const oneScaleSideBySide: SpecRule = {
  on: 'view',
  *check({ view, pointer }, context) {
    const key = (['hconcat', 'vconcat', 'concat'] as const).find((name) => view[name] !== undefined);
    if (key === undefined) return;
    for (const name of ['x', 'y']) {
      if (toObject(toObject(view.resolve).scale)[name] === 'shared') continue;
      if (name === 'x' && context.isMirrored) continue;
      const seen = new Set<string>();
      const twice = childViews(view, pointer).flatMap((child) => {
        const own = [...new Set(measuresOn(child, name, context))];
        const again = own.filter((field) => seen.has(field));
        for (const field of own) seen.add(field);
        return again;
      })[0];
      if (twice === undefined) continue;
      yield {
        at: point(pointer, key),
        ...faultOf('chart/scale.side-by-side', { field: twice, name }),
        ...apart,
      };
    }
  },
};

/** What an axis shows in the views below a place. */
const channelsBelow = (pointer: string, name: string, { chart, dataset }: CheckContext) =>
  unitsOf(chart.spec)
    .filter((unit) => `${unit.pointer}/`.startsWith(`${pointer}/`))
    .map(({ channels }) => {
      const definition = channels[name]?.definition;
      return { definition, field: encodedField(definition, dataset.fields) };
    });

const measuresOn = ({ pointer }: ChildView, name: string, context: CheckContext): readonly string[] =>
  channelsBelow(pointer, name, context).flatMap(({ field }) => (field?.role === 'measure' ? field.name : []));

/** Names and times on scales of their own hide nothing. */
const hasNumbers = (pointer: string, name: string, context: CheckContext): boolean =>
  channelsBelow(pointer, name, context).some(({ definition, field }) =>
    field === undefined
      ? definition?.type === 'quantitative'
      : !isCategorical(field) && !isTimeType(field.type),
  );
