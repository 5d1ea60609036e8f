import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { dataTableNode, type StatedTable } from '../../../src/model/tree/data-table.js';
import type { TallyEntry } from '../../../src/model/tree/table-parts.js';
import { parseReport, positionOf } from '../../report/markdown.js';
import { meta, recordedEntry, sampleStated } from '../../report/samples.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';

/** The HTML of a table, without the attributes that say what its numbers are and where they come from. */
function htmlOf(table: StatedTable): string {
  const body = parseReport('# A\n\n%block', {});
  body.children = [dataTableNode(table)];
  const { value } = finishReport({ meta, body, charts: {}, language: english, positionOf });
  return toHtml(value.body).replace(/ data-(?:from|n|n-alt)="[^"]*"/g, '');
}

const tally: TallyEntry[] = [{ word: 'Late', tone: 'status-bad', entry: recordedEntry('2', 'table') }];
const plain = sampleStated('tbl-a', 'Actions', 'Action|Cases\nDraft|4');

test('groups are bodies of their own, each with a head across the table', () => {
  const row = { label: 'Draft', total: false, cells: [] };
  const rows = [
    { ...row, group: '1.1 Laws' },
    { ...row, group: '1.1 Laws' },
    { ...row, group: '1.2 Courts' },
  ];
  const html = htmlOf({ ...plain, rows });
  expect(html.match(/<tbody>/g)).toHaveLength(2);
  expect(html).toContain(
    '<tbody><tr class="group"><th scope="rowgroup" colspan="2"><span>1.1 Laws</span></th></tr><tr><th scope="row">Draft</th></tr><tr>',
  );
  expect(html).toContain('colspan="2"><span>1.2 Courts</span></th>');
});

test('a judgement is a word with a mark that is not read', () => {
  const cell = { kind: 'text', text: 'Late', tone: 'status-bad', detail: 'since May' } as const;
  const html = htmlOf({ ...plain, rows: [{ label: 'Draft', total: false, cells: [cell] }] });
  expect(html).toContain('<span class="judged"><span class="mark status bad" aria-hidden="true"><svg');
  expect(html).toContain('</svg></span>Late</span><span class="detail">since May</span>');
});

test('every judgement of every family has a shape of its own, so that none is taken for another', () => {
  const families = ['status', 'result', 'verdict'] as const;
  const tones = ['good', 'fair', 'bad', 'idle', 'gone'] as const;
  const shapes = families.flatMap((family) =>
    tones.map((tone) => {
      const cells = [{ kind: 'text', text: 'x', tone: `${family}-${tone}` } as const];
      const html = htmlOf({ ...plain, rows: [{ label: 'a', total: false, cells }] });
      return /<svg.*<\/svg>/.exec(html)?.[0];
    }),
  );
  expect(new Set(shapes).size).toBe(families.length * tones.length);
});

test('tiles are not read, and their counts are', () => {
  const tiles = [{ code: '1.1.4', title: '1.1.4 Draft: Late', tone: 'status-bad' }] as const;
  const cells = [{ kind: 'tiles', text: 'Late 2', tiles, tally } as const];
  const html = htmlOf({
    ...plain,
    layout: 'board',
    rows: [{ label: 'Laws', code: '1', total: false, cells }],
  });
  expect(html).toContain('<figure class="table own-widths board"');
  expect(html).toContain(
    '<span class="tiles" aria-hidden="true"><span class="tile status bad" title="1.1.4 Draft: Late" data-code="1.1.4"><svg',
  );
  expect(html).toContain(
    '<span class="tally-entry">Late <data class="value" value="2" data-id="_front:afhbzfv7">2</data></span>',
  );
  expect(html).toContain('<span class="code">1</span> <span>Laws</span>');
});

test('the way to a target stands beside its number and is not read; a tally and the marks of a legend stand below', () => {
  const cells = [
    {
      kind: 'value',
      entry: recordedEntry('33.3', 'table'),
      way: { baseline: 0.1, actual: 0.3, target: 0.9, tone: 'result-bad' },
      detail: '2014',
    } as const,
  ];
  const legend = [{ symbol: '', meaning: 'Late', tone: 'status-bad' } as const];
  const html = htmlOf({
    ...plain,
    tally,
    legend,
    rows: [{ label: 'a', detail: 'cases', total: false, cells }],
  });
  expect(html).toContain(
    '<span class="way" aria-hidden="true"><span class="covered result bad" style="left:10%;width:20%"></span><span class="baseline" style="left:10%"></span><span class="target" style="left:90%"></span><span class="actual result bad" style="left:30%"></span></span><data class="value" value="33.3" data-id="_front:afhbzfv7">33.3</data><span class="detail">2014</span>',
  );
  expect(html).toContain('<th scope="row">a<span class="detail">cases</span></th>');
  expect(html).toMatch(
    /<p class="tally"><span class="tally-entry"><span class="mark status bad".*?Late <data/,
  );
  expect(html).toMatch(/<span class="legend-entry"><span class="mark status bad".*?<\/span> Late<\/span>/);
});

test('a tile that leads to the row of its action is a link with its code; a stretch of time is drawn on its column', () => {
  const tile = {
    code: '1.1.4',
    title: '1.1.4 Draft: Late',
    tone: 'status-bad',
    target: 'action-1-1-4',
  } as const;
  const span = { from: 0.25, to: 0.5, tone: 'status-bad', now: 0.2 } as const;
  const html = htmlOf({
    ...plain,
    columns: [{ label: 'Time', total: false, align: 'left', scale: ['2015', '2016'] }],
    rows: [
      {
        label: 'Draft',
        id: 'action-1-1-4',
        total: false,
        cells: [
          { kind: 'tiles', text: 'Late 1', tiles: [tile], tally: [] },
          { kind: 'text', text: '', span },
        ],
      },
    ],
  });
  expect(html).toContain('<span class="tiles"><a class="tile status bad" href="#action-1-1-4" title=');
  expect(html).toContain('</svg>1.1.4</a></span>');
  expect(html).toContain('<tr id="action-1-1-4">');
  expect(html).toContain('aria-label="Time"><span class="steps"><span>2015</span><span>2016</span></span>');
  expect(html).toContain(
    '<span class="track" aria-hidden="true"><span class="status bad" style="left:25%;width:25%"></span><span class="now" style="left:20%"></span></span>',
  );
});
