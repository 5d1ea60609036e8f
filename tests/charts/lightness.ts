/** The red, green and blue of `#rrggbb` or `rgb(r, g, b)`, linear, from 0 to 1. */
function linear(colour: string): readonly number[] {
  const hex = /^#(..)(..)(..)$/
    .exec(colour)
    ?.slice(1)
    .map((part) => Number.parseInt(part, 16));
  const parts = hex ?? colour.match(/\d+/g)?.map(Number) ?? [];
  return parts
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
}

/** Relative luminance, from 0 to 1. Source: WCAG 2.1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, from 1 to 21. Source: WCAG 2.1. */
export function contrast(a: string, b: string): number {
  const [first, second] = [luminance(a), luminance(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Lightness L* of CIELAB, from 0 to 100: what is left of a colour in a grey print. Source: CIE 15. */
export function lightness(colour: string): number {
  const y = luminance(colour);
  return y > 216 / 24_389 ? 116 * Math.cbrt(y) - 16 : (y * 24_389) / 27;
}
