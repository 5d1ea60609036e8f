import { chartsOf } from '../content/markdown/chart-words.js';
import { locate } from '../content/template/marks.js';
import { datasetsOfChart } from '../model/chart/chart-datasets.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { inputsOf } from '../outputs/manifest/manifest.js';
import type { FinishedReport } from '../outputs/output.js';
import { lettersOf } from '../outputs/words/letters.js';
import { plainText } from '../report/tree.js';
import type { CompiledReport, MadeReport } from './made-report.js';
import type { Session } from './session.js';

/** The data that a report is finished with; `data` and `editions` have the texts of its language. */
interface FinishedWith extends Pick<MadeReport, 'data' | 'editions'> {
  /** The data with the texts of the data package: a manifest has one hash of each dataset for all languages. */
  readonly source: PublishedData;
}

/** A compiled report as outputs look at it. */
export function finishedReport(
  { target, language, document, content, house }: CompiledReport,
  { data, editions, source }: FinishedWith,
  { hashes }: Pick<Session, 'hashes'>,
): FinishedReport {
  return {
    target,
    language,
    document,
    ...printedOf(document, content),
    data,
    inputs: inputsOf(source, hashes),
    editions,
    house,
    positionOf: (offset) => locate(content.positions, offset),
  };
}

/** The claims and the datasets of charts that are printed: of a report that is one chapter, those of this chapter. */
function printedOf(
  { meta, tree }: CompiledReport['document'],
  { claims, body }: CompiledReport['content'],
): Pick<FinishedReport, 'claims' | 'charted'> {
  if (meta.only === undefined) return { claims, charted: chartsOf(body).flatMap(datasetsOfChart) };
  // Letters alone: between the parts of a sentence two readings have other spaces.
  const words = lettersOf(plainText([tree]));
  return {
    claims: claims.filter(({ text }) => words.includes(lettersOf(text))),
    charted: chartsOf(tree).flatMap(datasetsOfChart),
  };
}
