import type { Diagnostic } from '../../diagnostics.js';
import { faultOf } from '../../problems/problem.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';
import type { ResourceContract } from '../contract.js';
import type { PackageSpec } from '../package/package-schema.js';
import type { Report } from '../report.js';
import { resolveRules } from './resolve-rules.js';
import type { GateRules } from './rules.js';

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
    const report: Report = (path, part, ...call) => {
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
