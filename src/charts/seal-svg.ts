import { withNumberClasses } from './label-classes.js';
import { withMarkNumbers } from './measures/placed-marks.js';

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
  const body = withMarkNumbers(withNumberClasses(svg))
    .replace(/ (?:role|class|aria-[a-z]+|xmlns:xlink)="[^"]*"/g, '')
    .replace(/ id="([^"]+)"/g, ` id="${id}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${id}-$1)`);
  const labelledBy = description === '' ? `${id}-title` : `${id}-title ${id}-description`;
  const keys = descriptionKeys.length === 0 ? '' : ` data-key="${descriptionKeys.join(' ')}"`;
  const words =
    `<title id="${id}-title"${numerals(titleClasses)}>${escapeXml(title)}</title>` +
    (description === ''
      ? ''
      : `<desc id="${id}-description"${numerals(descriptionClasses)}${keys}>${escapeXml(description)}</desc>`);
  return body.replace(
    /^<svg ([^>]*)>/,
    (_, attributes: string) => `<svg ${attributes} role="img" aria-labelledby="${labelledBy}">${words}`,
  );
}

const numerals = (classes: string | undefined): string =>
  classes === undefined ? '' : ` data-n="${classes}"`;

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
