import { formats } from '../model/dataset/formats.js';
import { docx } from './docx/output.js';
import { html } from './html/output.js';
import type { Output, Outputs } from './output.js';
import { pdf } from './pdf/output.js';

/** The output of every format that a report can be published in. A format without one does not compile. */
export const outputs: Outputs = { html, pdf, docx };

/** The output that makes files of this name; undefined for what is published beside all of them. */
export function outputOf(path: string): Output | undefined {
  const format = formats.find((each) => path.endsWith(`.${each}`));
  return format && outputs[format];
}
