import type { Language } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import { type Exact, exact, finiteDigits } from '../../model/exact.js';
import type { Limits } from './kind.js';
import type { AnyKind } from './registry.js';

/** What a claim of this kind is tested for, in the words of the report: "each year is above the one before". */
export function testWords({ name, shape }: AnyKind, limits: Limits, language: Language): string {
  const { strict = true, share, times, rank } = limits;
  const places = (number: Exact): string => language.number(number, { digits: finiteDigits(number) ?? 1 });
  return language.message(`content.claim.test.${name as MessageIn<'content.claim.test'>}`, {
    strict: strict ? 'yes' : 'no',
    years: shape === 'change' ? 'yes' : 'no',
    ...(share === undefined ? {} : { share: language.percent(share, { digits: finiteDigits(share) ?? 1 }) }),
    ...(times === undefined ? {} : { times: places(times) }),
    ...(rank === undefined ? {} : { others: places(exact(rank - 1)), count: rank - 1 }),
  });
}
