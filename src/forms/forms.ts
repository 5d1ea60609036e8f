import { bars } from './bars.js';
import type { ChartForm } from './chart-form.js';
import { dots } from './dots.js';
import { dumbbell } from './dumbbell.js';
import { grouped } from './grouped.js';
import { heatMap } from './heat-map.js';
import { histogram } from './histogram.js';
import { likert } from './likert.js';
import { line } from './line.js';
import { multiples } from './multiples.js';
import { pyramid } from './pyramid.js';
import { slope } from './slope.js';
import { stacked } from './stacked.js';
import { waterfall } from './waterfall.js';

/** The short forms that Vega-Lite draws, in the order in which messages list their helpers. */
export const vegaForms: readonly ChartForm[] = [
  bars,
  stacked,
  line,
  heatMap,
  grouped,
  dots,
  dumbbell,
  slope,
  multiples,
  pyramid,
  likert,
  histogram,
  waterfall,
];
