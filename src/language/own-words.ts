import { flatTexts, type LanguageFiles, messagesFile, parseOwnFile, partOf } from './brought.js';
import { readPrepared, stemming } from './prepared.js';
import { toSerbianLatin, writtenForm } from './serbian-latin.js';

/** The files of the tool, as far as its own words need them. */
interface WordFiles extends LanguageFiles {
  list(folder: string): Promise<readonly string[]>;
}

/**
 * What Tallybook itself puts into data, such as "not available", in a language: by the English
 * text; from the project where it brings the language. None for English. Throws where the file of the tool is no mapping of texts.
 */
export async function loadOwnWords(
  tag: string,
  tool: WordFiles,
  project?: LanguageFiles,
): Promise<ReadonlyMap<string, string>> {
  const path = `own-words/${writtenForm(tag)}`;
  if (!(await tool.exists(`${path}.yaml`))) {
    const prepared = await readPrepared(tag, tool);
    const stem = stemming(prepared ?? {});
    const base = prepared?.from === undefined ? [] : await wordsInItsLetters(prepared.from, tool);
    const brought = await partOf(messagesFile(tag), 'words', project);
    return new Map([
      ...[...base].map(([english, word]) => [english, stem(word)] as const),
      ...wordsOf(prepared?.words),
      ...wordsOf(brought),
    ]);
  }
  const paths = [`${path}.yaml`, ...(await tool.list(path)).map((name) => `${path}/${name}`)];
  const read = await Promise.all(paths.map(async (each) => wordsIn(await tool.readText(each), each)));
  return new Map(read.flat());
}

/** The English texts of all that Tallybook puts into data; every language that it speaks has them. */
export const askedWords = async (tool: WordFiles): Promise<ReadonlySet<string>> =>
  new Set((await loadOwnWords('sq', tool)).keys());

/** Reports in `sr-Latn` are written in Cyrillic first; a language that is written from it never is. */
async function wordsInItsLetters(tag: string, tool: WordFiles): Promise<ReadonlyMap<string, string>> {
  const words = await loadOwnWords(tag, tool);
  if (writtenForm(tag) === tag) return words;
  return new Map([...words].map(([english, word]) => [english, toSerbianLatin(word)]));
}

function wordsIn(text: string, path: string): readonly (readonly [string, string])[] {
  const words = parseOwnFile(text);
  if (typeof words !== 'object' || words === null) throw new Error(`\`${path}\` holds no words`);
  return Object.entries(words).map(([english, word]: [string, unknown]) => {
    if (typeof word !== 'string') throw new Error(`\`${english}\` in \`${path}\` is not a text`);
    return [english, word];
  });
}

/** English texts may have points, so that their keys do not nest. */
const wordsOf = (words: unknown): readonly (readonly [string, string])[] => Object.entries(flatTexts(words));
