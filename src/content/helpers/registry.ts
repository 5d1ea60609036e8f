import { aboutReport, slug } from './about-report.js';
import { average } from './average.js';
import { value } from './cell-helpers.js';
import { dots, dumbbell } from './chart/dots.js';
import { grouped } from './chart/grouped.js';
import { histogram } from './chart/histogram.js';
import { likert } from './chart/likert.js';
import { line } from './chart/line.js';
import { multiples } from './chart/multiples.js';
import { pyramid } from './chart/pyramid.js';
import { bars, heatMap, stacked } from './chart/short-forms.js';
import { slope } from './chart/slope.js';
import { waterfall } from './chart/waterfall.js';
import { chart } from './chart.js';
import { compare } from './compare.js';
import { conditions } from './conditions.js';
import type { HelperDefinition } from './definition.js';
import { fact } from './fact.js';
import { lang } from './lang.js';
import { literal, literals } from './literal.js';
import { map } from './map.js';
import { param } from './param.js';
import { change, percentChange, ratio, share } from './part-and-change.js';
import { rows } from './rows.js';
import { sum } from './sum.js';
import { table } from './table.js';

/** The helpers of the content stage itself, in the order in which messages list them. */
export const coreHelpers: readonly HelperDefinition[] = [
  value,
  fact,
  literal,
  share,
  ratio,
  change,
  percentChange,
  sum,
  average,
  table,
  chart,
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
  compare,
  rows,
  literals,
  ...conditions,
  lang,
  param,
  slug,
  ...aboutReport,
];
