/** The data that a report hands out: what was published and nothing else, in files that others can read. */
import { unzipSync } from 'fflate';
import { readXlsx, type Sheet } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { buildInMemory, sampleProject } from '../../commands/verify/sample-output.js';
import { prepared } from '../../data/problems.js';
import { memoryHost } from '../../memory-host.js';

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

const files = {
  ...sampleProject,
  'tallybook.yaml': `${sampleProject['tallybook.yaml']?.replace('formats: [html]', 'formats: [html], data: true')}
imprint: {contact: library@example.org, licence: CC BY 4.0, published: 2015-03-01}
`,
  'data/datapackage.yaml':
    sampleProject['data/datapackage.yaml']
      ?.replace('{value: adults, label: Adults}', '{value: "=1+1", label: "=Adults"}')
      .replace(
        'role: measure, unit: visits}',
        'role: measure, unit: visits}\n        - {name: mark, role: status}',
      ) ?? '',
  'data/visits.csv':
    sampleProject['data/visits.csv']
      ?.replaceAll('adults', '=1+1')
      .replace('reader,visits', 'reader,visits,mark')
      .replaceAll(/(\d{4},.*,\d+)$/gm, '$1,')
      .replace('2640,', '2640,p') ?? '',
};

let output: Readonly<Record<string, Uint8Array>> = {};
let sheets: readonly Sheet[] = [];
let parts: Readonly<Record<string, Uint8Array>> = {};

beforeAll(async () => {
  const built = await buildInMemory(files);
  expect(built.diagnostics.map(formatDiagnostic)).toEqual([]);
  ({ output } = built);
  const workbook = output['visits/en/visits-data.xlsx'] ?? new Uint8Array();
  sheets = (await readXlsx(workbook, { readStyles: true })).sheets;
  parts = unzipSync(workbook);
});

const archive = () => unzipSync(output['visits/en/visits-data.zip'] ?? new Uint8Array());

test('the archive has a tidy CSV for each dataset of the report, in which nothing is a formula', () => {
  expect(Object.keys(archive())).toEqual(['datapackage.json', 'visits.csv']);
  expect(text(archive()['visits.csv'])).toBe(`year,reader,visits,visits-status
2013,children,2512,
2013,'=1+1,1408,
2013,total,3920,
2014,children,2640,p
2014,'=1+1,1560,
2014,total,4200,
`);
});

test('its data package is one that Tallybook reads, and comes to the same rows', async () => {
  const read = await prepared({
    'data/datapackage.yaml': text(archive()['datapackage.json']),
    'data/visits.csv': text(archive()['visits.csv']),
  });
  expect(read.diagnostics.map(formatDiagnostic)).toEqual([]);
  const row = read.value.visits?.rows.find(({ keys }) => keys.year === '2014' && keys.reader === 'children');
  expect(row).toMatchObject({ measures: { visits: { value: 2640n } }, marks: { visits: ['p'] } });
});

describe('the workbook holds to the rules of the Government Analysis Function', () => {
  const xml = (pattern: RegExp): string =>
    Object.entries(parts)
      .filter(([path]) => pattern.test(path))
      .map(([, bytes]) => text(bytes))
      .join('\n');

  test('a cover comes first, says whom to ask and what is allowed, and leads to every other worksheet', () => {
    expect(sheets.map(({ name }) => name)).toEqual(['Cover', 'Notes', 'Codes', 'Table 1']);
    expect(sheets[0]?.rows.slice(4)).toEqual([
      ['Contact', 'library@example.org'],
      ['Published', '1 March 2015'],
      ['Licence', 'CC BY 4.0'],
      ['How to cite', expect.stringContaining('Visits')],
      ['Worksheet', 'What it holds'],
      ['Notes', 'Notes: symbols and remarks'],
      ['Codes', expect.any(String)],
      ['Table 1', 'Table 1: Visits by reader'],
    ]);
    const links = xml(/worksheets\/sheet1\.xml$/).matchAll(/location="&apos;([^"]+)&apos;!A1"/g);
    expect([...links].map(([, name]) => name)).toEqual(['Notes', 'Codes', 'Table 1']);
  });

  test('every worksheet has its title in the first cell, and says that it holds one table', () => {
    expect(sheets.map(({ rows }) => rows[0]?.[0])).toEqual([
      'Visits: data',
      'Notes: symbols and remarks',
      'Codes: the columns of the CSV files and what they hold',
      'Table 1: Visits by reader',
    ]);
    for (const { rows } of sheets) expect(rows.map(([first]) => first).join()).toContain('one table');
  });

  test('one table a worksheet, marked as one, with one row of heads and a name', () => {
    expect(sheets.map(({ tables = [] }) => tables.length)).toEqual([1, 1, 1, 1]);
    expect(xml(/tables\/table4\.xml$/)).toMatch(
      /displayName="Table_4"[^>]* ref="A5:D11"|ref="A5:D11"[^>]* displayName="Table_4"/,
    );
    expect(xml(/tables\/table\d\.xml$/)).not.toContain('headerRowCount="0"');
    expect(sheets[3]?.rows[4]).toEqual(['Year', 'Reader', 'Visits (visits)', 'Visits: marks']);
  });

  test('no cells are merged, no rows, columns or worksheets hidden, no rows empty', () => {
    expect(xml(/worksheets\/sheet\d+\.xml$/)).not.toMatch(/<mergeCell|hidden="(?:1|true)"/);
    expect(xml(/workbook\.xml$/)).not.toMatch(/state="/);
    for (const { rows } of sheets)
      expect(rows.every((row) => row.some((cell) => cell !== null && cell !== ''))).toBe(true);
  });

  test('no formulas, filters, frozen panes, headers, footers, pictures or macros', () => {
    expect(xml(/\.xml$/)).not.toMatch(/<f[ >]|<autoFilter|<pane|<headerFooter|<drawing|vbaProject/);
  });

  test('numbers and years are numbers; what begins with `=` is a text, and stays one', () => {
    expect(sheets[3]?.rows[6]?.slice(0, 3)).toEqual([2013, '=Adults', 1408]);
    expect(sheets[3]?.cells?.get('6,1')).toMatchObject({ type: 'string', style: { numFmt: '@' } });
  });

  test('a cell without a mark is blank, which is explained above the table', () => {
    expect(xml(/sharedStrings\.xml$/)).not.toMatch(/<t\/>|<t><\/t>/);
    expect(sheets[3]?.rows[3]).toEqual([expect.stringContaining('Blank cells'), null, null, null]);
  });

  test('symbols stand in square brackets, and are explained in the notes', () => {
    expect(sheets[3]?.rows.map((row) => row[3])).toContain('[p]');
    expect(sheets[1]?.rows).toContainEqual(['[p]', 'provisional']);
  });

  test('codes of the CSV are explained', () => {
    expect(sheets[2]?.rows).toContainEqual(['visits', 'reader', 'children', 'Children']);
  });

  test('all letters are large and of one name, and headings have styles of headings', () => {
    const fonts = [...xml(/styles\.xml$/).matchAll(/<font>.*?<\/font>/gs)].map(([font]) => font);
    for (const font of fonts) expect(font).toMatch(/<sz val="(?:12|16|20)"\/><name val="Arial"\/>/);
    const styles = xml(/styles\.xml$/);
    const formats = [...styles.matchAll(/<cellXfs.*<\/cellXfs>/gs)].flatMap(([all]) => [
      ...all.matchAll(/<xf [^>]*xfId="(\d)"/g),
    ]);
    const named = [...styles.matchAll(/<cellStyle name="([^"]+)" xfId="(\d)"/g)];
    const styleAt = (sheet: number, cell: string): string | undefined => {
      const [, format] =
        new RegExp(`r="${cell}"[^>]* s="(\\d+)"`).exec(xml(new RegExp(`sheet${sheet}\\.xml$`))) ?? [];
      return named.find(([, , id]) => id === formats[Number(format)]?.[1])?.[1];
    };
    expect([styleAt(1, 'A1'), styleAt(1, 'A10'), styleAt(4, 'A1'), styleAt(4, 'A5')]).toEqual([
      'Title',
      'Hyperlink',
      'Heading 1',
      'Normal',
    ]);
  });

  test('on paper, all columns of a worksheet stand side by side, under heads on every page', () => {
    expect(
      xml(/worksheets\/sheet\d\.xml$/).match(/<pageSetup [^>]*fitToWidth="1" fitToHeight="0"/g),
    ).toHaveLength(4);
    expect(xml(/workbook\.xml$/)).toContain(`Print_Titles" localSheetId="3">'Table 1'!$5:$5<`);
  });

  test('the file says what it is, and in which language', () => {
    expect(xml(/core\.xml$/)).toContain('<dc:title>Visits</dc:title>');
    expect(xml(/core\.xml$/)).toContain('<dc:language>en</dc:language>');
  });
});

test('the page leads to both, published.json has their hashes, and verify knows them', async () => {
  const page = text(output['visits/en/visits.html']);
  for (const name of ['visits-data.xlsx', 'visits-data.zip']) {
    expect(page).toContain(`href="${name}"`);
    expect(text(output['visits/en/published.json'])).toContain(`"name":"${name}"`);
  }
  const verified = async (changed: Readonly<Record<string, Uint8Array>>) =>
    (await verifyFiles(memoryHost({ ...output, ...changed }).project, memoryHost({}).tool)).diagnostics.map(
      ({ code, position }) => `${code} ${position.file}`,
    );
  expect(await verified({})).toEqual([]);
  expect(await verified({ 'visits/en/visits-data.zip': new Uint8Array([1]) })).toContain(
    'verify/hash visits/en/visits-data.zip',
  );
});

test('the same project makes the same bytes', async () => {
  const again = await buildInMemory(files);
  expect(again.output['visits/en/visits-data.xlsx']).toEqual(output['visits/en/visits-data.xlsx']);
  expect(again.output['visits/en/visits-data.zip']).toEqual(output['visits/en/visits-data.zip']);
});

test('counts of 1 to 4 persons are handed out with the decision to print them', async () => {
  const few = {
    ...files,
    'data/datapackage.yaml': files['data/datapackage.yaml'].replace(
      'path: visits.csv',
      `path: visits.csv
    about: persons
    accepts: [{code: protect/small, reason: The clinic prints them., by: Office, date: 2014-12-31}]`,
    ),
    'data/visits.csv': files['data/visits.csv']
      .replace('2013,children,2512', '2013,children,3')
      .replace('3920', '1411'),
  };
  const { output: own } = await buildInMemory(few);
  const handed = unzipSync(own['visits/en/visits-data.zip'] ?? new Uint8Array());
  const read = await prepared({
    'data/datapackage.yaml': text(handed['datapackage.json']),
    'data/visits.csv': text(handed['visits.csv']),
  });
  expect(read.value.visits?.accepted?.map(({ reason }) => reason)).toEqual(['The clinic prints them.']);
});
