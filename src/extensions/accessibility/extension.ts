import type { Extension } from '../extension.js';
import { staleStatement } from './check/stale-statement.js';
import { accessibilityJsonSchema, readRecords } from './read-records.js';
import { accessibility as helper, statementBlock } from './statement.js';

/** What was checked of the accessibility of reports: the record of it, and the statement that a report prints. */
export const accessibility = {
  records: readRecords,
  schemas: { accessibility: accessibilityJsonSchema },
  content: { helpers: [helper] },
  blocks: { accessibility: statementBlock },
  printed: staleStatement,
} satisfies Extension;
