import type { Content } from '../../src/content/compose.js';
import type { LedgerEntry } from '../../src/model/quantity.js';
import { entriesOf } from '../../src/model/tree/entries.js';

/** What a text prints, in reading order; nothing where there is none. */
export const ledgerOf = (content: Content | undefined): readonly LedgerEntry[] =>
  content === undefined ? [] : entriesOf(content.body);
