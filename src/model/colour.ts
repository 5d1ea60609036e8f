/** A colour as the project writes it: `#rrggbb`. */
export const hexColour = /^#[0-9a-f]{6}$/i;

type Triple = readonly [number, number, number];

/** The parts of `#rrggbb` or `rgb(r, g, b)`, from 0 to 255; undefined for any other colour. */
function partsOf(colour: string): Triple | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  const rgb = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(colour);
  const parts = hex?.slice(1).map((part) => Number.parseInt(part, 16)) ?? rgb?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [red = 0, green = 0, blue = 0] = parts;
  return [red, green, blue];
}

const toLight = (part: number): number => {
  const value = part / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const fromLight = (light: number): number => {
  const value = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return value * 255;
};

/**
 * The relative luminance of a colour, from 0 to 1; undefined where it is no plain colour.
 * *Source:* WCAG 2.1, definition of relative luminance.
 */
function luminance(colour: string): number | undefined {
  const parts = partsOf(colour);
  if (parts === undefined) return undefined;
  const [red, green, blue] = parts.map(toLight) as unknown as Triple;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, from 1 to 21; undefined when one of them is no plain colour. */
export function contrast(a: string, b: string): number | undefined {
  const [first, second] = [luminance(a), luminance(b)];
  if (first === undefined || second === undefined) return undefined;
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** How light a colour prints in grey, from 0 to 100. *Source:* CIE 1976 L*. */
export function lightness(colour: string): number {
  const light = luminance(colour) ?? 0;
  return light <= 216 / 24389 ? (light * 24389) / 27 : 116 * Math.cbrt(light) - 16;
}

/** A colour by how light it is, how strong, and its hue in degrees. */
export interface Lch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

/** A colour in Oklab. *Source:* Björn Ottosson, "A perceptual color space for image processing", 2020. */
function toLab(colour: string): Triple {
  const [r, g, b] = (partsOf(colour) ?? [0, 0, 0]).map(toLight) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** A colour in the polar form of Oklab. */
export function toLch(colour: string): Lch {
  const [l, a, b] = toLab(colour);
  return { l, c: Math.hypot(a, b), h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}

/** The colour of these parts, as strong as a screen can show it: `#rrggbb`. */
export function fromLch({ l, c, h }: Lch): string {
  for (let chroma = c; ; chroma -= 0.004) {
    const parts = lightOf(l, Math.max(chroma, 0), h);
    const inGamut = parts.every((part) => part >= -0.0005 && part <= 1.0005);
    if (!inGamut && chroma > 0) continue;
    const hex = (part: number): string =>
      Math.round(fromLight(Math.min(1, Math.max(0, part))))
        .toString(16)
        .padStart(2, '0');
    return `#${parts.map(hex).join('')}`;
  }
}

function lightOf(lightnessOfLab: number, chroma: number, hue: number): Triple {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightnessOfLab + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightnessOfLab - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightnessOfLab - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** How far two colours are apart to the eye: 0 for the same, about 1 for black and white. */
export function difference(a: string, b: string): number {
  const [first, second] = [toLab(a), toLab(b)];
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

/** A mixture: `part` of the second colour in the first, in light that screens add. */
export function mix(a: string, b: string, part: number): string {
  const [first, second] = [partsOf(a) ?? [0, 0, 0], partsOf(b) ?? [0, 0, 0]];
  const hex = (index: 0 | 1 | 2): string =>
    Math.round(first[index] + (second[index] - first[index]) * part)
      .toString(16)
      .padStart(2, '0');
  return `#${hex(0)}${hex(1)}${hex(2)}`;
}

/**
 * The colour nearest to one that a rule refuses: as light, strong and near in hue as the rule lets it be. Undefined where
 * no colour passes.
 */
export function nearestThat(colour: string, passes: (candidate: string) => boolean): string | undefined {
  const { l, c, h } = toLch(colour);
  let best: { readonly candidate: string; readonly far: number } | undefined;
  for (let hue = 0; hue < 360; hue += 5) {
    for (let light = 0.12; light <= 0.98; light += 0.02) {
      const candidate = fromLch({ l: light, c, h: (h + hue) % 360 });
      const far = difference(candidate, colour) + Math.abs(light - l) * 1e-3;
      if ((best === undefined || far < best.far) && passes(candidate)) best = { candidate, far };
    }
  }
  return best?.candidate;
}
