import { expect, test } from 'vitest';
import { unusedCells } from '../../../src/commands/check/check.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import type { CompiledReport } from '../../../src/session/made-report.js';
import { composeSmall, smallData } from '../../content/small-project.js';
import { ledgerOf } from '../../support/ledger-of.js';

/** What a draft answers with, as far as the list of unused cells looks at it. */
async function draftOf(template: string): Promise<CompiledReport> {
  const { content } = await composeSmall(template);
  return { content, document: { ledger: ledgerOf(content) } } as unknown as CompiledReport;
}

test('cells that no report prints are listed by measure, with their lines', async () => {
  const data = await smallData();
  const printed = await draftOf('# Cases\n\n{{value "cases" year=2013 offence="trafficking"}}\n');
  const notes = unusedCells(data, [printed]).map(formatDiagnostic);
  expect(notes.some((note) => note.includes('note data/unused: ') && note.includes('`cases`'))).toBe(true);
  expect(notes[0]).toMatch(/^data\/[\w-]+\.csv:\d+:1 note /);
});

test('a report that prints every cell leaves nothing to list', async () => {
  const data = await smallData();
  const { cases } = data;
  if (cases === undefined) throw new Error('The small project has cases');
  const whole = await draftOf('# Cases\n\n{{table "cases" rows="offence" columns="year"}}\n');
  expect(unusedCells({ cases }, [whole])).toEqual([]);
});
