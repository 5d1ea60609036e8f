import { contrast, difference, distance, fromLch, type Lab, lightness, mix, toLab, toLch } from './colour.js';
import { greatest } from './extremes.js';

/** How far something has come. */
export type Tone = 'good' | 'fair' | 'bad' | 'idle' | 'gone';

/** The colours of a publisher's house: page, print and charts are painted from these and nothing else. */
export interface Palette {
  readonly accent: string;
  readonly second: string;
  /** A pale field of the accent, for boxes and what is planned beside what is done. */
  readonly soft: string;
  /** Of categories, in order: apart from each other in hue and in grey print, none of them a colour that warns. */
  readonly series: readonly string[];
  readonly tones: Readonly<Record<Tone, string>>;
}

/** What no house changes: ink, paper, greys, and the two colours that warn. */
export const neutral = {
  ink: '#222222',
  muted: '#595959',
  rule: '#d9d9d9',
  paper: '#ffffff',
  /** The ground of boxes. */
  panel: '#f4f4f9',
  /** "Other", "unknown" and the like. */
  rest: '#b4b4b4',
  /** The same as a line, which is thin. */
  thin: '#8a8a8a',
  /** A total beside its parts. */
  total: '#3a3a3a',
  gone: '#e6e6e6',
  /** Of words and edges that warn. */
  warn: '#893528',
  /** Of fields that warn. */
  alert: '#eb6218',
} as const;

/** Least contrast of words, and of shapes. *Source:* WCAG 2.1, success criteria 1.4.3 and 1.4.11. */
export const leastContrast = { words: 4.5, shapes: 3 } as const;

/** Colours nearer to each other than this are taken for the same by readers. */
const leastApart = 0.09;

/** True for reds and oranges, which say that something is wrong. */
export function isWarning(colour: string): boolean {
  const { l, c, h } = toLch(colour);
  return c > 0.085 && l > 0.25 && h > 5 && h < 80;
}

/** True where readers take two colours for one. */
export const isAlike = (a: string, b: string): boolean => difference(a, b) < leastApart;

/** What the colours of categories are chosen from: every hue that does not warn, from dark to as light as shapes may be. */
const candidates: readonly string[] = [
  0.22, 0.26, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5, 0.54, 0.58, 0.62, 0.65,
].flatMap((l) => [95, 135, 165, 205, 240, 270, 300, 330].map((h) => fromLch({ l, c: 0.13, h })));

/** How many categories of one dimension have a colour of their own. */
export const mostSeries = 8;

/** A colour with what tells it from others. */
interface Sample {
  readonly colour: string;
  /** Its lightness in grey print. */
  readonly grey: number;
  readonly lab: Lab;
}

const sampleOf = (colour: string): Sample => ({ colour, grey: lightness(colour), lab: toLab(colour) });

/** How well one colour is told from another, in print without colour too: 1 is well. */
const apart = (a: Sample, b: Sample): number =>
  Math.min(Math.abs(a.grey - b.grey) / 14, distance(a.lab, b.lab) / 0.16);

const isShape = (colour: string): boolean => (contrast(colour, neutral.paper) ?? 0) >= leastContrast.shapes;

const isSeries = (colour: string): boolean => !isWarning(colour) && isShape(colour);

/** The same for every house. */
const samples: readonly Sample[] = candidates.filter(isSeries).map(sampleOf);

/** The colours of categories: first those of the house, then each time what differs most from all before. */
function seriesOf(accent: string, second: string): readonly string[] {
  const series = [accent, second].filter(isSeries).map(sampleOf);
  const pool = samples.map((sample) => ({
    sample,
    far: series.reduce((least, each) => Math.min(least, apart(sample, each)), 2),
  }));
  while (series.length < mostSeries) {
    const farthest = greatest(pool.map(({ far }) => far));
    const next = pool.find(({ far }) => far === farthest);
    if (next === undefined) break;
    series.push(next.sample);
    for (const each of pool) each.far = Math.min(each.far, apart(each.sample, next.sample));
  }
  return series.map(({ colour }) => colour);
}

const isGreyApart = (a: string, b: string): boolean => Math.abs(lightness(a) - lightness(b)) > 11;

/** The colours of a house, from the two that it declares. */
export function paletteOf({ accent, second }: { readonly accent: string; readonly second: string }): Palette {
  const series = seriesOf(accent, second);
  // Three fields that grey print keeps apart: what is well, what is on its way, and what warns.
  const good = series.find((colour) => isGreyApart(colour, neutral.alert)) ?? accent;
  const fair =
    series.find((colour) => isGreyApart(colour, good) && isGreyApart(colour, neutral.alert)) ?? second;
  return {
    accent,
    second,
    soft: mix(neutral.paper, accent, 0.19),
    series,
    tones: { good, fair, bad: neutral.alert, idle: neutral.rest, gone: neutral.gone },
  };
}

/** The second colour of a house that declares only one: another hue, in another lightness. */
export function secondOf(accent: string): string {
  const { l, h } = toLch(accent);
  const light = l > 0.45 ? l - 0.2 : l + 0.22;
  for (let turn = 290; ; turn += 15) {
    const second = fromLch({ l: light, c: 0.1, h: (h + turn) % 360 });
    if (!isWarning(second)) return second;
  }
}

/** The colours of charts that are drawn outside a report: those of the tool. */
export const housePalette: Palette = paletteOf({ accent: '#140f79', second: '#0d798a' });
