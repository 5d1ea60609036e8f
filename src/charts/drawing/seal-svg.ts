import type { OtherDrawing, RenderedChart } from '../../model/chart/chart.js';
import type { LedgerEntry } from '../../model/quantity.js';
import {
  type ClassedPart,
  classList,
  joinParts,
  linesOf,
  textOfParts,
} from '../../model/tree/classed-text.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { authorWords, plainText } from '../plain-text.js';
import { withNumberClasses } from '../scene/number-labels.js';

/** What every text of vega says and the drawing says once. */
const shared = ['font-family', 'font-size'] as const;

/**
 * An SVG of vega without what changes nothing of the picture: numbers to the sixteenth digit, attributes that repeat the
 * default, shapes without an area or a colour. About half of it.
 */
function leanSvg(svg: string): string {
  const common = shared.map((name) => [name, mostFrequent(svg, name)] as const);
  let lean = svg
    .replace(
      / (d|transform|x|y|x1|x2|y1|y2|dy)="([^"]*)"/g,
      (_, name: string, value: string) => ` ${name}="${rounded(value)}"`,
    )
    // A label of an axis that has no room.
    .replace(/<text [^>]* opacity="0"[^>]*>[^<]*<\/text>/g, '')
    .replace(/ (?:opacity="1"|pointer-events="none"|text-anchor="start"|transform="translate\(0,0\)")/g, '')
    .replace(/<path d=""[^>]*\/>/g, '')
    // The ground of a plot, without a colour of its own; what clips a bar has none either, and cuts it.
    .replace(/(<clipPath[^>]*>)?<path d="[^"]*"\/>/g, (path, clip?: string) =>
      clip === undefined ? '' : path,
    );
  for (const [name, value] of common)
    if (value !== undefined) lean = lean.replaceAll(` ${name}="${value}"`, '');
  for (let before = ''; before !== lean; ) {
    before = lean;
    lean = lean.replaceAll('<g></g>', '');
  }
  const own = common.flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${value}"`]));
  return lean.replace(/^<svg/, `<svg${own.join('')}`);
}

/** A hundredth of a pixel is less than anybody sees, and than `verify` measures. */
const rounded = (value: string): string =>
  value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => `${Math.round(Number(number) * 100) / 100 || 0}`);

function mostFrequent(svg: string, name: string): string | undefined {
  const counts = new Map<string, number>();
  for (const [, value = ''] of svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g')))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** What a group of an SVG by vega is, by its class: marks that stand for rows, or the labels of an axis. */
const classPattern = / class="mark-(?:(text) role-axis-label|(?!text |group )\w+ role-mark ([^"]*))"/g;
const unitPattern = /(?:^|_)unit_\d+(?:_|$)/;

/** An SVG by vega whose groups of marks and of labels along an axis say which they are: `data-mark`, `data-axis`. */
function withMarkNumbers(svg: string): string {
  let [marks, axes] = [0, 0];
  return svg.replace(classPattern, (whole, text?: string, name = '') => {
    if (text !== undefined) return ` data-axis="${axes++}"`;
    return unitPattern.test(name) ? ` data-mark="${marks++}"` : whole;
  });
}

/** What a finished SVG says about itself. */
export interface SvgIdentity {
  /** The figure's id, put before every id in the SVG. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The classes of the numerals in title and description, as `data-n` states them. */
  readonly titleClasses?: string;
  readonly descriptionClasses?: string;
  /** The keys of the quantities in the description, in their order. */
  readonly descriptionKeys?: readonly number[];
}

/** Anything by which an SVG could run code or reach outside itself. */
const external =
  /url\(\s*(?!#)|<(?:script|foreignObject|iframe|use|a|image|style|animate|set)\b|(?:xlink:)?href\s*=|\son[a-z]+\s*=|javascript:/i;

/**
 * Makes an SVG of vega fit to stand inside a page: ids prefixed, classes and ARIA of vega removed, one image with a
 * title and a description. Returns undefined when it refers to anything outside itself.
 */
export function sealSvg(
  svg: string,
  { id, title, description, titleClasses, descriptionClasses, descriptionKeys = [] }: SvgIdentity,
): string | undefined {
  if (external.test(svg.replace(/>[^<]*</g, '><'))) return undefined;
  const body = sealed(svg, id);
  const keys = descriptionKeys.length === 0 ? '' : ` data-key="${descriptionKeys.join(' ')}"`;
  const words =
    `<title id="${id}-title"${numerals(titleClasses)}>${escapeXml(title)}</title>` +
    (description === ''
      ? ''
      : `<desc id="${id}-description"${numerals(descriptionClasses)}${keys}>${escapeXml(description)}</desc>`);
  return body.replace(
    /^<svg ([^>]*)>/,
    (_, attributes: string) =>
      `<svg ${attributes} role="img" aria-labelledby="${namedBy(id, description)}">${words}`,
  );
}

/**
 * The same of another drawing of the chart: the page shows one of them at a time, and all are named by the words of the first.
 * Undefined when it refers to anything outside itself.
 */
export function sealOther(
  svg: string,
  { id, description }: Pick<SvgIdentity, 'id' | 'description'>,
  frame: OtherDrawing['frame'],
): string | undefined {
  if (external.test(svg.replace(/>[^<]*</g, '><'))) return undefined;
  return sealed(svg, `${id}-${frame}`).replace(
    /^<svg/,
    `<svg data-frame="${frame}" role="img" aria-labelledby="${namedBy(id, description)}"`,
  );
}

function sealed(svg: string, id: string): string {
  return leanSvg(
    withMarkNumbers(withNumberClasses(svg))
      .replace(/ (?:role|class|aria-[a-z]+|xmlns:xlink)="[^"]*"/g, '')
      .replace(/ id="([^"]+)"/g, ` id="${id}-$1"`)
      .replace(/url\(#([^)]+)\)/g, `url(#${id}-$1)`),
  );
}

const namedBy = (id: string, description: string): string =>
  description === '' ? `${id}-title` : `${id}-title ${id}-description`;

const numerals = (classes: string | undefined): string =>
  classes === undefined ? '' : ` data-n="${classes}"`;

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A drawing that says what it is. */
interface WordedDrawing extends Pick<RenderedChart, 'svg' | 'alternative' | 'description' | 'told'> {
  /** Of the numbers in the description, in their order. */
  readonly inWords: readonly LedgerEntry[];
}

/**
 * Seals a drawing with its name and with what is said of it, the words of its author last. Undefined where it refers to something
 * outside itself.
 *
 * @param before How many entries of the chart come before those of its description.
 */
export function wordedDrawing(
  svg: string,
  chart: ChartNode,
  kinds: readonly ClassedPart[],
  told: readonly (readonly ClassedPart[])[],
  before: number,
): WordedDrawing | undefined {
  const said = joinParts([...told, plainText(authorWords(chart))]);
  const [alternative, description] = [textOfParts(kinds), textOfParts(said)];
  const [titleClasses, descriptionClasses] = [classList(kinds), classList(said)];
  const inWords = said.flatMap(({ entry }) => entry ?? []);
  const sealed = sealSvg(svg, {
    id: chart.id,
    title: alternative,
    description,
    ...(titleClasses === undefined ? {} : { titleClasses }),
    ...(descriptionClasses === undefined ? {} : { descriptionClasses }),
    descriptionKeys: inWords.map((_, index) => before + index),
  });
  if (sealed === undefined) return undefined;
  const lines = [kinds, ...linesOf(said)].filter((line) => textOfParts(line).trim() !== '');
  return { svg: sealed, alternative, description, told: lines, inWords };
}
