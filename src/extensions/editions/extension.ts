import type { Extension } from '../extension.js';
import { revisions } from './helpers/revisions.js';

/** This edition beside the one before: what was revised, and why. */
export const editions: Extension = { content: { helpers: [revisions] } };

/** What differs from the edition before. */
interface EditionLayouts {
  revised: true;
}
declare module '../../model/tree/nodes.js' {
  interface TableLayouts extends EditionLayouts {}
}
