import { visible } from '../control-characters.js';
import {
  type Diagnostic,
  describeOthers,
  formatDiagnostic,
  groupAlike,
  type Position,
  shortened,
  shownPlace,
  sortDiagnostics,
} from '../diagnostics.js';
import { problem, wording } from '../problems/problem.js';
import { type ResourceLimits, standardLimits } from '../resource-limits.js';
import { sha256 } from '../sha256.js';
import type { Printing } from './printing.js';
import { shownDiagnostic } from './shown-path.js';

/**
 * Returns a diagnostic as a workflow command of GitHub Actions, which shows it at its line of a pull request. `file`
 * must be a path from the root of the repository.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function annotation({
  severity,
  code,
  message,
  position,
  hint,
  see = [],
  others,
}: Diagnostic): string {
  const { file, line, column, sheet } = position;
  // What is said of the machine belongs to no file.
  const place = file === 'tallybook' ? {} : { file, line: String(line), col: String(column) };
  const properties = Object.entries({ ...place, title: code }).map(
    ([name, value]) => `${name}=${escapeProperty(visible(value, '\r\n'))}`,
  );
  const text = [
    // GitHub opens no workbooks.
    sheet === undefined ? message : `${shownPlace(position)}: ${message}`,
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ...see.map((other) => `see: ${seenPlace(other.position)}, ${other.note}`),
    ...(others === undefined ? [] : [describeOthers(others)]),
  ]
    .map((part) => visible(shortened(part), '\r\n'))
    .join('\n');
  // GitHub knows no notes.
  const command = severity === 'note' ? 'notice' : severity;
  return `::${command} ${properties.join(',')}::${escapeData(text)}`;
}

/** A line of a file, as GitHub links it; a cell of a workbook. */
const seenPlace = ({ column, ...line }: Position): string =>
  shownPlace(line.sheet === undefined ? line : { ...line, column });

/** As the runner undoes it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** How grave GitLab calls it. */
const gravity = { error: 'major', warning: 'minor', note: 'info' } as const;

/**
 * Returns diagnostics as the code quality report that GitLab shows in a merge request. A problem keeps its fingerprint where only its line moved.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function codeQuality(
  diagnostics: readonly Diagnostic[],
  root: string,
  { env, cwd }: Pick<Printing, 'env' | 'cwd'>,
  limits: ResourceLimits = standardLimits,
) {
  const found = new Map<string, number>();
  return withinLimit(ordered(diagnostics, env), limits).map((each) => {
    const shown = shownDiagnostic(each, root, env.CI_PROJECT_DIR ?? cwd);
    const { severity, code, message, hint, position } = shown;
    const same = JSON.stringify([position.file, code, message]);
    const before = found.get(same) ?? 0;
    found.set(same, before + 1);
    return {
      description: shortened(hint === undefined ? message : `${message}; hint: ${hint}`),
      check_name: code,
      fingerprint: sha256(`${before} ${same}`),
      severity: gravity[severity],
      location: { path: position.file, lines: { begin: position.line } },
    };
  });
}

/** In a fixed order, and without what a log of CI shall not say. */
const ordered = (diagnostics: readonly Diagnostic[], env: Printing['env']): Diagnostic[] =>
  sortDiagnostics(env.CI ? diagnostics.map(withoutSmall) : diagnostics);

/**
 * Prints diagnostics in a fixed order: to `err` as an editor can open them, or to `out` as JSON, one a line. On GitHub
 * Actions each is also said to the machine, so that it stands beside the line of a pull request. Of more than the
 * limit, errors are printed before all else, and the last line says how many are left out.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  json: boolean,
  root: string,
  terminal: Printing,
  limits: ResourceLimits = standardLimits,
): void {
  const sorted = ordered(diagnostics, terminal.env);
  // Programs take all of them; a person corrects a column, not a thousand cells.
  for (const diagnostic of withinLimit(json ? sorted : groupAlike(sorted), limits)) {
    const shown = shownDiagnostic(diagnostic, root, terminal.cwd);
    if (json) terminal.json(inOrder(shown));
    else terminal.err(formatDiagnostic(shown));
    // Always to `err`: GitHub reads both, and with `--json` the other holds nothing but JSON.
    if (terminal.env.GITHUB_ACTIONS === 'true') {
      terminal.command(
        annotation(shownDiagnostic(diagnostic, root, terminal.env.GITHUB_WORKSPACE ?? terminal.cwd)),
      );
    }
  }
}

/** With its keys in one order, whoever made it. JSON leaves out what it has not. */
const inOrder = ({ severity, code, message, position, hint, see, others, column, items }: Diagnostic) => ({
  ...{ severity, code, message, position },
  ...{ hint, see, others, column, items },
});

/**
 * Logs of CI are often public: they count the small counts of a protected dataset, and say neither of which categories they are nor how they
 * hang together. With what is printed, a relation that no audit knows of would tell them.
 */
function withoutSmall(diagnostic: Diagnostic): Diagnostic {
  if (!diagnostic.code.startsWith('protect/')) return diagnostic;
  const { see: _, ...told } = diagnostic;
  if (told.code !== 'protect/related' && told.code !== 'protect/exchange') return told;
  return { ...told, ...wording('cli/print-diagnostics.log') };
}

/** As many as the limit allows, in their order, and a note about the others. */
function withinLimit(sorted: readonly Diagnostic[], limits: ResourceLimits): readonly Diagnostic[] {
  const most = limits.diagnostics;
  if (sorted.length <= most) return sorted;
  const byWeight = [
    ...sorted.filter(({ severity }) => severity === 'error'),
    ...sorted.filter(({ severity }) => severity !== 'error'),
  ];
  const kept = new Set(byWeight.slice(0, most));
  // `tallybook` stands for the tool itself: the excess is in no file.
  const position = { file: 'tallybook', line: 1, column: 1 };
  const count = (sorted.length - most).toLocaleString('en');
  const left = problem('limit/exceeded.printed', position, { count });
  return [...sorted.filter((diagnostic) => kept.has(diagnostic)), left];
}
