import { expect } from 'vitest';
import { answersOf } from '../../src/commands/trace/answer.js';
import { lookUpIn } from '../../src/commands/trace/look-up.js';
import { traceNumbers } from '../../src/commands/trace/trace-numbers.js';
import { RowIndex } from '../../src/content/selection/row-index.js';
import { locate } from '../../src/content/template/positions.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import type { Host } from '../../src/host/host.js';
import { screenNumerals } from '../../src/outputs/ledger/printed-numerals.js';
import { resolveProject } from '../../src/project/resolve.js';
import { targets } from '../../src/project/targets.js';
import { drawCharts } from '../../src/session/chart-process.js';
import { compareWithPrevious } from '../../src/session/compare-editions.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { illustrate, writeText } from '../../src/session/write-report.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { faultOf } from './reader.js';

interface ShownEquations {
  readonly onPages: readonly string[];
  readonly inTraces: readonly string[];
  /** The symbols that the data declare to add nothing. */
  readonly nothing: readonly string[];
}

/** Expects that every equation is true that these reports of a folder show (all: none named); returns how many pages show. */
export async function expectTrueEquations(folder: string, only: readonly string[] = []): Promise<number> {
  const { onPages, inTraces, nothing } = await shownEquations(repositoryHost(folder), only);
  const faults = [...onPages, ...inTraces].flatMap((equation) => {
    const fault = faultOf(equation, nothing);
    return fault === undefined ? [] : [`${equation} ${fault}`];
  });
  expect(faults).toEqual([]);
  return onPages.length;
}

/** Every equation that the reports of a project show: at the numbers of their pages, and in the answers of `trace`. */
async function shownEquations(host: Host, only: readonly string[]): Promise<ShownEquations> {
  const { value: project, diagnostics } = await resolveProject(host);
  if (project === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const input = { path: project.data, position: project.dataPosition, edition: project.edition };
  const prepared = await prepareData(input, host);
  const { data, editions } = await compareWithPrevious(project, prepared.value, host);
  const [onPages, inTraces]: [string[], string[]] = [[], []];
  for (const target of targets(project, { only, languages: [], formats: [] }).value) {
    const { about } = prepared;
    const written = await writeText(
      { project, target, data, about, editions, language: english, rows: new RowIndex(), draft: false },
      host,
    );
    const { value: draft } = await illustrate(written, drawCharts);
    if (draft === undefined) throw new Error(written.content.diagnostics.map(formatDiagnostic).join('\n'));
    onPages.push(...origins(draft.document).flatMap((text) => text.split('\n').filter(isEquation)));
    const numerals = screenNumerals(draft.document, draft.language);
    const traced = traceNumbers(numerals, {
      pages: {},
      positionOf: (offset) => locate(draft.content.positions, offset),
    });
    for (const { steps } of answersOf(traced, traced, lookUpIn(data))) {
      for (const { formula, value, missing } of steps) {
        if (formula === undefined) continue;
        const result = value?.fraction.replace('/', ' ÷ ').replace(/^-(\S+)/, '(-$1)');
        inTraces.push(`${formula} = ${result ?? `[${missing === undefined ? '' : 'x'}]`}`);
      }
    }
  }
  const values = Object.values(data).flatMap(({ rows }) =>
    rows.flatMap(({ measures }) => Object.values(measures)),
  );
  const nothing = values.flatMap((value) =>
    value.kind === 'missing' && value.adds === 0 ? [value.symbol] : [],
  );
  return { onPages, inTraces, nothing: [...new Set(nothing)] };
}

const isEquation = (line: string): boolean => /[÷×−+|] /.test(line) && /[=≈]/.test(line);

/** What every number of a document says of its origin. */
function origins(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'dataFrom' in part && typeof part.dataFrom === 'string' ? [part.dataFrom] : [];
  return [...own, ...Object.values(part).flatMap(origins)];
}
