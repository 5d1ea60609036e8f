import { locator } from '../../../inputs/json/scan.js';
import type { SourceProblem } from '../../../model/dataset/source-table.js';
import { phrase } from '../../../problems/problem.js';
import type { ResourceLimits } from '../../../resource-limits.js';
import type { FoundMember, FoundShapes } from '../../found-shapes.js';
import { isMembers, type Members } from './members.js';
import { PlacedFault, readPlacedJson } from './placed-json.js';

/** What a file of shapes says of its shapes, for whoever has to say which of it is the key; a problem where it is none. */
export function inspectShapes(
  { file, text }: { readonly file: string; readonly text: string },
  limits: ResourceLimits,
): FoundShapes | SourceProblem {
  const place = locator(text, file);
  try {
    const { value } = readPlacedJson(text, limits.yamlDepth);
    const root = isMembers(value) ? value : {};
    if (root.type === 'FeatureCollection' && Array.isArray(root.features))
      return { format: 'geojson', objects: [], members: membersIn(root.features) };
    if (root.type === 'Topology' && isMembers(root.objects)) {
      const objects = Object.entries(root.objects).flatMap(([name, object]) =>
        isMembers(object) && Array.isArray(object.geometries) ? [{ name, shapes: object.geometries }] : [],
      );
      // The one with the most shapes is most likely meant.
      const [largest] = objects.toSorted((a, b) => b.shapes.length - a.shapes.length);
      if (largest !== undefined)
        return {
          format: 'topojson',
          objects: objects.map(({ name }) => name),
          object: largest.name,
          members: membersIn(largest.shapes),
        };
    }
    throw new PlacedFault(phrase('maps/inspect.json'), 0);
  } catch (fault) {
    if (!(fault instanceof PlacedFault)) throw fault;
    const { message, at, hint } = fault;
    return { code: 'geometry/form', message, position: place(at), ...(hint === undefined ? {} : { hint }) };
  }
}

/** The texts and numbers that every shape has, the id first. */
function membersIn(shapes: readonly unknown[]): readonly FoundMember[] {
  const all = shapes.filter(isMembers);
  const names = new Set(
    all.flatMap(({ properties }) => (isMembers(properties) ? Object.keys(properties) : [])),
  );
  const read = [
    { path: 'id', of: (shape: Members): unknown => shape.id },
    ...[...names].map((name) => ({
      path: `properties.${name}`,
      of: ({ properties }: Members): unknown => (isMembers(properties) ? properties[name] : undefined),
    })),
  ];
  return read.flatMap(({ path, of }): FoundMember[] => {
    const texts = all.flatMap((shape) => {
      const value = of(shape);
      return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
        ? [String(value)]
        : [];
    });
    const [sample] = texts;
    if (sample === undefined || all.length === 0) return [];
    return [{ path, sample, shapes: all.length, having: texts.length, different: new Set(texts).size }];
  });
}
