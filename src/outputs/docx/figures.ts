import type { Image, Nodes } from 'mdast';
import type { Element } from 'xast';
import type { ChartNode } from '../../model/tree/nodes.js';
import type { DrawingNode, ToldLineNode } from '../../model/tree/part-nodes.js';
import { captionLine, subtitleLine } from './captions.js';
import { e, numberOf, w } from './ooxml.js';
import { inline } from './phrasing.js';
import { legendLine, sourceLines } from './table-foot.js';
import type { Around, Handlers, Made, Marks, Writing } from './writing.js';

/** A picture, in CSS pixels. */
export interface Picture {
  readonly bytes: Uint8Array;
  /** `svg`, `png`, `jpeg`. */
  readonly kind: string;
  readonly width: number;
  readonly height: number;
  /** What is read in its place; empty where it is decoration. */
  readonly alternative: string;
}

const svgExtension = '{96DAC541-7B7A-43D3-8B79-37D633B846F1}';
const decorativeExtension = '{C183D7F6-B498-43B3-948B-1728B52AA6E4}';
/** A CSS pixel and a twentieth of a point in English Metric Units. */
const pixel = 9525;
const twip = 635;

/** Charts, and what stands in them. */
export function figureHandlers(
  writing: Writing,
): Handlers<'chart' | 'title' | 'subtitle' | 'description' | 'drawing'> {
  return {
    chart: (node, visit) => (around) => chart(writing, node, visit, around),
    title: inline,
    subtitle: inline,
    description: inline,
    drawing: (node) => () => [pictureRun(writing, drawnPicture(node))],
  };
}

function chart(
  writing: Writing,
  node: ChartNode,
  visit: (node: Nodes) => Made,
  around: Around,
): readonly Element[] {
  const [title, subtitle, drawn] = node.children;
  const head = [
    captionLine(writing, node, 'figure', inline(title, visit)(around), around),
    ...subtitleLine(writing, inline(subtitle, visit)(around), around),
  ];
  if (drawn?.type !== 'drawing') return head;
  const [, , legend, notes, sources] = drawn.children;
  const foot = [
    ...legendLine(writing, legend, { ...around, style: 'Tallybook Note' }),
    ...sourceLines(writing, sources, notes, { ...around, style: 'Tallybook Source' }),
  ];
  const keeps = foot.length > 0 && ({ keepNext: true } as const);
  return [...head, writing.paragraph(visit(drawn)(around), { ...around, ...keeps }), ...foot];
}

/** What a chart draws, without the keys by which the page finds its numbers. */
function drawnPicture({ svg, width, children: [, telling] }: DrawingNode): Picture {
  const plain = svg.replace(/ (?:data-[a-z-]+|aria-[a-z]+|role|focusable)="[^"]*"/g, '');
  const [, height = '1'] = /viewBox="[\d.-]+ [\d.-]+ [\d.]+ ([\d.]+)"/.exec(svg) ?? [];
  return {
    bytes: new TextEncoder().encode(plain),
    kind: 'svg',
    width,
    height: Number(height),
    alternative: telling.children.map(toldWords).join(' '),
  };
}

const toldWords = ({ children }: ToldLineNode): string =>
  children.map((part) => (part.type === 'value' ? part.entry.text : part.value)).join('');

/** A picture from a file, which the tree holds as a data address. */
export function placedPicture(writing: Writing, { data, alt }: Image, _marks: Marks): Element[] {
  const [, type = '', base64 = ''] = /^data:image\/([a-z+]+);base64,(.*)$/s.exec(data?.source ?? '') ?? [];
  if (base64 === '') return writing.words(alt ?? '');
  const { width = 300, height = 200 } = data ?? {};
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  return [
    pictureRun(writing, { bytes, kind: type.replace('+xml', ''), width, height, alternative: alt ?? '' }),
  ];
}

/** A picture that stands in the line like a letter, no wider than the text. */
export function pictureRun(writing: Writing, picture: Picture): Element {
  const id = writing.nextPicture();
  const scale = Math.min(1, (writing.width * twip) / (picture.width * pixel));
  const [cx, cy] = [picture.width, picture.height].map((side) => Math.round(side * pixel * scale));
  const name = `picture${id}`;
  const { alternative } = picture;
  const embed = embedded(writing, picture);
  const graphics = 'http://schemas.openxmlformats.org/drawingml/2006/picture';
  const shown = e(
    'pic:pic',
    {},
    e('pic:nvPicPr', {}, e('pic:cNvPr', { id, name, descr: alternative }), e('pic:cNvPicPr', {})),
    e('pic:blipFill', {}, embed, e('a:stretch', {}, e('a:fillRect', {}))),
    e(
      'pic:spPr',
      {},
      e('a:xfrm', {}, e('a:off', { x: 0, y: 0 }), e('a:ext', { cx, cy })),
      e('a:prstGeom', { prst: 'rect' }, e('a:avLst', {})),
    ),
  );
  return w(
    'r',
    {},
    w(
      'drawing',
      {},
      e(
        'wp:inline',
        { distT: 0, distB: 0, distL: 0, distR: 0 },
        e('wp:extent', { cx, cy }),
        e('wp:docPr', { id, name, descr: alternative }, alternative === '' && decorative()),
        e('wp:cNvGraphicFramePr', {}, e('a:graphicFrameLocks', { noChangeAspect: 1 })),
        e('a:graphic', {}, e('a:graphicData', { uri: graphics }, shown)),
      ),
    ),
  );
}

/** Says that a picture is decoration, so that a reader who listens is not told of it. */
const decorative = (): Element => {
  const name = 'http://schemas.microsoft.com/office/drawing/2017/decorative';
  const mark = e('adec:decorative', { 'xmlns:adec': name, val: 1 });
  return e('a:extLst', {}, e('a:ext', { uri: decorativeExtension }, mark));
};

/** The file of a picture, each once. */
function embedded(writing: Writing, { bytes, kind }: Picture): Element {
  const file = `media/image${numberOf(Buffer.from(bytes).toString('latin1'))}.${kind}`;
  writing.pack.add(`word/${file}`, bytes);
  const relation = writing.relate('image', file);
  if (kind !== 'svg') return e('a:blip', { 'r:embed': relation });
  const name = 'http://schemas.microsoft.com/office/drawing/2016/SVG/main';
  const svg = e('asvg:svgBlip', { 'xmlns:asvg': name, 'r:embed': relation });
  return e('a:blip', { 'r:embed': relation }, e('a:extLst', {}, e('a:ext', { uri: svgExtension }, svg)));
}
