import { type LanguageFiles, messagesFile, parseOwnFile, partOf } from './brought.js';
import { literally } from './literally.js';
import { writtenForm } from './serbian-latin.js';

/**
 * A language that Tallybook begins and does not speak: `prepared/TAG.yaml` has the words that there are. One that is written from
 * another, as Croatian is from Serbian, has only what differs.
 */
export interface Prepared {
  /** The language that it is written from. */
  readonly from?: string;
  /** Words that differ from that one, `*` for any ending: `izveštaj*` is `izvještaj*`. */
  readonly stems?: Readonly<Record<string, string>>;
  /** As in a file of messages that a project brings. */
  readonly messages?: unknown;
  readonly words?: unknown;
  /** As in a lexicon that a project brings. */
  readonly language?: unknown;
  readonly read?: unknown;
}

const preparedFile = (tag: string): string => `prepared/${tag}.yaml`;

/** True of a language that Tallybook begins. */
export const isPrepared = (tag: string, tool: Pick<LanguageFiles, 'exists'>): Promise<boolean> =>
  tool.exists(preparedFile(tag));

/** What Tallybook has of a language that it begins; undefined of any other. */
export const readPrepared = async (tag: string, tool: LanguageFiles): Promise<Prepared | undefined> =>
  (await isPrepared(tag, tool))
    ? (parseOwnFile(await tool.readText(preparedFile(tag))) as Prepared)
    : undefined;

/**
 * Writes texts of the language that another is written from in the words of that other. A pattern of a lexicon may begin with a choice:
 * `[Ii]zveštaj`.
 */
export function stemming({ stems = {} }: Pick<Prepared, 'stems'>): (text: string) => string {
  const words = Object.keys(stems);
  if (words.length === 0) return (text) => text;
  const pattern = stemPattern(words);
  const write = (found: string): string => {
    const start = found.startsWith('[') ? found.slice(0, 4) : found.charAt(0);
    const small = start.replace('[', '').charAt(0).toLowerCase();
    const word = small + found.slice(start.length);
    const stem = stems[word] ?? stems[`${word}*`]?.slice(0, -1) ?? found;
    const [first, large] = [stem.charAt(0), stem.charAt(0).toUpperCase()];
    const begun = start.length > 1 ? `[${large}${first}]` : start === small ? first : large;
    return begun + stem.slice(1);
  };
  return (text) => text.replace(pattern, write);
}

/** The longest first, since one may begin another. */
function stemPattern(words: readonly string[]): RegExp {
  const longest = words.toSorted((one, other) => other.length - one.length);
  const each = longest.map((word) => {
    const [small, large] = [word.charAt(0), word.charAt(0).toUpperCase()];
    const rest = word.endsWith('*') ? literally(word.slice(1, -1)) : `${literally(word.slice(1))}(?!\\p{L})`;
    return `(?:[${small}${large}]|\\[(?:${small}${large}|${large}${small})\\])${rest}`;
  });
  return new RegExp(`(?<!\\p{L})(?:${each.join('|')})`, 'gu');
}

/**
 * True of a language whose words no native reader has read, as far as its file says: that of the project, else that of Tallybook, has
 * `read` with who and when.
 */
export async function isUnread(tag: string, tool: LanguageFiles, project?: LanguageFiles): Promise<boolean> {
  if (await tool.exists(messagesFile(writtenForm(tag)))) return false;
  const own = await partOf(messagesFile(tag), 'read', project);
  return own === undefined && (await readPrepared(tag, tool))?.read === undefined;
}
