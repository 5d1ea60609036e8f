import type { Diagnostic } from '../diagnostics.js';
import type { Dataset } from '../model/dataset.js';
import type { CellLinks } from '../model/protection.js';
import type { AskProtection } from './ask.js';
import { redesigned } from './redesign/redesigned.js';
import { rounded } from './rounded.js';

/**
 * The datasets as they are to be published before anything of them is hidden: put together, shortened and rounded as their policies
 * say. What is chosen and what is audited are both made of it, so that they speak of the same numbers.
 */
export async function toPublish(
  datasets: readonly Dataset[],
  links: CellLinks,
  ask: AskProtection,
): Promise<{ readonly datasets: readonly Dataset[]; readonly faults: readonly Diagnostic[] }> {
  const made = redesigned(datasets, links);
  return made.faults.length > 0 ? made : rounded(made.datasets, ask);
}
