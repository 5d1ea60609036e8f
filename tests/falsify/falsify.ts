import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, formatDiagnostic, hasErrors } from '../../src/diagnostics.js';
import type { PublishedData } from '../../src/model/dataset.js';
import { compile } from '../../src/session/compile.js';
import { type OpenProject, openProject } from '../../src/session/open-project.js';
import type { Session } from '../../src/session/session.js';
import type { CompiledReport } from '../../src/session/write-report.js';
import { changedFiles } from './change-data.js';
import { type Falsification, sentencesNamed } from './list.js';
import { type PageSentence, pageSentences } from './page-sentences.js';
import { Sources, type Stretch, stretchesOf } from './stretches.js';

/**
 * What became of a sentence that a change of the data made false. `stopped`: an error stands at it. `told anew`: its
 * words are computed, and the page says what is so now. `survived`: it is printed, and false.
 */
export type Fate = 'stopped' | 'told anew' | 'survived';

/** A falsification that was tried. */
export interface Tried {
  readonly falsification: Falsification;
  readonly fate: Fate;
  /** The codes of what stopped it, or what the page says of it now. */
  readonly found: string;
}

/** A report whose sentences are made false one after the other. */
export interface Subject {
  /** A folder that may be written to: a copy of a project. */
  readonly root: string;
  readonly report: string;
  readonly session: Session;
}

/** A report as it is before anything is changed. */
export interface Ground {
  readonly sentences: readonly PageSentence[];
  readonly stretches: ReadonlyMap<PageSentence, readonly Stretch[]>;
  readonly sources: Sources;
  readonly data: PublishedData;
}

/** Compiles a report as it is, which must have no error. */
export async function groundOf(subject: Subject): Promise<Ground> {
  const { report, data, diagnostics } = await compileReport(subject);
  if (report === undefined || hasErrors(diagnostics))
    throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const sources = new Sources(subject.root);
  const sentences = pageSentences(report);
  return { sentences, sources, data, stretches: stretchesOf(sentences, report, sources) };
}

/** Changes the data as a falsification says, looks what becomes of the sentence, and puts the data back. */
export async function tryOut(falsification: Falsification, subject: Subject, ground: Ground): Promise<Tried> {
  const [sentence, ...others] = sentencesNamed(falsification, ground.sentences);
  if (sentence === undefined) throw new Error(`not on the page: ${falsification.in}: ${falsification.says}`);
  if (new Set([sentence, ...others].map(({ text }) => text)).size > 1)
    throw new Error(`two sentences begin so: ${falsification.says}`);
  const files = changedFiles(subject.root, falsification.change);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(subject.root, path), text);
  const changed = await compileReport(subject).finally(() => {
    for (const path of Object.keys(files)) writeFileSync(join(subject.root, path), ground.sources.text(path));
  });
  if (hasErrors(changed.aboutData))
    throw new Error(
      `${falsification.says}\nthe data are refused:\n${changed.aboutData.map(formatDiagnostic).join('\n')}`,
    );
  return { falsification, ...judge(falsification, [sentence, ...others], changed, ground) };
}

interface CompiledOne {
  readonly report: CompiledReport | undefined;
  readonly data: PublishedData;
  readonly aboutData: readonly Diagnostic[];
  readonly diagnostics: readonly Diagnostic[];
}

function judge(
  { becomes }: Falsification,
  sentences: readonly PageSentence[],
  { report, diagnostics }: CompiledOne,
  { stretches, sources }: Ground,
): { fate: Fate; found: string } {
  const own = sentences.flatMap((sentence) => stretches.get(sentence) ?? []);
  const stands = ({ severity, position }: Diagnostic): boolean => {
    const offset = sources.offset(position);
    return (
      severity === 'error' &&
      own.some(({ file, from, to }) => file === position.file && from <= offset && offset <= to)
    );
  };
  const codes = new Set(diagnostics.filter(stands).map(({ code }) => code));
  if (codes.size > 0) return { fate: 'stopped', found: [...codes].join(' ') };
  const [{ section, kind, text } = { section: '', kind: '', text: '' }] = sentences;
  const now =
    report === undefined
      ? []
      : pageSentences(report).filter((each) => each.section === section && each.kind === kind);
  const texts = now.map((each) => each.text);
  const expected = toldAnew({ kind, text }, becomes);
  if (
    expected !== undefined &&
    !texts.includes(text) &&
    (expected === '' ? texts.length > 0 : texts.includes(expected))
  )
    return { fate: 'told anew', found: expected };
  const elsewhere = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const says = texts.includes(text) ? 'unchanged' : `now: ${closest(texts, text)}`;
  return { fate: 'survived', found: [says, ...new Set(elsewhere)].join('; elsewhere ') };
}

/** What a sentence must say after the change; nothing where it is to be left out; undefined where its words are typed. */
function toldAnew(
  { kind, text }: Pick<PageSentence, 'text'> & { readonly kind: string },
  becomes: Falsification['becomes'],
): string | undefined {
  if (becomes === 'left out') return kind === 'told' ? '' : undefined;
  return becomes && Object.entries(becomes).reduce((so, [old, other]) => so.replace(old, other), text);
}

/** The text that begins most like another, for whoever looks why a sentence was not told. */
function closest(texts: readonly string[], text: string): string {
  const same = (other: string): number => [...other].findIndex((letter, index) => letter !== text[index]);
  return [...texts].sort((a, b) => same(b) - same(a))[0] ?? '';
}

/** One report, without the edition before: a changed figure is to be found by the words alone. */
async function compileReport({ root, report: id, session }: Subject): Promise<CompiledOne> {
  const { opened, diagnostics: found } = await openProject(root, {
    only: [id],
    languages: ['en'],
    formats: ['html'],
  });
  if (opened === undefined) throw new Error(found.map(formatDiagnostic).join('\n'));
  const { aboutData, data, made } = await compile(session, withoutPrevious(opened), { tolerant: false });
  const [only] = made;
  return { report: only?.report, data, aboutData, diagnostics: [...aboutData, ...(only?.diagnostics ?? [])] };
}

function withoutPrevious(opened: OpenProject): OpenProject {
  const { previous: _, ...project } = opened.project;
  return { ...opened, project };
}
