/** A format of data files is a folder and a line: nothing of the contract, the checks or the messages knows it. */

import { expect, test } from 'vitest';
import { prepare } from '../../src/data/prepare.js';
import { publishAll } from '../../src/data/publish.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { dataGrammar } from '../../src/extensions/extensions.js';
import { askHere } from '../../src/extensions/queries/host/query-process.js';
import { formats } from '../../src/inputs/formats.js';
import { sourcesOf } from '../../src/inputs/sources.js';
import { toExact } from '../../src/model/dataset/value.js';
import { victimsPackage } from '../data/problems.js';
import { memoryHost } from '../memory-host.js';
import { jsonLines } from './json-lines/format.js';

const sources = sourcesOf({ ...formats, 'json-lines': jsonLines });

const ofLines = victimsPackage.replace('path: victims.csv', 'path: victims.jsonl\n    format: json-lines');

async function prepared(lines: readonly string[], text = ofLines) {
  const host = memoryHost({
    'data/datapackage.yaml': text,
    'data/victims.jsonl': `${lines.join('\n')}\n`,
  });
  const position = { file: 'tallybook.yaml', line: 1, column: 1 };
  const input = { path: 'data/datapackage.yaml', position, edition: 2015 };
  const { value, diagnostics } = await prepare(input, host, {
    grammar: dataGrammar,
    sources,
    publish: publishAll,
    ask: askHere,
  });
  return { value, problems: diagnostics.map(formatDiagnostic) };
}

const lines = [
  '{"year": 2013, "sex": "female", "victims": 40}',
  '{"year": 2013, "sex": "male", "victims": 12}',
  '{"year": 2013, "sex": "total", "victims": 52}',
];

test('a dataset in a new format is read through the same contract', async () => {
  const { value, problems } = await prepared(lines);
  expect(problems).toEqual([]);
  const rows = value.victims?.rows.map(({ keys, measures, origin }) => [
    keys.sex,
    measures.victims?.kind === 'integer' && toExact(measures.victims).numerator,
    `${origin.file}:${origin.line}`,
  ]);
  expect(rows).toEqual([
    ['female', 40n, 'data/victims.jsonl:1'],
    ['male', 12n, 'data/victims.jsonl:2'],
    ['total', 52n, 'data/victims.jsonl:3'],
  ]);
});

test('faults of its cells, rows and columns are at the addresses that the format gives', async () => {
  const wrongCell = await prepared(lines.with(1, '{"year": 2013, "sex": "mail", "victims": 12}'));
  expect(wrongCell.problems).toEqual([
    expect.stringMatching(/^data\/victims\.jsonl:2:16 error data\/category: `mail` in `sex` is not one of/),
  ]);
  const short = await prepared([...lines, '{"year": 2014}']);
  expect(short.problems).toEqual([
    'data/victims.jsonl:4:15 error data/row-length: The row has 1 cell, the header has 3\n  hint: see whether a cell is missing, or a text with the separator has no quotation marks',
  ]);
  const wrongColumn = await prepared(lines.map((line) => line.replace('victims', 'victim')));
  expect(wrongColumn.problems[0]).toMatch(
    /^data\/victims\.jsonl:1:33 error data\/header: The column `victim` is not a field/,
  );
  const ended = await prepared([...lines, '7']);
  expect(ended.problems).toEqual([
    'data/victims.jsonl:4:1 error data/csv: Unexpected value, expected an object',
  ]);
});

test('what a package declares for another format is refused', async () => {
  const { problems } = await prepared(
    lines,
    ofLines.replace('format: json-lines', 'format: json-lines\n    dialect: {delimiter: ";"}'),
  );
  expect(problems).toEqual([
    'data/datapackage.yaml:5:26 error data/package: Tallybook does not read `delimiter`\n  hint: remove it: it has no meaning for the format `json-lines`',
  ]);
  expect((await prepared(lines, ofLines.replace('json-lines', 'xlsx'))).problems).toEqual([
    'data/datapackage.yaml:4:13 error data/package: Tallybook does not read `format: xlsx`\n  hint: use one of `csv`, `json`, `ndjson`, `sdmx-csv`, `open-sdg`, `json-lines`',
  ]);
});
