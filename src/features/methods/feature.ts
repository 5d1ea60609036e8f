import type { HelperDefinition } from '../../content/helpers/definition.js';
import type { Feature } from '../feature.js';
import { fillMethods } from './fill.js';
import { methods } from './methods.js';

/** The annex that says how the figures came about. `revisions` is the helper that prints what was revised. */
export const methodsAnnex = (revisions: HelperDefinition): Feature => ({
  content: { helpers: [methods(revisions)], complete: fillMethods },
});
