import type { Extension } from '../extension.js';
import { accessibility } from './statement.js';

/** The statement on accessibility that a report prints of what was checked. */
export const accessibilityStatement: Extension = { content: { helpers: [accessibility] } };
