/**
 * Runs the shell steps of workflows and of the action on this machine, as a runner of GitHub does, with what they need
 * of one: expressions, outputs, files for them. Steps that use an action of others are only recorded.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repository, textOf } from './repository.js';

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly shell?: string;
  readonly run?: string;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export const action: Action = parse(textOf('action.yml'));

export function workflow(path: string): Workflow {
  return parse(textOf(path));
}

type Outputs = Record<string, Record<string, string>>;

/** A runner: its folders, and what the actions of others would put out. */
export interface Runner {
  /** The checkout. */
  readonly workspace: string;
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
  /** What `github.base_ref` is: the branch that a pull request is for. */
  readonly baseRef?: string;
  /** Outputs of steps that use actions of others, by the id of the step. */
  readonly given: Outputs;
  /** The folder of the action, where it is not this checkout. */
  readonly action?: string;
  /** Outputs of the steps that use our own action, by their ids, where it is not to run. */
  readonly ours?: Outputs;
}

/** What a job did. */
export interface Ran {
  /** The exit code of the first step that failed, else 0. */
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The actions of others in order, with their inputs. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

/** Runs the action with these inputs, or fails at the first step that does. */
export function runAction(inputs: Readonly<Record<string, string>>, runner: Runner): Ran {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
  const values = { inputs: { ...Object.fromEntries(defaults), ...inputs } };
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, value]);
  return runSteps(action.runs.steps, Object.fromEntries(outputs), values, runner);
}

/** Runs a job; `needs` holds the outputs of the jobs before it. */
export function runJob(
  job: Job,
  needs: Readonly<Record<string, Readonly<Record<string, string>>>>,
  runner: Runner,
): Ran {
  const values = Object.entries(needs).map(([name, outputs]) => [name, { outputs }]);
  return runSteps(job.steps, job.outputs ?? {}, { needs: Object.fromEntries(values) }, runner);
}

function runSteps(
  steps: readonly Step[],
  outputs: Readonly<Record<string, string>>,
  contexts: Readonly<Record<string, unknown>>,
  runner: Runner,
): Ran {
  const results: Record<string, { readonly outputs: Readonly<Record<string, string>> }> = {};
  const event = runner.baseRef === undefined ? 'push' : 'pull_request';
  const github = {
    event_name: event,
    base_ref: runner.baseRef ?? '',
    ref_name: runner.baseRef === undefined ? 'main' : '1/merge',
    event: { repository: { default_branch: 'main' } },
    sha: '0123abcd',
  };
  const values = { ...contexts, steps: results, github, runner: { temp: runner.temporary } };
  const expand = (texts: Readonly<Record<string, unknown>> = {}): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, expanded(String(text), values)]));
  const ran: Ran[] = [];
  for (const step of steps) {
    if (step.if !== undefined && !holds(step.if, values)) continue;
    const result = runStep(step, expand(step.with), expand(step.env), runner);
    ran.push(result);
    if (result.code !== 0) break;
    if (step.id !== undefined) results[step.id] = { outputs: result.outputs };
  }
  return {
    code: ran.at(-1)?.code ?? 0,
    log: ran.map(({ log }) => log).join(''),
    summary: ran.map(({ summary }) => summary).join(''),
    used: ran.flatMap(({ used }) => used),
    outputs: expand(outputs),
  };
}

function runStep(
  step: Step,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  runner: Runner,
): Ran {
  if (step.uses === './' && runner.ours === undefined) return runAction(inputs, runner);
  if (step.uses !== undefined) {
    const outputs = { ...runner.given, ...runner.ours }[step.id ?? ''] ?? {};
    return { code: 0, log: '', summary: '', outputs, used: [{ uses: step.uses, with: inputs }] };
  }
  const files = join(runner.temporary, 'files');
  mkdirSync(files, { recursive: true });
  const [script, output, summary] = ['script', 'output', 'summary'].map((name) => join(files, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(script, step.run ?? '');
  writeFileSync(output, '');
  writeFileSync(summary, '');
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: runner.workspace,
    encoding: 'utf8',
    env: {
      ...runner.env,
      ...env,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: runner.action ?? repository,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: runner.workspace,
      RUNNER_ARCH: 'X64',
      RUNNER_OS: 'Linux',
      RUNNER_TEMP: runner.temporary,
    },
  });
  const ran = {
    code: status ?? 1,
    log: stdout + stderr,
    summary: readFileSync(summary, 'utf8'),
    outputs: parseOutputs(readFileSync(output, 'utf8')),
    used: [],
  };
  if (existsSync(files)) rmSync(files, { recursive: true });
  return ran;
}

/** Reads `name=value` lines, and values of several lines between `name<<END` and `END`. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, many, , value, single, rest] of text.matchAll(
    /^(?:(\w+)<<(.+)\n([\s\S]*?)\n\2|(\w+)=(.*))$/gm,
  )) {
    if (many !== undefined) outputs[many] = value ?? '';
    else if (single !== undefined) outputs[single] = rest ?? '';
  }
  return outputs;
}

/** Paths, and `path && 'text'`. */
function expanded(text: string, values: unknown): string {
  return text.replace(/\$\{\{\s*([\w.-]+)(?: && '([^']*)')?\s*\}\}/g, (_, path: string, then?: string) => {
    const found = lookUp(path, values);
    return found === '' ? '' : (then ?? found);
  });
}

function lookUp(path: string, values: unknown): string {
  const found = path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
  return found === undefined ? '' : String(found);
}

/** The only forms of condition that our steps have: `path == 'text'`, `path != 'text'` and `path == path`, with `&&` between several. */
function holds(conditions: string, values: unknown): boolean {
  return conditions.split(' && ').every((condition) => holdsAlone(condition, values));
}

function holdsAlone(condition: string, values: unknown): boolean {
  const [, path, sign, text, other] = /^([\w.-]+) ([!=])= (?:'([^']*)'|([\w.-]+))$/.exec(condition) ?? [];
  if (path === undefined) throw new Error(`Unexpected condition ${condition}`);
  return (lookUp(path, values) === (other === undefined ? text : lookUp(other, values))) === (sign === '=');
}
