import type { OtherDrawing } from '../model/chart.js';
import { withNumberClasses } from './label-classes.js';
import { leanSvg } from './lean-svg.js';
import { withMarkNumbers } from './numbered-groups.js';

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
