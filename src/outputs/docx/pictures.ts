import type { Nodes } from 'mdast';
import type { Printer } from '../../host/host.js';
import type { House } from '../../model/project/house.js';
import { visit } from '../../model/tree/visit.js';
import { sha256 } from '../../sha256.js';
import { fontRules } from '../html/assets.js';
import type { OutputTools } from '../output.js';
import { repackPng } from './png.js';

/** A drawing in CSS pixels, by which a picture of it is asked for. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** It comes from a file, which has fonts and styles of its own. */
  readonly isFile?: true;
}

/** Pictures as PNG by the SVG that they are of. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

/** Pixels of a picture for one CSS pixel, of which an inch has 96. */
const scale = 2;

/** Every drawing of a report: its charts, and the pictures and signs of its publisher that are SVG. */
export function drawingsOf(tree: Nodes, house: House): readonly Drawing[] {
  const drawings: Drawing[] = [];
  visit(tree, (node: Nodes) => {
    if (node.type === 'drawing') drawings.push(chartDrawing(node));
    if (node.type === 'image') {
      const { source = '', width = 300, height = 200 } = node.data ?? {};
      const svg = svgIn(source);
      if (svg !== undefined) drawings.push({ svg, width, height, isFile: true });
    }
  });
  for (const each of [house.logo, house.picture]) {
    if (each?.mediaType !== 'image/svg+xml') continue;
    const { width = 200, height = 60, data } = each;
    drawings.push({ svg: Buffer.from(data, 'base64').toString('utf8'), width, height, isFile: true });
  }
  return [...new Map(drawings.map((drawing) => [drawing.svg, drawing])).values()];
}

/** What a chart draws, without the keys by which pages find its numbers. */
export function chartDrawing({ svg, width }: { readonly svg: string; readonly width: number }): Drawing {
  const [, height = '1'] = /viewBox="[\d.-]+ [\d.-]+ [\d.]+ ([\d.]+)"/.exec(svg) ?? [];
  const plain = svg.replace(/ (?:data-[a-z-]+|aria-[a-z]+|role|focusable)="[^"]*"/g, '');
  return {
    // An office has another font, hardly one without serifs that is wider than ours.
    svg: plain.replace(/ font-family="([^"]*)"/g, ' font-family="$1, Arial, sans-serif"'),
    width,
    height: Number(height),
  };
}

/** The SVG in a data address; undefined for any other. */
export function svgIn(source: string): string | undefined {
  const [, base64] = /^data:image\/svg\+xml;base64,(.*)$/s.exec(source) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}

/**
 * Pictures for programs that show no SVG, by the browser, with the fonts of the page. Those that it has made before are remembered.
 * Rejects with an `EnvironmentProblem`.
 */
export async function drawPictures(
  drawings: readonly Drawing[],
  printer: Pick<Printer, 'print'>,
  {
    assets,
    prints,
  }: {
    readonly assets: Pick<OutputTools['assets'], 'fonts'>;
    readonly prints: Pick<OutputTools['prints'], 'pictures'>;
  },
): Promise<Pictures> {
  const fonts = fontRules(assets.fonts);
  const fontKey = sha256(fonts);
  const made = new Map<string, Uint8Array>();
  const missing: (readonly [of: object, drawing: Drawing])[] = [];
  for (const drawing of drawings) {
    const of = { drawing, fonts: fontKey };
    const before = await prints.pictures?.read(of);
    if (before === undefined) missing.push([of, drawing]);
    else made.set(drawing.svg, before);
  }
  if (missing.length === 0) return made;
  const { html, areas } = sheetOf(
    missing.map(([, drawing]) => drawing),
    fonts,
  );
  await printer.print(html, async (page) => {
    for (const [index, [of, { svg }]] of missing.entries()) {
      const [area] = areas.slice(index);
      if (area === undefined) continue;
      const png = repackPng(await page.picture(area), 96 * scale);
      made.set(svg, png);
      prints.pictures?.keep(of, png);
    }
  });
  return made;
}

/** A page with the drawings below each other. */
function sheetOf(drawings: readonly Drawing[], fonts: string) {
  let y = 0;
  const areas = drawings.map(({ width, height }) => {
    const area = { x: 0, y, width: Math.ceil(width), height: Math.ceil(height) };
    y += area.height;
    return area;
  });
  const shown = drawings.map(({ svg, width, height, isFile }, index) => {
    const at = `position:absolute;left:0;top:${areas[index]?.y ?? 0}px;width:${width}px;height:${height}px;overflow:hidden`;
    const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    return isFile ? `<img style="${at}" src="${source}" alt="">` : `<div style="${at}">${svg}</div>`;
  });
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>-</title>`;
  // With an attribute: a body without one is hidden from the screen, where only prints are made.
  const html = `<!doctype html><html lang="en"><head>${head}<style>${fonts}</style></head><body style="margin:0;background:#fff">${shown.join('')}</body></html>`;
  return { html, areas };
}
