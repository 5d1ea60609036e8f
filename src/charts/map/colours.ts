import { contrast, mix } from '../../model/colour.js';
import { leastContrast, neutral, type Palette } from '../../model/palette.js';
import type { MapClass } from './classes.js';

/** Land on maps of circles: with a number, and without. */
export const land = { own: '#e2e2e8', other: '#f4f4f4', border: '#a8a8a8' } as const;

/** How much of the accent the lightest shade has. */
const lightest = 0.16;

/** A shade for each class, from light to the colour of the house; around a middle from there to both ends. */
export function shadesOf(
  classes: readonly Pick<MapClass<unknown>, 'side'>[],
  { accent, second }: Palette,
): readonly string[] {
  const below = classes.filter(({ side }) => side === 'below').length;
  if (below === 0) return ramp(classes.length, accent);
  return [...ramp(below, second).toReversed(), ...ramp(classes.length - below, accent)];
}

const ramp = (count: number, colour: string): string[] => {
  const light = mix(neutral.paper, colour, lightest);
  return Array.from({ length: count }, (_, index) =>
    mix(light, colour, count === 1 ? 1 : index / (count - 1)),
  );
};

/** The colour of circles: that of the house, or as dark a one as is seen on land. */
export function circleColour({ accent }: Palette): string {
  for (let part = 0; part < 1; part += 0.1) {
    const colour = mix(accent, neutral.ink, part);
    if ((contrast(colour, land.own) ?? 0) >= leastContrast.shapes) return colour;
  }
  return neutral.ink;
}
