import type { Publisher } from '../../data/extension.js';
import type { Extension } from '../extension.js';
import { ProtectionWorker } from './choose/protection-worker.js';
import type { AskProtection } from './engine/protection-process.js';
import { readLock } from './lock.js';
import { resolveProtection } from './policy/resolve.js';
import { type PolicySpec, policyGrammar } from './policy/schema.js';
import { protect } from './protect.js';

const codes = {
  'protect/lock':
    'No choice was made yet of what hides the small counts of a dataset, or it does not hide all of them.',
  'protect/disclosed': 'A hidden count can be worked out from the numbers that are printed.',
  'protect/impossible': 'Small counts stay recomputable whatever is hidden, or no rounding adds up.',
  'protect/rounded':
    'Rounded counts, and how they were rounded, tell more of small ones than the policy allows.',
  'protect/time': 'Whether hidden counts stay hidden could not be found out in time.',
  'protect/around': 'More is hidden than may be needed, since the search found nothing less (a warning).',
  'protect/group': 'Printed zeros tell that all persons of a group have one thing in common (a warning).',
  'protect/policy': 'A policy of protection covers no count, or something beside it undoes it.',
  'protect/printed': 'Counts are small that an edition before has printed (a warning).',
  'protect/redesign': 'What `merge` or `leave-out` of `protect` ask for cannot be done with these data.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** Small counts that are kept from giving persons away. */
export const protection = {
  codes,
  publishing: {
    key: 'protect',
    description:
      'How small counts are kept from giving persons away. No message quotes a value of the dataset.',
    grammar: policyGrammar,
    resolve: (written, resource, around) => ({
      protection: resolveProtection(written as PolicySpec, resource, around),
      confidential: true,
    }),
    open: () => protecting(),
  },
} satisfies Extension;

/**
 * Publishes by the policies of datasets and the lock.
 * @param here Answers what is asked of the engine, in place of its process.
 */
export function protecting(here?: AskProtection): Publisher {
  const worker = new ProtectionWorker();
  return {
    async begin(edition, { project, limits }) {
      const { value: lock, diagnostics } = await readLock(project, limits);
      const ask = here ?? worker.within(limits.protectSeconds);
      // What was hidden will be audited; the process is ready by the time that the tables are read.
      if (here === undefined && lock.file !== undefined) worker.warmUp();
      return {
        value: (datasets, links, names) => protect(datasets, { links, names, lock, edition, ask }),
        diagnostics,
      };
    },
    rest: () => worker.rest(),
    close: () => worker.close(),
  };
}
