import { beforeAll, describe, expect, test } from 'vitest';
import type { Printer } from '../../../src/host/host.js';
import { inspectPdf } from './inspect.js';
import { localPdfFinisher } from './print-pdf.js';
import { smallDocument, testPrinter } from './test-printer.js';

let printer: Printer;
beforeAll(async () => {
  printer = await testPrinter();
}, 60_000);

const raw = (body: string, style = ''): Promise<Uint8Array> =>
  printer.print(smallDocument(body, style), (page) => page.pdf({ tagged: true }));

async function problems(body: string, style = ''): Promise<string[]> {
  const meta = { title: 'Small', author: '', language: 'en', epochSeconds: 0, producer: 'Tallybook' };
  const position = { file: 'tallybook', line: 1, column: 1 };
  const print = await localPdfFinisher.read({ printed: await raw(body, style), named: {}, meta, position });
  return (await inspectPdf(await print.finish())).problems;
}

describe('the inspector', () => {
  test('finds nothing in a plain document', async () => {
    expect(await problems('<p>Words.</p>')).toEqual([]);
  });

  test('finds what Chromium leaves undone', async () => {
    const body =
      '<p><em>a</em> <a href="#x">b</a></p><ul><li id="x">c</li></ul><img width="9" height="9" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC">';
    const { problems: found } = await inspectPdf(await raw(body, '@page{@bottom-left{content:"foot"}}'));
    expect(found).toEqual(
      expect.arrayContaining([
        'XMP does not say PDF/UA-1',
        'it has no file id',
        'it has no output intent',
        'Em is not a standard type',
        'a link on page 1 () is not described',
        expect.stringContaining('NonStruct stands directly in LI'),
        expect.stringContaining('a Figure has no text alternative'),
        expect.stringMatching(/^page 1 paints text outside marked content/),
      ]),
    );
  });

  test('finds headings out of order', async () => {
    expect(await problems('<h3>Deep</h3><h2>Back</h2>')).toEqual(['H3 follows H1: Deep']);
  });

  test('finds uneven tables and heads without a scope', async () => {
    const { problems: found } = await inspectPdf(
      await raw('<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td></td></tr></table>'),
    );
    expect(found).toContainEqual(expect.stringMatching(/^the rows of table ".*" have 2, 1 columns$/));
  });

  test('finds fonts that are not allowed, and characters that no font has', async () => {
    const { problems: found } = await inspectPdf(await raw('<p>\u{1F680}</p>'), ['Other']);
    expect(found).toContainEqual(expect.stringMatching(/^font [A-Z]{6}\+NotoSans-Regular is not allowed$/));
    expect(found).toContainEqual('page 1 shows a character that no font has');
  });
});
