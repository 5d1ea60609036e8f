import type { Publisher } from '../../src/data/extension.js';
import { dataGrammar } from '../../src/extensions/extensions.js';

/** What decides what may be published: one for every file that a process runs, so that an audit starts a process once. It ends with that. */
export const publisher: Publisher | undefined = dataGrammar.publishing?.open();
