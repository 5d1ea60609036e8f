import { resolve } from 'node:path';
import { printDiagnostics } from '../../../cli/print-diagnostics.js';
import type { Printing } from '../../../cli/printing.js';
import type { SharedRequest } from '../../../cli/request.js';
import { visible } from '../../../control-characters.js';
import { hasErrors } from '../../../diagnostics.js';
import {
  exportProtected,
  type ProtectedDataset,
  type ProtectionReport,
  protectProject,
  type ReportedCell,
  type ReportedOutlook,
} from './protect.js';

export interface ProtectRequest extends SharedRequest {
  readonly command: 'protect';
  /** As typed. */
  readonly project: string;
  /** How long a better choice is looked for. */
  readonly seconds: number | undefined;
  /** Only tell what would be hidden. */
  readonly isDry: boolean;
  /** As typed: files in which other tools say what is hidden. */
  readonly imports: readonly string[];
  /** As typed: where tables for other tools go, instead of a choice. */
  readonly exportTo: string | undefined;
}

/** Chooses what hides small counts, and prints the report of it, for the office alone. Returns 1 where nothing could be chosen. */
export async function runProtect(request: ProtectRequest, terminal: Printing): Promise<0 | 1> {
  const { project, json, seconds, isDry, exportTo } = request;
  const root = resolve(terminal.cwd, project);
  if (exportTo !== undefined) return await runExport(root, exportTo, request, terminal);
  const imports = request.imports.map((file) => resolve(terminal.cwd, file));
  const { diagnostics, report } = await protectProject({ root, seconds, isDry, imports });
  printDiagnostics(diagnostics, json, root, terminal);
  if (hasErrors(diagnostics)) return 1;
  if (report !== undefined && terminal.env.CI) {
    // Logs of CI are often public: readers of the tables do not know which hidden counts are the small ones.
    const datasets = report.datasets.map(({ name, rule, counts, hidden }) => ({
      name,
      rule,
      counts,
      hidden: hidden.length,
    }));
    if (json) terminal.json({ datasets, written: report.written });
    else
      terminal.out(
        [...datasets.map(summaryLine), writtenLine(report), 'Which they are is not said where `CI` is set.']
          .map((line) => visible(line))
          .join('\n'),
      );
  } else if (json) terminal.json(report ?? { datasets: [] });
  else if (report === undefined) terminal.out('No dataset of this project hides counts.');
  else
    terminal.out(
      linesOf(report)
        .map((line) => visible(line))
        .join('\n'),
    );
  return 0;
}

async function runExport(
  root: string,
  shown: string,
  { json, seconds }: ProtectRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const folder = { path: resolve(terminal.cwd, shown), shown };
  const { diagnostics, files } = await exportProtected(root, folder, seconds);
  printDiagnostics(diagnostics, json, root, terminal);
  if (hasErrors(diagnostics)) return 1;
  if (json) terminal.json({ files });
  else
    terminal.out(
      files.length === 0
        ? 'No dataset of this project hides counts.'
        : [...files, 'These files have every count. Keep them where the data are.']
            .map((line) => visible(line))
            .join('\n'),
    );
  return 0;
}

/** Costs that differ by less are those of equal choices. */
const small = 1e-3;

function linesOf(report: ProtectionReport): string[] {
  const { datasets, cost, bound, imported } = report;
  const gap = cost - bound;
  const proof =
    imported !== undefined
      ? `What is hidden was taken from ${imported.join(', ')}, and audited.`
      : gap < small
        ? 'Nothing cheaper protects them: that is proven.'
        : `Something up to ${((100 * gap) / cost).toFixed(0)}% cheaper may protect them; with more time (--protect-seconds) it may be found.`;
  return [
    ...datasets.flatMap(datasetLines),
    ...relatedLines(report),
    proof,
    '',
    ...aroundLines(report),
    writtenLine(report),
    'This report is for your office: it says how near anybody can come to a hidden count.',
  ];
}

const writtenLine = ({ written }: ProtectionReport): string =>
  written ? 'Written: protection.lock.yaml. Commit it with the data.' : 'Nothing was written.';

const summaryLine = (dataset: {
  readonly name: string;
  readonly rule: string;
  readonly counts: number;
  readonly hidden: number;
}): string => `${dataset.name} (${dataset.rule}): counts hidden: ${dataset.hidden} of ${dataset.counts}`;

function datasetLines({ name, rule, counts, hidden, printedBefore }: ProtectedDataset): string[] {
  const few = hidden.filter(({ why }) => why === 'small').length;
  return [
    `${summaryLine({ name, rule, counts, hidden: hidden.length })}, ${few} small and ${hidden.length - few} to protect small ones`,
    ...hidden.map(cellLine),
    ...printedBefore.map(cellLine),
    '',
  ];
}

function relatedLines({ related }: ProtectionReport): string[] {
  if (related === undefined) return [];
  const { relations, more } = related;
  return [
    'These relations hold in the numbers, and nothing declares them. Whoever reads the tables can find them:',
    ...relations.map((relation) => `  ${relation}`),
    more === 'unknown'
      ? 'How many counts more are hidden for them is unknown.'
      : `For them ${more} more ${more === 1 ? 'count is' : 'counts are'} hidden.`,
    '',
  ];
}

const words = {
  small: 'small',
  protecting: 'protects others',
  'hidden-before': 'hidden in an edition before',
  'printed-before': 'small, and printed in an edition before: it cannot be taken back',
} as const;

function cellLine({ place, measure, keys, why, possible }: ReportedCell): string {
  const cell = [measure, ...Object.entries(keys).map(([name, value]) => `${name} ${value}`)].join(', ');
  const open =
    possible === undefined
      ? ''
      : `; anything from ${possible.least} ${possible.most === null ? 'up' : `to ${possible.most}`} is possible`;
  return `  ${place}: ${cell}: ${words[why]}${open}`;
}

/** What other policies and other tables would hide, as two short tables. */
function aroundLines({ datasets, policies, proposals }: ProtectionReport): string[] {
  const sumOf = (count: (each: ProtectedDataset) => number): number =>
    datasets.reduce((sum, each) => sum + count(each), 0);
  const now = `${sumOf(({ hidden }) => hidden.length)} of ${sumOf(({ counts }) => counts)}`;
  const isOne = datasets.length === 1;
  const called = (dataset: string, what: string): string => (isOne ? what : `${dataset}: ${what}`);
  const others = policies.map((each): [string, string] => [
    called(each.dataset, `threshold ${each.threshold}, ${each.level}`),
    outcome(each),
  ]);
  const widest = proposals.reduce((most, { dataset }) => Math.max(most, dataset.length), 0);
  // No colon: whoever copies the line into the data package would make a key of the name.
  const tables = proposals.map(({ yaml, ...each }): [string, string] => [
    isOne ? yaml : `${each.dataset.padEnd(widest)}  ${yaml}`,
    outcome(each),
  ]);
  return [
    ...(others.length === 0
      ? []
      : ['What another policy would hide:', ...aligned([['as it is', now], ...others]), '']),
    ...(tables.length === 0
      ? []
      : [
          `What would hide less, if you write it under \`protect\`${isOne ? '' : ' of the dataset in front'}:`,
          ...aligned(tables),
          '',
        ]),
  ];
}

function outcome({ hidden, counts, why }: ReportedOutlook): string {
  if (why === 'impossible') return 'nothing protects the small counts';
  if (hidden === null) return 'not found in time';
  return `${hidden} of ${counts}${why === 'proven' ? '' : ', perhaps fewer'}`;
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = rows.reduce((most, [what]) => Math.max(most, what.length), 0);
  return rows.map(([what, result]) => `  ${what.padEnd(width)}  ${result}`);
}
