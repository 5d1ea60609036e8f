/**
 * How often honest words of others are stopped: `claims: required` over public documents that nobody had read
 * (tests/deep/reports/unread.ts), as reports about victims and arrests. `REPORTS` names a folder with their clones; `STOPS`, where
 * it is named, gets every stop with its sentence, for whoever judges them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Diagnostic } from '../../src/diagnostics.js';
import { judge, type Sweep } from '../support/false-reports.js';
import { paragraphsOf, wordsIn } from './reports/sources.js';
import { unread } from './reports/unread.js';

/** What is known of each document: its text by its hash, and what a reader judged of its stops. Those in doubt are false ones. */
const known = z
  .record(
    z.string(),
    z.strictObject({ words: z.number(), sha256: z.string(), false: z.array(z.string()), right: z.number() }),
  )
  .parse(parse(readFileSync(new URL('reports/unread.yaml', import.meta.url), 'utf8')));

/** False stops in 1,000 words that are let pass. */
const mostFalse = 3;

const folder = process.env.REPORTS;
const wanted = process.env.STOPS;

/** A stop, by the paragraph in which it stands and the words that it quotes first. */
interface Stop {
  readonly document: string;
  readonly name: string;
  readonly code: string;
  readonly words: string;
  readonly paragraph: string;
}

test.skipIf(folder === undefined)(
  'few honest words are stopped in documents that nobody had read',
  async () => {
    const stops: Stop[] = [];
    const sums = new Map<string, { words: number; stops: number; wrong: number }>();
    const unjudged: string[] = [];
    for (const [document, source] of Object.entries(unread)) {
      const paragraphs = paragraphsOf(source, folder ?? '')?.map(inCyrillic(source.language));
      expect(paragraphs, `${source.repository} is in ${folder}`).toBeDefined();
      const found = await stopsOf(document, source.language, paragraphs ?? []);
      const words = wordsIn((paragraphs ?? []).join(' '));
      const sha256 = createHash('sha256')
        .update((paragraphs ?? []).join('\n'))
        .digest('hex');
      const { false: honest, right, sha256: judged } = known[document] ?? { false: [], right: 0, sha256: '' };
      const left = [...honest];
      const others = found.filter(({ name }) => {
        const at = left.indexOf(name);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      });
      const wrong = found.length - others.length;
      if (others.length > right || judged !== sha256)
        unjudged.push(
          `${document}: ${words} words, ${sha256}, ${right} judged of ${others.map(({ name }) => name).join(', ')}`,
        );
      const group = `${source.language.slice(0, 2)} read ${source.read}`;
      const sum = sums.get(group) ?? { words: 0, stops: 0, wrong: 0 };
      sums.set(group, {
        words: sum.words + words,
        stops: sum.stops + found.length,
        wrong: sum.wrong + wrong,
      });
      say(`${document}: ${words} words, ${found.length} stops, ${wrong} of them false`);
      stops.push(...found);
    }
    for (const [group, { words, stops: all, wrong }] of sums)
      say(
        `${group}: ${words} words, ${rate(all, words)} stops in 1,000, ${rate(wrong, words)} of them false`,
      );
    if (wanted !== undefined) write(stops, wanted);
    expect(unjudged, 'to be judged in reports/unread.yaml').toEqual([]);
    for (const [group, { words, wrong }] of sums)
      expect((wrong / words) * 1000, group).toBeLessThanOrEqual(mostFalse);
  },
);

const say = (line: string): boolean => process.stdout.write(`  ${line}\n`);
const rate = (count: number, words: number): string => ((count / words) * 1000).toFixed(1);

/** What is said of numbers and words of a document, each paragraph of which is a line of a template. */
async function stopsOf(document: string, tag: string, paragraphs: readonly string[]): Promise<Stop[]> {
  const language = tag.startsWith('sr') ? 'sr-Cyrl' : tag;
  const sweep: Sweep = { about: '', before: '', file: '', language, files: {}, honest: [], entries: [] };
  const text = `# A\n\n${paragraphs.map(literally).join('\n\n')}\n`;
  const report = { name: document, text, files: {}, replace: {}, expected: [], says: [], told: [] };
  const { said } = await judge(sweep, report);
  return said.filter(isStop).map(({ code, message, position: { line } }) => {
    const at = (line - 3) / 2;
    const words = /`([^`]*)`/.exec(message)?.[1] ?? '';
    return { document, name: `${at + 1} ${words}`, code, words, paragraph: paragraphs[at] ?? '' };
  });
}

const isStop = ({ code, position }: Diagnostic): boolean =>
  /^(?:number|claim)\//.test(code) && position.file.startsWith('templates/');

/** As plain words of a template, whatever Markdown or the template language would make of them. */
const literally = (text: string): string =>
  text.replace(/[\\`*_[\]#<>~{}|:!@$&^=+-]/g, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2');

function write(stops: readonly Stop[], into: string): void {
  mkdirSync(into, { recursive: true });
  for (const language of ['en', 'sq', 'sr']) {
    const own = stops.filter(({ document }) => document.startsWith(language));
    writeFileSync(join(into, `${language}.jsonl`), own.map((stop) => `${JSON.stringify(stop)}\n`).join(''));
  }
}

const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдђежзијклмнопрстћуфхцчш'].map((letter, index) => [
    [...'abvgdđežzijklmnoprstćufhcčš'][index] ?? '',
    letter,
  ]),
);

/** Serbian in Latin letters as it would have been typed in Cyrillic; codes and words of other languages stay. */
const inCyrillic =
  (tag: string) =>
  (text: string): string =>
    tag !== 'sr-Latn'
      ? text
      : text.replace(/\p{L}[\p{L}\d]*/gu, (word) =>
          /[qwxy\d]/iu.test(word)
            ? word
            : word
                .replace(/lj/giu, (two) => (two.startsWith('L') ? 'Љ' : 'љ'))
                .replace(/nj/giu, (two) => (two.startsWith('N') ? 'Њ' : 'њ'))
                .replace(/dž/giu, (two) => (two.startsWith('D') ? 'Џ' : 'џ'))
                .replace(/\p{L}/gu, (letter) => {
                  const small = letters[letter.toLowerCase()] ?? letter;
                  return letter === letter.toLowerCase() ? small : small.toUpperCase();
                }),
        );
