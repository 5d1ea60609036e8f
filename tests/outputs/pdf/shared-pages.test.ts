import { expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { outputOf, plainProject } from '../../commands/verify/sample-output.js';
import { memoryHost } from '../../memory-host.js';
import { inspectPdf } from './inspect.js';
import { testPrinter } from './test-printer.js';

const lines = (count: number): string => 'The counter stands at the door and is read.\n\n'.repeat(count);

const project = {
  ...plainProject,
  'tallybook.yaml': `
title: Visits
publisher: The library
edition: 2015
reports:
  visits: {template: templates/visits.md, formats: [html, pdf], layout: off}
`,
  'templates/visits.md': `# Doors\n\n${lines(50)}\n# Halls\n\n${lines(2)}\n# Visits\n\n{{value "visits" year=2014}} visits.\n\n${lines(60)}`,
};

test('the head of a page that chapters share names those that stand on it', async () => {
  const output = await outputOf(project, await testPrinter());
  const { text } = await inspectPdf(output['visits/en/visits.pdf'] ?? new Uint8Array());
  const heads = text.slice(1).map((page) => page.split('\n')[0]);
  expect(heads).toEqual(['1 Doors Visits', '1 Doors · 2 Halls Visits', '3 Visits Visits', '3 Visits Visits']);
  const { project: files, tool } = memoryHost(output);
  expect((await verifyFiles(files, tool)).diagnostics).toEqual([]);
}, 60_000);
