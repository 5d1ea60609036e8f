import { type Diagnostic, didYouMean } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import type { Geometry, GeometryReader } from '../../model/dataset/geometry.js';
import { shapeKeysOf } from '../../model/dataset/shape-keys.js';
import { problem } from '../../problems/problem.js';
import { limitProblem } from '../../resource-limits.js';
import { wrongByteProblem } from '../../wrong-bytes.js';
import type { GeometryContract } from './resolve.js';

/** The shapes of the data package, and what was said of their files. A file with an error gives none. */
export async function loadGeometries(
  contracts: readonly GeometryContract[],
  host: Host,
  read: GeometryReader,
): Promise<{ readonly geometries: readonly Geometry[]; readonly diagnostics: readonly Diagnostic[] }> {
  const geometries: Geometry[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const contract of contracts) {
    const { file, names, nameAt, name, title, attribution, position } = contract;
    const text = await textOf(contract, host);
    if (typeof text !== 'string') {
      diagnostics.push(text);
      continue;
    }
    const { shapes, problems } = read({ ...contract, text }, host.limits);
    for (const problem of problems) diagnostics.push(problem);
    if (shapes.length === 0) continue;
    const keys = shapes.map(({ key }) => key);
    const unknown = Object.entries(names).filter(([, key]) => !keys.includes(key));
    for (const [category, key] of unknown)
      diagnostics.push(
        problem('map/shape', nameAt(category), { key, category, file }, didYouMean(key, keys)),
      );
    geometries.push({ name, title, attribution, names, shapes, file, position });
  }
  return { geometries, diagnostics };
}

async function textOf({ file, pathPosition }: GeometryContract, host: Host): Promise<string | Diagnostic> {
  try {
    return await host.project.readText(file, host.limits.geometryBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const { reason, found, wrong } = error;
    switch (reason) {
      case 'too-large':
        return limitProblem({
          name: 'geometryBytes',
          limits: host.limits,
          position: { file, line: 1, column: 1 },
          found,
        });
      case 'not-utf8':
        return wrongByteProblem('data/encoding', file, wrong);
      case 'outside':
        return problem('data/path-outside.path', pathPosition, { file });
      case 'unreadable':
        return problem('host/read.file', pathPosition, { file });
      default:
        return problem('data/missing-file.path-file', pathPosition, { file });
    }
  }
}

/**
 * The datasets with the geometries that have a shape for one of their categories or attributes, so that what is drawn or checked of a dataset
 * has them at hand.
 */
export function linkGeometries(
  datasets: readonly PublishedDataset[],
  geometries: readonly Geometry[],
): readonly PublishedDataset[] {
  if (geometries.length === 0) return datasets;
  return datasets.map((dataset) => {
    const own = geometries.filter((geometry) => hasShapes(dataset, geometry));
    return own.length === 0
      ? dataset
      : { ...dataset, geometries: Object.fromEntries(own.map((geometry) => [geometry.name, geometry])) };
  });
}

function hasShapes({ fields, rows }: PublishedDataset, geometry: Geometry): boolean {
  const find = shapeKeysOf(geometry);
  return fields.some((field) => {
    if (field.role === 'dimension')
      return field.categories.some(({ value, label }) => find(value, label) !== undefined);
    if (field.role !== 'attribute') return false;
    return rows.some(({ attributes }) => {
      const value = Object.hasOwn(attributes, field.name) ? attributes[field.name] : undefined;
      return value !== undefined && find(value, value) !== undefined;
    });
  });
}
