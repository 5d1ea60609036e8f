import { remembered } from '../model/remembered.js';
import { flatTexts, type LanguageFiles, messagesFile, parseOwnFile, partOf } from './brought.js';
import type { MessageId } from './message-id.js';
import { readPrepared, stemming } from './prepared.js';
import { toSerbianLatin, writtenForm } from './serbian-latin.js';

/** The files of the tool, as far as messages need them. */
interface MessageFiles extends LanguageFiles {
  list(folder: string): Promise<readonly string[]>;
}

/** ICU message sources of one language by id (`document.figure`). */
export type MessageCatalogue = Readonly<Record<string, string>>;

/**
 * The catalogue in the texts of message files: YAML whose nested keys join with a point. Throws when a leaf is not a
 * string or a second file defines it again: message files ship with the tool, so that is a fault of the tool.
 */
export const parseCatalogue = remembered(readCatalogue, 4);

function readCatalogue(...texts: readonly string[]): MessageCatalogue {
  const catalogue: Record<string, string> = {};
  const visit = (node: unknown, path: string): void => {
    if (typeof node === 'string') {
      if (Object.hasOwn(catalogue, path)) throw new Error(`Message \`${path}\` is defined twice`);
      catalogue[path] = node;
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node)) visit(child, path === '' ? key : `${path}.${key}`);
    } else throw new Error(`Message \`${path}\` is not a string`);
  };
  for (const text of texts) visit(parseOwnFile(text), '');
  return catalogue;
}

/**
 * What the tool says in a language: `messages/TAG.yaml`, and a file of each extension beside it in `messages/TAG/`. Where the tool
 * does not speak it, what is written of it, and the rest in English with a mark: a draft prints that, and no other build. Rejects with
 * a `FileProblem` where nobody has words in it.
 */
export async function loadCatalogue(
  tag: string,
  tool: MessageFiles,
  project?: LanguageFiles,
): Promise<MessageCatalogue> {
  const written = await writtenCatalogue(tag, tool, project);
  if (written === undefined) return ownCatalogue(tag, tool);
  if (await isSpoken(tag, tool)) return written;
  const english = await ownCatalogue('en', tool);
  return { ...mapTexts(english, marked), ...written };
}

/**
 * The messages of a language that are written: all where the tool speaks it; else those of the project, those that Tallybook has
 * prepared, and those of the language that it is written from. Undefined where nobody has any.
 */
export async function writtenCatalogue(
  tag: string,
  tool: MessageFiles,
  project?: LanguageFiles,
): Promise<MessageCatalogue | undefined> {
  if (await isSpoken(tag, tool)) return ownCatalogue(tag, tool);
  const prepared = await readPrepared(tag, tool);
  const brought = await partOf(messagesFile(tag), 'messages', project);
  if (prepared === undefined && brought === undefined) return undefined;
  const base = prepared?.from === undefined ? undefined : await writtenCatalogue(prepared.from, tool);
  return {
    ...(prepared && base && mapTexts(base, stemming(prepared))),
    ...flatTexts(prepared?.messages),
    ...flatTexts(brought),
  };
}

const mapTexts = (catalogue: MessageCatalogue, change: (text: string, id: string) => string) =>
  Object.fromEntries(Object.entries(catalogue).map(([id, text]) => [id, change(text, id)]));

/** Stands before what a draft says in English for lack of another text. */
export const englishMark = '[en] ';

/** Messages without words of their own, and those that others are made of, stay as they are. */
const marked = (text: string, id: string): string =>
  /\p{L}{2}/u.test(text.replace(/\{[^{}]*\}/gu, '')) && id !== 'document.annex-letters'
    ? englishMark + text
    : text;

async function ownCatalogue(tag: string, tool: MessageFiles): Promise<MessageCatalogue> {
  const written = writtenForm(tag);
  const own = await tool.readText(`messages/${written}.yaml`);
  const names = await tool.list(`messages/${written}`);
  const others = names.map((name) => tool.readText(`messages/${written}/${name}`));
  const texts = [own, ...(await Promise.all(others))];
  // What a message takes and how it chooses is in Latin letters already: only its words have others.
  return written === tag
    ? parseCatalogue(...texts)
    : { ...parseCatalogue(...texts.map((text) => toSerbianLatin(text))), ...ownInLatin };
}

/**
 * Messages whose Latin form does not follow letter by letter. Annexes are counted in the order of the alphabet, so the third is C, not
 * the V of `В`.
 */
const ownInLatin: Partial<Record<MessageId, string>> = {
  'document.annex-letters': 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z',
};

/** True of a language that Tallybook speaks. */
export const isSpoken = (tag: string, tool: Pick<MessageFiles, 'exists'>): Promise<boolean> =>
  tool.exists(messagesFile(writtenForm(tag)));
