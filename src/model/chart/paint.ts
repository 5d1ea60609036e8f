import { isAlike, neutral, type Palette, type Tone } from './palette.js';

/**
 * How a category is coloured, in every chart and edition alike. `series`: by its place among those of its dimension, in
 * colours of the house that are not near one that a category has of its own (`own`).
 */
export type Paint =
  | { readonly kind: 'series'; readonly place: number; readonly taken: readonly string[] }
  | { readonly kind: 'own'; readonly colour: string }
  | { readonly kind: 'tone'; readonly tone: Tone }
  | { readonly kind: 'rest' }
  | { readonly kind: 'total' };

/** The colour of a category in a house; undefined where the house has none left. */
export function colourOf(paint: Paint | undefined, palette: Palette): string | undefined {
  switch (paint?.kind) {
    case 'series':
      return palette.series.filter((colour) => !paint.taken.some((own) => isAlike(own, colour)))[paint.place];
    case 'own':
      return paint.colour;
    case 'tone':
      return palette.tones[paint.tone];
    case 'rest':
      return neutral.rest;
    case 'total':
      return neutral.total;
    default:
      return undefined;
  }
}
