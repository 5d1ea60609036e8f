import type { Diagnostic } from '../../diagnostics.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { locate, type PlacedText } from '../template/positions.js';
import { findMarkerExcess } from './marker-scan.js';
import { findPartExcess } from './part-count.js';

/** The errors of texts that no parser should be given, each where the first mark too many stands in its template. */
export function refuseExcess(texts: readonly PlacedText[], limits: ResourceLimits): Diagnostic[] {
  return texts.flatMap(({ text, map }) => {
    const excess = findMarkerExcess(text, limits) ?? findPartExcess(text, limits);
    if (excess === undefined) return [];
    const { name, offset, found } = excess;
    return [limitProblem({ name, limits, found, position: locate(map, offset) })];
  });
}
