import { describe, expect, test } from 'vitest';
import { parseSnapshot } from '../../../src/model/snapshot/snapshot.js';
import { MarkupFault, readMarkup } from '../../../src/outputs/snapshot/read-markup.js';
import { readPage } from '../../../src/outputs/snapshot/read-page.js';
import { outputOf, sampleProject, textOf } from '../../commands/verify/sample-output.js';

describe('a finished page is read strictly', () => {
  test('elements, attributes, references and raw text', () => {
    const [paragraph] = readMarkup(
      '<!doctype html><p class="a b" hidden title="x &#x26; y">1 &lt; 2<br>&#160;<b>3</b></p>',
    );
    if (paragraph === undefined || !('name' in paragraph)) throw new Error('a paragraph');
    expect([...paragraph.attributes]).toEqual([
      ['class', 'a b'],
      ['hidden', ''],
      ['title', 'x & y'],
    ]);
    expect(paragraph.children).toMatchObject([
      { text: '1 < 2' },
      { name: 'br' },
      { text: '\u00A0' },
      { name: 'b', children: [{ text: '3' }] },
    ]);
    expect(readMarkup('<script>if (a < b) "</p>"</script><svg><path d="M0"/></svg>')).toMatchObject([
      { name: 'script', children: [] },
      { name: 'svg', children: [{ name: 'path', children: [] }] },
    ]);
  });

  test.each([
    ['<p>', 0],
    ['<p></b>', 3],
    ['<p>a < b</p>', 5],
    ['<!-- 5 -->', 0],
    ['<style>', 0],
  ])('%s is none that Tallybook writes', (html, offset) => {
    try {
      readMarkup(html);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(MarkupFault);
      expect(error).toMatchObject({ offset });
    }
  });
});

test('each part has its own text, without that of the parts inside it', () => {
  const { parts, numbers } = readPage(
    '<html><head><title>T 1</title></head><body><header><h1>T</h1></header>' +
      '<section aria-labelledby="sec-a"><h2 id="sec-a"><span>1</span> A</h2><p>Of <data class="value" value="7">7</data>.</p>' +
      '<figure id="tbl-b"><figcaption>B</figcaption><p aria-label="five"><abbr class="missing" title="none">[z]</abbr></p></figure>' +
      '<p>More.</p></section></body></html>',
  );
  expect(parts.map(({ start: _, ...part }) => part)).toEqual([
    { id: '_page', title: '', text: '', labels: 'T 1' },
    { id: '_head', title: 'T', text: 'T', labels: '' },
    { id: 'sec-a', title: '1 A', text: '1 A Of {}. More.', labels: '' },
    { id: 'tbl-b', title: 'B', text: 'B {}', labels: 'five\nnone' },
  ]);
  expect(numbers).toMatchObject([
    { text: '7', value: '7', part: 'sec-a' },
    { text: '[z]', value: undefined, part: 'tbl-b' },
  ]);
});

test('the order of rows in a data file changes no byte', async () => {
  const [header = '', ...rows] = (sampleProject['data/visits.csv'] ?? '').trim().split('\n');
  const turned = { ...sampleProject, 'data/visits.csv': `${[header, ...rows.reverse()].join('\n')}\n` };
  const path = 'visits/en/published.json';
  // Origins of numbers name the line of the data file, so hashes of the page differ and nothing else.
  const text = async (files: typeof sampleProject) =>
    textOf(await outputOf(files), path).replace(/"(?:labels|sha256)":"\w+"/g, '');
  expect(await text(turned)).toBe(await text(sampleProject));
});

test('a snapshot names no place in a data file, and only datasets that the report draws on', async () => {
  const dataPackage = `${sampleProject['data/datapackage.yaml']}
  - name: internal
    path: internal.csv
    schema:
      primaryKey: [room]
      fields:
        - {name: room, type: string, role: dimension}
        - {name: keys, type: integer, role: measure, unit: keys}
`;
  const files = {
    ...sampleProject,
    'data/datapackage.yaml': dataPackage,
    'data/internal.csv': 'room,keys\ncellar,2\n',
  };
  const snapshot = textOf(await outputOf(files), 'visits/en/published.json');
  expect(snapshot).not.toContain('internal');
  expect(snapshot).not.toContain('.csv');
});

test('a missing value that stands in several tables is listed under the one that shows it', async () => {
  const visits = (sampleProject['data/visits.csv'] ?? '')
    .replace('2013,children,2512', '2013,children,[z]')
    .replace('2013,total,3920', '2013,total,1408')
    .replace('2014,adults,1560', '2014,adults,[z]')
    .replace('2014,total,4200', '2014,total,2640');
  const template = `# Visits {#sec-visits}

{{table "visits" columns="reader" id="tbl-first" caption="In the order of the file"}}

{{table "visits" columns="year" id="tbl-second" caption="The other way round"}}
`;
  const output = await outputOf({
    ...sampleProject,
    'data/visits.csv': visits,
    'templates/visits.md': template,
  });
  const { value: snapshot } = parseSnapshot(textOf(output, 'visits/en/published.json'));
  const shown = (id: string): string[] =>
    (snapshot?.parts.find((part) => part.id === id)?.numbers ?? []).flatMap((index) => {
      const number = snapshot?.numbers[index];
      return number?.missing === undefined ? [] : [`${number.cells[0]?.split('?')[1]} ${number.at}`];
    });
  const [first, second] = [shown('tbl-first'), shown('tbl-second')];
  expect(first.map((each) => each.split(' ')[0])).toEqual([
    'year=2013&reader=children',
    'year=2014&reader=adults',
  ]);
  expect(second.map((each) => each.split(' ')[0]).sort()).toEqual(
    [...first.map((each) => each.split(' ')[0])].sort(),
  );
  expect(new Set(first.map((each) => each.split(' ')[1]))).toEqual(new Set(['templates/visits.md:3:1']));
  expect(new Set(second.map((each) => each.split(' ')[1]))).toEqual(new Set(['templates/visits.md:5:1']));
});
