/** A golden report that a forger redraws: other marks in a figure, every hash written anew. */
import { readFileSync } from 'node:fs';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { parseSnapshot, type Snapshot } from '../../../src/model/snapshot.js';
import { readPage } from '../../../src/outputs/snapshot/read-page.js';
import { renderSnapshot } from '../../../src/outputs/snapshot/render-snapshot.js';
import { filesBelow } from '../../house/repository.js';
import { memoryHost } from '../../memory-host.js';
import { withFile, withPublished } from './mutations.js';
import { outputOf, type Texts, textOf } from './sample-output.js';

export type Output = Readonly<Record<string, Uint8Array>>;

/** The files of a golden project by their paths in it. */
export function goldenFiles(name: string): Texts {
  const folder = `tests/golden/${name}`;
  const paths = filesBelow(folder).filter((path) => !path.includes('/expected/'));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

/** What is published of a project, with the drawings for every window. */
export const drawnOutput = (files: Texts): Promise<Output> => outputOf(files, undefined, true);

/** What `verify` says of files. */
export async function said(files: Output): Promise<string> {
  const { project, tool } = memoryHost(files);
  return (await verifyFiles(project, tool)).diagnostics.map(formatDiagnostic).join('\n');
}

/** The snapshot of a report. */
export function snapshotOf(files: Output, path: string): Snapshot {
  const { snapshot } = parseSnapshot(textOf(files, path));
  if (snapshot === undefined) throw new Error('An output without a snapshot');
  return snapshot;
}

/** An output whose snapshot says something else. */
export const withSnapshot = (files: Output, path: string, change: Partial<Snapshot>): Output =>
  withFile(files, path, new TextDecoder().decode(renderSnapshot({ ...snapshotOf(files, path), ...change })));

/** A figure, what of its markup is replaced, and by what. */
export type Redrawing = readonly [figure: string, from: RegExp, to: string | ((found: string) => string)];

/** An output whose figures have something else drawn in them; words and hashes are those of the new page. */
export function redrawn(output: Output, page: string, redrawings: readonly Redrawing[]): Output {
  const changed = redrawings.reduce(
    (html, [figure, from, to]) => {
      const start = html.indexOf(`<figure class="chart" id="${figure}"`);
      const own = html.slice(start);
      const other =
        html.slice(0, start) + (typeof to === 'string' ? own.replace(from, to) : own.replace(from, to));
      if (start < 0 || other === html) throw new Error(`nothing in ${figure} matches ${from}`);
      return other;
    },
    textOf(output, page),
  );
  const forged = withPublished(output, page, changed);
  const path = page.replace(/[^/]+$/, 'published.json');
  const texts = new Map(readPage(changed).parts.map(({ id, text }) => [id, text]));
  const parts = snapshotOf(forged, path).parts.map((part) => ({ ...part, text: texts.get(part.id) ?? '' }));
  return withSnapshot(forged, path, { parts });
}
