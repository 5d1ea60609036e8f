import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { isReason } from '../../model/reason.js';
import { faultOf } from '../../problems/problem.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';
import type { FieldContract, ResourceContract } from '../contract.js';
import type { TableSchemaSpec } from '../package/field-schema.js';
import type { PackageSpec, ResourceSpec } from '../package/package-schema.js';
import type { ReportFaultAt } from '../report.js';
import type { AcceptRule, CellRule, Cells, GateRules, RateRule } from './rules.js';

/** What the rules of a resource are read with. */
export interface RuleContext {
  readonly resource: ResourceContract;
  /** Every resource that could be read, by name. */
  readonly resources: ReadonlyMap<string, ResourceContract>;
  /** Those with a fault too. */
  readonly names: readonly string[];
  readonly report: ReportFaultAt;
  at(path: YamlPath): Position;
}

/** The rules of one resource for the integrity gate. What names no resource, measure, dimension or category is reported. */
function resolveRules(spec: ResourceSpec, schema: TableSchemaSpec, context: RuleContext): GateRules {
  const named = schema.fields.map((field, index) => ({ field, path: ['schema', 'fields', index] }));
  return {
    equals: (spec.equals ?? []).flatMap((rule, index) =>
      pairOf(rule, rule.to, ['equals', index, 'to'], context),
    ),
    within: (spec.within ?? []).flatMap((rule, index) =>
      pairOf(rule, rule.of, ['within', index, 'of'], context),
    ),
    rates: named.flatMap(({ field: { name, unit, rate }, path }) =>
      rate === undefined ? [] : rateOf(name, unit, rate, [...path, 'rate'], context),
    ),
    baseless: named.flatMap(({ field: { name, unit, rate }, path }) =>
      rate === undefined && unit !== undefined && ratePattern.test(unit)
        ? [{ measure: name, unit, position: context.at([...path, 'unit']) }]
        : [],
    ),
    jumps: named.flatMap(({ field: { name, plausible } }) =>
      plausible === undefined
        ? []
        : [{ measure: name, factor: `${plausible.jump}`, above: `${plausible.above ?? defaultAbove}` }],
    ),
    untilEdition: named.flatMap(({ field: { name, until } }) => (until === undefined ? [] : [name])),
    gaps: named.flatMap(({ field: { name, gaps } }) => (gaps === true ? [name] : [])),
    accepts: (spec.accepts ?? []).flatMap((accept, index) => acceptOf(accept, ['accepts', index], context)),
  };
}

/** "cases per 100 000 persons", "persons / 1,000". */
const ratePattern = /(?:\bper\s|\/)\s*10{0,2}(?:[ ,.\u00A0\u2009\u202F]?0{3})+(?!\d)/i;

/** Small numbers double by chance: pairs of which neither is above this are not questioned, unless asked for. */
const defaultAbove = 10;

interface CellsSpec {
  readonly resource?: string | undefined;
  readonly measure?: string | undefined;
  readonly where?: Readonly<Record<string, string | number>> | undefined;
}

/** A rule and its other side, which stands at `inner`. */
function pairOf(rule: CellsSpec, of: CellsSpec, inner: YamlPath, context: RuleContext): CellRule[] {
  const path = inner.slice(0, -1);
  const own = cellsOf(rule, context.resource, path, context);
  const target = targetOf(of, inner, context);
  if (own === undefined || target === undefined) return [];
  const isMatched = checkOpen(target, own.resource, inner, context);
  return isMatched ? [{ own: own.cells, other: target.cells, position: context.at(path) }] : [];
}

/** Every dimension that the other side leaves open must be one of our own, so that each row finds one cell. */
function checkOpen(target: Found, own: ResourceContract, path: YamlPath, context: RuleContext): boolean {
  const { cells, resource } = target;
  const ours = dimensionsOf(own.fields);
  const open = dimensionsOf(resource.fields).find(
    (name) => !Object.hasOwn(cells.where, name) && !ours.includes(name),
  );
  if (open === undefined) return true;
  context.report(path, 'value', 'data/package.left', { open, name: resource.name });
  return false;
}

const dimensionsOf = (fields: readonly FieldContract[]): string[] =>
  fields.filter(({ role }) => role === 'dimension').map(({ name }) => name);

interface Found {
  readonly cells: Cells;
  readonly resource: ResourceContract;
}

function targetOf(spec: CellsSpec, path: YamlPath, context: RuleContext): Found | undefined {
  const name = spec.resource ?? context.resource.name;
  const resource = context.resources.get(name);
  if (resource !== undefined) return cellsOf(spec, resource, path, context);
  // A resource with a fault has that fault alone.
  if (context.names.includes(name)) return undefined;
  const names = [...context.resources.keys()];
  context.report(
    [...path, 'resource'],
    'value',
    'data/package.resource',
    { name, names: listNames(names) },
    didYouMean(name, names),
  );
  return undefined;
}

function cellsOf(
  spec: CellsSpec,
  resource: ResourceContract,
  path: YamlPath,
  context: RuleContext,
): Found | undefined {
  const measure = measureOf(spec.measure, resource, path, context);
  const where = whereOf(spec.where ?? {}, resource, [...path, 'where'], context);
  return measure === undefined || where === undefined
    ? undefined
    : { cells: { dataset: resource.name, measure, where }, resource };
}

function measureOf(
  name: string | undefined,
  { name: resource, fields }: ResourceContract,
  path: YamlPath,
  { report }: RuleContext,
): string | undefined {
  const names = fields.filter(({ role }) => role === 'measure').map((field) => field.name);
  const [only] = names;
  if (name === undefined && only !== undefined && names.length === 1) return only;
  if (name !== undefined && names.includes(name)) return name;
  if (name === undefined) report(path, 'value', 'data/package.cells', { resource, names: listNames(names) });
  else {
    report(
      [...path, 'measure'],
      'value',
      'data/package.measure',
      { name, resource, names: listNames(names) },
      didYouMean(name, names),
    );
  }
  return undefined;
}

/** The categories as text. Categories that only the rows name, such as years, are not checked. */
function whereOf(
  where: Readonly<Record<string, string | number>>,
  { name: resource, fields }: ResourceContract,
  path: YamlPath,
  { report }: RuleContext,
): Record<string, string> | undefined {
  let right = true;
  for (const [name, category] of Object.entries(where)) {
    const field = fields.find((candidate) => candidate.name === name && candidate.role === 'dimension');
    const categories = field?.categories.map(({ value }) => value) ?? [];
    if (field !== undefined && (categories.length === 0 || categories.includes(`${category}`))) continue;
    right = false;
    if (field === undefined) {
      const names = dimensionsOf(fields);
      report(
        [...path, name],
        'key',
        'data/package.field',
        { name, resource, names: listNames(names) },
        didYouMean(name, names),
      );
    } else {
      report(
        [...path, name],
        'value',
        'data/package.category',
        { category, name, categories: listNames(categories) },
        didYouMean(`${category}`, categories),
      );
    }
  }
  if (!right) return undefined;
  return Object.fromEntries(Object.entries(where).map(([name, category]) => [name, `${category}`]));
}

type RateSpec = NonNullable<TableSchemaSpec['fields'][number]['rate']>;

function rateOf(
  rate: string,
  unit: string | undefined,
  spec: RateSpec,
  path: YamlPath,
  context: RuleContext,
): RateRule[] {
  const { resource } = context;
  const numerator = measureOf(spec.numerator, resource, [...path, 'numerator'], context);
  const written = typeof spec.denominator === 'string' ? { measure: spec.denominator } : spec.denominator;
  const denominator = targetOf(written, [...path, 'denominator'], context);
  if (numerator === undefined || denominator === undefined) return [];
  const per = BigInt(spec.per ?? (unit === '%' ? 100 : 1));
  if (!checkOpen(denominator, resource, [...path, 'denominator'], context)) return [];
  return [{ rate, numerator, denominator: denominator.cells, per }];
}

function acceptOf(
  { code, where = {}, measure, reason, by, date }: NonNullable<ResourceSpec['accepts']>[number],
  path: YamlPath,
  context: RuleContext,
): AcceptRule[] {
  const { resource } = context;
  const keys = whereOf(where, resource, [...path, 'where'], context);
  const isKnown = measure === undefined || measureOf(measure, resource, path, context) !== undefined;
  if (!isReason(reason, code)) {
    context.report([...path, 'reason'], 'value', 'data/package.reason', { reason: reason.trim() });
    return [];
  }
  if (keys === undefined || !isKnown) return [];
  const of = measure === undefined ? {} : { measure };
  return [{ code, where: keys, ...of, reason: reason.trim(), by, date, position: context.at(path) }];
}

/**
 * The rules of every resource that could be read, by its name. They are read once all resources are known, because
 * they point from one to another.
 */
export function resolveAllRules(
  spec: PackageSpec,
  parsed: ParsedYaml,
  contracts: readonly ResourceContract[],
): { readonly value: Readonly<Record<string, GateRules>>; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const names = spec.resources.map(({ name }) => name);
  const resources = new Map(contracts.map((contract) => [contract.name, contract]));
  const value = spec.resources.flatMap((resource, index) => {
    const contract = resources.get(resource.name);
    if (contract === undefined || typeof resource.schema === 'string') return [];
    const base: YamlPath = ['resources', index];
    const report: ReportFaultAt = (path, part, ...call) => {
      const position = parsed.positionOf([...base, ...path], part);
      diagnostics.push({ ...faultOf(...call), position });
    };
    const at = (path: YamlPath) => parsed.positionOf([...base, ...path]);
    return [
      [
        contract.name,
        resolveRules(resource, resource.schema, { resource: contract, resources, names, report, at }),
      ],
    ];
  });
  return { value: Object.fromEntries(value), diagnostics };
}

/** Resources whose categories name those beside them that they are declared to be within: those who filed, of those who asked. */
export function withWholes(
  resources: readonly ResourceContract[],
  rules: Readonly<Record<string, GateRules>>,
): readonly ResourceContract[] {
  return resources.map((resource) => {
    const within = (rules[resource.name]?.within ?? []).filter(
      ({ own, other }) => own.dataset === other.dataset,
    );
    return within.length === 0
      ? resource
      : { ...resource, fields: resource.fields.map((field) => withWhole(field, within)) };
  });
}

function withWhole(field: FieldContract, within: readonly CellRule[]): FieldContract {
  const wholes = (value: string): readonly string[] =>
    within.flatMap(({ own, other }) => {
      const whole = other.where[field.name];
      const isAlone = Object.entries(own.where).every(
        ([name, category]) => name === field.name || other.where[name] === category,
      );
      const isPart = own.where[field.name] === value && own.measure === other.measure && isAlone;
      return isPart && whole !== undefined && whole !== value && whole !== field.total ? [whole] : [];
    });
  const categories = field.categories.map((category) => {
    const own = wholes(category.value);
    return own.length === 0 ? category : { ...category, within: own };
  });
  return { ...field, categories };
}
