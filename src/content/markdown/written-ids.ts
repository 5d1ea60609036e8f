/** What stands in braces at the end of a heading, a term, a paragraph or the caption of a table: its id, and what goes with it. */
import type {
  Heading,
  Node,
  Paragraph,
  Parents,
  PhrasingContent,
  RootContent,
  Table,
  TableRow,
  Text,
} from 'mdast';
import { defined } from '../../model/defined.js';
import { columnWidths } from '../../model/tree/data-table.js';
import type { CaptionedTableNode } from '../../model/tree/nodes.js';
import type { DefinitionTermNode } from '../../model/tree/part-nodes.js';
import { legendNode, sourcesNode } from '../../model/tree/table-nodes.js';
import type { Source } from '../../model/tree/table-parts.js';
import { visit } from '../../model/tree/visit.js';
import { idPattern } from '../helpers/table.js';
import { hasToken } from '../template/marks.js';
import type { Resolution } from './resolution.js';

const headingSuffix = /\s*\{\s*((?:[#.][^\s{}]*\s*)+)\}\s*$/;

/** Takes `{#id}`, `{.unnumbered}` and, of a chapter, `{.brief}` off the end of a heading and keeps them as its data. */
export function resolveHeadingId(heading: Heading, resolution: Resolution): void {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return;
  const match = headingSuffix.exec(last.value);
  if (match !== null) last.value = last.value.slice(0, match.index);
  const left = /\{[#.][^{}]*\}\s*$/.exec(last.value)?.[0].trim();
  if (left !== undefined) refuseSuffix(left, heading, resolution);
  if (match === null) return;
  if (last.value === '') heading.children.pop();
  const data = heading.data ?? {};
  for (const part of (match[1] ?? '').trim().split(/\s+/)) {
    if (part === '.unnumbered') data.unnumbered = true;
    else if (part === '.brief' && heading.depth === 1) Object.assign(data, { brief: true, unnumbered: true });
    else if (hasToken(part)) {
      resolution.refuse(heading, 'content/token-in-url.helper');
    } else if (/^#[a-z][a-z0-9-]*$/.test(part)) data.id = part.slice(1);
    else refuseSuffix(part, heading, resolution);
  }
  heading.data = data;
}

function refuseSuffix(written: string, heading: Heading, resolution: Resolution): void {
  resolution.refuse(heading, 'content/argument.unnumbered', { written });
}

/** Takes `{#id}` off the end of a term; without it the id is made of its words. */
export function resolveTermId(term: DefinitionTermNode, resolution: Resolution): void {
  const last = term.children.at(-1);
  const match = last?.type === 'text' ? /\s*\{#([^\s{}]*)\s*\}$/.exec(last.value) : null;
  if (last?.type !== 'text' || match === null) return;
  last.value = last.value.slice(0, match.index);
  const id = match[1] ?? '';
  if (/^[a-z][a-z0-9-]*$/.test(id)) term.id = id;
  else {
    resolution.refuse(term, 'content/argument.term', { id: hasToken(id) ? '…' : id });
  }
}

/** `{#par-x}` at the end of a paragraph. Numbers alone are left to the numbering: `par-12` is its own. */
const paragraphSuffix = /\s*\{\s*#(par-[a-z][a-z0-9-]*)\s*\}\s*$/;

/** Takes `{#par-...}` off the end of a paragraph and keeps it as its data, for references by number. */
export function resolveParagraphId(paragraph: Paragraph): void {
  const last = paragraph.children.at(-1);
  if (last?.type !== 'text') return;
  const match = paragraphSuffix.exec(last.value);
  if (match?.[1] === undefined) return;
  last.value = last.value.slice(0, match.index);
  if (last.value === '') paragraph.children.pop();
  paragraph.data = { ...paragraph.data, id: match[1] };
}

/**
 * Gives Markdown tables the caption that stands below them, in place: `: Caption {#tbl-id source="..."}`, as in
 * Pandoc, with or without an empty line between. Such a table has a number, a place in the list of tables, and the
 * sources of the numbers in it. A caption without a table, without words or without an id is reported.
 */
export function captionTables(parent: Parents, resolution: Resolution): void {
  const children = parent.children as RootContent[];
  for (let index = 0; index < children.length; index++) {
    const node = children[index];
    if (node === undefined) continue;
    if (node.type === 'table') captionTable(children, index, node, resolution);
    else if (node.type === 'paragraph' && opensCaption(node, resolution)) refuseOrphan(node, resolution);
    else if ('children' in node && node.type !== 'paragraph') captionTables(node, resolution);
  }
}

function captionTable(children: RootContent[], index: number, table: Table, resolution: Resolution): void {
  const next = children[index + 1];
  const inside = captionRow(table, resolution);
  if (inside !== undefined) {
    table.children.pop();
    children[index] = captioned(table, inside, inside.children[0]?.children ?? [], resolution);
  } else if (next?.type === 'paragraph' && opensCaption(next, resolution)) {
    children.splice(index, 2, captioned(table, next, next.children, resolution));
  }
}

/** A caption directly below the last row is parsed as a row of its own, empty but for the first cell. */
function captionRow(table: Table, resolution: Resolution): TableRow | undefined {
  const last = table.children.at(-1);
  const [first, ...rest] = last?.children ?? [];
  if (last === undefined || first === undefined || rest.some((cell) => cell.children.length > 0))
    return undefined;
  return opensCaption(first, resolution) && !sourceAt(last, resolution).startsWith('|') ? last : undefined;
}

/** `\:` at the start of a line is a colon that opens nothing, so the source is asked, not the text. */
function opensCaption(node: Node & { children: readonly Node[] }, resolution: Resolution): boolean {
  return /^:\s/.test(sourceAt(node, resolution));
}

function sourceAt(node: Node, { placed }: Resolution): string {
  const start = node.position?.start.offset;
  return start === undefined ? '' : placed.text.slice(start, start + 2);
}

function refuseOrphan(node: Paragraph, resolution: Resolution): void {
  resolution.refuse(node, 'content/table-caption.table');
}

function captioned(
  table: Table,
  at: Node,
  content: readonly PhrasingContent[],
  resolution: Resolution,
): CaptionedTableNode {
  const { caption, id, source, stays, written, isIllustrative } = takeSuffix(
    trimOpening(content),
    at,
    resolution,
  );
  const count = table.children[0]?.children.length ?? 0;
  const widths = written === undefined ? undefined : columnWidths(written, count);
  if (written !== undefined && widths === undefined)
    resolution.refuse(at, 'content/table-caption.widths', { widths: written, count });
  if (widths !== undefined) table.data = { ...table.data, widths };
  if (caption.length === 0) {
    resolution.refuse(at, 'content/table-caption.words');
  }
  return defined({
    type: 'captionedTable',
    id,
    children: [
      { type: 'caption', children: caption },
      table,
      legendNode([]),
      sourcesNode(withStated(sourcesOf([table], resolution), source)),
    ],
    stays,
    badge: isIllustrative && ('all' as const),
    at: resolution.at(table),
    position: table.position,
  });
}

function trimOpening([first, ...rest]: readonly PhrasingContent[]): PhrasingContent[] {
  if (first?.type !== 'text') return first === undefined ? rest : [first, ...rest];
  const value = first.value.replace(/^:\s*/, '');
  return value === '' ? rest : [{ ...first, value }, ...rest];
}

interface Suffix {
  readonly caption: PhrasingContent[];
  readonly id: string;
  readonly source?: string;
  readonly stays?: true;
  readonly isIllustrative?: true;
  /** The widths of its columns, as written. */
  readonly written?: string;
}

/** Takes `{#tbl-id source="..." widths="..." here illustrative}` off the end of a caption. */
function takeSuffix(content: PhrasingContent[], at: Node, resolution: Resolution): Suffix {
  const last = content.at(-1);
  const match = last?.type === 'text' ? /\s*\{([^{}]*)\}\s*$/.exec(last.value) : null;
  const written = match?.[1] ?? '';
  const [, id = '', source, widths, here, illustrative] =
    /^\s*#(\S+)(?:\s+source="([^"]+)")?(?:\s+widths="([^"]*)")?(\s+here)?(\s+illustrative)?\s*$/.exec(
      written,
    ) ?? [];
  if (!idPattern.test(id)) {
    if (match === null) resolution.refuse(at, 'content/table-caption.tbl-absent');
    else resolution.refuse(at, 'content/table-caption.tbl', { written: `{${written.trim()}}` });
  }
  const caption = match === null ? content : [...content.slice(0, -1), ...textBefore(last, match.index)];
  return {
    caption,
    id,
    ...(source !== undefined && { source }),
    ...(widths !== undefined && { written: widths }),
    ...(here !== undefined && { stays: true }),
    ...(illustrative !== undefined && { isIllustrative: true }),
  };
}

function textBefore(node: PhrasingContent | undefined, end: number): Text[] {
  if (node?.type !== 'text' || end === 0) return [];
  return [{ ...node, value: node.value.slice(0, end) }];
}

/** What the author states stands beside the sources of the numbers, and does not take their place. */
function withStated(sources: readonly Source[], stated: string | undefined): readonly Source[] {
  const isNew = stated !== undefined && !sources.some(({ title }) => title === stated);
  return isNew ? [...sources, { title: stated }] : sources;
}

/** The sources of the datasets whose numbers stand in the table, each once, in reading order. */
function sourcesOf(nodes: readonly Table[], { data }: Resolution): readonly Source[] {
  const sources = new Map<string, Source>();
  for (const node of nodes) {
    visit(node, 'value', ({ entry }) => {
      const names = [entry.quantity.dataset, ...entry.quantity.cells.map((cell) => cell.dataset)];
      for (const source of names.flatMap((name) => data[name]?.sources ?? [])) {
        sources.set(JSON.stringify([source.title, source.path]), source);
      }
    });
  }
  return [...sources.values()];
}
