import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { faultOf } from '../../../problems/problem.js';
import { anyView, mentions, ownPart } from '../../mentions.js';
import { isObject, type JsonObject, toArray } from '../../spec.js';
import type { SpecRule } from '../rule.js';

/**
 * A chart draws one level of each hierarchy: bars of a region beside those of its districts show the same things
 * twice. A filter that names categories chooses for itself; where it lists a category and one that it is part of, that is
 * an error too.
 */
export const oneLevel: SpecRule = {
  on: 'chart',
  *check(spec, { dataset, parseExpression: parse, chart }) {
    if (chart.level?.includes('|') === true) return;
    const filters = filtersIn(spec);
    for (const field of dataset.fields) {
      if (field.role !== 'dimension' || !isHierarchy(field)) continue;
      const present = [...new Set(dataset.rows.map(({ keys }) => keys[field.name] ?? ''))];
      const listed = filters.flatMap((filter) => listedIn(filter, field.name));
      const isFiltered = filters.some((filter) => mentions(filter, field.name, parse, 'filter'));
      const isDrawn =
        field.total === undefined || anyView(spec, (view) => mentions(ownPart(view), field.name, parse));
      const twice = new Tree(field).countedTwice(listed.length > 0 ? listed : present);
      if (!isDrawn || twice === undefined || (isFiltered && listed.length === 0)) continue;
      yield {
        at: '',
        ...faultOf('chart/mixed-levels.one-level', {
          part: twice.part,
          whole: twice.whole,
          field: field.name,
          ways: (field.levels ?? [])
            .map((level) => `\`data: {name: ${dataset.name}, level: ${level}}\``)
            .join(' or '),
        }),
      };
    }
  },
};

function filtersIn(view: JsonObject): readonly unknown[] {
  const found: unknown[] = [];
  anyView(view, (part) => {
    for (const transform of toArray(part.transform)) {
      if (isObject(transform) && transform.filter !== undefined) found.push(transform.filter);
    }
    return false;
  });
  return found;
}

/** The categories that a filter of the form `{field, oneOf: [...]}` lists. */
const listedIn = (filter: unknown, name: string): readonly string[] =>
  isObject(filter) && filter.field === name ? toArray(filter.oneOf).map(String) : [];
