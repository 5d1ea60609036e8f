/** A forger who writes the page, its snapshot and all hashes anew, but forgets one of the files that say the same. */
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { parseSnapshot, type Snapshot } from '../../../src/model/snapshot/snapshot.js';
import { readPage } from '../../../src/outputs/snapshot/read-page.js';
import { renderSnapshot } from '../../../src/outputs/snapshot/render-snapshot.js';
import { sha256 } from '../../../src/sha256.js';
import { memoryHost } from '../../memory-host.js';
import { firstOf } from '../../support/runs.js';
import { withFile, withPublished } from './mutations.js';
import { outputOf, sampleProject, textOf } from './sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const page = 'visits/en/visits.html';
const published = 'visits/en/published.json';
const numbers = 'visits/en/numbers.json';
let output: Output;

beforeAll(async () => {
  const reports = '  visits: {template: templates/visits.md, formats: [html]}\n';
  const yaml = sampleProject['tallybook.yaml'] ?? '';
  output = await outputOf({
    ...sampleProject,
    'tallybook.yaml': `${yaml}${reports.replace('visits:', 'guests:')}`,
  });
});

async function faults(files: Output): Promise<string> {
  const { project: folder, tool } = memoryHost(files);
  return (await verifyFiles(folder, tool)).diagnostics.map(formatDiagnostic).join('\n');
}

function replaced(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing matches ${from}`);
  return changed;
}

function withSnapshot(files: Output, change: (snapshot: Snapshot) => Snapshot): Output {
  const { value: snapshot } = parseSnapshot(textOf(files, published));
  if (snapshot === undefined) throw new Error('An output without a snapshot');
  return withFile(files, published, new TextDecoder().decode(renderSnapshot(change(snapshot))));
}

/** The page changed, and all that the snapshot says of its words and markup. */
function forgedPage(from: string | RegExp, to: string): Output {
  const html = replaced(textOf(output, page), from, to);
  const parts = new Map(readPage(html).parts.map((part) => [part.id, part]));
  return withSnapshot(withPublished(output, page, html), (snapshot) => ({
    ...snapshot,
    parts: snapshot.parts.map((part) => {
      const { title = '', text = '', labels = '' } = parts.get(part.id) ?? {};
      return { ...part, title, text, labels: sha256(labels) };
    }),
  }));
}

function forgedList(from: string, to: string): Output {
  const json = replaced(textOf(output, numbers), from, to);
  return withSnapshot(withFile(output, numbers, json), (snapshot) => ({
    ...snapshot,
    files: snapshot.files.map((file) =>
      file.name === 'numbers.json' ? { ...file, sha256: sha256(json) } : file,
    ),
  }));
}

test('nothing is wrong before', async () => {
  expect(await faults(output)).toBe('');
});

describe('is noticed on the page', () => {
  test.each(
    firstOf(
      [
        ['a year', /(In <span data-n="date">)2014/, '$12013', 'has the numeral `2014` (date)'],
        ['the edition', /(data-n="date">)2015(<\/b>)/, '$12016$2', 'The edition is `Edition 2016`'],
        ['the title', /(<h1[^>]*>)[^<]*/, '$1Guests', 'The title is `Guests`'],
        ['the language', '<html lang="en"', '<html lang="sq"', 'The language of the page is `sq`'],
        ['a heading', '>Visits</span><a', '>Guests</span><a', 'The section `1 Visits`'],
      ],
      3,
    ),
  )('%s', async (_, from, to, expected) => {
    expect(await faults(forgedPage(from, to))).toContain(expected);
  });
});

describe('is noticed in the list of numbers', () => {
  test.each(
    firstOf(
      [
        [
          'the title of a section',
          '"title":"1 Visits"',
          '"title":"1 Guests"',
          'is called `1 Visits` on the page',
        ],
        [
          'the dataset of a number',
          '"dataset":"visits","keys"',
          '"dataset":"guests","keys"',
          'under the dataset `guests`',
        ],
        ['the class of a numeral', '"class":"date"', '"class":"label"', 'has the numeral `2015` (label)'],
        ['the place of a number', '"anchor":"sec-changed"', '"anchor":"sec-visits"', 'at `#sec-changed`'],
        [
          'a section that is not listed',
          '"section":"sec-visits"',
          '"section":"sec-none"',
          'in the section `#sec-none`',
        ],
        [
          'a mark that the page does not print',
          '"operation":"value",',
          '"operation":"value","marks":["p"],',
          'The list lacks the number',
        ],
        [
          'a number of a PDF that is not there',
          '{"class":"date",',
          '{"class":"date","only":"pdf",',
          'is in a PDF file, and no such file is beside it',
        ],
      ],
      3,
    ),
  )('%s', async (_, from, to, expected) => {
    expect(await faults(forgedList(from, to))).toContain(expected);
  });
});

describe('is noticed in the snapshot', () => {
  const withRows = (from: string, to: string) =>
    withSnapshot(output, (snapshot) => JSON.parse(replaced(JSON.stringify(snapshot), from, to)));

  test('a row that no number rests on, by its total', async () => {
    const forged = withRows(
      '"reader":"adults"},"values":{"visits":"1408"',
      '"reader":"adults"},"values":{"visits":"1409"',
    );
    expect(await faults(forged)).toContain(
      'The total 3920 of `visits` in `visits` (year `2013`, reader `total`) is wrong: its parts over `reader` add up to 3921',
    );
  });

  test('a row, by another report that was built from the same data', async () => {
    const forged = withRows(
      '"reader":"adults"},"values":{"visits":"1408"',
      '"reader":"adults"},"values":{"visits":"1409"',
    );
    expect(await faults(forged)).toContain('are not those of `guests/en/published.json`');
  });

  test('a list of numbers that it no longer names, by what the list says', async () => {
    const forged = withFile(
      output,
      numbers,
      replaced(textOf(output, numbers), '"operation":"share"', '"operation":"sum"'),
    );
    const without = withSnapshot(forged, (snapshot) => ({
      ...snapshot,
      files: snapshot.files.filter(({ name }) => name !== 'numbers.json'),
    }));
    expect(await faults(without)).toContain('numbers.json');
  });

  test('a report that nobody can read any more', async () => {
    const without = withSnapshot(output, (snapshot) => ({
      ...snapshot,
      files: snapshot.files.filter(({ format }) => format === 'json'),
    }));
    const manifest = JSON.parse(textOf(without, 'manifest.json'));
    const outputs = manifest.outputs.filter(({ path }: { readonly path: string }) => path !== page);
    const bytes = new TextEncoder().encode(JSON.stringify({ ...manifest, outputs }));
    expect(await faults({ ...without, 'manifest.json': bytes })).toContain(`The manifest lacks \`${page}\``);
  });
});
