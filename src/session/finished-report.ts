import { chartsOf } from '../content/charts-of.js';
import { locate } from '../content/template/positions.js';
import { datasetsOfChart } from '../model/chart-datasets.js';
import type { PublishedData } from '../model/dataset.js';
import { inputsOf } from '../outputs/manifest/manifest.js';
import type { FinishedReport } from '../outputs/output.js';
import type { SharedData } from './compile.js';
import type { Session } from './session.js';
import type { CompiledReport } from './write-report.js';

/** A compiled report as outputs look at it. */
export function finishedReport(
  { target, language, document, content, house }: CompiledReport,
  { data, editions }: SharedData & { readonly data: PublishedData },
  { hashes }: Pick<Session, 'hashes'>,
): FinishedReport {
  return {
    target,
    language,
    document,
    claims: content.claims,
    charted: chartsOf(content.body).flatMap(datasetsOfChart),
    data,
    inputs: inputsOf(data, hashes),
    editions,
    house,
    positionOf: (offset) => locate(content.positions, offset),
  };
}
