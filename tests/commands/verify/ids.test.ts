import { beforeAll, describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { parseSnapshot, type Snapshot } from '../../../src/model/snapshot/snapshot.js';
import { renderSnapshot } from '../../../src/outputs/snapshot/render-snapshot.js';
import { memoryHost } from '../../memory-host.js';
import { withFile, withPublished } from './mutations.js';
import { outputOf, sampleProject, textOf } from './sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const published = 'visits/en/published.json';
const list = 'visits/en/numbers.json';
const page = 'visits/en/visits.html';
let output: Output;
let snapshot: Snapshot;

beforeAll(async () => {
  output = await outputOf(sampleProject);
  const parsed = parseSnapshot(textOf(output, published)).value;
  if (parsed === undefined) throw new Error('An output without a snapshot');
  snapshot = parsed;
});

async function faults(files: Output): Promise<readonly string[]> {
  const { project: folder, tool } = memoryHost(files);
  return (await verifyFiles(folder, tool)).diagnostics.map(formatDiagnostic);
}

const idsIn = (text: string): string[] =>
  [...text.matchAll(/ data-id="([^"]+)"/g)].flatMap(([, ids = '']) => ids.split(' '));

test('the page, the list and the snapshot have the same ids', () => {
  const ids = snapshot.numbers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(idsIn(textOf(output, page)).sort()).toEqual(ids.toSorted());
  const { numbers } = JSON.parse(textOf(output, list)) as { numbers: { id?: string; repeats?: true }[] };
  const listed = numbers.flatMap(({ id, repeats }) => (id === undefined || repeats ? [] : [id]));
  const withValue = snapshot.numbers.flatMap(({ id, value }) => (value === undefined ? [] : [id]));
  expect(listed.sort()).toEqual(withValue.sort());
});

describe('a forged id is noticed', () => {
  const forged = (change: (id: string) => string): Promise<readonly string[]> => {
    const [first] = snapshot.numbers;
    if (first === undefined) throw new Error('a report with numbers');
    const id = change(first.id);
    const replaced = (text: string): string => text.replaceAll(`"${first.id}"`, `"${id}"`);
    let made = withPublished(output, page, replaced(textOf(output, page)));
    made = withPublished(made, list, replaced(textOf(output, list)));
    const { value: now } = parseSnapshot(textOf(made, published));
    if (now === undefined) throw new Error('An output without a snapshot');
    const text = new TextDecoder().decode(renderSnapshot(now));
    return faults(withFile(made, published, replaced(text)));
  };

  test('one that is not made of the cells, on the page, in the list and in the snapshot alike', async () => {
    expect((await forged((id) => id.replace(/:.*/, ':abcdefgh'))).join('\n')).toContain(
      'does not fit its operation and cells',
    );
  });

  test('one of another section', async () => {
    expect((await forged((id) => id.replace(/^[^:]+/, 'sec-none'))).join('\n')).toContain(
      'is not of the section',
    );
  });

  test('one that counts an equal that is not there', async () => {
    expect((await forged((id) => `${id}:7`)).join('\n')).toContain('before it');
  });

  test('one on the page alone', async () => {
    const [first] = snapshot.numbers;
    const html = textOf(output, page).replace(`"${first?.id}"`, '"sec-none:abcdefgh"');
    expect((await faults(withPublished(output, page, html))).join('\n')).toContain(
      'is of no number that was published',
    );
  });
});
