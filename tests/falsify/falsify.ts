import { type Diagnostic, formatDiagnostic, hasErrors } from '../../src/diagnostics.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import { changedFiles, type DataChange } from './change-data.js';
import { type Compiled, compileReport, type Subject } from './compile-report.js';
import { type Falsification, sentencesNamed } from './list.js';
import { type PageSentence, pageSentences } from './page-sentences.js';
import { Sources, type Stretch, stretchesOf } from './stretches.js';

/**
 * What became of a sentence that a change of the data made false. `stopped`: an error stands at it. `told anew`: its
 * words are computed, and the page says what is so now. `survived`: it is printed, and false.
 */
export type Fate = 'stopped' | 'told anew' | 'survived';

/** What is found of a sentence that the page no longer has. */
export const leftOut = 'left out';

/** A falsification that was tried. */
export interface Tried {
  readonly falsification: Falsification;
  readonly fate: Fate;
  /** The codes of what stopped it, or what the page says of it now. */
  readonly found: string;
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
  const { text, data, diagnostics } = await compileReport(subject, {});
  if (text === undefined || hasErrors(diagnostics))
    throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const sources = new Sources(subject.root);
  const sentences = pageSentences(text, subject.language);
  return { sentences, sources, data, stretches: stretchesOf(sentences, text, sources) };
}

/** Falsifications that are tried in one compile. */
export interface Batch {
  readonly falsifications: readonly Falsification[];
  readonly changes: readonly DataChange[];
}

/** Compiles a report with the data changed as a batch says, and looks what becomes of each of its sentences. */
export async function tryOut(
  { falsifications, changes }: Batch,
  subject: Subject,
  ground: Ground,
): Promise<Tried[]> {
  const named = falsifications.map((each) => sentenceOf(each, ground));
  const compiled = await compileReport(subject, changedFiles(subject.root, changes));
  if (hasErrors(compiled.aboutData)) {
    const refused = compiled.aboutData.filter(({ severity }) => severity === 'error').map(formatDiagnostic);
    throw new Error(`the data are refused: ${changes.join('; ')}\n${refused.join('\n')}`);
  }
  return falsifications.map((each, index) => ({
    falsification: each,
    ...judge(each, named[index] ?? [], compiled, subject, ground),
  }));
}

/** The sentence of a falsification, which may stand in its section more than once. */
function sentenceOf(falsification: Falsification, { sentences }: Ground): readonly PageSentence[] {
  const found = sentencesNamed(falsification, sentences);
  if (found.length === 0) throw new Error(`not on the page: ${falsification.in}: ${falsification.says}`);
  if (new Set(found.map(({ text }) => text)).size > 1)
    throw new Error(`two sentences begin so: ${falsification.says}`);
  return found;
}

function judge(
  { becomes }: Falsification,
  sentences: readonly PageSentence[],
  { text: compiled, diagnostics }: Compiled,
  { language }: Subject,
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
  const now = compiled === undefined ? [] : pageSentences(compiled, language);
  const texts = now.filter((each) => each.section === section && each.kind === kind).map((each) => each.text);
  const expected = toldAnew(text, becomes);
  if (expected === '' && count(texts, text) < sentences.length) return { fate: 'told anew', found: leftOut };
  if (expected !== undefined && texts.includes(expected) && !texts.includes(text))
    return { fate: 'told anew', found: expected };
  const elsewhere = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const says = texts.includes(text) ? 'unchanged' : `now: ${closest(texts, text)}`;
  return { fate: 'survived', found: [says, ...new Set(elsewhere)].join('; elsewhere ') };
}

/** What a sentence must say after the change; nothing where it is to be left out; undefined where its words are typed. */
function toldAnew(text: string, becomes: Falsification['becomes']): string | undefined {
  if (becomes === leftOut) return '';
  return becomes && Object.entries(becomes).reduce((so, [old, other]) => so.replace(old, other), text);
}

const count = (texts: readonly string[], text: string): number =>
  texts.filter((each) => each === text).length;

/** The text that begins most like another, for whoever looks why a sentence was not told. */
function closest(texts: readonly string[], text: string): string {
  const same = (other: string): number => [...other].findIndex((letter, index) => letter !== text[index]);
  return [...texts].sort((a, b) => same(b) - same(a))[0] ?? '';
}
