import type { Diagnostic } from '../diagnostics.js';
import type { Files } from '../host/host.js';
import { type Format, someFormat } from '../model/dataset/formats.js';
import { targetName } from '../model/project/target-name.js';
import { sha256 } from '../sha256.js';
import { makeAnnex } from './annex/annex.js';
import { loadAssets } from './html/assets.js';
import { besidePage } from './html/downloads.js';
import { htmlReport } from './html/html-report.js';
import { originsOf } from './html/origins.js';
import { renderHtml, screenContent } from './html/page.js';
import { pageText } from './html/page-text.js';
import { renderNumbers } from './ledger/numbers.js';
import type { PrintedNumeral } from './ledger/numeral.js';
import { collectNumerals } from './ledger/printed-numerals.js';
import { unclassifiedNumerals } from './ledger/unclassified-numerals.js';
import type { FinishedFile } from './manifest/manifest.js';
import type { FinishedReport, MadeOutput, Outputs, OutputTools } from './output.js';
import { targetPaths } from './paths.js';
import { readPage } from './snapshot/read-page.js';
import { beginSnapshot, type RowLines } from './snapshot/render-snapshot.js';
import { snapshotOf } from './snapshot/snapshot.js';

/** The files of one report in the order in which they are told, and what was said of them. */
export interface MadeOutputs {
  readonly files: readonly FinishedFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Page number (from 1) by id, where it was printed. */
  readonly pages?: Readonly<Record<string, number>>;
  /** The page for browsers, whether or not it is published. */
  readonly page: string;
}

/** What outputs are made with, before the first of them is. */
export interface MakingTools extends Omit<OutputTools, 'elements' | 'screen' | 'page' | 'assets'> {
  /** Remembers the rows of published datasets as text; absent where nothing is remembered. */
  readonly rowLines?: RowLines;
  /** Settled when the browser has what it is to print, and nobody waits for what this process makes. */
  idle?(): Promise<void>;
}

/**
 * Makes the outputs of a report in the formats that are asked for, and what is published beside them: `numbers.json`, `published.json`, and
 * its data to take along where it declares them. `files` are those of Tallybook. Rejects with an `EnvironmentProblem`.
 *
 * 1. Outputs that are printed begin, so that the browser has something to do.
 * 2. All else is made while it prints: other outputs, what is published of the page, the data. `idle` is awaited
 *    before it: the browser gets its next work first, and so do others who wait for this process.
 * 3. What was made is put together.
 */
export async function makeOutputs(
  report: FinishedReport,
  files: Files,
  { idle = async () => {}, ...given }: MakingTools,
  outputs: Outputs,
): Promise<MadeOutputs> {
  const { target } = report;
  const tools = { ...given, ...(await pageTools(report, files)) };
  const making = new Map<Format, Promise<MadeOutput>>();
  const begin = (isPrinted: boolean): void => {
    for (const format of target.formats) {
      if (someFormat('needsBrowser', [format]) !== isPrinted) continue;
      const output = outputs[format].make(report, tools);
      // One that fails before all are awaited below would end the process as an unhandled rejection.
      output.catch(() => {});
      making.set(format, output);
    }
  };
  begin(true);

  await idle();
  begin(false);
  const numerals = collectNumerals(tools.screen());
  await idle();
  const { unclassified, endSnapshot } = lookAtPage(report, tools, numerals);
  await idle();
  const annex = await makeAnnex(report, given.epochSeconds);

  const finished = await Promise.all(target.formats.flatMap((format) => making.get(format) ?? []));
  const pages = finished.find((each) => each.pages !== undefined)?.pages;
  const allNumerals = [...numerals, ...finished.flatMap((each) => each.numerals)];
  return {
    files: publishedFiles(report, { endSnapshot, annex }, allNumerals, finished),
    diagnostics: [...unclassified, ...finished.flatMap(({ diagnostics }) => diagnostics)],
    ...(pages === undefined ? {} : { pages }),
    page: tools.page(),
  };
}

/** The report as pages show it. `screen` and `page` are made when they are first asked for. */
async function pageTools(
  report: FinishedReport,
  files: Files,
): Promise<Pick<OutputTools, 'assets' | 'elements' | 'screen' | 'page'>> {
  const { language, target } = report;
  const html = htmlReport(report);
  const origins = originsOf(html, language);
  const assets = await loadAssets(
    pageText(html, language, origins),
    files,
    target.report.theme,
    report.house,
  );
  const beside = besidePage(target);
  return {
    assets,
    elements: () => html,
    screen: once(() => screenContent(html, language, undefined, origins)),
    page: once(() => {
      const content = screenContent(html, language, beside, origins);
      return renderHtml(html, assets, language, beside, content);
    }),
  };
}

/** Reads the finished page once, for two who look at it. What was read is large, and is let go when this returns. */
function lookAtPage(
  report: FinishedReport,
  { page, version, rowLines }: OutputTools & MakingTools,
  numerals: readonly PrintedNumeral[],
) {
  const { target, positionOf } = report;
  const read = readPage(page());
  const template = { file: target.report.template, line: 1, column: 1 };
  return {
    unclassified: unclassifiedNumerals(read.nodes, { numerals, positionOf, template }),
    endSnapshot: beginSnapshot(snapshotOf(report, read, version), rowLines),
  };
}

/** Makes a value at the first call. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What is made while outputs are. */
interface BesideOutputs {
  readonly endSnapshot: ReturnType<typeof beginSnapshot>;
  readonly annex: readonly FinishedFile[];
}

/** What every report publishes, and the outputs; the snapshot names the hashes of the others. */
function publishedFiles(
  report: FinishedReport,
  { endSnapshot, annex }: BesideOutputs,
  numerals: Parameters<typeof renderNumbers>[0]['numerals'],
  finished: readonly MadeOutput[],
): FinishedFile[] {
  const { target, claims } = report;
  const paths = targetPaths(target);
  const about = targetName(target);
  const bytes = renderNumbers({ ...about, numerals, claims });
  const numbers: FinishedFile = { ...about, path: paths.json, format: 'json', bytes };
  const readable = finished.flatMap(({ files }) => files);
  const files = [numbers, ...annex, ...readable].map(({ path, format, bytes: written }) => ({
    name: path.slice(paths.folder.length + 1),
    format,
    sha256: sha256(written),
  }));
  const moved = finished.flatMap((each) => each.moved ?? []);
  const published = endSnapshot({ ...(moved.length > 0 && { moved }), files });
  return [
    numbers,
    { ...about, path: paths.published, format: 'json', bytes: published },
    ...annex,
    ...readable,
  ];
}
