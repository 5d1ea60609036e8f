import { RowIndex } from '../../../src/content/selection/fields.js';
import { type Diagnostic, formatDiagnostic, hasErrors } from '../../../src/diagnostics.js';
import { recordReaders } from '../../../src/extensions/extensions.js';
import type { Printer } from '../../../src/host/host.js';
import { toolVersion } from '../../../src/host/version.js';
import { makeOutputs } from '../../../src/outputs/make-outputs.js';
import { type FinishedFile, hashed, inputsOf, makeManifest } from '../../../src/outputs/manifest/manifest.js';
import { DatasetHashes } from '../../../src/outputs/manifest/published-rows.js';
import { outputs } from '../../../src/outputs/outputs.js';
import { projectPaths } from '../../../src/outputs/paths.js';
import type { HeldPrint, PrintInput } from '../../../src/outputs/pdf/print/print.js';
import { resolveProject } from '../../../src/project/resolve.js';
import { targets } from '../../../src/project/targets.js';
import { loadHouse } from '../../../src/publisher/load-house.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { drawCharts } from '../../../src/session/drawing/chart-process.js';
import { finishedReport } from '../../../src/session/finished-report.js';
import { comparedData, prepareData } from '../../../src/session/prepare-data.js';
import { memoryHost } from '../../memory-host.js';
import { localPdfFinisher } from '../../outputs/pdf/print-pdf.js';
import { english } from '../../support/english.js';
import { writeReport } from '../../support/written-report.js';

/** Text files by path. */
export type Texts = Readonly<Record<string, string>>;

const project = `
title: Visits
publisher: The library
edition: 2015
reports:
  visits: {template: templates/visits.md, formats: [html]}
`;

const dataPackage = `
name: library
resources:
  - name: visits
    path: visits.csv
    title: Visits by reader
    sources: [{title: Counter at the door}]
    schema:
      primaryKey: [year, reader]
      missingValues: [{value: "[z]", label: none recorded, adds: 0}]
      fields:
        - {name: year, type: year, role: dimension}
        - name: reader
          type: string
          role: dimension
          categories: [{value: children, label: Children}, {value: adults, label: Adults}, {value: total, label: All}]
          total: total
        - {name: visits, type: integer, role: measure, unit: visits}
`;

const visits = `year,reader,visits
2013,children,2512
2013,adults,1408
2013,total,3920
2014,children,2640
2014,adults,1560
2014,total,4200
`;

const template = `# Visits {#sec-visits}

In 2014 there were {{value "visits" year=2014}} visits, {{share "visits" year=2014 reader="children" of="total"}} of
them by children, {{sum "visits" from=2013 to=2014}} in both years.

{{table "visits" columns="year" id="tbl-visits" caption="Visits by reader"}}

{{bars "visits" by="reader" year=2014 title="Children come most often" id="fig-visits"}}

## What changed {#sec-changed}

The number of visits changed by {{change "visits" from=2013 to=2014}} or
{{percent-change "visits" from=2013 to=2014}}.

{{revisions}}
`;

/** A small project: a text, a table, a chart and its revisions. */
export const sampleProject: Texts = {
  'tallybook.yaml': project,
  'data/datapackage.yaml': dataPackage,
  'data/visits.csv': visits,
  'templates/visits.md': template,
};

/** The same without its chart, which takes most of the time of a build. */
export const plainProject: Texts = {
  ...sampleProject,
  'templates/visits.md': template.replace(/^\{\{bars .*\n\n/m, ''),
};

export interface SampleBuild {
  readonly diagnostics: readonly Diagnostic[];
  /** The output folder; empty when there are errors. */
  readonly output: Readonly<Record<string, Uint8Array>>;
}

/** Builds a project in memory, its HTML alone or with a printer its PDF too: no disk, no threads. */
export async function buildInMemory(
  files: Readonly<Record<string, string | Uint8Array>>,
  printer?: Printer,
  allFrames = false,
): Promise<SampleBuild> {
  const host = memoryHost(files);
  const resolved = await resolveProject(host, recordReaders);
  if (resolved.value === undefined) return { diagnostics: resolved.diagnostics, output: {} };
  const settings = resolved.value;
  const prepared = await prepareData(
    { path: settings.data, position: settings.dataPosition, edition: settings.edition },
    host,
  );
  const { data, editions, ...compared } = await comparedData(settings, prepared.value, host);
  const diagnostics = [...prepared.diagnostics, ...compared.diagnostics];
  const [rows, hashes] = [new RowIndex(), new DatasetHashes()];
  const built: FinishedFile[] = [];
  for (const target of targets(settings, {
    only: [],
    languages: [],
    formats: printer === undefined ? ['html'] : [],
  }).value) {
    const house = await loadHouse(target.report.theme, host);
    const draft = await writeReport(
      { project: settings, target, data, rows, editions, language: english, draft: false },
      host,
      { draw: drawCharts, house: house.value, allFrames },
    );
    diagnostics.push(...house.diagnostics, ...draft.diagnostics);
    if (draft.value === undefined) continue;
    const report = finishedReport(draft.value, { data, editions, source: data }, { hashes });
    const printed = await makeOutputs(
      report,
      host.tool,
      printer === undefined ? tools : printing(printer),
      outputs,
    );
    diagnostics.push(...printed.diagnostics);
    built.push(...printed.files);
  }
  if (hasErrors(diagnostics)) return { diagnostics, output: {} };
  const manifest = makeManifest({
    version: toolVersion(),
    edition: settings.edition,
    draft: false,
    inputs: inputsOf(data, hashes),
    files: built.map(hashed),
    previous: undefined,
    wanted: projectPaths(settings),
    releaseOf: (report) => settings.reports.find(({ id }) => id === report)?.release,
  });
  return { diagnostics, output: filesOf(built, manifest.bytes) };
}

function filesOf(built: readonly FinishedFile[], manifest: Uint8Array): Record<string, Uint8Array> {
  return {
    ...Object.fromEntries(built.map(({ path, bytes }) => [path, bytes] as const)),
    'manifest.json': manifest,
  };
}

const never = (): never => {
  throw new Error('HTML needs no worker pool');
};
const tools = {
  version: toolVersion(),
  epochSeconds: 0,
  limits: standardLimits,
  print: never,
  prints: { finisher: { read: never }, recall: never },
};

const printing = (printer: Printer) => ({
  ...tools,
  print: <T>(work: (printer: Printer) => Promise<T>) => work(printer),
  prints: {
    finisher: localPdfFinisher,
    recall: (_: PrintInput, make: () => Promise<HeldPrint>) => make(),
  },
});

/** The output of a project that must build; with `allFrames` its charts are drawn for windows of every width, as a build does. */
export async function outputOf(
  files: Texts,
  printer?: Printer,
  allFrames = false,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { output, diagnostics } = await buildInMemory(files, printer, allFrames);
  if (Object.keys(output).length === 0) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return output;
}

export const textOf = (output: Readonly<Record<string, Uint8Array>>, path: string): string =>
  new TextDecoder().decode(output[path]);
