import type { KeepLint } from '../content/compose-input.js';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import { noNouns } from '../language/noun.js';
import { writtenForm } from '../language/serbian-latin.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { someFormat } from '../model/dataset/formats.js';
import type { House } from '../model/project/house.js';
import type { Target } from '../model/project/project.js';
import type { Editions } from '../model/snapshot/editions.js';
import { loadHouse } from '../publisher/load-house.js';
import { checkReport } from './checks/check-report.js';
import { unreadableCharacters } from './checks/unreadable-in-report.js';
import type { CompileOptions } from './compile-options.js';
import { compileReport } from './compile-report.js';
import type { InLanguage } from './in-language.js';
import type { CompiledReport } from './made-report.js';
import type { Memory, Task } from './memo/memory.js';
import { placeOf, reportOf } from './memo/memory-places.js';
import type { OpenProject } from './open-project.js';
import type { Session } from './session.js';
import { inLetters, languageOf, type Written, writeText } from './write-report.js';

/** What a target is made from. */
export interface ReportInput {
  readonly editions: Editions;
  readonly session: Session;
  readonly opened: OpenProject;
  /** What the project says, for keys. */
  readonly settings: string;
  readonly options: CompileOptions;
  readonly target: Target;
  readonly local: InLanguage;
}

interface TextInput extends ReportInput {
  /** The language of its text: Serbian in Cyrillic, whichever letters it is printed in. */
  readonly writtenIn: Language;
}

interface ReadingInput extends TextInput {
  readonly written: Written;
}

interface CompiledInput extends ReportInput {
  readonly written: Written;
  /** The language of its pages: the same, but Serbian in the letters that were asked for. */
  readonly printedIn: Language;
  readonly house: Outcome<House>;
  /** Charts are drawn for windows of every width. */
  readonly allFrames: boolean;
  /** Called when all charts that are to be drawn are asked for. */
  asked(): void;
}

interface ChecksInput extends ReportInput {
  readonly compiled: Outcome<CompiledReport | undefined>;
  /** The files of the project that were read for its text. */
  readonly reads: readonly string[];
}

interface Data extends Readonly<Record<string, object>> {
  readonly data: PublishedData;
}

interface SpokenLanguage {
  readonly tag: string;
  /** Where the units of the project have their forms. */
  readonly local: Pick<InLanguage, 'nouns'>;
  readonly root: string;
}

export const languageTask: Task<SpokenLanguage, Language> = {
  work: 'language',
  of: ({ tag, root, local }) => (local.nouns === noNouns ? tag : `${tag} ${root}`),
  key: ({ local }, nameOf) => nameOf(local.nouns),
  run: ({ tag, local }, host) => languageOf(tag, host, local.nouns),
};

export const houseTask: Task<ReportInput, Outcome<House>> = {
  work: 'house',
  // One for all items.
  of: ({ opened, target }) => `${opened.root} ${target.report.id} ${target.language}`,
  key: ({ target }) => JSON.stringify([target.report.theme, isPrinted(target), target.report.word]),
  run: ({ target }, host) => loadHouse(target.report.theme, host, isPrinted(target), target.report.word),
};

/** The text as a tree. One that looked at some datasets is not written again when others change, nor for the other letters of its language. */
export const textTask: Task<TextInput, Written, Data & { readonly editions: Editions }> = {
  work: 'text',
  of: textPlace,
  key: textKey,
  parts: ({ local, editions }) => ({ data: local.written.data, editions }),
  run(input, host, parts) {
    const { opened, session, target, local, writtenIn: language, options } = input;
    const { about, spoken } = local.written;
    const { rows, subjects } = session;
    const { draft = false, words = false } = options;
    const given = { project: opened.project, target, rows, subjects, about, spoken, language, draft, words };
    return writeText({ ...given, ...parts, keepLint: keepLint(input, host, parts.data) }, host);
  },
};

/** What is said of its words. */
export const readingTask: Task<ReadingInput, readonly Diagnostic[], Data> = {
  work: 'reading',
  of: textPlace,
  key: ({ written }, nameOf) => nameOf(written),
  parts: ({ local }) => ({ data: local.written.data }),
  run(input, host, { data }) {
    const keep = keepLint(input, host, data);
    const inTurns: KeepLint = async (...asked) => {
      const found = await keep(...asked);
      await input.session.idle.turn();
      return found;
    };
    return input.written.content.judgeWords({ host, data, keepLint: inTurns });
  },
};

/** The finished tree, with its charts. */
export const compiledTask: Task<CompiledInput, Outcome<CompiledReport | undefined>, Data> = {
  work: 'report',
  of: ({ opened, target }) => reportOf(opened.root, target),
  key: ({ written, house, target, allFrames, opened }, nameOf) =>
    JSON.stringify([
      nameOf(written),
      nameOf(house),
      target.formats,
      allFrames,
      opened.project.keptInCyrillic ?? [],
    ]),
  parts: ({ local }) => ({ data: local.data }),
  async run({ session, opened, options, target, written, printedIn, house, allFrames, asked }, _, parts) {
    const { project } = opened;
    const { draw } = session.workerPool({
      wantsBrowser: options.wantsBrowser === true,
      limits: project.limits,
    });
    return await compileReport(
      { ...inLetters(written, printedIn, project), target, ...parts, house: house.value, allFrames },
      (work) => draw(work, options.cache, asked),
    );
  },
};

/** Faults of the finished tree, of which nothing is printed in the report. */
export const checksTask: Task<ChecksInput, readonly Diagnostic[], Data & { readonly editions: Editions }> = {
  work: 'checks',
  of: ({ opened, target }) => reportOf(opened.root, target),
  key: ({ compiled }, nameOf) => nameOf(compiled),
  parts: ({ local: { data, editions } }) => ({ data, editions }),
  async run({ compiled, opened, reads }, host, { data, editions }) {
    const { value: report } = compiled;
    if (report === undefined) return [];
    const { project } = opened;
    const unreadable = await unreadableCharacters({ report, project, data, reads }, host);
    return [...checkReport(report, data, editions, project.limits), ...unreadable];
  },
};

/** What was found in some texts, with the data that was looked at to find it. */
interface LintInput extends TextInput {
  readonly data: PublishedData;
  readonly kind: Parameters<KeepLint>[0];
  readonly texts: string;
  readonly find: Parameters<KeepLint>[2];
}

const wordsTask: Task<LintInput, Awaited<ReturnType<KeepLint>>, Data> = {
  work: 'words',
  of: textPlace,
  key: (input, nameOf) => `${textKey(input, nameOf)} ${input.texts}`,
  parts: ({ data }) => ({ data }),
  run: ({ find }, host, { data }) => find(host, data),
};

/** What the data say is the same in every report. */
const dataWordsTask: typeof wordsTask = {
  ...wordsTask,
  work: 'data words',
  of: ({ opened, target }) => `${placeOf(opened)} ${writtenForm(target.language)}`,
  key: (input, nameOf) => `${madeFrom(input, nameOf)} ${input.texts}`,
};

const keepLint =
  (input: TextInput, host: Host, data: PublishedData): KeepLint =>
  (kind, texts, find) => {
    const task = kind === 'data' ? dataWordsTask : wordsTask;
    return input.session.memory.ask(task, { ...input, data, kind, texts, find }, host);
  };

const isPrinted = ({ formats }: Target): boolean => someFormat('needsLetters', formats);

type NameOf = Memory['nameOf'];

function textPlace({ opened, target }: ReportInput): string {
  return reportOf(opened.root, target, writtenForm(target.language));
}

function madeFrom({ local, writtenIn, settings }: TextInput, nameOf: NameOf): string {
  const { about, spoken } = local.written;
  return JSON.stringify([[about, spoken, writtenIn].map(nameOf), settings]);
}

function textKey(input: TextInput, nameOf: NameOf): string {
  const { target, options } = input;
  const { draft = false, words = false } = options;
  return JSON.stringify([madeFrom(input, nameOf), target.report.id, target.item, draft, words]);
}
