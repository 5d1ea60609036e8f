import { isText, type MarkupNode, readMarkup } from '../../../src/outputs/snapshot/read-markup.js';
import { softened } from './softened.js';

/** What no reader reads: looks and behaviour. */
const silent = new Set(['script', 'style']);
/** The elements of a drawing that say something; the rest are shapes. */
const spokenInDrawings = new Set(['svg', 'title', 'desc', 'text', 'tspan']);
/** Between two of these a space is one that a reader sees; elsewhere it only sets the source apart. */
const inSentences = new Set([
  'a',
  'abbr',
  'b',
  'code',
  'data',
  'del',
  'em',
  'img',
  'q',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
]);

/**
 * The body of a finished page as text: one element or run of text a line, indented by depth, without ids and
 * attributes but the words for a picture; of drawings the words alone. An element that holds nothing but text shares
 * its line.
 */
export function pageLines(html: string): string {
  const page = find(readMarkup(html), 'body');
  if (page === undefined) throw new Error('the page has no body');
  return `${shown(page)
    .flatMap((node) => linesOf(node, 0, false))
    .join('\n')}\n`;
}

function linesOf(node: MarkupNode, depth: number, drawn: boolean): string[] {
  const indent = '  '.repeat(depth);
  if (isText(node)) return [`${indent}"${softened(node.text)}"`];
  // A drawing for windows of another width has the words of the first, and `verify` holds it against them.
  const isRepeated = /\bfor-(?:desk|phone)\b/.test(node.attributes.get('class') ?? '');
  if (silent.has(node.name) || isRepeated) return [];
  const inDrawing = drawn || node.name === 'svg';
  // A group of shapes is as good as its words.
  if (inDrawing && !spokenInDrawings.has(node.name)) {
    return shown(node.children).flatMap((child) => linesOf(child, depth, true));
  }
  const [only, ...more] = node.children;
  if (only !== undefined && isText(only) && more.length === 0) {
    return [`${indent}${node.name} "${softened(only.text)}"`];
  }
  const spoken = node.attributes.get('alt');
  return [
    `${indent}${node.name}${spoken === undefined ? '' : ` (${softened(spoken)})`}`,
    ...shown(node.children).flatMap((child) => linesOf(child, depth + 1, inDrawing)),
  ];
}

/** Without white space that no reader sees. */
function shown(nodes: readonly MarkupNode[]): MarkupNode[] {
  const inSentence = (node: MarkupNode | undefined): boolean =>
    node !== undefined && (isText(node) || inSentences.has(node.name));
  return nodes.filter(
    (node, index) =>
      !isText(node) ||
      node.text.trim() !== '' ||
      (inSentence(nodes[index - 1]) && inSentence(nodes[index + 1])),
  );
}

/** The children of the first element of that name. */
function find(nodes: readonly MarkupNode[], name: string): readonly MarkupNode[] | undefined {
  for (const node of nodes) {
    if (isText(node)) continue;
    const found = node.name === name ? node.children : find(node.children, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
