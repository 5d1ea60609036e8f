import { didYouMean, listNames } from '../../diagnostics.js';
import { Tree } from '../../model/dataset/hierarchy.js';
import type { FieldContract } from '../contract.js';
import type { Report } from '../report.js';

/** Names of levels are written as arguments, several with `|` between. */
const levelName = /^[^|"'=\s]+$/u;

/**
 * Reports categories that are part of what does not exist, or of themselves, and levels without a name: each level that there
 * is has one, since templates choose among them.
 */
export function checkHierarchy(field: FieldContract, report: Report): void {
  const { categories, name, role, levels } = field;
  const hasParents = categories.some(({ parent }) => parent !== undefined);
  if (role !== 'dimension' && (hasParents || levels !== undefined)) {
    const path = levels === undefined ? ['categories'] : ['levels'];
    report(path, 'key', 'data/hierarchy.dimension', { role, name });
  } else if (!hasParents && levels !== undefined) {
    report(['levels'], 'key', 'data/hierarchy.levels');
  } else if (hasParents && [...parentFaults(field, report)].length === 0) {
    checkLevels(field, report);
  }
}

/** Reports every parent that there is not, or that is its own part, and yields one thing for each. */
function* parentFaults(field: FieldContract, report: Report): Generator<true> {
  const values = new Set(field.categories.map(({ value }) => value));
  const tree = new Tree(field);
  const parents = new Map(field.categories.map((category) => [category.value, category.parent]));
  for (const [index, { value, parent }] of field.categories.entries()) {
    if (parent === undefined) continue;
    const path = ['categories', index, 'parent'];
    if (!values.has(parent)) {
      report(
        path,
        'value',
        'data/hierarchy.parent',
        { parent, value, name: field.name },
        didYouMean(parent, [...values]),
      );
      yield true;
    } else if (isOfItself(parents, value)) {
      const ring = [value, ...tree.ancestorsOf(value)];
      report(path, 'value', parent === value ? 'data/hierarchy.parent-category' : 'data/hierarchy.part', {
        value,
        parent,
        ring: listNames(ring),
      });
      yield true;
    } else if (value === field.total) {
      report(path, 'value', 'data/hierarchy.total', { value });
      yield true;
    }
  }
}

/** True for a category that is reached again by way of its parents. */
function isOfItself(parents: ReadonlyMap<string, string | undefined>, value: string): boolean {
  const seen = new Set<string>();
  for (let next = parents.get(value); next !== undefined && !seen.has(next); next = parents.get(next)) {
    if (next === value) return true;
    seen.add(next);
  }
  return false;
}

function checkLevels(field: FieldContract, report: Report): void {
  const { categories, levels, name } = field;
  const tree = new Tree(field);
  const depth = 1 + categories.reduce((most, { value }) => Math.max(most, tree.depthOf(value)), 0);
  if (levels === undefined) {
    report(['categories'], 'key', 'data/hierarchy.parent-levels', { name, depth });
    return;
  }
  if (levels.length !== depth) {
    report(['levels'], 'value', 'data/hierarchy.many', { count: levels.length, name, depth });
    return;
  }
  for (const [index, level] of levels.entries()) {
    if (!levelName.test(level)) report(['levels', index], 'value', 'data/hierarchy.spaces', { level });
    else if (levels.indexOf(level) < index)
      report(['levels', index], 'value', 'data/hierarchy.once', { level });
  }
}

/** Reports the name of a level that another column of the file has too: `level` alone says which is meant. */
export function checkLevelNames(fields: readonly FieldContract[], report: Report): void {
  const known = new Map<string, string>();
  for (const [index, { name, levels = [] }] of fields.entries()) {
    for (const [at, level] of levels.entries()) {
      const other = known.get(level);
      if (other !== undefined && other !== name) {
        report(['schema', 'fields', index, 'levels', at], 'value', 'data/hierarchy.level', {
          level,
          name,
          other,
        });
      }
      known.set(level, name);
    }
  }
}
