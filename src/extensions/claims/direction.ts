import type { Call, Scope } from '../../content/helpers/call.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { fail } from '../../content/helpers/problem.js';
import type { Label } from '../../content/printable.js';
import { didYouMean, listNames } from '../../diagnostics.js';
import { testClaim } from './helpers.js';

/** Which way is better, as the author says. */
const betters = ['more', 'less', 'neither'] as const;
type Better = (typeof betters)[number];

type Way = 'more' | 'less' | 'same';

/** The claims that are tried, in this order, by what the figure is compared with: the first that holds says the way. */
const tried: Readonly<Record<'figure' | 'share' | 'nothing', readonly Trial[]>> = {
  figure: [
    { kind: 'equal', way: 'same' },
    { kind: 'higher-than', way: 'more' },
    { kind: 'lower-than', way: 'less' },
  ],
  share: [
    { kind: 'at-least-share', way: 'less', not: true },
    { kind: 'at-most-share', way: 'more', not: true },
    { kind: 'at-least-share', way: 'same' },
  ],
  nothing: [
    { kind: 'none', way: 'same' },
    { kind: 'none', way: 'more', not: true },
  ],
};

interface Trial {
  readonly kind: string;
  readonly way: Way;
  readonly not?: true;
}

/**
 * `{{direction (value ...) than=(value ...) better="more"}}`: a sign and a word that say whether a figure is above or below another, a
 * share of a whole or 0, and whether that is better. What it says is a claim, tested and published as others are.
 */
export const direction: HelperDefinition = {
  name: 'direction',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: ['measure', 'than', 'share', 'of', 'better'],
  run(call, scope): Label {
    const better = readBetter(call);
    const { better: _, ...hash } = call.hash;
    const asked = ({ kind, not }: Trial): Call =>
      call.with({
        name: 'claim',
        params: [kind, ...call.params],
        hash: { ...hash, ...(not && { not }) },
        site: { ...call.site, params: [call.at, ...call.site.params] },
      });
    const found = tried[otherOf(call)].map((trial) => {
      const text = words(trial.way, better, scope);
      // The word is what the claim says; its sign says the same to the eye.
      return { text, ...testClaim(asked(trial), scope, [], text.replace(/^\P{L}+/u, '')) };
    });
    const first = found.find(({ problem }) => problem === undefined) ?? found[0];
    if (first === undefined) throw new Error('A figure is compared with something.');
    scope.keep('claim', first.claim);
    if (first.problem !== undefined) scope.report(first.problem);
    return { kind: 'label', text: first.text, value: first.text };
  },
};

/** What the figure is compared with: a share of a whole, another figure, or nothing, where none is what was meant. */
function otherOf(call: Call): keyof typeof tried {
  if (call.has('share')) return 'share';
  return call.has('than') ? 'figure' : 'nothing';
}

function readBetter(call: Call): Better {
  const written = call.requiredText('better');
  const found = betters.find((each) => each === written);
  if (found !== undefined) return found;
  const expected = listNames(betters, betters.length);
  return fail(
    'content/argument.better',
    call.hashAt('better'),
    { written, expected },
    didYouMean(written, betters),
  );
}

const words = (way: Way, better: Better, { language }: Scope): string =>
  language.message('content.direction', {
    way,
    judged: way === 'same' || better === 'neither' ? 'none' : way === better ? 'better' : 'worse',
  });
