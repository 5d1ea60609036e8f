import type { Extension } from '../extension.js';
import { accessibility as helper, statementBlock } from './statement.js';

/** The statement on accessibility that a report prints of what was checked. */
export const accessibility = {
  content: { helpers: [helper] },
  blocks: { accessibility: statementBlock },
} satisfies Extension;
