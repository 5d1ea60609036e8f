import type { Element, Nodes } from 'hast';
import { h } from 'hastscript';
import type { Nodes as TextNodes } from 'mdast';
import { type Diagnostic, listNames } from '../../diagnostics.js';
import type { Theme } from '../../model/project/theme.js';
import { visit } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';
import {
  findElement,
  isText,
  type MarkupElement,
  type MarkupNode,
  readMarkup,
} from '../snapshot/read-markup.js';

/** How strong the colours of a drawing are on a cover, in the order in which it has them: there they are shades of one. */
const shades = [1, 0.62, 0.4, 0.26, 0.16];

const ink = '#ffffff';

/**
 * A figure of the report as its cover shows it: the marks alone, without words and axes, in shades of white. It is decoration,
 * since the report shows and tells the figure itself. Undefined where there is no such figure.
 */
export function coverFigure(body: Nodes, id: string): Element | undefined {
  const svg = drawingIn(body, id);
  if (svg === undefined) return undefined;
  const drawing = findElement(readMarkup(svg), ({ name }) => name === 'svg');
  if (drawing === undefined) return undefined;
  const marks = new Marks();
  const inner = marks.all(drawing.children);
  const { left, top, right, bottom } = marks;
  if (!(right > left && bottom > top)) return undefined;
  const box = [left - 3, top - 3, right - left + 6, bottom - top + 6]
    .map((each) => each.toFixed(1))
    .join(' ');
  const markup = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" fill="none">${inner}</svg>`;
  const src = `data:image/svg+xml;base64,${Buffer.from(markup).toString('base64')}`;
  return h('img', { className: ['cover-figure'], src, alt: '' });
}

/** The markup of the drawing of a figure, that for paper. */
function drawingIn(node: Nodes, id: string, isInside = false): string | undefined {
  if (node.type === 'raw') return isInside ? node.value : undefined;
  if (node.type !== 'element' && node.type !== 'root') return undefined;
  const inside = isInside || (node.type === 'element' && node.properties.id === id);
  for (const child of node.children) {
    const found = drawingIn(child, id, inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a group stands: drawings of ours are moved and turned by nothing else. */
type Shift = readonly [x: number, y: number];

/** The marks of a drawing, and the area that they take. */
class Marks {
  left = Number.POSITIVE_INFINITY;
  top = Number.POSITIVE_INFINITY;
  right = Number.NEGATIVE_INFINITY;
  bottom = Number.NEGATIVE_INFINITY;
  private readonly colours: string[] = [];

  all(nodes: readonly MarkupNode[], at: Shift = [0, 0], isMark = false): string {
    return nodes.map((node) => (isText(node) ? '' : this.one(node, at, isMark))).join('');
  }

  private one(element: MarkupElement, [x, y]: Shift, isMark: boolean): string {
    const { name, attributes, children } = element;
    const [dx = 0, dy = 0] = shiftOf(attributes.get('transform'));
    const at: Shift = [x + dx, y + dy];
    if (name === 'g') return this.all(children, at, isMark || attributes.has('data-mark'));
    const d = attributes.get('d');
    if (!isMark || name !== 'path' || d === undefined) return '';
    const [fill, stroke] = [attributes.get('fill') ?? 'none', attributes.get('stroke') ?? 'none'];
    const colour = fill === 'none' ? stroke : fill;
    // Patterns lie over the colour of their mark; white parts marks from one another.
    if (colour === 'none' || colour.startsWith('url(') || /^#f{3,6}$/i.test(colour)) return '';
    for (const [px, py] of pointsOf(d)) this.take(at[0] + px, at[1] + py);
    const paint =
      fill === 'none'
        ? `stroke="${ink}" stroke-width="${attributes.get('stroke-width') ?? 1}" stroke-linejoin="round"`
        : `fill="${ink}"`;
    return `<path transform="translate(${at[0]},${at[1]})" d="${d}" ${paint} opacity="${this.shadeOf(colour)}"/>`;
  }

  private shadeOf(colour: string): number {
    if (!this.colours.includes(colour)) this.colours.push(colour);
    return shades[Math.min(this.colours.indexOf(colour), shades.length - 1)] ?? 1;
  }

  private take(x: number, y: number): void {
    this.left = Math.min(this.left, x);
    this.right = Math.max(this.right, x);
    this.top = Math.min(this.top, y);
    this.bottom = Math.max(this.bottom, y);
  }
}

const shiftOf = (transform = ''): readonly number[] =>
  /^translate\(([^)]*)\)/
    .exec(transform)?.[1]
    ?.split(/[,\s]+/)
    .map(Number) ?? [];

/** Where a path goes, as it is drawn: its corners, and of curves and arcs their ends. */
function pointsOf(d: string): readonly Shift[] {
  const points: Shift[] = [];
  let [x, y]: [number, number] = [0, 0];
  for (const [, command = '', rest = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) ?? []).map(Number);
    const kind = command.toUpperCase();
    const take = (nextX: number, nextY: number): void => {
      [x, y] = [nextX, nextY];
      points.push([x, y]);
    };
    const size = { H: 1, V: 1, C: 6, Q: 4, A: 7 }[kind] ?? 2;
    for (let end = size; end <= numbers.length; end += size) {
      const [before = 0, last = 0] = [numbers[end - 2], numbers[end - 1]];
      const [fromX, fromY] = command === kind ? [0, 0] : [x, y];
      if (kind === 'H') take(fromX + last, y);
      else if (kind === 'V') take(x, fromY + last);
      else take(fromX + before, fromY + last);
    }
  }
  return points;
}

/** The figure that a cover is to show is one of its report. */
export function coverProblems(tree: TextNodes, figure: Theme['figure']): readonly Diagnostic[] {
  if (figure === undefined) return [];
  const ids: string[] = [];
  visit(tree, 'chart', ({ id }) => void ids.push(id));
  if (ids.includes(figure.id)) return [];
  const said = { id: figure.id, known: listNames(ids) };
  const none = ids.length === 0 ? { hint: 'the report has no chart: take the key out' } : {};
  return [problem('project/theme.figure', figure.position, said, none)];
}
