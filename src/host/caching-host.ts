import { sha256 } from '../sha256.js';
import { decodeText } from './files/files.js';
import { FileProblem, type Files, type Host } from './host.js';

/** What is kept of a folder. Others are asked for again, so that a picture for each of ten thousand reports takes no memory. */
const most = { bytes: 16_777_216, bytesOfFile: 1_048_576, questions: 10_000 } as const;

/**
 * The machine as it was when it was asked first, for whoever asks for the same files again and again: a thousand reports of one template
 * share it, style sheets, fonts and messages. All of them are made from the same state of each file, too.
 */
export const cachingHost = ({ project, tool, limits, now }: Host): Host => ({
  project: steadyFiles(project),
  tool: steadyFiles(tool),
  limits,
  now,
});

function steadyFiles(files: Files): Files {
  const known = new Map<string, Promise<unknown>>();
  const hashes = new WeakMap<Uint8Array, string>();
  let room: number = most.bytes;
  /** The answer to a question, in a promise that others wait for too. */
  const once = async <T>(
    question: string,
    ask: () => Promise<T>,
    isKept = (_: T): boolean => true,
  ): Promise<T> => {
    const before = known.get(question);
    // What stands under a question is an answer to it.
    if (before !== undefined) return (await before) as T;
    const asked = ask();
    if (known.size < most.questions) known.set(question, asked);
    try {
      const answer = await asked;
      if (!isKept(answer)) known.delete(question);
      return answer;
    } catch (error) {
      if (!(error instanceof FileProblem)) known.delete(question);
      throw error;
    }
  };
  const hasRoom = ({ byteLength }: Uint8Array): boolean => {
    if (byteLength > most.bytesOfFile || byteLength > room) return false;
    room -= byteLength;
    return true;
  };
  // A file may be too large for one who asks and not for another.
  const read = (path: string, limit?: number): Promise<Uint8Array> =>
    once(`read ${limit ?? ''} ${path}`, () => files.read(path, limit), hasRoom);
  return {
    read,
    readText: async (path, limit) => decodeText(await read(path, limit), path),
    exists: (path) => once(`exists ${path}`, () => files.exists(path)),
    list: (folder) => once(`list ${folder}`, () => files.list(folder)),
    hashOf(bytes) {
      const hash = hashes.get(bytes) ?? sha256(bytes);
      hashes.set(bytes, hash);
      return hash;
    },
  };
}
