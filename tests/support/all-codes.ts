import { diagnosticCodes } from '../../src/diagnostic-codes.js';
import { extensions } from '../../src/extensions/extensions.js';
import { programs } from '../../src/extensions/programs.js';

/** Every code with what it means. */
export const allCodes: Readonly<Record<string, string>> = Object.assign(
  {},
  diagnosticCodes,
  ...[...extensions, ...programs].map(({ codes }) => codes),
);
