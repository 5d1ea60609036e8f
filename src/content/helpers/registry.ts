import { aboutReport, param, slug } from './about-report.js';
import { average } from './average.js';
import { value } from './cell-helpers.js';
import { chart } from './chart.js';
import { compare } from './compare.js';
import { conditions } from './conditions.js';
import type { HelperDefinition } from './definition.js';
import { fact } from './fact.js';
import { lang } from './lang.js';
import { literal, literals } from './literal.js';
import { change, percentChange, ratio, share } from './part-and-change.js';
import { rows } from './rows.js';
import { sum } from './sum.js';
import { table } from './table.js';

/** The helpers of the content stage itself with those of the short forms, in the order in which messages list them. */
export const coreHelpers = (forms: readonly HelperDefinition[]): readonly HelperDefinition[] => [
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
  ...forms,
  compare,
  rows,
  literals,
  ...conditions,
  lang,
  param,
  slug,
  ...aboutReport,
];
