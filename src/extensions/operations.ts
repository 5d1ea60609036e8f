import { coreOperations } from '../model/operations/core.js';
import type { Operations } from '../model/operations/operations.js';
import { calculateOperations } from './calculate/operations.js';
import { editionOperations } from './editions/operations.js';
import { planOperations } from './plan/operations.js';

/**
 * Every operation, in the order in which a methods annex explains them. One that an extension declares and that is not
 * here does not compile. `verify` reads this file, so that it and what it imports lean on `model/` alone.
 */
export const operations: Operations = {
  ...coreOperations,
  ...editionOperations,
  ...planOperations,
  ...calculateOperations,
};
