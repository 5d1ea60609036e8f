import type { Nodes } from 'mdast';
import { type Diagnostic, hasErrors, type Position } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { recordHost } from '../../host/recording.js';
import type { Target } from '../../model/project/project.js';
import type { FinishedEntry } from '../../model/quantity.js';
import { ledgerOf } from '../../model/tree/entries.js';
import { visit } from '../../model/tree/visit.js';
import { buildProperty, numberName, readPlace } from '../../outputs/docx/names.js';
import { wordFileOf } from '../../outputs/docx/output.js';
import { readDocument } from '../../outputs/docx/read/read-document.js';
import type { FinishedReport } from '../../outputs/output.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { compile, compileUnchecked } from '../../session/compile.js';
import { finishedReport } from '../../session/finished-report.js';
import type { OpenProject } from '../../session/open-project.js';
import type { Session } from '../../session/session.js';
import { type Passage, passagesOf } from './passages.js';

/** Where a passage stands in a template. */
export interface Source {
  readonly start: Position;
  readonly end: Position;
}

/** What a Word file says that it is. */
export interface Identity {
  readonly title: string | undefined;
  readonly publisher: string | undefined;
}

export const identityOf = (properties: Readonly<Record<string, string>>): Identity => ({
  title: properties['dc:title'] ?? properties.title,
  publisher: properties['dc:creator'] ?? properties.creator,
});

/** A title alone may have been changed since, with the edition for one. */
export const isOfAnother = (file: Identity, own: Identity): boolean =>
  (['title', 'publisher'] as const).every((key) => file[key] !== undefined && file[key] !== own[key]);

/** A report as Word would have it now. */
export interface Published {
  readonly target: Target;
  readonly passages: readonly Passage[];
  /** What tells this build from another. */
  readonly build: string;
  readonly about: Identity;
  /** Of passages that stand in a template as they are. */
  readonly sources: ReadonlyMap<Passage, Source>;
  /** By their ids, and by the names that stand for long ones. */
  readonly numbers: ReadonlyMap<string, FinishedEntry>;
  readonly decimalMark: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface HowMade {
  /** In place of files. */
  readonly texts?: ReadonlyMap<string, string>;
  /** With all at which `build` would stop, such as numbers that are typed. */
  readonly isChecked?: boolean;
}

/** What a project has to say of a report: its words, or what is wrong with it. */
export async function publishedReport(
  session: Session,
  opened: OpenProject,
  target: Target,
  { texts = new Map(), isChecked = false }: HowMade = {},
): Promise<Published | readonly Diagnostic[]> {
  const files = { ...opened.files, project: withTexts(opened.files.project, texts) };
  const host = { ...recordHost(files), limits: opened.host.limits };
  const compiled = await (isChecked ? compile : compileUnchecked)(
    session,
    { ...opened, targets: [target], files, host },
    { tolerant: false },
  );
  const [made] = compiled.made;
  if (made?.report === undefined) return [...compiled.aboutData, ...(made?.diagnostics ?? [])];
  const { report, data, editions, diagnostics } = made;
  const finished = finishedReport(report, { data, editions, source: compiled.data }, session);
  const file = await fileOf(finished, opened.host.limits);
  const ledger = ledgerOf(finished.document.tree);
  return {
    target,
    ...file,
    sources: sourcesOf(finished, file.passages),
    numbers: new Map(
      ledger.flatMap((entry) => [entry.id, numberName(entry.id)].map((id) => [id, entry] as const)),
    ),
    decimalMark: finished.language.decimalMark,
    diagnostics: hasErrors(diagnostics) ? diagnostics.filter(({ severity }) => severity === 'error') : [],
  };
}

/** The files of a project with other texts in some of them. */
const withTexts = (files: Files, texts: ReadonlyMap<string, string>): Files => ({
  ...files,
  read: async (path, most) => {
    const text = texts.get(path);
    return text === undefined ? files.read(path, most) : new TextEncoder().encode(text);
  },
  readText: async (path, most) => texts.get(path) ?? files.readText(path, most),
});

/** The passages of the file that would be written, with every mark that one can have, and the name of its build. */
async function fileOf(
  finished: FinishedReport,
  limits: ResourceLimits,
): Promise<Pick<Published, 'passages' | 'build' | 'about'>> {
  const { bytes } = await wordFileOf(finished, new Map(), limits, true);
  const read = readDocument(bytes, limits);
  if ('message' in read) throw new Error(read.message);
  return {
    passages: passagesOf(read.paragraphs),
    build: read.properties[buildProperty] ?? '',
    about: identityOf(read.properties),
  };
}

/** Nodes whose words are one paragraph. */
const blocks = new Set(['heading', 'paragraph', 'tableCell', 'definitionTerm']);

function sourcesOf(
  { document, positionOf }: FinishedReport,
  passages: readonly Passage[],
): Map<Passage, Source> {
  const ends = new Map<number, number>();
  visit(document.tree, ({ type, position }: Nodes) => {
    const [start, end] = [position?.start.offset, position?.end.offset];
    if (blocks.has(type) && start !== undefined && end !== undefined) ends.set(start, end);
  });
  return new Map(
    passages.flatMap((passage) => {
      const [place] = passage.paragraphs.flatMap(({ places }) => places);
      const offset = place === undefined ? undefined : readPlace(place).offset;
      const end = offset === undefined ? undefined : ends.get(offset);
      if (offset === undefined || end === undefined) return [];
      return [[passage, { start: positionOf(offset), end: positionOf(end) }] as const];
    }),
  );
}
