/** The area of a page within its margins, in points from the lower left corner. */
export interface PageFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The margins of ordinary pages, in points. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const points: Readonly<Record<string, number>> = { mm: 72 / 25.4, cm: 72 / 2.54, in: 72, pt: 1, px: 0.75 };

/**
 * The margins that a style sheet for paper gives to pages without a name. Throws where it gives none, since nobody could tell
 * how full a page is.
 */
export function pageMargins(css: string): Margins {
  const [, rule = ''] = /@page\s*\{([\s\S]*?)(?:@|\})/.exec(css) ?? [];
  const [, margin = ''] = /(?:^|[;\s])margin:\s*([^;}]+)/.exec(rule) ?? [];
  const lengths = [...margin.matchAll(/([\d.]+)(mm|cm|in|pt|px)/g)].map(
    ([, number = '', unit = '']) => Number(number) * (points[unit] ?? 0),
  );
  const [top, right = top, bottom = top, left = right] = lengths;
  if (top === undefined || right === undefined || bottom === undefined || left === undefined)
    throw new Error('The theme for paper gives pages no margins.');
  return { top, right, bottom, left };
}

/** What the margins leave of a sheet. */
export function pageFrame(
  { width, height }: { readonly width: number; readonly height: number },
  { top, right, bottom, left }: Margins,
): PageFrame {
  return { left, right: width - right, top: height - top, bottom };
}
