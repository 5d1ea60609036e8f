import { Document, isMap, isScalar, Pair, parseDocument, Scalar, YAMLMap } from 'yaml';
import type { MessageCatalogue } from '../../language/catalogue.js';
import { withPluralsOf } from '../../language/message-form.js';

/** What a file of messages is made from. */
interface Asked {
  readonly tag: string;
  readonly english: MessageCatalogue;
  /** The English texts that the tool puts into data. */
  readonly words: readonly string[];
}

/** A file with more in it. */
export interface Filled {
  readonly text: string;
  /** How many texts were added, to be filled in. */
  readonly added: number;
}

const explained = (
  tag: string,
): string => ` What Tallybook says in its reports, in \`${tag}\`: fill in the text behind each key; above it is the English one, with the plural forms
 that this language has by CLDR. {names} in braces stand for what is put there, and stay as they are, as do the words of a choice
 (select, yes, other); between \`{count, plural, one {\` and \`}\` stands what is said of one, # for the number itself.`;

/** The file of messages with each that it does not have yet, empty, its English text above it. */
export function messagesWith(before: string, { tag, english, words }: Asked): Filled {
  const document = before.trim() === '' ? new Document(new YAMLMap()) : parseDocument(before);
  if (before.trim() === '') document.commentBefore = explained(tag);
  const top = isMap(document.contents) ? document.contents : new YAMLMap();
  document.contents = top as typeof document.contents;
  let added = 0;
  for (const [id, text] of Object.entries(english)) {
    const path = id.split('.');
    const section = path.slice(0, -1).reduce((map, key) => mapIn(map, key), mapIn(top, 'messages'));
    if (add(section, path.at(-1) ?? id, withPluralsOf(text, tag))) added += 1;
  }
  const own = mapIn(
    top,
    'words',
    ' What Tallybook itself puts into data, by the English text. What stays empty is printed in English, unless\n data/translations has it.',
  );
  for (const word of words) if (add(own, word)) added += 1;
  return { text: document.toString({ lineWidth: 0 }), added };
}

/** The mapping at a key, made where there is none. */
function mapIn(map: YAMLMap, key: string, comment?: string): YAMLMap {
  const found: unknown = map.get(key, true);
  if (isMap(found)) return found as YAMLMap;
  const made = new YAMLMap();
  const name = new Scalar(key);
  if (comment !== undefined) name.commentBefore = comment;
  map.delete(key);
  map.items.push(new Pair(name, made));
  return made;
}

function add(map: YAMLMap, key: string, comment?: string): boolean {
  const found: unknown = map.get(key, true);
  if (found !== undefined && !(isScalar(found) && found.value === null)) return false;
  map.delete(key);
  const name = new Scalar(key);
  if (comment !== undefined) name.commentBefore = ` ${comment}`;
  const text = new Scalar('');
  text.type = Scalar.QUOTE_DOUBLE;
  map.items.push(new Pair(name, text));
  return true;
}
