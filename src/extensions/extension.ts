import type { ContentExtension } from '../content/extension.js';
import type { DataExtension } from '../data/extension.js';

/** A part of the tool that is whole in its own folder. What it does not have, it leaves out. */
export interface Extension {
  readonly data?: DataExtension;
  readonly content?: ContentExtension;
}
