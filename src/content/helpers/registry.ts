import { claim } from '../../features/claims/helpers/claim.js';
import { quotedClaim } from '../../features/claims/helpers/quoted-claim.js';
import { revisions } from '../../features/editions/helpers/revisions.js';
import { methods } from '../../features/methods/methods.js';
import { actionTable } from '../../features/plan/helpers/action-table.js';
import { progressBoard } from '../../features/plan/helpers/progress-board.js';
import { scorecard } from '../../features/plan/helpers/scorecard.js';
import { timeline } from '../../features/plan/helpers/timeline.js';
import { average } from './average.js';
import { value } from './cell-helpers.js';
import { bars, heatMap, line, stacked } from './chart/short-forms.js';
import { chart } from './chart.js';
import { compare } from './compare.js';
import { conditions } from './conditions.js';
import type { HelperDefinition } from './definition.js';
import { fact } from './fact.js';
import { literal, literals } from './literal.js';
import { change, percentChange, ratio, share } from './part-and-change.js';
import { rows } from './rows.js';
import { sum } from './sum.js';
import { table } from './table.js';
import { unchecked } from './unchecked.js';
import { slug, words } from './words.js';

const definitions: readonly HelperDefinition[] = [
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
  compare,
  claim,
  quotedClaim,
  unchecked,
  rows,
  progressBoard,
  scorecard,
  actionTable,
  timeline,
  revisions,
  literals,
  methods,
  ...conditions,
  slug,
  ...words,
];

/** Every helper of the template language by name. Blocks (`each`, `if`, `unless`, `with`) are Handlebars' own. */
export const helpers: ReadonlyMap<string, HelperDefinition> = new Map(
  definitions.map((definition) => [definition.name, definition]),
);

/** Blocks that a template may use. */
export const blockNames = ['each', 'if', 'unless', 'with'] as const;

/** Names that a field may not bear, since a helper on datasets reads them as its own arguments beside the filters. */
export const parameterNames: readonly string[] = [
  ...new Set(
    definitions
      .filter(({ first }) => first !== 'none' && first !== 'any')
      .flatMap((definition) => [...definition.parameters, ...(definition.fieldParameters ?? [])]),
  ),
].sort();
