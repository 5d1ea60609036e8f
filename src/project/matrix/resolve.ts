import type { Matrix } from '../../model/matrix.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';
import { normalPath } from '../paths.js';
import type { MatrixSpec } from './spec.js';

/** The matrix of a report with its defaults; which items it has only the data package knows, or the file. */
export function resolveMatrix(spec: MatrixSpec, path: YamlPath, parsed: ParsedYaml): Matrix {
  const { over = {}, file } = spec;
  return {
    over: Object.entries(over).map(([name, { dataset, dimension = name, level }]) => ({
      name,
      dataset,
      dimension,
      ...(level !== undefined && { level }),
      position: parsed.positionOf([...path, 'over', name], 'key'),
    })),
    ...(file !== undefined && {
      file: { path: normalPath(file), position: parsed.positionOf([...path, 'file']) },
    }),
    items: [],
    position: parsed.positionOf(path, 'key'),
  };
}
