import type { Position } from '../../diagnostics.js';
import type { StatedClaim } from '../../model/dataset/dataset.js';
import type { YamlPath } from '../../yaml/positions.js';
import type { Report } from '../report.js';
import type { ResourceSpec } from './package-schema.js';

/** The claims of a description, each about words that stand in it. */
export function resolveClaims(
  { name, description = '', claims = [] }: ResourceSpec,
  report: Report,
  at: (path: YamlPath) => Position,
): StatedClaim[] {
  return claims.map(({ words, kind, ...others }, index) => {
    if (!folded(description).includes(folded(words))) {
      report(['claims', index, 'words'], 'value', 'data/package.words', { words, name });
    }
    const named = Object.entries(others).flatMap(([key, value]) => {
      if (isScalar(value)) return [[key, value] as const];
      report(['claims', index, key], 'value', 'data/package.true', { key });
      return [];
    });
    return { words: folded(words), kind, named: Object.fromEntries(named), at: at(['claims', index]) };
  });
}

const folded = (words: string): string => words.replace(/\s+/gu, ' ').trim();

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);
