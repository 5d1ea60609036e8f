import type { ResolvedReport } from '../../content/extension.js';
import type { MethodsBlock } from './block.js';
import type { Used } from './used.js';

/** All that a part of the methods annex can be written from. */
export interface MethodsRun extends ResolvedReport {
  readonly used: Used;
  readonly block: MethodsBlock;
}
