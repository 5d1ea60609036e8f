/**
 * Charts of several datasets, each of which is a part (`datasets/parts.ts`). Beside them what a chart of one dataset can take from it: one
 * level of a hierarchy, and no name at which the drawing library stumbles.
 */
import { listNames } from '../../../diagnostics.js';
import type { Field } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { ownData, partNamed } from '../../datasets/parts.js';
import { anyView, mentions, ownPart } from '../../field-names.js';
import {
  axes,
  type ChildView,
  isObject,
  isWithin,
  type JsonObject,
  objectsIn,
  point,
  toArray,
  toObject,
  viewsIn,
} from '../../spec.js';
import { encodedField, isCategorical, type Unit, unitsOf, valuesOf } from '../../unit.js';
import { isInherited } from '../expression.js';
import type { SpecRule } from '../rule.js';
import { fault } from '../rule.js';

/** A channel that a view of another dataset inherits names a field of that dataset too. */
export const inheritedChannels: SpecRule = {
  on: 'unit',
  *check({ channels, data }, { dataset }) {
    const part = partNamed(dataset, data);
    if (dataset.parts === undefined || part === undefined) return;
    for (const { definition, pointer } of Object.values(channels)) {
      const field = encodedField(definition, dataset.fields);
      if (field === undefined || part.names.has(field.name)) continue;
      const known = part.fields.filter(({ role }) => role !== 'note').map(({ name }) => name);
      yield fault(pointer, 'chart/unknown-field.inherited-channels', {
        field: field.name,
        known: listNames(known),
        dataset: part.dataset.name,
      });
      return;
    }
  },
};

/** An axis has one unit, or a reader compares what cannot be compared. */
export const oneUnitOnAxis: SpecRule = {
  on: 'plot',
  *check({ units }, { dataset }) {
    if (dataset.parts === undefined || new Set(units.map(({ data }) => data)).size < 2) return;
    for (const axis of axes) {
      const measures = units.flatMap(({ channels: { [axis]: channel } }) => {
        const field = encodedField(channel?.definition, dataset.fields);
        return field?.role === 'measure' ? [{ field, pointer: channel?.pointer ?? '' }] : [];
      });
      const [first] = measures;
      const other = measures.find(({ field }) => unitOf(field) !== unitOf(first?.field));
      if (first === undefined || other === undefined) continue;
      yield fault(other.pointer, 'chart/scale.one-unit-on-axis', {
        name: other.field.name,
        unit: unitOf(other.field),
        first: first.field.name,
        firstUnit: unitOf(first.field),
      });
      return;
    }
  },
};

const unitOf = (field: Field | undefined): string => (field?.unit ? `\`${field.unit}\`` : 'no unit');

/** Channels whose legend names what a layer draws. */
const naming = ['color', 'fill', 'stroke', 'shape', 'strokeDash', 'opacity'];

/** Of layers over several datasets a reader must know which is which: all but those of one have a name. */
export const namedLayers: SpecRule = {
  on: 'plot',
  *check({ units }, { dataset }) {
    if (dataset.parts === undefined) return;
    const partOf = ({ data }: Pick<Unit, 'data'>) => partNamed(dataset, data);
    const draws = ({ channels }: Unit, name: string) =>
      encodedField(channels[name]?.definition, dataset.fields)?.role === 'measure';
    const hasLegend = ({ channels }: Unit): boolean =>
      naming.some((name) => {
        const { field, datum, legend } = channels[name]?.definition ?? {};
        return (field !== undefined || datum !== undefined) && legend !== null;
      });
    const isTold = (of: Unit): boolean =>
      units.some((unit) => unit.mark === 'text' && partOf(unit) === partOf(of) && !draws(unit, 'text'));
    const bare = units.filter(
      (unit) =>
        unit.mark !== 'text' && (draws(unit, 'x') || draws(unit, 'y')) && !hasLegend(unit) && !isTold(unit),
    );
    const [first] = bare;
    const other = bare.find((unit) => first !== undefined && partOf(unit) !== partOf(first));
    if (first === undefined || other === undefined) return;
    const [one, two] = [first, other].map((unit) => partOf(unit)?.dataset.name);
    yield fault(other.pointer, 'chart/hidden.named-layers', {
      mark: other.mark,
      two,
      firstMark: first.mark,
      one,
    });
  },
};

/** What is done to the rows of several datasets before panels split them is a filter by fields that all of them have. */
export const beforePanels: SpecRule = {
  on: 'chart',
  *check(spec, { dataset, parseExpression }) {
    if (dataset.parts === undefined) return;
    const units = unitsOf(spec);
    const partsIn = ({ pointer }: ChildView) =>
      new Set(
        units.filter((unit) => isWithin(unit.pointer, pointer)).map(({ data }) => partNamed(dataset, data)),
      );
    const splits = (each: ChildView): boolean => each.view.facet !== undefined && partsIn(each).size > 1;
    for (const { around, ...own } of viewsIn(spec)) {
      if (!splits(own) || around.some(splits)) continue;
      const views = [...around, own];
      // Rows of another dataset come from no view around.
      const first = views.findLastIndex(({ view }) => ownData(view) !== undefined);
      const parts = [...partsIn(own)];
      const foreign = dataset.fields.filter(({ name }) => parts.some((part) => !part?.names.has(name)));
      const wrong = views.slice(Math.max(first, 0)).flatMap(({ view, pointer }) =>
        toArray(view.transform).flatMap((each, index) => {
          const isPlain =
            toObject(each).filter !== undefined &&
            !foreign.some(({ name }) => mentions(each, name, parseExpression));
          return isPlain ? [] : [point(pointer, 'transform', index)];
        }),
      );
      if (wrong[0] !== undefined) yield fault(wrong[0], 'chart/spec.before-panels');
    }
  },
};

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
      yield fault('', 'chart/mixed-levels.one-level', {
        part: twice.part,
        whole: twice.whole,
        field: field.name,
        ways: (field.levels ?? [])
          .map((level) => `\`data: {name: ${dataset.name}, level: ${level}}\``)
          .join(' or '),
      });
    }
  },
};

const filtersIn = (spec: JsonObject): readonly unknown[] =>
  objectsIn(spec).flatMap(({ object: { filter } }) => filter ?? []);

/** The categories that a filter of the form `{field, oneOf: [...]}` lists. */
const listedIn = (filter: unknown, name: string): readonly string[] =>
  isObject(filter) && filter.field === name ? toArray(filter.oneOf).map(String) : [];

/** No field and no category on a scale has a name at which the drawing library would stumble. */
export const plainNames: SpecRule = {
  on: 'channel',
  *check({ field, pointer }, { dataset: { file } }) {
    if (field === undefined) return;
    if (isInherited(field.name)) {
      yield fault({ at: pointer, once: true }, 'chart/render.field', { field: field.name, file });
      return;
    }
    const value = valuesOf(field).find(isInherited);
    if (value === undefined || !isCategorical(field)) return;
    yield fault({ at: pointer, once: true }, 'chart/render.category', { value, field: field.name, file });
  },
};
