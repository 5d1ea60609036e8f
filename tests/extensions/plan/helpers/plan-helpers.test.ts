import { describe, expect, test } from 'vitest';
import type { Way } from '../../../../src/model/tree/table-parts.js';
import { plainText } from '../../../../src/report/tree.js';
import { ledgerOf } from '../../../support/ledger-of.js';
import type { MemoryFiles } from '../../../support/memory-project.js';
import { statedTable } from '../../../support/stated-table.js';
import { composePlan, linesOf, planFiles, planTable } from './plan-project.js';

const plain = (table: Awaited<ReturnType<typeof planTable>>): unknown => ({
  id: table.id,
  caption: table.caption,
  subtitle: table.subtitle,
  columns: table.columns.map(({ label, unit }) => [label, unit].filter(Boolean).join(', ')),
});

describe('what is said elsewhere', () => {
  test('is left out: notes of board and scorecard, remarks of actions', async () => {
    for (const helper of ['progress-board', 'scorecard']) {
      expect((await planTable(`{{${helper}}}`)).notes).toHaveLength(1);
      expect((await planTable(`{{${helper} notes=true}}`)).notes).toHaveLength(1);
      expect((await planTable(`{{${helper} notes=false}}`)).notes).toEqual([]);
    }
    const heads = async (template: string) => (await planTable(template)).columns.map(({ label }) => label);
    expect(await heads('{{action-table}}')).toContain('Remark');
    expect(await heads('{{action-table remarks=false}}')).not.toContain('Remark');
  });
});

describe('progress-board', () => {
  // Objective 1: of the five actions due in 2015, two are met (1.1.1 is implemented, 1.1.2 on track beyond the year):
  // 2/5 = 40%, which is 1 point on the SIGMA scale. 1,600 + 1,200 + 300 euro were spent of the 1,800 + 2,400 + 900 + 500
  // + 700 planned: 3,100/6,300 = 49.2%. Objective 2: 1/1, and 4,000/10,000. Objective 3 has no actions. In all 3/6 = 50%,
  // which is 3 points, and 7,100/16,300 = 43.6%.
  test('has a row for each strategic objective, and the total last', async () => {
    const table = await planTable('{{progress-board}}');
    expect(linesOf(table)).toEqual([
      '1 Justice ; Implemented 1, On track 1, Late 2, Not started 1, Cancelled 1 ; 6 ; 40.0% ; 1 ; 49.2%',
      '2 Support | victims ; On track 1 ; 1 ; 100% ; 5 ; 40.0%',
      '3 Research ;  ; 0 ; [z] ; 0 ; [z]',
      'Total ; Implemented 1, On track 2, Late 2, Not started 1, Cancelled 1 ; 7 ; 50.0% ; 3 ; 43.6%',
    ]);
    expect(plain(table)).toEqual({
      id: 'tbl-progress',
      caption: 'Progress by objective',
      subtitle: 'As at 31 December 2015',
      columns: [
        'Actions by status',
        'Actions',
        'Share implemented or on track',
        'SIGMA points',
        'Budget execution',
      ],
    });
    expect(table).toMatchObject({
      illustrative: true,
      sources: [{ title: 'Office of the Coordinator' }, {}],
    });
  });

  test('with an objective has a row for each of its specific objectives', async () => {
    const table = await planTable('{{progress-board objective=1 caption="Courts" id="tbl-x"}}');
    expect(linesOf(table)).toEqual([
      '1.1 A complete legal framework ; Implemented 1, On track 1 ; 2 ; 100% ; 5 ; 66.7%',
      '1.2 Specialised courts ; Late 2, Not started 1, Cancelled 1 ; 4 ; 0% ; 0 ; 14.3%',
      'Total ; Implemented 1, On track 1, Late 2, Not started 1, Cancelled 1 ; 6 ; 40.0% ; 1 ; 49.2%',
    ]);
    expect(table).toMatchObject({ id: 'tbl-x', caption: 'Courts' });
  });

  test('sorts tiles by status, so that a row reads as a bar, and within one by the plan', async () => {
    const table = await planTable('{{progress-board}}');
    const [row] = table.rows.map(({ cells: [cell] }) => (cell?.kind === 'tiles' ? cell.tiles : []));
    const tones = (row ?? []).map(({ tone }) => tone);
    const order = ['good', 'fair', 'bad', 'idle', 'gone'].map((tone) => `status-${tone}`);
    expect(tones).toEqual(tones.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    const late = (row ?? []).filter(({ tone }) => tone === 'status-bad').map(({ code }) => code);
    expect(late).toEqual(late.toSorted());
  });

  test('has a tile for each action, none for the total, and says what the tiles mean', async () => {
    const table = await planTable('{{progress-board}}');
    const tiles = table.rows.map(({ cells: [cell] }) => (cell?.kind === 'tiles' ? cell.tiles : []));
    expect(tiles.map((row) => row.length)).toEqual([6, 1, 0, 0]);
    expect(tiles[0]?.[2]).toEqual({
      code: '1.2.1',
      title: '1.2.1 Name *ten* judges: Late',
      tone: 'status-bad',
      target: 'action-1-2-1',
    });
    expect(table.legend).toEqual([
      { symbol: '', meaning: 'Implemented', tone: 'status-good' },
      { symbol: '', meaning: 'On track', tone: 'status-fair' },
      { symbol: '', meaning: 'Late', tone: 'status-bad' },
      { symbol: '', meaning: 'Not started', tone: 'status-idle' },
      { symbol: '', meaning: 'Cancelled', tone: 'status-gone' },
      { symbol: '[z]', meaning: 'not applicable' },
    ]);
  });

  test('enters every number in the ledger, each count with the cells that it counts', async () => {
    const { content } = await composePlan('{{progress-board}}');
    const node = content?.body.children[0];
    const late = ledgerOf(content)[2];
    if (node?.type !== 'dataTable') throw new Error('a board is a table');
    const stated = statedTable(node);
    const printed = stated.rows
      .flatMap((row) => row.cells)
      .flatMap((cell) => {
        if (cell.kind === 'value') return [cell.entry];
        return cell.kind === 'tiles' ? cell.tally.map(({ entry }) => entry) : [];
      });
    expect(ledgerOf(content)).toEqual([...printed, ...(stated.tally ?? []).map(({ entry }) => entry)]);
    expect(late?.text).toBe('2');
    expect(late?.quantity).toMatchObject({
      operation: 'count',
      unit: 'actions',
      illustrative: true,
      cells: [
        {
          field: 'status',
          keys: { objective: '1', action: '1.2.1' },
          origin: { file: 'data/actions.csv', line: 4 },
        },
        { keys: { objective: '1', action: '1.2.2' }, origin: { line: 5 } },
      ],
    });
  });
});

describe('scorecard', () => {
  // I1: 20 -> 40, now 45: more than the way, capped at 100%. I2: 19.5 -> 15.5, now 17.5: 2 of 4, half way.
  test('shows each indicator against its target, by objective, and gaps as gaps', async () => {
    const table = await planTable('{{scorecard}}');
    expect(linesOf(table)).toEqual([
      '<1\u2002Justice> ; I1 Laws in force [laws, Up] ; 20 ; 45 ; 40 ; Target reached (result-good)',
      '<1\u2002Justice> ; I2 Months to a verdict [months, Down] ; 19.5 ; 17.5 ; 15.5 ; At least half way (result-fair)',
      '<1\u2002Justice> ; I3 Judges trained [judges, Up] ; [x] ; 4 ; 10 ; Cannot be measured (result-idle) [there is no baseline]',
      '<2\u2002Support | victims> ; I4 Victims identified [victims, Neutral] ; 42 ; 50 ; 40 ; Not assessed (result-gone) [neither direction is good in itself]',
    ]);
    expect(table.tally?.map(({ word, entry }) => `${word} ${entry.text}`)).toEqual([
      'Target reached 1',
      'At least half way 1',
      'Not assessed 1',
      'Cannot be measured 1',
    ]);
    expect(plain(table)).toMatchObject({
      id: 'tbl-scorecard',
      columns: ['Baseline, 2014', 'Actual', 'Target', 'Assessment'],
    });
  });

  const waysOf = async (files = planFiles): Promise<(Way | undefined)[]> =>
    (await planTable('{{scorecard objective="1"}}', files)).rows.map(({ cells: [, cell] }) =>
      cell?.kind === 'value' ? cell.way : undefined,
    );

  test('draws each scored value on its way from the baseline to the target, which all stand above each other', async () => {
    const [rising, falling, gap] = await waysOf();
    expect([rising?.tone, falling?.tone, gap]).toEqual(['result-good', 'result-fair', undefined]);
    // From 20 to 40 the first came to 45: a quarter beyond its target, where the scale ends.
    const unit = 0.84 / 1.25;
    expect(rising?.baseline).toBeCloseTo(0.08, 10);
    expect(rising?.target).toBeCloseTo(0.08 + unit, 10);
    expect(rising?.actual).toBeCloseTo(0.92, 10);
    expect(falling).toMatchObject({ baseline: rising?.baseline, target: rising?.target });
    expect(falling?.actual).toBeGreaterThan(falling?.baseline ?? 1);
  });

  test('leaves what lies far beyond its target at the end of the scale', async () => {
    const values = String(planFiles['data/values.csv']).replace('I1,2015,40,45', 'I1,2015,40,95');
    const [far] = await waysOf({ ...planFiles, 'data/values.csv': values });
    expect(far?.actual).toBe(1);
  });

  test('says in the title how many reached their target', async () => {
    expect((await planTable('{{scorecard objective="1"}}')).caption).toBe(
      'Justice: 1 of the 2 indicators that were assessed reached its target',
    );
  });

  test('of one objective has no groups', async () => {
    const table = await planTable('{{scorecard objective="1"}}');
    expect(table).toMatchObject({ id: 'tbl-scorecard-1' });
    expect(table.rows.every(({ group }) => group === undefined)).toBe(true);
  });
});

describe('action-table', () => {
  test('lists every action by specific objective, with days and money', async () => {
    const table = await planTable('{{action-table}}');
    expect(linesOf(table).slice(0, 3)).toEqual([
      '<1.1\u2002A complete legal framework> ; 1.1.1 Draft the law ; Ministry of Justice ; 15\u00A0Jan\u00A02015\u00A0– 30\u00A0Jun\u00A02015 ; Implemented (status-good) [on 24\u00A0Jun\u00A02015] ; 1,800 ; 1,600 ; ',
      '<1.1\u2002A complete legal framework> ; 1.1.2 Review the law ; Ministry of Justice ; 1\u00A0Mar\u00A02015\u00A0– 15\u00A0Dec\u00A02016 ; On track (status-fair) ; 2,400 ; 1,200 ; ',
      '<1.2\u2002Specialised courts> ; 1.2.1 Name *ten* judges ; Ministry of Justice ; 1\u00A0Feb\u00A02015\u00A0– 31\u00A0Oct\u00A02015 ; Late (status-bad) ; 900 ; 300 ; The posts were not advertised.',
    ]);
    expect(table.rows).toHaveLength(7);
    expect(plain(table)).toMatchObject({
      columns: ['Institution', 'Start – deadline', 'Status', 'Planned, euro', 'Spent, euro', 'Remark'],
    });
  });

  test('leaves out a column that would say the same in every row', async () => {
    const table = await planTable('{{action-table objective="1" institution="moj" status="late"}}');
    expect(linesOf(table)).toEqual([
      '<1.2\u2002Specialised courts> ; 1.2.1 Name *ten* judges ; 1\u00A0Feb\u00A02015\u00A0– 31\u00A0Oct\u00A02015 ; 900 ; 300 ; The posts were not advertised.',
    ]);
    expect(plain(table)).toMatchObject({
      id: 'tbl-actions-1-moj-late',
      subtitle: 'As at 31 December 2015; status: Late; institution: Ministry of Justice',
    });
    const quiet = await planTable('{{action-table status="implemented|on-track"}}');
    expect(quiet.columns.map(({ label }) => label)).not.toContain('Remark');
    expect(quiet.rows).toHaveLength(3);
  });

  test('prints a sentence where no action is chosen', async () => {
    const sentences = async (calls: string): Promise<unknown[]> => {
      const { content, problems } = await composePlan(calls);
      expect(problems).toEqual([]);
      return (content?.body.children ?? []).map((node) =>
        node.type === 'paragraph' ? plainText(node.children) : node.type,
      );
    };
    const calls = [
      '{{action-table objective="3"}}',
      '{{action-table objective="2" status="late|cancelled"}}',
      '{{timeline institution="moj" status="not-started"}}',
      '{{scorecard objective="3"}}',
    ];
    expect(await sentences(calls.join('\n\n'))).toEqual([
      'No action of objective 3 is part of the plan.',
      'No action of objective 2 has the status “Late / Cancelled”.',
      'No action led by “Ministry of Justice” has the status “Not started”.',
      'No indicator of objective 3 is part of the plan.',
    ]);
  });
});

test('rows of a plan print days and status in words, compare by code, and are chosen by attributes', async () => {
  const { content, problems } = await composePlan(
    [
      '{{#each (rows "plan-actions" objective="1" status="late|implemented" institution="Ministry of Justice")}}',
      '- {{code}} {{action}}: {{status}}, {{deadline}}{{#if (eq status "late")}}, late{{/if}}. {{note}}',
      '{{/each}}',
      '',
      '{{#each (rows "plan-actions" objective="2" status="late")}}never{{else}}Nothing is late.{{/each}}',
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  const text = JSON.stringify(content?.body);
  expect(text.match(/"value":"[^"]*"/g)?.join('')).toBeDefined();
  const words = [...text.matchAll(/"type":"(?:text|numeral)"(?:,"class":"[^"]*")?,"value":"([^"]*)"/g)]
    .map(([, value]) => value)
    .join('');
  expect(words).toBe(
    '1.1.1 Draft the law: Implemented, 30 June 2015. 1.2.1 Name *ten* judges: Late, 31 October 2015, late. The posts were not advertised.Nothing is late.',
  );
});

describe('an objective on a spread', () => {
  /** Late 1.2.1 has a new deadline; 1.2.2 has none. */
  const postponed = {
    'data/datapackage.yaml': String(planFiles['data/datapackage.yaml']).replace(
      '        - {name: completed, type: date, role: attribute}',
      '        - {name: new-deadline, type: date, role: attribute}\n$&',
    ),
    'data/actions.csv': String(planFiles['data/actions.csv'])
      .split('\n')
      .map((line) => {
        const cells = line.split(',');
        const day = cells[0] === 'code' ? 'new-deadline' : cells[0] === '1.2.1' ? '2016-05-31' : '';
        return line === '' ? line : [...cells.slice(0, 6), day, ...cells.slice(6)].join(',');
      })
      .join('\n'),
  };

  async function partsOf(template: string, files: MemoryFiles = {}) {
    const { content, problems } = await composePlan(`# A\n\n${template}\n`, files);
    expect(problems).toEqual([]);
    return content?.body.children.slice(1) ?? [];
  }
  const words = async (template: string, files?: MemoryFiles): Promise<string> =>
    plainText(await partsOf(template, files));

  test('says the result in words that follow from the figures: some, all, nothing', async () => {
    expect(await words('{{objective-result objective="1"}}')).toBe(
      'Of 5 actions due in 2015, 2 were implemented or are on track. Of 2 indicators that could be assessed, 1 reached its target for 2015.',
    );
    expect(await words('{{objective-result objective="2"}}')).toBe(
      'The 1 action due in 2015 was implemented or is on track. No indicator could be assessed.',
    );
    expect(await words('{{objective-result objective="3"}}')).toBe(
      'No action was due in 2015. No indicator could be assessed.',
    );
    const missed = String(planFiles['data/values.csv']).replace('I1,2015,40,45', 'I1,2015,40,39');
    expect(await words('{{objective-result}}', { 'data/values.csv': missed })).toMatch(
      /Of 2 indicators that could be assessed, none reached its target for 2015\.$/,
    );
  });

  test('has the result, the indicators, and what is late, each number in the ledger', async () => {
    const parts = await partsOf('{{objective-spread objective="1"}}');
    expect(parts.map((part) => ('id' in part ? part.id : part.type))).toEqual([
      'paragraph',
      'tbl-scorecard-1',
      'tbl-late-1',
    ]);
    const { content } = await composePlan('{{objective-spread objective="1"}}');
    const result = ['5', '2', '2', '1'];
    const finding = ['1', '2'];
    const rows = ['20', '45', '40', '19.5', '17.5', '15.5', '[x]', '4', '10'];
    expect(ledgerOf(content).map(({ text }) => text)).toEqual([
      ...result,
      ...finding,
      ...rows,
      ...['1', '1', '1'],
    ]);
  });

  test('lists what is late with its owner, the deadline that was and the one that is', async () => {
    const { content } = await composePlan('{{late-actions objective="1"}}', postponed);
    const node = content?.body.children[0];
    if (node?.type !== 'dataTable') throw new Error('a list of late actions is a table');
    expect(linesOf(statedTable(node))).toEqual([
      '1.2.1 Name *ten* judges ; Ministry of Justice ; 31\u00A0Oct\u00A02015 ; 31\u00A0May\u00A02016 ; The posts were not advertised.',
      '1.2.2 Train the judges ; Ministry of the Interior ; 31\u00A0Dec\u00A02015 ; none set ; Waits for the posts.',
    ]);
    expect(await words('{{late-actions objective="2"}}')).toBe('No action of objective 2 is late.');
    expect(await words('{{scorecard objective="3"}}')).toBe(
      'No indicator of objective 3 is part of the plan.',
    );
  });

  test('a timeline draws each action beside its name, on whole years, by objective', async () => {
    const table = await planTable('{{action-table timeline=true}}');
    expect(table.columns[2]?.scale).toEqual(['2015', '2016', '2017']);
    expect(table.columns[2]?.key).toBe('Dashed line: 31\u00A0Dec\u00A02015');
    expect([...new Set(table.rows.map(({ group }) => group))]).toEqual([
      '1\u2002Justice',
      '2\u2002Support | victims',
    ]);
    const spans = table.rows.map(({ cells }) => (cells[2]?.kind === 'text' ? cells[2].span : undefined));
    // 1.2.4 begins on the 32nd day of the second of three years, and ends on its 182nd: 2016 has 366 days.
    expect(spans[5]?.from).toBeCloseTo((365 + 31) / 1096, 10);
    expect(spans[5]?.to).toBeCloseTo((365 + 182) / 1096, 10);
    expect(spans[5]).toMatchObject({ tone: 'status-idle', now: 365 / 1096 });
    expect(spans[6]?.to).toBe(1);
  });
});
