import type { ContentEdits } from './content-edits.js';
import type { MatchedText } from './matched-words.js';
import type { ContentStream } from './page-content.js';
import type { Painting } from './painted-text.js';
import type { ReadText } from './printed-words.js';
import type { UnicodeMap } from './unicode-maps.js';

/**
 * Paints a space behind each text that a space follows in the report and none in the PDF. Chromium drops those at which
 * a line breaks and those between the parts of a heading, so that a reader would hear "nobodyin Kosovo". Nothing moves,
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
  const spaces = new Spaces();
  const needsSpace = new Set(matched.flatMap(({ read: text, followsSpace }) => (followsSpace ? [text] : [])));
  for (const [index, text] of read.entries()) {
    const before = read[index - 1];
    if (before === undefined || !needsSpace.has(text)) continue;
    if (/\s$/.test(before.painted.text) || /^\s/.test(text.painted.text)) continue;
    const { stream, painted: last } = before;
    const space = spaces.of(last.font, last.size, painted.get(stream)?.fonts ?? new Map());
    if (space !== undefined) edits.add(stream, [{ start: last.end, end: last.end, text: `\n${space}` }]);
  }
}

class Spaces {
  /** The code of the space of each font, which most pages share; undefined of one that has none. */
  private readonly codes = new Map<UnicodeMap, string | undefined>();

  /** The instruction that paints a space in a font, or in another of the page where that font holds none. */
  of(font: string, size: string, fonts: ReadonlyMap<string, UnicodeMap>): string | undefined {
    const own = this.codeIn(fonts.get(font));
    if (own !== undefined) return `<${own}> Tj`;
    for (const [name, map] of fonts) {
      const code = this.codeIn(map);
      if (code !== undefined) return `/${name} ${size} Tf <${code}> Tj /${font} ${size} Tf`;
    }
    return undefined;
  }

  private codeIn(map: UnicodeMap | undefined): string | undefined {
    if (map === undefined || this.codes.has(map)) return map && this.codes.get(map);
    const code = [...map].find(([, text]) => text === ' ')?.[0];
    this.codes.set(map, code);
    return code;
  }
}
