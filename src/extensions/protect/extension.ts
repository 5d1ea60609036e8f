import type { Publisher } from '../../data/extension.js';
import type { Extension } from '../extension.js';
import { ProtectionWorker } from './choose/protection-worker.js';
import type { AskProtection } from './engine/protection-process.js';
import { readLock } from './lock.js';
import { resolveProtection } from './policy/resolve.js';
import { type PolicySpec, policyGrammar } from './policy/schema.js';
import { protect } from './protect.js';

/** Small counts that are kept from giving persons away. */
export const protection = {
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
