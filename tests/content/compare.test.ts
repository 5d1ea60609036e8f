import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../support/ledger-of.js';
import { statedTable } from '../support/stated-table.js';
import { composeComparison } from './compare-project.js';

async function tableOf(call: string): Promise<ReturnType<typeof statedTable>> {
  const { content, problems } = await composeComparison(`# A\n\n${call}\n`);
  expect(problems).toEqual([]);
  const node = content?.body.children[1];
  if (node?.type !== 'dataTable') throw new Error(`expected a table, got ${node?.type}`);
  return statedTable(node);
}

const grid = (table: ReturnType<typeof statedTable>): string[] =>
  table.rows.map((row) =>
    [row.label, ...row.cells.map((cell) => (cell.kind === 'value' ? cell.entry.text : cell.text))].join(
      ' ; ',
    ),
  );

/** What is wrong with a call, without the lines that say where to look. */
async function problemsOf(call: string): Promise<string[]> {
  const { problems } = await composeComparison(`# A\n\n${call}\n`);
  return problems;
}

describe('figures that count alike', () => {
  test('amounts are the number of nothing', async () => {
    const table = await tableOf('{{compare "aid" "own-aid"}}');
    expect(table.subtitle).toBe('Euros, 2010\u20132011');
  });

  test('stand side by side with the difference, a year of one side alone missing', async () => {
    const table = await tableOf('{{compare "official" "own" status="identified"}}');
    expect(grid(table)).toEqual([
      '2009 ; 29 ; [x] ; [x]',
      '2010 ; 39 ; 31 ; \u22128',
      '2011 ; [z] ; 4 ; +4',
      '2012 ; [x] ; 41 ; [x]',
    ]);
    expect(table.columns).toEqual([
      { label: 'Official figure', unit: 'persons, identified', total: false, align: 'right' },
      { label: 'Own count', unit: 'persons, identified', total: false, align: 'right' },
      { label: 'Difference', total: false, align: 'right' },
    ]);
    expect(table).toMatchObject({
      id: 'tbl-official-own',
      subtitle: 'Number of persons, 2009\u20132012',
      legend: [
        { symbol: '[x]', meaning: 'not available' },
        { symbol: '[z]', meaning: 'none recorded' },
      ],
      sources: [{ title: 'Police' }, { title: 'Our records' }],
      illustrative: true,
    });
  });

  test('say what each counts, then the notes of the rows', async () => {
    const table = await tableOf('{{compare "official" "own" status="identified" official="State" own="We"}}');
    expect(table.notes).toEqual([
      'State: persons identified as victims. Persons recorded. Counted in the year of identification.',
      'We: persons identified as victims. Persons known to the police. Counted in the year of identification.',
      'Counted twice.',
    ]);
    // Beside the cell that it is about.
    expect(table.rows[1]?.cells).toMatchObject([{ letters: 'a' }, {}, {}]);
    expect(table.rows[1]?.cells[1]).not.toHaveProperty('letters');
  });

  test('enter the ledger, the difference with both cells', async () => {
    const { content } = await composeComparison('# A\n\n{{compare "official" "own" status="identified"}}\n');
    const differences = ledgerOf(content).filter(({ quantity }) => quantity.operation === 'difference');
    expect(differences[1]?.quantity).toMatchObject({
      value: { numerator: -8n, denominator: 1n },
      unit: 'persons',
      illustrative: true,
      cells: [
        { dataset: 'own', keys: { year: '2010', status: 'identified' } },
        { dataset: 'official', keys: { year: '2010', sex: 'total' } },
      ],
    });
    const official = ledgerOf(content).filter(
      ({ quantity }) => quantity.operation === 'value' && quantity.dataset === 'official',
    );
    expect(official.every(({ quantity }) => !quantity.illustrative)).toBe(true);
    expect(ledgerOf(content)).toHaveLength(12);
  });

  test('can leave the difference out, and be cut to some years', async () => {
    const call = '{{compare "official" "own" status="identified" difference=false from=2010 to=2011}}';
    expect(grid(await tableOf(call))).toEqual(['2010 ; 39 ; 31', '2011 ; [z] ; 4']);
    expect(grid(await tableOf('{{compare "official" "own" status="identified" year="2010|2009"}}'))).toEqual([
      '2010 ; 39 ; 31 ; \u22128',
      '2009 ; 29 ; [x] ; [x]',
    ]);
  });
});

describe('figures that do not count alike', () => {
  test('are refused without a note, with what sets them apart', async () => {
    expect(await problemsOf('{{compare "official" "own" status="presumed"}}')).toEqual([
      [
        'templates/shadow.md:3:1 error content/not-comparable: The two datasets do not count alike (status `identified` beside `presumed`; dated `identification` beside `first contact`), and no `note` says so',
        '  hint: say in `note="..."` what sets the two apart; the difference is then left out',
        '  see: data/datapackage.yaml:4:5, `official`',
        '  see: data/datapackage.yaml:17:5, `own`',
      ].join('\n'),
    ]);
    const first = async (call: string): Promise<string | undefined> =>
      /do not count alike \((.*)\), and/.exec((await problemsOf(call))[0] ?? '')?.[1];
    expect(await first('{{compare "official" "trials"}}')).toBe(
      'unit `persons` beside `defendants`; status `identified` beside not said; dated `identification` beside `first hearing`',
    );
    expect(await first('{{compare "official" "silent"}}')).toBe('no `counts` of `silent`');
    expect(await first('{{compare "ages" "own-ages"}}')).toBe('period `2010` beside `2010/2012`');
    expect(await first('{{compare "official" "own" status="identified" year="2010|total"}}')).toBe(
      'period `2009/2011` beside `2010/2012`',
    );
  });

  test('are printed with the note first, and without a difference', async () => {
    const table = await tableOf(
      '{{compare "official" "own" status="presumed" note="One is part of the other."}}',
    );
    expect(grid(table)[1]).toBe('2010 ; 39 ; 61');
    expect(table.subtitle).toBe('Number of persons, 2009\u20132012, not comparable');
    expect(table.notes[0]).toBe(
      'The two columns are not comparable (definition, dating). One is part of the other.',
    );
  });

  test('may be apart in what their package does not say, which is printed with a note', async () => {
    const call = '{{compare "official" "own" status="identified" unlike="coverage"';
    const table = await tableOf(`${call} note="We meet some."}}`);
    expect(table.subtitle).toBe('Number of persons, 2009\u20132012, not comparable');
    expect(table.columns).toHaveLength(2);
    expect(table.notes[0]).toBe('The two columns are not comparable (coverage). We meet some.');
    expect(await problemsOf(`${call}}}`)).toEqual([
      expect.stringContaining('The two datasets do not count alike (coverage), and no `note` says so'),
    ]);
  });

  test('show a difference only when asked for, and never between units', async () => {
    const asked = '{{compare "official" "own" status="presumed" note="So it is." difference=true}}';
    expect(grid(await tableOf(asked))[1]).toBe('2010 ; 39 ; 61 ; +22');
    const named = await tableOf(
      '{{compare "official" "own" status="presumed" note="So it is." difference="Own, less official"}}',
    );
    expect(named.columns.at(-1)?.label).toBe('Own, less official');
    const units = '{{compare "official" "trials" note="So it is." difference=true}}';
    expect(await problemsOf(units)).toEqual([
      'templates/shadow.md:3:48 error content/unit: The units `persons`, `defendants` differ, so they have no `difference`\n  hint: leave `difference` out, or name two measures of one unit',
    ]);
  });

  test('say so where one side does not declare how it counts', async () => {
    const table = await tableOf('{{compare "official" "silent" note="Ask them."}}');
    expect(table.notes.slice(0, 3)).toEqual([
      'The two columns are not comparable (one side does not say how it counts). Ask them.',
      'Official figure: persons identified as victims. Persons recorded. Counted in the year of identification.',
      'Own count: persons. How they are counted is not stated.',
    ]);
  });

  test('keep the categories of one side, in their place, and leave totals over different parts out', async () => {
    const table = await tableOf('{{compare "ages" "own-ages" note="One year beside three."}}');
    expect(grid(table)).toEqual(['under-14 ; [x] ; 3', '14-17 ; 7 ; 9', '18-22 ; 5 ; 8']);
    expect(table.subtitle).toBe('Number of persons, 2010 / 2010\u20132012, not comparable');
  });
});

test.each([
  ['{{compare "official" "official"}}', 'content/argument: `official` is compared with itself'],
  ['{{compare "official" "onw"}}', 'content/unknown-dataset: There is no dataset `onw`'],
  ['{{compare "official"}}', 'content/argument: `compare` takes 2 unnamed arguments, and has 1'],
  [
    '{{compare "official" "own"}}',
    'content/argument: `own` has no total over `status`, so `compare` needs one of its categories',
  ],
  ['{{compare "official" "own" status="met"}}', 'content/unknown-category: `status` has no category `met`'],
  [
    '{{compare "official" "own" stauts="presumed"}}',
    'content/unknown-parameter: `compare` has no parameter `stauts`',
  ],
  ['{{compare "official" "ages" note="x"}}', '`official` and `ages` have no dimension in common'],
  ['{{compare "official" "own" status="presumed" note=" "}}', 'content/argument: `note` is empty'],
  [
    '{{compare "ages" "own-ages" note="x" from=2010}}',
    'content/argument: `from` names a year, and the rows of this table are not years',
  ],
])('%s is refused', async (call, problem) => {
  const [first, ...others] = await problemsOf(call);
  expect(first).toContain(problem);
  expect(others).toEqual([]);
});

test('names are checked in a branch that is not taken', async () => {
  const call = '{{#if (gt 1 2)}}{{compare "official" "own" status="met" sex="child" note="x"}}{{/if}}';
  expect((await problemsOf(`${call}\n\nText.`)).map((problem) => problem.split(',')[0])).toEqual([
    'templates/shadow.md:3:44 error content/unknown-category: `status` has no category `met`\n  hint: its categories are `presumed`',
    'templates/shadow.md:3:57 error content/unknown-category: `sex` has no category `child`\n  hint: its categories are `female`',
  ]);
});
