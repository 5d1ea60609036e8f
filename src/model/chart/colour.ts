/** A colour as the project writes it: `#rrggbb`. */
export const hexColour = /^#[0-9a-f]{6}$/i;

type Triple = readonly [number, number, number];

/** The parts of `#rrggbb` or `rgb(r, g, b)`, from 0 to 255; undefined for any other colour. */
function partsOf(colour: string): Triple | undefined {
  if (hexColour.test(colour)) {
    const all = Number.parseInt(colour.slice(1), 16);
    return [all >> 16, (all >> 8) & 255, all & 255];
  }
  const rgb = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(colour);
  return rgb === null ? undefined : [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
}

const lightOfPart = (part: number): number => {
  const value = part / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** Calculated once, since thousands of colours are looked at for one house. */
const lights = Array.from({ length: 256 }, (_, part) => lightOfPart(part));

const toLight = (part: number): number => lights[part] ?? lightOfPart(part);

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
  const [red, green, blue] = parts;
  return 0.2126 * toLight(red) + 0.7152 * toLight(green) + 0.0722 * toLight(blue);
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

/** A colour in Oklab: its lightness from 0 to 1, and how far it leans to red and to yellow. */
export type Lab = Triple;

/** A colour in Oklab. *Source:* Björn Ottosson, "A perceptual color space for image processing", 2020. */
export function toLab(colour: string): Lab {
  const [red, green, blue] = partsOf(colour) ?? [0, 0, 0];
  const [r, g, b] = [toLight(red), toLight(green), toLight(blue)];
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

/** By how much a colour that a screen cannot show is weakened at a time. */
const weaker = 0.004;

/** The colour of these parts, as strong as a screen can show it: `#rrggbb`. */
export function fromLch({ l, c, h }: Lch): string {
  const [a, b] = [Math.cos((h * Math.PI) / 180), Math.sin((h * Math.PI) / 180)];
  const at = (steps: number): Triple => {
    const chroma = Math.max(c - steps * weaker, 0);
    return lightOf([l, chroma * a, chroma * b]);
  };
  // Grey can always be shown, and what is weaker than a colour that can be shown as well.
  let [least, most] = [0, Math.ceil(c / weaker)];
  while (least < most) {
    const middle = (least + most) >> 1;
    if (at(middle).every((part) => part >= -0.0005 && part <= 1.0005)) most = middle;
    else least = middle + 1;
  }
  const [red, green, blue] = at(least).map((part) =>
    Math.round(fromLight(Math.min(1, Math.max(0, part)))),
  ) as unknown as Triple;
  return hexOf(red, green, blue);
}

/** Whole parts from 0 to 255 as `#rrggbb`. */
const hexOf = (red: number, green: number, blue: number): string =>
  `#${(0x1000000 + red * 0x10000 + green * 0x100 + blue).toString(16).slice(1)}`;

function lightOf([lightnessOfLab, a, b]: Lab): Triple {
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
export const difference = (a: string, b: string): number => distance(toLab(a), toLab(b));

/** The same of colours in Oklab. */
export const distance = (a: Lab, b: Lab): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** A mixture: `part` of the second colour in the first, in light that screens add. */
export function mix(a: string, b: string, part: number): string {
  const [first, second] = [partsOf(a) ?? [0, 0, 0], partsOf(b) ?? [0, 0, 0]];
  const mixed = (index: 0 | 1 | 2): number =>
    Math.round(first[index] + (second[index] - first[index]) * part);
  return hexOf(mixed(0), mixed(1), mixed(2));
}

/** The lightness of what is written in whole parts is nearer than this to the one that was asked for. */
const rounding = 0.02;

/**
 * The colour nearest to one that a rule refuses: as light, strong and near in hue as the rule lets it be. Undefined where
 * no colour passes.
 */
export function nearestThat(colour: string, passes: (candidate: string) => boolean): string | undefined {
  const { l, c, h } = toLch(colour);
  const lab = toLab(colour);
  let best: { readonly candidate: string; readonly far: number } | undefined;
  for (let hue = 0; hue < 360; hue += 5) {
    for (let light = 0.12; light <= 0.98; light += 0.02) {
      // Whatever its hue, it is at least as far away as it is lighter or darker.
      if (best !== undefined && Math.abs(light - l) - rounding > best.far) continue;
      const candidate = fromLch({ l: light, c, h: (h + hue) % 360 });
      const far = distance(toLab(candidate), lab) + Math.abs(light - l) * 1e-3;
      if ((best === undefined || far < best.far) && passes(candidate)) best = { candidate, far };
    }
  }
  return best?.candidate;
}
