/** Every folder of `tests/nasty/cases/` is a file that is read exactly or refused at its place; see `nasty/README.md`. */
import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatDiagnostic, groupAlike, shownPlace } from '../src/diagnostics.js';
import { cellOrigin } from '../src/model/dataset/cell.js';
import type { Dataset } from '../src/model/dataset/dataset.js';
import { decimalsOf, isNumeric, toExact, type Value } from '../src/model/dataset/value.js';
import { toDecimalText } from '../src/model/exact.js';
import { preparedWhole } from './data/problems.js';
import { made } from './nasty/made.js';

const cases = join(import.meta.dirname, 'nasty', 'cases');
const names = [...new Set([...readdirSync(cases), ...Object.keys(made)])].sort();

/** What the data package says of a file where the case does not. */
const standard = `schema:
  primaryKey: [region, year]
  missingValues: ["[x]"]
  fields:
    - {name: region}
    - {name: year, type: year}
    - {name: cases, type: integer, unit: cases}
`;

/** A third of them in every run, all by `npm run test:deep`. */
const tried = names.filter((_, at) => process.env.DEEP || at % 3 === 0);

test.each(tried)('%s', async (name) => {
  const folder = join(cases, name);
  const actual = await read(folder, name);
  const expectedFile = join(folder, 'expected.txt');
  const expected = await readFile(expectedFile, 'utf8').catch(() => undefined);
  if (expected === undefined) {
    if (process.env.CI) throw new Error(`tests/nasty/cases/${name} has no expected.txt`);
    return writeFile(expectedFile, actual);
  }
  const actualFile = join(folder, 'actual.txt');
  if (actual === expected) await rm(actualFile, { force: true });
  else if (!process.env.CI) await writeFile(actualFile, actual);
  expect(actual).toBe(expected);
});

async function read(folder: string, name: string): Promise<string> {
  const resource = await readFile(join(folder, 'resource.yaml'), 'utf8').catch(() => '');
  const files = await readdirSync(folder).filter(
    (file) => !/^(?:resource\.yaml|expected\.txt|actual\.txt)$/.test(file),
  );
  const own = made[name];
  const [file = own?.file ?? ''] = files.filter((each) => each.startsWith('table.'));
  const declared = /^schema:/m.test(resource) ? resource : `${resource}${standard}`;
  const text = `resources:\n  - name: table\n    path: ${file}\n${declared.replaceAll(/^(?=.)/gm, '    ')}`;
  const contents = await Promise.all(
    files.map(async (each) => [`data/${each}`, new Uint8Array(await readFile(join(folder, each)))] as const),
  );
  const { value, diagnostics } = await preparedWhole({
    'data/datapackage.yaml': text,
    ...Object.fromEntries(contents),
    ...(own === undefined ? {} : { [`data/${own.file}`]: own.make() }),
  });
  const said = groupAlike(diagnostics).map((each) => formatDiagnostic(each));
  return [...said, ...(value.table === undefined ? [] : rowsOf(value.table)), ''].join('\n');
}

/** The first rows, as they are read. */
function rowsOf({ rows, fields }: Dataset): string[] {
  const measures = fields.filter(({ role }) => role === 'measure');
  const shown = rows.slice(0, 20).flatMap((row) =>
    measures.map(({ name }) => {
      const keys = Object.entries(row.keys).map(([field, key]) => `${field}=${key}`);
      const more = Object.entries(row.attributes).map(([field, text]) => `(${field}=${text})`);
      const marks = (row.marks?.[name] ?? []).map((mark) => `[${mark}]`);
      const parts = [...keys, ...more, `${name}=${textOf(row.measures[name])}`, ...marks, ...row.notes];
      return `${parts.join(' ')} @ ${shownPlace(cellOrigin(row, name))}`;
    }),
  );
  return rows.length > 20 ? [...shown, `${rows.length} rows`] : shown;
}

function textOf(value: Value | undefined): string {
  if (value === undefined) return 'none';
  return isNumeric(value) ? toDecimalText(toExact(value), decimalsOf(value)) : value.symbol;
}
