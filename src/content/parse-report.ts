import type { Root } from 'mdast';
import type { Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { ComposeInput } from './compose-input.js';
import type { ExpandedReport } from './expand-report.js';
import { checkLookalikes } from './markdown/check-lookalikes.js';
import { checkNesting } from './markdown/check-structure.js';
import { makeRunning } from './markdown/citations.js';
import { parseMarkdown } from './markdown/parse.js';
import { Resolution } from './markdown/resolution.js';
import { resolveTree } from './markdown/resolve.js';

/** A report as a tree, and the resolution of its tokens, which goes on taking what is wrong with it. */
export interface ParsedReport {
  readonly body: Root;
  readonly resolution: Resolution;
}

/** Makes the tree of an expanded report: Markdown with our nodes and citations. `value` is undefined where it is nested too deep. */
export async function parseReport(
  { placed, tokens, marks }: ExpandedReport,
  { data, language, syntax, report }: ComposeInput,
  host: Host,
): Promise<Outcome<ParsedReport | undefined>> {
  const resolution = new Resolution(placed, tokens, marks.positions, data, language);
  const parsed = parseMarkdown(placed.text);
  if (!checkNesting(parsed, resolution)) return { value: undefined, diagnostics: resolution.diagnostics };
  const cited = await Promise.all(
    syntax.extensions.flatMap(({ citing }) => citing?.(report.bibliography, host) ?? []),
  );
  makeRunning(parsed, placed.text, (key) => cited.some((works) => works.isKnown(key)));
  const lookalikes = checkLookalikes(parsed, placed);
  const body = resolveTree(parsed, resolution, syntax.blocks);
  const ofCitations = cited.flatMap((works) => works.cite(body, language, placed.map));
  return { value: { body, resolution }, diagnostics: [...lookalikes, ...ofCitations] };
}
