/** What every text of vega says and the drawing says once. */
const shared = ['font-family', 'font-size'] as const;

/**
 * An SVG of vega without what changes nothing of the picture: numbers to the sixteenth digit, attributes that repeat the
 * default, shapes without an area or a colour. About half of it.
 */
export function leanSvg(svg: string): string {
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
