/** Collecting from institutions: a form for each, and what comes back held against what was asked. Nothing is overwritten. */
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptedFiles } from '../../../src/extensions/collect/accept.js';
import { boardProject } from '../../../src/extensions/collect/board.js';
import { askedIn, formFiles } from '../../../src/extensions/collect/collect.js';
import { formWorkbook } from '../../../src/extensions/collect/form-workbook.js';
import { type MergedReturns, mergeWorkbooks } from '../../../src/extensions/collect/run-collect.js';
import type { AskedField, AskedSheet, ReturnForm } from '../../../src/extensions/return-form.js';
import { resolveProject } from '../../../src/project/resolve.js';
import { prepareData } from '../../../src/session/prepare-data.js';
import { readHere } from '../../../src/session/workers/workbook-process.js';
import { memoryHost } from '../../memory-host.js';
import { english } from '../../support/english.js';
import { MemoryProject } from '../../support/memory-project.js';
import { planPackage } from '../plan/data/small-plan.js';

const count = 40;
const codes = Array.from({ length: count }, (_, index) => `i${String(index + 1).padStart(2, '0')}`);

const lines = (...all: string[]): string => `${all.join('\n')}\n`;
const files = {
  'tallybook.yaml':
    'title: T\npublisher: P\nedition: 2015\nreports:\n  r: {template: templates/r.md, formats: [html]}\n',
  'templates/r.md': '# R {#sec-r}\n',
  'data/datapackage.yaml': planPackage,
  'data/goals.csv': lines('code,parent,title', '1,,Protection', '1.1,1,Shelter'),
  'data/bodies.csv': lines('code,title', ...codes.map((code) => `${code},Office ${code}`)),
  'data/actions.csv': lines(
    'code,objective,title,institution,start,deadline,completed,planned,spent,status,note',
    ...codes.map(
      (code, index) =>
        `1.1.${index + 1},1.1,"Open, and keep, ${code}",${code},2015-01-01,2016-12-31,,1000,[z],on-track,`,
    ),
  ),
  'data/indicators.csv': lines(
    'code,objective,name,unit,direction,baseline-year,baseline,formula,source,institution',
    ...codes.map(
      (code, index) => `I${index + 1},1.1,Places of ${code},places,up,2013,10,places,Register,${code}`,
    ),
  ),
  'data/values.csv': lines(
    'indicator,year,target,actual,note',
    ...codes.map((_, index) => `I${index + 1},2015,20,[x],`),
  ),
};
const host = memoryHost(files);

/** What an office writes: the action is finished, the places are counted. */
const good: Readonly<Record<string, string>> = {
  status: 'Implemented',
  completed: '2015-06-01',
  spent: '900',
  actual: '15',
  note: '',
};

const filled = (form: ReturnForm, answers: Readonly<Record<string, string>> = good, day = '2016-01-20') =>
  formWorkbook(form, {
    language: english,
    epochSeconds: 0,
    day,
    answers: (_: AskedSheet, __: string, { name }: AskedField) => answers[name] ?? '',
  });

let forms: readonly ReturnForm[] = [];
let result: MergedReturns;

beforeAll(async () => {
  const { value: project } = await resolveProject(host);
  if (project === undefined) throw new Error('no project');
  const asked = await askedIn({ project, host, language: english, read: readHere });
  expect(asked.diagnostics).toEqual([]);
  forms = asked.forms;
  const workbooks: Record<string, Uint8Array> = {};
  for (const [index, form] of forms.entries()) {
    const { institution } = form;
    const name = `${institution}.xlsx`;
    if (index === 0) continue;
    if (index === 1) workbooks[name] = await filled(form, good, '2016-02-02');
    else if (index === 2) {
      workbooks[name] = await filled(form);
      workbooks['i03 second.xlsx'] = await filled(form, { ...good, spent: '901' });
    } else if (index === 3) workbooks[name] = await filled(form, { ...good, status: 'Done' });
    else if (index === 4) workbooks[name] = await filled(form, { ...good, actual: 'about 15' });
    else if (index === 5) workbooks[name] = await filled(form, { ...good, completed: '' });
    else workbooks[name] = await filled(form);
  }
  result = await mergeWorkbooks(workbooks, forms, {
    language: english,
    host,
    read: readHere,
    due: '2016-01-31',
  });
});

test('each institution is asked for what it answers for, with what was last said', () => {
  expect(forms).toHaveLength(count);
  expect(forms[0]?.sheets.map(({ name, items }) => [name, items[0]?.about])).toEqual([
    ['Actions', ['1.1.1', 'Open, and keep, i01', '2015-01-01', '2016-12-31', '1000', 'On track', '[z]']],
    ['Indicators', ['I1', 'Places of i01', 'places', '20', '']],
  ]);
});

test('a form is locked but for what is asked, with a list to choose from, and the same bytes each time', async () => {
  const [form] = forms;
  if (form === undefined) throw new Error('no form');
  const writing = { language: english, due: '2016-01-31', epochSeconds: 0 };
  const bytes = await formWorkbook(form, writing);
  expect((await formFiles([form], writing))['i01.xlsx']).toEqual(bytes);
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  const actions = sheets.find(({ name }) => name === 'Actions');
  expect(actions?.protection).toBeDefined();
  expect(actions?.dataValidations).toMatchObject([{ type: 'list', range: 'H2:H2' }]);
  expect(actions?.cells?.get('1,7')?.style?.protection).toMatchObject({ locked: false });
  expect(sheets[0]?.rows.slice(2)).toMatchObject([
    ['Institution', 'i01'],
    ['Year', '2015'],
    ['To be returned by', '2016-01-31'],
    [expect.any(String), ''],
  ]);
});

test('a list to choose from stands in its column, also beyond the 26th', async () => {
  const [form] = forms;
  const [actions] = form?.sheets ?? [];
  if (form === undefined || actions === undefined) throw new Error('no form');
  const heads = Array.from({ length: 27 }, (_, index) => `Head ${index}`);
  const wide = { ...form, sheets: [{ ...actions, heads }] };
  const bytes = await formWorkbook(wide, { language: english, epochSeconds: 0 });
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(bytes);
  expect(sheets[1]?.dataValidations).toMatchObject([{ range: 'AB2:AB2' }]);
});

test('a workbook with a cell of which nobody knows what it means is told by the cell, and not read', async () => {
  const [form] = forms;
  if (form === undefined) throw new Error('no form');
  const { merged, diagnostics } = await mergeWorkbooks({ 'i01.xlsx': await filled(form) }, [form], {
    language: english,
    host,
    read: async (request, limits) => {
      const content = await readHere(request, limits);
      if ('about' in content || content.name !== 'Actions') return content;
      const rows = content.rows.with(1, {
        ...content.rows[1],
        texts: content.rows[1]?.texts ?? [],
        notes: new Map([[9, { fault: 'struck' }]]),
      });
      return { ...content, rows };
    },
    due: '2016-01-31',
  });
  expect(diagnostics.map(({ code, message }) => [code, message])[0]).toEqual([
    'collect/workbook',
    '`i01.xlsx Actions!J2` holds a value that is struck out, so that nothing of the workbook is read',
  ]);
  expect(merged.changes).toEqual([]);
});

describe('of forty institutions, six wrong in different ways', () => {
  const statesOf = (institution: string) =>
    result.merged.items.filter((item) => item.institution === institution).map(({ state }) => state);

  test('each is found, told with its workbook and cell, and the others are on time', () => {
    expect(
      result.diagnostics.map(({ code, position: { file, sheet, line, column } }) => [
        code,
        file,
        sheet,
        line,
        column,
      ]),
    ).toEqual([
      ['collect/missing', 'i01', undefined, 1, 1],
      ['collect/late', 'i02.xlsx', undefined, 1, 1],
      ['collect/contradiction', 'i03 second.xlsx', 'Actions', 2, 10],
      ['collect/value', 'i04.xlsx', 'Actions', 2, 8],
      ['collect/value', 'i05.xlsx', 'Indicators', 2, 6],
      ['collect/contradiction', 'i06.xlsx', 'Actions', 2, 8],
    ]);
    expect(result.diagnostics.map(({ message }) => message)[3]).toBe(
      '`Status` is `Done`, not one of `Implemented`, `On track`, `Late`, `Not started`, `Cancelled`',
    );
    expect(codes.slice(0, 6).map(statesOf)).toEqual([
      ['missing', 'missing'],
      ['late', 'late'],
      ['contradictory', 'on-time'],
      ['contradictory', 'on-time'],
      ['on-time', 'contradictory'],
      ['contradictory', 'on-time'],
    ]);
    expect(codes.slice(6).flatMap(statesOf)).toEqual(Array.from({ length: 68 }, () => 'on-time'));
  });

  test('a proposal names each new value with the one before and the cell that it comes from', () => {
    expect(result.files['data/incoming/i07.csv']).toBe(`dataset,key,field,before,after,from
actions,1.1.7,status,on-track,implemented,i07.xlsx Actions!H2
actions,1.1.7,completed,,2015-06-01,i07.xlsx Actions!I2
actions,1.1.7,spent,[z],900,i07.xlsx Actions!J2
values,I7 2015,actual,[x],15,i07.xlsx Indicators!F2
`);
  });

  test('the board is a project that builds: institution by item, and by state', async () => {
    expect(result.files['data/incoming/board/data/counts.csv']).toContain(
      'total,contradictory,4\ntotal,total,80\n',
    );
    const asked = forms.slice(0, 7);
    const few = codes.slice(0, 7);
    const items = result.merged.items.filter(({ institution }) => few.includes(institution));
    const board = boardProject(asked, { ...result.merged, items }, 2015);
    const project = new MemoryProject({ id: 'completeness', edition: 2015, files: board });
    const { problems, texts } = await project.compose(board['templates/completeness.md'] ?? '');
    expect(problems).toEqual([]);
    // Seven institutions and their total, in four states and theirs; then every item.
    expect(texts).toHaveLength(8 * 5 + 14);
  });

  test('what is accepted changes these cells alone, and the plan is whole with them', async () => {
    const { resources } = await askedOf();
    const taken = result.merged.changes.filter(({ institution }) => institution === 'i07');
    const accepted = await acceptedFiles(taken, resources, host);
    expect(accepted.diagnostics).toEqual([]);
    const before = files['data/actions.csv'].split('\n');
    const after = accepted.files['data/actions.csv']?.split('\n') ?? [];
    expect(after.filter((line, index) => line !== before[index])).toEqual([
      '1.1.7,1.1,"Open, and keep, i07",i07,2015-01-01,2016-12-31,2015-06-01,1000,900,implemented,',
    ]);
    const { diagnostics } = await prepareData(
      {
        path: 'data/datapackage.yaml',
        position: { file: 'tallybook.yaml', line: 1, column: 1 },
        edition: 2015,
      },
      memoryHost({ ...files, ...accepted.files }),
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

const askedOf = async (of = host) => {
  const { value: project } = await resolveProject(of);
  if (project === undefined) throw new Error('no project');
  return askedIn({ project, host: of, language: english });
};

test('what is no form, and what was not asked for, is told', async () => {
  const [form] = forms;
  if (form === undefined) throw new Error('no form');
  const strange = { ...form, institution: 'x', sheets: form.sheets };
  const [sheet] = form.sheets;
  const moved = {
    ...form,
    sheets: form.sheets.map((each) =>
      each === sheet
        ? {
            ...each,
            items: each.items.map((item) => ({
              ...item,
              code: '9.9',
              about: ['9.9', ...item.about.slice(1)],
            })),
          }
        : each,
    ),
  };
  const { diagnostics } = await mergeWorkbooks(
    {
      'a.xlsx': new TextEncoder().encode('no'),
      'b.xlsx': await filled(strange),
      'c.xlsx': await filled(moved),
    },
    [form],
    { language: english, host, read: readHere },
  );
  expect(diagnostics.map(({ code, position }) => `${code} ${position.file}`)).toEqual([
    'collect/workbook a.xlsx',
    'collect/unknown c.xlsx',
    'collect/unknown b.xlsx',
  ]);
});

test('nothing is taken over from a file that cannot take it, and nothing asked where there is no plan', async () => {
  const change = {
    institution: 'i07',
    resource: 'actions',
    keys: { code: '9' },
    field: 'spent',
    before: '',
    after: '1',
    place: '',
  };
  const { diagnostics } = await acceptedFiles([change], (await askedOf()).resources, host);
  expect(diagnostics.map(({ code }) => code)).toEqual(['collect/accept']);
  const bare = memoryHost({
    ...files,
    'data/datapackage.yaml': planPackage.replace(/plan:\n(?: {2}.*\n)+/, ''),
  });
  const { value: project } = await resolveProject(bare);
  if (project === undefined) throw new Error('no project');
  const asked = await askedIn({ project, host: bare, language: english });
  expect(asked.diagnostics.map(({ code }) => code)).toEqual(['collect/nothing']);
});

describe('accepted values stand in the dialect of their file', () => {
  const change = {
    institution: 'i01',
    resource: 'values',
    keys: { indicator: 'I1', year: '2015' },
    field: 'note',
    before: '',
    after: 'half; "new"',
    place: '',
  };
  const accepted = async (dialect: string, text: string, changes: readonly object[] = [{}], field = '') => {
    const other = memoryHost({
      ...files,
      'data/datapackage.yaml': planPackage
        .replace('path: values.csv', `path: values.csv\n    ${dialect}`)
        .replace('{name: actual, type: number,', `{name: actual, type: number, decimalChar: ",",${field}`),
      'data/values.csv': text,
    });
    const { resources, diagnostics: found } = await askedOf(other);
    expect(found).toEqual([]);
    const { files: written, diagnostics } = await acceptedFiles(
      changes.map((each) => ({ ...change, ...each })),
      resources,
      other,
    );
    return written['data/values.csv'] ?? diagnostics.map(({ message }) => message).join();
  };
  const rows = (...all: string[]) => lines(...all, ...codes.slice(1).map((_, i) => `I${i + 2};2015;20;[x];`));

  test('with its delimiter, quotes and signs, remarks kept, with a header or without', async () => {
    const dialect = `dialect: {delimiter: ";", quoteChar: "'", commentChar: "#"}`;
    const head = ['# of 2015', 'indicator;year;target;actual;note', '# first', "I1;2015;20;[x];'a;b'"];
    expect(await accepted(dialect, rows(...head))).toBe(
      rows(...head.slice(0, 3), `I1;2015;20;[x];'half; "new"'`),
    );
    const bare = 'dialect: {delimiter: ";", escapeChar: "\\\\", header: false}';
    expect(await accepted(bare, rows('I1;2015;20;[x];'))).toBe(
      rows(String.raw`I1;2015;20;[x];"half; \"new\""`),
    );
  });

  test('with the decimal mark of their column', async () => {
    const head = 'indicator;year;target;actual;note';
    const dialect = 'dialect: {delimiter: ";"}';
    const [row, fresh] = ['I1;2015;20;[x];', { field: 'actual', after: '15.5' }];
    expect(await accepted(dialect, rows(head, row), [fresh])).toBe(rows(head, 'I1;2015;20;15,5;'));
  });

  test('in thousands, in codes and under headings as the file has them', async () => {
    const head = 'indicator;year;target;Value of the year;note';
    const more = `dialect: {delimiter: ";"}
    columns: {actual: Value of the year}
    rename: {indicator: {A: I1, ${codes
      .slice(1)
      .map((_, index) => `I${index + 2}: I${index + 2}`)
      .join(', ')}}, year: {Y: "2015", "2015": "2014"}}`;
    const text = rows(head, 'A;Y;20;[x];').replaceAll(';2015;', ';Y;');
    const change = (after: string) => accepted(`${more}`, text, [{ field: 'actual', after }]);
    expect(await change('15.5')).toBe(text.replace('[x]', '15,5'));
    const plain = rows(head.replace('Value of the year', 'actual'), 'I1;2015;20;[x];');
    const thousands = (after: string) =>
      accepted('dialect: {delimiter: ";"}', plain, [{ field: 'actual', after }], ' times: 1000,');
    expect(await thousands('143100')).toBe(plain.replace('20;[x]', '20;143,1'));
    expect(await thousands('5000')).toBe(plain.replace('20;[x]', '20;5'));
    expect(await thousands('-12.5')).toBe(plain.replace('20;[x]', '20;-0,0125'));
  });

  test('or it is said why they cannot', async () => {
    const head = ['indicator;year;target;actual;note', 'I1;2015;20;[x];'];
    const escaping = 'dialect: {delimiter: ";", escapeChar: "\\\\"}';
    expect(await accepted(escaping, rows(...head), [{ after: 'a;\\' }])).toBe(
      'The values cannot be written to `data/values.csv`: a new value cannot be written in its `dialect`',
    );
    const values = JSON.stringify(
      codes.map((_, i) => ({ indicator: `I${i + 1}`, year: '2015', target: '20', actual: '[x]', note: '' })),
    );
    expect(await accepted('format: json', values)).toContain(
      'The values cannot be written to `data/values.csv`: its `format` is `json`',
    );
  });
});
