import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileProblem, type Files, type Host } from '../src/host/host.js';
import { standardLimits } from '../src/resource-limits.js';
import { findWrongByte } from '../src/wrong-bytes.js';

/** Where the folders that ship inside the package stand in the repository. */
const toolFolders: Readonly<Record<string, string>> = {
  'messages/': 'src/language/messages/',
  'lexicon/': 'src/language/lexicon/',
  'own-words/': 'src/language/own-words/',
  'prepared/': 'src/language/prepared/',
  'theme/': 'src/theme/',
  'partials/': 'src/content/partials/',
  'profiles/': 'src/project/profiles/',
  'fonts/': 'dist/fonts/',
  'grammar/': 'dist/grammar/',
};

const repository = fileURLToPath(new URL('..', import.meta.url));

const extensions = readdirSync(`${repository}src/extensions`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** A host whose project is `files` (path -> text or bytes) and whose tool files are those of the repository. */
export function memoryHost(files: Readonly<Record<string, string | Uint8Array>>): Host {
  return { project: memoryFiles(files), tool: toolFiles, limits: standardLimits, now: () => Date.now() };
}

/** A host whose project is a folder of the repository, such as `.` for the flagship; read only. */
export function repositoryHost(folder = '.'): Host {
  return {
    project: folderFiles((path) => posix.join(folder, path)),
    tool: toolFiles,
    limits: standardLimits,
    now: () => Date.now(),
  };
}

/** What extensions bring stands in their rooms, and among the messages, lexicons and style sheets of the tool where it ships. */
const sourceFiles: Files = {
  ...folderFiles(inRepository),
  list: async (folder) => {
    const brought = extensions.map(
      (name) => `${name}${/^(?:messages|lexicon|own-words)\//.test(folder) ? '.yaml' : '.css'}`,
    );
    if (!/^(?:(?:messages|lexicon|own-words)\/[^/]+|theme\/extensions)$/.test(folder))
      return folderFiles(inRepository).list(folder);
    return brought.filter((file) => existsSync(repository + inRepository(`${folder}/${file}`)));
  },
};

/** `npm test` has compiled: messages and lexicons are JSON there, and YAML takes a hundred times as long. */
const toolFiles: Files = process.env.TALLYBOOK_TEST_COMPILED
  ? folderFiles((path) => `dist/${path}`)
  : sourceFiles;

function inRepository(path: string): string {
  const [, kind, tag, speaking] = /^(messages|lexicon|own-words)\/([^/]+)\/([^/]+)\.yaml$/.exec(path) ?? [];
  if (speaking !== undefined) return `src/extensions/${speaking}/${kind}/${tag}.yaml`;
  const styled = /^theme\/extensions\/([^/]+)\.css$/.exec(path)?.[1];
  if (styled !== undefined) return `src/extensions/${styled}/style.css`;
  const folder = Object.keys(toolFolders).find((start) => path.startsWith(start));
  return folder === undefined ? path : `${toolFolders[folder]}${path.slice(folder.length)}`;
}

function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): Files {
  const read = (path: string): Uint8Array => {
    const normal = inside(path);
    const content = Object.hasOwn(files, normal) ? files[normal] : undefined;
    if (content !== undefined)
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const isFolder = Object.keys(files).some((name) => name.startsWith(`${normal}/`));
    throw isFolder
      ? new FileProblem('not-a-file', path, { found: 'a folder' })
      : new FileProblem('missing', path);
  };
  return {
    read: async (path) => read(path),
    readText: async (path) => decode(read(path), path),
    exists: async (path) => !leaves(path) && Object.hasOwn(files, inside(path)),
    list: async (folder) =>
      Object.keys(files)
        .filter((path) => posix.dirname(path) === posix.normalize(folder))
        .map((path) => posix.basename(path))
        .sort(),
  };
}

function folderFiles(locate: (path: string) => string): Files {
  const read = async (path: string): Promise<Uint8Array> => {
    try {
      return await readFile(repository + locate(inside(path)));
    } catch (cause) {
      if (cause instanceof FileProblem) throw cause;
      throw new FileProblem('missing', path, { cause });
    }
  };
  return {
    read,
    readText: async (path) => decode(await read(path), path),
    exists: async (path) => !leaves(path) && existsSync(repository + locate(inside(path))),
    list: async (folder) => {
      const full = repository + locate(inside(`${folder}/.`));
      return existsSync(full) ? readdirSync(full).sort() : [];
    },
  };
}

/** Like the real host, `exists` is false for what lies outside. */
function leaves(path: string): boolean {
  const normal = posix.normalize(path);
  return normal.startsWith('../') || normal === '..' || posix.isAbsolute(normal);
}

/** The path without `.` and `..` steps; rejects one that leaves the folder, as the real host does. */
function inside(path: string): string {
  if (leaves(path)) throw new FileProblem('outside', path);
  return posix.normalize(path);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FileProblem('not-utf8', path, { cause, wrong: findWrongByte(bytes) });
  }
}
