/**
 * Sentences in which a number slips, in three languages: the filter of a category is forgotten, the year is another one, or the
 * number is of all the years. Each has its twin, the same words around the right number, which must pass. `docs/numbers.md` says
 * how many are stopped.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { judge } from '../../support/false-reports.js';

const strings = z.array(z.string());
const slips = z.strictObject({
  filter: strings,
  /** With the label itself, of adjectives. */
  predicates: strings,
  period: strings,
  parts: z.array(z.tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string()])),
  nouns: z.record(z.string(), z.tuple([z.string(), z.string()])),
  unusual: strings.default([]),
  honest: strings,
});
const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');
const languages = z.record(z.string(), slips).parse(parse(read('slips.yaml')));
const page = read('../../../docs/numbers.md');

/** The same words around two numbers, which are calls of helpers. */
interface Twins {
  readonly wrong: string;
  readonly right: string;
}

function twins(
  pattern: string,
  { wrong, right }: Twins,
  [p, q]: readonly [string, string],
  label = '',
): Twins {
  const words: Readonly<Record<string, string>> = { p, q, P: p.charAt(0).toUpperCase() + p.slice(1), label };
  const text = pattern.replace(/\{(p|q|P|label)\}/g, (_, key: string) => words[key] ?? '');
  const around = (call: string): string => text.replace('{n}', `{{${call}}}`);
  return { wrong: around(wrong), right: around(right) };
}

type Slips = z.infer<typeof slips>;

function forgottenFilters({ filter, predicates, parts }: Slips): Twins[] {
  return parts.flatMap(([name, field, value, label, p, q]) => {
    const isOfYears = name !== 'recruitment';
    const wrong = `value "${name}"${isOfYears ? ' year=2014' : ''}`;
    return [...filter, ...(field === 'nationality' ? predicates : [])]
      .filter((pattern) => isOfYears || !/2014/.test(pattern))
      .map((pattern) => twins(pattern, { wrong, right: `${wrong} ${field}="${value}"` }, [p, q], label));
  });
}

const all = 'year="2011|2012|2013|2014"';
const wrongYears = { victims: ['value "victims" year=2012'], arrests: ['value "arrests" year=2012'] };
const manyYears = {
  recruitment: ['value "recruitment"'],
  victims: [`sum "victims" ${all} nationality="kosovar"`, `average "victims" ${all} nationality="total"`],
  arrests: [`sum "arrests" ${all} offence="trafficking"`],
};

const inYears = ({ period, nouns }: Slips, calls: Readonly<Record<string, readonly string[]>>): Twins[] =>
  Object.entries(calls).flatMap(([name, wrongs]) => {
    const right = `value "${name === 'arrests' ? 'arrests' : 'victims'}" year=2014`;
    return wrongs.flatMap((wrong) =>
      period.map((pattern) => twins(pattern, { wrong, right }, nouns[name] ?? ['', ''])),
    );
  });

/** The sentences that have no error of their number. */
async function passing(language: string, sentences: readonly string[]): Promise<readonly string[]> {
  const sweep = { about: '', language, before: '', files: {}, honest: [], entries: [], file: '' };
  const report = { name: '', files: {}, replace: {}, expected: [], says: [], told: [] };
  const { said } = await judge(sweep, { ...report, text: sentences.join('\n\n') });
  const lines = said
    .filter(({ code }) => /^number\/(?:period|category|noun)$/.test(code))
    .map(({ position }) => position.line);
  let from = 1;
  return sentences.filter((sentence) => {
    const [first, next] = [from, from + sentence.split('\n').length + 1];
    from = next;
    return !lines.some((line) => line >= first && line < next);
  });
}

/** The row of `docs/numbers.md` that has a rate. */
const rowOf = (kind: string, caught: number, all: number): RegExp =>
  new RegExp(`^\\| ${kind} \\|(?:.*\\|)? ${caught} of ${all} \\|`, 'm');

/** English in every run, the others by `npm run test:deep`. */
const tried = Object.entries(languages).filter(([language]) => process.env.DEEP || language === 'en');

describe.each(tried)('%s', (language, own) => {
  test.each([
    ['forgotten filters', forgottenFilters(own)],
    ['other years', inYears(own, wrongYears)],
    ['numbers of several years', inYears(own, manyYears)],
  ])('%s are stopped, and the right numbers pass', async (kind, sentences) => {
    const missed = await passing(
      language,
      sentences.map(({ wrong }) => wrong),
    );
    const right = sentences.map((each) => each.right);
    expect(await passing(language, right)).toEqual(right);
    const caught = sentences.length - missed.length;
    expect(caught / sentences.length, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(page).toMatch(rowOf(kind, caught, sentences.length));
  });

  test.skipIf(own.unusual.length === 0)(
    'of less usual sentences the page says how many are stopped',
    async () => {
      const missed = await passing(language, own.unusual);
      const all = own.unusual.length;
      expect(page, missed.join('\n')).toMatch(rowOf('less usual words', all - missed.length, all));
    },
  );

  test('nothing stops what is right', async () => {
    expect(await passing(language, own.honest)).toEqual(own.honest);
  });
});
