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
export function checkHierarchy(field: FieldContract, reportAny: Report): void {
  const { categories, name, role, levels } = field;
  const report: Report = (path, part, message, more) =>
    reportAny(path, part, message, { code: 'data/hierarchy', ...more });
  const hasParents = categories.some(({ parent }) => parent !== undefined);
  if (role !== 'dimension' && (hasParents || levels !== undefined)) {
    const path = levels === undefined ? ['categories'] : ['levels'];
    report(path, 'key', `Unexpected levels of the ${role} \`${name}\`, expected a dimension`);
  } else if (!hasParents && levels !== undefined) {
    report(['levels'], 'key', 'Unexpected `levels`, expected categories with a `parent`');
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
      const message = `Unexpected parent \`${parent}\` of \`${value}\`, expected another category of \`${field.name}\``;
      report(path, 'value', message, didYouMean(parent, [...values]));
      yield true;
    } else if (isOfItself(parents, value)) {
      const ring = [value, ...tree.ancestorsOf(value)];
      const message = `Unexpected parent \`${parent}\` of \`${value}\`, expected a category that is not part of it: ${listNames(ring)} are parts of one another`;
      report(
        path,
        'value',
        parent === value ? `Unexpected \`${value}\` as its own parent, expected another category` : message,
      );
      yield true;
    } else if (value === field.total) {
      report(
        path,
        'value',
        `Unexpected parent of the total \`${value}\`, expected none: it stands above all levels`,
      );
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
    const message = `Unexpected \`parent\` in \`${name}\` without \`levels\`, expected a name for each of the ${depth} levels`;
    report(['categories'], 'key', message, {
      hint: 'such as `levels: [region, district]`, the topmost first',
    });
    return;
  }
  if (levels.length !== depth) {
    const message = `Unexpected ${levels.length} levels of \`${name}\`, expected ${depth}, as many as its categories have`;
    report(['levels'], 'value', message);
    return;
  }
  for (const [index, level] of levels.entries()) {
    if (!levelName.test(level))
      report(
        ['levels', index],
        'value',
        `Unexpected \`${level}\` as a level, expected a name without spaces`,
      );
    else if (levels.indexOf(level) < index)
      report(['levels', index], 'value', `Unexpected second level \`${level}\`, expected each name once`);
  }
}

/** Reports the name of a level that another column of the file has too: `level` alone says which is meant. */
export function checkLevelNames(fields: readonly FieldContract[], report: Report): void {
  const known = new Map<string, string>();
  for (const [index, { name, levels = [] }] of fields.entries()) {
    for (const [at, level] of levels.entries()) {
      const other = known.get(level);
      if (other !== undefined && other !== name) {
        const message = `Unexpected level \`${level}\` of \`${name}\`, expected a name that \`${other}\` has not`;
        report(['schema', 'fields', index, 'levels', at], 'value', message, { code: 'data/hierarchy' });
      }
      known.set(level, name);
    }
  }
}
