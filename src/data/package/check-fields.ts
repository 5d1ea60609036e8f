import { didYouMean, listNames } from '../../diagnostics.js';
import { Tree } from '../../model/dataset/hierarchy.js';
import type { FieldContract } from '../contract.js';
import type { ReportFaultAt } from '../report.js';
import type { FieldSpec } from './field-schema.js';

/**
 * Names that no field can bear, because a helper has a parameter of that name and filters are written in the same
 * place (`{{table "cases" rows="offence" offence="trafficking"}}`).
 */
export const reservedFieldNames: readonly string[] = [
  'absolute',
  'allow',
  'apart',
  'as',
  'band',
  'by',
  'caption',
  'columns',
  'dataset',
  'difference',
  'digits',
  'field',
  'from',
  'here',
  'highlight',
  'id',
  'level',
  'limit',
  'measure',
  'name',
  'neutral',
  'note',
  'of',
  'official',
  'on',
  'own',
  'partial',
  'per',
  'reverse',
  'rows',
  'shares',
  'signed',
  'sort',
  'split',
  'subtitle',
  'title',
  'to',
  'unlike',
];

/**
 * Names that no dimension can bear: those of parameters of claims, tables and maps. Nobody filters these by anything else, so
 * that a measure may be a `share` and an attribute a `source`.
 */
export const reservedDimensionNames: readonly string[] = [
  'among',
  'better',
  'breaks',
  'change',
  'classes',
  'elsewhere',
  'expect',
  'focus',
  'geometry',
  'graticule',
  'has',
  'lacks',
  'least',
  'method',
  'middle',
  'most',
  'not',
  'percent-change',
  'projection',
  'rank',
  'shapes',
  'share',
  'source',
  'strict',
  'subtotals',
  'symbols',
  'text',
  'than',
  'times',
  'widths',
];

/** Of the former, the names that an attribute can bear: nobody filters by the title of a thing. */
const readableAttributes: readonly string[] = ['name', 'title'];

/** Field names are written as names of parameters in templates: `[US Gross]=` where there is a space in them. */
const fieldName = /^\p{L}[\p{L}\p{M}\p{N}_-]*(?: [\p{L}\p{M}\p{N}_-]+)*$/u;

function checkName({ name, role }: FieldContract, report: ReportFaultAt): void {
  // Nobody filters by a remark, so it may bear any name.
  const readable = role === 'note' || (role === 'attribute' && readableAttributes.includes(name));
  const reserved =
    reservedFieldNames.includes(name) || (role === 'dimension' && reservedDimensionNames.includes(name));
  if (reserved && !readable) {
    report(['name'], 'value', 'data/package.helper', { name });
  } else if (!fieldName.test(name)) {
    report(['name'], 'value', 'data/package.field-call', { name });
  }
}

/** Reports what the grammar cannot say about one field: its name, its type in its role, its categories and marks. */
export function checkField(
  spec: FieldSpec,
  field: FieldContract,
  isKey: boolean,
  report: ReportFaultAt,
): void {
  const { name, role, type } = field;
  checkName(field, report);
  if (role === 'measure' && type !== 'integer' && type !== 'number') {
    report([spec.type === undefined ? 'role' : 'type'], 'value', 'data/package.integer', { type, name });
  }
  if (isKey && role !== 'dimension') {
    report(['role'], 'value', 'data/package.primary', { role, name });
  }
  checkCategories(field, report);
  checkConstraints(spec, field, report);
  if (field.groupMark !== '' && field.groupMark === field.decimalMark) {
    report(['groupChar'], 'value', 'data/package.marks', { groupMark: field.groupMark });
  }
}

function checkCategories({ name, role, categories, total }: FieldContract, report: ReportFaultAt): void {
  const values = categories.map(({ value }) => value);
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    const isFirst = !seen.has(value);
    seen.add(value);
    if (isFirst) continue;
    report(['categories', index], 'value', 'data/package.category-category', { value });
  }
  if (total === undefined) return;
  if (role !== 'dimension') {
    report(['total'], 'key', 'data/package.total', { role, name });
  } else if (values.length > 0 && !values.includes(total)) {
    if (total === '') report(['total'], 'value', 'data/package.blank-total', { name });
    else report(['total'], 'value', 'data/package.values', { total, values: listNames(values) });
  }
}

/** Characters of a bound: a longer number is a slip, and takes long to compare with. */
const mostDigits = 100;

function checkConstraints(
  spec: FieldSpec,
  { type, constraints }: FieldContract,
  report: ReportFaultAt,
): void {
  const pattern = spec.constraints?.pattern;
  if (pattern !== undefined && constraints.pattern === undefined) {
    report(['constraints', 'pattern'], 'value', 'data/package.pattern', { pattern });
  }
  if (type !== 'integer' && type !== 'number') return;
  for (const name of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const) {
    const limit = constraints[name];
    if (limit === undefined || (limit.length <= mostDigits && /^-?\d+(?:\.\d+)?$/.test(limit))) continue;
    report(['constraints', name], 'value', 'data/package.such', { limit, name });
  }
}

/** Names of levels are written as arguments, several with `|` between. */
const levelName = /^[^|"'=\s]+$/u;

/**
 * Reports categories that are part of what does not exist, or of themselves, and levels without a name: each level that there
 * is has one, since templates choose among them.
 */
export function checkHierarchy(field: FieldContract, report: ReportFaultAt): void {
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
function* parentFaults(field: FieldContract, report: ReportFaultAt): Generator<true> {
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

function checkLevels(field: FieldContract, report: ReportFaultAt): void {
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
export function checkLevelNames(fields: readonly FieldContract[], report: ReportFaultAt): void {
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
