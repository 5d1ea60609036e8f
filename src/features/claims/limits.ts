import { type Call, describe, parseNumber } from '../../content/helpers/call.js';
import { fail } from '../../content/helpers/problem.js';
import type { Exact } from '../../model/exact.js';
import type { LimitName, Limits } from './kind.js';
import type { AnyKind } from './registry.js';

/** Reads the thresholds of a claim: the only numbers that its author writes. Fails on one that is missing or no number. */
export function readLimits(call: Call, kind: AnyKind): Limits {
  for (const name of kind.required ?? []) {
    if (call.hash[name] !== undefined) continue;
    fail(
      'content/argument',
      `Unexpected claim \`${kind.name}\` without \`${name}\`, expected ${examples[name]}`,
      call.at,
    );
  }
  const taken = (name: LimitName): boolean => kind.limits.includes(name) && call.hash[name] !== undefined;
  const rank = taken('rank') ? call.wholeNumber('rank', 1, 999) : undefined;
  return {
    ...(taken('strict') ? { strict: call.flag('strict') } : {}),
    ...(taken('share') ? { share: positive(call, 'share') } : {}),
    ...(taken('times') ? { times: positive(call, 'times') } : {}),
    ...(rank === undefined ? {} : { rank }),
  };
}

const examples: Readonly<Record<LimitName, string>> = {
  strict: '`strict=false`',
  share: 'a percentage such as `share=80`',
  times: 'a factor such as `times=3`',
  rank: 'a place such as `rank=2`',
};

function positive(call: Call, name: 'share' | 'times'): Exact {
  const given = call.hash[name];
  const number = typeof given === 'number' || typeof given === 'string' ? parseNumber(given) : undefined;
  if (number !== undefined && number.numerator > 0n) return number;
  return fail(
    'content/argument',
    `Unexpected ${describe(given)} as \`${name}\`, expected ${examples[name]}`,
    call.hashAt(name),
  );
}
