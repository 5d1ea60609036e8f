import { posix } from 'node:path';
import type { Diagnostic, Outcome, Position } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import { declaredNouns } from '../../language/noun.js';
import type { Sources } from '../../model/dataset/source-table.js';
import { invisibleIn } from '../../model/invisible.js';
import {
  type About,
  type Contributor,
  methodSubjects,
  nothingKnown,
  type TextReason,
} from '../../model/project/about.js';
import { inYearsOf } from '../../model/project/edition.js';
import { problem } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { wrongByteProblem } from '../../wrong-bytes.js';
import { checkSchema } from '../../yaml/check.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../../yaml/positions.js';
import { resolveAllRules, withWholes } from '../gate/resolve-rules.js';
import { checkTwins } from '../rows/check-letters.js';
import { readCodeLists } from './code-table.js';
import type { PackageContract } from './package-contract.js';
import type { PackageGrammar } from './package-grammar.js';
import type { PackageSpec } from './package-schema.js';
import { resolvePackage } from './resolve-package.js';
import { inFirstLanguage } from './texts-by-language.js';

/** Who finds these looks at the whole file. */
const mostFaults = 100;

/** Reports the texts of the data package, keys too, with a character that cannot be seen. */
function checkTexts(parsed: ParsedYaml): Diagnostic[] {
  const found: Diagnostic[] = [];
  const check = (text: string, path: YamlPath, part: 'key' | 'value'): void => {
    const hidden = invisibleIn(text);
    if (hidden === undefined || found.length === mostFaults) return;
    found.push(problem('data/invisible.data', parsed.positionOf(path, part), { hidden }));
  };
  const walk = (value: unknown, path: YamlPath): void => {
    if (typeof value === 'string') check(value, path, 'value');
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) check(key, [...path, key], 'key');
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  walk(parsed.value, []);
  return found;
}

/** A data package: where it is, where `tallybook.yaml` names it, and the year that `{edition}` is in it. */
interface PackageInput {
  readonly path: string;
  readonly position: Position;
  readonly edition: number;
}

/**
 * Reads the data package and returns the contract of each resource, defaults filled in, and what extensions derive from
 * them.  Resources that have faults are reported and left out.
 */
export async function readPackage(
  { path, position, edition }: PackageInput,
  host: Host,
  { grammar, sources }: { readonly grammar: PackageGrammar; readonly sources: Sources },
): Promise<Outcome<PackageContract>> {
  const diagnostics: Diagnostic[] = [];
  const nothing = { value: nothingIn(position), diagnostics };
  const source = await readPackageText(path, position, host);
  if (typeof source !== 'string') return { ...nothing, diagnostics: [source] };
  const parsedYaml = parseYaml(source, path, { limits: host.limits, composes: true });
  const written = { ...parsedYaml, value: inYearsOf(parsedYaml.value, edition) };
  for (const problem of written.problems)
    diagnostics.push({ severity: 'error', code: 'data/yaml', ...problem });
  if (diagnostics.length > 0) return nothing;

  for (const found of openQuestions(source, path)) diagnostics.push(found);
  const { parsed: inFirst, texts } = inFirstLanguage(written);
  const checked = checkPackage(inFirst, path, grammar, diagnostics);
  for (const found of checkTexts(written)) diagnostics.push(found);
  if (checked === undefined) return nothing;
  const listed = await readCodeLists(checked, inFirst, { packageFile: path, host, open: sources.open });
  const { spec, parsed } = listed;
  const twins = { diagnostics: checkTwins(spec, parsed) };
  const tools = { limits: host.limits, formats: sources.formats, grammar };
  const whole = resolvePackage(spec, parsed, path, tools);
  const resolved = {
    value: whole.value.filter(({ name }) => !listed.unlisted.has(name)),
    // What is amiss without the list is no fault of the package.
    diagnostics: listed.unlisted.size > 0 ? [] : whole.diagnostics,
  };
  const known = { spec, parsed, resources: resolved.value };
  const extended = grammar.extensions.map((extension) => extension.resolve(known));
  const rules = resolveAllRules(spec, parsed, resolved.value);
  for (const { diagnostics: found } of [listed, twins, resolved, ...extended, rules]) {
    for (const each of found) diagnostics.push(each);
  }
  const value: PackageContract = {
    about: {
      ...aboutOf(spec),
      ...(texts.length > 0 && { byLanguage: texts }),
      ...(spec.units && { units: declaredNouns(spec.units, parsed.positionOf) }),
    },
    resources: withWholes(resolved.value, rules.value),
    names: spec.resources.map(({ name }) => name),
    attachments: whole.attachments,
    rules: rules.value,
    derivations: extended.flatMap(({ value }) => value ?? []),
    categoryAt: (resource, field, index) => {
      const at = spec.resources.findIndex(({ name }) => name === resource);
      const schema = spec.resources[at]?.schema;
      const fields = typeof schema === 'object' ? schema.fields : [];
      const place = fields.findIndex(({ name }) => name === field);
      return parsed.positionOf(['resources', at, 'schema', 'fields', place, 'categories', index]);
    },
  };
  return { value, diagnostics };
}

/** The text of the data package, or why it cannot be read. */
async function readPackageText(path: string, position: Position, host: Host): Promise<string | Diagnostic> {
  try {
    return await host.project.readText(path, host.limits.textBytes);
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    return packageProblem(problem, path, position, host.limits);
  }
}

const nothingIn = (position: Position): PackageContract => ({
  about: nothingKnown,
  resources: [],
  names: [],
  attachments: [],
  rules: {},
  derivations: [],
  categoryAt: () => position,
});

/** Unknown keys are reported and then passed over, so that one run can also report what is wrong in the files. */
function checkPackage(
  parsed: ParsedYaml,
  path: string,
  { strict, forgiving }: PackageGrammar,
  diagnostics: Diagnostic[],
): PackageSpec | undefined {
  const { value, faults } = checkSchema(strict, parsed, posix.basename(path));
  if (value !== undefined) return value;
  for (const { kind, ...fault } of faults) {
    const code = kind === 'unknown-key' ? 'data/unknown-key' : 'data/package';
    diagnostics.push({ severity: 'error', code, ...fault });
  }
  return faults.every(({ kind }) => kind === 'unknown-key') ? forgiving.parse(parsed.value) : undefined;
}

function packageProblem(
  { reason, found, wrong }: FileProblem,
  path: string,
  position: Position,
  limits: ResourceLimits,
): Diagnostic {
  switch (reason) {
    case 'outside':
      return problem('data/path-outside.data', position, { path });
    case 'not-utf8':
      return wrongByteProblem('data/encoding', path, wrong);
    case 'too-large':
      return limitProblem({ name: 'textBytes', limits, position: { file: path, line: 1, column: 1 }, found });
    case 'not-a-file':
      return problem('data/missing-file.data', position, { path, found });
    case 'unreadable':
      return problem('host/read.data', position, { path });
    default:
      return problem('data/missing-file.data-package', position, { path });
  }
}

/** An error where questions that `describe` wrote are open: a guess would be published as if somebody had confirmed it. */
function openQuestions(source: string, file: string): Diagnostic[] {
  const open = source.split('\n').flatMap((line, index) => {
    const at = line.indexOf('# ASK: ');
    return at >= 0 && line.slice(0, at).trim() === '' ? [{ line: index + 1, column: at + 1 }] : [];
  });
  const [first] = open;
  if (first === undefined) return [];
  const are = open.length === 1 ? '1 question (`ASK`) is' : `${open.length} questions (\`ASK\`) are`;
  return [problem('data/unanswered', { file, ...first }, { are })];
}

/** What the package says of itself. */
function aboutOf({
  title,
  description,
  contributors = [],
  methods = {},
  resources,
  ...reasons
}: PackageSpec): About {
  const pairs = resources.flatMap(({ name, equals = [] }) =>
    equals.map(({ to }) => [name, to.resource ?? name] as const),
  );
  const different = new Map(pairs.filter(([a, b]) => a !== b).map((pair) => [JSON.stringify(pair), pair]));
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    contributors: contributors.flatMap(contributorOf),
    statements: Object.fromEntries(
      methodSubjects.flatMap((subject) => {
        const text = methods[subject];
        return text === undefined ? [] : [[subject, text]];
      }),
    ),
    equals: [...different.values()],
    typed: reasonsIn('typed', reasons, resources),
    unchecked: reasonsIn('unchecked', reasons, resources),
  };
}

/** Of the package, and of each resource with its fields, each reason once. */
function reasonsIn(
  key: 'typed' | 'unchecked',
  { [key]: own }: Pick<PackageSpec, 'typed' | 'unchecked'>,
  resources: PackageSpec['resources'],
): TextReason[] {
  const inResources = resources.flatMap(({ name, schema, [key]: beside }) => {
    const fields = typeof schema === 'string' ? [] : schema.fields;
    const reasons = [beside, ...fields.map((field) => field[key])].filter((reason) => reason !== undefined);
    return [...new Set(reasons)].map((reason) => ({ reason, dataset: name }));
  });
  return [...(own === undefined ? [] : [{ reason: own }]), ...inResources];
}

type Written = NonNullable<PackageSpec['contributors']>[number];

function contributorOf({ title, givenName, familyName, organization, email }: Written): Contributor[] {
  const parts = [givenName, familyName].filter((part) => part !== undefined).join(' ');
  const name = title ?? (parts === '' ? organization : parts);
  if (name === undefined) return [];
  return [
    {
      name,
      ...(organization === undefined || organization === name ? {} : { organisation: organization }),
      ...(email === undefined ? {} : { email }),
    },
  ];
}
