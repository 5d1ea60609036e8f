/**
 * How well the check of typed numbers tells statistics from all other numbers: on sentences with a statistic in them, on
 * ordinary ones, and on published reports, whose clones `REPORTS` names (tests/deep/reports/README.md).
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Spoken } from '../../src/content/numbers/spoken.js';
import { dataOf } from './reports/data.js';
import { type Refusal, reader } from './reports/measure.js';
import { paragraphsOf, type Source, sources, wordsIn } from './reports/sources.js';

const textOf = (name: string): string => readFileSync(new URL(`reports/${name}`, import.meta.url), 'utf8');
const linesOf = (name: string): string[] => textOf(name).trim().split('\n');
const say = (line: string): boolean => process.stdout.write(`  ${line}\n`);

function spokenOf(name: string): Spoken {
  const spoken = dataOf[name];
  if (spoken === undefined) throw new Error(`${name} has no data in reports/data.ts`);
  return spoken;
}

/** The lexicons were mended on every second sentence; the others were read when that was done. */
const isMendedOn = (_: string, index: number): boolean => index % 2 === 0;

test.each([
  ['en', 300],
  ['sq', 50],
  ['sr-Cyrl', 50],
])('more than 97 %% of the statistics that were planted in %s are found', async (tag, most) => {
  const read = await reader(tag, spokenOf(tag));
  const planted = linesOf(`planted.${tag}.txt`);
  const missed = planted.filter((text) => read(text).length === 0);
  const mended = planted.filter(isMendedOn);
  const missedThere = mended.filter((text) => missed.includes(text)).length;
  say(
    `${tag}: ${planted.length - missed.length} of ${planted.length} planted statistics found ` +
      `(${mended.length - missedThere} of ${mended.length} that the words were mended on)`,
  );
  expect(planted).toHaveLength(most);
  expect(missed.length / planted.length, missed.join('\n')).toBeLessThan(0.03);
});

test.each(['sq', 'sr-Cyrl'])(
  'fewer than 3 in 1,000 words of ordinary sentences in %s are refused',
  async (tag) => {
    const read = await reader(tag, spokenOf(tag));
    const ordinary = linesOf(`ordinary.${tag}.txt`);
    const refused = ordinary.flatMap((text) => read(text).map(({ text: words }) => `${words} | ${text}`));
    const words = wordsIn(ordinary.join(' '));
    say(`${tag}: ${refused.length} false alarms in ${words} words of ${ordinary.length} sentences`);
    expect(ordinary).toHaveLength(50);
    expect((refused.length / words) * 1000, refused.join('\n')).toBeLessThan(3);
  },
);

/** What a reader said of the refusals in each report: see the head of the file. */
const judged = z
  .record(z.string(), z.strictObject({ right: z.number(), wrong: z.array(z.string()) }))
  .parse(parse(textOf('judged.yaml')));

interface Count {
  readonly words: number;
  readonly numbers: number;
  readonly claims: number;
  readonly right: number;
}

/** Counts the refusals that were judged wrong. `unread` gets those that nobody has judged. */
async function countOf(source: Source, paragraphs: readonly string[], unread: string[]): Promise<Count> {
  const read = await reader(source.language, spokenOf(source.name));
  const { right, wrong } = judged[source.name] ?? { right: 0, wrong: [] };
  const left = [...wrong];
  const [alarms, others]: [Refusal[], string[]] = [[], []];
  for (const [index, text] of paragraphs.entries()) {
    for (const refusal of read(text)) {
      const name = `${index + 1} ${refusal.text}`;
      const at = left.indexOf(name);
      if (at === -1) others.push(name);
      else {
        left.splice(at, 1);
        alarms.push(refusal);
      }
    }
  }
  if (others.length > right) unread.push(`${source.name}: ${right} judged of ${others.join(', ')}`);
  const claims = alarms.filter(({ isClaim }) => isClaim).length;
  return {
    words: wordsIn(paragraphs.join(' ')),
    numbers: alarms.length - claims,
    claims,
    right: others.length,
  };
}

const folder = process.env.REPORTS;

test.skipIf(folder === undefined)(
  'fewer than 3 in 1,000 words of published reports are refused',
  async () => {
    const unread: string[] = [];
    const absent: string[] = [];
    const sums = new Map<string, Count>();
    for (const source of sources) {
      const paragraphs = paragraphsOf(source, folder ?? '');
      if (paragraphs === undefined) absent.push(source.repository);
      if (paragraphs === undefined) continue;
      const count = await countOf(source, paragraphs, unread);
      say(`${source.name}: ${told(count)}`);
      const group = `${source.language.slice(0, 2)} ${source.isMendedOn ? 'mended on' : 'read afterwards'}`;
      const sum = sums.get(group) ?? { words: 0, numbers: 0, claims: 0, right: 0 };
      sums.set(group, {
        words: sum.words + count.words,
        numbers: sum.numbers + count.numbers,
        claims: sum.claims + count.claims,
        right: sum.right + count.right,
      });
    }
    for (const [group, count] of sums) say(`${group}: ${told(count)}`);
    expect(unread, 'refusals to be judged in reports/judged.yaml').toEqual([]);
    expect(absent, `clones that are not in ${folder}`).toEqual([]);
    for (const [group, { words, numbers }] of sums) expect((numbers / words) * 1000, group).toBeLessThan(3);
  },
);

const told = ({ words, numbers, claims, right }: Count): string =>
  `${words} words, ${numbers} numbers refused that should not be (${rate(numbers, words)} in 1,000), ` +
  `${numbers + claims} with words of claims (${rate(numbers + claims, words)}); ${right} refused as they should be`;
const rate = (count: number, words: number): string => ((count / words) * 1000).toFixed(1);
