import { describe, expect, test } from 'vitest';
import { operations } from '../../src/extensions/operations.js';
import type { FinishedEntry } from '../../src/model/quantity.js';
import { parseEntryId } from '../../src/model/tree/entry-id.js';
import { transform } from '../../src/report/transforms.js';
import { composeSmall } from '../content/small-project.js';
import { english } from '../support/english.js';

const cases = (year: number): string => `{{value "cases" year=${year} offence="theft"}}`;
const [intro, courts] = [
  `# Introduction {#sec-intro}\n\nIn 2011 there were ${cases(2011)}, after ${cases(2010)}.\n`,
  `# Courts {#sec-courts}\n\n{{table "cases" rows="offence" columns="year" id="tbl-a"}}\n\nThen ${cases(2011)}[^n] and again ${cases(2011)}.\n\n[^n]: Of them ${cases(2010)}.\n`,
] as const;

/** What a text prints, with ids. */
async function ledgerOf(
  template: string,
  more: Parameters<typeof composeSmall>[1] = {},
): Promise<readonly FinishedEntry[]> {
  const { content, problems } = await composeSmall(template, more);
  if (content === undefined) throw new Error(problems.join('\n'));
  const { meta, body } = content;
  const positionOf = () => ({ file: 'a.md', line: 1, column: 1 });
  return transform({ meta, body, charts: {}, language: english, operations, positionOf }).value.ledger;
}

const idsIn = (ledger: readonly FinishedEntry[], section: string): readonly (string | undefined)[] =>
  ledger.flatMap(({ id }) => (id !== undefined && parseEntryId(id)?.section === section ? [id] : []));

describe('the ids of a section', () => {
  test('are each borne once, by numbers in text, tables and notes', async () => {
    const ledger = await ledgerOf(intro + courts);
    const ids = ledger.map(({ id }) => id);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ledger.filter(({ id }) => id?.endsWith(':2')).length).toBeGreaterThan(0);
  });

  test.each([
    [
      'a section is added before',
      `# New {#sec-new}\n\n${cases(2011)} and ${cases(2010)}\n\n${intro}${courts}`,
    ],
    ['another is gone', courts],
    ['it is moved', courts + intro],
    ['a paragraph elsewhere prints the same numbers', `${intro}\nOnce more ${cases(2011)}.\n\n${courts}`],
    [
      'words change',
      intro + courts.replace('Then', 'Thereafter there were').replace('# Courts', '# Courts of law'),
    ],
  ])('do not change when %s', async (_, template) => {
    const before = idsIn(await ledgerOf(intro + courts), 'sec-courts');
    expect(before.length).toBeGreaterThan(4);
    expect(idsIn(await ledgerOf(template), 'sec-courts')).toEqual(before);
  });

  test('do not change when a value of the data does, nor when its rows stand in another order', async () => {
    const rows = ['2011,theft,2900,', '2011,fraud,[blank],', '2011,total,2900,', '2010,total,2500,'];
    const more = [
      '2010,fraud,900,',
      '2010,theft,1600,',
      '2012,total,[x],',
      '2012,fraud,0,',
      '2012,theft,[x],',
    ];
    const csv = ['year,offence,cases,remark', ...rows, ...more, ''].join('\n');
    const [before, after] = [
      await ledgerOf(intro + courts),
      await ledgerOf(intro + courts, { 'data/cases.csv': csv }),
    ];
    expect(idsIn(after, 'sec-intro')).toEqual(idsIn(before, 'sec-intro'));
    expect(after.map(({ text }) => text)).not.toEqual(before.map(({ text }) => text));
  });

  test('are those of the same sections in another language', async () => {
    const other = await ledgerOf(
      `# Hyrje {#sec-intro}\n\nNë vitin 2011: ${cases(2011)}, para kësaj ${cases(2010)}.\n\n${courts.replace('Courts', 'Gjykatat').replace('Then', 'Pastaj')}`,
    );
    expect(other.map(({ id }) => id)).toEqual((await ledgerOf(intro + courts)).map(({ id }) => id));
  });
});

test('a heading without an id of its author keeps its id when the number in it changes, and so do the numbers below it', async () => {
  const named = (year: number): string =>
    `# *${cases(year)} cases* of theft in 2011\n\nIn 2011 there were ${cases(2011)}.\n`;
  const [before, after] = [await ledgerOf(named(2010)), await ledgerOf(named(2011))];
  expect(before.map(({ text }) => text)).not.toEqual(after.map(({ text }) => text));
  expect(before.at(-1)?.id?.split(':')[0]).toBe('cases-of-theft-in-2011');
  expect(after.at(-1)?.id?.split(':')[0]).toBe('cases-of-theft-in-2011');
});

test('what is printed before the first section has an id too', async () => {
  expect((await ledgerOf(`${cases(2011)}\n\n${courts}`))[0]?.id).toMatch(/^_front:[a-p][a-z2-7]{7}$/);
});

test('a number in a sample of code, a title or an alternative text is one of the ledger', async () => {
  const ledger = await ledgerOf(
    `# A {#sec-a}\n\n[law](https://example.org "${cases(2011)} cases")\n\n\`\`\`\n${cases(2010)}\n\`\`\`\n`,
  );
  expect(ledger.map(({ id }) => id?.split(':')[0])).toEqual(['sec-a', 'sec-a']);
});
