/** A picture beside text floats, and what floats goes to the next page alone: a heading right above it must not stay behind. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../src/commands/build/build.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { samplePng } from '../pictures/samples.js';
import { sharedSessions } from '../support/shared-session.js';

const line = 'The library belongs to everybody. It is open each day.';
const paragraph = Array.from({ length: 6 }, () => line).join(' ');

test.each([8, 14, 18, 20, 22, 23, 24, 25, 26])(
  'a heading behind %i paragraphs stands on the page of its picture',
  async (count) => {
    const root = temporaryFolder();
    const text = [
      '# One',
      ...Array.from({ length: count }, () => line),
      '## Two',
      '![A house](o.png){#fig-house caption="A house" beside=left}',
      ...Array.from({ length: 4 }, () => paragraph),
    ];
    const files = {
      'tallybook.yaml':
        'tallybook: 1\ntitle: Pictures\npublisher: P\nedition: 2015\nreports:\n  report: {template: report.md, formats: [pdf]}\n',
      'report.md': text.join('\n\n'),
      'o.png': samplePng(20, 25),
      'data/visits.csv': 'year,visits\n2014,3\n',
      'data/datapackage.yaml': `name: d
resources:
  - name: visits
    path: visits.csv
    title: Visits
    sources: [{title: Example}]
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
`,
    };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    const { diagnostics } = await build({
      ...{ root, only: [], languages: [], formats: [], draft: false, debug: false },
      env: { CI: '' },
      progress: () => {},
      session: sharedSessions.open(),
    });
    const codes = diagnostics.map(({ code }) => code).filter((code) => code !== 'host/sandbox');
    expect(codes.filter((code) => code !== 'layout/page-fill')).toEqual([]);
  },
);
