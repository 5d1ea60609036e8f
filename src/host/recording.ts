import { sha256 } from '../sha256.js';
import { decodeText } from './files/files.js';
import { FileProblem, type Files, type Host } from './host.js';

/** A question that was asked of a folder, and its answer in a form that is small and says nothing of the machine. */
export interface Answer {
  readonly place: 'project' | 'tool';
  readonly asked: 'read' | 'exists' | 'list';
  /** Relative to the place, with `/`. */
  readonly path: string;
  /** SHA-256 of the bytes of a file or of the names in a folder; `yes` or `no`; `!` and the reason where there was no file. */
  readonly answer: string;
}

/** A host that remembers what it was asked. */
export interface RecordingHost extends Host {
  /** Every question once, in a fixed order. Absent files are in it too: what was not there can appear. */
  answers(): readonly Answer[];
}

/** Answered differently when asked again: a file changed during the build, so that nothing can be proven by it. */
const unsteady = '!changed';

/** Returns `host` with a memory. A stage is a function of its input and these answers, and of nothing else. */
export function recordHost(host: Host): RecordingHost {
  const known = new Map<string, Answer>();
  const note = (place: Answer['place'], asked: Answer['asked'], path: string, answer: string): void => {
    const key = `${place} ${path} ${asked}`;
    const isSteady = (known.get(key)?.answer ?? answer) === answer;
    known.set(key, { place, asked, path, answer: isSteady ? answer : unsteady });
  };
  return {
    project: recordFiles(host.project, (asked, path, answer) => note('project', asked, path, answer)),
    tool: recordFiles(host.tool, (asked, path, answer) => note('tool', asked, path, answer)),
    limits: host.limits,
    now: host.now,
    answers: () => sortAnswers([...known.values()]),
  };
}

/** The answers in their fixed order, each once. */
export function sortAnswers(answers: readonly Answer[]): readonly Answer[] {
  const byKey = new Map(answers.map((each) => [`${each.place} ${each.path} ${each.asked}`, each] as const));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, answer]) => answer);
}

/** Asks again. Returns true when every answer is what it was; files that were touched but not changed count as the same. */
export const isStillSo = (answers: readonly Answer[], host: Host): Promise<boolean> =>
  askAgain(host)(answers);

/**
 * The same for many lists of answers, of which most ask for the same files: each is asked for once.
 * @param seal What was done to the answers before they were kept.
 */
export function askAgain(
  host: Host,
  seal: (answer: Answer) => Answer = (answer) => answer,
): (answers: readonly Answer[]) => Promise<boolean> {
  const { dataBytes, textBytes, pictureBytes } = host.limits;
  const most = Math.max(dataBytes, textBytes, pictureBytes);
  const known = new Map<string, string>();
  const answerTo = async ({ place, asked, path }: Answer): Promise<string> => {
    const key = `${place} ${path} ${asked}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { answer } = seal({ place, asked, path, answer: await answers[asked](host[place], path, most) });
    known.set(key, answer);
    return answer;
  };
  return async (before) => {
    for (const each of before) {
      if (each.answer === unsteady || each.answer !== (await answerTo(each))) return false;
    }
    return true;
  };
}

/** The answers to each question. */
const answers: Readonly<
  Record<Answer['asked'], (files: Files, path: string, most: number) => Promise<string>>
> = {
  async read(files, path, most) {
    try {
      return hashIn(files, await files.read(path, most));
    } catch (error) {
      return problemAnswer(error);
    }
  },
  exists: async (files, path) => yesOrNo(await files.exists(path)),
  list: async (files, folder) => namesAnswer(await files.list(folder)),
};

const hashIn = (files: Files, bytes: Uint8Array): string => files.hashOf?.(bytes) ?? sha256(bytes);
const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');
const namesAnswer = (names: readonly string[]): string => sha256(names.join('\n'));

/** Why there was no file; whatever else went wrong is no answer. */
function problemAnswer(error: unknown): string {
  if (error instanceof FileProblem) return `!${error.reason}`;
  throw error;
}

function recordFiles(
  files: Files,
  note: (asked: Answer['asked'], path: string, answer: string) => void,
): Files {
  const hashOf = (bytes: Uint8Array): string => hashIn(files, bytes);
  const read = async (path: string, most?: number): Promise<Uint8Array> => {
    try {
      const bytes = await files.read(path, most);
      note('read', path, hashOf(bytes));
      return bytes;
    } catch (error) {
      note('read', path, problemAnswer(error));
      throw error;
    }
  };
  return {
    read,
    hashOf,
    readText: async (path, most) => decodeText(await read(path, most), path),
    async exists(path) {
      const is = await files.exists(path);
      note('exists', path, yesOrNo(is));
      return is;
    },
    async list(folder) {
      const names = await files.list(folder);
      note('list', folder, namesAnswer(names));
      return names;
    },
  };
}
