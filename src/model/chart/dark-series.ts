import { neutralTokens } from '../project/house-tokens.js';
import { contrast, distance, fromLch, type Lab, toLab, toLch } from './colour.js';
import { least } from './extremes.js';
import { leastContrast, neutral, type Palette } from './palette.js';

type Row = readonly [number, number, number];

/**
 * Half a turn of hue, row by row. It is its own inverse. *Source:* Filter Effects Module Level 1, `hue-rotate`, whose
 * cosine is -1 here and whose sine is 0.
 */
const halfTurn: readonly Row[] = [
  [-0.574, 1.43, 0.144],
  [0.426, 0.43, 0.144],
  [0.426, 1.43, -0.856],
];

const partsOf = (colour: string): Row => {
  const all = Number.parseInt(colour.slice(1), 16);
  return [all >> 16, (all >> 8) & 255, all & 255];
};

const turnOf = ([red, green, blue]: Row): readonly number[] =>
  halfTurn.map(([r, g, b]) => r * red + g * green + b * blue);

const written = (parts: readonly number[]): string =>
  `#${parts
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** What a colour of a drawing becomes on a dark page, which inverts it and turns its hue back. */
export function turned(colour: string): string {
  const [red, green, blue] = partsOf(colour);
  return written(turnOf([255 - red, 255 - green, 255 - blue]));
}

/** What stands in a drawing so that a dark page shows this colour; undefined where nothing comes to it. */
function beforeTurn(colour: string): string | undefined {
  const parts = turnOf(partsOf(colour)).map((part) => 255 - part);
  return parts.every((part) => part > -1 && part < 256) ? written(parts) : undefined;
}

/** Light of colours on a dark page, from strong to pale. */
const lights = Array.from({ length: 27 }, (_, step) => 0.4 + step * 0.02);
const strengths = [0.14, 0.115, 0.09];

/** So far apart colours are told from each other without looking twice; more adds nothing. */
const enough = 0.17;

/**
 * Colours of categories as a dark page shows them: of the hue of their light ones, and different from each other.
 * Inverted alone they are not always, since all that is dark becomes pale. By the light one, what stands in the drawing
 * for it before the page inverts it; what is left out is only inverted.
 *
 * @param accent Of the page, which that of drawings is where it can be.
 */
export function darkSeries(palette: Palette, accent: string): ReadonlyMap<string, string> {
  const ground = neutralTokens.dark.paper ?? neutral.ink;
  const known: Lab[] = [toLab(turned(neutral.total))];
  const found = new Map<string, string>();
  const take = (colour: string, shown: string): void => {
    const own = beforeTurn(shown);
    if (own === undefined) return;
    known.push(toLab(shown));
    found.set(colour, own);
  };
  for (const colour of palette.series) {
    const shown = bestShown(colour, { known, ground, wish: colour === palette.accent ? accent : undefined });
    if (shown === undefined) known.push(toLab(turned(colour)));
    else take(colour, shown);
  }
  return found;
}

interface Around {
  /** The colours that are taken. */
  readonly known: readonly Lab[];
  readonly ground: string;
  /** The colour that it is to be where it can be. */
  readonly wish: string | undefined;
}

/** The colour of the same hue that can be read on the ground and differs most from those that are taken; undefined where none can. */
function bestShown(colour: string, { known, ground, wish }: Around): string | undefined {
  const { h } = toLch(colour);
  const words = turned(wordsOn(colour));
  const near = toLab(turned(colour));
  // Words are written in the colours in which they can be read on paper.
  const isInk = contrastOf(colour, neutral.paper) >= leastContrast.words;
  const leastOfGround = isInk ? leastContrast.words : leastContrast.shapes;
  const pool = lights.flatMap((l) => strengths.map((c) => fromLch({ l, c, h })));
  let best: { readonly shown: string; readonly worth: number } | undefined;
  for (const shown of wish === undefined ? pool : [wish, ...pool]) {
    const isRead =
      contrastOf(shown, words) >= leastContrast.words && contrastOf(shown, ground) >= leastOfGround;
    if (!isRead || beforeTurn(shown) === undefined) continue;
    const lab = toLab(shown);
    const apart = least([enough, ...known.map((other) => distance(other, lab))]);
    // Of colours that are all well apart, that which is nearest to what inverting makes of it.
    const worth = apart - distance(lab, near) * 0.1 + (shown === wish ? 1 : 0);
    if (best === undefined || worth > best.worth) best = { shown, worth };
  }
  return best?.shown;
}

const contrastOf = (one: string, other: string): number => contrast(one, other) ?? 0;

/** The ink in which words stand on a field of this colour, as charts choose it. */
const wordsOn = (colour: string): string =>
  [neutral.ink, neutral.paper, '#000000'].find(
    (ink) => (contrast(ink, colour) ?? 0) >= leastContrast.words,
  ) ?? neutral.ink;
