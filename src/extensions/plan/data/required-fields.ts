import type { FieldContract } from '../../../data/contract.js';
import { listNames } from '../../../diagnostics.js';
import type { FieldType, Role } from '../../../model/dataset/dataset.js';
import { type Fault, faultOf } from '../../../problems/problem.js';
import { directions, type PlanPart, statuses } from './parts.js';

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
export const requiredFields: Readonly<Record<PlanPart, readonly FieldRule[]>> = {
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
};

/** What is wrong with a field; undefined when it is as the plan needs it. */
export function faultOfField(rule: FieldRule, field: FieldContract): Fault | undefined {
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
