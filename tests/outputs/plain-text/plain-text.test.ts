import { join } from 'node:path';
import type { Node } from 'mdast';
import { expect, test } from 'vitest';
import { formatDiagnostic, hasErrors } from '../../../src/diagnostics.js';
import type { Format } from '../../../src/model/dataset/formats.js';
import type { ReportNodes } from '../../../src/model/tree/nodes.js';
import type { TreeHandlers, TreeNodes } from '../../../src/model/tree/tree-visitor.js';
import type { FinishedReport, Outputs, OutputTools } from '../../../src/outputs/output.js';
import { outputs } from '../../../src/outputs/outputs.js';
import { compile } from '../../../src/session/compile.js';
import { finishedReport } from '../../../src/session/finished-report.js';
import { openProject } from '../../../src/session/open-project.js';
import { english } from '../../support/english.js';
import { sharedSessions } from '../../support/shared-session.js';
import { text } from './output.js';
import { textHandlers } from './text.js';

/** The one line that an output adds to what there is. */
const published: Outputs<Format | 'text'> = { ...outputs, text };

/** A node that somebody adds to the tree. */
interface AsideNode extends Node {
  type: 'aside';
}

const { chart, ...withoutChart } = textHandlers(english);

// What is forgotten does not compile: `npm run check` looks at these lines.

// @ts-expect-error a node of the report without a handler
const forgotten: TreeHandlers<string> = withoutChart;

// @ts-expect-error a new node in the map of nodes without a handler
const added: TreeHandlers<string, TreeNodes & { aside: AsideNode }> = textHandlers(english);

// @ts-expect-error a format without an output
const unprinted: Outputs<Format | 'text'> = outputs;

const session = sharedSessions.open();

/** The report of a golden project, before any output is made of it. */
async function golden(name: string): Promise<FinishedReport> {
  const root = join(import.meta.dirname, '../../golden', name);
  const { opened, diagnostics } = await openProject(root, { only: [], languages: [], formats: ['html'] });
  if (opened === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const compiled = await compile(session, opened, { tolerant: false });
  const [made] = compiled.made;
  if (made?.report === undefined || hasErrors(made.diagnostics))
    throw new Error(made?.diagnostics.map(formatDiagnostic).join('\n'));
  return finishedReport(made.report, { ...made, source: compiled.data }, session);
}

async function printed(report: FinishedReport): Promise<string> {
  const { files } = await published.text.make(report, {} as OutputTools);
  return new TextDecoder().decode(files[0]?.bytes);
}

test('an output that is one folder and one line prints a whole report', async () => {
  const report = await golden('document');
  await expect(await printed(report)).toMatchFileSnapshot(join(import.meta.dirname, 'document.txt'));
});

test.each(process.env.DEEP ? ['tables', 'claims', 'missing-values', 'plan'] : ['missing-values'])(
  'every number of %s that a page prints is in its text',
  async (name) => {
    const report = await golden(name);
    const words = await printed(report);
    const shown = report.document.ledger.filter(({ place }) => place === 'text' || place === 'table');
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((entry) => !words.includes(entry.text)).map((entry) => entry.text)).toEqual([]);
  },
);

test('a node without a handler, and a format without an output, do not compile', () => {
  const own: keyof ReportNodes = 'chart';
  expect(Object.keys(forgotten)).not.toContain(own);
  expect(Object.keys(added)).toContain(own);
  expect(typeof chart).toBe('function');
  expect(Object.keys(unprinted)).not.toContain('text');
});
