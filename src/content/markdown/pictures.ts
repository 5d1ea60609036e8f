/** Pictures that are figures: `![what it shows](o.png){#fig-o caption="..." width=60%}`, alone in their paragraph. */
import type { Image, Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast';
import { type PictureNode, type Side, sides } from '../../model/tree/nodes.js';
import { captionOf } from '../../model/tree/part-nodes.js';
import { sourcesNode } from '../../model/tree/table-nodes.js';
import { type FaultCall, type ProblemId, problem } from '../../problems/problem.js';
import { idPattern } from '../helpers/table.js';
import { hasToken, locate } from '../template/marks.js';
import type { Resolution } from './resolution.js';

/** Makes figures of pictures that have attributes behind them, in place. Their captions are Markdown, and hold helpers. */
export function makePictures(root: Root, source: string): Root {
  // Most texts have none.
  if (/\)\s*\{/.test(source)) makeIn(root, source);
  return root;
}

function makeIn(parent: Parents, source: string): void {
  parent.children = (parent.children as RootContent[]).map((child) => {
    if (child.type === 'paragraph') return pictureOf(child, source) ?? child;
    if ('children' in child) makeIn(child, source);
    return child;
  }) as never;
}

function pictureOf(paragraph: Paragraph, source: string): PictureNode | undefined {
  const [image, ...rest] = paragraph.children;
  const [from, to] = [image?.position?.end.offset, paragraph.position?.end.offset];
  if (image?.type !== 'image' || from === undefined || to === undefined) return undefined;
  const [, opening = '', text] = /^(\s*\{)([^{}]*)\}\s*$/.exec(source.slice(from, to)) ?? [];
  if (text === undefined) return undefined;
  return {
    type: 'picture',
    id: '',
    children: [captionOf(captionIn(rest, text, from + opening.length)), image, sourcesNode([])],
    written: { text, offset: from + opening.length },
    ...(paragraph.position && { position: paragraph.position }),
  };
}

const captionPattern = /(?:^|\s)caption="((?:[^"\\]|\\.)*)"/;

/**
 * The parsed words between the quotation marks of `caption`. They are found by counting these marks, since a node may be shorter
 * than its source, or have no place in it.
 */
function captionIn(nodes: readonly PhrasingContent[], text: string, offset: number): PhrasingContent[] {
  const match = captionPattern.exec(text);
  const words = match?.[1];
  if (match === null || words === undefined) return [];
  const end = match.index + match[0].length - 1;
  const start = end - words.length;
  const first = marksIn(text.slice(0, start));
  const last = nodes.reduce((sum, node) => sum + marksIn(textIn(node)), 0) - marksIn(text.slice(end));
  let seen = 0;
  return nodes.flatMap((node): PhrasingContent[] => {
    const before = seen;
    seen += marksIn(textIn(node));
    if (node.type !== 'text') return before >= first && before <= last ? [node] : [];
    const parts = node.value.split('"');
    const value = parts.filter((_, index) => before + index >= first && before + index <= last).join('"');
    if (value === '') return [];
    return [before < first ? placedAt({ ...node, value }, offset + start) : { ...node, value }];
  });
}

function textIn(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textIn).join('') : '';
}

const marksIn = (text: string): number => text.split('"').length - 1;

/** A text that begins later in its source. */
function placedAt(node: Text, offset: number): Text {
  if (node.position === undefined) return node;
  const { start, end } = node.position;
  return { ...node, position: { start: { ...start, offset }, end } };
}

/** An attribute as it is written. */
interface Attribute {
  /** `#` before an id. */
  readonly name: string;
  readonly value: string;
  readonly written: string;
  readonly offset: number;
}

/** Says what is wrong with an attribute. */
type Refuse = <Id extends ProblemId>(...fault: FaultCall<Id>) => false;

/** What each attribute sets; false where its value has been refused. */
const readers: Readonly<
  Record<string, (node: PictureNode, attribute: Attribute, refuse: Refuse) => boolean>
> = {
  '#': (node, { value, written }, refuse) => {
    node.id = value;
    return idPattern.test(value) || refuse('content/image.id-form', { written });
  },
  // Its words have been parsed.
  caption: () => true,
  source: (node, { value }, refuse) => {
    node.children[2] = sourcesNode([{ title: value.replaceAll(/\\(.)/g, '$1') }]);
    return (value !== '' && !hasToken(value)) || refuse('content/image.source');
  },
  width: (node, { value, written }, refuse) => {
    node.width = Number(/^(\d{1,3})%$/.exec(value)?.[1] ?? 0);
    return (node.width >= 10 && node.width <= 100) || refuse('content/image.width', { written });
  },
  beside: (node, { value, written }, refuse) => {
    const side = sides.find((each): each is Side => each === value);
    if (side !== undefined) node.beside = side;
    return side !== undefined || refuse('content/image.side', { written });
  },
};

/** As wide as a picture beside text is where nothing is said, in per cent of the text. */
const besidePart = 40;

/** A picture that is wider leaves the text beside it too short a line. */
const widestBeside = 60;

/** Reads the attributes of a picture, in place; the first that is at fault is told where it stands. */
export function readAttributes(node: PictureNode, resolution: Resolution): void {
  const { text = '', offset = 0 } = node.written ?? {};
  delete node.written;
  const names = new Set<string>();
  for (const attribute of attributesIn(text, offset)) {
    const { name, written } = attribute;
    const refuse: Refuse = (...fault) => refuseAt(resolution, attribute.offset, fault);
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    const isRead =
      /[“”„«»]/.test(written[name.length + 1] ?? '') && name !== '#'
        ? refuse('content/image.quotes', { name })
        : reader === undefined || names.has(name)
          ? refuse('content/image.attribute', { written: hasToken(written) ? '…' : written })
          : reader(node, attribute, refuse);
    if (!isRead) return;
    names.add(name);
  }
  if (node.beside !== undefined) node.width ??= besidePart;
  checkWhole(node, names, (...fault) => refuseAt(resolution, offset, fault));
}

function refuseAt<Id extends ProblemId>(
  { diagnostics, placed }: Resolution,
  offset: number,
  [id, ...given]: FaultCall<Id>,
): false {
  diagnostics.push(problem(id, locate(placed.map, offset), ...given));
  return false;
}

/** What a picture with a number must have, and what does not go together. */
function checkWhole(node: PictureNode, names: ReadonlySet<string>, refuse: Refuse): void {
  const [caption, image] = node.children;
  const { width = 0 } = node;
  if (!names.has('#')) refuse('content/image.id', { url: urlOf(image) });
  else if (caption.children.length === 0 || typeof image.title === 'string')
    refuse('content/image.caption', { url: urlOf(image) });
  else if (node.beside !== undefined && width > widestBeside)
    refuse('content/image.beside', { width, widestBeside });
}

const urlOf = ({ url }: Image): string => (hasToken(url) ? '…' : url);

/** The attributes in their order; what stands between them is one too, which nobody knows. */
function attributesIn(text: string, offset: number): Attribute[] {
  const pattern = /(#|[a-z]+=)(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))|\S+/g;
  return [...text.matchAll(pattern)].map(({ 0: written, 1: opening = '', 2: quoted, 3: plain, index }) => ({
    name: opening.replace('=', '') || written,
    value: quoted ?? plain ?? '',
    written,
    offset: offset + index,
  }));
}
