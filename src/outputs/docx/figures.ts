import type { Image, Nodes } from 'mdast';
import type { Element } from 'xast';
import { defined } from '../../model/defined.js';
import type { ChartNode, PictureNode } from '../../model/tree/nodes.js';
import type { DrawingNode, ToldLineNode } from '../../model/tree/part-nodes.js';
import { captionLine, subtitleLine } from './captions.js';
import { e, numberOf, w } from './ooxml.js';
import { inline } from './phrasing.js';
import { chartDrawing, svgIn } from './pictures.js';
import { legendLine, sourceLines } from './tables/table-foot.js';
import type { Around, Handlers, Made, Writing } from './writing.js';

/** A picture, in CSS pixels. */
export interface Picture {
  /** `svg`, `png`, `jpeg`. */
  readonly kind: string;
  /** Of an SVG its text, of any other its bytes. */
  readonly svg?: string;
  readonly bytes?: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** What is read in its place; empty where it is decoration. */
  readonly alternative: string;
  /** What it is called, such as "Figure 3". */
  readonly name?: string;
  /** How wide it is, in per cent of the text; its own size where nothing is said. */
  readonly part?: number;
}

const svgExtension = '{96DAC541-7B7A-43D3-8B79-37D633B846F1}';
const decorativeExtension = '{C183D7F6-B498-43B3-948B-1728B52AA6E4}';
/** A CSS pixel and a twentieth of a point in English Metric Units. */
const pixel = 9525;
const twip = 635;

/** Charts, and what stands in them. */
export function figureHandlers(
  writing: Writing,
): Handlers<'chart' | 'picture' | 'title' | 'subtitle' | 'description' | 'drawing'> {
  return {
    chart: (node, visit) => (around) => chart(writing, node, visit, around),
    picture: (node, visit) => (around) => picture(writing, node, visit, around),
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
  // A reader finds it by its name among the objects of the file; what it shows is its alternative text.
  const name = writing.input.language.message('document.figure', { number: node.enumerator ?? '' });
  const picture = pictureRun(writing, { ...drawnPicture(drawn), name });
  const keeps = foot.length > 0 && ({ keepNext: true } as const);
  return [...head, writing.paragraph([picture], { ...around, ...keeps }), ...foot];
}

/** A picture from a file, with its number, caption and source. */
function picture(
  writing: Writing,
  node: PictureNode,
  visit: (node: Nodes) => Made,
  around: Around,
): readonly Element[] {
  const [caption, image, sources] = node.children;
  const { enumerator = '', beside, width } = node;
  const name = writing.input.language.message('document.figure', { number: enumerator });
  const textWidth = writing.width;
  const frame = beside && {
    side: beside,
    width: Math.round((textWidth * (width ?? 100)) / 100),
  };
  const framed: Around = defined({ ...around, frame });
  const look: Pick<Picture, 'name' | 'part'> = defined({ name, part: frame === undefined ? width : 100 });
  if (frame !== undefined) writing.width = frame.width;
  const made = [
    captionLine(writing, node, 'figure', inline(caption, visit)(framed), framed),
    writing.paragraph(placedPicture(writing, image, look), {
      ...framed,
      ...(sources.children.length > 0 && { keepNext: true }),
    }),
    ...sourceLines(writing, sources, undefined, { ...framed, style: 'Tallybook Source' }),
  ];
  writing.width = textWidth;
  return made;
}

function drawnPicture(drawing: DrawingNode): Picture {
  const { svg, width, height } = chartDrawing(drawing);
  const [, telling] = drawing.children;
  return { svg, kind: 'svg', width, height, alternative: telling.children.map(toldWords).join(' ') };
}

const toldWords = ({ children }: ToldLineNode): string =>
  children.map((part) => (part.type === 'value' ? part.entry.text : part.value)).join('');

/** A picture from a file, which the tree holds as a data address. */
export function placedPicture(
  writing: Writing,
  { data, alt }: Image,
  look: Pick<Picture, 'name' | 'part'> = {},
): Element[] {
  const { source = '', width = 300, height = 200 } = data ?? {};
  const alternative = alt ?? '';
  const placed = pictureIn(source, { width, height, alternative });
  return placed === undefined
    ? writing.words(alternative)
    : [pictureRun(writing, defined({ ...placed, ...look }))];
}

/** The picture in a data address; undefined where there is none. */
export function pictureIn(
  source: string,
  about: Pick<Picture, 'width' | 'height' | 'alternative'>,
): Picture | undefined {
  const svg = svgIn(source);
  if (svg !== undefined) return { ...about, svg, kind: 'svg' };
  const [, kind, base64] = /^data:image\/([a-z]+);base64,(.*)$/s.exec(source) ?? [];
  if (kind === undefined || base64 === undefined) return undefined;
  return { ...about, kind, bytes: new Uint8Array(Buffer.from(base64, 'base64')) };
}

/** A picture that stands in the line like a letter, no wider than the text, and no taller than most of a page. */
export function pictureRun(writing: Writing, picture: Picture): Element {
  const id = writing.nextPicture();
  const room = (writing.width * twip) / (picture.width * pixel);
  const tallest = (writing.height * 0.8 * twip) / (picture.height * pixel);
  const wanted = picture.part === undefined ? 1 : (room * picture.part) / 100;
  const scale = Math.min(wanted, room, tallest);
  const [cx, cy] = [picture.width, picture.height].map((side) => Math.round(side * pixel * scale));
  const { alternative, name = `picture${id}` } = picture;
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

/** The file of a picture, each once. Programs that show no SVG show the PNG beside it. */
function embedded(writing: Writing, { kind, svg, bytes }: Picture): Element {
  const add = (content: Uint8Array, ending: string): string => {
    const file = `media/image${numberOf(Buffer.from(content).toString('latin1'))}.${ending}`;
    writing.pack.add(`word/${file}`, content);
    return writing.relate('image', file);
  };
  if (svg === undefined) return e('a:blip', { 'r:embed': add(bytes ?? new Uint8Array(), kind) });
  const drawn = add(new TextEncoder().encode(svg), 'svg');
  const png = writing.input.pictures.get(svg);
  const name = 'http://schemas.microsoft.com/office/drawing/2016/SVG/main';
  const extension = e(
    'a:ext',
    { uri: svgExtension },
    e('asvg:svgBlip', { 'xmlns:asvg': name, 'r:embed': drawn }),
  );
  const shown = png === undefined ? drawn : add(png, 'png');
  return e('a:blip', { 'r:embed': shown }, e('a:extLst', {}, extension));
}
