import type { Paragraph, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast';
import { EditMap } from 'micromark-util-edit-map';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { defined } from '../../model/defined.js';
import { remembered } from '../../model/remembered.js';
import type { DefinitionListNode } from '../../model/tree/nodes.js';
import type { DefinitionDescriptionNode, DefinitionTermNode } from '../../model/tree/part-nodes.js';
import { makeCitations } from './citations.js';

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

makeEditsCheap();

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkDirective)
  .use(withoutInlineDirectives)
  .freeze();

/**
 * Parses expanded text as CommonMark with GFM, footnotes, and container and leaf directives, and lists of terms. Inline directives are
 * off: they would eat `10:30` and `Total:28`. Raw HTML is kept as nodes, to be refused with a position.
 */
export function parseMarkdown(text: string): Root {
  return makeDefinitionLists(makeCitations(parseSections(text, parseSection), text), text);
}

/** The tree of a text as the parser makes it. */
export const parseAnew = (text: string): Root => parser.parse(text);

/** In a session, most sections of a text that changed are those that they were: as many are kept as a long report has. */
const parseSection = remembered(parseAnew, 400);

/** Takes the inline construct out of the extension before it: it bears no name by which `disable` would find it. */
function withoutInlineDirectives(this: Processor): void {
  const directives = this.data('micromarkExtensions')?.at(-1);
  if (directives !== undefined && 'text' in directives) delete directives.text;
}

/** A line of a paragraph. */
interface Line {
  readonly nodes: PhrasingContent[];
  /** `: ` begins it. */
  readonly opens: boolean;
  /** It is set in further than its paragraph, and goes on with the line before. */
  readonly indented: boolean;
}

/**
 * Makes lists of terms, in place, of paragraphs such as
 *
 *     Identified victim
 *     : A person whom the police found to be a victim.
 *
 * A term is one line; a definition goes on in lines that are set in, and may be followed by another, or by the next term.
 * Paragraphs of this kind that follow each other are one list.
 */
function makeDefinitionLists(root: Root, source: string): Root {
  // Most texts have none.
  if (/\n[ \t>]*:\s/.test(source)) makeIn(root, source);
  return root;
}

function makeIn(parent: Parents, source: string): void {
  const made: RootContent[] = [];
  for (const child of parent.children as RootContent[]) {
    const list = child.type === 'paragraph' ? listOf(child, source) : undefined;
    const before = made.at(-1);
    if (list !== undefined && before?.type === 'definitionList') {
      for (const part of list.children) before.children.push(part);
      if (before.position !== undefined && list.position !== undefined)
        before.position = { start: before.position.start, end: list.position.end };
    } else {
      if (child.type !== 'paragraph' && 'children' in child) makeIn(child, source);
      made.push(list ?? child);
    }
  }
  parent.children = made as never;
}

function listOf(paragraph: Paragraph, source: string): DefinitionListNode | undefined {
  const lines = linesOf(paragraph, source);
  const isTerm = (index: number): boolean => {
    const line = lines[index];
    return line !== undefined && !line.opens && !line.indented && lines[index + 1]?.opens === true;
  };
  if (!isTerm(0)) return undefined;
  const children: (DefinitionTermNode | DefinitionDescriptionNode)[] = [];
  let definition: PhrasingContent[] = [];
  lines.forEach(({ nodes, opens }, index) => {
    if (isTerm(index)) children.push({ type: 'definitionTerm', children: trimmed(nodes) });
    else if (opens) {
      definition = trimmed(nodes, /^:\s+/);
      children.push({ type: 'definitionDescription', children: [paragraphOf(definition)] });
    } else {
      definition.push({ type: 'text', value: '\n' }, ...nodes);
    }
  });
  return defined({
    type: 'definitionList',
    children,
    position: paragraph.position,
  });
}

function paragraphOf(children: PhrasingContent[]): Paragraph {
  const [start, end] = [children[0]?.position?.start, children.at(-1)?.position?.end];
  return { type: 'paragraph', children, ...(start && end && { position: { start, end } }) };
}

/** Without what opens a definition, and space around it. */
function trimmed(nodes: readonly PhrasingContent[], opening = /^/): PhrasingContent[] {
  return nodes.flatMap((node, index): PhrasingContent[] => {
    if (node.type !== 'text') return [node];
    const opened = index === 0 ? node.value.replace(opening, '') : node.value;
    const value = index === nodes.length - 1 ? opened.trimEnd() : opened;
    if (value === '') return [];
    return [moved({ ...node, value }, index === 0 ? node.value.length - opened.length : 0)];
  });
}

/** A text that begins later in its line. */
function moved(node: Text, by: number): Text {
  if (by === 0 || node.position === undefined) return node;
  const { start, end } = node.position;
  const { offset } = start;
  const from = {
    line: start.line,
    column: start.column + by,
    ...(offset !== undefined && { offset: offset + by }),
  };
  return { ...node, position: { start: from, end } };
}

/** The lines of a paragraph; one where its source does not tell them. */
function linesOf({ children, position }: Paragraph, source: string): Line[] {
  const margin = (position?.start.column ?? 1) - 1;
  const lines: Line[] = [{ nodes: [], opens: false, indented: false }];
  for (const node of children) {
    const from = node.position?.start.offset;
    if (node.type !== 'text' || from === undefined) {
      lines.at(-1)?.nodes.push(node);
      continue;
    }
    const written = source.slice(from, node.position?.end.offset).split('\n');
    const values = node.value.split('\n');
    if (written.length !== values.length) return [];
    let offset = from;
    values.forEach((value, index) => {
      const line = written[index] ?? '';
      const lead = index === 0 ? 0 : (/^[ \t>]*/.exec(line)?.[0].length ?? 0);
      if (index > 0) {
        lines.push({ nodes: [], opens: /^:\s/.test(line.slice(lead)), indented: lead > margin });
      }
      const at = { line: (node.position?.start.line ?? 1) + index, offset: offset + lead };
      const column = index === 0 ? (node.position?.start.column ?? 1) : lead + 1;
      const end = { line: at.line, column: column + line.length - lead, offset: offset + line.length };
      if (value !== '')
        lines.at(-1)?.nodes.push({ ...node, value, position: { start: { ...at, column }, end } });
      offset += line.length + 1;
    });
  }
  return lines;
}
