import type { Extension } from '../extension.js';
import { compareWithPrevious } from './compare-editions.js';
import { revisions } from './helpers/revisions.js';
import { unexplainedRevisions } from './unexplained-revisions.js';

/** This edition beside the one before: what was revised, and why. */
export const editions = {
  content: { helpers: [revisions] },
  compare: compareWithPrevious,
  unexplained: unexplainedRevisions,
} satisfies Extension;

/** What differs from the edition before. */
interface EditionLayouts {
  revised: true;
}
declare module '../../model/tree/nodes.js' {
  interface TableLayouts extends EditionLayouts {}
}
