import { chartsOf } from '../content/charts-of.js';
import { locate } from '../content/template/positions.js';
import type { FinishedReport } from '../outputs/output.js';
import type { SharedData } from './compile.js';
import type { CompiledReport } from './write-report.js';

/** A compiled report as outputs look at it. */
export function finishedReport(
  { target, language, document, ledger, content }: CompiledReport,
  { data, editions }: SharedData,
): FinishedReport {
  return {
    target,
    language,
    document,
    ledger,
    claims: content.claims,
    charted: chartsOf(content.body).map(({ dataset }) => dataset),
    data,
    editions,
    positionOf: (offset) => locate(content.positions, offset),
  };
}
