import type { Diagnostic } from '../diagnostics.js';
import type { Dataset } from '../model/dataset.js';
import type { CellLinks } from '../model/protection.js';
import type { AskProtection } from './ask.js';
import { uncoveredPersons } from './policy-faults.js';
import { redesigned } from './redesign/redesigned.js';
import { nothingFound, printedElsewhere, type Related, relatedIn } from './related/related.js';
import { rounded } from './rounded.js';

/** Datasets as they are to be published before anything of them is hidden, and how their numbers hang together. */
export interface ToPublish {
  readonly datasets: readonly Dataset[];
  readonly related: Related;
  readonly faults: readonly Diagnostic[];
}

/**
 * The datasets put together, shortened and rounded as their policies say. What is chosen and what is audited are both made of it, so that
 * they speak of the same numbers. Relations are looked for before anything is rounded: an attacker knows what was rounded.
 */
export async function toPublish(
  datasets: readonly Dataset[],
  links: CellLinks,
  ask: AskProtection,
): Promise<ToPublish> {
  const made = redesigned(datasets, links);
  if (made.faults.length > 0) return { ...made, related: nothingFound };
  const related = relatedIn(made.datasets, links);
  const printed = printedElsewhere(related, made.datasets);
  const faults = printed.length > 0 ? printed : uncoveredPersons(related, made.datasets);
  return faults.length > 0
    ? { ...made, related, faults }
    : { ...(await rounded(made.datasets, links, related.sure, ask)), related };
}
