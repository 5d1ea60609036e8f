import type { Paragraph, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { defined } from '../../model/defined.js';
import { remembered } from '../../model/remembered.js';
import type { DefinitionListNode } from '../../model/tree/nodes.js';
import type { DefinitionDescriptionNode, DefinitionTermNode } from '../../model/tree/part-nodes.js';
import { makeCitations } from './citations.js';
import { makeEquations } from './equations.js';
import { makeEditsCheap, parseSections } from './parse-sections.js';
import { makePictures } from './pictures.js';

// Once for the process, before anything is parsed: it replaces a method that all parsers of micromark share.
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
  const parsed = makePictures(makeEquations(parseSections(text, parseSection), text), text);
  return makeDefinitionLists(makeCitations(parsed, text), text);
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

/** The lines of a paragraph; none where its source does not tell them: `&#10;` is a line break in the text and none in the source. */
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
