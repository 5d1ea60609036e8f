import type { Root, RootContent } from 'mdast';
import { EditMap } from 'micromark-util-edit-map';

/** A heading after an empty line: what stands before it has ended, unless it is one of the few that only their own end ends. */
const sectionStart = /\n\n(?=#{1,6} )/g;

/** Blocks that have ended where an empty line follows, whatever comes then. */
const ended: ReadonlySet<string> = new Set<RootContent['type']>([
  'heading',
  'leafDirective',
  'paragraph',
  'table',
  'thematicBreak',
]);

/** Sections that a block may run through; text in which one runs further is parsed as one. */
const mostJoined = 8;

/**
 * The tree of a text, put together from those of its sections, so that `parse` may remember them: where a sentence changes, the
 * other sections are those that they were. `parse` is that of a whole text, and what it returns is copied and never changed. A text that may define what
 * is referred to elsewhere in it, and one that does not come apart, is parsed as a whole.
 */
export function parseSections(text: string, parse: (text: string) => Root): Root {
  const starts = text.includes(']:') ? [] : [...text.matchAll(sectionStart)].map(({ index }) => index + 2);
  const sections: { readonly from: number; readonly root: Root }[] = [];
  for (let from = 0, next = 0; from < text.length || sections.length === 0; ) {
    const last = Math.min(next + mostJoined, starts.length);
    let root: Root | undefined;
    let end = text.length;
    for (; next < last && root === undefined; next++) {
      end = starts[next] ?? text.length;
      const tried = parse(text.slice(from, end));
      if (ended.has(tried.children.at(-1)?.type ?? '')) root = tried;
    }
    if (root === undefined) end = text.length;
    sections.push({ from, root: root ?? parse(text.slice(from)) });
    from = end;
  }
  return joined(text, sections);
}

function joined(text: string, sections: readonly { readonly from: number; readonly root: Root }[]): Root {
  const [only] = sections;
  const children: RootContent[] = [];
  let [line, at] = [0, 0];
  let end = only?.root.position?.end;
  for (const { from, root } of sections) {
    line += linesIn(text, at, from);
    at = from;
    const copied = copy(root, { line, offset: from });
    for (const child of copied.children) children.push(child);
    end = copied.position?.end;
  }
  const start = only?.root.position?.start;
  return { type: 'root', children, ...(start && end && { position: { start: { ...start }, end } }) };
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

interface Shift {
  readonly line: number;
  readonly offset: number;
}

/** A tree of its own, some lines further down. */
function copy<Value>(value: Value, by: Shift): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const each: readonly unknown[] = value;
    // A copy is of the type of what it was made of.
    return each.map((part) => copy(part, by)) as Value;
  }
  const made: Record<string, unknown> = {};
  const isPoint = 'line' in value && 'column' in value && 'offset' in value;
  for (const [key, part] of Object.entries(value))
    made[key] =
      isPoint && typeof part === 'number' && key !== 'column'
        ? part + (key === 'line' ? by.line : by.offset)
        : copy(part, by);
  return made as Value;
}

/**
 * Makes the parser's edits cost what they change. For each quotation, list and underlined heading that ends, `EditMap`
 * of micromark copies all events before it out of their array and back. So 8,000 quotations take forty times as long as
 * 1,000. Here those before the first edit stay where they are; the result is the same. Nothing of micromark that is
 * public stands in between, so its one method is replaced.
 */
export function makeEditsCheap(): void {
  EditMap.prototype.consume = consume;
}

function consume(this: EditMap, events: Parameters<EditMap['consume']>[0]): undefined {
  const pieces: (typeof events)[] = [];
  for (const [at, remove, add] of this.map.sort(([a], [b]) => b - a)) {
    pieces.push(events.slice(at + remove), add);
    events.length = at;
  }
  for (const piece of pieces.reverse()) for (const event of piece) events.push(event);
  this.map.length = 0;
  this.index.clear();
}
