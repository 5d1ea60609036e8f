import type { FieldContract, ResourceContract } from '../contract.js';
import type { CellRule, GateRules } from './rules.js';

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
