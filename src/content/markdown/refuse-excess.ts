import type { Diagnostic } from '../../diagnostics.js';
import { limitProblem, type ResourceLimitName, type ResourceLimits } from '../../resource-limits.js';
import { locate, type PlacedText, tokenOpen } from '../template/marks.js';

/**
 * Counts what makes Markdown costly, before anything parses it. The parser takes minutes, or all of the stack, for
 * thousands of nested quotations, lists or containers, and looks back over a whole paragraph for each mark without a
 * partner. So its tree comes too late to see this. One pass from the first character to the last, which counts and
 * never looks back: its own work grows with the length of the text alone. It reads less exactly than the parser, and
 * errs towards counting: code is text to it.
 */

/** The first thing of which there is too much. */
interface MarkerExcess {
  readonly name: ResourceLimitName;
  readonly offset: number;
  /** Such as "101 lists and quotations inside each other". */
  readonly found?: number;
}

/** The first excess of a Markdown text; undefined where it can be parsed. */
export function findMarkerExcess(text: string, limits: ResourceLimits): MarkerExcess | undefined {
  const scan = new MarkerScan(text, limits);
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const excess = scan.line(start, end);
    if (excess !== undefined) return excess;
    start = end + 1;
  }
  return undefined;
}

const prefix = /[ \t]*(?:>|[-+*](?=[ \t\n]|$)|\d{1,9}[.)](?=[ \t\n]|$))/y;
const container = /[ \t]*:::+[ \t]*(\S)?/y;
const isSpace = (character: string | undefined): boolean => character === undefined || /\s/u.test(character);
const isPunctuation = (character: string | undefined): boolean => /[\p{P}\p{S}]/u.test(character ?? '');

/** Whether a run of marks stands at a word: what it touches there is no space, nor punctuation within a word. */
const flanks = (touched: string | undefined, beyond: string | undefined): boolean =>
  !isSpace(touched) && (!isPunctuation(touched) || isSpace(beyond) || isPunctuation(beyond));

/** The state of the scan: containers and lists that are open, and marks of the paragraph without a partner. */
class MarkerScan {
  private containers = 0;
  private links = 0;
  /** Columns at which the lists that are open begin. */
  private readonly lists: number[] = [];
  private readonly open = new Map<string, number>();
  private readonly ticks = new Set<number>();
  private unpaired = 0;
  private isAfterEmptyLine = true;

  constructor(
    private readonly text: string,
    private readonly limits: ResourceLimits,
  ) {}

  line(start: number, end: number): MarkerExcess | undefined {
    const { content, excess } = this.prefixes(start, end);
    if (excess !== undefined) return excess;
    if (content >= end) {
      this.endParagraph();
      return undefined;
    }
    this.isAfterEmptyLine = false;
    return this.containerAt(content) ?? this.marks(content, end);
  }

  private endParagraph(): void {
    this.isAfterEmptyLine = true;
    this.open.clear();
    this.ticks.clear();
    this.unpaired = 0;
  }

  /** Quotations and lists that begin in a line, and where its own text begins. */
  private prefixes(start: number, end: number): { content: number; excess?: MarkerExcess } {
    let quotations = 0;
    let isFirst = true;
    let at = start;
    for (prefix.lastIndex = at; ; ) {
      const found = prefix.exec(this.text);
      if (found === null || prefix.lastIndex > end) break;
      at = prefix.lastIndex;
      const marker = found[0].trimStart();
      const column = at - marker.length - start;
      if (marker === '>') quotations += 1;
      else {
        if (isFirst) while ((this.lists.at(-1) ?? -1) >= column) this.lists.pop();
        this.lists.push(column);
        isFirst = false;
      }
      const depth = quotations + this.lists.length;
      if (depth > this.limits.markdownDepth) {
        return {
          content: at,
          excess: { name: 'markdownDepth', offset: at - marker.length, found: depth },
        };
      }
    }
    while (at < end && (this.text[at] === ' ' || this.text[at] === '\t')) at += 1;
    // Text at the margin ends every list, unless it goes on with a paragraph.
    if (at === start && at < end && this.isAfterEmptyLine) this.lists.length = 0;
    return { content: at };
  }

  private containerAt(content: number): MarkerExcess | undefined {
    container.lastIndex = content;
    const found = container.exec(this.text);
    if (found === null) return undefined;
    if (found[1] === undefined) this.containers = Math.max(0, this.containers - 1);
    else this.containers += 1;
    if (this.containers <= this.limits.markdownDepth) return undefined;
    return {
      name: 'markdownDepth',
      offset: content,
      found: this.containers,
    };
  }

  private marks(start: number, end: number): MarkerExcess | undefined {
    for (let at = start; at < end; at++) {
      const character = this.text[at] ?? '';
      if (character === '\\') {
        at += 1;
        continue;
      }
      if (!'*_~`[]<'.includes(character)) continue;
      let length = 1;
      if (!'[]<'.includes(character)) {
        while (at + length < end && this.text[at + length] === character) length += 1;
      }
      const excess = this.mark(character, at, length);
      if (excess !== undefined) return excess;
      at += length - 1;
    }
    return undefined;
  }

  private mark(character: string, at: number, length: number): MarkerExcess | undefined {
    if (character === '`') return this.tick(at, length);
    if (character === '<') return '!?'.includes(this.text[at + 1] ?? ' ') ? this.alone(at) : undefined;
    if (character === '[') return this.opened('[', at, 1);
    if (character === ']') return this.closed('[', at, 1) ?? this.link(at);
    return character === '~' && length !== 2 ? undefined : this.emphasis(character, at, length);
  }

  /** *Source:* CommonMark 0.31.2, 6.2: runs of marks open before a word and close behind one. */
  private emphasis(character: string, at: number, length: number): MarkerExcess | undefined {
    const [before, after] = [this.text[at - 1], this.text[at + length]];
    const opens = flanks(after, before);
    const closes = flanks(before, after);
    // Between letters an underscore is part of a name.
    if (character === '_' && opens && closes) return undefined;
    const isOpen = (this.open.get(character) ?? 0) > 0;
    if (closes && (isOpen || !opens)) return this.closed(character, at, length);
    return opens ? this.opened(character, at, length) : undefined;
  }

  private opened(character: string, at: number, length: number): MarkerExcess | undefined {
    const depth = (this.open.get(character) ?? 0) + length;
    this.open.set(character, depth);
    if (depth <= this.limits.markdownDepth) return undefined;
    const offset = at + length - (depth - this.limits.markdownDepth);
    return {
      name: 'markdownDepth',
      offset,
      found: this.limits.markdownDepth + 1,
    };
  }

  private closed(character: string, at: number, length: number): MarkerExcess | undefined {
    const depth = this.open.get(character) ?? 0;
    this.open.set(character, Math.max(0, depth - length));
    return depth > 0 ? undefined : this.alone(at);
  }

  /** A run of backticks that is the first of its length looks for its partner through the whole paragraph. */
  private tick(at: number, length: number): MarkerExcess | undefined {
    if (this.ticks.has(length)) return undefined;
    this.ticks.add(length);
    return this.alone(at);
  }

  private alone(offset: number): MarkerExcess | undefined {
    this.unpaired += 1;
    if (this.unpaired <= this.limits.unpairedMarks) return undefined;
    return { name: 'unpairedMarks', offset, found: this.unpaired };
  }

  private link(at: number): MarkerExcess | undefined {
    if (!'([:'.includes(this.text[at + 1] ?? ' ')) return undefined;
    this.links += 1;
    if (this.links <= this.limits.links) return undefined;
    return { name: 'links', offset: at };
  }
}

/** The end of a line before a heading, with `#` or underlined, also in lists and quotations. */
const beforeHeading = /\n(?=(?:[ \t>]|[-+*] |\d{1,9}[.)] )*(?:#{1,6}(?:[ \t\n]|$)|(?:=+|-+)[ \t]*(?:\n|$)))/;

/**
 * What the parser makes things of: lines, cells, and marks in a line. Each comes to some 20 kB of its events and of our
 * nodes, and 0.1 ms, while a report is made, however short it is. Read less exactly than the parser does, it errs
 * towards counting.
 */
const part = new RegExp(
  `(\\n(?=[ \\t]*\\n))|(${beforeHeading.source})|(${tokenOpen})|\\n|[*_~\`]+|[[\\]<>&\\\\@|]|[-+] |\\d[.)] |://|www\\.`,
  'g',
);

/** A heading is a section with an id, a number and a line of the contents; a printed number bears its whole answer. */
const partsOf = { heading: 10, number: 4 } as const;

/** The characters of the heading behind the end of a line, or before it, where it is underlined. */
function headingLength(text: string, offset: number): number {
  const end = text.indexOf('\n', offset + 1);
  const isUnderlined = /^[=-]/.test(text.slice(offset + 1, offset + 2));
  if (isUnderlined) return offset - text.lastIndexOf('\n', offset - 1) - 1;
  return (end < 0 ? text.length : end) - offset - 1;
}

/** A cell is parsed alone, so that it costs the same in a table of any length. */
const isCell = (found: string): boolean => found === '|';

/**
 * The first excess of a Markdown text in what it is made of, beside each other rather than inside each other; undefined
 * where it can be parsed. Between two empty lines the parser compares marks with those before, and lines too, so that its
 * time grows with the square of their number: these have a limit of their own.
 */
export function findPartExcess(text: string, limits: ResourceLimits): MarkerExcess | undefined {
  let [parts, ofParagraph] = [0, 0];
  if (text.length > limits.reportCharacters) {
    return { name: 'reportCharacters', offset: limits.reportCharacters };
  }
  for (const match of text.matchAll(part)) {
    const { 0: found, 1: beforeEmptyLine, 2: heading, 3: number, index: offset } = match;
    if (heading !== undefined && headingLength(text, offset) > limits.titleCharacters)
      return { name: 'titleCharacters', offset: offset + 1 };
    parts += heading !== undefined ? partsOf.heading : number !== undefined ? partsOf.number : 1;
    if (beforeEmptyLine !== undefined) ofParagraph = 0;
    else if (!isCell(found)) ofParagraph += 1;
    if (ofParagraph > limits.paragraphParts) {
      return { name: 'paragraphParts', offset };
    }
    if (parts > limits.markdownParts) {
      return { name: 'markdownParts', offset };
    }
  }
  return undefined;
}

/** The errors of texts that no parser should be given, each where the first mark too many stands in its template. */
export function refuseExcess(texts: readonly PlacedText[], limits: ResourceLimits): Diagnostic[] {
  return texts.flatMap(({ text, map }) => {
    const excess = findMarkerExcess(text, limits) ?? findPartExcess(text, limits);
    if (excess === undefined) return [];
    const { offset, ...more } = excess;
    return [limitProblem({ ...more, limits, position: locate(map, offset) })];
  });
}
