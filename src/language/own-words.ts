import { parseOwnFile } from './own-file.js';
import { writtenForm } from './serbian-latin.js';

/** The files of the tool, as far as its own words need them. */
interface WordFiles {
  readText(path: string): Promise<string>;
  exists(path: string): Promise<boolean>;
  list(folder: string): Promise<readonly string[]>;
}

/**
 * What Tallybook itself puts into data, such as "not available", in a language: by the English
 * text. None for English. Throws where the file is no mapping of texts: it ships with the tool.
 */
export async function loadOwnWords(tag: string, tool: WordFiles): Promise<ReadonlyMap<string, string>> {
  const path = `own-words/${writtenForm(tag)}`;
  if (!(await tool.exists(`${path}.yaml`))) return new Map();
  const paths = [`${path}.yaml`, ...(await tool.list(path)).map((name) => `${path}/${name}`)];
  const read = await Promise.all(paths.map(async (each) => wordsIn(await tool.readText(each), each)));
  return new Map(read.flat());
}

function wordsIn(text: string, path: string): readonly (readonly [string, string])[] {
  const words = parseOwnFile(text);
  if (typeof words !== 'object' || words === null) throw new Error(`\`${path}\` holds no words`);
  return Object.entries(words).map(([english, word]: [string, unknown]) => {
    if (typeof word !== 'string') throw new Error(`\`${english}\` in \`${path}\` is not a text`);
    return [english, word];
  });
}
