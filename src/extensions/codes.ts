import { type DiagnosticCode, diagnosticCodes } from '../diagnostic-codes.js';
import { accessibilityCodes } from './accessibility/codes.js';
import { collectCodes } from './collect/codes.js';
import { diffCodes } from './diff/codes.js';
import { mapCodes } from './maps/codes.js';
import { planCodes } from './plan/codes.js';
import { previewCodes } from './preview/codes.js';
import { queueCodes } from './queue/codes.js';
import { reviewCodes } from './review/codes.js';
import { traceCodes } from './trace/codes.js';

/** Every code with what it means. One that an extension declares and that is not here does not compile. */
export const allCodes: Readonly<Record<DiagnosticCode, string>> = {
  ...diagnosticCodes,
  ...accessibilityCodes,
  ...collectCodes,
  ...diffCodes,
  ...mapCodes,
  ...planCodes,
  ...previewCodes,
  ...queueCodes,
  ...reviewCodes,
  ...traceCodes,
};
