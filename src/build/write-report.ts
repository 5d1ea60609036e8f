import { renderCharts } from '../charts/render.js';
import { chartsOf } from '../content/charts-of.js';
import { type Content, compose } from '../content/compose.js';
import { locate } from '../content/template/positions.js';
import type { PublishedData } from '../datasets/dataset.js';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Document } from '../document/document.js';
import { transform } from '../document/transform.js';
import type { Host } from '../host/host.js';
import { parseCatalogue } from '../language/catalogue.js';
import { createLanguage } from '../language/create.js';
import type { Language } from '../language/language.js';
import type { Project, Target } from '../project/project.js';
import type { LedgerEntry } from '../values/quantity.js';

/** A report ready to be printed, and what it was made of on the way. */
export interface Draft {
  readonly target: Target;
  readonly language: Language;
  readonly content: Content;
  readonly document: Document;
  /** Every printed quantity, charts last. */
  readonly ledger: readonly LedgerEntry[];
  readonly reads: readonly string[];
}

interface WriteInput {
  readonly project: Project;
  readonly target: Target;
  readonly data: PublishedData;
  readonly draft: boolean;
}

/** Content, charts and document of one target. All three run even when one has errors: each finds its own. */
export async function writeReport(
  { project, target, data, draft }: WriteInput,
  host: Host,
): Promise<Outcome<Draft | undefined>> {
  const messages = `messages/${target.language}.yaml`;
  const language = createLanguage(target.language, parseCatalogue(await host.tool.readText(messages)));
  const content = await compose({ project, report: target.report, data, language, draft }, host);
  if (content.value === undefined) return { ...content, value: undefined };
  const { meta, body, ledger, positions } = content.value;
  // A chart that content could not take apart has been reported; there is nothing to draw.
  const drawable = chartsOf(body).filter((chart) => chart.id !== '' && Object.hasOwn(data, chart.dataset));
  const charts = await renderCharts({ charts: drawable, data, language }, host);
  const illustrative = meta.illustrative || Object.values(charts.value).some((chart) => chart.illustrative);
  const document = transform({
    meta: { ...meta, illustrative },
    body,
    charts: charts.value,
    language,
    positionOf: (node) => locate(positions, node.position?.start.offset ?? 0),
  });
  const diagnostics: Diagnostic[] = [...content.diagnostics, ...charts.diagnostics, ...document.diagnostics];
  const reads = [...content.reads, ...charts.reads];
  const value: Draft = {
    target,
    language,
    content: content.value,
    document: document.value,
    ledger: [...ledger, ...Object.values(charts.value).flatMap((chart) => chart.entries)],
    reads,
  };
  return { value, diagnostics, reads };
}
