/** Texts of files as YAML has them, whatever stands in them. */

/** What YAML reads as something else than a text. */
const otherThings = /^(?:y|n|yes|no|on|off|true|false|null|\.nan|[+-]?\.inf)$/i;

/** A text as a scalar that is read as that text, in a line of its own and inside brackets. */
export const scalar = (text: string): string =>
  /^\p{L}(?:[\p{L}\p{N}_./ -]*[\p{L}\p{N}_])?$/u.test(text) && !otherThings.test(text)
    ? text
    : JSON.stringify(text);

/** `[a, b, c]`. */
export const list = (texts: readonly string[]): string => `[${texts.map(scalar).join(', ')}]`;

/** `{a: b, c: d}`. */
export const mapping = (pairs: readonly (readonly [string, string])[]): string =>
  `{${pairs.map(([key, value]) => `${scalar(key)}: ${scalar(value)}`).join(', ')}}`;

/** A text in a comment: on one line, and nothing in it that would not be seen. */
export const quoted = (text: string): string => `\`${text.replace(/\s+/g, ' ').slice(0, 60)}\``;
