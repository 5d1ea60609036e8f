import type { Position } from '../../diagnostics.js';
import type { Category, Field, FieldType, Role } from '../../model/dataset/dataset.js';
import { missingLetterOf, standardMissing } from '../../model/dataset/missing.js';
import type { Missing } from '../../model/dataset/value.js';
import { defined } from '../../model/defined.js';
import type { YamlPath } from '../../yaml/positions.js';
import type { Constraints, FieldContract } from '../contract.js';
import type { ReportFaultAt } from '../report.js';
import { checkColours, paintOf } from './check-colours.js';
import { checkField, checkHierarchy, checkLevelNames } from './check-fields.js';
import {
  type ConstraintsSpec,
  categoriesIn,
  type FieldSpec,
  type MissingSpec,
  readableTypes,
  type TableSchemaSpec,
} from './field-schema.js';
import type { ResourceSpec } from './package-schema.js';
import { patternOf } from './pattern.js';

export interface ResolvedFields {
  readonly fields: readonly FieldContract[];
  readonly primaryKey: readonly string[];
  /** The missing values of all fields, each code once. */
  readonly missing: readonly Missing[];
}

/** The fields of a schema with the defaults of their role, type, title and marks: the one place of those defaults. */
/** A dataset is about persons where it says so, or one of its measures does. */
export const aboutOf = (resource: ResourceSpec): 'persons' | undefined => {
  const { about, schema } = resource;
  const fields = typeof schema === 'object' ? schema.fields : [];
  return about ?? fields.find((field) => field.about !== undefined)?.about;
};

export function resolveFields(
  resource: ResourceSpec,
  schema: TableSchemaSpec,
  report: ReportFaultAt,
  at: (path: YamlPath) => Position,
): ResolvedFields {
  const names = schema.fields.map(({ name }) => name);
  const primaryKey = primaryKeyOf(schema);
  const shared = missingOf(
    schema.missingValues ?? [],
    (path, ...rest) => report(['schema', ...path], ...rest),
    (path) => at(['schema', ...path]),
  );
  const isOfPersons = schema.fields.some(({ about }) => about === 'persons');
  // What is declared as text is a code, even where it looks like a number.
  const countsThings = ({ about, type }: FieldSpec): boolean =>
    about === undefined && (isOfPersons || (type === 'string' && aboutOf(resource) === 'persons'));
  const fields = schema.fields.map((spec, index) => {
    const path: YamlPath = ['schema', 'fields', index];
    const reportHere: ReportFaultAt = (inner, ...rest) => report([...path, ...inner], ...rest);
    if (names.indexOf(spec.name) < index) {
      reportHere(['name'], 'value', 'data/package.field-once', { name: spec.name });
    }
    const missing =
      spec.missingValues === undefined
        ? shared
        : missingOf(spec.missingValues, reportHere, (inner) => at([...path, ...inner]));
    const field = resolveField(spec, {
      missing,
      isKey: primaryKey.includes(spec.name),
      position: at(path),
      status: statusOf(spec, schema),
    });
    checkField(spec, field, primaryKey.includes(spec.name), reportHere);
    checkColours(spec, reportHere);
    checkBounds(field, reportHere);
    checkHierarchy(field, reportHere);
    checkAddition(field, reportHere);
    checkStatus(spec, field, schema, reportHere);
    for (const key of ['digits', 'times', 'about'] as const) {
      const { role, name } = field;
      if (spec[key] === undefined || role === 'measure') continue;
      reportHere([key], 'key', 'data/package.actual', { key, role, name });
    }
    return countsThings(spec) ? { ...field, ofThings: true as const } : field;
  });
  checkLevelNames(fields, report);
  if (!fields.some(({ role }) => role === 'dimension')) {
    report(['schema'], 'key', 'data/package.dimension-primarykey', { name: resource.name });
  }
  const codes = new Map(fields.flatMap(({ missing }) => missing.map((entry) => [entry.code, entry])));
  return { fields, primaryKey, missing: [...codes.values()] };
}

/** Reports a reason beside a measure that adds up, and a remainder without a total that it could be in. */
function checkAddition(
  { name, role, additive, reason, remainder, stock, total }: FieldContract,
  report: ReportFaultAt,
): void {
  if (reason !== undefined && (role !== 'measure' || additive)) {
    report(['reason'], 'key', 'data/package.additive', { name });
  }
  if (stock === true && role !== 'measure') report(['stock'], 'key', 'data/package.stock', { role, name });
  if (remainder !== undefined && (role !== 'dimension' || total === undefined)) {
    report(['remainder'], 'key', 'data/package.remainder', { name });
  }
}

/** Without a primary key, the fields that are declared as dimensions are the key of a row. */
function primaryKeyOf({ primaryKey, fields }: TableSchemaSpec): readonly string[] {
  if (primaryKey !== undefined) return typeof primaryKey === 'string' ? [primaryKey] : primaryKey;
  return fields.filter(({ role }) => role === 'dimension').map(({ name }) => name);
}

/** Reports a `status` that names no column of marks, or that stands at a field without numbers. */
function checkStatus(
  { status }: FieldSpec,
  { name, role }: FieldContract,
  { fields }: TableSchemaSpec,
  report: ReportFaultAt,
): void {
  if (status === undefined) return;
  if (role !== 'measure') {
    report(['status'], 'key', 'data/package.status', { role, name });
  } else if (!fields.some((field) => field.name === status && field.role === 'status')) {
    report(['status'], 'value', 'data/package.status-field', { status, name });
  }
}

interface FieldSurroundings {
  readonly missing: readonly Missing[];
  readonly isKey: boolean;
  readonly position: Position;
  readonly status: string | undefined;
}

/** The column of marks that a field names, else the only one that there is. */
function statusOf({ status }: FieldSpec, { fields }: TableSchemaSpec): string | undefined {
  const columns = fields.filter(({ role }) => role === 'status').map(({ name }) => name);
  return status ?? (columns.length === 1 ? columns[0] : undefined);
}

function resolveField(
  spec: FieldSpec,
  { missing, isKey, position, status }: FieldSurroundings,
): FieldContract {
  const type = typeOf(spec);
  const role = spec.role ?? defaultRole(type, isKey);
  const categories = categoriesOf(spec);
  return defined<FieldContract>({
    name: spec.name,
    title: spec.title ?? capitalised(spec.name),
    description: spec.description,
    type,
    role,
    unit: spec.unit,
    digits: spec.digits,
    power: spec.times && String(spec.times).length - 1,
    gaps: spec.gaps,
    isOrdered: spec.categoriesOrdered || undefined,
    categories,
    known: new Set(categories.map(({ value }) => value)),
    total: textOf(spec.total),
    levels: spec.levels,
    stock: spec.stock || undefined,
    reason: spec.reason,
    remainder: spec.remainder,
    position,
    missing,
    status: role === 'measure' ? status : undefined,
    additive: spec.additive ?? true,
    constraints: constraintsOf(spec.constraints ?? {}),
    // Whole numbers such as 1.234 have no decimals for the point to be confused with.
    decimalMark: spec.decimalChar ?? (type === 'integer' && spec.groupChar === '.' ? ',' : '.'),
    groupMark: spec.groupChar ?? '',
    trueValues: spec.trueValues ?? ['true', 'True', 'TRUE', '1'],
    falseValues: spec.falseValues ?? ['false', 'False', 'FALSE', '0'],
  });
}

const textOf = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

/** Types that are not read were refused before; what is made of them is never used. */
function typeOf({ type }: FieldSpec): FieldType {
  return readableTypes.find((name) => name === type) ?? 'string';
}

function defaultRole(type: FieldType, isKey: boolean): Role {
  if (isKey) return 'dimension';
  return type === 'integer' || type === 'number' ? 'measure' : 'attribute';
}

/** "cases-by_year" -> "Cases by year". */
function capitalised(name: string): string {
  const words = name.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The categories of a field. The total is no level: what names it as its parent is part of no other category. */
function categoriesOf(spec: FieldSpec): Category[] {
  const total = textOf(spec.total);
  return categoriesIn(spec).map((category): Category => {
    if (typeof category !== 'object') return { value: String(category), label: String(category) };
    const { value, label, parent, color, bounds, stock } = category;
    return defined<Category>({
      value: String(value),
      label: label ?? String(value),
      parent: textOf(parent) === total ? undefined : textOf(parent),
      bounds,
      stock: stock || undefined,
      paint: color === undefined ? undefined : paintOf(color),
    });
  });
}

function missingOf(
  specs: readonly MissingSpec[],
  report: ReportFaultAt,
  at: (path: YamlPath) => Position,
): Missing[] {
  const entries: Missing[] = [];
  for (const [index, spec] of specs.entries()) {
    const path: YamlPath = ['missingValues', index];
    const entry = missingEntry(typeof spec === 'string' ? { value: spec } : spec, at(path));
    checkMissing(entry, entries, path, report);
    entries.push(entry);
  }
  return entries;
}

/** A letter that everybody knows adds what it is known to add. It needs no label, and without one prints its sign. */
function missingEntry(
  { value, label, symbol, adds }: Exclude<MissingSpec, string>,
  declaredAt: Position,
): Missing {
  const letter = missingLetterOf(symbol ?? value);
  const standard = letter === undefined ? undefined : standardMissing[letter];
  return defined<Missing>({
    kind: 'missing',
    code: value,
    symbol: symbol ?? (label === undefined ? standard?.symbol : undefined) ?? value,
    meaning: label ?? standard?.meaning ?? value,
    declaredAt,
    adds: adds ?? standard?.adds,
  });
}

/** A printed symbol must be there to be seen, and mean one thing. */
function checkMissing(
  { symbol, meaning }: Missing,
  earlier: readonly Missing[],
  path: YamlPath,
  report: ReportFaultAt,
): void {
  if (symbol === '' || meaning === '') {
    report(path, 'value', 'data/package.blank');
  }
  const other = earlier.find((entry) => entry.symbol === symbol && entry.meaning !== meaning);
  if (other === undefined) return;
  report(path, 'value', 'data/package.symbol', { symbol, meaning, otherMeaning: other.meaning });
}

function constraintsOf(spec: ConstraintsSpec): Constraints {
  const { minLength, maxLength, pattern, enum: values } = spec;
  return defined<Constraints>({
    required: spec.required ?? false,
    unique: spec.unique ?? false,
    minLength,
    maxLength,
    minimum: textOf(spec.minimum),
    maximum: textOf(spec.maximum),
    exclusiveMinimum: textOf(spec.exclusiveMinimum),
    exclusiveMaximum: textOf(spec.exclusiveMaximum),
    pattern: pattern === undefined ? undefined : patternOf(pattern),
    values: values?.map(String),
  });
}

/** Reports bands that end before they begin, and those that begin before another one has ended. */
function checkBounds({ name, categories }: Pick<Field, 'name' | 'categories'>, report: ReportFaultAt): void {
  const bands = categories.flatMap(({ value, bounds }, index) =>
    bounds === undefined ? [] : [{ value, bounds, index }],
  );
  for (const { value, bounds, index } of bands) {
    const [from, to] = bounds;
    const written = `\`bounds: [${from}, ${to}]\` of \`${value}\``;
    const other = bands.find((each) => each.index < index && each.bounds[0] < to && from < each.bounds[1]);
    if (from >= to)
      report(['categories', index, 'bounds'], 'value', 'data/package.smaller', { written, name });
    else if (other !== undefined)
      report(['categories', index, 'bounds'], 'value', 'data/package.band', {
        written,
        name,
        value: other.value,
        bound: other.bounds[0],
        otherBounds: other.bounds[1],
      });
  }
}
