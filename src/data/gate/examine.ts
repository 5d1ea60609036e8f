import { type DiagnosticCode, diagnosticCodes } from '../../diagnostic-codes.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { Accepted } from '../../model/dataset/dataset.js';
import { levelsOf } from '../../model/totals/groups.js';
import { phrase, wording } from '../../problems/problem.js';
import { foundBy } from '../../problems/rule.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { listed, repeatedFaults } from '../rows/repeated.js';
import type { CheckedTable } from '../tables.js';
import { describeKeys, type Finding, type GateContext } from './gate-rule.js';
import { gate } from './registry.js';
import type { AcceptRule, GateRules } from './rules.js';
import { KnownPairs } from './twice/known.js';
import { ResourceWords } from './twice/names.js';

export interface GateInput {
  readonly tables: readonly CheckedTable[];
  /** By the name of the resource. */
  readonly rules: Readonly<Record<string, GateRules>>;
  readonly edition: number;
  readonly packageFile: string;
  readonly limits: ResourceLimits;
}

/** What the gate says: the findings that stop a build, and those that were accepted, by dataset. */
export interface GateOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly accepted: ReadonlyMap<string, readonly Accepted[]>;
}

/**
 * The integrity gate: looks at all tables together for numbers that contradict one another or hardly can be, before
 * any of them is published. A finding that the data package accepts stops nothing and is kept with its reason. Tables
 * that could not be read whole are passed over, and nothing is said of what they accept.
 */
export function examine({ tables, rules, edition, packageFile, limits }: GateInput): GateOutcome {
  const byName = new Map(tables.map((table) => [table.contract.name, table]));
  const accepted = new Map<string, readonly Accepted[]>();
  let pairs: KnownPairs | undefined;
  const known = (): KnownPairs => {
    pairs ??= new KnownPairs(rules, byName);
    return pairs;
  };
  const context = { tables: byName, known, words: new ResourceWords(), edition };
  const room = new Room();
  const diagnostics = tables.flatMap((table): Diagnostic[] => {
    const { name } = table.contract;
    const own = rules[name];
    if (!table.complete || own === undefined) return [];
    const levels = levelsOf({ fields: table.contract.fields, rows: table.rows }).size;
    if (levels > limits.totals) {
      return [limitProblem({ name: 'totals', limits, position: table.contract.position, found: levels })];
    }
    const judged = judge(findingsIn(table, { ...context, declared: own }), own.accepts);
    if (judged.accepted.length > 0) accepted.set(name, judged.accepted);
    return [
      ...toDiagnostics(judged.open, packageFile, room),
      ...judged.unused.map((unused) => ({
        severity: 'error' as const,
        code: 'gate/accepts-unused' as const,
        ...unused,
      })),
    ];
  });
  return { diagnostics, accepted };
}

function findingsIn(table: CheckedTable, context: GateContext): readonly Finding[] {
  const findings = gate.flatMap((rule) => [...foundBy(rule, { table: [table] }, context)]);
  return table.contract.confidential ? findings.map(withoutValues) : findings;
}

/** What is wrong with a protected dataset, and where: no message quotes a value of it. */
const withoutValues = ({ hint: _, see, ...finding }: Finding): Finding => ({
  ...finding,
  ...(see === undefined
    ? {}
    : { see: see.map(({ position }) => ({ position, note: phrase('data/examine.belongs') })) }),
  ...wording('data/examine.look', {
    diagnosticCode: diagnosticCodes[finding.code].replace(/\.$/u, ''),
    keys: describeKeys(finding.keys),
  }),
});

/** How many findings of a code are still kept: thousands of tables may contradict one another, each every other. */
class Room {
  readonly #kept = new Map<DiagnosticCode, number>();

  of(code: DiagnosticCode): number {
    return listed - (this.#kept.get(code) ?? 0);
  }

  take(code: DiagnosticCode): void {
    this.#kept.set(code, (this.#kept.get(code) ?? 0) + 1);
  }
}

const toDiagnostics = (findings: readonly Finding[], packageFile: string, room: Room): Diagnostic[] =>
  (['error', 'warning'] as const).flatMap((severity) => {
    const own = findings.filter((finding) => (finding.severity ?? 'error') === severity);
    return diagnosticsOf(own, severity, packageFile, room);
  });

/** Findings of one severity; of many that are alike, the first few and the number of the others. */
function diagnosticsOf(
  findings: readonly Finding[],
  severity: 'error' | 'warning',
  packageFile: string,
  room: Room,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const { repeat, close } = repeatedFaults(
    (problem) => {
      found.push(problem);
      room.take(problem.code);
    },
    (code) => room.of(code),
  );
  const inLines = [...findings].sort((a, b) => a.position.line - b.position.line);
  for (const finding of inLines) {
    const { code, measure = '', position } = finding;
    repeat({
      ...{ code, column: measure, line: position.line },
      describe: () => {
        const { message, hint, see } = finding;
        // What is wrong with a total needs no hint: the message names every figure.
        const fallback =
          code === 'data/total'
            ? undefined
            : `correct the data, or accept it in ${packageFile} with a reason`;
        const shown = hint ?? fallback;
        return {
          severity,
          code,
          message,
          position,
          ...(shown !== undefined && { hint: shown }),
          ...(see && { see }),
        };
      },
    });
  }
  close();
  return found;
}

/** What is left of the findings about a dataset once those that were accepted are taken out. */
interface Judged {
  readonly open: readonly Finding[];
  readonly accepted: readonly Accepted[];
  /** One for each entry of `accepts` that nothing answers to. */
  readonly unused: readonly Pick<Diagnostic, 'position' | 'message' | 'hint' | 'see'>[];
}

/** Matches the findings about a dataset with its `accepts`. An entry that applies to nothing is an error itself. */
function judge(findings: readonly Finding[], accepts: readonly AcceptRule[]): Judged {
  const open = findings.filter((finding) => !accepts.some((accept) => covers(accept, finding)));
  const used = accepts.filter((accept) => findings.some((finding) => covers(accept, finding)));
  return {
    open,
    accepted: used.map(({ position: _, ...accepted }) => accepted),
    unused: accepts.filter((accept) => !used.includes(accept)).map((accept) => unusedOf(accept, open)),
  };
}

/** An entry without keys accepts what is about the dataset as a whole, never everything about it. */
function covers({ code, where, measure }: AcceptRule, finding: Finding): boolean {
  if (code !== finding.code || (measure !== undefined && measure !== finding.measure)) return false;
  const wanted = Object.entries(where);
  if (wanted.length === 0) return Object.keys(finding.keys).length === 0;
  return wanted.every(([name, category]) => finding.keys[name] === category);
}

/** The nearest thing to a mistyped key is a finding of the same kind: the message points at it. */
function unusedOf(
  { code, where, measure, position }: AcceptRule,
  open: readonly Finding[],
): Judged['unused'][number] {
  const of = measure === undefined ? '' : ` of \`${measure}\``;
  const alike = open.filter((finding) => finding.code === code).slice(0, 3);
  return {
    position,
    ...wording(
      alike.length === 0 ? 'data/accept.acceptance' : 'data/accept.acceptance-finding',
      { code, of, keys: describeKeys(where) },
      {
        see: alike.map((finding) => ({
          position: finding.position,
          note: phrase('data/accept.kind', { keys: describeKeys(finding.keys) }),
        })),
      },
    ),
  };
}
