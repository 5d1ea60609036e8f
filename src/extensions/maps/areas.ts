import { type CheckContext, report, useException } from '../../charts/check/context.js';
import { askedRows } from '../../charts/compose/asked-rows.js';
import { attributeOf } from '../../charts/rows.js';
import { isObject, type JsonObject, toArray } from '../../charts/spec.js';
import { didYouMean, listNames } from '../../diagnostics.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field, Row } from '../../model/dataset/dataset.js';
import { isNumeric, toExact } from '../../model/dataset/value.js';
import type { Exact } from '../../model/exact.js';
import { isCount } from '../../model/unit.js';
import type { Geometry } from './geometry.js';
import { geometriesOf, shapeKeysOf } from './geometry.js';
import type { MapSpec } from './map-spec.js';
import type { GeoShape } from './shapes/shapes.js';

/** A row of a map. */
export interface Area {
  /** Its place in the dataset. */
  readonly index: number;
  readonly row: Row;
  readonly category: string;
  readonly label: string;
  /** Absent of what stands beside the map. */
  readonly shape?: GeoShape;
  /** Absent where the cell has no number. */
  readonly value?: Exact;
}

/** What a map draws. */
export interface MapData {
  readonly dataset: string;
  readonly geometry: Geometry;
  readonly by: Field;
  readonly measure: Field;
  readonly areas: readonly Area[];
  readonly elsewhere: readonly Area[];
  /** Shapes for which there is no row. */
  readonly empty: readonly GeoShape[];
  readonly focus: readonly GeoShape[];
}

/** Finds the shape of every category, or reports what has none; undefined with a fault. */
export function areasOf(map: MapSpec, spec: JsonObject, context: CheckContext): MapData | undefined {
  const before = context.diagnostics.length;
  const isFaulty = (): boolean => context.diagnostics.length > before;
  const geometry = findGeometry(map, context);
  const by = findField(map.by, 'dimension', 'by', context);
  const measure = findField(map.measure, 'measure', 'measure', context);
  const crosswalk =
    map.shapes === undefined ? undefined : findField(map.shapes, 'attribute', 'shapes', context);
  if (geometry === undefined || by === undefined || measure === undefined || isFaulty()) return undefined;
  refuseShadedCounts(map, measure, context);
  const rows = rowsOf(spec, by, context).map(({ row, index }): Area => {
    const category = row.keys[by.name] ?? '';
    const cell = row.measures[measure.name];
    const value = cell && isNumeric(cell) ? { value: toExact(cell) } : {};
    return { index, row, category, label: labelOf(by, category), ...value };
  });
  const elsewhere = new Set(map.elsewhere ?? []);
  const all = withShapes(rows, elsewhere, geometry, crosswalk, context);
  const categories = all.map(({ category }) => category);
  for (const category of elsewhere)
    if (!categories.includes(category))
      report(context, '/map/elsewhere', 'map/form.elsewhere', { category }, didYouMean(category, categories));
  const areas = all.filter(({ shape }) => shape !== undefined);
  const focus = focusOf(map, areas, context);
  if (!isFaulty() && !areas.some(({ value }) => value !== undefined)) report(context, '', 'chart/empty.map');
  if (isFaulty()) return undefined;
  const taken = new Set(areas.map(({ shape }) => shape?.key));
  return {
    dataset: context.dataset.name,
    geometry,
    by,
    measure,
    areas,
    elsewhere: all.filter(({ shape }) => shape === undefined),
    empty: geometry.shapes.filter(({ key }) => !taken.has(key)),
    focus,
  };
}

/** A large district is not more of anything: shades of counts would say so. */
function refuseShadedCounts({ form }: MapSpec, measure: Field, context: CheckContext): void {
  if (form !== 'shades' || !isCount(measure) || useException(context, 'counts-as-shade')) return;
  report(context, '/map/measure', 'guard/counts-as-shade', { name: measure.name, unit: measure.unit });
}

/** The rows with the shapes of their categories; those that stand beside the map have none. Two of them may not share one. */
function withShapes(
  rows: readonly Area[],
  elsewhere: ReadonlySet<string>,
  geometry: Geometry,
  crosswalk: Field | undefined,
  context: CheckContext,
): readonly Area[] {
  const find = shapeKeysOf(geometry);
  const shapes = new Map(geometry.shapes.map((shape) => [shape.key, shape]));
  const taken = new Map<string, string>();
  return rows.map((area): Area => {
    const { row, category, label } = area;
    if (elsewhere.has(category)) return area;
    const code = crosswalk === undefined ? category : (attributeOf(row, crosswalk) ?? '');
    const key = find(code, crosswalk === undefined ? label : code);
    const shape = key === undefined ? undefined : shapes.get(key);
    if (shape === undefined) {
      reportNoShape(category, label, geometry, context);
      return area;
    }
    const other = taken.get(shape.key);
    if (other !== undefined) report(context, '/map/by', 'map/shape.row', { category, key: shape.key, other });
    taken.set(shape.key, category);
    return { ...area, shape };
  });
}

function findGeometry({ geometry: name }: MapSpec, context: CheckContext): Geometry | undefined {
  const geometries = geometriesOf(context.dataset);
  const found = geometries.get(name);
  if (found !== undefined) return found;
  const names = [...geometries.keys()];
  const dataset = context.dataset.name;
  if (names.length === 0) report(context, '/map/geometry', 'map/geometry.none', { dataset });
  else {
    const said = { name, dataset, known: listNames(names) };
    report(context, '/map/geometry', 'map/geometry.geometry', said, didYouMean(name, names));
  }
  return undefined;
}

function findField(name: string, role: Field['role'], key: string, context: CheckContext): Field | undefined {
  const known = context.dataset.fields.filter((field) => field.role === role);
  const found = known.find((field) => field.name === name);
  if (found !== undefined) return found;
  const names = known.map((field) => field.name);
  const said = { key, name, dataset: context.dataset.name, role };
  if (names.length === 0) report(context, `/map/${key}`, 'chart/unknown-field.map-none', said);
  else {
    const all = { ...said, known: listNames(names) };
    report(context, `/map/${key}`, 'chart/unknown-field.map', all, didYouMean(name, names));
  }
  return undefined;
}

/** One row for each place: of other dimensions the total, where nothing chooses of them. */
function rowsOf(
  spec: JsonObject,
  by: Field,
  context: CheckContext,
): readonly { readonly row: Row; readonly index: number }[] {
  const { dataset } = context;
  for (const [index, transform] of toArray(spec.transform).entries())
    if (
      !isObject(transform) ||
      (transform.lookup === undefined && !isChoice(transform.filter, dataset.fields))
    )
      report(context, `/transform/${index}`, 'map/form.transform');
  let asked = askedRows(filtersOf(spec), dataset).filter(({ row }) => row.keys[by.name] !== by.total);
  for (const field of dataset.fields) {
    if (field.role !== 'dimension' || field === by) continue;
    const values = new Set(asked.map(({ row }) => row.keys[field.name]));
    if (values.size < 2) continue;
    const { total } = field;
    if (total !== undefined && values.has(total))
      asked = asked.filter(({ row }) => row.keys[field.name] === total);
    else
      report(context, '/map/by', 'chart/rows-per-mark.categories', { count: values.size, name: field.name });
  }
  return asked;
}

/** True for a filter that names categories of a dimension. */
function isChoice(filter: unknown, fields: readonly Field[]): boolean {
  if (!isObject(filter)) return false;
  const isKnown = fields.some(({ name, role }) => role === 'dimension' && name === filter.field);
  return isKnown && (Array.isArray(filter.oneOf) || filter.equal !== undefined);
}

/** The filters alone: a lookup finds shapes. */
const filtersOf = (spec: JsonObject): JsonObject => ({
  transform: toArray(spec.transform).filter((each) => isObject(each) && each.filter !== undefined),
});

function reportNoShape(category: string, label: string, geometry: Geometry, context: CheckContext): void {
  const keys = [...new Set(geometry.shapes.flatMap(({ key, label: name }) => [key, name]))];
  const near = didYouMean(label, keys).hint ?? didYouMean(category, keys).hint;
  const said = { category, name: geometry.name };
  if (near === undefined) report(context, '/map/by', 'map/shape.category', said);
  else report(context, '/map/by', 'map/shape.category-shape', { ...said, near });
}

function focusOf({ focus }: MapSpec, areas: readonly Area[], context: CheckContext): readonly GeoShape[] {
  const wanted = focus ?? areas.map(({ category }) => category);
  return wanted.flatMap((category) => {
    const shape = areas.find((area) => area.category === category)?.shape;
    if (shape !== undefined) return shape;
    if (focus !== undefined)
      report(
        context,
        '/map/focus',
        'map/form.focus',
        { category },
        didYouMean(
          category,
          areas.map((area) => area.category),
        ),
      );
    return [];
  });
}
