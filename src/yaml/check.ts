import type { z } from 'zod';
import type { DiagnosticCode } from '../diagnostic-codes.js';
import { type Diagnostic, didYouMean, listNames, type Position } from '../diagnostics.js';
import { phrase, wording } from '../problems/problem.js';
import type { ParsedYaml, YamlPath, YamlProblem } from './positions.js';

/** A fault that a schema found, with its place. `unknown-key`: the mapping has no such key; `value`: anything else. */
export interface SchemaFault {
  readonly kind: 'unknown-key' | 'value';
  readonly message: string;
  readonly position: Position;
  readonly hint?: string;
}

/** What is wrong with a file as errors of one code; a key that its mapping does not have may bear another. */
export const errorsOf = (
  faults: readonly (YamlProblem | SchemaFault)[],
  code: DiagnosticCode,
  unknownKey = code,
): Diagnostic[] =>
  faults.map(({ kind, ...fault }: YamlProblem & { readonly kind?: string }) => ({
    severity: 'error',
    code: kind === 'unknown-key' ? unknownKey : code,
    ...fault,
  }));

/** What a schema makes of a parsed file: the value with its defaults, or every fault. */
export type Checked<T> =
  | { readonly value: T; readonly faults: readonly [] }
  | { readonly value?: undefined; readonly faults: readonly SchemaFault[] };

/**
 * Checks parsed YAML (without problems) against a zod schema and words every fault as a diagnostic. The schema says
 * in the `error` of each part what to write, as the end of a sentence: `z.string({ error: 'a text' })`.
 * `whole` names the file as a whole, such as `tallybook.yaml`, for faults at its top.
 */
export function checkSchema<T>(schema: z.ZodType<T>, parsed: ParsedYaml, whole: string): Checked<T> {
  const result = schema.safeParse(parsed.value);
  if (result.success) return { value: result.data, faults: [] };
  const context = { schema, parsed, whole };
  const { issues } = result.error;
  const faults = issues.slice(0, mostFaults).flatMap((issue) => faultsOf(issue, [], context));
  return { faults: [...faults.slice(0, mostFaults), ...uncounted(issues.length, faults.length, parsed)] };
}

/** Whoever mends these runs the check again; a file of a stranger may have a million. */
const mostFaults = 200;

function uncounted(issues: number, faults: number, parsed: ParsedYaml): SchemaFault[] {
  if (issues <= mostFaults && faults <= mostFaults) return [];
  return [
    { position: parsed.positionOf([]), kind: 'value', ...wording('yaml/check.further', { mostFaults }) },
  ];
}

interface Context {
  readonly schema: z.ZodType;
  readonly parsed: ParsedYaml;
  readonly whole: string;
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, above: YamlPath, context: Context): SchemaFault[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, context);
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find(reachesInside);
    if (branch !== undefined) return branch.flatMap((inner) => faultsOf(inner, path, context));
  }
  const part = issue.code === 'invalid_key' ? 'key' : 'value';
  const position = context.parsed.positionOf(path, part);
  if (issue.code !== 'invalid_key') return [{ position, kind: 'value', ...wrongValue(path, issue, context) }];
  const expected = issue.issues[0]?.message ?? issue.message;
  const name = nameOf(path.slice(0, -1), context.whole);
  const words = wording('yaml/check.key-form', { key: String(path.at(-1)), name, expected });
  return [{ position, kind: 'value', ...words }];
}

/** True for the branch of a union whose form fits on the outside, so that its inner faults say more. */
const reachesInside = (issues: readonly Issue[]): boolean =>
  issues.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys');

function unknownKeys(keys: readonly string[], path: YamlPath, context: Context): SchemaFault[] {
  const known = keysAt(context.schema, path);
  return keys.slice(0, mostFaults + 1).map((key) => ({
    position: context.parsed.positionOf([...path, key], 'key'),
    kind: 'unknown-key',
    ...wording('yaml/check.key', { key, name: nameOf(path, context.whole), known: listNames(known, 30) }),
    // No key that is known has a space in it: this is the rest of a text.
    ...(key.includes(' ') ? { hint: phrase('yaml/check.comma') } : didYouMean(key, known)),
  }));
}

/** What is wrong with the value at a path, which may be absent. */
function wrongValue(
  path: YamlPath,
  { code, message: expected }: Issue,
  { parsed, whole }: Context,
): ReturnType<typeof wording> {
  const value = valueAt(parsed.value, path);
  const key = path.at(-1);
  if (value === undefined && typeof key === 'string')
    return wording('yaml/check.absent', { name: subject(path.slice(0, -1), whole), key, expected });
  const name = subject(path, whole);
  if (value === null || value === undefined || value === '')
    return wording('yaml/check.empty', { name, expected });
  return wording('yaml/check.actual', { name, actual: shown(value, code), expected });
}

function shown(value: unknown, code: Issue['code']): string {
  if (typeof value === 'object') {
    // A list may be right, and not this one: it has one item twice.
    const which = code === 'invalid_type' || code === 'invalid_union' ? 'a' : 'this';
    return `${which} ${Array.isArray(value) ? 'list' : 'mapping'}`;
  }
  // A text that looks like a number or a truth value is only told from one by its quotes.
  const quoted = typeof value === 'string' && /^(?:[-+.\d]|true$|false$)/.test(value);
  return `\`${quoted ? `"${value}"` : String(value)}\``;
}

/** The name of a path where a sentence begins with it. */
const subject = (path: YamlPath, whole: string): string => nameOf(path, whole).replace(/^item/, 'Item');

/**
 * "`reports.annual.formats`", the path as an author would say it. What stands inside a list is named from there: its
 * place is in the position of the message.
 */
function nameOf(path: YamlPath, whole: string): string {
  const last = path.at(-1);
  if (last === undefined) return `\`${whole}\``;
  if (typeof last === 'number') return `item ${last + 1} of ${nameOf(path.slice(0, -1), whole)}`;
  const inList = path.findLastIndex((step) => typeof step === 'number');
  return `\`${path.slice(inList + 1).join('.')}\``;
}

/** What stands at a path of plain data, or undefined. */
export function valueAt(value: unknown, path: YamlPath): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** The keys that the schema knows for the mapping at a path; of a union, those of every branch that is a mapping. */
function keysAt(schema: z.core.$ZodType, path: YamlPath): string[] {
  const [step, ...rest] = path;
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  switch (def.type) {
    case 'object': {
      if (step === undefined) return Object.keys(def.shape);
      const next = def.shape[String(step)];
      return next === undefined ? [] : keysAt(next, rest);
    }
    case 'array':
      return keysAt(def.element, rest);
    case 'record':
      return keysAt(def.valueType, rest);
    case 'union':
      return [...new Set(def.options.flatMap((option) => keysAt(option, path)))];
    case 'pipe':
      return keysAt(def.in, path);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return keysAt(def.innerType, path);
    default:
      return [];
  }
}
