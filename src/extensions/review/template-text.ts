import { commonPairs } from './common.js';
/** A word, blank, sign, mark of Markdown or call of a helper in a part of a template. */
export interface SourceToken {
  /** As it is printed; empty where it prints nothing of its own. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'words' | 'mark' | 'helper';
  /** It stands between the two ends of a block helper. */
  readonly isInside?: true;
}

const token = new RegExp(
  [
    String.raw`\{\{\{?[\s\S]*?\}\}\}?`, // a helper
    String.raw`\\[!-/:-@[-${'`'}{-~]`, // an escape
    String.raw`!?\[\^[^\]]*\]`, // a note
    String.raw`\]\([^)\s]*(?:\s+"[^"]*")?\)`, // where a link leads
    String.raw`\s*\{#[^}]*\}`, // an id
    String.raw`\s*\n[ \t>]*`, // the end of a line
    String.raw`\*\*|__|~~|[*_${'`'}[\]|]`, // marks
    String.raw`[\p{L}\p{M}\p{N}]+`,
    String.raw`\s+`,
    '[^]',
  ].join('|'),
  'gu',
);

/** The tokens of a template from one offset to another. */
export function sourceTokens(template: string, start: number, end: number): SourceToken[] {
  let depth = 0;
  return [...template.slice(start, end).matchAll(token)].map(({ 0: found, index }): SourceToken => {
    const place = { from: start + index, to: start + index + found.length };
    const [sign = '', second = ''] = found;
    if (found.startsWith('{{')) {
      if (/^\{\{~?#/.test(found)) depth++;
      if (/^\{\{~?\//.test(found)) depth--;
      return { ...place, kind: 'helper', text: '' };
    }
    const inside = depth > 0 ? { isInside: true as const } : {};
    if (found.length > 1 && sign === '\\') return { ...place, ...inside, kind: 'words', text: second };
    if (/^\s*\{#|^!?\[\^|^\]\(/.test(found)) return { ...place, ...inside, kind: 'mark', text: '' };
    if (/^(?:\*\*|__|~~|[*_`[\]|])$/.test(found)) return { ...place, ...inside, kind: 'mark', text: found };
    return { ...place, ...inside, kind: 'words', text: /^\s/u.test(found) ? ' ' : found.normalize() };
  });
}

/** A text with the ends of lines as written: a line that stands there keeps its own, another one has that of the line in its place. */
export function withLineEndsOf(written: string, text: string): string {
  const ends = written.match(/\r\n?|\n/g) ?? [];
  const lines = text.split('\n');
  const known = new Map(commonPairs(lines, written.split(/\r\n?|\n/)));
  let [was, end] = [-1, '\n'];
  return lines
    .map((line, at) => {
      was = known.get(at) ?? was + 1;
      end = ends[was] ?? end;
      return at === lines.length - 1 ? line : line + end;
    })
    .join('');
}
