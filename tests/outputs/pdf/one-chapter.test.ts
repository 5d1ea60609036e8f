import { expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { outputOf, plainProject, textOf } from '../../commands/verify/sample-output.js';
import { memoryHost } from '../../memory-host.js';
import { inspectPdf } from './inspect.js';
import { testPrinter } from './test-printer.js';

const project = {
  ...plainProject,
  'tallybook.yaml': `
title: Visits
publisher: The library
edition: 2015
imprint: {contact: visits@library.example, source: The counter at the door}
reports:
  visits: {template: templates/visits.md, formats: [html]}
  brief: {template: templates/visits.md, only: sec-brief, formats: [html, pdf]}
`,
  'templates/visits.md': `# The year in brief {#sec-brief .brief}

{{#claim "rose" "visits" from=2013 to=2014}}Visits rose{{/claim}} to {{value "visits" year=2014}} ([](#sec-visits)).

${plainProject['templates/visits.md']}`,
};

test('a chapter is a file of its own: a page with its head and imprint, the same bytes twice, as its web page says', async () => {
  const printer = await testPrinter();
  const output = await outputOf(project, printer);
  const bytes = output['brief/en/brief.pdf'] ?? new Uint8Array();
  const { text } = await inspectPdf(bytes);
  expect(text).toHaveLength(1);
  expect(text[0]).toMatch(/Visits.*The year in brief.*4,200.*\(Chapter 1\).*visits@library\.example/su);
  expect(text[0]).not.toContain('counter at the door');
  expect((await outputOf(project, printer))['brief/en/brief.pdf']).toEqual(bytes);
  const { project: files, tool } = memoryHost(output);
  expect((await verifyFiles(files, tool)).diagnostics).toEqual([]);
  // What the other chapters draw on is not published by the way.
  const claims = (file: string): number => JSON.parse(textOf(output, file)).claims.length;
  expect([claims('visits/en/numbers.json'), claims('brief/en/numbers.json')]).toEqual([1, 1]);
  expect(JSON.parse(textOf(output, 'brief/en/published.json')).numbers).toHaveLength(1);
}, 60_000);
