/**
 * Characters that a reader does not see and that a terminal, a log or an editor obeys. They are C0 and C1 controls, the
 * separators of lines and paragraphs, and the marks that turn the direction of text. No name of a file has them, and
 * nothing that is printed has them raw.
 */

const unseen = '\\p{Cc}\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';
const control = new RegExp(`[${unseen}]`, 'u');
const controls = new RegExp(`[${unseen}]`, 'gu');

/** What is wrong with a path that has control characters, as a whole sentence; undefined where it has none. */
export function controlInPath(path: string): string | undefined {
  const found = control.exec(path)?.[0];
  if (found === undefined) return undefined;
  const name = `U+${hex(found).toUpperCase()}`;
  return `The path \`${path}\` has ${name}, a character that cannot be seen`;
}

/**
 * A text as it is printed within one line: what would not be seen stands as its escape, such as `\n` or `\u001b`, but
 * for the characters in `kept`.
 */
export function visible(text: string, kept = ''): string {
  return text.replace(controls, (character) => (kept.includes(character) ? character : escaped(character)));
}

/** The same for several lines: line feeds stay. No line is a command of GitHub Actions (`::`) or of Azure Pipelines (`##[`). */
export function visibleLines(text: string): string {
  return visible(text, '\n')
    .replace(/^(\s*)::/gm, '$1\\::')
    .replaceAll('##[', '##\\[');
}

/** JSON as it is printed: the same value, with nothing in it that a terminal or a log obeys. */
export function visibleJson(json: string): string {
  return json.replace(controls, (character) => `\\u${hex(character)}`).replaceAll('##[', '##\\u005b');
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (character: string): string => short[character] ?? `\\u${hex(character)}`;

const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');
