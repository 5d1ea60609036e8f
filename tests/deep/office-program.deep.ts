/**
 * Workbooks as an office program leaves them: opened in LibreOffice, saved as `.xlsx` and as `.ods`, and read again. What we write
 * and what offices published must come back the same. Runs where `soffice` is found, and says so where it is not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx, type Sheet } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askedIn } from '../../src/extensions/collect/collect.js';
import { formWorkbook } from '../../src/extensions/collect/form-workbook.js';
import { mergeWorkbooks } from '../../src/extensions/collect/run-collect.js';
import type { AskedField, AskedSheet, ReturnForm } from '../../src/extensions/return-form.js';
import type { SheetContent } from '../../src/inputs/workbook/content.js';
import { resolveProject } from '../../src/project/resolve.js';
import { standardLimits } from '../../src/resource-limits.js';
import { readHere } from '../../src/session/workers/workbook-process.js';
import { buildInMemory, sampleProject } from '../commands/verify/sample-output.js';
import { planPackage } from '../extensions/plan/data/small-plan.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { memoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { exampleWorkbook } from '../support/example-workbook.js';
import { isThere, savedAs } from './libre-office.js';

if (!isThere) process.stderr.write('LibreOffice (`soffice`) is not installed: no workbook is opened in it\n');

const folder = temporaryFolder(afterAll);
const filters = { xlsx: 'xlsx:Calc MS Excel 2007 XML', ods: 'ods', pdf: 'pdf' } as const;
type Kind = keyof typeof filters;

/** What LibreOffice saves of a workbook. */
const saved = (name: string, bytes: Uint8Array, kind: Kind): Uint8Array =>
  savedAs(folder, `${name}.xlsx`, bytes, filters[kind]);

async function sheetsOf(
  bytes: Uint8Array,
  kind: 'xlsx' | 'ods',
  names: readonly string[],
): Promise<SheetContent[]> {
  const sheets: SheetContent[] = [];
  for (const sheet of names) {
    const content = await readHere({ kind, bytes, sheet }, standardLimits);
    if ('about' in content) throw new Error(`${sheet}: ${JSON.stringify(content)}`);
    sheets.push(content);
  }
  return sheets;
}

/** LibreOffice keeps 15 digits of a number, the last of them rounded, of which a file may have 17, and one kind of line break. */
const asKept = (written: string): string => {
  const text = written.replace(/\r\n?/g, '\n');
  return /^-?\d*\.\d{12,}$/.test(text) ? String(Number(Number(text).toPrecision(10))) : text;
};

/** What a reader is told of a sheet, without the empty cells at the ends of its rows. */
const told = ({ name, isHidden, hiddenColumns, merged, rows: all }: SheetContent) => {
  const rows = all.slice(0, all.findLastIndex(({ texts }) => texts.some((text) => text !== '')) + 1);
  return {
    name,
    isHidden,
    hiddenColumns,
    merged: [...merged].map((each) => JSON.stringify(each)).sort(),
    rows: rows.map(({ texts, notes, isHidden: hides }) => ({
      texts: texts.slice(0, texts.findLastIndex((text) => text !== '') + 1).map(asKept),
      notes: [...(notes ?? [])].sort(([a], [b]) => a - b),
      hides,
    })),
  };
};

const namesOf = async (bytes: Uint8Array): Promise<string[]> => {
  const { sheets } = await readXlsx(bytes);
  return sheets.map(({ name }) => name);
};

const annexFiles = {
  ...sampleProject,
  'tallybook.yaml':
    sampleProject['tallybook.yaml']?.replace('formats: [html]', 'formats: [html], data: true') ?? '',
  'data/datapackage.yaml':
    sampleProject['data/datapackage.yaml']?.replace(
      '{value: adults, label: Adults}',
      '{value: "=1+1", label: "=Adults"}',
    ) ?? '',
  'data/visits.csv': sampleProject['data/visits.csv']?.replaceAll('adults', '=1+1') ?? '',
};

const planFiles = {
  'tallybook.yaml':
    'title: T\npublisher: P\nedition: 2015\nreports:\n  r: {template: templates/r.md, formats: [html]}\n',
  'templates/r.md': '# R {#sec-r}\n',
  'data/datapackage.yaml': planPackage,
  'data/goals.csv': 'code,parent,title\n1,,Protection\n1.1,1,Shelter\n',
  'data/bodies.csv': 'code,title\nmia,"Ministry of the Interior, \'=police\'"\n',
  'data/actions.csv':
    'code,objective,title,institution,start,deadline,completed,planned,spent,status,note\n1.1.1,1.1,"Open, and keep",mia,2015-01-01,2016-12-31,,1000,[z],on-track,\n',
  'data/indicators.csv':
    'code,objective,name,unit,direction,baseline-year,baseline,formula,source,institution\nI1,1.1,Places,places,up,2013,10,places,Register,mia\n',
  'data/values.csv': 'indicator,year,target,actual,note\nI1,2015,20,[x],\n',
};

describe.skipIf(!isThere)('what LibreOffice saves', () => {
  const workbooks = new Map<string, Uint8Array>();
  let form: ReturnForm | undefined;

  beforeAll(async () => {
    const { output } = await buildInMemory(annexFiles);
    workbooks.set('annex', output['visits/en/visits-data.xlsx'] ?? new Uint8Array());
    const host = memoryHost(planFiles);
    const { value: project } = await resolveProject(host);
    if (project === undefined) throw new Error('no project');
    form = (await askedIn({ project, host, language: english, read: readHere })).forms[0];
    if (form === undefined) throw new Error('no form');
    const answers: Readonly<Record<string, string>> = {
      status: 'Implemented',
      completed: '2015-06-01',
      spent: '900.50',
      actual: '15',
      note: '007 =x',
    };
    workbooks.set(
      'form',
      await formWorkbook(form, {
        language: english,
        epochSeconds: 0,
        day: '2016-01-20',
        due: '2016-01-31',
        answers: (_: AskedSheet, __: string, { name }: AskedField) => answers[name] ?? '',
      }),
    );
    workbooks.set('example', exampleWorkbook());
    for (const name of ['public-expenditure', 'storm-deaths']) {
      const data = `examples/offices/${name}/data`;
      const file = readdirSync(data).find((each) => each.endsWith('.xlsx')) ?? '';
      workbooks.set(name, new Uint8Array(readFileSync(join(data, file))));
    }
  });

  test.each(['annex', 'form', 'example', 'public-expenditure', 'storm-deaths'])(
    '%s comes back the same',
    async (name) => {
      const bytes = workbooks.get(name) ?? new Uint8Array();
      // The makers of one file filled two rows of a sheet that nobody reads with random numbers, which are others each time.
      const names = (await namesOf(bytes)).filter((each) => each !== '4_2');
      const before = (await sheetsOf(bytes, 'xlsx', names)).map(told);
      for (const kind of ['xlsx', 'ods'] as const) {
        const after = (await sheetsOf(saved(name, bytes, kind), kind, names)).map(told);
        // What is centred across several cells is merged by it: said of the published files, of which it is no matter.
        if (!['annex', 'form', 'example'].includes(name))
          for (const [index, each] of after.entries()) each.merged = before[index]?.merged ?? [];
        expect(after, kind).toEqual(before);
      }
      expect(saved(name, bytes, 'pdf').length).toBeGreaterThan(1000);
    },
  );

  test('a form keeps its lists and its lock, and its answers are those that were given', async () => {
    const bytes = workbooks.get('form') ?? new Uint8Array();
    const { sheets } = await readXlsx(saved('form', bytes, 'xlsx'), { readStyles: true });
    const actions: Sheet | undefined = sheets.find(({ name }) => name === 'Actions');
    expect(actions?.protection).toBeDefined();
    expect(actions?.dataValidations).toMatchObject([
      { type: 'list', range: expect.stringMatching(/^H2(?::H2)?$/) },
    ]);
    expect(actions?.cells?.get('1,7')?.style?.protection).toMatchObject({ locked: false });
    const merge = (name: string, returned: Uint8Array) =>
      mergeWorkbooks({ [name]: returned }, form === undefined ? [] : [form], {
        language: english,
        host: memoryHost(planFiles),
        read: readHere,
        due: '2016-01-31',
      });
    const changesOf = ({ merged }: Awaited<ReturnType<typeof merge>>) =>
      merged.changes.map(({ place: _, ...change }) => change);
    const given = await merge('mia.xlsx', bytes);
    expect(given.merged.changes.map(({ after }) => after)).toEqual([
      'implemented',
      '2015-06-01',
      '900.50',
      '007 =x',
      '15',
      '007 =x',
    ]);
    for (const kind of ['xlsx', 'ods'] as const) {
      const back = await merge(`mia.${kind}`, saved('form', bytes, kind));
      expect(back.diagnostics, kind).toEqual(given.diagnostics);
      expect(changesOf(back), kind).toEqual(changesOf(given));
    }
  });
});
