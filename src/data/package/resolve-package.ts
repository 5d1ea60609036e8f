import { posix } from 'node:path';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { canonicalTag, isKnownLanguage } from '../../language/language-tag.js';
import type { Source } from '../../model/dataset/dataset.js';
import type { Sources, Writing } from '../../model/dataset/source-table.js';
import { defined } from '../../model/defined.js';
import { ownOf } from '../../model/own.js';
import { faultOf } from '../../problems/problem.js';
import { type Excess, limitProblem, type ResourceLimits } from '../../resource-limits.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';
import type { ForeignKey, ResourceContract } from '../contract.js';
import type { AttachmentContract } from '../extension.js';
import type { ReportFaultAt } from '../report.js';
import { withFlagsAndCodes } from '../shape/resolve-cells.js';
import { resolveShape } from '../shape/resolve-shape.js';
import { twoColours } from './check-colours.js';
import { categoriesIn, type FieldSpec, type TableSchemaSpec } from './field-schema.js';
import type { PackageGrammar } from './package-grammar.js';
import type { DialectSpec, PackageSpec, ResourceSpec } from './package-schema.js';
import { formatOf, refusals } from './refusals.js';
import { aboutOf, resolveFields } from './resolve-fields.js';
import { periodOf, resolveClaims, resolveCounts } from './resolve-subject.js';

/**
 * The texts of a resource that say in which language they are, each with its BCP 47 tag. A category goes by its own
 * `lang`, else by that of its field, else by that of the resource. Title, description and sources go by that of the
 * resource. Nothing where none says so. Reports a tag that is none.
 */
function declaredLanguages(
  resource: ResourceSpec,
  report: ReportFaultAt,
): Readonly<Record<string, string>> | undefined {
  const { lang, title, description, sources = [], schema } = resource;
  const found = new Map<string, string>();
  const add = (own: string | undefined, texts: readonly (string | undefined)[]): void => {
    if (own === undefined) return;
    for (const text of texts) if (text !== undefined && words.test(text)) found.set(text, own);
  };
  checkTag(lang, ['lang'], report);
  add(lang, [title, description, ...sources.map((source) => source.title)]);
  if (typeof schema === 'string') return undefined;
  for (const [index, field] of schema.fields.entries()) {
    const path: YamlPath = ['schema', 'fields', index];
    const ofField = field.lang ?? lang;
    checkTag(field.lang, [...path, 'lang'], report);
    add(ofField, [field.title, field.description, field.unit, field.reason, field.remainder]);
    for (const [at, category] of categoriesIn(field).entries()) {
      const own = typeof category === 'object' ? category : { value: category };
      const tag = 'lang' in own ? own.lang : undefined;
      checkTag(tag, [...path, 'categories', at, 'lang'], report);
      add(tag ?? ofField, ['label' in own ? (own.label ?? `${own.value}`) : `${own.value}`]);
    }
  }
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

/** Signs and numbers are of no language. */
const words = /\p{L}{2}/u;

function checkTag(tag: string | undefined, path: YamlPath, report: ReportFaultAt): void {
  if (tag === undefined) return;
  const canonical = canonicalTag(tag);
  if (canonical !== undefined && canonical === tag && isKnownLanguage(tag)) return;
  if (canonical === undefined || !isKnownLanguage(canonical))
    report(path, 'value', 'data/package.language', { tag });
  else report(path, 'value', 'data/package.language-written', { tag, canonical });
}

/** Columns of Open SDG in which a blank is no total: each row has its year, and figures of two units or series are no parts of one. */
const withoutTotal: readonly string[] = ['Year', 'Units', 'Series', 'SERIES', 'UNIT_MEASURE'];

const notAvailable = [{ value: '', symbol: '[x]', label: 'not available' }];

/** A resource of Open SDG with what its form says: a blank is the total of its column, and in place of a number not available. */
function withOpenSdgBlanks(resource: ResourceSpec): ResourceSpec {
  const { schema, columns = {} } = resource;
  if (resource.format !== 'open-sdg' || typeof schema === 'string') return resource;
  const key = asList(schema.primaryKey ?? []);
  const fields = schema.fields.map((field): FieldSpec => {
    const heading = ownOf(columns, field.name) ?? field.name;
    if (heading === 'Value') {
      const isSaid = field.missingValues !== undefined || schema.missingValues !== undefined;
      return isSaid ? field : { ...field, missingValues: notAvailable };
    }
    const isTotal = mayBeBlank(field, key) && !withoutTotal.includes(heading);
    return isTotal && field.total === undefined ? { ...field, total: '' } : field;
  });
  return { ...resource, schema: { ...schema, fields } };
}

/** True of a dimension, unless its categories are listed without a blank, which says that there is none. */
function mayBeBlank(field: FieldSpec, key: readonly string[]): boolean {
  const isDimension = field.role === undefined ? key.includes(field.name) : field.role === 'dimension';
  const categories = categoriesIn(field).map((each) => (typeof each === 'object' ? each.value : each));
  return isDimension && (categories.length === 0 || categories.includes(''));
}

interface ResolvingTools {
  readonly limits: ResourceLimits;
  readonly formats: Sources['formats'];
  readonly grammar: PackageGrammar;
}

/**
 * Turns a checked data package into the contracts that loading goes by: the one place of the defaults of resources.
 * What the grammar cannot say is checked here (names used twice, keys that name no field, standard properties that
 * would change how a file is read and are not supported). Resources with such a fault are left out.
 */
export function resolvePackage(
  spec: PackageSpec,
  parsed: ParsedYaml,
  file: string,
  { limits, ...tools }: ResolvingTools,
): {
  value: readonly ResourceContract[];
  attachments: readonly AttachmentContract[];
  diagnostics: readonly Diagnostic[];
} {
  const attachments: AttachmentContract[] = [];
  const diagnostics: Diagnostic[] = [];
  const names = spec.resources.map(({ name }) => name);
  const { attachments: kinds, publishing } = tools.grammar;
  const tableKeys = publishing === undefined ? [] : [publishing.key];
  const value = spec.resources.flatMap((resource, index) => {
    const base: YamlPath = ['resources', index];
    const before = diagnostics.length;
    const report: ReportFaultAt = (path, part, ...call) => {
      const position = parsed.positionOf([...base, ...path], part);
      diagnostics.push({ ...faultOf(...call), position });
    };
    if (names.indexOf(resource.name) < index) {
      report(['name'], 'value', 'data/package.resource-once', { name: resource.name });
    }
    const at = (path: YamlPath): Position => parsed.positionOf([...base, ...path]);
    for (const excess of excessIn(resource, limits, base, parsed)) diagnostics.push(limitProblem(excess));
    const around = { ...tools, spec, names, folder: posix.dirname(file), packageFile: file, report, at };
    const attached = kinds.find(({ key }) => writtenAt(resource, key) !== undefined);
    if (attached !== undefined) {
      const places = { source: filePath(resource, around), tableKeys, report, at };
      const made = attached.resolve(writtenAt(resource, attached.key), resource, places);
      if (made !== undefined && diagnostics.length === before) attachments.push(made);
      return [];
    }
    const contract = resolveResource(resource, around);
    return contract === undefined || diagnostics.length > before ? [] : [contract];
  });
  return { value, attachments, diagnostics: [...diagnostics, ...twoColours(spec, parsed)] };
}

/** What stands under a key that an extension adds to resources, as its grammar has read it. */
const writtenAt = (resource: ResourceSpec, key: string): unknown => ownOf<unknown>({ ...resource }, key);

/** What a resource declares beyond the limits of columns and categories. */
function excessIn(
  { schema }: ResourceSpec,
  limits: ResourceLimits,
  base: YamlPath,
  { positionOf }: ParsedYaml,
): Excess[] {
  if (typeof schema === 'string') return [];
  const path: YamlPath = [...base, 'schema', 'fields'];
  const check = (name: 'columns' | 'categories', count: number, at: YamlPath): Excess[] =>
    count > limits[name] ? [{ name, limits, position: positionOf(at, 'key'), found: count }] : [];
  return [
    ...check('columns', schema.fields.length, path),
    ...schema.fields.flatMap((field, index) =>
      check('categories', categoriesIn(field).length, [...path, index, 'categories']),
    ),
  ];
}

interface Surroundings extends Omit<ResolvingTools, 'limits'> {
  readonly spec: PackageSpec;
  readonly names: readonly string[];
  /** The folder of the data package, to which paths are relative. */
  readonly folder: string;
  readonly packageFile: string;
  readonly report: ReportFaultAt;
  readonly at: (path: YamlPath) => Position;
}

function resolveResource(written: ResourceSpec, around: Surroundings): ResourceContract | undefined {
  const resource = withOpenSdgBlanks(written);
  const { report, at, spec } = around;
  for (const { path, shown, hint } of refusals(resource, around.formats))
    report(path, 'value', 'data/package.property', { shown }, { hint });
  const { schema, dialect = {} } = resource;
  if (typeof schema === 'object' && schema.fields.length === 0) {
    report(['schema'], 'value', 'data/package.mapping', { name: resource.name });
    return undefined;
  }
  const isQuery = resource.query !== undefined || resource.source !== undefined;
  const { queries } = around.grammar;
  const source =
    queries !== undefined && isQuery ? queries.resolve(resource, around) : filePath(resource, around);
  if (source === undefined || typeof schema === 'string' || typeof dialect === 'string') return undefined;

  const fields = resolveFields(resource, schema, report, at);
  checkNames(schema, report);
  const period = periodOf(resource, report);
  const counts = resolveCounts(resource.counts, fields.fields, report);
  const format = formatOf(resource);
  const isWorkbook = ownOf(around.formats, format)?.includes('sheetName') === true;
  const cells = { fields: fields.fields, report, at, isWorkbook };
  const shape = resolveShape(resource, cells);
  const languages = declaredLanguages(resource, report);
  return defined<ResourceContract>({
    name: resource.name,
    title: resource.title ?? resource.name,
    languages,
    description: resource.description,
    claims: resource.claims && resolveClaims(resource, report, at),
    fields: withFlagsAndCodes(resource, cells),
    primaryKey: fields.primaryKey,
    missingValues: fields.missing,
    sources: named(resource.sources ?? spec.sources),
    licences: named(resource.licenses ?? spec.licenses),
    period,
    counts,
    about: aboutOf(resource),
    illustrative: resource.illustrative === true,
    ...source,
    position: at([]),
    writing: writingOf(resource, dialect, at),
    shape,
    ordered: schema.fieldsMatch !== 'equal',
    uniqueKeys: schema.uniqueKeys ?? [],
    foreignKeys: foreignKeys(resource.name, schema, around),
    ...publishingOf(resource, fields.fields, around),
  });
}

/** How the dataset is to be published, where an extension has a key that says so and the resource has it. */
function publishingOf(
  resource: ResourceSpec,
  fields: ResourceContract['fields'],
  { grammar: { publishing }, report, at }: Surroundings,
): Pick<ResourceContract, 'protection' | 'confidential'> {
  const written = publishing && writtenAt(resource, publishing.key);
  if (publishing === undefined || written === undefined) return { confidential: false };
  return publishing.resolve(written, resource, { fields, report, at });
}

function filePath(
  { path }: ResourceSpec,
  { report, folder, at }: Surroundings,
): Pick<ResourceContract, 'file' | 'pathPosition'> | undefined {
  const paths = typeof path === 'string' ? [path] : (path ?? []);
  const [only] = paths;
  if (only === undefined || only === '') {
    report(['path'], 'value', 'data/package.resource-file');
  } else if (paths.length > 1) {
    report(['path'], 'value', 'data/package.list', { count: paths.length });
  } else if (/^[a-z][a-z0-9+.-]+:/i.test(only)) {
    report(['path'], 'value', 'data/package.address', { only });
  } else {
    // An absolute path is left for the host to refuse.
    return { file: posix.isAbsolute(only) ? only : posix.join(folder, only), pathPosition: at(['path']) };
  }
  return undefined;
}

function writingOf(resource: ResourceSpec, dialect: DialectSpec, at: Surroundings['at']): Writing {
  const { encoding } = resource;
  return {
    format: formatOf(resource),
    ...(encoding === undefined ? {} : { encoding: { name: encoding, position: at(['encoding']) } }),
    dialect,
  };
}

/** Sources and licences by the best name that they have. */
function named(
  items: readonly { name?: string | undefined; title?: string | undefined; path?: string | undefined }[] = [],
): Source[] {
  return items.flatMap(({ name, title, path }) => {
    const best = title ?? name ?? path;
    return best === undefined ? [] : [{ title: best, ...(path === undefined ? {} : { path }) }];
  });
}

const asList = (names: string | readonly string[]): readonly string[] =>
  typeof names === 'string' ? [names] : names;

/** Every key must name fields that the schema has. */
function checkNames(schema: TableSchemaSpec, report: ReportFaultAt): void {
  const fields = schema.fields.map(({ name }) => name);
  const check = (names: readonly string[], path: YamlPath): void => {
    for (const name of names) {
      if (fields.includes(name)) continue;
      report(
        path,
        'value',
        'data/package.fields',
        { name, fields: listNames(fields) },
        didYouMean(name, fields),
      );
    }
  };
  check(asList(schema.primaryKey ?? []), ['schema', 'primaryKey']);
  for (const [index, key] of (schema.uniqueKeys ?? []).entries()) check(key, ['schema', 'uniqueKeys', index]);
  for (const [index, key] of (schema.foreignKeys ?? []).entries()) {
    check(asList(key.fields), ['schema', 'foreignKeys', index, 'fields']);
  }
}

function foreignKeys(own: string, schema: TableSchemaSpec, around: Surroundings): ForeignKey[] {
  const { report, names, spec } = around;
  return (schema.foreignKeys ?? []).map((key, index) => {
    const path: YamlPath = ['schema', 'foreignKeys', index];
    const resource = key.reference.resource || own;
    const [fields, target] = [asList(key.fields), asList(key.reference.fields)];
    if (!names.includes(resource)) {
      report(
        [...path, 'reference', 'resource'],
        'value',
        'data/package.names',
        { resource, names: listNames(names) },
        didYouMean(resource, names),
      );
    }
    if (fields.length !== target.length) {
      report([...path, 'reference', 'fields'], 'value', 'data/package.reference', {
        count: target.length,
        fieldsCount: fields.length,
      });
    }
    const other = spec.resources.find(({ name }) => name === resource)?.schema;
    const known = typeof other === 'object' ? other.fields.map(({ name }) => name) : target;
    for (const name of target.filter((candidate) => !known.includes(candidate))) {
      report(
        [...path, 'reference', 'fields'],
        'value',
        'data/package.known',
        { name, resource, known: listNames(known) },
        didYouMean(name, known),
      );
    }
    return { fields, resource, target, position: around.at(path) };
  });
}
