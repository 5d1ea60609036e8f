import { beforeAll, describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { memoryHost } from '../../memory-host.js';
import { mutateDigit, seededRandom, withFile } from './mutations.js';
import { outputOf, sampleProject, textOf } from './sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const page = 'visits/en/visits.html';
const published = 'visits/en/published.json';
let output: Output;

beforeAll(async () => {
  output = await outputOf(sampleProject);
});

async function verify(files: Output) {
  const { project, tool } = memoryHost(files);
  return verifyFiles(project, tool);
}

async function faults(files: Output): Promise<string[]> {
  const { diagnostics } = await verify(files);
  return diagnostics.map(formatDiagnostic);
}

const changed = (path: string, from: string, to: string): Output => {
  const text = textOf(output, path);
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  return withFile(output, path, text.replace(from, to));
};

test('what was built is as it was published, and every number is calculated again', async () => {
  const { diagnostics, files, numbers, recalculated } = await verify(output);
  expect(diagnostics).toEqual([]);
  expect(files).toBe(3);
  expect(numbers).toBeGreaterThan(15);
  expect(recalculated).toBe(numbers);
});

describe('a changed digit on a page is noticed although the manifest matches', () => {
  test('in any of 20 places', async () => {
    const seed = 20151231;
    const random = seededRandom(seed);
    const html = textOf(output, page);
    for (let run = 1; run <= 20; run++) {
      const mutated = mutateDigit(html, random);
      const found = await faults(withFile(output, page, mutated.html));
      expect(found, `seed ${seed}, run ${run}, ${mutated.what}`).not.toEqual([]);
    }
  });

  test('with the part and what was published', async () => {
    expect(await faults(changed(page, '>62.9%<', '>62.8%<'))).toEqual([
      expect.stringMatching(
        /^visits\/en\/visits\.html:\d+:\d+ error verify\/number: The number in `sec-visits` is `62\.8%`, and `62\.9%` was published \(templates\/visits\.md:3:\d+\)$/,
      ),
    ]);
  });

  test('where only the value behind the number changed', async () => {
    expect(await faults(changed(page, 'value="4200"', 'value="4201"'))).toEqual([
      expect.stringContaining('verify/number: The value behind the number `4,200` in `sec-visits` is `4201`'),
    ]);
  });

  test('where it is no number of the ledger', async () => {
    expect(
      await faults(
        withFile(
          output,
          page,
          textOf(output, page).replace(/(>In (?:<[^>]*>)?)2014/, (_, before) => `${before}2015`),
        ),
      ),
    ).toEqual([
      expect.stringContaining(
        'verify/text: In the text of `sec-visits` the figures are `2015`, and `2014` was published',
      ),
    ]);
  });

  test('where only some readers meet it', async () => {
    expect(await faults(changed(page, 'data-n-alt', 'title="8" data-n-alt'))).toContainEqual(
      expect.stringContaining('verify/text: The text alternatives or labels in `'),
    );
    // The first calculation that the page tells, with another result.
    const html = textOf(output, page);
    const [equation = ''] = html.match(/"[^"]+ ÷ [^"]+≈ [^"]+"/) ?? [];
    expect(await faults(changed(page, equation, equation.replace('≈ ', '≈ 8')))).toEqual([
      expect.stringContaining('verify/markup: The markup in the list of where numbers come from'),
    ]);
  });
});

test('a number that moved to another place is noticed', async () => {
  const html = textOf(output, page);
  const [first, second] = html.match(/<data [^>]*>[^<]*<\/data>/g) ?? [];
  if (first === undefined || second === undefined) throw new Error('The page has two numbers');
  const swapped = html.replace(first, '@').replace(second, first).replace('@', second);
  const found = await faults(withFile(output, page, swapped));
  expect(found.filter((fault) => fault.includes('verify/number')).length).toBe(2);
});

test('a number that was taken out or put in is noticed', async () => {
  const html = textOf(output, page);
  const [number = ''] = html.match(/<data [^>]*>[^<]*<\/data>/) ?? [];
  expect(await faults(withFile(output, page, html.replace(number, '')))).toContainEqual(
    expect.stringContaining('verify/number'),
  );
  expect(await faults(withFile(output, page, html.replace(number, number + number)))).toContainEqual(
    expect.stringContaining('verify/number'),
  );
});

describe('a snapshot that was changed with the page is noticed by its cells', () => {
  test('when a number no longer follows from them', async () => {
    const forged = withFile(
      changed(page, '>62.9%<', '>63.9%<'),
      published,
      textOf(output, published).replaceAll('"62.9%"', '"63.9%"'),
    );
    expect(await faults(forged)).toContainEqual(
      expect.stringContaining(
        'verify/calculation: The number is printed as `63.9%`, and its value is printed as `62.9%` (share, templates/visits.md:3:',
      ),
    );
  });

  test('when a cell changed and the numbers did not', async () => {
    const found = await faults(changed(published, '"visits":"2640"', '"visits":"2740"'));
    expect(found).toContainEqual(
      expect.stringContaining(
        'verify/calculation: The number `62.9%` is wrong: its cells give 65.238095238095',
      ),
    );
  });

  test('when a cell is gone', async () => {
    const found = await faults(
      changed(
        published,
        '"reader":"children"},"values":{"visits":"2640"',
        '"reader":"babies"},"values":{"visits":"2640"',
      ),
    );
    expect(found).toContainEqual(
      expect.stringContaining('the snapshot has no cell `visits/visits?year=2014&reader=children`'),
    );
  });
});

describe('damaged outputs are told apart', () => {
  const without = (path: string): Output => {
    const { [path]: _, ...rest } = output;
    return rest;
  };

  test('no manifest', async () => {
    expect(await faults(without('manifest.json'))).toEqual([
      'manifest.json:1:1 error verify/output: This folder has no `manifest.json`\n  hint: name the output folder of a build',
    ]);
  });

  test('the folder of a project', async () => {
    expect(await faults({ 'tallybook.yaml': new Uint8Array() })).toEqual([
      expect.stringContaining('hint: this is the folder of a project: name its output folder'),
    ]);
  });

  test('a manifest of somebody else', async () => {
    const foreign = { ...output, 'manifest.json': new TextEncoder().encode('{"name": "app"}') };
    expect(await faults(foreign)).toEqual([
      'manifest.json:1:1 error verify/output: This is not the `manifest.json` of a build: `version` of a manifest',
    ]);
  });

  test('a file that is gone', async () => {
    expect(await faults(without(page))).toEqual([
      `${page}:1:1 error verify/missing-file: \`${page}\` is missing, and \`manifest.json\` names it`,
    ]);
  });

  test('a file that is not the one of the manifest: verify/hash', async () => {
    const found = await faults({ ...output, [page]: new TextEncoder().encode(`${textOf(output, page)}\n`) });
    expect(found).toEqual([
      expect.stringMatching(
        /^visits\/en\/visits\.html:1:1 error verify\/hash: This is not the file that `manifest\.json` names \(\d+ bytes/,
      ),
      expect.stringContaining('verify/markup: The markup in the frame of the page'),
    ]);
  });

  test.each([
    ['text that is not JSON', '{"format":', 11],
    ['JSON that is no snapshot', '[]', 1],
    [
      'snapshot whose `tool` is not as Tallybook writes it',
      '{"format": "tallybook-published", "version": 1}',
      1,
    ],
    ['second key `format`', '{"format": "tallybook-published", "format": 1}', 35],
    ['key `__proto__`', '{"__proto__": {}}', 2],
    ['JSON with more than 100 values inside each other', '['.repeat(1e5), 101],
  ])('a snapshot that is %s', async (fault, content, column) => {
    expect(await faults(withFile(output, published, content))).toEqual([
      `${published}:1:${column} error verify/form: \`published.json\` cannot be read: ${fault}`,
    ]);
  });

  test.each([
    ['manifest.json', '{"version": 5}', 'output: This is not the `manifest.json` of a build: `version`'],
    [
      published,
      '{"format": "tallybook-published", "version": 5}',
      'form: `published.json` cannot be read: snapshot whose `version`',
    ],
    [
      'visits/en/numbers.json',
      '{"report": "visits", "version": 5}',
      'form: This is not a `numbers.json` as Tallybook writes it: `version`',
    ],
  ])('%s of another version', async (path, content, fault) => {
    const files = { ...withFile(output, path, content), [path]: new TextEncoder().encode(content) };
    const [found] = await faults(files);
    expect(found).toContain(`error verify/${fault}`);
    expect(found).toContain(
      'hint: it is of version 5, and this Tallybook reads version 1: build the report again with it',
    );
  });

  test('a page with other markup', async () => {
    expect(await faults(withFile(output, page, '<!doctype html><p>Hello'))).toEqual([
      `${page}:1:16 error verify/form: This is not a page as Tallybook writes it: \`<p>\` without its end`,
    ]);
  });

  test('a list of numbers that was changed', async () => {
    const path = 'visits/en/numbers.json';
    expect(await faults(withFile(output, path, '{}'))).toEqual([expect.stringContaining('verify/form')]);
    expect((await faults(changed(path, '"text":"62.9%"', '"text":"62.8%"'))).length).toBe(2);
  });
});

test('a list of claims that is not the published one is noticed', async () => {
  const file = 'visits/en/numbers.json';
  const list = JSON.parse(textOf(output, file)) as { claims: Record<string, unknown>[] };
  const claim = {
    kind: 'rose',
    verdict: 'true',
    text: 'It rose',
    cells: [],
    keys: {},
    limits: {},
    at: 'a.md:1:1',
  };
  const forged = withFile(output, file, JSON.stringify({ ...list, claims: [...list.claims, claim] }));
  expect(await faults(forged)).toEqual([
    expect.stringContaining('verify/text: The claim `rose` (a.md:1:1) is not as it was published'),
  ]);
  expect(await faults(withFile(output, file, JSON.stringify({ ...list, claims: 5 })))).toEqual([
    expect.stringContaining('verify/form'),
  ]);
});
