import type { KeepLint } from '../../src/content/compose-input.js';
import type { Linted } from '../../src/content/numbers/lint/report.js';
import { type Spoken, spokenOf } from '../../src/content/numbers/spoken.js';
import { SubjectsOfData } from '../../src/content/numbers/subjects.js';
import type { Outcome } from '../../src/diagnostics.js';
import type { Host } from '../../src/host/host.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import type { House } from '../../src/model/project/house.js';
import type { ResourceLimits } from '../../src/resource-limits.js';
import { checkReport } from '../../src/session/checks/check-report.js';
import { compileReport } from '../../src/session/compile-report.js';
import type { DrawCharts } from '../../src/session/drawing/draw-charts.js';
import type { CompiledReport } from '../../src/session/made-report.js';
import { writeText } from '../../src/session/write-report.js';

interface WrittenWith {
  readonly draw: DrawCharts;
  readonly house?: House;
  readonly allFrames?: boolean;
  readonly limits?: ResourceLimits;
}

/** What is found in the words of data, which a session remembers too. */
interface Known {
  readonly spoken: Spoken;
  readonly linted: Map<string, Promise<Linted>>;
}

const known = new WeakMap<PublishedData, Known>();
const subjects = new SubjectsOfData();

function knownOf(data: PublishedData): Known {
  const found = known.get(data) ?? { spoken: spokenOf(data), linted: new Map() };
  known.set(data, found);
  return found;
}

/** A report as a finished tree, and all that is said of it, without a session; the words of the same data are read once for all. */
export async function writeReport(
  given: Parameters<typeof writeText>[0],
  host: Host,
  { draw, limits, ...more }: WrittenWith,
): Promise<Outcome<CompiledReport | undefined>> {
  const { data, language } = given;
  const { spoken, linted } = knownOf(data);
  const keepLint: KeepLint = (of, texts, make) => {
    if (of === 'report') return make(host, data);
    const key = JSON.stringify([language.tag, texts]);
    const found = linted.get(key) ?? make(host, data);
    linted.set(key, found);
    return found;
  };
  const input = { spoken, subjects, keepLint, ...given };
  const written = await writeText(input, host);
  const { value, diagnostics } = await compileReport({ ...written, ...more }, draw);
  const ofText = await written.content.judgeWords({ host, data, keepLint });
  const ofReport =
    value === undefined
      ? []
      : checkReport(value, data, given.editions ?? { datasets: [], revisions: [], texts: [] }, limits);
  return { value, diagnostics: [...ofText, ...diagnostics, ...ofReport] };
}
