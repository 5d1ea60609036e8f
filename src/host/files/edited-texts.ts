import { posix } from 'node:path';
import { FileProblem, type Files } from '../host.js';
import { decodeText, insidePath } from './files.js';

/** The files of a folder, and in place of some the texts that an editor has not saved yet; by their paths. */
export function withTexts(files: Files, texts: ReadonlyMap<string, string>): Files {
  const bytes = new Map([...texts].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const edited = (path: string): Uint8Array | undefined => bytes.get(insidePath(path) ?? '');
  const read = async (path: string, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> => {
    const found = edited(path);
    if (found === undefined) return await files.read(path, most);
    if (found.length > most)
      throw new FileProblem('too-large', path, { found: found.length.toLocaleString('en') });
    return found;
  };
  return {
    read,
    readText: async (path, most) => decodeText(await read(path, most), path),
    exists: async (path) => edited(path) !== undefined || (await files.exists(path)),
    async list(folder) {
      const inside = insidePath(folder);
      const own = [...texts.keys()].filter((path) => posix.dirname(path) === inside);
      const names = [...(await files.list(folder)), ...own.map((path) => posix.basename(path))];
      return [...new Set(names)].sort();
    },
  };
}
