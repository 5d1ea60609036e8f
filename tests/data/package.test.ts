import { expect, test } from 'vitest';
import { reservedDimensionNames, reservedFieldNames } from '../../src/data/package/check-fields.js';
import { jsonSchema, packageGrammar } from '../../src/data/package/package-grammar.js';
import { prepare } from '../../src/data/prepare.js';
import { publishAll } from '../../src/data/publish.js';
import { forDraft, formatDiagnostic, hasErrors } from '../../src/diagnostics.js';
import { dataGrammar, templateSyntax } from '../../src/extensions/extensions.js';
import { askHere } from '../../src/extensions/queries/host/query-process.js';
import { sourcesWith } from '../../src/inputs/sources.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { readHere } from '../../src/session/workers/workbook-process.js';
import { memoryHost } from '../memory-host.js';
import { prepared, problems, problemsOfPackage, victimsPackage, victimsRows } from './problems.js';

const edited = (from: string, to: string): Promise<string[]> =>
  problemsOfPackage(victimsPackage.replace(from, to));

test('reports every unknown key with the nearest name, and the faults of the data in the same run', async () => {
  const text = victimsPackage
    .replace('unit: victims', 'unti: victims')
    .replace('    schema', '    titel: x\n    schema');
  const found = await problems({
    'data/datapackage.yaml': text,
    'data/victims.csv': victimsRows.replace('2014,male,4', '2014,male,four'),
  });
  expect(found.map((problem) => problem.replace(/, expected .*/, ''))).toEqual([
    'data/datapackage.yaml:4:5 error data/unknown-key: `titel` is not a key of item 1 of `resources`\n  hint: did you mean `title`?',
    'data/datapackage.yaml:11:42 error data/unknown-key: `unti` is not a key of item 3 of `schema.fields`\n  hint: did you mean `unit`?',
    'data/victims.csv:6:11 error data/value-type: `four` in `victims` is neither an integer nor a declared missing value (`[x]`, `[z]`)\n  hint: add `four` to `missingValues` of `victims` in data/datapackage.yaml',
  ]);
});

test('a dataset that asks to be protected is refused where nobody protects it, in a draft too', async () => {
  const text = victimsPackage.replace(
    '    schema',
    '    about: persons\n    protect: {threshold: 5}\n    schema',
  );
  const host = memoryHost({ 'data/datapackage.yaml': text, 'data/victims.csv': victimsRows });
  const position = { file: 'tallybook.yaml', line: 5, column: 7 };
  const { diagnostics } = await prepare({ path: 'data/datapackage.yaml', position, edition: 2015 }, host, {
    grammar: packageGrammar({ ...dataGrammar, publishing: undefined }),
    sources: sourcesWith(readHere),
    publish: publishAll,
    ask: askHere,
  });
  expect(hasErrors(forDraft(diagnostics))).toBe(true);
  expect(diagnostics.map(formatDiagnostic)).toContainEqual(
    expect.stringContaining('error data/unknown-key: `protect` is not a key of item 1 of `resources`'),
  );
});

test('reports YAML that does not parse', async () => {
  const [found] = await edited('primaryKey: [year, sex]', 'primaryKey: "year');
  expect(found).toMatch(/^data\/datapackage\.yaml:\d+:\d+ error data\/yaml: This YAML /);
});

test('reports a data package that does not exist, or leaves the project, where the project names it', async () => {
  const position = { file: 'tallybook.yaml', line: 5, column: 7 };
  const found = async (path: string): Promise<string[]> =>
    (await prepareData({ path, position, edition: 2015 }, memoryHost({}))).diagnostics.map(formatDiagnostic);
  expect(await found('data/datapackage.yaml')).toEqual([
    'tallybook.yaml:5:7 error data/missing-file: There is no data package `data/datapackage.yaml`\n  hint: put it there, or name the right one under `data` in tallybook.yaml',
  ]);
  expect(await found('../datapackage.yaml')).toEqual([
    'tallybook.yaml:5:7 error data/path-outside: The data package `../datapackage.yaml` is outside the project\n  hint: copy it into the project',
  ]);
});

test('reads a data package in JSON', async () => {
  const text = JSON.stringify({
    resources: [
      {
        name: 'victims',
        path: 'victims.csv',
        schema: {
          primaryKey: 'year',
          fields: [
            { name: 'year', type: 'year' },
            { name: 'n', type: 'integer' },
          ],
        },
      },
    ],
  });
  const { value, diagnostics } = await prepared({
    'data/datapackage.yaml': text,
    'data/victims.csv': 'year,n\n2014,3\n',
  });
  expect(diagnostics).toEqual([]);
  expect(value.victims?.rows.map(({ keys }) => keys)).toEqual([{ year: '2014' }]);
});

test('accepts the properties of the standard that change nothing', async () => {
  const text = `name: example
licenses: [{name: CC-BY-4.0, path: https://creativecommons.org/licenses/by/4.0/}]
contributors: [{title: Someone, roles: [author]}]
keywords: [example]
${victimsPackage.replace(
  '    schema',
  '    mediatype: text/csv\n    bytes: 10\n    dialect: {header: true, doubleQuote: true, lineTerminator: "\\n"}\n    schema',
)}`;
  const { value, diagnostics } = await prepared({
    'data/datapackage.yaml': text,
    'data/victims.csv': victimsRows,
  });
  expect(diagnostics).toEqual([]);
  expect(value.victims?.licences).toEqual([
    { title: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' },
  ]);
});

test('refuses the properties of the standard that it does not read, rather than passing them over', async () => {
  expect(await edited('    schema', '    dialect: {headerRows: [2], nullSequence: "#"}\n    schema')).toEqual(
    [
      'data/datapackage.yaml:4:27 error data/package: Tallybook does not read `headerRows`\n  hint: name the rows of the header under `table: {header: [1, 2]}`',
      'data/datapackage.yaml:4:46 error data/package: Tallybook does not read `nullSequence`\n  hint: declare the code in `missingValues`',
    ],
  );
  expect(await edited('type: year', 'type: geopoint')).toEqual([
    'data/datapackage.yaml:8:30 error data/package: Tallybook does not read `type: geopoint`\n  hint: use one of `string`, `integer`, `number`, `year`, `quarter`, `month`, `week`, `school-year`, `financial-year`, `boolean`, `date`',
  ]);
});

test('keeps fields from bearing the name of a parameter of a helper', async () => {
  for (const name of reservedFieldNames) {
    const found = await problemsOfPackage(
      victimsPackage.replace('name: victims, type', `name: ${JSON.stringify(name)}, type`),
    );
    expect(found[0]).toMatch(
      /^data\/datapackage\.yaml:10:18 error data\/package: `[\w-]+` cannot be the name of a field/,
    );
  }
});

test('keeps dimensions from bearing the name of a parameter of a claim, and measures not', async () => {
  for (const name of reservedDimensionNames) {
    expect(await edited('name: victims, type', `name: ${name}, role: dimension, type`)).toContain(
      `data/datapackage.yaml:10:18 error data/package: \`${name}\` cannot be the name of a field: helpers have a parameter of this name\n  hint: rename it, for example to \`${name}-code\`, also in the header of the file`,
    );
    const asMeasure = await edited('name: victims, type', `name: ${name}, type`);
    expect(asMeasure.filter((problem) => problem.includes('helpers'))).toEqual([]);
  }
});

test('every parameter of a helper is a reserved name', () => {
  const reserved = [...reservedFieldNames, ...reservedDimensionNames];
  const onData = [...templateSyntax.helpers.values()].filter(
    ({ first }) => first !== 'none' && first !== 'any',
  );
  const names = onData.flatMap(({ parameters, fieldParameters = [] }) => [...parameters, ...fieldParameters]);
  expect(names.filter((name) => !reserved.includes(name))).toEqual([]);
});

test('reports what contradicts itself in a schema', async () => {
  expect(await edited('[year, sex]', '[year, sexx]')).toContain(
    'data/datapackage.yaml:5:19 error data/package: There is no field `sexx`; there are `year`, `sex`, `victims`\n  hint: did you mean `sex`?',
  );
  expect(await edited('total], total: total', 'total], total: totl')).toEqual([
    'data/datapackage.yaml:9:65 error data/package: The total `totl` is not a category; there are `female`, `male`, `total`',
  ]);
  expect(await edited('type: integer', 'type: string, role: measure')).toEqual([
    'data/datapackage.yaml:10:33 error data/package: A measure is an `integer` or a `number`; `victims` has the type `string`',
  ]);
  expect(await edited('label: none recorded', 'symbol: "[x]", label: none recorded')).toEqual([
    'data/datapackage.yaml:6:61 error data/package: The symbol `[x]` has two meanings, `none recorded` and `not available`',
  ]);
  expect(await edited('    schema', '    period: 2014/2009\n    schema')).toEqual([
    'data/datapackage.yaml:4:13 error data/package: The period `2014/2009` ends before it begins',
  ]);
});

test('the JSON Schema for editors describes the additions to the standard', () => {
  const text = JSON.stringify(jsonSchema(dataGrammar));
  for (const name of [
    'role',
    'unit',
    'total',
    'additive',
    'illustrative',
    'period',
    'protect',
    'adds',
    'symbol',
  ]) {
    expect(text).toContain(`"${name}":{`);
  }
});
