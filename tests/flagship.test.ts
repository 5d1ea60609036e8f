import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from './house/repository.js';
import { inspectPdf } from './outputs/pdf/inspect.js';

interface Calculation {
  readonly keys: readonly { dataset: string; field: string; keys: Record<string, string> }[];
  readonly operation: string;
  readonly operands?: readonly Calculation[];
}

interface PublishedNumber extends Calculation {
  readonly text: string;
  readonly value: number;
  readonly high?: number;
  readonly unit: string;
  readonly place: string;
  readonly at: string;
}

let folder = '';
/** The same project in two folders, built under two time zones and locales, one of them twice. */
const places = ['a', 'një dosje me hapësira/б'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallybook-flagship-'));
  const settings = [
    { TZ: 'Pacific/Kiritimati', LANG: 'sq_AL.UTF-8', LC_ALL: 'sq_AL.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
  ];
  for (const [index, place] of places.entries()) {
    const root = join(folder, place);
    mkdirSync(root, { recursive: true });
    for (const part of ['tallybook.yaml', 'data', 'templates']) {
      cpSync(join(repository, part), join(root, part), { recursive: true });
    }
    const env = { ...process.env, ...settings[index] };
    // The second time the page numbers of the first are known, and one print is saved: the bytes must not tell.
    for (let time = 0; time <= index; time++) {
      execFileSync(process.execPath, [join(repository, 'dist/cli.js'), 'build', root], {
        env,
        stdio: 'pipe',
      });
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const output = (place = 'a'): string => join(folder, place, 'output');
const bytes = (path: string): Buffer => readFileSync(join(output(), path));
const numbers = (): PublishedNumber[] =>
  JSON.parse(bytes('annual-report/en/numbers.json').toString()).numbers;

function hashes(place: string): Record<string, string> {
  const files = readdirSync(output(place), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        relative(output(place), path),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
}

test('two builds in other folders, time zones and locales give the same bytes, and no trace of either', () => {
  const [first = '', second = ''] = places;
  expect(Object.keys(hashes(first))).toEqual([
    '.build/inputs.json',
    '.build/pages.json',
    'annual-report/en/annual-report.html',
    'annual-report/en/annual-report.pdf',
    'annual-report/en/numbers.json',
    'manifest.json',
  ]);
  expect(hashes(first)).toEqual(hashes(second));
  expect(bytes('annual-report/en/annual-report.html').toString()).not.toContain(folder);
});

test('the manifest names every output with its hash', () => {
  const manifest = JSON.parse(bytes('manifest.json').toString());
  expect(manifest.outputs.map(({ path }: { path: string }) => path)).toEqual([
    'annual-report/en/annual-report.html',
    'annual-report/en/annual-report.pdf',
    'annual-report/en/numbers.json',
  ]);
  for (const { path, sha256, bytes: size } of manifest.outputs) {
    expect(createHash('sha256').update(bytes(path)).digest('hex')).toBe(sha256);
    expect(bytes(path).byteLength).toBe(size);
  }
  expect(manifest.inputs).toHaveLength(8);
});

describe('every printed number', () => {
  /** Cells read again from the files by other code, as text. */
  const cell = ({ dataset, field, keys }: Calculation['keys'][number]): number => {
    const rows: Record<string, string>[] = parse(readFileSync(join(repository, `data/${dataset}.csv`)), {
      columns: true,
    });
    const found = rows.filter((row) => Object.entries(keys).every(([name, value]) => row[name] === value));
    expect(found).toHaveLength(1);
    const text = found[0]?.[field] ?? '';
    return /^\[/.test(text) ? 0 : Number(text);
  };

  test('agrees with the cells that it names', () => {
    const calculate: Record<string, (cells: number[]) => number> = {
      value: ([a = Number.NaN]) => a,
      fact: ([a = Number.NaN]) => a,
      share: ([a = Number.NaN, b = Number.NaN]) => (a / b) * 100,
      ratio: ([a = Number.NaN, b = Number.NaN]) => a / b,
      change: ([a = Number.NaN, b = Number.NaN]) => a - b,
      'percent-change': ([a = Number.NaN, b = Number.NaN]) => ((a - b) / b) * 100,
      sum: (cells) => cells.reduce((total, each) => total + each, 0),
    };
    const again = ({ operation, operands, keys }: Calculation): number =>
      calculate[operation]?.(operands?.map(again) ?? keys.map(cell)) ?? Number.NaN;
    expect(numbers().length).toBeGreaterThan(400);
    for (const number of numbers()) {
      const result = again(number);
      // `absolute=true` prints the size of a fall; the words around it say which way.
      const expected = number.operation.endsWith('change') && number.value >= 0 ? Math.abs(result) : result;
      expect(number.value, `${number.text} at ${number.at}`).toBeCloseTo(expected, 9);
    }
  });

  test('prints that value, rounded once', () => {
    for (const { text, value, high, unit, at } of numbers()) {
      const printed = [...text.matchAll(/[+\u2212]?[\d,]+(?:\.\d+)?/g)].map(([match]) => match);
      const shown = printed.map((each) =>
        Number(each.replaceAll(',', '').replace('\u2212', '-').replace('+', '')),
      );
      const digits = printed[0]?.split('.')[1]?.length ?? 0;
      expect(shown.length, `${text} at ${at}`).toBe(high === undefined ? 1 : 2);
      expect(Math.abs((shown[0] ?? 0) - value), `${text} at ${at}`).toBeLessThanOrEqual(
        0.5 * 10 ** -digits + 1e-9,
      );
      if (high !== undefined) expect(shown[1]).toBe(high);
      expect(text.includes('%'), `${text} at ${at}`).toBe(unit === '%');
    }
  });

  test('stands in the page as the ledger has it, and no other does', () => {
    const html = bytes('annual-report/en/annual-report.html').toString();
    const inPage = [...html.matchAll(/<data [^>]*>([^<]*)<\/data>/g)].map(([, text = '']) =>
      text.replace(/&#x?\w+;/g, '?'),
    );
    const inLedger = numbers()
      .filter(({ place }) => place === 'text' || place === 'table')
      .map(({ text }) => text);
    expect(inPage.sort()).toEqual(inLedger.sort());
  });
});

test('the page is one file that requests nothing', () => {
  const html = bytes('annual-report/en/annual-report.html').toString();
  expect(html.length).toBeLessThan(1_500_000);
  expect(html).toMatch(/^<!doctype html><html lang="en">/);
  const references = [...html.matchAll(/\s(?:src|href)="(?!#|data:)([^"]*)"/g)].map(([, url]) => url);
  expect(references.filter((url) => !/^https?:/.test(url ?? ''))).toEqual([]);
  expect(html).not.toMatch(/<(?:link|iframe|object|embed|base)\b|@import|url\((?!["']?(?:data:|#))/);
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the PDF is tagged, titled, in outline, and has no fault that the checks know', async () => {
  const pdf = await inspectPdf(bytes('annual-report/en/annual-report.pdf'));
  expect(pdf.problems).toEqual([]);
  expect(pdf).toMatchObject({
    title: 'Trafficking in human beings in Kosovo: annual report 2015',
    language: 'en',
  });
  expect(pdf.pageCount).toBeGreaterThan(19);
  expect(pdf.outline.length).toBeGreaterThan(0);
  const [, contents = ''] = pdf.text;
  expect(contents).toContain('Cases and arrests');
});
