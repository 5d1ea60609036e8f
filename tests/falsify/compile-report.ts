import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../../src/content/compose.js';
import { type Diagnostic, formatDiagnostic } from '../../src/diagnostics.js';
import { createHost } from '../../src/host/node-host.js';
import type { Language } from '../../src/language/language.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import type { Document } from '../../src/model/tree/document.js';
import { compile } from '../../src/session/compile.js';
import { openProject } from '../../src/session/open-project.js';
import type { Session } from '../../src/session/session.js';
import { languageOf } from '../../src/session/write-report.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { copyProject } from '../support/project-copy.js';

/** A report in a copy of its project. */
export interface Subject {
  readonly root: string;
  readonly report: string;
  readonly session: Session;
  readonly language: Language;
}

/** A report as a tree. */
export interface CompiledText {
  readonly document: Document;
  readonly content: Content;
}

export interface Compiled {
  /** Undefined where the data have errors, or the template cannot be read. */
  readonly text: CompiledText | undefined;
  readonly data: PublishedData;
  readonly aboutData: readonly Diagnostic[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes ready what is the same in every compile of a report. */
export async function openSubject(project: string, report: string, session: Session): Promise<Subject> {
  const root = temporaryFolder();
  copyProject(project, root);
  return { root, report, session, language: await languageOf('en', createHost(root)) };
}

/**
 * Compiles one report with some data files changed, and without the edition before: a changed figure is to be found by
 * the words alone. The session makes again what the changed data go into.
 */
export async function compileReport(
  { root, report: id, session }: Subject,
  changed: Readonly<Record<string, string>>,
): Promise<Compiled> {
  const before = Object.keys(changed).map((path) => [path, readFileSync(join(root, path))] as const);
  try {
    for (const [path, text] of Object.entries(changed)) writeFileSync(join(root, path), text);
    const selection = { only: [id], languages: ['en'], formats: ['html'] } as const;
    const { opened, diagnostics: found } = await openProject(root, selection);
    if (opened === undefined) throw new Error(found.map(formatDiagnostic).join('\n'));
    const { previous: _, ...project } = opened.project;
    const { aboutData, data, made } = await compile(session, { ...opened, project }, { tolerant: false });
    return {
      text: made[0]?.report,
      data,
      aboutData,
      diagnostics: [...aboutData, ...made.flatMap(({ diagnostics }) => diagnostics)],
    };
  } finally {
    for (const [path, bytes] of before) writeFileSync(join(root, path), bytes);
  }
}
