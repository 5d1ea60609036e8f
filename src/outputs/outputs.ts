import { html } from './html/output.js';
import type { Outputs } from './output.js';
import { pdf } from './pdf/output.js';

/** The output of every format that a report can be published in. A format without one does not compile. */
export const outputs: Outputs = { html, pdf };
