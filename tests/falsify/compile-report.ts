import type { Nodes } from 'mdast';
import { RowIndex } from '../../src/content/selection/row-index.js';
import { locate } from '../../src/content/template/positions.js';
import { type Diagnostic, formatDiagnostic, hasErrors } from '../../src/diagnostics.js';
import { operations } from '../../src/features/operations.js';
import type { Host } from '../../src/host/host.js';
import { createHost } from '../../src/host/node-host.js';
import type { Language } from '../../src/language/language.js';
import type { PublishedData } from '../../src/model/dataset.js';
import type { Document } from '../../src/model/document.js';
import type { Target } from '../../src/model/project.js';
import { resolveProject } from '../../src/project/resolve.js';
import { targets } from '../../src/project/targets.js';
import { transform } from '../../src/report/transform.js';
import { compareWithPrevious } from '../../src/session/compare-editions.js';
import { prepareData } from '../../src/session/prepare-data.js';
import type { Session } from '../../src/session/session.js';
import { illustrate, languageOf, type Written, writeText } from '../../src/session/write-report.js';

/** A report in a project folder, which is read and never written to. */
export interface Subject {
  readonly root: string;
  readonly report: string;
  readonly session: Session;
  /** Read once for all of its compiles. */
  readonly language: Language;
}

/** A report as a tree, and what was said of it. */
export interface CompiledText {
  readonly document: Document;
  readonly content: NonNullable<Written['content']['value']>;
}

export interface Compiled {
  /** Undefined where the data have errors, or the template cannot be read. */
  readonly text: CompiledText | undefined;
  readonly data: PublishedData;
  readonly aboutData: readonly Diagnostic[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes ready what is the same in every compile of a report. */
export async function openSubject(root: string, report: string, session: Session): Promise<Subject> {
  return { root, report, session, language: await languageOf('en', createHost(root)) };
}

/**
 * Compiles one report with some data files changed, and without the edition before: a changed figure is to be found by
 * the words alone. Its charts are drawn where what is said of drawings is wanted.
 */
export async function compileReport(
  { root, report: id, session, language }: Subject,
  { changed, draws }: { readonly changed: Readonly<Record<string, string>>; readonly draws: boolean },
): Promise<Compiled> {
  const host = withFiles(createHost(root), changed);
  const { project, target } = await targetOf(id, host);
  const { data: path, dataPosition: position, edition } = project;
  const { value, about, diagnostics: found } = await prepareData({ path, position, edition }, host);
  if (hasErrors(found)) return { text: undefined, data: value, aboutData: found, diagnostics: found };
  const { data, editions, diagnostics: compared } = await compareWithPrevious(project, value, host);
  const aboutData = [...found, ...compared];
  const rows = new RowIndex();
  const draft = false;
  const written = await writeText({ project, target, data, rows, about, editions, language, draft }, host);
  const { draw } = session.workshop({ wantsPdf: false, limits: project.limits });
  const made = draws ? await illustrate(written, draw, project.limits) : withoutDrawings(written);
  const { value: report, diagnostics } = made;
  const content = written.content.value;
  const text = report && content && { document: report.document, content };
  return { text, data, aboutData, diagnostics: [...aboutData, ...diagnostics] };
}

async function targetOf(id: string, host: Host) {
  const { value, diagnostics: found } = await resolveProject(host);
  if (value === undefined) throw new Error(found.map(formatDiagnostic).join('\n'));
  const { previous: _, ...project } = value;
  const selected = targets(project, { only: [id], languages: ['en'], formats: ['html'] });
  const [target]: readonly (Target | undefined)[] = selected.value;
  if (target === undefined) throw new Error(selected.diagnostics.map(formatDiagnostic).join('\n'));
  return { project, target };
}

/** The text of a report with its numbers and references, as `illustrate` finishes it, charts but for their titles. */
function withoutDrawings({ language, content: { value: content, diagnostics } }: Written) {
  if (content === undefined) return { value: undefined, diagnostics };
  const { meta, body, positions } = content;
  const positionOf = (node: Nodes) => locate(positions, node.position?.start.offset ?? 0);
  const finished = transform({ meta, body, charts: {}, language, operations, positionOf });
  return { value: { document: finished.value }, diagnostics: [...diagnostics, ...finished.diagnostics] };
}

/** A host that has some files of the project as they are here. */
function withFiles(host: Host, changed: Readonly<Record<string, string>>): Host {
  const { project } = host;
  const read = async (path: string, most?: number): Promise<Uint8Array> =>
    Object.hasOwn(changed, path) ? new TextEncoder().encode(changed[path]) : project.read(path, most);
  const readText = async (path: string, most?: number): Promise<string> =>
    changed[path] ?? project.readText(path, most);
  return { ...host, project: { ...project, read, readText } };
}
