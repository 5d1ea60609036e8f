/**
 * Characters that a reader does not see and that change what is read, or make two texts look alike. They are controls
 * other than tab and line ends, marks and overrides of direction, zero-width characters, and a byte order mark inside a
 * text. Characters of private use, which Tallybook keeps for itself, are too. The soft hyphen is none of them: it
 * serves typesetting.
 * *Source:* Unicode Technical Report 36, "Unicode Security Considerations", bidirectional text and invisible characters.
 */
const invisible =
  /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]/u;

/** The first such character of a text, as `U+202E`; undefined where there is none. */
export function invisibleIn(text: string): string | undefined {
  const code = invisible.exec(text)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
