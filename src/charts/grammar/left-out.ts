import type { DiagnosticCode } from '../../diagnostic-codes.js';

/**
 * What of Vega-Lite no chart of a report has, by the key that asks for it. `refused`: it would load, loop, draw lots or lie,
 * and is an error. `moves`: a page does not react, and `house`: every chart of a report looks alike; both are left out with a
 * warning, and the chart is drawn.
 */
export type Refusal =
  | {
      readonly kind: 'refused';
      readonly code: DiagnosticCode;
      readonly expected: string;
      readonly hint?: string;
    }
  | { readonly kind: 'moves' | 'house' | 'silent' };

const refused = (code: DiagnosticCode, expected: string, hint?: string): Refusal => ({
  kind: 'refused',
  code,
  expected,
  ...(hint === undefined ? {} : { hint }),
});

const moves: Refusal = { kind: 'moves' };
const house: Refusal = { kind: 'house' };
const silent: Refusal = { kind: 'silent' };

const packaged = 'a dataset of the data package by its name: `data: {name: ...}`';
const ownData = refused('chart/data', packaged, 'use `transform: [{filter: ...}]` to draw a part of it');
const noLoading = refused('chart/data', packaged);

/** Refused wherever they stand, whether Vega-Lite knows the key there or not. */
const everywhere: Readonly<Record<string, Refusal>> = {
  data: ownData,
  datasets: noLoading,
  url: noLoading,
  sequence: noLoading,
  graticule: noLoading,
  sphere: noLoading,
  signal: refused('chart/expression', 'an expression under `expr`'),
  flatten: refused('chart/spec', 'none: no cell of a dataset is a list'),
  sample: refused('chart/spec', 'all rows: a sample drawn by lot is another one each time'),
  clamp: refused('chart/scale', 'none: what lies outside a scale would stand at its end'),
  projection: refused('chart/spec', 'a chart without a projection'),
  params: moves,
  param: moves,
  tooltip: moves,
  href: moves,
  cursor: moves,
  key: moves,
  time: moves,
  usermeta: silent,
  $schema: silent,
  name: silent,
  description: silent,
  aria: silent,
  ariaRole: silent,
  ariaRoleDescription: silent,
  font: house,
  labelFont: house,
  titleFont: house,
  subtitleFont: house,
  labelLimit: house,
  titleLimit: house,
  limit: house,
  ellipsis: house,
  style: house,
  background: house,
  autosize: house,
  blend: house,
};

/** Keys that mean something else inside others. */
const inside: Readonly<Record<string, Readonly<Record<string, Refusal | undefined>>>> = {
  // A stack, a rank or an impute of data has parts of these names.
  transform: { key: undefined },
  // How many parts, or how many rows back.
  window: { param: undefined },
  from: { key: undefined, param: noLoading },
  view: { padding: house, view: house },
  title: { name: undefined },
};

/** Why a key is not for charts of a report, by where it stands; undefined where it is one as any other. */
export function refusalOf(key: string, where: string): Refusal | undefined {
  const own = Object.hasOwn(inside, where) ? inside[where] : undefined;
  if (own !== undefined && Object.hasOwn(own, key)) return own[key];
  return Object.hasOwn(everywhere, key) ? everywhere[key] : undefined;
}

/** Keys of `config` that say what a chart is made of rather than how it looks. */
const structural =
  /^(?:bar|line|area|point|tick|rule|rect|trail|arc|boxplot|errorbar|errorband|circle|square|text)$/;
const looks =
  /colou?r|font|opacity|fill(?!ed)|stroke|size$|cursor|tooltip|href|limit|align|baseline|theta|radius$|^(?:x|y|x2|y2|width|height|url|description|aria.*|style)$/i;

/** Parts of `config` that would change numbers rather than looks, by what to write in their stead. */
const changing: Readonly<Record<string, Refusal>> = {
  clamp: refused('chart/scale', 'none: what lies outside a scale would stand at its end'),
  invalid: refused('chart/scale', 'none', 'leave out rows without a number by `filter`'),
  round: refused('chart/scale', 'it in the channel', 'write `scale: {round: true}` where it is meant'),
};

/** Why a key of `config.scale` is not for charts of a report; undefined for what is put where it holds. */
export const refusalInScales = (key: string): Refusal | undefined =>
  key === 'zero' ? undefined : Object.hasOwn(changing, key) ? changing[key] : house;

/** True for a part of `config` that stays: parts of marks, such as points on lines, and the step of bands. */
export function isStructural(group: string, key: string): boolean {
  if (group === 'view') return key === 'step';
  // What becomes of rows without a number.
  if (group === 'mark') return key === 'invalid' || key === 'step';
  if (group === 'axis' || group === 'axisX' || group === 'axisY') return key === 'tickBand';
  return structural.test(group) && !looks.test(key);
}
