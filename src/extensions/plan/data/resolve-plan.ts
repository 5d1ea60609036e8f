import { z } from 'zod';
import type { FieldContract, ResourceContract } from '../../../data/contract.js';
import type { WrittenPackage } from '../../../data/extension.js';
import { type Mapping, open, text } from '../../../data/package/grammar.js';
import type { PackageSpec } from '../../../data/package/package-schema.js';
import type { ReportFault } from '../../../data/report.js';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../../diagnostics.js';
import type { FieldType, Role } from '../../../model/dataset/dataset.js';
import { type Fault, faultOf, phrase, problem } from '../../../problems/problem.js';
import type { ParsedYaml } from '../../../yaml/positions.js';
import {
  derivedNames,
  directions,
  earlierPart,
  type PlanContract,
  type PlanPart,
  planParts,
  statuses,
} from './model.js';

/** What the plan needs of one field of a resource. */
interface FieldRule {
  readonly name: string;
  readonly role: Role;
  /** Absent: any type. */
  readonly types?: readonly FieldType[];
  /** Every one of these must be declared, and no other. */
  readonly categories?: readonly string[];
  /** False: the measure must be declared not additive. */
  readonly additive?: false;
  /** True: a resource may do without it. */
  readonly optional?: true;
}

const attribute = (name: string, ...types: FieldType[]): FieldRule => ({
  name,
  role: 'attribute',
  ...(types.length === 0 ? {} : { types }),
});
const code: FieldRule = { name: 'code', role: 'dimension', types: ['string'] };
const measure = (name: string): FieldRule => ({ name, role: 'measure', types: ['integer', 'number'] });
const level = (name: string): FieldRule => ({ ...measure(name), additive: false });
const note: FieldRule = { name: 'note', role: 'note' };

/** The fields that each resource of a plan has, in the order in which the documentation lists them. */
const requiredFields: Readonly<Record<PlanPart | typeof earlierPart, readonly FieldRule[]>> = {
  objectives: [code, attribute('parent'), attribute('title')],
  institutions: [code, attribute('title')],
  actions: [
    code,
    attribute('objective'),
    attribute('title'),
    attribute('institution'),
    attribute('start', 'date'),
    attribute('deadline', 'date'),
    { ...attribute('new-deadline', 'date'), optional: true },
    attribute('completed', 'date'),
    measure('planned'),
    measure('spent'),
    { ...attribute('status'), categories: statuses },
    note,
  ],
  indicators: [
    code,
    attribute('objective'),
    attribute('name'),
    attribute('unit'),
    { ...attribute('direction'), categories: directions },
    attribute('baseline-year', 'year'),
    level('baseline'),
    attribute('formula'),
    attribute('source'),
    attribute('institution'),
  ],
  'indicator-values': [
    { name: 'indicator', role: 'dimension', types: ['string'] },
    { name: 'year', role: 'dimension', types: ['year'] },
    level('target'),
    level('actual'),
    note,
  ],
  [earlierPart]: [
    { name: 'until', role: 'dimension', types: ['date'] },
    code,
    attribute('objective'),
    attribute('title'),
    attribute('institution'),
    attribute('start', 'date'),
    attribute('deadline', 'date'),
  ],
};

/** What is wrong with a field; undefined when it is as the plan needs it. */
function faultOfField(rule: FieldRule, field: FieldContract): Fault | undefined {
  const { name, role, types, categories, additive } = rule;
  if (field.role !== role) return faultOf('plan/package.role', { role: field.role, name, otherRole: role });
  if (types !== undefined && !types.includes(field.type)) {
    return faultOf('plan/package.type', {
      type: field.type,
      name,
      types: types.map((type) => `\`${type}\``).join(' or '),
    });
  }
  if (additive === false && field.additive) {
    return faultOf('plan/package.additive', { name });
  }
  if (categories === undefined) return undefined;
  const declared = field.categories.map(({ value }) => value);
  const same = categories.every((value) => declared.includes(value)) && declared.length === categories.length;
  if (same) return undefined;
  const actual = declared.length === 0 ? 'no categories' : `categories ${listNames(declared)}`;
  return faultOf('plan/package.actual', { actual, name, categories: listNames(categories) });
}

/** The key of the plan in a data package. */
export const planKey = 'plan';

const resourceName = text.describe('Name of the resource that holds them.');

/** The resources that hold a strategy: their fields are described in `docs/plan.md`. */
export const planGrammar = (mapping: Mapping) =>
  mapping({
    objectives: resourceName,
    institutions: resourceName,
    actions: resourceName,
    indicators: resourceName,
    'indicator-values': resourceName,
    [earlierPart]: resourceName.optional(),
  });

interface ResolvedPlan {
  /** Undefined without a plan, and when it or one of its resources has a fault. */
  readonly value?: PlanContract;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks the key `plan` of a data package. Its resources exist, each has the fields that a plan needs with the right
 * role and type, and none bears the name of a dataset that is derived from a plan. Resources that were refused before
 * are not reported again.
 */
export function resolvePlan({ spec, parsed, resources: contracts }: WrittenPackage): ResolvedPlan {
  const plan = z.object({ [planKey]: planGrammar(open) }).safeParse(parsed.value).data?.[planKey];
  if (plan === undefined) return { diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic): void => {
    diagnostics.push(found);
  };
  refuseDerivedNames(spec, parsed, report);
  const names = spec.resources.map(({ name }) => name);
  let whole = true;
  for (const part of [...planParts, earlierPart] as const) {
    const position = parsed.positionOf([planKey, part]);
    const name = plan[part];
    if (name === undefined) continue;
    const contract = contracts.find((candidate) => candidate.name === name);
    const earlier = planParts.find((other) => plan[other] === name);
    if (!names.includes(name)) {
      report(
        problem(
          'plan/package.resource',
          position,
          { name, names: listNames(names) },
          didYouMean(name, names),
        ),
      );
    } else if (earlier !== undefined && earlier !== part) {
      report(problem('plan/package.resources', position, { name, part, earlier }));
    } else if (contract === undefined) whole = false;
    else checkResource(part, contract, position, report);
  }
  if (!whole || diagnostics.length > 0) return { diagnostics };
  const { [earlierPart]: earlier, ...parts } = plan;
  const resources = { ...parts, ...(earlier !== undefined && { [earlierPart]: earlier }) };
  return { value: { resources, position: parsed.positionOf([planKey], 'key') }, diagnostics };
}

function refuseDerivedNames({ resources }: PackageSpec, parsed: ParsedYaml, report: ReportFault): void {
  const reserved: readonly string[] = derivedNames;
  for (const [index, { name }] of resources.entries()) {
    if (!reserved.includes(name)) continue;
    report(problem('plan/package.dataset', parsed.positionOf(['resources', index, 'name']), { name }));
  }
}

function checkResource(
  part: keyof typeof requiredFields,
  contract: ResourceContract,
  position: Position,
  report: ReportFault,
): void {
  const fields = contract.fields.map(({ name }) => name);
  for (const rule of requiredFields[part]) {
    const field = contract.fields.find(({ name }) => name === rule.name);
    if (field === undefined) {
      if (rule.optional === true) continue;
      report(
        problem(
          'plan/package.field',
          position,
          { name: contract.name, ruleName: rule.name, role: rule.role },
          didYouMean(rule.name, fields),
        ),
      );
      continue;
    }
    const fault = faultOfField(rule, field);
    const see = [{ position, note: phrase('plan/package.plan') }];
    if (fault !== undefined) report({ ...fault, position: field.position, see });
  }
  checkKey(part, contract, position, report);
  checkUnits(part, contract, report);
}

/** One row for each code, or for each indicator and year: totals and further dimensions have no place in a plan. */
function checkKey(
  part: keyof typeof requiredFields,
  contract: ResourceContract,
  position: Position,
  report: ReportFault,
): void {
  const wanted = requiredFields[part].filter(({ role }) => role === 'dimension').map(({ name }) => name);
  const dimensions = contract.fields.filter(({ role }) => role === 'dimension');
  const see = [{ position, note: phrase('plan/package.plan') }];
  for (const { name, total, position: at } of dimensions) {
    if (!wanted.includes(name)) {
      report(
        problem(
          'plan/package.dimension',
          at,
          { name, contractName: contract.name, wanted: listNames(wanted) },
          { see },
        ),
      );
    } else if (total !== undefined) {
      report(problem('plan/package.total', at, { name, contractName: contract.name }, { see }));
    }
  }
  const { primaryKey } = contract;
  if (wanted.every((name) => primaryKey.includes(name)) && primaryKey.length === wanted.length) return;
  report(
    problem(
      'plan/package.primary',
      contract.position,
      { name: contract.name, wanted: listNames(wanted) },
      { see },
    ),
  );
}

/** Budgets are compared with each other. */
function checkUnits(
  part: keyof typeof requiredFields,
  { fields }: ResourceContract,
  report: ReportFault,
): void {
  if (part !== 'actions') return;
  const planned = fields.find(({ name }) => name === 'planned');
  const spent = fields.find(({ name }) => name === 'spent');
  if (planned === undefined || spent === undefined || planned.unit === spent.unit) return;
  report(
    problem(
      'plan/package.unit',
      spent.position,
      { unit: spent.unit ?? '', otherUnit: planned.unit ?? '' },
      { see: planned.position },
    ),
  );
}
