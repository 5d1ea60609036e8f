import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import './flagship-prose.js';
import './flagship-shadow.js';
import { kindNames } from '../src/extensions/claims/kinds.js';
import { operations } from '../src/extensions/operations.js';
import type { LedgerLine } from '../src/outputs/ledger/schema.js';
import { compile } from '../src/session/compile.js';
import { openProject } from '../src/session/open-project.js';
import { equationsOn, falseEquations } from './equations/shown.js';
import { isProgress, readPlan } from './flagship-plan.js';
import { listFiles, temporaryFolder } from './host/temporary-folder.js';
import { repository } from './house/repository.js';
import { faultsOf } from './outputs/docx/rules.js';
import { taggedWords } from './outputs/pdf/inspect/tree.js';
import { type Inspection, inspectPdf } from './outputs/pdf/inspect.js';
import { keepTexts } from './support/flagship-texts.js';
import { ledgerLines } from './support/golden/ledger-lines.js';
import { paperLines } from './support/golden/paper-lines.js';
import { readNumbers } from './support/golden/untraced.js';
import { buildAll, copyFlagship } from './support/project-copy.js';
import { expectSameNumbers } from './support/same-numbers.js';
import { sharedSessions } from './support/shared-session.js';

interface Calculation {
  readonly keys: readonly { dataset: string; field: string; keys: Record<string, string> }[];
  readonly operation: string;
  readonly operands?: readonly Calculation[] | undefined;
}

const folder = temporaryFolder(afterAll);
/** One language beside the first, of the shorter report, its page alone; `npm run test:deep` builds all, twice. */
const pair = ['en', 'sr-Cyrl'] as const;
const parts = [
  { languages: ['en'] },
  { only: ['shadow-report'], languages: ['sr-Cyrl'], formats: ['html'] },
] as const;
// A server keeps no record, and the list of files would be another there.
const env = { ...process.env, CI: '' };

beforeAll(async () => {
  copyFlagship(root, pair);
  const session = sharedSessions.open();
  for (const part of parts) await buildAll(root, env, { ...part, session });
  const { opened } = await openProject(root, { only: [], languages: ['en'], formats: [] });
  // The session knows these texts, so that they are composed once.
  if (opened !== undefined) keepTexts((await compile(session, opened, { tolerant: false })).made);
  // Several minutes on a machine that does much besides.
}, 600_000);

const root = join(folder, 'një dosje me hapësira/б');
const output = (): string => join(root, 'output');
const bytes = (path: string): Buffer => readFileSync(join(output(), path));
const reports = ['annual-report', 'shadow-report'];
/** Every file that is published, in the order of their paths. */
const outputs = reports.flatMap((report) =>
  pair.slice(0, report === 'annual-report' ? 1 : 2).flatMap((tag) => {
    const formats = tag === 'en' ? ['docx', 'html', 'pdf'] : ['html'];
    return [...formats.map((format) => `${report}.${format}`), 'numbers.json', 'published.json']
      .sort()
      .map((file) => `${report}/${tag}/${file}`);
  }),
);
const page = (report: string): string => bytes(`${report}/en/${report}.html`).toString();
/** The quantities of a report; other numerals are no numbers. */
const numbersOf = (report: string): LedgerLine[] =>
  readNumbers(bytes(`${report}/en/numbers.json`)).numbers.filter(
    (line): line is LedgerLine => line.class === 'ledger',
  );
let all: LedgerLine[] | undefined;
const numbers = (): LedgerLine[] => {
  all ??= reports.flatMap(numbersOf);
  return all;
};

const inspections = new Map<string, Promise<Inspection>>();
function inspected(report: string): Promise<Inspection> {
  const inspection = inspections.get(report) ?? inspectPdf(bytes(`${report}/en/${report}.pdf`));
  inspections.set(report, inspection);
  return inspection;
}

test('what is built is there, and says nothing of its folder', () => {
  expect(listFiles(output())).toEqual(
    ['.build/inputs.json', '.build/pages.json', 'manifest.json', ...outputs].sort(),
  );
  for (const report of reports) expect(page(report)).not.toContain(folder);
});

test('the numbers of a report are the same in both languages', () => {
  const [first, second] = pair.map((tag) => bytes(`shadow-report/${tag}/numbers.json`)) as [Buffer, Buffer];
  expectSameNumbers(first, second);
});

/** What `trace` says of them is looked at by `npm run test:deep`, and of every golden by its test. */
test.each([
  ['annual-report', 80],
  ['shadow-report', 6],
])('every equation that the %s shows at its numbers is true', (report, least) => {
  // A dash is money that was not spent: it adds nothing.
  expect(falseEquations(page(report), undefined, ['[z]', '–'])).toEqual([]);
  // Else nothing was read.
  expect(equationsOn(page(report)).length).toBeGreaterThan(least);
});

test('the manifest names every output with its hash', () => {
  const manifest = JSON.parse(bytes('manifest.json').toString());
  expect(manifest.outputs.map(({ path }: { path: string }) => path)).toEqual(outputs);
  for (const { path, sha256, bytes: size } of manifest.outputs) {
    expect(createHash('sha256').update(bytes(path)).digest('hex')).toBe(sha256);
    expect(bytes(path).byteLength).toBe(size);
  }
  expect(manifest.inputs).toHaveLength(28);
});

describe('the recalculator in Python, which knows none of our code,', () => {
  const script = join(repository, 'docs/recompute/recompute.py');
  const python = ['python3', 'python'].find(
    (name) => spawnSync(name, ['-c', 'import fractions']).status === 0,
  );
  const recompute = (place: string) =>
    spawnSync(python ?? '', [script, place], { encoding: 'utf8', env: { ...process.env, PYTHONUTF8: '1' } });

  test.skipIf(python === undefined)('comes to the same in both reports', () => {
    for (const report of reports) {
      const { stdout, status } = recompute(join(output(), report, 'en'));
      expect({ stdout, status }).toEqual({
        stdout: expect.stringMatching(/^\d+ numbers .*: 0 faults\n$/),
        status: 0,
      });
    }
  });

  test.skipIf(python === undefined)('names a cell, a page and a total that were changed', () => {
    const place = join(folder, 'changed');
    cpSync(join(output(), 'shadow-report/en'), place, { recursive: true });
    const file = join(place, 'published.json');
    const published = JSON.parse(readFileSync(file, 'utf8'));
    const { id, text } = published.numbers.find((each: { operation: string }) => each.operation === 'share');
    published.datasets.find(
      (each: { name: string }) => each.name === 'coalition-ages',
    ).rows[0].values.persons = '1';
    writeFileSync(file, JSON.stringify(published));
    const html = join(place, 'shadow-report.html');
    const [first = ''] = /<data [^>]*>[^<]*<\/data>/.exec(readFileSync(html, 'utf8')) ?? [];
    writeFileSync(html, readFileSync(html, 'utf8').replace(first, first.replace(/>[^<]*</, '>12345<')));
    const { stdout, status } = recompute(place);
    expect(stdout).toContain(`${id}: '${text}' (share): published as`);
    expect(stdout).toContain("the page prints '12345'");
    expect(status).toBe(1);
  });

  test('knows every operation', () => {
    const text = readFileSync(script, 'utf8');
    const unknown = Object.keys(operations).filter(
      (name) => !text.includes(`"${name.replace(/^rate-per-\d+$/, 'rate-per-{per}')}"`),
    );
    expect(unknown).toEqual([]);
  });

  test('knows every kind of claim', () => {
    const text = readFileSync(join(repository, 'docs/recompute/claims.py'), 'utf8');
    expect(kindNames.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
  });

  test.skipIf(python === undefined)('names every verdict that is another', () => {
    const place = join(folder, 'verdicts');
    cpSync(join(output(), 'shadow-report/en'), place, { recursive: true });
    const file = join(place, 'published.json');
    const published = JSON.parse(readFileSync(file, 'utf8'));
    for (const claim of published.claims) claim.verdict = claim.verdict === 'true' ? 'false' : 'true';
    writeFileSync(file, JSON.stringify(published));
    const { stdout } = recompute(place);
    expect(stdout).toContain(`${published.claims.length} faults`);
    expect(stdout.match(/published as (?:true|false)$/gm)?.length).toBe(published.claims.length);
  });
});

describe('every printed number', () => {
  const read = new Map<string, Record<string, string>[]>();
  const rowsOf = (dataset: string): Record<string, string>[] => {
    const rows =
      read.get(dataset) ?? parse(readFileSync(join(repository, `data/${dataset}.csv`)), { columns: true });
    read.set(dataset, rows);
    return rows;
  };
  /** Cells read again from the files by other code, as text. */
  const cell = ({ dataset, field, keys }: Calculation['keys'][number]): number => {
    if (field === 'delay') return longestDelay(keys);
    const found = rowsOf(dataset).filter((row) =>
      Object.entries(keys).every(([name, value]) => row[name] === value),
    );
    expect(found).toHaveLength(1);
    const text = found[0]?.[field] ?? '';
    return /^\[/.test(text) ? 0 : Number(text);
  };

  /** Months between the deadlines of the actions that the keys name: in this plan all are the last day of one. */
  const longestDelay = ({ action = '', objective = '' }: Record<string, string>): number => {
    const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
    const meant = rowsOf('actions').filter(({ code = '' }) => {
      return action === '' ? objective === 'total' || code.startsWith(`${objective}.`) : code === action;
    });
    const put = meant.map((row) => [row.deadline ?? '', row['new-deadline'] || row.deadline || '']);
    return Math.max(...put.map(([from = '', to = '']) => months(to) - months(from)));
  };

  test('of the plan rests on the cells that other code finds', () => {
    const plan = readPlan((name) => readFileSync(join(repository, `data/${name}.csv`), 'utf8'));
    const progress = numbers().filter(({ operation }) => isProgress(operation));
    expect(progress.length).toBeGreaterThan(80);
    for (const number of progress) {
      const expected = plan.recompute(number);
      expect(number.value, `${number.text} at ${number.at}`).toBeCloseTo(expected ?? Number.NaN, 9);
    }
  });

  test('of the plan comes to what was worked out by hand', () => {
    const printed = (operation: string): string[] =>
      numbers()
        .filter((number) => number.operation === operation)
        .map(({ text }) => text.replace(/[^\d.]/g, ''));
    // Due and met: in all 32 and 22. 22 / 32 = 68.75 %, without decimals. By objective: 4 of 7, 5 of 6, 5 of 8, 6 of 6, 2 of 5.
    expect(new Set(printed('implementation-rate'))).toEqual(new Set(['69', '47', '56', '58', '66', '25']));
    // 50 to 69.99 = 3, 70 to 90 = 4, above 90 = 5, 30 to 49.99 = 1.
    expect(new Set(printed('sigma-points'))).toEqual(new Set(['1', '3', '4', '5']));
    // I2: (48 - 12) / (60 - 12) = 36 / 48. I3: (18 - 19) / (16 - 19) = 1 / 3. I11: (1 - 4) / (0 - 4) = 3 / 4.
    expect(printed('target-fulfilment')).toEqual(expect.arrayContaining(['75.0', '33.3', '14.3', '100']));
  });

  test('agrees with the cells that it names', () => {
    const calculate: Record<string, (cells: number[]) => number> = {
      value: ([a = Number.NaN]) => a,
      fact: ([a = Number.NaN]) => a,
      share: ([a = Number.NaN, b = Number.NaN]) => (a / b) * 100,
      ratio: ([a = Number.NaN, b = Number.NaN]) => a / b,
      change: ([a = Number.NaN, b = Number.NaN]) => a - b,
      'percent-change': ([a = Number.NaN, b = Number.NaN]) => ((a - b) / b) * 100,
      difference: ([a = Number.NaN, b = Number.NaN]) => a - b,
      sum: (cells) => cells.reduce((total, each) => total + each, 0),
      count: (cells) => cells.length,
    };
    const again = ({ operation, operands, keys }: Calculation): number =>
      calculate[operation]?.(operands?.map(again) ?? keys.map(cell)) ?? Number.NaN;
    expect(numbers().length).toBeGreaterThan(400);
    for (const number of numbers()) {
      // What is declared rests on no cell.
      if (isProgress(number.operation) || number.operation === 'declared') continue;
      const result = again(number);
      // `absolute=true` prints the size of a fall; the words around it say which way.
      const expected = number.operation.endsWith('change') && number.value >= 0 ? Math.abs(result) : result;
      expect(number.value, `${number.text} at ${number.at}`).toBeCloseTo(expected, 9);
    }
  });

  test('prints that value, rounded once', () => {
    for (const { text, value, high, unit, at, place } of numbers()) {
      const printed = [...text.matchAll(/[+\u2212]?[\d,]+(?:\.\d+)?/g)].map(([match]) => match);
      const shown = printed.map((each) =>
        Number(each.replaceAll(',', '').replace('\u2212', '-').replace('+', '')),
      );
      if (/^\d+ of \d+$/.test(text)) {
        expect(((shown[0] ?? 0) / (shown[1] ?? 0)) * 100, `${text} at ${at}`).toBeCloseTo(value, 9);
        continue;
      }
      const digits = printed[0]?.split('.')[1]?.length ?? 0;
      expect(shown.length, `${text} at ${at}`).toBe(high === undefined ? 1 : 2);
      expect(Math.abs((shown[0] ?? 0) - value), `${text} at ${at}`).toBeLessThanOrEqual(
        0.5 * 10 ** -digits + 1e-9,
      );
      if (high !== undefined) expect(shown[1]).toBe(high);
      // The head of a column of a table says it for all of its cells.
      const isSaid = text.includes('%') || (place === 'column' && unit === '%');
      expect(isSaid, `${text} at ${at}`).toBe(unit === '%');
    }
  });

  test('stands in the page as the ledger has it, and no other does', () => {
    for (const report of reports) {
      const inPage = [...page(report).matchAll(/<data [^>]*>([^<]*)<\/data>/g)].map(([, text = '']) =>
        text.replace(/&#x?\w+;/g, '?'),
      );
      const inLedger = numbersOf(report)
        .filter(
          ({ place, only }) => !['chart', 'alternative', 'contents'].includes(place) && only === undefined,
        )
        .map(({ text }) => text);
      expect(inPage.sort(), report).toEqual(inLedger.sort());
    }
  });
});

test.each(reports)('the page of the %s is one file that requests nothing', (report) => {
  const html = page(report);
  expect(html.length).toBeLessThan(1_500_000);
  expect(html).toMatch(/^<!doctype html><html lang="en">/);
  const references = [...html.matchAll(/\s(?:src|href)="(?!#|data:)([^"]*)"(?! download=)/g)].map(
    ([, url]) => url,
  );
  // The page in the other language is a link, and nothing that is loaded.
  expect(references.filter((url) => !/^https?:/.test(url ?? ''))).toEqual([`../${pair[1]}/${report}.html`]);
  expect(html).not.toMatch(/<(?:link|iframe|object|embed|base)\b|@import|url\((?!["']?(?:data:|#))/);
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(reports)('the pages and the ledger of the %s are those of the golden', async (report) => {
  const golden = join(import.meta.dirname, 'golden/flagship', report);
  const ledger = ledgerLines(bytes(`${report}/en/numbers.json`).toString());
  await expect.soft(ledger).toMatchFileSnapshot(join(golden, 'ledger.txt'));
  const paper = paperLines(await inspected(report));
  await expect(paper).toMatchFileSnapshot(join(golden, 'paper.txt'));
});

test.each(outputs.filter((path) => path.endsWith('.docx')))(
  '%s keeps what Word asks and no schema says, and its rules of accessibility',
  (path) => {
    expect(faultsOf(new Uint8Array(bytes(path)))).toEqual([]);
  },
);

test.each(reports)('the PDF of the %s runs no words of the page together', async (report) => {
  const text = page(report)
    // What is heard in place of a mark; paper has the mark.
    .replace(/<span class="spoken">.*?<\/span>/g, '')
    .replace(/<(style|script|svg)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<\/?(?:abbr|a|b|code|data|em|mark|span|strong|sup|sub)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#x([0-9A-F]+)|lt);/gi, (_, code) =>
      code === undefined ? '<' : String.fromCodePoint(Number.parseInt(code, 16)),
    );
  const plain = (words: string): string =>
    words.normalize('NFKD').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const known = new Set(plain(text).split(/\s+/));
  const { tree, pageCount } = await inspected(report);
  // The contents name pages, which the page has none of.
  for (let number = 1; number <= pageCount; number++) known.add(`${number}`);
  expect(
    taggedWords(tree)
      .map(plain)
      .filter((word) => !known.has(word)),
  ).toEqual([]);
});

test('the PDF is tagged, titled, in outline, and has no fault that the checks know', async () => {
  const pdf = await inspected('annual-report');
  expect(pdf.problems).toEqual([]);
  expect(pdf).toMatchObject({
    title:
      'Progress report 2015, a worked example: National Strategy against Trafficking in Human Beings in Kosovo 2015–2019',
    language: 'en',
  });
  expect(pdf.pageCount).toBeGreaterThan(29);
  expect(pdf.pageCount).toBeLessThan(48);
  expect(pdf.outline.map(({ title }) => title)).toContain('1 How to read this report');
  const [, imprint = '', brief = '', contents = ''] = pdf.text;
  expect(imprint).toContain('Licence');
  expect(brief).toMatch(/put\soff\slongest,\sby\s12\smonths/);
  expect(contents).toContain('Objective 1: Justice and the law');
});
