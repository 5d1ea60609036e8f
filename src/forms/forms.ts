import { bars } from './bars.js';
import { type ChartForm, helperOf } from './chart-form.js';
import { dots } from './dots.js';
import { dumbbell } from './dumbbell.js';
import { grouped } from './grouped.js';
import { heatMap } from './heat-map.js';
import { histogram } from './histogram.js';
import { likert } from './likert.js';
import { line } from './line.js';
import { map } from './map.js';
import { multiples } from './multiples.js';
import { pyramid } from './pyramid.js';
import { slope } from './slope.js';
import { stacked } from './stacked.js';
import { waterfall } from './waterfall.js';

/** The short forms, in the order in which messages list their helpers. */
export const chartForms: readonly ChartForm[] = [
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
  map,
];

export const formHelpers = chartForms.map(helperOf);
