import { parseOwnFile } from './own-file.js';
import { writtenForm } from './serbian-latin.js';

/** The files of the tool, as far as its own words need them. */
interface WordFiles {
  readText(path: string): Promise<string>;
  exists(path: string): Promise<boolean>;
}

/**
 * What Tallybook itself puts into data, such as "not available" or "Actions by objective and status", in a language: by the English
 * text. None for English. Throws where the file is no mapping of texts: it ships with the tool.
 */
export async function loadOwnWords(tag: string, tool: WordFiles): Promise<ReadonlyMap<string, string>> {
  const path = `own-words/${writtenForm(tag)}.yaml`;
  if (!(await tool.exists(path))) return new Map();
  const words = parseOwnFile(await tool.readText(path));
  if (typeof words !== 'object' || words === null) throw new Error(`\`${path}\` holds no words`);
  return new Map(
    Object.entries(words).map(([english, word]: [string, unknown]) => {
      if (typeof word !== 'string') throw new Error(`\`${english}\` in \`${path}\` is not a text`);
      return [english, word];
    }),
  );
}
