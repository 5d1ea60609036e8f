import { toHtml } from 'hast-util-to-html';
import type { RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/language/language.js';
import { exact } from '../../../../src/model/exact.js';
import { dataTableNode } from '../../../../src/model/tree/data-table.js';
import type { ContentMeta, PictureNode } from '../../../../src/model/tree/nodes.js';
import type { ValueNode } from '../../../../src/model/tree/phrasing-nodes.js';
import { legendNode, sourcesNode } from '../../../../src/model/tree/table-nodes.js';
import { visit } from '../../../../src/model/tree/visit.js';
import { parseReport, positionOf } from '../../../report/markdown.js';
import {
  meta,
  recordedEntry,
  sampleChart,
  sampleDrawing,
  sampleStated,
  sampleTable,
} from '../../../report/samples.js';
import { english } from '../../../support/english.js';
import { finishReport } from '../../../support/finished-report.js';

interface Options {
  readonly blocks?: Readonly<Record<string, RootContent>>;
  readonly language?: Language;
  readonly meta?: ContentMeta;
}

/** The body as HTML, without the classes of numerals, which `number-classes.test.ts` looks at. */
function htmlOf(markdown: string, options: Options = {}): string {
  const { value } = finishReport({
    meta: options.meta ?? meta,
    body: parseReport(markdown, options.blocks),
    charts: { 'fig-a': { ...sampleDrawing('fig-a'), svg: '<svg role="img"></svg>', illustrative: true } },
    language: options.language ?? english,
    positionOf,
  });
  return toHtml(value.body, { allowDangerousHtml: true }).replace(/ data-n(?:-alt)?="[^"]*"/g, '');
}

it('sets the line of a block quotation that says who said it apart', () => {
  expect(htmlOf('> More came\n>\n> \u2014 The mayor')).toContain(
    '<p class="attribution">\u2014 The mayor</p>',
  );
  expect(htmlOf('> More came\n>\n> and went')).not.toContain('attribution');
});

describe('numbers', () => {
  it('carry their raw value and the id by which the page holds where they come from', () => {
    expect(htmlOf('There were %4,802 cases.')).toBe(
      '<p>There were <data class="value" value="4802" data-id="_front:afhbzfv7">4,802</data> cases.</p>',
    );
  });

  it('keep the fraction of a raw value that ends and cut one that does not', () => {
    const entry = recordedEntry('33.3');
    const third = { ...entry, quantity: { ...entry.quantity, value: exact(100, 3) } };
    const root = parseReport('');
    root.children = [
      { type: 'paragraph', children: [{ type: 'value', entry: recordedEntry('12.50') }] },
      { type: 'paragraph', children: [{ type: 'value', entry: third }] },
    ];
    const { value } = finishReport({ meta, body: root, charts: {}, language: english, positionOf });
    const values = [...toHtml(value.body).matchAll(/ value="([^"]+)"/g)].map((match) => match[1]);
    expect(values).toEqual(['12.5', '33.333333333333']);
  });

  it('state both ends of a range', () => {
    const entry = recordedEntry('2');
    const range = {
      ...entry,
      text: '2 to 4 million',
      quantity: { ...entry.quantity, high: exact(4_000_000) },
    };
    const root = parseReport('');
    root.children = [{ type: 'paragraph', children: [{ type: 'value', entry: range }] }];
    const { value } = finishReport({ meta, body: root, charts: {}, language: english, positionOf });
    expect(toHtml(value.body)).toContain('value="2" data-high="4000000"');
  });
});

describe('references and headings', () => {
  it('make chapters second-level headings with their number ahead', () => {
    expect(htmlOf('# Scope {#scope}\n## Words')).toBe(
      '<section class="chapter" aria-labelledby="scope">\n' +
        '<h2 id="scope"><span class="enumerator">1</span> <span class="words">Scope</span></h2>\n' +
        '<section class="section">\n' +
        '<h3 id="words"><span class="enumerator">1.1</span> <span class="words">Words</span></h3>\n' +
        '</section>\n</section>',
    );
  });

  it('link a label that an ordinary space joins to its number', () => {
    expect(htmlOf('# A {#a}\n\n[](#a)')).toContain('<a class="reference" href="#a">Chapter 1</a>');
  });

  it('link a note mark and its note both ways, without a role that would destroy the tag of the link', () => {
    const html = htmlOf('# A\n\nOne.[^n] Two.[^n]\n\n[^n]: Note.');
    expect(html).toContain(
      '<sup class="note-mark"><a id="_note-1-mark-1" href="#_note-1" aria-label="Note 1">1</a></sup>',
    );
    expect(html).toContain(
      '<ol start="1"><li id="_note-1" value="1"><p>Note. <a class="back" href="#_note-1-mark-1"',
    );
    expect(html).toContain('href="#_note-1-mark-2"');
    expect(html).not.toContain('doc-noteref');
  });
});

describe('tables', () => {
  const table = {
    ...sampleStated('tbl-a', 'Cases', 'Year | Cases | Total\n2009 | - | 4\nTotal | 3 | 4'),
    notes: ['One note.'],
  };
  const html = htmlOf('# A\n\n@a', { blocks: { a: dataTableNode(table) } });

  it('are groups named by their caption, which scroll in a named area', () => {
    expect(html).toContain(
      '<figure class="table narrow" id="tbl-a" role="group" aria-labelledby="_tbl-a-title"><figcaption>' +
        '<p class="label"><span class="number">Table 1</span> </p><p class="title" id="_tbl-a-title">Cases</p>',
    );
    expect(html).toContain(
      '<div class="scroll" tabindex="0" role="group" aria-label="Table 1, scrolls sideways">',
    );
    const records = htmlOf('# A\n\n@a', { blocks: { a: { ...dataTableNode(table), records: true } } });
    expect(records).toContain('<div class="scroll" tabindex="0" role="group" aria-label="Table 1">');
  });

  it('name rows and columns, and mark totals', () => {
    expect(html).toContain('<th scope="col" class="number total">Total</th>');
    expect(html).toContain('<tr class="total"><th scope="row">Total</th>');
    expect(html).toContain('<td class="number total"><data class="value" value="4"');
  });

  it('explain the symbol of a missing value in its cell and under the table', () => {
    expect(html).toMatch(
      /<td class="number"><abbr class="missing" title="none recorded" data-id="a:[a-z2-7]{8}">\[z\]<\/abbr>/,
    );
    expect(html).toContain(
      '<p class="legend"><span class="legend-entry"><span class="symbol">[z]</span> none recorded',
    );
  });

  it('hold no words about the origin of a number, and no tab stop, in their cells', () => {
    const cells = [...html.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((match) => match[1] ?? '');
    expect(cells.map((cell) => cell.replace(/<[^>]*>/g, ''))).toEqual([
      'Year',
      'Cases',
      'Total',
      '2009',
      '[z]',
      '4',
      'Total',
      '3',
      '4',
    ]);
    expect(cells.join('')).not.toContain('tabindex');
  });

  it('end with note and source', () => {
    expect(html).toContain(
      '<p class="notes">Note: One note.</p><p class="source">Source: <a href="https://www.kosovopolice.com/">Kosovo Police</a></p>',
    );
  });

  it('fill an empty cell, which a PDF would drop', () => {
    const text = {
      ...table,
      rows: [{ label: 'x', total: false, cells: [{ kind: 'text', text: '' } as const] }],
    };
    expect(htmlOf('# A\n\n@a', { blocks: { a: dataTableNode(text) } })).toContain(
      '<td class="number">\u00A0</td>',
    );
    expect(htmlOf('| a | b |\n|---|---|\n| 1 | |')).toContain('<td class="short">\u00A0</td>');
  });

  it('are no wider than their numbers need', () => {
    const single = sampleTable('tbl-s', 'Cases', 'Year | Cases\n2009 | 1');
    expect(htmlOf('@s', { blocks: { s: single } })).toContain('<figure class="table narrow single"');
    expect(htmlOf('| a | b |\n|---|--:|\n| x | 1 |')).toContain('<div class="scroll plain-table narrow"');
    expect(htmlOf('| a | b |\n|---|---|\n| x | y |')).toContain('<div class="scroll plain-table"');
  });

  it('of words know the heads of their columns in each cell, for a phone that shows them as records; those of numbers do not', () => {
    const words = htmlOf(
      '| Step | Owner | By |\n|---|---|---|\n| One | Police | May |\n| Two | Court | June |',
    );
    expect(words).toContain('<div class="scroll plain-table records"');
    expect(words).toContain('<td class="short" data-head="Owner">Police</td>');
    expect(htmlOf('| a | b | c |\n|---|--:|--:|\n| x | 1 | 2 |')).not.toContain('data-head');
    const noted = '| a | b[^n] | c |\n|---|---|---|\n| x | y | z |\n\n[^n]: Note.';
    expect(htmlOf(noted)).toContain('data-head="b"');
  });

  it('link a source only to an address on the web', () => {
    const local = { ...table, sources: [{ title: 'A', path: 'javascript:alert(1)' }, { title: 'B' }] };
    expect(htmlOf('# A\n\n@a', { blocks: { a: dataTableNode(local) } })).toContain(
      '<p class="source">Sources: A; B</p>',
    );
  });
});

describe('charts', () => {
  const html = htmlOf('# A\n\n@a', { blocks: { a: sampleChart('fig-a', 'It <rose>') } });

  it('tell the page how wide they were drawn, so that a narrow one is not cut', () => {
    const { width } = sampleDrawing('fig-a');
    expect(html).toContain(`;--drawn:${Math.round(width)}px"`);
  });

  it('are groups with the finding as title, the drawing as it is, source and description below', () => {
    expect(html).toContain('<figure class="chart" id="fig-a" role="group" aria-labelledby="_fig-a-title">');
    expect(html).toContain('<p class="title" id="_fig-a-title">It &#x3C;rose></p>');
    expect(html).toContain('<svg role="img"></svg></div><p class="source">Source: Kosovo Police</p>');
    expect(html).toContain(
      '<details class="description"><summary>Description of the figure</summary><p>Line chart',
    );
  });

  it('say when their data are illustrative', () => {
    expect(html).toContain('<span class="illustrative">Illustrative data</span>');
  });
});

describe('containers', () => {
  it('set key figures as number and label', () => {
    const html = htmlOf(':::cards\n- **%12** cases in *one* year\n- **2 to 4 million**: people\n:::');
    expect(html).toContain('<div class="cards"><ul><li class="card"><p class="card-number long"><data');
    expect(html).toContain('<p class="card-label">cases in <em>one</em> year</p>');
    expect(html).toContain('<p class="card-number long">2 to 4 million</p><p class="card-label">people</p>');
  });

  it('set what stands below the label of a key figure as a line of its own', () => {
    const html = htmlOf(':::cards\n- **%12** cases\n\n  ▼ Worse than planned\n\n- **%3** more\n:::');
    expect(html).toContain(
      '<p class="card-label">cases</p><p class="card-note">▼ Worse than planned</p></li>',
    );
  });

  it('set the figures of a row in one size, whether one of them is illustrative or not', () => {
    const body = parseReport('# A\n\n:::cards\n- **%12** cases\n- **%3** cases\n:::');
    let last: ValueNode | undefined;
    visit(body, 'value', (node: ValueNode) => {
      last = node;
    });
    if (last === undefined) throw new Error('no number');
    const { quantity } = last.entry;
    last.entry = { ...last.entry, quantity: { ...quantity, illustrative: true } };
    const { value } = finishReport({ meta, body, charts: {}, language: english, positionOf });
    const html = toHtml(value.body, { allowDangerousHtml: true });
    expect(html).toContain('class="illustrative-mark"');
    expect(html.match(/class="card-number[^"]*"/g)).toEqual(['class="card-number"', 'class="card-number"']);
    const long = htmlOf(':::cards\n- **%12** cases\n- **2 to 4 million** people\n:::');
    expect(long.match(/class="card-number[^"]*"/g)).toEqual(Array(2).fill('class="card-number long"'));
  });

  it('label a note and box a summary', () => {
    expect(htmlOf(':::note\nText.\n:::')).toBe(
      '<div class="note"><p class="note-label">Note</p><p>Text.</p></div>',
    );
    expect(htmlOf(':::summary\nText.\n:::')).toBe('<div class="summary"><p>Text.</p></div>');
    expect(htmlOf(':::side-by-side\nText.\n:::')).toBe('<div class="side-by-side"><p>Text.</p></div>');
  });
});

describe('unknown nodes', () => {
  it('are never dropped in silence', () => {
    const root = parseReport('');
    root.children = [{ type: 'mystery' } as unknown as RootContent];
    expect(() => finishReport({ meta, body: root, charts: {}, language: english, positionOf })).toThrow(
      'No handler for the node type "mystery"',
    );
  });
});

describe('transform', () => {
  it('leaves its input as it was and returns plain data', () => {
    const body = parseReport('# A %12[^n]\n\n[](#a)\n\n[^n]: Note.');
    const before = structuredClone(body);
    const { value } = finishReport({ meta, body, charts: {}, language: english, positionOf });
    expect(body).toEqual(before);
    expect(structuredClone(value)).toEqual(value);
    expect(value.chapters).toEqual([
      { id: 'a', enumerator: '1', title: 'A 12', illustrative: false, banded: false, runsOn: false },
    ]);
  });
});

describe('captioned tables', () => {
  it('stand as one unit with number, caption and source', () => {
    const [table] = parseReport('| A | B |\n| - | -: |\n| c | 1 |').children;
    if (table?.type !== 'table') throw new Error('expected a table');
    const html = htmlOf('@words', {
      blocks: {
        words: {
          type: 'captionedTable',
          id: 'tbl-words',
          children: [
            { type: 'caption', children: [{ type: 'text', value: 'In words' }] },
            table,
            legendNode([]),
            sourcesNode([{ title: 'The code' }]),
          ],
          at: { file: 'report.md', line: 1, column: 1 },
        },
      },
    });
    expect(html).toContain(
      '<figure class="table in-words" id="tbl-words" role="group" aria-labelledby="_tbl-words-title">' +
        '<figcaption><p class="label"><span class="number">Table 1</span> </p>' +
        '<p class="title" id="_tbl-words-title">In words</p></figcaption><div class="scroll plain-table',
    );
    expect(html).toMatch(
      /<\/table><\/div><div class="foot"><p class="source">Source: The code<\/p><\/div><\/figure>$/,
    );
  });
});

describe('pictures', () => {
  const markdown = '@picture';
  const picture = (more: Partial<PictureNode>): PictureNode => ({
    type: 'picture',
    id: 'fig-place',
    children: [
      { type: 'caption', children: [{ type: 'text', value: 'The place' }] },
      { type: 'image', url: 'o.png', alt: 'A house', data: { source: 'data:,', width: 40, height: 20 } },
      sourcesNode([{ title: 'The town' }]),
    ],
    ...more,
  });

  it('stand as one unit with number, caption and source, as charts do', () => {
    expect(htmlOf(markdown, { blocks: { picture: picture({ width: 60 }) } })).toBe(
      '<figure class="picture" id="fig-place" role="group" aria-labelledby="_fig-place-title" style="--part:60%">' +
        '<figcaption><p class="label"><span class="number">Figure 1</span> </p>' +
        '<p class="title" id="_fig-place-title">The place</p></figcaption>' +
        '<img src="data:," alt="A house" width="40" height="20"><p class="source">Source: The town</p></figure>',
    );
  });

  it('keep room on paper beside text, as tall as they are', () => {
    const html = htmlOf(markdown, { blocks: { picture: picture({ width: 30, beside: 'left' }) } });
    expect(html).toContain('<div class="room" style="--room:calc(15% + 26mm)"></div>');
    expect(html).toContain('<figure class="picture beside-left"');
  });
});
