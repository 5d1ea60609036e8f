/** The files of `docs/data.md` are read as their data packages say, and come to the numbers that the page names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatDiagnostic } from '../src/diagnostics.js';
import { describeFiles } from '../src/extensions/describe/describe-files.js';
import { decimalsOf, isNumeric, toExact } from '../src/model/dataset/value.js';
import { toDecimalText } from '../src/model/exact.js';
import { readHere } from '../src/session/workers/workbook-process.js';
import { prepared } from './data/problems.js';
import { memoryHost } from './memory-host.js';

const page = readFileSync(join(import.meta.dirname, '../docs/data.md'), 'utf8');

/** The first block of a language under a heading. */
function block(heading: string, language: string): string {
  const section = page.slice(page.search(new RegExp(`^#+ ${heading}$`, 'm')));
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? '';
}

async function numbersOf(heading: string): Promise<string[]> {
  const text = block(heading, 'yaml');
  const declared = /^(?:name|resources):/m.test(text) ? text : `resources:\n${text}`;
  const path = /path: (\S+)/.exec(declared)?.[1] ?? '';
  const { value, diagnostics } = await prepared({
    'data/datapackage.yaml': declared,
    [`data/${path}`]: block(heading, 'text'),
  });
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  return Object.values(value).flatMap(({ rows }) =>
    rows.flatMap(({ measures }) =>
      Object.values(measures).map((each) =>
        isNumeric(each) ? toDecimalText(toExact(each), decimalsOf(each)) : each.symbol,
      ),
    ),
  );
}

test.each([
  ['One number a row', ['2530', '2690', '5220']],
  ['A table as it is', ['12', '9', '14', '8', '3', '[x]', '4', '5', '7', '6', '5', '4']],
  ['SDMX-CSV', ['1181100', '1170400']],
  ['Open SDG', ['22.4', '30.1', '31.5']],
])('%s', async (heading, numbers) => {
  expect((await numbersOf(heading)).sort()).toEqual([...numbers].sort());
});

test('a file of one number a row asks nothing', async () => {
  const files = { 'visits.csv': block('One number a row', 'text') };
  const { questions, problems, text } = await describeFiles(['visits.csv'], memoryHost(files), {
    read: readHere,
  });
  expect({ questions, problems }).toEqual({ questions: 0, problems: [] });
  const start = readFileSync(join(import.meta.dirname, '../docs/start/own-data.md'), 'utf8');
  const shown = /```yaml\n([\s\S]*?)```/.exec(start)?.[1] ?? '';
  for (const line of shown.trim().split('\n')) {
    expect(text).toContain(line.trim().replace('2 of 2 groups', '1 of 1 groups'));
  }
});
