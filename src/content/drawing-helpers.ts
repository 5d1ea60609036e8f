/** Helpers that make a chart. They are listed here so that they can be looked for before any of them is loaded. */
export const drawingHelpers = [
  'chart',
  'map',
  'bars',
  'stacked',
  'grouped',
  'line',
  'slope',
  'dots',
  'dumbbell',
  'multiples',
  'heat-map',
  'histogram',
  'likert',
  'pyramid',
  'waterfall',
] as const;

export type DrawingHelper = (typeof drawingHelpers)[number];

const drawn = new RegExp(`vega-lite|\\{\\{[^}]*(?:>|\\b(?:${drawingHelpers.join('|')})\\b)`, 'g');

/** How many charts the text of a template may draw: calls, blocks of their own, and partials that nobody has read yet. */
export const mayDraw = (text: string): number => text.match(drawn)?.length ?? 0;
