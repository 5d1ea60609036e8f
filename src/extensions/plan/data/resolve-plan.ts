import { z } from 'zod';
import type { ResourceContract } from '../../../data/contract.js';
import type { WrittenPackage } from '../../../data/extension.js';
import { type Mapping, open, text } from '../../../data/package/grammar.js';
import type { PackageSpec } from '../../../data/package/package-schema.js';
import type { Fault } from '../../../data/report.js';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../../diagnostics.js';
import { phrase, problem } from '../../../problems/problem.js';
import type { ParsedYaml } from '../../../yaml/positions.js';
import { derivedNames, type PlanContract, type PlanPart, planParts } from './parts.js';
import { faultOfField, requiredFields } from './required-fields.js';

/** The key of the plan in a data package. */
export const planKey = 'plan';

const resourceName = text.describe('Name of the resource that holds them.');

/** The resources that hold a strategy: their fields are described in `docs/data-officer.md`. */
export const planGrammar = (mapping: Mapping) =>
  mapping({
    objectives: resourceName,
    institutions: resourceName,
    actions: resourceName,
    indicators: resourceName,
    'indicator-values': resourceName,
  });

export interface ResolvedPlan {
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
  for (const part of planParts) {
    const position = parsed.positionOf([planKey, part]);
    const name = plan[part];
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
  return { value: { resources: plan, position: parsed.positionOf([planKey], 'key') }, diagnostics };
}

function refuseDerivedNames({ resources }: PackageSpec, parsed: ParsedYaml, report: Fault): void {
  const reserved: readonly string[] = derivedNames;
  for (const [index, { name }] of resources.entries()) {
    if (!reserved.includes(name)) continue;
    report(problem('plan/package.dataset', parsed.positionOf(['resources', index, 'name']), { name }));
  }
}

function checkResource(part: PlanPart, contract: ResourceContract, position: Position, report: Fault): void {
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
function checkKey(part: PlanPart, contract: ResourceContract, position: Position, report: Fault): void {
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
function checkUnits(part: PlanPart, { fields }: ResourceContract, report: Fault): void {
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
