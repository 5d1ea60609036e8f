import { contrast, lightness, mix } from '../../model/chart/colour.js';
import { leastContrast, neutral, type Palette } from '../../model/chart/palette.js';
import type { MapClass } from './classes.js';

/** Land on maps of circles: with a number, and without. */
export const land = { own: '#e2e2e8', other: '#f4f4f4', border: '#a8a8a8' } as const;

/** How much of the colour the lightest shade has; where two ramps meet it has to tell which of them it is of. */
const lightest = { alone: 0.16, meeting: 0.34 } as const;

/** A shade for each class, from light to the colour of the house; around a middle from there to both ends. */
export function shadesOf(
  classes: readonly Pick<MapClass<unknown>, 'side'>[],
  { accent, second }: Palette,
): readonly string[] {
  const below = classes.filter(({ side }) => side === 'below').length;
  if (below === 0) return ramp(classes.length, accent, lightest.alone);
  const above = ramp(classes.length - below, accent, lightest.meeting);
  return [...ramp(below, second, lightest.meeting).toReversed(), ...above];
}

const ramp = (count: number, colour: string, from: number): string[] => {
  const light = mix(neutral.paper, colour, from);
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

/** Lines over a shade, so that it is seen to be below the middle in grey as well. */
export const linesOver = (fill: string): string => (lightness(fill) < 65 ? neutral.paper : neutral.muted);
