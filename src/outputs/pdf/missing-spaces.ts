import type { ContentEdits } from './content-edits.js';
import type { MatchedText } from './matched-words.js';
import type { ContentStream } from './page-content.js';
import type { Painting } from './painted-text.js';
import type { ReadText } from './printed-words.js';
import type { UnicodeMap } from './unicode-maps.js';

/**
 * Paints a space behind each text that a space follows in the report and none in the PDF: Chromium drops those at which
 * a line breaks, and those between the parts of a heading, so that a reader would hear "nobodyin Kosovo". Nothing moves,
 * since Chromium places every glyph by itself.
 *
 * Source: ISO 32000-1, 14.8.2.5 (words are parted by white space).
 */
export function restoreSpaces(
  read: readonly ReadText[],
  matched: readonly MatchedText[],
  painted: ReadonlyMap<ContentStream, Painting>,
  edits: ContentEdits,
): void {
  const needsSpace = new Set(matched.flatMap(({ read: text, followsSpace }) => (followsSpace ? [text] : [])));
  for (const [index, text] of read.entries()) {
    const before = read[index - 1];
    if (before === undefined || !needsSpace.has(text)) continue;
    if (/\s$/.test(before.painted.text) || /^\s/.test(text.painted.text)) continue;
    const { stream, painted: last } = before;
    const space = spaceOf(last.font, last.size, painted.get(stream)?.fonts ?? new Map());
    if (space !== undefined) edits.add(stream, [{ start: last.end, end: last.end, text: `\n${space}` }]);
  }
}

/** The instruction that paints a space in a font, or in another of the page where that font holds none. */
function spaceOf(font: string, size: string, fonts: ReadonlyMap<string, UnicodeMap>): string | undefined {
  const own = spaceIn(fonts.get(font));
  if (own !== undefined) return `<${own}> Tj`;
  for (const [name, map] of fonts) {
    const code = spaceIn(map);
    if (code !== undefined) return `/${name} ${size} Tf <${code}> Tj /${font} ${size} Tf`;
  }
  return undefined;
}

function spaceIn(map: UnicodeMap | undefined): string | undefined {
  for (const [code, text] of map ?? []) if (text === ' ') return code;
  return undefined;
}
