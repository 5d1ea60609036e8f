import type { Feature } from '../feature.js';
import { revisions } from './helpers/revisions.js';

/** This edition beside the one before: what was revised, and why. */
export const editions: Feature = { content: { helpers: [revisions] } };

/** What differs from the edition before. */
interface EditionLayouts {
  revised: true;
}
declare module '../../model/nodes.js' {
  interface TableLayouts extends EditionLayouts {}
}
