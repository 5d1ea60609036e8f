import type { Feature } from '../feature.js';
import { accessibility } from './statement.js';

/** The statement on accessibility that a report prints of what was checked. */
export const accessibilityStatement: Feature = { content: { helpers: [accessibility] } };
