import { accessibilityProgram } from './accessibility/program.js';
import { collectProgram } from './collect/program.js';
import { describeProgram } from './describe/program.js';
import { diffProgram } from './diff/program.js';
import { lspProgram } from './lsp/program.js';
import { nextProgram } from './next/program.js';
import { previewProgram } from './preview/program.js';
import type { ProgramExtension } from './program.js';
import { protectProgram } from './protect/program.js';
import { queriesProgram } from './queries/program.js';
import { queueProgram } from './queue/program.js';
import { reviewProgram } from './review/program.js';
import { traceProgram } from './trace/program.js';
import { translateProgram } from './translate/program.js';
import { wordTemplateProgram } from './word-template/program.js';

/** What extensions add to the program, in the order of the help. */
export const programs: readonly ProgramExtension[] = [
  previewProgram,
  lspProgram,
  diffProgram,
  nextProgram,
  traceProgram,
  describeProgram,
  queriesProgram,
  protectProgram,
  collectProgram,
  accessibilityProgram,
  translateProgram,
  wordTemplateProgram,
  reviewProgram,
  queueProgram,
];
