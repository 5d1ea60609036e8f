import { expect, test } from 'vitest';
import { operations } from '../../../src/extensions/operations.js';
import { defaultPrecision } from '../../../src/model/project/precision.js';
import { cellWords, provenanceOf } from '../../../src/report/transforms/say-provenance.js';
import { english } from '../../support/english.js';
import { statedTable } from '../../support/stated-table.js';
import { composeGuarded } from './guards-project.js';

/** What is printed, with what must not be there: a problem. */
async function printed(template: string): Promise<string[]> {
  const { texts, problems } = await composeGuarded(template);
  expect(problems).toEqual([]);
  return texts;
}

const place = 'templates/guards.md:3';

test.each([
  ['share', '{{share "victims" year=2013 sex="female" of="total"}}', 7],
  [
    'share of a sum',
    '{{share (value "victims" year=2013 sex="male") of=(sum "victims" sex="female|male" year=2013)}}',
    7,
  ],
  ['percent-change', '{{percent-change "victims" from=2013 to=2014}}', 7],
])('%s on a small base is refused', async (_, template, base) => {
  const { problems } = await composeGuarded(template);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(
    `${place}:1 error guard/small-base: This percentage has a base of ${base}; the least base is 10`,
  );
});

test('a reason lets the figures be shown that a percentage would be made from', async () => {
  const why = 'allow="small-base: Every case of the year is known"';
  expect(
    await printed(
      `{{share "victims" year=2013 sex="female" of="total" ${why}}}; {{percent-change "victims" from=2013 to=2014 ${why}}}; ` +
        `{{percent-change "victims" from=2013 to=2014 absolute=true ${why}}}`,
    ),
  ).toEqual(['3 of 7', '+5 from 7', '5 from 7']);
  // 2014 has twelve victims, which is enough.
  expect(
    await printed(`{{table "victims" rows="sex" columns="year" from=2013 to=2014 shares=true ${why}}}`),
  ).toEqual(['3 of 7', '66.7%', '4 of 7', '33.3%', '7 of 7', '100%']);
});

test('a fraction answers with its cells, its exact value and its reason', async () => {
  const { ledger } = await composeGuarded(
    '{{share "victims" year=2013 sex="female" of="total" allow="small-base: Known cases"}}',
  );
  const quantity = ledger[0]?.quantity;
  expect(quantity?.operation).toBe('share');
  expect(quantity?.value).toEqual({ numerator: 300n, denominator: 7n });
  expect(quantity?.cells.map(({ keys }) => keys.sex)).toEqual(['female', 'total']);
  expect(quantity?.fraction?.reason).toBe('Known cases');
});

test.each([
  ['allow="small-base: "', 'Nothing says why `small-base` is set aside'],
  ['allow="small-base: x"', '`x` does not say why `small-base` is set aside'],
  ['allow="small: Known cases"', '`small` is not a rule that `allow` can set aside here'],
  [
    'allow="small-base: Known cases | periods: Nothing of the kind"',
    '`allow` sets `periods` aside, and nothing here breaks it',
  ],
])('%s allows nothing', async (allow, message) => {
  const { problems } = await composeGuarded(`{{share "victims" year=2013 sex="female" of="total" ${allow}}}`);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`error guard/allow: ${message}`);
});

test('an exception that one turn of a loop needs is none too many', async () => {
  const share = '{{share "victims" year=year sex="female" of="total" allow="small-base: Known cases"}}';
  const loop = `{{#each (rows "victims" sex="female" from=2013 to=2014)}}${share} {{/each}}`;
  expect(await printed(loop)).toEqual(['3 of 7', '66.7%']);
  const { problems } = await composeGuarded(share.replace('year=year', 'year=2014'));
  expect(problems[0]).toContain('error guard/allow: `allow` sets `small-base` aside');
});

test('the project says what is small, and measurements are never small', async () => {
  const five = { decimals: 50, percentages: 5 };
  const growth = '{{percent-change "clients" measure="clients" from=2013 to=2015}}';
  expect((await composeGuarded(growth, five)).texts).toEqual(['+233%']);
  expect((await composeGuarded(growth, { decimals: 5, percentages: 5 })).texts).toEqual(['+233.3%']);
  expect(await printed('{{percent-change "clients" measure="hours" from=2013 to=2014 digits=2}}')).toEqual([
    '+100%',
  ]);
  const { problems } = await composeGuarded(
    '{{percent-change "clients" measure="clients" from=2014 to=2015}}',
    five,
  );
  expect(problems.join()).toContain('base of 4; the least base is 5');
});

test('by default percentages on fewer than fifty have no decimals, whatever the call asks for', async () => {
  const share = '{{share "origins" origin="north" of="total" digits=2}}';
  const { texts, ledger } = await composeGuarded(share, defaultPrecision);
  expect(texts).toEqual(['33%']);
  expect(ledger[0]?.quantity.digits).toBe(0);
  expect((await composeGuarded(share, { decimals: 30, percentages: 20 })).texts).toEqual(['33.33%']);
});

test('by default a table of fewer than twenty prints what its shares are made from, and a sentence is told what to write', async () => {
  const { texts, problems } = await composeGuarded(
    '{{table "victims" rows="sex" columns="year" from=2014 to=2014 shares=true}}',
    defaultPrecision,
  );
  expect(problems).toEqual([]);
  expect(texts).toEqual(['8 of 12', '4 of 12', '12 of 12']);
  const sentence = await composeGuarded(
    '{{share "victims" year=2014 sex="female" of="total"}}',
    defaultPrecision,
  );
  expect(sentence.problems.join()).toContain('base of 12; the least base is 20');
  expect(sentence.problems.join()).toContain(
    'hint: write `{{value "victims" year=2014 sex="female"}} of {{value "victims" year=2014}}`',
  );
});

test('a missing part prints its symbol, whatever the base', async () => {
  const { problems } = await composeGuarded('{{share "victims" year=2015 sex="female" of="total"}}');
  expect(problems.join()).toContain('content/division-by-zero');
  expect(
    await printed(
      '{{share (value "victims" year=2015 sex="male") of=(value "clients" measure="clients" year=2015)}}',
    ),
  ).toEqual(['[z]']);
});

test('a difference of percentages is one of percentage points, never of per cent', async () => {
  expect(await printed('{{change "clients" measure="satisfied" from=2013 to=2014}}')).toEqual([
    '+10 percentage points',
  ]);
  expect(await printed('{{change "clients" measure="satisfied" from=2014 to=2015 absolute=true}}')).toEqual([
    '1 percentage point',
  ]);
  expect(
    await printed(
      '{{change (share "victims" year=2014 sex="female" of="total") ' +
        'from=(share (value "victims" year=2014 sex="male") of=(value "victims" year=2014))}}',
    ),
  ).toEqual(['+33.3 percentage points']);
  const { problems } = await composeGuarded(
    '{{percent-change "clients" measure="satisfied" from=2013 to=2014}}',
  );
  expect(problems).toEqual([
    `${place}:1 error guard/percent-of-percentages: \`percent-change\` of percentages would be read as percentage points\n  hint: write \`change\`, which prints percentage points`,
  ]);
});

test('a change from 0 has no percentage', async () => {
  const { problems } = await composeGuarded(
    '{{percent-change (value "victims" year=2014) from=(value "victims" year=2015)}}',
  );
  expect(problems).toEqual([
    `${place}:46 error content/division-by-zero: The base of this percentage change is 0, so it cannot be calculated\n` +
      '  hint: a change from 0 has no percentage: print it in numbers, with `change`',
  ]);
});

test('a ratio of two units says so', async () => {
  const ratio =
    '{{ratio (value "clients" measure="hours" year=2015) of=(value "clients" measure="clients" year=2015)';
  expect(await printed(`${ratio} per="persons"}}`)).toEqual(['0.3']);
  const silent = await composeGuarded(`${ratio}}}`);
  expect(silent.problems.join()).toContain(
    'error guard/unlike-units: This ratio divides `hours` by `persons`',
  );
  const wrong = await composeGuarded(`${ratio} per="cases"}}`);
  expect(wrong.problems.join()).toContain('`per` is `cases`, and the base counts `persons`');
});

test('shares and ratios of different years say so', async () => {
  const ratio = '{{ratio (value "victims" year=2014) of=(value "clients" measure="clients" year=2015)';
  expect(await printed(`${ratio} allow="periods: Clients come a year later"}}`)).toEqual(['0.6']);
  const silent = await composeGuarded(`${ratio}}}`);
  expect(silent.problems.join()).toContain(
    'error guard/unlike-periods: This number is of 2014, and its base is of 2015',
  );
  expect((await composeGuarded(`${ratio} allow="periods: "}}`)).problems).toHaveLength(1);
  // A year of several is a part of them, but no ratio to them.
  const several = 'of=(sum "victims" sex="total" from=2013 to=2014)';
  expect(await printed(`{{share (value "victims" year=2014) ${several}}}`)).toEqual(['63.2%']);
  const part = await composeGuarded(`{{ratio (value "victims" year=2014) ${several}}}`);
  expect(part.problems.join()).toContain('This number is of 2014, and its base is of 2013 to 2014');
  // `of="year=..."` names the year that differs.
  const years = 'year=2014 of="year=2013" allow="small-base: Known cases"';
  expect(await printed(`{{ratio "victims" ${years}}}`)).toEqual(['1.7']);
});

test('a ratio to few things is refused as a percentage is', async () => {
  const { problems } = await composeGuarded('{{ratio "victims" year=2014 of="year=2013"}}');
  expect(problems[0]).toContain('error guard/small-base: This ratio has a base of 7; the least base is 10');
});

test('a part above its whole is none', async () => {
  const share = '{{share (value "victims" year=2014) of=(value "clients" measure="clients" year=2013)';
  const above = 'allow="small-base: Known cases | periods: An example only';
  const { problems } = await composeGuarded(`${share} ${above}"}}`);
  expect(problems[0]).toContain(
    'error guard/beyond-whole: This share is above 100 per cent: the part is greater than its whole',
  );
  const { ledger } = await composeGuarded(
    `{{share (value "victims" year=2014) of=(value "clients" measure="clients" year=2013) ${above} | beyond-whole: An example only"}}`,
  );
  expect(ledger[0]?.quantity.allowed?.map(({ rule }) => rule)).toEqual([
    'small-base',
    'periods',
    'beyond-whole',
  ]);
});

test('an average keeps a decimal and says that it is no count', async () => {
  const { ledger, problems } = await composeGuarded('{{average "victims" from=2013 to=2015}}');
  expect(problems).toEqual([]);
  const [entry] = ledger;
  // (7 + 12 + 0) / 3
  expect(entry?.text).toBe('6.3');
  expect(entry?.quantity.operation).toBe('average');
  expect(
    entry && provenanceOf(entry, { language: english, operations }, cellWords({}, english)).how,
  ).toContain('Average of 3 numbers: a calculated figure, not a count of persons');
  const bare = await composeGuarded('{{average "victims" from=2013 to=2015 digits=0}}');
  expect(bare.problems).toEqual([
    `${place}:39 error content/argument: An average of persons without decimals would be read as a count\n` +
      '  hint: print at least one decimal: `digits=1`',
  ]);
  const rates = await composeGuarded('{{average "clients" measure="satisfied" from=2013 to=2015}}');
  expect(rates.problems.join()).toContain('`satisfied` does not add up, and `average` adds numbers');
});

test('a table says so where its printed shares do not add up to 100, and only there', async () => {
  const notes = async (more: string): Promise<unknown> => {
    const { content, problems } = await composeGuarded(`{{table "origins" shares=true ${more}}}`);
    expect(problems).toEqual([]);
    const [, table] = content?.body.children ?? [];
    return table?.type === 'dataTable' ? statedTable(table).notes : undefined;
  };
  const note = 'Shares do not add up to 100 because of rounding.';
  expect(await notes('')).toEqual([note]);
  expect(await notes('digits=3')).toEqual([note]);
  // These are not all the parts, and the table says so: nobody expects 100.
  expect(await notes('origin="north|south|total"')).toEqual(['In the total and not shown separately: west.']);
});

test('a table of fractions says what they count', async () => {
  const subtitle = async (more: string): Promise<unknown> => {
    const { content } = await composeGuarded(
      `{{table "victims" rows="sex" columns="year" ${more} shares=true allow="small-base: Known cases"}}`,
    );
    const [, table] = content?.body.children ?? [];
    return table?.type === 'dataTable' ? statedTable(table).subtitle : undefined;
  };
  expect(await subtitle('year="2013"')).toBe('Number of persons, 2013');
  expect(await subtitle('year="2013|2014"')).toBe('Per cent, 2013–2014');
});
